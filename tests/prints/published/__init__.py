"""What is published of a plan: pages, texts to read aloud and to send, calendar files."""
