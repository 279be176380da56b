"""Why a unit is left with dossiers, in one sentence that a planner can act on.

Where slots are asked for, so many of that machine at that unit always suffice: everything else may stay as planned.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from planner.domain.campaign import Campaign, Unit
from planner.domain.plan import Assignment, GoalResult, Shortfall
from planner.domain.policy import Goal, Proof
from planner.domain.record import MachineName, UnitCode
from planner.domain.succession import left_after
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.planning.chances import Chance, Chances, day_after_end, most_at_once, most_in_visits

_ = texts_of("workflow")
ngettext = plurals_of("workflow")


def shortfalls(
    campaign: Campaign,
    assignments: Sequence[Assignment],
    goals: Sequence[GoalResult] = (),
    rates: Mapping[str, float] | None = None,
) -> tuple[Shortfall, ...]:
    """Every unit that a first plan leaves short, with what it lacks and why.

    `rates` are the learned ones by which the plan fills, as a plan file names them; None where it fills by the
    workbook alone.
    """
    left = left_after(campaign, {unit.code: unit.need for unit in campaign.units}, assignments)
    explained = _Explained(campaign, assignments, goals, rates, left)
    return tuple(
        Shortfall(unit=unit.code, dossiers=left[unit.code], reason=explained.reason(unit, left[unit.code]))
        for unit in campaign.units
        if left[unit.code] > 0
    )


class _Explained:
    """A plan whose gaps are explained."""

    def __init__(
        self,
        campaign: Campaign,
        assignments: Sequence[Assignment],
        goals: Sequence[GoalResult],
        rates: Mapping[str, float] | None,
        left: Mapping[UnitCode, int],
    ) -> None:
        self._campaign = campaign
        self._chances = Chances(campaign, assignments, rates)
        self._comers = {(campaign.stop_of(row.unit), row.machine): position for position, row in enumerate(assignments)}
        self._goals = goals
        self._needed = Counter[UnitCode]()
        """Dossiers that are asked of each stop: what it gets and what is left there, an old unit's with it."""
        for code, dossiers in left.items():
            self._needed[campaign.stop_of(code)] += dossiers
        for row in assignments:
            self._needed[campaign.stop_of(row.unit)] += row.dossiers

    def reason(self, unit: Unit, left: int) -> str:
        """The first of the known reasons that holds."""
        serving = self._chances.at(unit)
        chances = [chance for chance in serving if chance.slots]
        if not serving:
            return _(
                "short of {left}: no machine serves this unit. Name it in Đơn vị phục vụ or Khu vực of a machine"
            ).format(left=spoken_number(left))
        if not chances:
            return _(
                "short of {left}: {machines} and this unit are never open in the same slot. "
                "Change its Từ ngày, Đến ngày, Ca được phép, or a row of Ngày nghỉ"
            ).format(left=spoken_number(left), machines=", ".join(dict.fromkeys(chance.machine for chance in serving)))
        return (
            self._too_little(unit, left, chances)
            or self._passed_over(unit, left, chances)
            or self._busy(unit, left, chances)
        )

    def _too_little(self, unit: Unit, left: int, chances: Sequence[Chance]) -> str:
        """The unit could not be served even if all machines did nothing else."""
        most, need = most_at_once(chances, unit.together), self._needed[self._campaign.stop_of(unit.code)]
        if most < need:
            chance = self._likeliest(unit, chances)
            return ngettext(
                "short of {left}: all slots open to it and to its machines hold {most} of "
                "{need}. Open {slots} more slot of {machine} for it (Ngày nghỉ, Từ ngày, "
                "Đến ngày), let the campaign go on until {day} at the earliest, or let "
                "another machine serve it",
                "short of {left}: all slots open to it and to its machines hold {most} of "
                "{need}. Open {slots} more slots of {machine} for it (Ngày nghỉ, Từ ngày, "
                "Đến ngày), let the campaign go on until {day} at the earliest, or let "
                "another machine serve it",
                chance.new_slots_for(left),
            ).format(
                left=spoken_number(left),
                most=spoken_number(most),
                need=spoken_number(need),
                slots=spoken_number(chance.new_slots_for(left)),
                machine=chance.machine,
                day=self._until(unit, left, chances),
            )
        most = most_in_visits(chances, unit.visits)
        if most < need:
            return ngettext(
                "short of {left}: {visits} visit holds at most {most} of {need}. Raise Số "
                "đợt tối đa, or Số máy cùng lúc",
                "short of {left}: {visits} visits hold at most {most} of {need}. Raise Số "
                "đợt tối đa, or Số máy cùng lúc",
                unit.visits,
            ).format(left=spoken_number(left), visits=unit.visits, most=spoken_number(most), need=spoken_number(need))
        return ""

    def _passed_over(self, unit: Unit, left: int, chances: Sequence[Chance]) -> str:
        """A machine had time to come and did not."""
        if all(chance.idle_dossiers < left for chance in chances):
            return ""
        order = [setting.goal for setting in self._campaign.goals]
        if Goal.UNSERVED not in order or order.index(Goal.UNSERVED) > 0:
            return _(
                "short of {left}: a machine has time, but the sheet Mục tiêu puts other goals before Còn sót. "
                "Put Còn sót first"
            ).format(left=spoken_number(left))
        unserved = next((result for result in self._goals if result.goal is Goal.UNSERVED), None)
        if unserved is not None and unserved.proof is not Proof.OPTIMAL:
            return _(
                "short of {left}: the search ended before it was proven that no plan collects more. "
                "Give it more time with --seconds"
            ).format(left=spoken_number(left))
        if self._chances.visits_at(unit.code) >= unit.visits:
            return ngettext(
                "short of {left}: a machine has time to come again, but {visits} visit is "
                "all that is allowed. Raise Số đợt tối đa",
                "short of {left}: a machine has time to come again, but {visits} visits "
                "are all that is allowed. Raise Số đợt tối đa",
                unit.visits,
            ).format(left=spoken_number(left), visits=unit.visits)
        return ""

    def _busy(self, unit: Unit, left: int, chances: Sequence[Chance]) -> str:
        """The machines' time went to other units; where they have none at all, only more days help."""
        asked = self._asked(unit, left, chances)
        if not asked:
            chance = self._likeliest(unit, chances)
            return _(
                "short of {left}: {machine} has no slot left in which it could come. "
                "Let the campaign go on until {day} at the earliest, or let another machine serve it"
            ).format(left=spoken_number(left), machine=chance.machine, day=self._until(unit, left, chances))
        slots_of: Counter[MachineName] = Counter()
        for chance, slots in asked:
            slots_of[chance.machine] += slots
        sentence = _("short of {left}: needs {slots} by {day}").format(
            left=spoken_number(left),
            slots=_(" and ").join(
                ngettext("{slots} more slot of {machine}", "{slots} more slots of {machine}", slots).format(
                    slots=slots, machine=machine
                )
                for machine, slots in slots_of.items()
            ),
            day=spoken_day(max(chance.last_day for chance, _slots in asked if chance.last_day), with_year=False),
        )
        rivals = [
            other
            for chance, _slots in asked
            for other in self._chances.served_instead(chance, unit.code)
            if other.priority > unit.priority
        ]
        if not rivals:
            return sentence
        return _("{sentence}, whose time goes first to units of higher Ưu tiên").format(sentence=sentence)

    def _asked(self, unit: Unit, left: int, chances: Sequence[Chance]) -> list[tuple[Chance, int]]:
        """Slots that fill the gap: of the likeliest machine as many as there are, then of the next.

        All of them together suffice, because the slots of all hold the unit's need and those taken are full. None
        where they would not, in a plan that somebody else has made.
        """
        asked = []
        for chance in sorted(chances, key=lambda chance: self._likelihood(unit, chance), reverse=True):
            slots = chance.poorest_for(left)
            if slots:
                asked.append((chance, len(slots)))
                left -= sum(slots)
        return asked if left <= 0 else []

    def _until(self, unit: Unit, left: int, chances: Sequence[Chance]) -> str:
        """Until when at least the campaign would have to go on."""
        return spoken_day(day_after_end(self._campaign, unit, chances, left))

    def _likeliest(self, unit: Unit, chances: Sequence[Chance]) -> Chance:
        return max(chances, key=lambda chance: self._likelihood(unit, chance))

    def _likelihood(self, unit: Unit, chance: Chance) -> tuple[int, int]:
        """Most for the machine that comes here last, else for the one that could collect most."""
        return self._comers.get((self._campaign.stop_of(unit.code), chance.machine), -1), chance.dossiers
