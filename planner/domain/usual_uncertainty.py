"""What is assumed of the unforeseen where nobody says otherwise. Light to import, for the command line shows it."""

USUAL_DRAWS = 1000
ANNOUNCED_DAYS = 14
"""So many days ahead citizens have been told what is planned."""
TURNOUT = 0.9
"""The mean share of expected citizens who come."""
TURNOUT_SPREAD = 0.1
"""Its standard deviation from one unit and day to another."""
BREAKDOWN_CHANCE = 0.02
"""The chance that a machine breaks down on a day."""
REPAIR_DAYS = 2.0
"""How many days a breakdown lasts on average, the first included."""
CLOSURE_CHANCE = 0.01
"""The chance that a unit is shut on a day on which it should be open."""
