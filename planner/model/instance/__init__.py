"""What is solved: the residual instance, its subproblems, machine classes, visit options and schedules."""
