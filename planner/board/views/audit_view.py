"""An appendix that was read: what could not be read, which rules it breaks, and how it stands beside the optimum."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.errors import Problem
from planner.telling.appendix.account import account_told
from planner.telling.appendix.audit import NOTHING, edits_told, figures_told, unit_told, unreadable_told
from planner.telling.verdicts import plan_told
from planner.texts import spoken_number, texts_of
from planner.workflow.appendix.auditing import Audited
from planner.workflow.appendix.comparison import Share, figures_of, units_beside
from planner.workflow.planning.decision import decision

_ = texts_of("board")


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of the appendix, and of the plan beside it."""

    name: str
    by_hand: str
    beside: str
    """Empty where no plan stands beside."""


@dataclass(frozen=True, slots=True)
class UnitShares:
    """What a unit gets by the appendix and by the plan beside it: days, dossiers, what is left."""

    name: str
    need: str
    by_hand: tuple[str, ...]
    beside: tuple[str, ...]
    """Empty where no plan stands beside."""


@dataclass(frozen=True, slots=True)
class AuditView:
    """What came of reading an appendix."""

    file: str
    verdict: str
    is_sound: bool
    violations: tuple[str, ...]
    unreadable: tuple[Problem, ...]
    unreadable_told: str
    """Empty where all was read."""
    notes: tuple[Problem, ...]
    account: tuple[str, ...]
    """What became of every place of the file."""
    beside: str
    """What the plan beside it is called; empty where there is none."""
    decided: str
    """How good that one is; empty where nothing is to be said."""
    figures: tuple[FigureLine, ...]
    units: tuple[UnitShares, ...]
    """Those that the two treat differently, or that have something left; what has most left first."""
    edits: tuple[str, ...]


def audit_view(file: str, audited: Audited) -> AuditView:
    """The answer for a file of this name."""
    optimum, verdict = audited.optimum, audited.appendix.verdict
    beside = ""
    if optimum is not None:
        beside = _("Optimum") if optimum.version is None else _("Plan {number}").format(number=optimum.version)
    unreadable = audited.unreadable
    return AuditView(
        file=file,
        verdict=plan_told(len(verdict.violations)),
        is_sound=verdict.sound,
        violations=tuple(violation.message for violation in verdict.violations),
        unreadable=unreadable,
        unreadable_told=unreadable_told(len(unreadable)) if unreadable else "",
        notes=audited.notes,
        account=tuple(line.strip() for line in account_told(audited.account) if line.strip()),
        beside=beside,
        decided=(decision(audited.campaign, optimum.judged.plan) or "") if optimum is not None else "",
        figures=tuple(_figures(audited)),
        units=tuple(_units(audited)),
        edits=tuple(filter(None, edits_told(audited))),
    )


def _figures(audited: Audited) -> Iterator[FigureLine]:
    by_hand = figures_told(figures_of(audited.appendix))
    best = figures_told(figures_of(audited.optimum.judged)) if audited.optimum is not None else []
    for place, (name, figure) in enumerate(by_hand):
        yield FigureLine(name, figure, best[place][1] if best else "")


def _units(audited: Audited) -> Iterator[UnitShares]:
    units = [unit for unit in units_beside(audited) if unit.differs]
    for unit in sorted(units, key=lambda each: -each.by_hand.left):
        beside = _share(unit.optimum) if audited.optimum is not None else ()
        yield UnitShares(unit_told(audited, unit.unit), spoken_number(unit.need), _share(unit.by_hand), beside)


def _share(share: Share | None) -> tuple[str, ...]:
    if share is None:
        return (NOTHING,) * 3
    return spoken_number(share.days), spoken_number(share.dossiers), spoken_number(share.left)
