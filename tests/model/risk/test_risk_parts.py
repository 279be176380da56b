"""Parts that no machine joins are lived through apart: together they are the whole."""

from planner.domain.uncertainty import RiskCase, Uncertainty
from planner.model.risk.draw_range import DrawRange, draws_of
from planner.model.risk.lived_draw import lived
from planner.model.risk.risk_parts import parts_of, together
from planner.model.risk.world import drawn_world
from tests.campaigns import machine, posting, small_campaign, unit
from tests.model.risk.trials import case_of

ROUGH = Uncertainty(turnout=0.8, turnout_spread=0.2, breakdown=0.1, closure=0.05)


def two_districts(**more: object) -> RiskCase:
    """Two machines with two units each, the second sets out from a unit of the first."""
    campaign = small_campaign(
        units=(unit("A", 12), unit("B", 9), unit("C", 14), unit("D", 5)),
        machines=(machine("M1", posting(5, serves="A B")), machine("M2", posting(5, serves="C D", base="A"))),
        days=9,
        closures=(),
        **more,  # type: ignore[arg-type]
    )
    return case_of(campaign, ROUGH, seed=4)


def test_each_part_has_its_machines_units_and_rows() -> None:
    first, second = parts_of(two_districts())
    assert [one.name for one in first.campaign.machines] == ["M1"]
    assert [one.code for one in first.campaign.units] == ["A", "B"]
    assert [(one.code, one.need) for one in second.campaign.units] == [("A", 0), ("C", 14), ("D", 5)]
    assert {row.unit for row in first.planned} == {"A", "B"}
    assert {row.unit for row in second.planned} == {"C", "D"}


def test_what_a_cluster_joins_is_one_part() -> None:
    assert len(parts_of(two_districts(clusters=("B C",)))) == 1


def test_together_they_are_one_draw() -> None:
    case = two_districts()
    drawn = draws_of(DrawRange(case, range(6)))
    for draw in drawn:
        apart = [lived(part, drawn_world(case, draw.number)) for part in parts_of(case)]
        assert draw == together(case, draw.number, apart)
        assert draw.finish == max(one.finish for one in apart)
        assert draw.left == sum(sum(one.left.values()) for one in apart)
    assert any(draw.replans > 1 for draw in drawn)


def test_without_trouble_apart_is_the_same_as_in_one() -> None:
    case = two_districts()
    world = drawn_world(
        case.model_copy(update={"uncertainty": Uncertainty(turnout=1, turnout_spread=0, breakdown=0, closure=0)}), 0
    )
    whole = together(case, 0, [lived(case, world)])
    assert together(case, 0, [lived(part, world) for part in parts_of(case)]) == whole
