"""A plan on paper: plain tables first, then xlsx, docx, pdf and svg."""
