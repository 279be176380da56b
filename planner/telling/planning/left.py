"""What a plan leaves undone and why: units that together lack room, each unit left short, machines that stand still."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from planner.domain.campaign import Campaign, Unit
from planner.domain.plan import Plan, Shortfall
from planner.telling.figures import counted
from planner.texts import Noun, and_more, listed, spoken_days, spoken_number, texts_of
from planner.workflow.planning.idleness import DayRange, IdleMachine, day_ranges, idle_machines, matters
from planner.workflow.planning.joint_shortage import JointShortage, joint_shortages

_ = texts_of("telling")

MOST_SHORTFALLS_SHOWN = 20
MOST_MACHINES_SHOWN = 20
MOST_NAMED = 6
MOST_RANGES = 6
WIDEST = 100
INDENT = " " * 6


class Left:
    """What is left of a campaign after a plan; says nothing where nobody is left and nothing could be sooner."""

    def __init__(self, campaign: Campaign, plan: Plan) -> None:
        self._campaign = campaign
        self._plan = plan
        self._joint = joint_shortages(campaign, plan)
        self._idle = idle_machines(campaign, plan) if matters(plan) else ()

    def lines(self) -> Iterator[str]:
        """What is proven of several units first, then unit by unit, then machine by machine."""
        yield from self._joint_lines()
        yield from self._unit_lines()
        yield from self._idle_lines()

    def as_json(self) -> dict[str, Any]:
        """Joint shortages and idle machines for a program; the units' own reasons stand under `unserved`."""
        return {
            "joint_shortages": [
                {
                    "units": [unit.code for unit in joint.units],
                    "need": joint.need,
                    "room": joint.room,
                    "left": joint.short,
                    "machines": list(joint.machines),
                    "days": [day.isoformat() for day in joint.days],
                    "shifts": list(joint.shifts),
                    "sentence": self._joint_sentence(joint),
                }
                for joint in self._joint
            ],
            "idle": [
                {
                    "machine": idle.machine,
                    "days": [day.isoformat() for day in idle.before_finish],
                    "after_finish": [day.isoformat() for day in idle.after_finish],
                }
                for idle in self._idle
            ],
        }

    def _joint_lines(self) -> Iterator[str]:
        """A line for each set of units that together lack room."""
        for joint in self._joint:
            yield f"  - {self._joint_sentence(joint)}"

    def _joint_sentence(self, joint: JointShortage) -> str:
        if joint.is_by_turns:
            sentence = _(
                "{units} together need {need} dossiers, but there are only {turns} for them ({where}), each for one "
                "unit only: {room} at most, so at least {left}. Open more days or shifts for them, or let another "
                "machine serve them"
            )
        else:
            sentence = _(
                "{units} together need {need} dossiers, but the machines can collect at most {room} there ({where}), "
                "so at least {left}. Open more days or shifts for them, or let another machine serve them"
            )
        told = sentence.format(
            units=_names([unit.name for unit in _told_apart(self._campaign, joint.units)]),
            need=spoken_number(joint.need),
            room=spoken_number(joint.room),
            turns=self._turns(joint.turns),
            where=self._where(joint),
            left=counted(joint.short, _("1 dossier is left"), _("{count} dossiers are left")),
        )
        return ". ".join([told, *self._advice_of_half_days(joint)])

    def _advice_of_half_days(self, joint: JointShortage) -> Iterator[str]:
        """What gives machines back the rest of a day at units that are open for a part of it; nothing if none is."""
        shifts = self._campaign.calendar.shift_labels
        short = [unit for unit in joint.units if set(unit.shifts) != set(shifts)]
        if short and joint.is_by_turns and self._campaign.stays_whole_days_everywhere:
            yield _(
                "{units}: open for a part of the day only, and still a machine is theirs for the whole day. With Không "
                "in the column Đi trọn ngày of sheet Đơn vị it can be elsewhere for the rest of the day"
            ).format(units=_names([unit.name for unit in _told_apart(self._campaign, short)]))

    def _turns(self, turns: int) -> str:
        if self._campaign.stays_whole_days_everywhere:
            return counted(turns, _("1 machine-day"), _("{count} machine-days"))
        return counted(turns, _("1 machine-shift"), _("{count} machine-shifts"))

    def _where(self, joint: JointShortage) -> str:
        shifts = [] if joint.shifts == self._campaign.calendar.shift_labels else [", ".join(joint.shifts)]
        open_days = day_ranges(self._campaign, joint.days)
        return "; ".join([_machines(joint.machines), *shifts, _ranges(open_days)])

    def _unit_lines(self) -> Iterator[str]:
        """Every unit that is left short, with the reason; units with the same reason on one line."""
        units = self._campaign.units_by_code
        shown = self._plan.unserved[:MOST_SHORTFALLS_SHOWN]
        told: set[str] = set()
        for short in shown:
            why = _why(short)
            if why in told:
                continue
            alike = [other for other in shown if _why(other) == why] if why else [short]
            if len(alike) == 1:
                yield f"  - {units[short.unit].name} ({short.unit}): {short.reason or _short_of(short)}"
                continue
            told.add(why)
            yield _("  - {count} units are short of {left} dossiers: {why}").format(
                count=spoken_number(len(alike)), left=spoken_number(sum(one.dossiers for one in alike)), why=why
            )
            names = ", ".join(f"{units[one.unit].name} ({one.unit}) {spoken_number(one.dossiers)}" for one in alike)
            yield from wrap(names, WIDEST, initial_indent=INDENT, subsequent_indent=INDENT)
        rest = len(self._plan.unserved) - len(shown)
        if rest > 0:
            yield _("  - {and_more}; see plan.json").format(and_more=and_more(rest, Noun.UNIT))

    def _idle_lines(self) -> Iterator[str]:
        lines = [line for idle in self._idle if (line := self._idle_line(idle))]
        if lines:
            yield _("  Machines that stand still on days on which they could work:")
            yield from lines[:MOST_MACHINES_SHOWN]
        rest = len(lines) - MOST_MACHINES_SHOWN
        if rest > 0:
            yield f"    {and_more(rest, Noun.MACHINE)}"

    def _idle_line(self, idle: IdleMachine) -> str:
        """Days after the finish matter only where somebody is left."""
        parts = []
        if idle.before_finish:
            days = counted(len(idle.before_finish), _("1 idle day"), _("{count} idle days"))
            parts.append(f"{days}: {_ranges(idle.ranges_before)}")
        if idle.after_finish and self._plan.unserved:
            days = counted(len(idle.after_finish), _("1 day after the finish"), _("{count} days after the finish"))
            parts.append(f"{days}: {_ranges(idle.ranges_after)}")
        return f"    {idle.machine}: {'; '.join(parts)}" if parts else ""


