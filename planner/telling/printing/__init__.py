"""What is told of papers and pages: where they are, and whom they leave out."""
