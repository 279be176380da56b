"""The forms that `planner print` prints: one declaration each, and nothing heavy, for the command line reads them all.

A new form is a module with a printer and a declaration here; see planner/prints/README.md.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintForm:
    """What is known of a form before anything of it is loaded."""

    name: str
    """As the option `--form` and messages call it in English."""
    vietnamese: tuple[str, ...]
    """What the option calls it in Vietnamese, without marks; messages take the first."""
    printer: str
    """Module and name of the function that prints it: a `PrintTask` → `PrintedForms`."""
    stem: str
    """What the names of its files begin with."""
    folder: str = ""
    """Where its files stand below the plan's papers; empty if beside them."""
    is_of_a_unit: bool = False
    """Whether there is one of a unit alone."""
    is_of_a_machine: bool = False
    """Whether there is one of a machine alone."""
    is_same_for_every_plan: bool = False
    """Whether it tells only what the workbook says, so that no new plan outdates it."""

    def __str__(self) -> str:
        return self.name


APPENDIX = PrintForm(
    name="appendix",
    vietnamese=("phu-luc",),
    printer="planner.prints.forms.appendix.paper:print_part",
    stem="phu-luc",
    is_of_a_unit=True,
    is_of_a_machine=True,
)
"""Of the whole plan it goes with plan.json and the timeline."""
NOTICES = PrintForm(
    name="notices",
    vietnamese=("thong-bao",),
    printer="planner.prints.forms.unit_notice.paper:print_notices",
    stem="thong-bao-",
    folder="thong-bao",
    is_of_a_unit=True,
)
ITINERARIES = PrintForm(
    name="itineraries",
    vietnamese=("lich-trinh", "hanh-trinh"),
    printer="planner.prints.forms.itinerary.paper:print_itineraries",
    stem="hanh-trinh-",
    folder="hanh-trinh",
    is_of_a_machine=True,
)
CALENDAR = PrintForm(
    name="calendar",
    vietnamese=("lich-thang",),
    printer="planner.prints.forms.calendar.grid:print_calendar",
    stem="lich-thang",
    is_of_a_machine=True,
)
TEAMS = PrintForm(
    name="teams",
    vietnamese=("phan-cong", "phan-cong-thon", "to-phu-trach"),
    printer="planner.prints.forms.hamlet_teams:print_hamlet_teams",
    stem="phan-cong-thon",
    is_of_a_unit=True,
    is_same_for_every_plan=True,
)
FORMS = (APPENDIX, NOTICES, ITINERARIES, CALENDAR, TEAMS)
"""In the order in which they are printed and listed."""

WEEK_TABLE = PrintForm(
    name="week-table",
    vietnamese=("bang-phan-ca", "phan-ca"),
    printer="planner.prints.forms.roster.papers:print_week_tables",
    stem="bang-phan-ca-",
    folder="phan-ca",
)
MONTH_TABLE = PrintForm(
    name="month-table",
    vietnamese=("lich-truc",),
    printer="planner.prints.forms.roster.papers:print_month_tables",
    stem="lich-truc-",
    folder="phan-ca",
)
ATTENDANCE = PrintForm(
    name="attendance",
    vietnamese=("cham-cong", "bang-cham-cong"),
    printer="planner.prints.forms.roster.papers:print_attendance",
    stem="bang-cham-cong-",
    folder="phan-ca",
)
DUTY_CHANGES = PrintForm(
    name="changed-duties",
    vietnamese=("doi-ca", "thong-bao-doi-ca"),
    printer="planner.prints.forms.roster.papers:print_duty_changes",
    stem="thong-bao-doi-ca",
    folder="phan-ca",
)
DUTY_SLIPS = PrintForm(
    name="duty-slips",
    vietnamese=("phieu-phan-ca",),
    printer="planner.prints.forms.roster.papers:print_duty_slips",
    stem="phieu-",
    folder="phan-ca/phieu",
)
ROSTER_FORMS = (WEEK_TABLE, MONTH_TABLE, ATTENDANCE, DUTY_CHANGES, DUTY_SLIPS)
"""Those that tell who works the machines; a task without a roster prints none of them."""
