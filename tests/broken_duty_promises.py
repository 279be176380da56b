"""Rosters that break a rule on what stands fast, beside such as keep it at its edge."""

from typing import Any

from planner.domain.record import MachineName, UnitCode
from planner.roster.case import RosterCase
from planner.roster.duties import FROM_THE_START, Duty, DutySituation
from planner.roster.policy import DutyRule
from planner.roster.regulations import Regulations
from planner.roster.staffing import DutyPin, Role, SeatDemand
from tests.roster_example import RosterExample, loose
from tests.small_rosters import (
    crew_campaign,
    duties,
    duty,
    label,
    leave,
    officer,
    on_day,
    roster_case,
    rows_of,
)


def _pinned_duty() -> list[RosterExample]:
    rule, campaign = DutyRule.PINNED_DUTY, crew_campaign(machines=2)
    rows = [*rows_of(campaign), *rows_of(campaign, "MÁY 2", "03")]
    demands = (SeatDemand(role=Role("thu")), SeatDemand(role=Role("lái")))
    officers = [officer(roles=("thu", "lái"))]

    def pinned(
        day: int, situation: DutySituation = FROM_THE_START, regulations: Regulations | None = None, **more: object
    ) -> RosterCase:
        pin = DutyPin.model_validate({"officer": "A", "day": on_day(campaign, day)} | more)
        return roster_case(
            campaign,
            officers=officers,
            pins=(pin,),
            demands=demands,
            rows=rows,
            situation=situation,
            regulations=regulations,
        )

    def thu(number: int, shift: int = 1, machine: str = "MÁY 1", role: str = "thu") -> list[Duty]:
        at = (machine, "01" if machine == "MÁY 1" else "03")
        return [duty(campaign, number, shift, at=at, role=role)]

    slot = pinned(2, shift=label(2))
    machine = pinned(2, shift=label(1), machine=MachineName("MÁY 2"))
    role = pinned(2, shift=label(1), role=Role("lái"))
    free_slot = pinned(2, shift=label(1), forbids=True)
    free_day = pinned(2, forbids=True)
    noon = DutySituation(as_of=on_day(campaign, 2), as_of_shift=label(2))
    at_noon = pinned(2, noon, shift=label(2))
    done = [duty(campaign, 2, role="thu", done=True)]
    after_work = noon.model_copy(update={"history": tuple(done)})
    half_past = pinned(2, after_work, forbids=True, regulations=loose(shifts_a_day=2))
    return [
        RosterExample(rule, "a slot", slot, thu(2, 2), thu(2, 1)),
        RosterExample(rule, "a machine", machine, thu(2, machine="MÁY 2"), thu(2)),
        RosterExample(rule, "a role", role, thu(2, role="lái"), thu(2)),
        RosterExample(rule, "no duty in a slot", free_slot, thu(2, 2), thu(2, 1)),
        RosterExample(rule, "no duty on a day", free_day, thu(3), thu(2, 2)),
        RosterExample(rule, "the first slot ahead", at_noon, thu(2, 2), []),
        RosterExample(rule, "of the past it asks nothing", half_past, [*done], [*done, *thu(2, 2)]),
    ]


def _worked() -> list[RosterExample]:
    rule, campaign = DutyRule.WORKED, crew_campaign()
    done = duties(campaign, (1, 1), (2, 1), done=True)
    situation = DutySituation(as_of=on_day(campaign, 2), as_of_shift=label(2), history=done)
    case = roster_case(campaign, officers=[officer("A"), officer("B")], situation=situation)
    changed = done[1].model_copy(update={"unit": UnitCode("02")})
    return [
        RosterExample(rule, "a duty is missing", case, [*done, duty(case, 2, 2, "B")], done[:1]),
        RosterExample(rule, "a duty too many", case, done, [*done, duty(case, 1, 2, "B", done=True)]),
        RosterExample(rule, "another place", case, done, [done[0], changed]),
        RosterExample(rule, "done, but ahead", case, done, [*done, duty(case, 2, 2, "B", done=True)]),
        RosterExample(rule, "rostered, but past", case, [*done, duty(case, 4, 1, "B")], [*done, duty(case, 1, 2, "B")]),
    ]


def _frozen_duty() -> list[RosterExample]:
    rule, campaign = DutyRule.FROZEN_DUTY, crew_campaign(machines=2)
    rows = [*rows_of(campaign), *rows_of(campaign, "MÁY 2", "03")]

    def case_of(*published: Duty, **more: Any) -> RosterCase:
        situation = DutySituation(
            as_of=on_day(campaign, 2),
            published_version=1,
            published_until=on_day(campaign, 9),
            frozen_until=on_day(campaign, 4),
            published=published,
        )
        staffing: dict[str, Any] = {"officers": [officer(code) for code in "ABC"], "rows": rows} | more
        return roster_case(campaign, situation=situation, **staffing)

    told = duty(campaign, 4)
    plain = case_of(told, duty(campaign, 5))
    other_machine = case_of(duty(campaign, 3, at=("MÁY 2", "03")))
    moved = case_of(duty(campaign, 3, at=("MÁY 1", "02")))
    ill = case_of(told, duty(campaign, 2, code="B"), leaves=(leave(campaign, 4, 4),))
    crowded = case_of(*(duty(campaign, 3, code=code) for code in "AB"))
    role = case_of(
        duty(campaign, 3, role="thu"),
        officers=[officer("A", roles=("thu", "lái"))],
        demands=(SeatDemand(role=Role("thu")), SeatDemand(role=Role("lái"))),
    )
    return [
        RosterExample(rule, "the last frozen day", plain, [told], [duty(plain, 5)]),
        RosterExample(
            rule, "on another machine", other_machine, [duty(campaign, 3, at=("MÁY 2", "03"))], [duty(campaign, 3)]
        ),
        RosterExample(rule, "at another place", moved, [duty(moved, 3)], []),
        RosterExample(rule, "in another role", role, [duty(role, 3, role="thu")], [duty(role, 3, role="lái")]),
        RosterExample(
            rule,
            "he who is ill is free",
            ill,
            [duty(ill, 2, code="B"), duty(ill, 4, code="C")],
            [duty(ill, 4, code="C")],
        ),
        RosterExample(
            rule, "more than seats are left", crowded, [duty(crowded, 3, code="B")], [duty(crowded, 3, code="C")]
        ),
    ]


BROKEN_DUTY_PROMISES = tuple(example for examples in (_pinned_duty, _worked, _frozen_duty) for example in examples())
