"""How large a workbook's figures may be; beyond these a figure is a slip of the pen or an attack."""

from datetime import date

FILE_BYTES = 30_000_000
"""Size of a workbook on disk."""
UNPACKED_BYTES = 60_000_000
"""Size of all its parts together, unpacked."""
MARKUP_OF_A_PART = 300_000
"""Tags in one part that is not a sheet; each costs the reader some ten microseconds."""
MARKUP_IN_ALL = 2_500_000
"""Tags in all parts together."""
ROWS = 20_000
COLUMNS = 200
TEXT_LENGTH = 2_000

FIRST_DATE = date(2000, 1, 1)
LAST_DATE = date(2100, 12, 31)
CAMPAIGN_DAYS = 400
NUM_SHIFTS = 12
NUM_UNITS = 15_000
NUM_MACHINES = 3_000
NUM_POSTINGS = 6_000
TOGETHER = 500
"""Machines at one unit at once."""
NUM_CLOSURES = 1_000
NUM_PINS = 1_000
NUM_DUTIES = 20_000
NUM_OWN_HOURS = 1_000
NUM_OFFICERS = 2_000
NUM_SEAT_ROWS = 1_000
SEATS = 100
"""Officers of one role on one machine in one shift."""
NUM_TEAMS = 2_000
NUM_HAMLETS = 10_000
HAMLETS_A_DAY = 50
DOSSIERS = 5_000_000
"""Dossiers or people of one unit."""
DOSSIERS_IN_ALL = 500_000_000
CAPACITY = 10_000
"""Dossiers of one machine in one slot."""
PRIORITY = 10_000
VISITS = 10_000
MOVE_SLOTS = 100
ROAD_KM = 5_000
ROAD_FACTOR = 10
NOTICE_WEIGHT = 1_000
WAVE_MINUTES = 720
RESERVE_PERCENT = 100
KEEP_DAYS = 3_650
TOLERANCE_PERCENT = 1_000

NAME_LENGTH = 200
"""Letters of the name of a unit or an indicator in a table of targets."""
NUM_INDICATORS = 60
NUM_FIGURES = 50_000
"""Targets of one table; so many take half a minute to print."""
NUM_DAYS = 3_650
"""Days between which a target may be spread."""

PLAN_FILE_BYTES = 64_000_000
"""Size of a plan file."""
