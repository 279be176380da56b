"""A unit's figures that cannot all be right: more than it needs, more activated than collected, a running total."""

from collections.abc import Iterator, Sequence

from planner.domain.advance import Indicator
from planner.domain.campaign import Unit
from planner.errors import Problem
from planner.ledger.reported import RecordedResult
from planner.texts import spoken_number, texts_of
from planner.workflow.days.just_recorded import JustRecorded, ReportedRow, figure_of, is_anything, warning

_ = texts_of("workflow")

LITTLE_TOO_MUCH, LITTLE_SHARE = 20, 0.1
"""A unit may come in so much above its need, or so large a share of it, before anybody is asked about it."""
SHORTEST_RUN, LONG_RUN = 3, 5
"""So many figures that grow from day to day are taken for a running total, the long run without any further sign."""
MOST_NAMED = 5


def implausible(recorded: JustRecorded) -> Iterator[Problem]:
    """Everything that is too much at a unit of which the report tells."""
    for unit in recorded.campaign.units:
        told = [each for each in recorded.told if each.result.unit == unit.code and is_anything(each.result)]
        if told:
            yield from _more_than_needed(recorded, unit, told)
            yield from _above_collected(recorded, unit, told)
            yield from _running_totals(recorded, unit, told)


def _more_than_needed(recorded: JustRecorded, unit: Unit, told: Sequence[ReportedRow]) -> Iterator[Problem]:
    """More in all than the unit needs, by more than good days bring."""
    counts_activated = recorded.campaign.reporting.counts_activated
    if counts_activated and unit.target is None:
        return
    indicator = Indicator.ACTIVATED if counts_activated else Indicator.COLLECTED
    need = max(0, (unit.target or 0) - unit.activated_before) if counts_activated else unit.need
    in_all, of_report = recorded.total(unit, indicator), _sum(told, indicator)
    if not of_report or in_all - need <= max(LITTLE_TOO_MUCH, LITTLE_SHARE * need):
        return
    worst = _largest(told, indicator)
    what = _(
        "{this}: {unit} still needed {left} before this file; now it has {total} of the {need} that it needs"
    ).format(
        this=recorded.row(worst.row),
        unit=unit.name,
        left=spoken_number(max(0, need - (in_all - of_report))),
        total=spoken_number(in_all),
        need=spoken_number(need),
    )
    yield warning(worst, what + _largest_other(recorded, unit, worst, indicator), _mend(recorded, worst))


def _above_collected(recorded: JustRecorded, unit: Unit, told: Sequence[ReportedRow]) -> Iterator[Problem]:
    """More approved or activated in all than collected in all, where it is this report that has brought it about.

    Where only accounts are counted and nobody tells of dossiers, accounts are no surprise.
    """
    collected = unit.collected_before + recorded.total(unit, Indicator.COLLECTED)
    only_accounts = recorded.campaign.reporting.counts_activated and not collected
    for indicator, before in ((Indicator.APPROVED, 0), (Indicator.ACTIVATED, unit.activated_before)):
        in_all, worst = before + recorded.total(unit, indicator), _largest(told, indicator)
        largest = figure_of(worst.result, indicator)
        if not largest or in_all <= collected or (only_accounts and indicator is Indicator.ACTIVATED):
            continue
        was_so_before = in_all - _sum(told, indicator) > collected - _sum(told, Indicator.COLLECTED)
        if was_so_before and largest <= collected:
            continue
        said = (
            _("{this}: {unit} now has {count} approved in all, but only {collected} collected")
            if indicator is Indicator.APPROVED
            else _("{this}: {unit} now has {count} activated in all, but only {collected} collected")
        )
        what = said.format(
            this=recorded.row(worst.row),
            unit=unit.name,
            count=spoken_number(in_all),
            collected=spoken_number(collected),
        )
        yield warning(worst, what + _largest_other(recorded, unit, worst, indicator), _mend(recorded, worst))


def _running_totals(recorded: JustRecorded, unit: Unit, told: Sequence[ReportedRow]) -> Iterator[Problem]:
    """Figures that grow from day to day as if each held all before it; one warning a machine, or for none."""
    for machine in {each.result.machine: None for each in told}:
        latest = max(
            (each for each in told if each.result.machine == machine), key=lambda each: recorded.time_of(each.result)
        )
        for indicator in Indicator:
            run = _run_up_to(recorded, unit, latest, indicator)
            if _looks_like_total(recorded, unit, run, indicator):
                rows = "; ".join(recorded.row(row) for row in run[-MOST_NAMED:])
                yield warning(
                    latest,
                    _("figures that grow from day to day like a running total: {rows}").format(rows=rows),
                    _(
                        "Each counts as that day's own. If they are totals so far, enter what each day brought alone "
                        "and record the file again"
                    ),
                )
                break


def _run_up_to(recorded: JustRecorded, unit: Unit, latest: ReportedRow, indicator: Indicator) -> list[RecordedResult]:
    """The unit's rows of the same machine, or of none, up to this one, of which each tells more than the one before.

    Rows without the figure are passed over.
    """
    until = recorded.time_of(latest.result)
    rows = sorted(
        (
            row
            for row in recorded.at(unit)
            if row.result.machine == latest.result.machine
            and figure_of(row.result, indicator)
            and recorded.time_of(row.result) <= until
        ),
        key=lambda row: recorded.time_of(row.result),
    )
    if not rows or rows[-1].number != latest.row.number:
        return []
    run = rows[-1:]
    for row in reversed(rows[:-1]):
        if figure_of(row.result, indicator) >= figure_of(run[0].result, indicator):
            break
        run.insert(0, row)
    return run


def _looks_like_total(recorded: JustRecorded, unit: Unit, run: Sequence[RecordedResult], indicator: Indicator) -> bool:
    """Whether the run comes to more than there can be, or grows as no days of their own do."""
    if len(run) < SHORTEST_RUN:
        return False
    first, last = figure_of(run[0].result, indicator), figure_of(run[-1].result, indicator)
    most = max(unit.need, 0 if indicator is Indicator.COLLECTED else recorded.total(unit, Indicator.COLLECTED))
    if sum(figure_of(row.result, indicator) for row in run) > most:
        return True
    latest = run[-1].result
    if latest.machine is not None and latest.shift is not None:
        known = recorded.campaign.machines_by_name.get(latest.machine)
        posting = known.posting_on(latest.day) if known else None
        return posting is not None and last > recorded.campaign.capacity(posting, latest.shift)
    return len(run) >= LONG_RUN or (last >= 2 * first and last > LITTLE_TOO_MUCH)


def _sum(told: Sequence[ReportedRow], indicator: Indicator) -> int:
    return sum(figure_of(each.result, indicator) for each in told)


def _largest(told: Sequence[ReportedRow], indicator: Indicator) -> ReportedRow:
    return max(told, key=lambda each: figure_of(each.result, indicator))


def _largest_other(recorded: JustRecorded, unit: Unit, worst: ReportedRow, indicator: Indicator) -> str:
    """The unit's largest row beside this one, which may be the wrong one; empty where there is none."""
    others = [row for row in recorded.at(unit) if row.number != worst.row.number and figure_of(row.result, indicator)]
    if not others:
        return ""
    largest = max(others, key=lambda row: figure_of(row.result, indicator))
    return _("; the largest other row is {other}").format(other=recorded.row(largest))


def _mend(recorded: JustRecorded, worst: ReportedRow) -> str:
    return _(
        "It counts as reported. If a figure is wrong, mend it in the file and record that again, or: {withdraw}"
    ).format(withdraw=recorded.withdraw(worst.row))
