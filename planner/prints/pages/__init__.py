"""What is published of a plan: pages, texts to read aloud and to send, and calendar files, one a unit."""
