"""The workbooks that a board can be opened with, and the form of a new campaign with what was sent of it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from planner.board.views.day_sheet import Choice
from planner.domain.campaign import Campaign
from planner.errors import Problem
from planner.intake.blanks.levels import Level
from planner.prints.words.text import printable
from planner.telling.verdicts import campaign_told
from planner.texts import spoken_moment, texts_of
from planner.workflow.planning.campaigns_near import NearCampaign

_ = texts_of("board")

CHOOSING = "/chon"
MOST_LETTERS = 60
"""Of a folder's name, so that what is printed into it still has a path that Windows takes."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


@dataclass(frozen=True, slots=True)
class ListedWorkbook:
    """One workbook of the list."""

    key: str
    name: str
    place: str
    saved: str


@dataclass(frozen=True, slots=True)
class NewCampaignForm:
    """The form, filled in."""

    name: str
    places: tuple[Choice, ...]
    place: str
    first_text: str
    last_text: str
    levels: tuple[Choice, ...]
    level_text: str
    folder: Path | None
    """Into which the campaign's own folder goes; None where none was chosen."""
    first_day: date | None
    last_day: date | None
    level: Level | None
    faults: Mapping[str, str] = field(default_factory=dict)
    """By field; empty where all can be written."""

    def refused(self, name: str, fault: str) -> "NewCampaignForm":
        """The same with what is wrong in one more field."""
        return replace(self, faults={**self.faults, name: fault})


@dataclass(frozen=True, slots=True)
class ChoosingView:
    """The list and the form."""

    workbooks: tuple[ListedWorkbook, ...]
    folders: tuple[str, ...]
    """In which workbooks were looked for."""
    form: NewCampaignForm


@dataclass(frozen=True, slots=True)
class ChosenView:
    """One workbook, before its board is opened."""

    key: str
    path: str
    is_new: bool
    """Whether the board may have written it."""
    campaign: Campaign | None
    """None while it cannot be planned."""
    problems: tuple[Problem, ...]
    """All that is still missing or wrong."""

    @property
    def told(self) -> str:
        """What the campaign is; empty while it cannot be planned."""
        return " ".join(campaign_told(self.campaign)) if self.campaign else ""


def choosing_view(
    near: Sequence[tuple[str, NearCampaign]], folders: Sequence[Path], form: NewCampaignForm
) -> ChoosingView:
    """The page; each workbook with the key by which it is opened."""
    workbooks = tuple(
        ListedWorkbook(
            key=key,
            name=f"{each.path.absolute().parent.name}: {each.path.name}",
            place=str(each.path.absolute().parent),
            saved=spoken_moment(each.saved_at.astimezone()),
        )
        for key, each in near
    )
    return ChoosingView(workbooks, tuple(str(folder) for folder in folders), form)


def new_campaign_form(sent: Mapping[str, str], folders: Sequence[Path]) -> NewCampaignForm:
    """The form as it was sent, or empty; what cannot be is named beside its field."""
    name = unicodedata.normalize("NFC", sent.get("ten", "")).strip()
    place, first, last = sent.get("noi", "0"), sent.get("tu", ""), sent.get("den", "")
    level = sent.get("cap", "")
    first_day, last_day = _day(first), _day(last)
    folder = folders[int(place)] if place in map(str, range(len(folders))) else None
    faults = {
        "ten": _fault_of_name(name),
        "noi": "" if folder is not None else _("Choose from the list"),
        "tu": "" if first_day or not first else _("This is no day"),
        "den": "" if last_day or not last else _("This is no day"),
        "cap": "" if level in ("", *Level) else _("Choose from the list"),
    }
    return NewCampaignForm(
        name=name,
        places=tuple(Choice(str(number), str(folder)) for number, folder in enumerate(folders)),
        place=place,
        first_text=first,
        last_text=last,
        levels=(
            Choice("", _("any campaign")),
            Choice(Level.PROVINCE, _("of the province's police")),
            Choice(Level.COMMUNE, _("of a commune's police")),
        ),
        level_text=level,
        folder=folder,
        first_day=first_day,
        last_day=last_day,
        level=Level(level) if level in list(Level) else None,
        faults={field: fault for field, fault in faults.items() if fault} if sent else {},
    )


def _fault_of_name(name: str) -> str:
    """Why no folder can be called that on every computer; empty where one can."""
    if not name:
        return _("Type a name, for example: Thu nhận 2026")
    if len(name) > MOST_LETTERS:
        return _("At most {count} letters").format(count=MOST_LETTERS)
    if _FORBIDDEN.search(name) or name != printable(name) or name.startswith(".") or name.endswith("."):
        return _("Letters, figures, spaces and dashes only")
    return _("Windows keeps this name for itself. Choose another") if _RESERVED.fullmatch(name) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
