"""What was entered beside the workbook: breakdowns, closures, pins, leaves; new rows only, withdrawn by later ones."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import RowMapping, select

from planner.domain.adjustment import Adjustment, AdjustmentKind, EnteredAdjustment
from planner.domain.long_numbers import without_long_numbers
from planner.domain.meanwhile import LedgerSeen
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.errors import LedgerLacks
from planner.ledger import tables
from planner.ledger.happenings import add_event
from planner.ledger.numbering import LedgerPlace, add_row
from planner.ledger.seen import refuse_moved
from planner.texts import texts_of

_ = texts_of("ledger")


class Adjustments:
    """The adjustments in a ledger. Every method is one transaction; each may raise LedgerError."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[LedgerPlace | None]],
        writing: Callable[[], AbstractContextManager[LedgerPlace]],
    ) -> None:
        self._reading = reading
        self._writing = writing

    def all(self) -> tuple[EnteredAdjustment, ...]:
        """Every row in order, those included that hold no longer."""
        with self._reading() as place:
            return all_adjustments(place) if place else ()

    def enter(
        self, adjustment: Adjustment, *, by: str, at: datetime, expecting: LedgerSeen | None = None
    ) -> EnteredAdjustment:
        """Add an adjustment, which holds until it is withdrawn; one that holds just so already is what is given.

        So what is sent twice is entered once. Raises LedgerMovedOn where something is not as the writer saw it.
        """
        return self.enter_all([adjustment], by=by, at=at, expecting=expecting)[0]

    def enter_all(
        self, adjustments: Sequence[Adjustment], *, by: str, at: datetime, expecting: LedgerSeen | None = None
    ) -> tuple[EnteredAdjustment, ...]:
        """The same for several, all or none of them."""
        clean = [each.model_copy(update={"reason": without_long_numbers(each.reason)}) for each in adjustments]
        with self._writing() as place:
            held = {each.adjustment: each for each in reversed(all_adjustments(place)) if each.holds}
            if any(each not in held for each in clean):
                refuse_moved(place, expecting)
            for each in clean:
                if each not in held:
                    held[each] = add_adjustment(place, each, by, at)
            return tuple(held[each] for each in clean)

    def withdraw(self, number: int, *, by: str, at: datetime, expecting: LedgerSeen | None = None) -> EnteredAdjustment:
        """Take back the adjustment of this number; as it was. Raises LedgerLacks where none of that number holds."""
        with self._writing() as place:
            refuse_moved(place, expecting)
            return withdraw_adjustment(place, number, by, at)


def all_adjustments(place: LedgerPlace) -> tuple[EnteredAdjustment, ...]:
    """Every adjustment that was ever entered, in order."""
    chosen = select(tables.adjustments).where(tables.adjustments.c.campaign == place.campaign).order_by("number")
    rows = place.connection.execute(chosen).mappings().all()
    withdrawn = {row["withdraws"] for row in rows} - {None}
    return tuple(
        EnteredAdjustment(
            number=row["number"],
            adjustment=_adjustment(row),
            entered_at=row["entered_at"],
            entered_by=row["entered_by"],
            withdraws=row["withdraws"],
            is_withdrawn=row["number"] in withdrawn,
        )
        for row in rows
    )


def add_adjustment(place: LedgerPlace, adjustment: Adjustment, by: str, at: datetime) -> EnteredAdjustment:
    """Note an adjustment, within the transaction that is under way."""
    number = add_row(place, tables.adjustments, **_values(adjustment), entered_at=at, entered_by=by)
    add_event(place, "adjust", {"adjustment": number, "kind": str(adjustment.kind)}, by, at)
    return EnteredAdjustment(number=number, adjustment=adjustment, entered_at=at, entered_by=by)


def withdraw_adjustment(place: LedgerPlace, number: int, by: str, at: datetime) -> EnteredAdjustment:
    """Take an adjustment back, within the transaction that is under way. Raises LedgerLacks."""
    entered = _holding(place, number)
    told = {**_values(entered.adjustment), "reason": ""}
    row = add_row(place, tables.adjustments, **told, withdraws=number, entered_at=at, entered_by=by)
    add_event(place, "withdraw-adjustment", {"adjustment": row, "withdraws": number}, by, at)
    return entered


def _holding(place: LedgerPlace, number: int) -> EnteredAdjustment:
    entered = {each.number: each for each in all_adjustments(place)}
    found = entered.get(number)
    if found is not None and found.holds:
        return found
    holding = ", ".join(str(each.number) for each in entered.values() if each.holds)
    if not holding:
        raise LedgerLacks(
            _("adjustment {number} does not hold, nor does any other. There is nothing to withdraw").format(
                number=number
            )
        )
    raise LedgerLacks(
        _("adjustment {number} does not hold. Those that hold: {numbers}. Name one of them").format(
            number=number, numbers=holding
        )
    )


def _values(adjustment: Adjustment) -> dict[str, object]:
    return {**adjustment.model_dump(), "kind": str(adjustment.kind)}


def _adjustment(row: RowMapping) -> Adjustment:
    return Adjustment(
        kind=AdjustmentKind(row["kind"]),
        machine=None if row["machine"] is None else MachineName(row["machine"]),
        unit=None if row["unit"] is None else UnitCode(row["unit"]),
        first_day=row["first_day"],
        first_shift=ShiftLabel(row["first_shift"]),
        last_day=row["last_day"],
        last_shift=ShiftLabel(row["last_shift"]),
        reason=row["reason"],
        officer=row["officer"],
        leave=row["leave"],
    )
