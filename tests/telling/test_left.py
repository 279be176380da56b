"""What is told of what is left: sets of units by name, one line for one reason, machines that stand still."""

from collections.abc import Iterator, Sequence

import pytest

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan, Shortfall
from planner.domain.record import UnitCode
from planner.telling.planning.left import Left
from planner.texts import Language, choose_language
from tests.campaigns import closed, filled, machine, posting, small_campaign, stand, unit

WHERE = "M1, M2; Ca 01; 10/4, 12/4"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


def schools(need: int, count: int = 3) -> Campaign:
    codes = [chr(ord("A") + number) for number in range(count)]
    return small_campaign(
        units=[*(unit(code, need, last=3, shifts=(1,)) for code in codes), unit("Z", 100)],
        machines=[machine("M1", posting(16)), machine("M2", posting(16))],
        closures=[closed(2, unit=code) for code in codes],
        days=8,
    )


def left_of(*reasons: tuple[str, int, str]) -> tuple[Shortfall, ...]:
    return tuple(Shortfall(unit=UnitCode(code), dossiers=number, reason=reason) for code, number, reason in reasons)


def told(
    campaign: Campaign,
    *reasons: tuple[str, int, str],
    rows: Sequence[Assignment] = (),
) -> list[str]:
    plan = Plan(campaign="x", assignments=tuple(rows), unserved=left_of(*reasons))
    return list(Left(campaign, plan).lines())


def test_units_that_together_lack_room() -> None:
    lines = told(schools(17), ("A", 2, "short of 2: why"))
    assert lines[0] == (
        "  - Xã A, Xã B, Xã C together need 51 dossiers, but there are only 4 machine-days for them "
        f"({WHERE}), each for one unit only: 49 at most, so at least 2 dossiers are left. "
        "Open more days or shifts for them, or let another machine serve them. Xã A, Xã B, Xã C: open for a part of "
        "the day only, and still a machine is theirs for the whole day. With Không in the column Đi trọn ngày of sheet "
        "Đơn vị it can be elsewhere for the rest of the day"
    )
    by_half_days = schools(17).model_copy(update={"whole_days": False})
    assert not any("Đi trọn ngày" in line for line in told(by_half_days, ("A", 2, "short of 2: why")))
    choose_language(Language.VIETNAMESE)
    lines = told(schools(17), ("A", 2, "thiếu 2 hồ sơ: vì"))
    assert lines[0].startswith(
        f"  - Xã A, Xã B, Xã C cùng cần 51 hồ sơ, nhưng chỉ có 4 ngày máy cho các đơn vị này ({WHERE}), "
        "mỗi lần chỉ ở một đơn vị: nhiều nhất 49 hồ sơ, nên dù xếp thế nào cũng có ít nhất 2 hồ sơ bỏ sót. "
    )


def test_dossiers_for_which_there_is_no_room() -> None:
    lines = told(schools(32), ("A", 32, "short of 32: why"))
    assert "Xã A, Xã B, Xã C together need 96 dossiers, but the machines can collect at most 64 there" in lines[0]


def test_of_many_units_some_are_named() -> None:
    lines = told(schools(17, count=9), ("A", 17, "short of 17: why"))
    assert lines[0].startswith("  - Xã A, Xã B, Xã C, Xã D, Xã E, Xã F and 3 more units together need 153 dossiers")


def test_a_reason_that_many_share_is_said_once() -> None:
    same = "the search ended before: yes"
    lines = told(
        schools(2),
        ("A", 2, f"short of 2: {same}"),
        ("B", 1, "short of 1: another"),
        ("Z", 1_000, f"short of 1,000: {same}"),
    )
    assert lines[:3] == [
        f"  - 2 units are short of 1,002 dossiers: {same}",
        "      Xã A (A) 2, Xã Z (Z) 1,000",
        "  - Xã B (B): short of 1: another",
    ]


def test_a_reason_with_figures_of_its_own_stays_with_its_unit() -> None:
    same = "needs 1 more slot of M1 by 9/12"
    lines = told(schools(2), ("A", 2, f"short of 2: {same}"), ("B", 1, f"short of 1: {same}"))
    assert lines[:2] == [f"  - Xã A (A): short of 2: {same}", f"  - Xã B (B): short of 1: {same}"]


def test_a_reason_is_never_empty() -> None:
    assert told(schools(2), ("A", 2, ""), ("B", 2, ""))[:2] == [
        "  - Xã A (A): short of 2",
        "  - Xã B (B): short of 2",
    ]


def test_no_more_lines_than_a_person_reads() -> None:
    campaign = schools(1, count=22)
    codes = [one.code for one in campaign.units if one.code != "Z"]
    lines = told(campaign, *((code, 1, f"short of 1: {code}") for code in codes[:21]))
    assert lines[20 + (1 if "together" in lines[0] else 0)] == "  - and 1 more unit; see plan.json"


def test_machines_that_stand_still() -> None:
    campaign = schools(2)
    rows = filled(campaign, [*stand("M1", "Z", "1.1 1.2 5.1 5.2"), *stand("M2", "A", "1.1")])
    lines = told(campaign, ("B", 2, "short of 2: why"), rows=rows)
    assert lines[-3:] == [
        "  Machines that stand still on days on which they could work:",
        "    M1: 3 idle days: 11/4–13/4; 3 days after the finish: 15/4–17/4",
        "    M2: 4 idle days: 11/4–14/4; 3 days after the finish: 15/4–17/4",
    ]


def test_nothing_is_said_of_a_plan_that_leaves_nobody_and_cannot_be_sooner() -> None:
    assert told(schools(17)) == []


def test_a_program_is_told_the_same() -> None:
    campaign = schools(17)
    plan = Plan(campaign="x", assignments=(), unserved=left_of(("A", 2, "short of 2: why")))
    answer = Left(campaign, plan).as_json()
    (joint,) = answer["joint_shortages"]
    assert {key: joint[key] for key in ("units", "need", "room", "left", "machines", "days", "shifts")} == {
        "units": ["A", "B", "C"],
        "need": 51,
        "room": 49,
        "left": 2,
        "machines": ["M1", "M2"],
        "days": ["2023-04-10", "2023-04-12"],
        "shifts": ["Ca 01"],
    }
    assert joint["sentence"].startswith("Xã A, Xã B, Xã C together need 51 dossiers")
    assert answer["idle"][0]["machine"] == "M1"
    assert len(answer["idle"][0]["days"]) == 8
    assert answer["idle"][0]["after_finish"] == []
