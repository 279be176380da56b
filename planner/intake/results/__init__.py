"""Results workbooks, read and judged: `results_reader` is where a result is refused, and told why by its cell."""
