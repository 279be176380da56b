"""*Dời đến ngày … ca … máy …*: the form that moves a stay, filled in with where it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import QueryParams

from planner.board.drafts.keeping import OpenDraft
from planner.board.drafts.placements import (
    FIRST,
    FIRST_SHIFT,
    MACHINE,
    STAY_FIELDS,
    TO,
    TO_MACHINE,
    TO_SHIFT,
    UNIT,
    names_a_stay,
)
from planner.board.views.day_sheet import Choice
from planner.board.views.draft_line import stay_told
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.workflow.hand_made.moving import Stretch


@dataclass(frozen=True, slots=True)
class MoveForm:
    """The form, filled in."""

    told: str
    """Which stay it is about."""
    stay: tuple[tuple[str, str], ...]
    """What names the stay, as fields that nobody sees."""
    to: str
    to_shift: str
    to_machine: str
    shifts: tuple[Choice, ...]
    machines: tuple[Choice, ...]
    """Those first that may work at the unit."""
    others: tuple[Choice, ...]
    """Machines that do not serve it."""
    first_day: date
    last_day: date
    breakdown: str
    """Where the machine is reported broken from this stay on."""


def move_form(opened: OpenDraft, sent: Mapping[str, str]) -> MoveForm | None:
    """The form for the stay that is asked for; None where nobody asks for one, or where it is not there any more."""
    stay = _stay(opened, sent)
    if stay is None:
        return None
    basis = opened.editing.basis
    campaign, calendar = basis.campaign, basis.campaign.calendar
    first, _last = stay.ends(campaign)
    members = set(campaign.units_at(stay.unit))
    serving = [each for each in campaign.machines if any(members & set(post.serves) for post in each.postings)]
    broken = {"kieu": "hong", "may": stay.machine, "tu": first.day.isoformat(), "tu-ca": first.shift}
    return MoveForm(
        told=stay_told(opened, stay),
        stay=tuple((name, sent[name]) for name in STAY_FIELDS),
        to=sent.get(TO, "") or first.day.isoformat(),
        to_shift=sent.get(TO_SHIFT, "") or first.shift,
        to_machine=sent.get(TO_MACHINE, "") or stay.machine,
        shifts=tuple(Choice(each, each) for each in calendar.shift_labels),
        machines=tuple(Choice(each.name, each.name) for each in serving),
        others=tuple(Choice(each.name, each.name) for each in campaign.machines if each not in serving),
        first_day=max(basis.moment.day, calendar.first_day),
        last_day=calendar.last_day,
        breakdown=f"/nghi?{QueryParams(broken)}#hong",
    )


def _stay(opened: OpenDraft, sent: Mapping[str, str]) -> Stretch | None:
    if not names_a_stay(sent) or opened.old_base is not None:
        return None
    campaign = opened.editing.basis.campaign
    try:
        first = campaign.calendar.ordinal(date.fromisoformat(sent[FIRST]), ShiftLabel(sent[FIRST_SHIFT]))
    except ValueError:
        return None
    stop = campaign.stop_of(UnitCode(sent[UNIT]))
    return opened.editing.stays.get((MachineName(sent[MACHINE]), stop, first))
