"""The commands that answer a question and store nothing."""

from datetime import date

import click

from planner.cli.arguments import (
    DAY,
    MOST_DAYS,
    by_name,
    campaign,
    cluster,
    command,
    freeze_days,
    ledger,
    moment,
    search,
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
)
