"""The sheets *Cán bộ* to *Quy định ca* of a campaign workbook → who could work the machines, and what binds them."""
