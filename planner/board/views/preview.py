"""What would be published of a plan: each unit's page, calendar, words to read aloud and text message."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.texts import spoken_day

if TYPE_CHECKING:
    from planner.workflow.printing.publishing import PublishedPlan

UNITS, BULLETINS, MESSAGES = "don-vi", "truyen-thanh", "tin-nhan"
"""The folders of what is published."""


@dataclass(frozen=True, slots=True)
class UnitPreview:
    """What is published of one unit."""

    name: str
    page: str
    """The address of its page."""
    calendar: str
    """The address of its calendar file; empty where it has no days."""
    bulletin: str
    """What is read aloud; empty where nothing is."""
    messages: tuple[str, ...]
    """What is sent to telephones; none where nothing is."""
    is_changed: bool
    """Whether it tells of a change beside what was made known before."""


@dataclass(frozen=True, slots=True)
class PreviewView:
    """The page."""

    number: int
    announced: str
    """Up to which day it is announced; empty where it is not."""
    first: str
    """The address of the page of all units."""
    packed: str
    """Where all of it is to be had as one file."""
    units: tuple[UnitPreview, ...]
    warnings: tuple[str, ...]

    @property
    def num_changed(self) -> int:
        """Units of which a change is told."""
        return sum(each.is_changed for each in self.units)


def preview_view(published: "PublishedPlan", files: Mapping[str, bytes]) -> PreviewView:
    """The page; `files` are all that would be published, by their ways from the folder of all."""
    number = published.version.number
    address = f"/phuong-an/{number}/cong-bo"
    changed = {each.code for each in published.changed}
    return PreviewView(
        number=number,
        announced=spoken_day(published.announcement.until) if published.announcement is not None else "",
        first=f"{address}/index.html",
        packed=f"{address}.zip",
        units=tuple(
            UnitPreview(
                name=each.unit.name,
                page=f"{address}/{UNITS}/{each.stem}.html",
                calendar=f"{address}/{UNITS}/{each.stem}.ics" if f"{UNITS}/{each.stem}.ics" in files else "",
                bulletin=_text(files, f"{BULLETINS}/{each.stem}.txt"),
                messages=tuple(filter(None, _text(files, f"{MESSAGES}/{each.stem}.txt").splitlines())),
                is_changed=each.unit.code in changed,
            )
            for each in published.stems
        ),
        warnings=published.warnings,
    )


def _text(files: Mapping[str, bytes], name: str) -> str:
    return files.get(name, b"").decode("utf-8-sig").strip()
