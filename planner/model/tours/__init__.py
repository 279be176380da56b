"""What travel costs at least: machines that are alike share tours, and a linear program chooses among all there are."""
