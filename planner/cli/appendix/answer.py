"""What `planner audit` answers to a program."""

from pathlib import Path
from typing import Any

from planner.cli.appendix.account import account_as_json
from planner.cli.planning.advice import Advice
from planner.intake.plan_file import plan_as_json
from planner.telling.problems import problems_as_json
from planner.workflow.appendix.as_pins import Pinned
from planner.workflow.appendix.auditing import Audited
from planner.workflow.appendix.comparison import PlanFigures, Share, edits_of, figures_of, units_beside


def audit_as_json(
    audited: Audited, pinned: Pinned | None, written: Path | None, advice: Advice | None
) -> dict[str, Any]:
    """The goals, what speaks against them, what became of every piece of the file, the plan, and what is beside it."""
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
        "advice": None if advice is None else advice.as_json(),
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
