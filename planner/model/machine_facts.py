"""What the workbook says of machines that can stand in the way of a wish: when they are on duty, and for whom."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta

from planner.domain.campaign import Campaign, Machine, Posting, Unit
from planner.domain.record import MachineName, UnitCode
from planner.domain.wish import Wish
from planner.model.fact import Drop, Fact, changed, spoken_days
from planner.model.remainder import Remainder
from planner.texts import spoken_day, texts_of

_ = texts_of("model")


def posting_facts(campaign: Campaign, wish: Wish, unit: Unit) -> Iterator[Fact]:
    """Of a machine that is wished for, when it is on duty and whom it serves; else which machines come at all."""
    named = [machine for machine in campaign.machines if machine.name == wish.machine]
    serving = [machine for machine in campaign.machines if any(unit.code in one.serves for one in machine.postings)]
    for machine in named or serving:
        yield from _posting_dates(campaign, machine)
    if named and not all(unit.code in posting.serves for posting in named[0].postings):
        yield Fact(
            where=_at_machine(named[0], "Khu vực, Đơn vị phục vụ"),
            what=_("{machine} does not serve {unit}").format(machine=named[0].name, unit=unit.name)
            + _of_postings(named[0], [posting for posting in named[0].postings if unit.code not in posting.serves]),
            advice=_("Let it serve this unit"),
            drop=_with_postings({named[0].name}, lambda posting: _serving(posting, unit.code)),
        )
    if not named and any(unit.code not in posting.serves for one in campaign.machines for posting in one.postings):
        yield Fact(
            where="Máy › Khu vực, Đơn vị phục vụ",
            what=_("only {machines} serve {unit}").format(
                machines=", ".join(machine.name for machine in serving), unit=unit.name
            )
            if serving
            else _("no machine serves {unit}").format(unit=unit.name),
            advice=_("Let another machine serve it"),
            drop=_with_postings(
                {machine.name for machine in campaign.machines}, lambda posting: _serving(posting, unit.code)
            ),
        )


def _of_postings(machine: Machine, postings: list[Posting]) -> str:
    """From when to when, where only some of a machine's postings are meant."""
    if len(postings) == len(machine.postings):
        return ""
    return " (" + ", ".join(spoken_days(posting.first_day, posting.last_day) for posting in postings) + ")"


def _serving(posting: Posting, code: UnitCode) -> Posting:
    return posting.model_copy(update={"serves": tuple(sorted({*posting.serves, code}))})


def _posting_dates(campaign: Campaign, machine: Machine) -> Iterator[Fact]:
    calendar = campaign.calendar
    day = timedelta(days=1)
    ends = [calendar.first_day - day, *(posting.last_day for posting in machine.postings)]
    begins = [*(posting.first_day for posting in machine.postings), calendar.last_day + day]
    for number, posting in enumerate(machine.postings):
        earliest, latest = ends[number] + day, begins[number + 1] - day
        if posting.first_day > earliest:
            yield Fact(
                where=_at_machine(machine, "Từ ngày"),
                what=_("{machine} is on duty from {day} on").format(
                    machine=machine.name, day=spoken_day(posting.first_day)
                ),
                advice=_("Enter an earlier day"),
                drop=_with_posting_dates(machine, number, first_day=earliest),
            )
        if posting.last_day < latest:
            yield Fact(
                where=_at_machine(machine, "Đến ngày"),
                what=_("{machine} is on duty until {day}").format(
                    machine=machine.name, day=spoken_day(posting.last_day)
                ),
                advice=_("Enter a later day"),
                drop=_with_posting_dates(machine, number, last_day=latest),
            )


def _with_posting_dates(machine: Machine, number: int, **dates: date) -> Drop:
    first_day = machine.postings[number].first_day
    last_day = machine.postings[number].last_day
    return _with_postings(
        {machine.name},
        lambda posting: (
            posting.model_copy(update=dates)
            if first_day <= posting.last_day and posting.first_day <= last_day
            else posting
        ),
    )


def _with_postings(machines: Collection[MachineName], change: Callable[[Posting], Posting]) -> Drop:
    def drop(remainder: Remainder) -> Remainder:
        return changed(
            remainder,
            machines=tuple(
                machine.model_copy(update={"postings": tuple(map(change, machine.postings))})
                if machine.name in machines
                else machine
                for machine in remainder.campaign.machines
            ),
        )

    return drop


def _at_machine(machine: Machine, column: str) -> str:
    return f"Máy › {machine.name} › {column}"
