"""One sentence at the top of a plan that may be much better, and the command that tries, ready to be pasted."""

import json
import shlex
import sys
from collections.abc import Iterator

import pytest

from planner.cli.planning.advice import Advice, AdviceOnLines, said_again
from planner.cli.session import Speaker
from planner.domain.plan import GoalResult
from planner.domain.policy import Goal, Proof
from planner.texts import Language, choose_language
from tests.campaigns import small_campaign, unit

CAMPAIGN = small_campaign(units=[unit("A", 600), unit("B", 400)], days=30)
WEIGHED = small_campaign(units=[unit("A", 600, priority=2)], days=30)


@pytest.fixture(autouse=True)
def command_line(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "argv", ["planner", "plan", "Đợt 2/campaign.xlsx", "--seconds", "60", "-o", "ra"])
    yield
    choose_language(Language.VIETNAMESE)


def wide(goal: Goal, value: float = 4000, bound: float = 200) -> list[GoalResult]:
    return [GoalResult(goal=goal, value=value, bound=bound, proof=Proof.BEST_FOUND)]


def test_what_and_how_far_and_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    Advice(CAMPAIGN, wide(Goal.UNSERVED), 60).show(Speaker(as_json=False))
    sentence, command = capsys.readouterr().out.splitlines()
    assert sentence == (
        "  Lịch này còn có thể tốt hơn nhiều: có thể bớt tới 3.800 hồ sơ bỏ sót. Hãy chạy lại với --seconds 300:"
    )
    assert shlex.split(command) == ["planner", "plan", "Đợt 2/campaign.xlsx", "-o", "ra", "--seconds", "300"]


def test_a_search_that_was_stopped_is_to_run_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    Advice(CAMPAIGN, wide(Goal.UNSERVED), 60, was_stopped=True).show(Speaker(as_json=False))
    sentence, command = capsys.readouterr().out.splitlines()
    assert "Việc tìm kiếm đã bị dừng" in sentence
    assert command.endswith("--seconds 60")


def test_nothing_where_nothing_is_wide(capsys: pytest.CaptureFixture[str]) -> None:
    advice = Advice(CAMPAIGN, wide(Goal.UNSERVED, 200, 199), 60)
    advice.show(Speaker(as_json=False))
    assert capsys.readouterr().out == ""
    assert advice.as_json() is None


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([0, 1, 0], "1 line can still be much better. Run again with --seconds 300:"),
        ([1, 1, 0], "2 lines can still be much better. Run again with --seconds 300:"),
        ([0, 0], None),
        ([], None),
    ],
)
def test_a_table_of_plans_gets_one_sentence(
    lines: list[int], sentence: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    choose_language(Language.ENGLISH)
    of_line = {0: wide(Goal.UNSERVED, 200, 199), 1: wide(Goal.UNSERVED)}
    advice = AdviceOnLines(CAMPAIGN, [of_line[line] for line in lines], 60, was_stopped=False)
    advice.show(Speaker(as_json=False))
    said = capsys.readouterr().out.splitlines()
    answer = advice.as_json()
    if sentence is None:
        assert (said, answer) == ([], None)
    else:
        assert said[0] == sentence
        assert answer is not None
        assert (answer["sentence"], answer["command"]) == (sentence, said[1].strip())


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("goal", list(Goal))
def test_every_goal_has_its_words(goal: Goal, language: Language) -> None:
    choose_language(language)
    told = [
        Advice(campaign, wide(goal, 50, bound), 60).as_json()
        for campaign in (CAMPAIGN, WEIGHED)
        for bound in ((1, 48) if goal is Goal.FINISH else (1,))
    ]
    told = [one for one in told if one is not None]
    if goal is Goal.WAITING:
        told = [Advice(CAMPAIGN, wide(goal, 90_000, 3), 60).as_json(), Advice(CAMPAIGN, wide(goal, 9, 0), 60).as_json()]
    if goal is Goal.TRAVEL:
        told.append(Advice(CAMPAIGN, wide(goal, 50, 0), 60).as_json())
    assert told
    for one in told:
        assert one is not None
        assert one["goal"] == goal.value
        assert one["seconds"] == 300
        assert "{" not in json.dumps(one["sentence"])


@pytest.mark.parametrize(
    "given",
    [
        ["plan", "c.xlsx"],
        ["plan", "c.xlsx", "--seconds", "20"],
        ["plan", "--seconds=20", "c.xlsx"],
        ["plan", "--seconds", "20", "c.xlsx"],
    ],
)
def test_the_command_is_the_one_that_was_given(given: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["planner", *given])
    assert said_again(100) == "planner plan c.xlsx --seconds 100"


def test_on_windows_only_double_quotes_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.pasted.os.name", "nt")
    assert said_again(300) == 'planner plan "Đợt 2/campaign.xlsx" -o ra --seconds 300'
