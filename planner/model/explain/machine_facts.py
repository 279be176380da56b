"""What the workbook says of machines that can stand in the way of a wish: when they are on duty, and for whom."""

from collections.abc import Iterator
from datetime import timedelta

from planner.domain.campaign import Campaign, Machine, Posting, Unit
from planner.domain.wish import Wish
from planner.model.explain.fact import Demand, Ground, GroundedFact, grounded, spoken_days
from planner.texts import spoken_day, texts_of

_ = texts_of("model")


def posting_facts(campaign: Campaign, wish: Wish, unit: Unit) -> Iterator[GroundedFact]:
    """Of a machine that is wished for, when it is on duty and whom it serves; else which machines come at all."""
    named = [machine for machine in campaign.machines if machine.name == wish.machine]
    serving = [machine for machine in campaign.machines if any(unit.code in one.serves for one in machine.postings)]
    for machine in named or serving:
        yield from _posting_dates(campaign, machine)
    if named and not all(unit.code in posting.serves for posting in named[0].postings):
        yield grounded(
            _at_machine(named[0], "Khu vực, Đơn vị phục vụ"),
            _("{machine} does not serve {unit}").format(machine=named[0].name, unit=unit.name)
            + _of_postings(named[0], [posting for posting in named[0].postings if unit.code not in posting.serves]),
            _("Let it serve this unit"),
            Ground(Demand.SERVES, named[0].name),
        )
    if not named and any(unit.code not in posting.serves for one in campaign.machines for posting in one.postings):
        yield grounded(
            "Máy › Khu vực, Đơn vị phục vụ",
            _("only {machines} serve {unit}").format(
                machines=", ".join(machine.name for machine in serving), unit=unit.name
            )
            if serving
            else _("no machine serves {unit}").format(unit=unit.name),
            _("Let another machine serve it"),
            *(Ground(Demand.SERVES, machine.name) for machine in campaign.machines),
        )


def _of_postings(machine: Machine, postings: list[Posting]) -> str:
    """From when to when, where only some of a machine's postings are meant."""
    if len(postings) == len(machine.postings):
        return ""
    return " (" + ", ".join(spoken_days(posting.first_day, posting.last_day) for posting in postings) + ")"


def _posting_dates(campaign: Campaign, machine: Machine) -> Iterator[GroundedFact]:
    calendar = campaign.calendar
    day = timedelta(days=1)
    ends = [calendar.first_day - day, *(posting.last_day for posting in machine.postings)]
    begins = [*(posting.first_day for posting in machine.postings), calendar.last_day + day]
    for number, posting in enumerate(machine.postings):
        if posting.first_day > ends[number] + day:
            yield grounded(
                _at_machine(machine, "Từ ngày"),
                _("{machine} is on duty from {day} on").format(machine=machine.name, day=spoken_day(posting.first_day)),
                _("Enter an earlier day"),
                Ground(Demand.POSTING_BEGINS, (machine.name, number)),
            )
        if posting.last_day < begins[number + 1] - day:
            yield grounded(
                _at_machine(machine, "Đến ngày"),
                _("{machine} is on duty until {day}").format(machine=machine.name, day=spoken_day(posting.last_day)),
                _("Enter a later day"),
                Ground(Demand.POSTING_ENDS, (machine.name, number)),
            )


def _at_machine(machine: Machine, column: str) -> str:
    return f"Máy › {machine.name} › {column}"
