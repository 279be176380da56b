"""The commands that answer a question and store nothing."""

import os
from datetime import date

import click

from planner.cli.arguments import (
    DAY,
    FILE,
    FOLDER_PATH,
    MOST_DAYS,
    MOST_WORKERS,
    SECONDS,
    by_name,
    campaign,
    cluster,
    command,
    freeze_days,
    ledger,
    moment,
    search,
    verbose,
)
from planner.domain.usual_uncertainty import (
    ANNOUNCED_DAYS,
    BREAKDOWN_CHANCE,
    CLOSURE_CHANCE,
    REPAIR_DAYS,
    TURNOUT,
    TURNOUT_SPREAD,
    USUAL_DRAWS,
)
from planner.texts import texts_of

_ = texts_of("cli")


class BreakdownType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """MACHINE:DAYS or MACHINE:DAYS:DATE."""

    name = "breakdown"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int, date | None]:
        """Machine, days, first day."""
        machine, days, first_day = self._split(str(value), param, ctx)
        if not machine.strip() or not days.strip().isdecimal() or not 1 <= int(days) <= MOST_DAYS:
            raise click.BadParameter(
                _("{value} is no breakdown. Write MACHINE:DAYS or MACHINE:DAYS:DATE, as MÁY 2:3:18/4/2023").format(
                    value=value
                ),
                ctx,
                param,
            )
        return machine.strip(), int(days), first_day

    @staticmethod
    def _split(value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str, date | None]:
        """The name of a machine may hold a colon, so what stands behind it is split off from the end."""
        rest, _colon, last = value.rpartition(":")
        if last.strip().isdecimal() or ":" not in rest:
            return rest, last, None
        machine, _colon, days = rest.rpartition(":")
        return machine, days, DAY.convert(last.strip(), param, ctx)


BREAKDOWN = BreakdownType()


MOST_DRAWS = 1_000_000
_PERCENT = click.FloatRange(0, 100)
_assumed = (
    click.option(
        "--turnout",
        metavar="PERCENT",
        type=_PERCENT,
        default=100 * TURNOUT,
        show_default=True,
        help=_("Of those expected in a slot so many come on average, where results have taught nothing else."),
    ),
    click.option(
        "--turnout-spread",
        metavar="PERCENT",
        type=click.FloatRange(0, 50),
        default=100 * TURNOUT_SPREAD,
        show_default=True,
        help=_("The standard deviation of that from one unit and day to another (Beta distribution)."),
    ),
    click.option(
        "--breakdown-chance",
        metavar="PERCENT",
        type=_PERCENT,
        default=100 * BREAKDOWN_CHANCE,
        show_default=True,
        help=_("How likely a machine breaks down on a day."),
    ),
    click.option(
        "--repair-days",
        metavar="N",
        type=click.FloatRange(1, MOST_DAYS),
        default=REPAIR_DAYS,
        show_default=True,
        help=_("How many days it is then missing on average (geometric distribution)."),
    ),
    click.option(
        "--closure-chance",
        metavar="PERCENT",
        type=_PERCENT,
        default=100 * CLOSURE_CHANCE,
        show_default=True,
        help=_("How likely a unit is shut on a day on which it should be open."),
    ),
    click.option(
        "--announced-days",
        metavar="N",
        type=click.IntRange(1, MOST_DAYS),
        default=ANNOUNCED_DAYS,
        show_default=True,
        help=_("So many days ahead citizens know what is planned."),
    ),
)
"""What is assumed of what nobody knows."""

COMMANDS = by_name(
    command(
        "why",
        "questions.answers:why",
        _("What would it cost to visit a unit, by a certain machine, on a certain day? Or what forbids it?"),
        campaign,
        click.option("--unit", metavar="UNIT", required=True, help=_("The unit's code or name.")),
        click.option("--on", "day", metavar="DATE", type=DAY, help=_("The day; default any.")),
        click.option("--machine", metavar="MACHINE", help=_("The machine; default any.")),
        *moment,
        freeze_days,
        *search,
        ledger,
        searches=True,
    ),
    command(
        "whatif",
        "questions.answers:whatif",
        _("How would it go otherwise? One line a scenario; without options, the usual scenarios."),
        campaign,
        click.option("--machines", metavar="+N", type=click.IntRange(1, 20), help=_("So many more mobile machines.")),
        click.option(
            "--breakdown",
            "breakdowns",
            metavar="MACHINE:DAYS[:DATE]",
            type=BREAKDOWN,
            multiple=True,
            help=_("The machine is broken for so many days, from DATE on; default from the first day to plan on."),
        ),
        click.option("--by", metavar="DATE", type=DAY, help=_("Can all be done by this day?")),
        click.option(
            "--capacity",
            metavar="N",
            type=click.IntRange(1, 100_000),
            help=_("Dossiers that a machine collects a shift."),
        ),
        click.option(
            "--evenings", "is_evenings_only", is_flag=True, help=_("Only the last shift of each day is worked.")
        ),
        *moment,
        freeze_days,
        *search,
        cluster,
        ledger,
        has_table=True,
        searches=True,
    ),
    command(
        "fleet",
        "questions.fleet:fleet",
        _("How many machines suffice, and where should they start from? One line for each number of machines."),
        campaign,
        click.option(
            "--by", metavar="DATE", type=DAY, help=_("Collect everything by this day; default the campaign's last.")
        ),
        click.option(
            "--most",
            metavar="N",
            type=click.IntRange(1, 10_000),
            help=_("Look at no more machines than this, and show the lines up to it."),
        ),
        *moment,
        freeze_days,
        *search,
        ledger,
        has_table=True,
        searches=True,
    ),
    command(
        "risk",
        "questions.risk:risk",
        _("When will it be done if not all come, machines break down and units are shut? How much reserve is needed?"),
        campaign,
        click.argument("plan_path", metavar="[PLAN.json]", type=FILE, required=False),
        click.option(
            "--draws",
            metavar="N",
            type=click.IntRange(1, MOST_DRAWS),
            default=USUAL_DRAWS,
            show_default=True,
            help=_("How often the campaign is lived through."),
        ),
        click.option("--by", metavar="DATE", type=DAY, help=_("How likely is it that all is done by this day?")),
        *_assumed,
        click.option(
            "-o",
            "--output",
            "folder",
            metavar="DIR",
            type=FOLDER_PATH,
            help=_("Write a report and pictures into DIR; by default nothing is written."),
        ),
        moment[0],
        freeze_days,
        click.option(
            "--seconds", metavar="N", type=SECONDS, help=_("Time for all draws; default as long as they take.")
        ),
        click.option(
            "--workers",
            metavar="N",
            type=click.IntRange(1, 64),
            default=lambda: min(MOST_WORKERS, os.cpu_count() or 1),
            show_default=_("the cores, at most 8"),
            help=_("How many draws are lived through at once; any number gives the same result."),
        ),
        click.option(
            "--seed",
            metavar="N",
            type=click.IntRange(0, 2**31 - 1),
            default=0,
            show_default=True,
            help=_("Another seed, other draws."),
        ),
        verbose,
        ledger,
        has_table=True,
    ),
)
