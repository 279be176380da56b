"""What draws say together: quantiles, probabilities and their errors, held against figures worked out by hand."""

from datetime import date
from statistics import stdev

import pytest

from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from planner.domain.risk_figures import RiskFigures, risk_figures
from planner.domain.situation import Situation
from planner.domain.uncertainty import Draw, RiskCase
from tests.campaigns import day, label, small_campaign, unit

PLANNED = 3


def case(leaves: int = 0) -> RiskCase:
    """A plan that is done on day 3 of 5 days of two slots."""
    row = Assignment(machine=MachineName("M1"), unit=UnitCode("A"), date=day(PLANNED), shift=label(1), dossiers=3)
    return RiskCase(
        campaign=small_campaign(),
        situation=Situation(previous=(row, row.model_copy(update={"date": day(5), "dossiers": 0}))),
        leaves={UnitCode("A"): leaves} if leaves else {},
    )


def draws(*finishes: int, left: int = 0) -> list[Draw]:
    """A draw for each day on which it is done; day 0 is one that is never done."""
    return [
        Draw(
            number=number,
            finish=2 * finish or 10,
            left=left if finish else left + 1,
            moved=number,
            replans=1,
            late={UnitCode("B"): finish - PLANNED} if finish > PLANNED else {},
            short=() if finish else (UnitCode("C"),),
        )
        for number, finish in enumerate(finishes)
    ]


def figures(*finishes: int, by: date | None = None) -> RiskFigures:
    return risk_figures(case(), draws(*finishes), by)


def test_quantiles_are_the_first_days_by_which_so_many_are_done() -> None:
    told = figures(1, 2, 2, 3, 3, 3, 4, 4, 5, 5)
    assert [one.day for one in told.finish] == [day(1), day(3), day(5)]
    assert told.planned_finish == day(3)
    assert told.reserve_days == 2
    assert [(one.day, one.draws) for one in told.finishes] == [
        (day(n), k) for n, k in ((1, 1), (2, 2), (3, 3), (4, 2), (5, 2))
    ]


def test_no_reserve_is_needed_where_nine_of_ten_keep_the_day() -> None:
    assert figures(*[3] * 9, 5).reserve_days == 0
    assert figures(*[2] * 10).reserve_days == 0


def test_where_too_many_are_never_done_no_reserve_is_enough() -> None:
    told = figures(*[3] * 8, 0, 0)
    assert told.reserve_days is None
    assert told.day_of(0.9) is None
    assert told.finish[-1].latest is None
    assert told.in_time.value == 0.8


def test_probabilities_bear_their_standard_error() -> None:
    told = figures(3, 3, 4, 4, by=day(3))
    assert told.done_by is not None
    assert told.done_by.value == told.as_planned.value == 0.5
    assert told.done_by.standard_error == pytest.approx(0.25)
    assert figures(3).done_by is None


def test_means_bear_theirs() -> None:
    told = figures(3, 3, 3, 3)
    assert told.moved.value == 1.5
    assert told.moved.standard_error == pytest.approx(stdev([0, 1, 2, 3]) / 2)
    assert told.moved.most_usual == 3
    assert figures(3).moved.standard_error == 0


def test_an_interval_holds_the_quantile_and_gets_narrow_with_many_draws() -> None:
    few, many = figures(1, 2, 3, 4, 5), figures(*[1, 2, 3, 4, 5] * 200)
    for told in (few, many):
        for one in told.finish:
            assert one.earliest is not None
            assert one.day is not None
            assert one.latest is not None
            assert one.earliest <= one.day <= one.latest
    assert (many.finish[1].earliest, many.finish[1].latest) == (day(3), day(3))
    assert (few.finish[1].earliest, few.finish[1].latest) == (day(1), day(5))


def test_a_draw_is_done_where_only_what_the_plan_leaves_is_left() -> None:
    assert risk_figures(case(leaves=4), draws(3, 3, left=4)).in_time.value == 1
    assert risk_figures(case(), draws(3, 3, left=4)).in_time.value == 0


def test_all_but_the_last_dossiers_have_a_reserve_of_their_own() -> None:
    """Of 300 dossiers 3 are the last: they come days after the others, at one unit more often than at the other."""
    large = case().model_copy(update={"campaign": small_campaign(units=(unit("A", 250), unit("B", 50)))})
    lived_through = [
        each.model_copy(update={"nearly": nearly, "last": last})
        for each, nearly, last in zip(
            draws(4, 5, 5, 0),
            (6, 7, 8, None),
            ({UnitCode("B"): 2}, {UnitCode("A"): 1, UnitCode("B"): 1}, {UnitCode("B"): 3}, {UnitCode("A"): 9}),
            strict=True,
        )
    ]
    told = risk_figures(large, lived_through, by=day(4))
    assert told.nearly is not None
    assert told.nearly.spared == 3
    assert [one.day for one in told.nearly.finish] == [day(3), day(4), None]
    assert told.nearly.done_by is not None
    assert told.done_by is not None
    assert (told.nearly.done_by.value, told.done_by.value) == (0.75, 0.25)
    assert told.nearly.reserve_days is None
    assert [(one.unit, one.open.value, one.dossiers) for one in told.nearly.units] == [
        ("B", 0.75, 2.0),
        ("A", 0.5, 5.0),
    ]
    without = risk_figures(large, lived_through[:3])
    assert without.nearly is not None
    assert (without.nearly.reserve_days, without.reserve_days) == (1, 2)


def test_a_small_campaign_has_no_last_dossiers_to_spare() -> None:
    assert case().spared == 0
    assert figures(3, 3).nearly is None


def test_units_that_are_short_come_before_those_that_are_late() -> None:
    told = figures(3, 5, 4, 0)
    assert [one.unit for one in told.units] == ["C", "B"]
    assert told.units[0].short.value == 0.25
    assert told.units[1].late.value == 0.5
    assert told.units[1].days_late == 0.75
