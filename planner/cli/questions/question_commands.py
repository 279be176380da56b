"""The commands that answer a question and store nothing: `why` and `whatif`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.arguments import (
    DAY,
    campaign_argument,
    json_option,
    lang_option,
    ledger_option,
    moment_options,
    search_options,
)
from planner.cli.planning.commands import OPTIONS
from planner.cli.session import Session, get_ready_to_search, telling_errors
from planner.domain.search_terms import SearchTerms
from planner.texts import texts_of

if TYPE_CHECKING:
    from planner.workflow.questions.outlooks import AskedBreakdown

_ = texts_of("cli")

MOST_DAYS = 366


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


def _freeze_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--freeze-days",
        "freeze_days",
        metavar="N",
        type=click.IntRange(0, MOST_DAYS),
        default=2,
        show_default=True,
        help=_("On so many days, from the first to plan on, what was announced stays."),
    )(command)


@click.command(
    options_metavar=OPTIONS,
    help=_("What would it cost to visit a unit, by a certain machine, on a certain day? Or what forbids it?"),
)
@campaign_argument
@click.option("--unit", "unit", metavar="UNIT", required=True, help=_("The unit's code or name."))
@click.option("--on", "day", metavar="DATE", type=DAY, help=_("The day; default any."))
@click.option("--machine", "machine", metavar="MACHINE", help=_("The machine; default any."))
@moment_options
@_freeze_option
@search_options
@ledger_option
@json_option
@lang_option
@telling_errors
def why(
    session: Session,
    campaign: Path,
    *,
    unit: str,
    day: date | None,
    machine: str | None,
    as_of: date | None,
    as_of_shift: str | None,
    freeze_days: int,
    seconds: float,
    workers: int,
    seed: int,
    ledger: str | None,
) -> None:
    """`planner why`."""
    get_ready_to_search()
    from planner.cli.planning.progress_line import ProgressLines  # noqa: PLC0415
    from planner.cli.questions.question_reports import show_answer  # noqa: PLC0415
    from planner.domain.record import ShiftLabel  # noqa: PLC0415
    from planner.workflow.planning.standpoint import Terms  # noqa: PLC0415
    from planner.workflow.questions.wishes import Asked, weigh_wish  # noqa: PLC0415
    from planner.workflow.solving.searching import Search  # noqa: PLC0415

    terms = Terms(
        as_of=as_of,
        as_of_shift=ShiftLabel(as_of_shift) if as_of_shift is not None else None,
        freeze_days=freeze_days,
    )
    with ProgressLines(session) as lines:
        answer = weigh_wish(
            campaign,
            Asked(unit, machine, day),
            Search(SearchTerms(seconds, workers, seed), lines.listen),
            terms,
            address=ledger,
        )
    show_answer(session, answer)


@click.command(
    options_metavar=OPTIONS,
    help=_("How would it go otherwise? One line a scenario; without options, the usual scenarios."),
)
@campaign_argument
@click.option(
    "--machines", "machines", metavar="+N", type=click.IntRange(1, 20), help=_("So many more mobile machines.")
)
@click.option(
    "--breakdown",
    "breakdowns",
    metavar="MACHINE:DAYS[:DATE]",
    type=BREAKDOWN,
    multiple=True,
    help=_("The machine is broken for so many days, from DATE on; default from the first day to plan on."),
)
@click.option("--by", "by", metavar="DATE", type=DAY, help=_("Can all be done by this day?"))
@click.option(
    "--capacity",
    "capacity",
    metavar="N",
    type=click.IntRange(1, 100_000),
    help=_("Dossiers that a machine collects a shift."),
)
@click.option("--evenings", "is_evenings_only", is_flag=True, help=_("Only the last shift of each day is worked."))
@moment_options
@_freeze_option
@search_options
@ledger_option
@json_option
@lang_option
@telling_errors
def whatif(
    session: Session,
    campaign: Path,
    *,
    machines: int | None,
    breakdowns: tuple[tuple[str, int, date | None], ...],
    by: date | None,
    capacity: int | None,
    is_evenings_only: bool,
    as_of: date | None,
    as_of_shift: str | None,
    freeze_days: int,
    seconds: float,
    workers: int,
    seed: int,
    ledger: str | None,
) -> None:
    """`planner whatif`."""
    get_ready_to_search()
    from planner.cli.questions.question_reports import ScenarioLines, show_compared  # noqa: PLC0415
    from planner.domain.progress import nobody  # noqa: PLC0415
    from planner.domain.record import ShiftLabel  # noqa: PLC0415
    from planner.workflow.planning.standpoint import Terms  # noqa: PLC0415
    from planner.workflow.questions.outlooks import AskedScenarios, compare  # noqa: PLC0415
    from planner.workflow.solving.searching import Search  # noqa: PLC0415

    asked = AskedScenarios(
        machines=machines or 0,
        breakdowns=tuple(_asked(*each) for each in breakdowns),
        capacity=capacity,
        is_evenings_only=is_evenings_only,
        by=by,
    )
    terms = Terms(
        as_of=as_of,
        as_of_shift=ShiftLabel(as_of_shift) if as_of_shift is not None else None,
        freeze_days=freeze_days,
    )
    search = Search(SearchTerms(seconds, workers, seed), nobody)
    compared = compare(campaign, asked, search, terms, ScenarioLines(session).begin, address=ledger)
    show_compared(session, compared, seconds)


def _asked(machine: str, days: int, first_day: date | None) -> "AskedBreakdown":
    from planner.workflow.questions.outlooks import AskedBreakdown  # noqa: PLC0415

    return AskedBreakdown(machine, days, first_day)
