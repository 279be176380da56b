"""What an office prints, reports and invites by around a plan: facts of the workbook that no plan depends on."""

from datetime import date

from pydantic import Field, NonNegativeInt, PositiveInt

from planner.domain.record import Record, UnitCode


class HamletDuty(Record):
    """Which team looks after a hamlet, and on which weekdays it goes there."""

    unit: UnitCode
    hamlet: str
    team: str
    weekdays: frozenset[int] = frozenset()
    """Monday is 0; empty means every day."""
    daily_target: NonNegativeInt | None = None
    """Citizens to guide on each of these days."""
    contact: str = ""
    note: str = ""


class Letterhead(Record):
    """What is printed around a plan: bodies, levels, cards, people and numbers are facts of the workbook."""

    parent_body: str = ""
    issuing_body: str = ""
    document_number: str = ""
    """As printed after *Số:*, for example 05/KH-CAX."""
    place: str = ""
    """The place name of the date line."""
    document_date: date | None = None
    signer_power: str = ""
    """TM., KT., TL. or TUQ. with the body or title that power comes from."""
    signer_title: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    card_term: str = ""
    appendix_word: str = "PHỤ LỤC"
    appendix_title: str = ""
    attached_to: str = ""
    """The line in brackets under the appendix's title, without its brackets."""
    appendix_has_letterhead: bool = False
    """Whether appendices repeat the letterhead and the recipients of the order that they go with."""
    amendment_number: str = ""
    """Of the order that amends an announced schedule; empty is left to be written by hand."""
    amendment_date: date | None = None
    notice_date: date | None = None
    """Of the notices to units; None is left to be written by hand, as their numbers are."""
    swap_shifts_monthly: bool = False
    """Print the label of the crew's shift: morning and evening labels change places every other month."""
    notice_subject: str = ""
    """What the notices to communes are about, under the word *THÔNG BÁO*."""
    to_bring: tuple[str, ...] = ()
    """What citizens are to bring, one thing a line."""
    contact: str = ""
    """Whom to call where a unit names nobody of its own."""


class Reporting(Record):
    """How the campaign's figures are reported."""

    due_minute: int = Field(default=15 * 60 + 30, ge=0, lt=24 * 60)
    """By when the day's figures are to be in, in minutes from midnight."""
    counts_activated: bool = False
    """Targets count activated accounts, not collected dossiers."""
    all_units_report: bool = False
    """Every unit reports every day, also one without a planned slot."""


class Inviting(Record):
    """How citizens are invited to slots, and for how long their lists are kept."""

    wave_minutes: PositiveInt = 30
    """From one arrival time to the next."""
    reserve_percent: NonNegativeInt = 10
    """Citizens in reserve, in percent of those invited to a slot."""
    keep_days: NonNegativeInt = 90
    """Days after its last slot when a list is to be deleted."""
