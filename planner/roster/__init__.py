"""Who works the machines: officers, seats, duties, and the rules and goals of a roster. Knows no solver."""
