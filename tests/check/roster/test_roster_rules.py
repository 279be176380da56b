"""Each rule of rosters is kept at its edge, broken just beyond it, and needed to notice that."""

from collections.abc import Iterator
from inspect import getdoc

import pytest

from planner.check.roster.reading import DutyReading
from planner.check.roster.rules.registry import OFFICER_JUDGES, ROSTER_JUDGES
from planner.check.roster.violation import DutyViolation
from planner.roster.policy import DutyRule
from tests.broken_rosters import ROSTER_EXAMPLES
from tests.roster_example import RosterExample

every_example = pytest.mark.parametrize(
    "example", ROSTER_EXAMPLES, ids=lambda example: f"{example.rule}: {example.name}"
)
EXAMPLES_A_RULE = 3


@every_example
def test_duties_at_the_edge_are_accepted(example: RosterExample) -> None:
    assert example.judged(example.good).violations == ()


@every_example
def test_duties_beyond_it_are_named_and_nothing_else(example: RosterExample) -> None:
    verdict = example.judged(example.broken)
    assert not verdict.sound
    assert {violation.rule for violation in verdict.violations} == {example.rule, *example.besides}


def nothing_to_say(*_reading: DutyReading) -> Iterator[DutyViolation]:
    return iter(())


@every_example
def test_without_its_function_the_rule_goes_unnoticed(example: RosterExample, monkeypatch: pytest.MonkeyPatch) -> None:
    judges = ROSTER_JUDGES if example.rule in ROSTER_JUDGES else OFFICER_JUDGES
    monkeypatch.setitem(judges, example.rule, nothing_to_say)
    rules = {violation.rule for violation in example.judged(example.broken).violations}
    assert rules == example.besides


@pytest.mark.parametrize("rule", DutyRule)
def test_each_rule_has_several_examples_and_is_broken_alone_by_one(rule: DutyRule) -> None:
    own = [example for example in ROSTER_EXAMPLES if example.rule is rule]
    assert len(own) >= EXAMPLES_A_RULE
    assert any(not example.besides for example in own)


@every_example
def test_violation_says_who_and_when(example: RosterExample) -> None:
    found = [item for item in example.judged(example.broken).violations if item.rule is example.rule]
    for violation in found:
        assert violation.day is not None
        if violation.officer is not None:
            assert violation.officer in violation.message
        else:
            assert all(code in violation.message for code in ("(A)", "(B)"))


@pytest.mark.parametrize("judging", [*OFFICER_JUDGES.values(), *ROSTER_JUDGES.values()])
def test_each_rule_is_said_in_a_sentence(judging: object) -> None:
    assert getdoc(judging)
