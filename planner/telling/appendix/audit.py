"""What is told of an appendix that was judged: what it is beside the optimum, and what of it was pinned."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.domain.record import UnitCode
from planner.intake.plan_file import plan_as_json
from planner.telling.appendix.account import account_as_json
from planner.telling.problems import problems_as_json
from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.appendix.as_pins import Pinned
from planner.workflow.appendix.auditing import Audited
from planner.workflow.appendix.comparison import PlanFigures, Share, edits_of, figures_of, units_beside

_ = texts_of("telling")
ngettext = plurals_of("telling")

NOTHING = "-"
"""In the place of a day or a share that there is not."""
MOST_EDITS_SHOWN = 20


def notes_told(audited: Audited) -> list[str]:
    """How something was read, or that it was not."""
    return [_("Note: {text}").format(text=note) for note in audited.notes]


def unreadable_told(count: int) -> str:
    """How many places could not be read; at least one."""
    return ngettext(
        "{count} place of the appendix could not be read; the figures below are without it.",
        "{count} places of the appendix could not be read; the figures below are without them.",
        count,
    ).format(count=spoken_number(count))


def figures_told(figures: PlanFigures) -> list[tuple[str, str]]:
    """What a plan comes to, each figure with its name."""
    return [
        (_("Dossiers left"), spoken_number(figures.left)),
        (_("Finishes on"), spoken_day(figures.last_day) if figures.last_day is not None else NOTHING),
        (_("Travel, km"), spoken_number(figures.km, 1)),
        (_("Machine-days"), spoken_number(figures.machine_days)),
    ]


def unit_told(audited: Audited, code: UnitCode) -> str:
    """The unit's name, with its code where others bear the name too."""
    name = audited.campaign.units_by_code[code].name
    bearers = sum(unit.name == name for unit in audited.campaign.units)
    return name if bearers == 1 else f"{name} ({code})"


def edits_told(audited: Audited) -> Iterator[str]:
    """Where the appendix has other slots than the version that it is an edit of; nothing where it has the same."""
    edits = edits_of(audited)
    if audited.basis.version is None or not edits:
        return
    units = [
        _("{unit} (+{added}, -{removed})").format(
            unit=unit_told(audited, edit.unit), added=spoken_number(edit.added), removed=spoken_number(edit.removed)
        )
        for edit in edits
    ]
    yield ""
    yield _("Slots other than in version {number}: {units}").format(
        number=audited.basis.version.number, units=listed(units, MOST_EDITS_SHOWN, Noun.UNIT)
    )


def read_plan_told(path: Path) -> str:
    """Where the plan that was read is kept."""
    return _("The plan that was read: {path}").format(path=path)


def not_pinned_told(pinned: Pinned) -> Iterator[str]:
    """What pins cannot hold of the appendix, and that there is nothing to pin; nothing where all of it is pinned."""
    if pinned.num_taken_out:
        yield ngettext(
            "In {count} slot of the version the appendix has the machine nowhere. A pin "
            "cannot keep it away: use Ngày nghỉ for that",
            "In {count} slots of the version the appendix has the machine nowhere. A pin "
            "cannot keep it away: use Ngày nghỉ for that",
            pinned.num_taken_out,
        ).format(count=spoken_number(pinned.num_taken_out))
    if pinned.num_left_out:
        yield ngettext(
            "{count} slot is not pinned: closed, not served, in two places at once, or against another pin",
            "{count} slots are not pinned: closed, not served, in two places at once, or against another pin",
            pinned.num_left_out,
        ).format(count=spoken_number(pinned.num_left_out))
    if pinned.path is None:
        yield _("Nothing to pin: the appendix adds nothing to the version.")
    elif pinned.num_formulas:
        yield ngettext(
            "{count} formula stands in the copy as the value it had",
            "{count} formulas stand in the copy as the values they had",
            pinned.num_formulas,
        ).format(count=spoken_number(pinned.num_formulas))


def pinned_told(pinned: Pinned, path: Path) -> str:
    """How many rows of pins were written where."""
    return ngettext(
        "{count} row of Ghim written to {path}.", "{count} rows of Ghim written to {path}.", len(pinned.pins)
    ).format(count=spoken_number(len(pinned.pins)), path=path)


def audit_as_json(
    audited: Audited, pinned: Pinned | None, written: Path | None, advice: dict[str, Any] | None
) -> dict[str, Any]:
    """The goals, what speaks against them, what became of every piece of the file, the plan, and what is beside it.

    `advice` is the door's own on how to search on.
    """
    verdict = audited.appendix.verdict
    optimum = audited.optimum
    return {
        "goals": {found.goal.value: found.value for found in verdict.goals},
        "violations": [violation.model_dump(mode="json") for violation in verdict.violations],
        **account_as_json(audited.account, audited.unreadable),
        "plan": plan_as_json(audited.appendix.plan),
        "notes": problems_as_json(audited.notes),
        "figures": _figures_as_json(figures_of(audited.appendix)),
        "optimum": None
        if optimum is None
        else {
            "version": optimum.version,
            "goals": plan_as_json(optimum.judged.plan)["goals"],
            **_figures_as_json(figures_of(optimum.judged)),
        },
        "advice": advice,
        "units": [
            {
                "unit": unit.unit,
                "need": unit.need,
                "appendix": _share_as_json(unit.by_hand),
                "optimum": None if unit.optimum is None else _share_as_json(unit.optimum),
            }
            for unit in units_beside(audited)
        ],
        "edits": [{"unit": edit.unit, "added": edit.added, "removed": edit.removed} for edit in edits_of(audited)],
        "problems": problems_as_json(audited.problems),
        "pins": None
        if pinned is None
        else {
            "path": None if pinned.path is None else str(pinned.path),
            "rows": len(pinned.pins),
            "left_out": pinned.num_left_out,
            "taken_out": pinned.num_taken_out,
        },
        "written": None if written is None else str(written),
    }


def _figures_as_json(figures: PlanFigures) -> dict[str, Any]:
    return {
        "left": figures.left,
        "last_day": None if figures.last_day is None else figures.last_day.isoformat(),
        "km": figures.km,
        "machine_days": figures.machine_days,
    }


def _share_as_json(share: Share) -> dict[str, int]:
    return {"dossiers": share.dossiers, "days": share.days, "left": share.left}
