"""The hard rules, one function each, and the list of them."""
