"""Files to campaign and back: workbooks and plan files, with every problem named by its cell."""
