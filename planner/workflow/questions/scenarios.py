"""What might be otherwise: each scenario is a campaign changed in one respect."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

from planner.domain.campaign import Campaign, Closure, Machine, Posting, PostingKind
from planner.domain.record import MachineName
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("workflow")
ngettext = plurals_of("workflow")

Change = Callable[[Campaign], Campaign]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One change of the campaign, and what people call it."""

    name: str
    change: Change
    ends_by: date | None = None
    """Where it is this that is otherwise: the last day on which somebody may work."""


def as_it_is() -> Scenario:
    """The campaign without any change, which the others are held against."""
    return Scenario(_("as it is"), lambda campaign: campaign)


def more_machines(number: int) -> Scenario:
    """So many more mobile machines, for the whole campaign, free to go wherever mobile machines go."""
    name = ngettext("{number} more mobile machine", "{number} more mobile machines", number).format(
        number=spoken_number(number)
    )
    return Scenario(name, lambda campaign: with_more_machines(campaign, number))


def breakdown(machine: MachineName, first_day: date, days: int) -> Scenario:
    """The machine works on none of these days."""
    name = ngettext(
        "{machine} broken for {days} day from {day}", "{machine} broken for {days} days from {day}", days
    ).format(machine=machine, days=spoken_number(days), day=spoken_day(first_day))
    return Scenario(name, lambda campaign: with_breakdown(campaign, machine, first_day, days))


def capacity(dossiers: int) -> Scenario:
    """Every machine collects so many dossiers in a slot."""
    name = _("capacity {dossiers} a shift").format(dossiers=spoken_number(dossiers))
    return Scenario(name, lambda campaign: with_capacity(campaign, dossiers))


def evenings(campaign: Campaign) -> Scenario:
    """Only the day's last shift is worked."""
    name = _("only {shift}").format(shift=campaign.calendar.shift_labels[-1])
    return Scenario(name, with_evenings_only)


def end_by(day: date) -> Scenario:
    """Nobody works after this day."""
    name = _("no work after {day}").format(day=spoken_day(day))
    return Scenario(name, lambda campaign: ended_by(campaign, day), ends_by=day)


def together(scenarios: Sequence[Scenario]) -> Scenario:
    """All of them at once."""
    return Scenario(
        _("all of these together"),
        lambda campaign: reduce(lambda changed, scenario: scenario.change(changed), scenarios, campaign),
    )


def with_more_machines(campaign: Campaign, number: int) -> Campaign:
    """The campaign with so many more machines, last in the workbook; where they start from costs nothing."""
    postings = [posting for machine in campaign.machines for posting in machine.postings]
    mobile = [posting for posting in postings if posting.kind is PostingKind.MOBILE]
    like = mobile or postings
    own = Counter(posting.capacity for posting in like)
    served = {code for posting in mobile for code in posting.serves} or {unit.code for unit in campaign.units}
    posting = Posting(
        kind=PostingKind.MOBILE,
        serves=tuple(sorted(served)),
        first_day=campaign.calendar.first_day,
        last_day=campaign.calendar.last_day,
        capacity=own.most_common(1)[0][0],
    )
    new = tuple(Machine(name=name, postings=(posting,)) for name in _free_names(campaign, number))
    return campaign.model_copy(update={"machines": (*campaign.machines, *new)})


def _free_names(campaign: Campaign, number: int) -> list[MachineName]:
    names: list[MachineName] = []
    rank = 0
    while len(names) < number:
        rank += 1
        name = MachineName(f"MÁY +{rank}")
        if name not in campaign.machines_by_name:
            names.append(name)
    return names


def with_breakdown(campaign: Campaign, machine: MachineName, first_day: date, days: int) -> Campaign:
    """The campaign with the machine closed on so many days."""
    return _with_closure(campaign, first_day, first_day + timedelta(days=days - 1), machine=machine)


def with_capacity(campaign: Campaign, dossiers: int) -> Campaign:
    """The campaign with the same capacity for all machines at all times."""
    machines = tuple(
        machine.model_copy(
            update={
                "postings": tuple(posting.model_copy(update={"capacity": dossiers}) for posting in machine.postings)
            }
        )
        for machine in campaign.machines
    )
    return campaign.model_copy(update={"machines": machines})


def with_evenings_only(campaign: Campaign) -> Campaign:
    """The campaign with all shifts but the day's last closed."""
    others = campaign.calendar.shift_labels[:-1]
    if not others:
        return campaign
    calendar = campaign.calendar
    closure = Closure(first_day=calendar.first_day, last_day=calendar.last_day, shifts=others)
    return campaign.model_copy(update={"closures": (*campaign.closures, closure)})


def ended_by(campaign: Campaign, day: date) -> Campaign:
    """The campaign with everything closed after this day; its ordinals and its last day stay."""
    return _with_closure(campaign, day + timedelta(days=1), campaign.calendar.last_day)


def _with_closure(campaign: Campaign, first_day: date, last_day: date, machine: MachineName | None = None) -> Campaign:
    if last_day < first_day:
        return campaign
    closure = Closure(first_day=first_day, last_day=last_day, shifts=campaign.calendar.shift_labels, machine=machine)
    return campaign.model_copy(update={"closures": (*campaign.closures, closure)})
