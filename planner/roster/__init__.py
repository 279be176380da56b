"""Who works on which day: records of crews and teams, without solver, file format or command line."""
