"""What holds of every report: ranks follow shares, totals are sums, and one more dossier never sets a unit back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.report import ProgressReport
from planner.domain.results import Result
from tests.campaigns import day
from tests.reporting.samples import report, told, with_targets

CODES = ("A", "B", "C", "D", "E")
FACTS = st.fixed_dictionaries(
    {code: st.tuples(st.one_of(st.none(), st.integers(0, 40)), st.integers(0, 9), st.integers(0, 9)) for code in CODES}
)
ROW = st.builds(
    lambda unit, number, figures: told(unit, day(number), *figures),
    st.sampled_from(CODES),
    st.integers(1, 9),
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)),
)
ROWS = st.lists(ROW, max_size=12, unique_by=lambda row: row.key)
DAYS = st.integers(-2, 12)


Facts = dict[str, tuple[int | None, int, int]]


@given(FACTS, ROWS, DAYS, st.booleans())
@settings(deadline=None)
def test_every_report(facts: Facts, rows: list[Result], number: int, counts_activated: bool) -> None:
    found = report(with_targets(9, facts, counts_activated=counts_activated), rows, day(number))
    _ranks_follow_shares(found)
    _totals_are_sums(found, rows, number)
    _those_named_are_rightly_named(found)


def _ranks_follow_shares(found: ProgressReport) -> None:
    ranked = [unit for unit in found.units if unit.target]
    assert all((unit.rank is None) == (unit.target == 0) for unit in found.units)
    for unit in ranked:
        ahead = sum(other.achieved * unit.target > unit.achieved * other.target for other in ranked)
        assert unit.rank == ahead + 1


def _totals_are_sums(found: ProgressReport, rows: list[Result], number: int) -> None:
    total, units = found.total, found.units
    for field in ("target", "achieved", "left"):
        assert getattr(total, field) == sum(getattr(unit, field) for unit in units)
    assert total.done.activated == sum(row.activated or 0 for row in rows if row.day <= day(number))
    if number >= 1 and total.forecast is not None:
        assert sum(unit.forecast or 0 for unit in units) - len(units) <= total.forecast <= total.achieved + total.left
        reached = found.course[min(number, 9) - 1].achieved
        assert reached == total.achieved, "nothing is told after the last day"
    assert found.days_gone + found.days_left == 9


def _those_named_are_rightly_named(found: ProgressReport) -> None:
    units = {unit.unit: unit for unit in found.units}
    assert all(units[code].achieved for code in found.best)
    lags = [units[code].behind for code in found.furthest_behind]
    assert lags == sorted(lags, reverse=True)
    assert 0 not in lags
    rest = [unit.behind for unit in found.units if unit.unit not in found.furthest_behind]
    if lags:
        assert max(rest, default=0) <= lags[-1]
