"""Lines and bars: the record of a chart, and its picture."""
