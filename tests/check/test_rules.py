"""Each rule accepts a good plan, names a broken one, and is needed to do so."""

from collections.abc import Iterator
from datetime import date
from inspect import getdoc

import pytest

from planner.check.reading import Reading
from planner.check.rules.registry import JUDGES
from planner.check.verdict import judge
from planner.check.violation import Violation
from planner.domain.policy import Rule
from tests.broken_plans import EXAMPLES, Example
from tests.broken_real_plans import REAL_EXAMPLES

ALL_EXAMPLES = (*EXAMPLES, *REAL_EXAMPLES)
every_example = pytest.mark.parametrize("example", ALL_EXAMPLES, ids=lambda example: f"{example.rule}: {example.name}")


@every_example
def test_good_plan_is_accepted(example: Example) -> None:
    assert example.judged(example.good).violations == ()


@every_example
def test_broken_plan_is_named_and_nothing_else(example: Example) -> None:
    verdict = example.judged(example.broken)
    assert not verdict.sound
    assert {violation.rule for violation in verdict.violations} == {example.rule, *example.besides}


def nothing_to_say(_reading: Reading) -> Iterator[Violation]:
    return iter(())


@every_example
def test_without_its_function_the_rule_goes_unnoticed(example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(JUDGES, example.rule, nothing_to_say)
    rules = {violation.rule for violation in example.judged(example.broken).violations}
    assert rules == example.besides


BROKEN_WITH_FILL = {Rule.CAPACITY, Rule.DEMAND}
"""A slot or a unit that is given too much is not filled by the rule either."""


@pytest.mark.parametrize("rule", JUDGES)
def test_each_rule_is_broken_alone_by_some_example(rule: Rule) -> None:
    inevitable = {Rule.FILL} if rule in BROKEN_WITH_FILL else set()
    assert any(example.rule is rule and example.besides == inevitable for example in ALL_EXAMPLES)


def test_each_rule_has_one_function_of_its_name() -> None:
    assert list(JUDGES) == list(Rule)
    assert [judging.__name__ for judging in JUDGES.values()] == [rule.name.lower() for rule in JUDGES]
    assert all(getdoc(judging) for judging in JUDGES.values())


@every_example
def test_violation_says_what_and_where(example: Example) -> None:
    found = [item for item in example.judged(example.broken).violations if item.rule is example.rule]
    for violation in found:
        assert violation.unit in example.campaign.units_by_code
        assert f"({violation.unit}" in violation.message or violation.machine is not None
        if violation.day is not None:
            assert f"{violation.day.day}/{violation.day.month}/{violation.day.year}" in violation.message
            assert str(violation.shift) in violation.message


def test_a_row_in_a_far_century_is_named_at_once() -> None:
    example = next(example for example in EXAMPLES if example.name == "not served any more")
    rows = example.good.assignments
    far = rows[0].model_copy(update={"date": date(9999, 12, 31), "dossiers": 0})
    verdict = judge(example.campaign, example.good.model_copy(update={"assignments": (*rows, far)}))
    assert Rule.MACHINE_OPEN in {violation.rule for violation in verdict.violations}
