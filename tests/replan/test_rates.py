"""The rates by which a re-plan fills: learned, rounded, below what the workbook says."""

from planner.domain.campaign import Campaign, RateOverride
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.situation import Rate
from planner.replan.learning import Learned, MachineShiftTeaching, UnitTeaching
from planner.replan.rates import rates
from tests.campaigns import closed, label, machine, posting, small_campaign, unit

CAMPAIGN = small_campaign(
    units=(unit("A", 900), unit("B", 700, shifts=(2,)), unit("C", 400)),
    machines=(machine("M1", posting(160)), machine("M2", posting(100, serves="C"), posting(50, first=4, serves="B C"))),
    closures=(closed(1, 5, shifts=(1,), machine="M1"),),
)


def of_unit(code: str, factor: float) -> UnitTeaching:
    return UnitTeaching(unit=UnitCode(code), slots=4, observed=factor, credibility=0.5, factor=factor)


def of_machine(name: str, shift: int, factor: float) -> MachineShiftTeaching:
    return MachineShiftTeaching(
        machine=MachineName(name), shift=label(shift), slots=4, observed=factor, credibility=0.5, factor=factor
    )


def told(found: tuple[Rate, ...]) -> dict[str, int]:
    return {f"{rate.unit} {rate.machine} {rate.shift[-1]}": rate.dossiers for rate in found}


def overridden(*rows: tuple[str, str, int, int]) -> Campaign:
    """Rows of unit, machine, shift (empty or 0 for all) and dossiers."""
    return CAMPAIGN.model_copy(
        update={
            "rate_overrides": tuple(
                RateOverride(
                    unit=UnitCode(code) if code else None,
                    machine=MachineName(name) if name else None,
                    shift=ShiftLabel(label(shift)) if shift else None,
                    dossiers=dossiers,
                )
                for code, name, shift, dossiers in rows
            )
        }
    )


def test_nothing_learned_leaves_every_slot_at_capacity() -> None:
    assert rates(CAMPAIGN, Learned()) == ()


def test_a_unit_is_slow_with_every_machine_and_shift_that_it_can_meet() -> None:
    """M1 works evenings only; B is open in the evening only; the other posting's 100 is the larger capacity at C."""
    assert told(rates(CAMPAIGN, Learned(units=(of_unit("A", 0.8), of_unit("B", 0.75))))) == {
        "A M1 2": 128,
        "B M1 2": 120,
        "B M2 2": 38,
    }
    assert told(rates(CAMPAIGN, Learned(units=(of_unit("C", 0.9),)))) == {"C M1 2": 144, "C M2 1": 90, "C M2 2": 90}


def test_a_slot_from_which_only_the_smaller_posting_is_left() -> None:
    found = rates(CAMPAIGN, Learned(units=(of_unit("C", 0.9),)), since_ordinal=7)
    assert told(found) == {"C M1 2": 144, "C M2 1": 45, "C M2 2": 45}


def test_shortfalls_add_up_and_surpluses_stop_at_capacity() -> None:
    learned = Learned(units=(of_unit("A", 0.8), of_unit("C", 1.4)), machine_shifts=(of_machine("M1", 2, 0.9),))
    assert told(rates(CAMPAIGN, learned)) == {"A M1 2": 112, "B M1 2": 144}


def test_a_rate_is_at_least_one_dossier() -> None:
    learned = Learned(units=(of_unit("A", 0.2),), machine_shifts=(of_machine("M1", 2, 0.1),))
    assert told(rates(CAMPAIGN, learned))["A M1 2"] == 1


def test_a_rate_that_rounds_to_capacity_is_none() -> None:
    assert rates(CAMPAIGN, Learned(units=(of_unit("A", 0.998),))) == ()
    assert told(rates(CAMPAIGN, Learned(units=(of_unit("A", 0.996),)))) == {"A M1 2": 159}


def test_learning_takes_from_what_the_sheet_says_and_never_adds_to_it() -> None:
    learned = Learned(units=(of_unit("A", 0.8), of_unit("C", 1.2)))
    assert told(rates(overridden(("A", "", 0, 150), ("", "M2", 2, 20)), learned)) == {"A M1 2": 120}
    assert told(rates(overridden(("A", "", 0, 500), ("C", "", 0, 160)), learned)) == {"A M1 2": 128}


def test_a_rate_of_the_sheet_alone_is_no_learned_one() -> None:
    """The sheet binds every plan, so that a plan file need not repeat it."""
    assert told(rates(overridden(("A", "", 0, 70), ("", "M2", 0, 40)), Learned())) == {}
