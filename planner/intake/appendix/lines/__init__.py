"""One line of the appendix: whom it names, and in which slots they stand."""
