"""The commands of every day: figures in, promises made, changes and progress told."""

from pathlib import Path

import click

from planner.cli.arguments import (
    DAY,
    FILE,
    NUMBER,
    by_name,
    campaign,
    command,
    folder,
    ledger,
    new_ledger,
    today,
)
from planner.intake.cells.limits import DOSSIERS_IN_ALL, NUM_DAYS
from planner.texts import texts_of

_ = texts_of("cli")

COMMANDS = by_name(
    command(
        "record",
        "days.results:record",
        _("Record a results workbook in the ledger, all of it or nothing; or take back rows that were wrong."),
        campaign,
        click.argument("results", metavar="[RESULTS.xlsx]", type=FILE, required=False),
        click.option(
            "--withdraw",
            "withdrawn",
            metavar="ROW",
            type=NUMBER,
            multiple=True,
            help=_("Take back the row of this number, as warnings name it; may be given several times."),
        ),
        today,
        ledger,
        new_ledger,
    ),
    command(
        "new-results",
        "days.results:new_results",
        _("Write a form for the results of a day, or of several, with a row for each planned slot."),
        campaign,
        click.option(
            "--date",
            "day",
            metavar="DATE",
            type=DAY,
            help=_("The day that the form is for; default today, or give --from."),
        ),
        click.option("--from", "first_day", metavar="DATE", type=DAY, help=_("The first of several days of one form.")),
        click.option("--to", "last_day", metavar="DATE", type=DAY, help=_("The last of these days; default today.")),
        click.option(
            "-o",
            "--output",
            "path",
            metavar="FILE",
            type=FILE,
            help=_("The form; default ket-qua-<date>.xlsx beside the workbook."),
        ),
        ledger,
    ),
    command(
        "announce",
        "days.announce:announce",
        _("Note that a plan was made known: its days up to one are promises from now on."),
        campaign,
        click.option(
            "--until",
            metavar="DATE",
            type=DAY,
            help=_("The last day made known; default that of the announcement before, else the plan's last."),
        ),
        click.option("--version", "number", metavar="N", type=NUMBER, help=_("The plan's number; default the latest.")),
        ledger,
    ),
    command(
        "changes",
        "days.changes:changes",
        _(
            "Show what plan TO changes of plan FROM, unit by unit; prints the amendment and the notices into DIR. "
            "By default the plan announced last and the latest."
        ),
        campaign,
        click.argument("old", metavar="[FROM]", required=False, type=NUMBER),
        click.argument("new", metavar="[TO]", required=False, type=NUMBER),
        today,
        folder,
        ledger,
        has_table=True,
    ),
    command(
        "adjust",
        "days.adjust:adjust",
        _(
            "Enter what is otherwise than the workbook says (a machine broken, a unit closed, a machine pinned, "
            "an officer away), so that plans and rosters keep to it; or take it back. Without options, show what holds."
        ),
        campaign,
        click.option("--break", "broken", metavar="MACHINE", help=_("This machine works nowhere in these slots.")),
        click.option("--close", "closed", metavar="UNIT", help=_("Nobody comes to this unit in these slots.")),
        click.option(
            "--pin",
            "pinned",
            metavar="MACHINE UNIT",
            nargs=2,
            help=_("This machine is at this unit in these slots."),
        ),
        click.option(
            "--leave", "officer", metavar="OFFICER", help=_("This officer, by number or name, is away in these slots.")
        ),
        click.option(
            "--kind",
            "leave",
            metavar="SIGN",
            help=_("The kind of leave by its sign on sheet Nghỉ phép, such as Ô for sickness; default P."),
        ),
        click.option(
            "--withdraw",
            "withdrawn",
            metavar="N",
            type=NUMBER,
            help=_("Take back the one of this number."),
        ),
        click.option("--from", "first_day", metavar="DATE", type=DAY, help=_("The first day.")),
        click.option("--from-shift", "first_shift", metavar="SHIFT", help=_("Its first shift; default the day's.")),
        click.option("--to", "last_day", metavar="DATE", type=DAY, help=_("The last day; default the first.")),
        click.option("--to-shift", "last_shift", metavar="SHIFT", help=_("Its last shift; default the day's.")),
        click.option("--reason", metavar="TEXT", default="", help=_("Why, as others will read it.")),
        today,
        ledger,
    ),
    command(
        "status",
        "days.status:status",
        _("Show the plans, how far each unit is, what the results have taught, and what is missing."),
        campaign,
        today,
        ledger,
        has_table=True,
    ),
    command(
        "report",
        "days.report:report",
        _(
            "Report how far each unit has come by a day, with ranks, pace and forecast, who is behind and who did not "
            "report; prints the report into DIR."
        ),
        campaign,
        click.option(
            "--date",
            "day",
            metavar="DATE",
            type=DAY,
            help=_("The last day whose figures count; default today in the campaign's time zone."),
        ),
        click.option(
            "--weekly",
            "is_weekly",
            is_flag=True,
            help=_("The last full week, Monday to Sunday, that ended by that day."),
        ),
        click.option(
            "--phase", metavar="NAME", help=_("A phase of the sheet Giai đoạn, with what its days have brought.")
        ),
        click.option(
            "--final",
            "is_final",
            is_flag=True,
            help=_("The whole campaign: who has reached the target, what is left."),
        ),
        folder,
        ledger,
        has_table=True,
    ),
    command(
        "quota",
        "days.quota:quota",
        _(
            "Work out daily targets from a table of units by indicators (sheet Chỉ tiêu), and print it. "
            "Days are those of --days, else end minus start; --inclusive counts the last day, too."
        ),
        click.argument("table", metavar="TABLE.xlsx", type=click.Path(path_type=Path)),
        click.option("--days", metavar="N", type=click.IntRange(1, NUM_DAYS), help=_("Over how many days.")),
        click.option("--start", "first_day", metavar="DATE", type=DAY, help=_("The first day, in place of --days.")),
        click.option(
            "--end", "last_day", metavar="DATE", type=DAY, help=_("The last day; the days are end minus start.")
        ),
        click.option(
            "--inclusive", "is_inclusive", is_flag=True, help=_("The last day counts, too: end minus start plus 1.")
        ),
        click.option(
            "--rounding",
            type=click.Choice(["half-up", "up"]),
            default="half-up",
            show_default=True,
            help=_("A daily figure is rounded: half up, or always up."),
        ),
        click.option(
            "--total",
            type=click.Choice(["sum", "divide"]),
            default="sum",
            show_default=True,
            help=_("The total a day: the sum of the rows, or the total target divided by the days."),
        ),
        click.option(
            "--distribute",
            "to_share",
            metavar="N",
            type=click.IntRange(0, DOSSIERS_IN_ALL),
            help=_("Share out N over the units in proportion to Dân số, in whole numbers that add up to N."),
        ),
        click.option(
            "--indicator",
            metavar="NAME",
            help=_("What the shared-out N is called; default the table's only indicator."),
        ),
        click.option(
            "--new", "is_new", is_flag=True, help=_("Write an empty TABLE.xlsx to fill in, and nothing else.")
        ),
        folder,
        has_table=True,
    ),
)
