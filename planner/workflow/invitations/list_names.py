"""What a unit's lists are called in their folder: as its memory there is called already, else by code and name."""

from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.intake.invitation_book.mark import owner_in, owner_of
from planner.prints.forms.invitations.files import ListKind, book_name, code_stem, name_of, unit_stems


def stems_in(folder: Path, campaign: Campaign) -> dict[UnitCode, str]:
    """By code, what stands for each unit in the names of its files.

    A list that is there keeps its name, whatever the unit is called now: it alone remembers who was invited.
    """
    wanted = unit_stems(campaign.units)
    there = _stems_by_owner(folder)
    return {
        code: stem
        if (folder / book_name(stem)).exists()
        else code_stem(code)
        if (folder / book_name(code_stem(code))).exists()
        else there.get(owner_of(campaign.name, code), stem)
        for code, stem in wanted.items()
    }


def _stems_by_owner(folder: Path) -> dict[str, str]:
    """By owner, what each list that lies here is called."""
    found: dict[str, str] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = name_of(path.name)
        if name is None or name.kind is not ListKind.BOOK or path.is_symlink() or path.name != book_name(name.unit):
            continue
        owner = owner_in(path)
        if owner is not None:
            found.setdefault(owner, name.unit)
    return found
