"""Tables as people lay them out, laid out anew as lists before they are read."""
