"""Files of any kind to sheets of cells that know their address, and the findings about them."""
