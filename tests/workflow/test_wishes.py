"""A wish gets one of four replies, each with a sentence that is true."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal, Proof
from planner.domain.progress import nobody
from planner.domain.record import MachineName, UnitCode
from planner.domain.search_terms import SearchTerms
from planner.domain.wish import Wish
from planner.errors import WrongUsage
from planner.model.solve import solve
from planner.workflow.planning.standpoint import Terms
from planner.workflow.questions.replies import reply_to_wish
from planner.workflow.questions.wishes import Asked, WishAnswer, WishReply, weigh_wish
from planner.workflow.solving.searching import Search
from tests.campaigns import closed, day, small_campaign
from tests.model.brute_force import best_values
from tests.workbooks import write_workbook
from tests.workflow.test_outlooks import TINY

SEARCH = Search(SearchTerms(seconds=30.0, workers=1, seed=0), nobody)


def weighed(
    campaign: Campaign, folder: Path, unit: str, machine: str | None = None, on: date | None = None
) -> WishAnswer:
    write_workbook(campaign, folder / "campaign.xlsx")
    return weigh_wish(folder / "campaign.xlsx", Asked(unit, machine, on), SEARCH, Terms())


def values(plan: Plan | None) -> dict[Goal, float]:
    assert plan is not None
    return {result.goal: result.value for result in plan.goals}


def test_the_best_plan_does_so_already(tmp_path: Path) -> None:
    row = solve(TINY).assignments[0]
    answer = weighed(TINY, tmp_path, row.unit, row.machine, row.date)
    assert answer.reply is WishReply.ALREADY
    assert reply_to_wish(answer).endswith("phương án tốt nhất đã làm như vậy")


def test_the_price_is_the_difference_of_two_best_plans(tmp_path: Path) -> None:
    answer = weighed(TINY, tmp_path, "B", "m1", day(3))
    assert answer.reply is WishReply.POSSIBLE
    assert values(answer.without) == best_values(TINY)
    wish = Wish(unit=UnitCode("B"), machine=MachineName("M1"), day=day(3))
    assert values(answer.fulfilled) == best_values(TINY, wish)
    assert answer.fulfilled is not None
    assert wish.is_kept_by(answer.fulfilled.assignments)
    assert reply_to_wish(answer).startswith("Đưa M1 đến Xã B ngày 12/4/2023: được, nhưng xong muộn hơn 1 ngày")


def test_a_unit_may_be_called_by_its_name(tmp_path: Path) -> None:
    assert weighed(TINY, tmp_path, "xã b").wish == Wish(unit=UnitCode("B"))


def test_what_forbids_is_named(tmp_path: Path) -> None:
    campaign = small_campaign(closures=[closed(3, machine="M1"), closed(1, shifts=(1,))])
    answer = weighed(campaign, tmp_path, "B", "M1", day(3))
    assert answer.reply is WishReply.FORBIDDEN
    assert [fact.where for fact in answer.facts] == ["Ngày nghỉ"]
    assert answer.without is None
    assert "không thể, đã chứng minh" in reply_to_wish(answer)


@pytest.mark.parametrize(("unit", "machine"), [("Xã Z", None), ("A", "M7")])
def test_nobody_of_that_name(tmp_path: Path, unit: str, machine: str | None) -> None:
    with pytest.raises(WrongUsage, match="--unit" if machine is None else "--machine"):
        weighed(TINY, tmp_path, unit, machine)


def told(*figures: tuple[Goal, float], bound: float | None = None) -> Plan:
    return Plan(
        campaign=TINY.name,
        assignments=(),
        goals=tuple(
            GoalResult(
                goal=goal,
                value=value,
                bound=value if bound is None else bound,
                proof=Proof.OPTIMAL if bound is None else Proof.BEST_FOUND,
            )
            for goal, value in figures
        ),
    )


def sentence(without: Plan | None, fulfilled: Plan | None, reply: WishReply = WishReply.POSSIBLE) -> str:
    answer = WishAnswer(TINY, Wish(unit=UnitCode("A")), reply, (), without=without, fulfilled=fulfilled)
    return reply_to_wish(answer).removeprefix("Cho máy đến Xã A: ")


def test_the_price_in_words() -> None:
    before = told((Goal.UNSERVED, 3), (Goal.FINISH, 3), (Goal.TRAVEL, 8.0), (Goal.WAITING, 40))
    assert sentence(before, before) == "được, không phải đánh đổi gì"
    later = told((Goal.UNSERVED, 3), (Goal.FINISH, 6), (Goal.TRAVEL, 22.2), (Goal.WAITING, 30))
    assert sentence(before, later) == "được, nhưng xong muộn hơn 1 ngày và đi thêm 14,2 km"
    same_day = told((Goal.UNSERVED, 4), (Goal.FINISH, 4), (Goal.TRAVEL, 7.5), (Goal.WAITING, 30))
    assert sentence(before, same_day) == "được, nhưng Còn sót tăng 1 và xong muộn hơn 1 ca và đi ít hơn 0,5 km"
    waits = told((Goal.UNSERVED, 3), (Goal.FINISH, 3), (Goal.TRAVEL, 8.0), (Goal.WAITING, 1040))
    assert sentence(before, waits) == "được, nhưng Chờ đợi tăng 1.000"


def test_what_is_not_proven_is_not_said_as_proven() -> None:
    before = told((Goal.FINISH, 3), (Goal.TRAVEL, 8.0))
    after = told((Goal.FINISH, 3), (Goal.TRAVEL, 9.0), bound=2)
    assert sentence(before, after).endswith("(tốt nhất tìm được đến nay; xem chứng minh bên dưới)")
    assert "chưa chứng minh được là không thể" in sentence(before, None, WishReply.OPEN)