def _why(short: Shortfall) -> str:
    """What several units may be short for, without how much is short; empty where the reason has figures of its own."""
    how_much, _colon, why = short.reason.partition(": ")
    says_how_much = "".join(filter(str.isdigit, how_much)) == str(short.dossiers)
    return why if says_how_much and not any(map(str.isdigit, why)) else ""


def _short_of(short: Shortfall) -> str:
    return _("short of {left}").format(left=spoken_number(short.dossiers))


def _told_apart(campaign: Campaign, units: Sequence[Unit]) -> list[Unit]:
    """The units under names that tell them apart: with the code where another bears the name too."""
    names = [unit.name for unit in campaign.units]
    return [
        unit if names.count(unit.name) == 1 else unit.model_copy(update={"name": f"{unit.name} ({unit.code})"})
        for unit in units
    ]


def _names(names: Sequence[str]) -> str:
    return listed(names, MOST_NAMED, Noun.UNIT)


def _machines(names: Sequence[str]) -> str:
    return (
        ", ".join(names) if len(names) <= MOST_NAMED else _("{count} machines").format(count=spoken_number(len(names)))
    )


def _ranges(ranges: Sequence[DayRange]) -> str:
    told = (spoken_days(one.first, one.last, with_year=False) for one in ranges)
    return listed(told, MOST_RANGES, Noun.PERIOD)
