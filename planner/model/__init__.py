"""The campaign as a mathematical model; the only room that knows the solver."""
