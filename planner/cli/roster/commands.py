"""The commands about who works the machines."""

import click

from planner.cli.arguments import (
    DAY,
    FILE,
    NUMBER,
    by_name,
    campaign,
    command,
    counted_ledger,
    folder,
    ledger,
    plan_file,
    quick_search,
    search,
)
from planner.prints.forms.registry import ROSTER_FORMS
from planner.texts import texts_of

_ = texts_of("cli")

_roster_file = click.argument("roster_path", metavar="ROSTER.json", type=FILE)

COMMANDS = by_name(
    command(
        "roster",
        "roster.roster:roster",
        _(
            "Make the duty roster of the plan in force, or of PLAN.json: roster.json into DIR. From --as-of on it is "
            "made anew with the fewest changed duties. Ctrl-C keeps the best roster."
        ),
        campaign,
        click.argument("plan_path", metavar="[PLAN.json]", type=FILE, required=False),
        folder,
        click.option(
            "--as-of",
            metavar="DATE",
            type=DAY,
            help=_("The first day to roster; default the plan's own, which is the campaign's first for a first plan."),
        ),
        click.option("--as-of-shift", metavar="SHIFT", help=_("The first shift of that day; default its first.")),
        click.option("--until", metavar="DATE", type=DAY, help=_("The last day to roster; default the plan's last.")),
        click.option(
            "--freeze-days",
            metavar="N",
            type=click.IntRange(0, 366),
            default=2,
            show_default=True,
            help=_("On so many days, from the first to roster on, published duties stay."),
        ),
        *quick_search,
        ledger,
        searches=True,
        for_rosters=True,
    ),
    command(
        "announce-roster",
        "roster.announce:announce_roster",
        _("Note that a roster was made known to its officers, up to a day."),
        campaign,
        click.option(
            "--until",
            metavar="DATE",
            type=DAY,
            help=_("The last day made known; default as before, or else the roster's last duty."),
        ),
        click.option(
            "--version", "number", metavar="N", type=NUMBER, help=_("Which stored roster; default the last one.")
        ),
        ledger,
    ),
    command(
        "print-roster",
        "roster.printing:print_roster",
        _("Print a stored roster: weeks, months, attendance, changes and a slip for each officer, into DIR."),
        campaign,
        folder,
        click.option(
            "--version", "number", metavar="N", type=NUMBER, help=_("Which stored roster; default the last one.")
        ),
        click.option(
            "--form",
            "names",
            metavar="FORM",
            multiple=True,
            type=click.Choice([name for form in ROSTER_FORMS for name in (form.name, *form.vietnamese)]),
            help=_("Only this form; may be repeated: {forms}.").format(
                forms=", ".join(form.vietnamese[0] for form in ROSTER_FORMS)
            ),
        ),
        ledger,
    ),
    command(
        "verify-roster",
        "roster.verify:verify_roster",
        _("Judge ROSTER.json against the workbook and the plan that it staffs with the independent checker."),
        campaign,
        plan_file,
        _roster_file,
        counted_ledger,
    ),
    command(
        "staff",
        "roster.staff:staff",
        _("The fewest officers by role and week with whom no seat of PLAN.json is vacant, beside those who are there."),
        campaign,
        plan_file,
        *search,
        counted_ledger,
        has_table=True,
        searches=True,
    ),
    command(
        "why-duty",
        "roster.why_duty:why_duty",
        _("Why has an officer this duty, or none on that day? What forbids the other way, or what it would cost."),
        campaign,
        plan_file,
        _roster_file,
        click.option("--officer", metavar="OFFICER", required=True, help=_("The officer's number or name.")),
        click.option("--on", "day", metavar="DATE", type=DAY, required=True, help=_("The day.")),
        click.option("--shift", metavar="SHIFT", help=_("The shift; default any of the day.")),
        *search,
        ledger,
        searches=True,
    ),
)
