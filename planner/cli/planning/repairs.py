"""The command `repairs`: one line for each number of changes."""

from pathlib import Path
from typing import Any

from planner.cli.compared import repairs_csv
from planner.cli.planning.advice import AdviceOnLines
from planner.cli.planning.progress_line import ProgressLines
from planner.cli.session import Speaker, show_warnings
from planner.domain.policy import Goal, Proof
from planner.domain.search_terms import SearchTerms
from planner.telling.figures import figure, goal_name
from planner.telling.proofs import proof_of
from planner.texts import spoken_day, spoken_number, texts_of
from planner.workflow.planning.repairing import Repair, Weighed, weigh_repairs
from planner.workflow.planning.standpoint import Terms
from planner.workflow.solving.searching import Search

_ = texts_of("cli")

WIDTH = 12


def repairs(
    session: Speaker,
    *,
    campaign: Path,
    seconds: float,
    workers: int,
    seed: int,
    ledger: str | None,
    **terms: Any,
) -> None:
    """`planner repairs`; `terms` are the fields of Terms."""
    with ProgressLines(session) as lines:
        search = Search(SearchTerms(seconds, workers, seed), lines.listen)
        weighed = weigh_repairs(campaign, search, Terms(**terms), address=ledger)
    _show_repairs(session, weighed, seconds)


def _show_repairs(session: Speaker, weighed: Weighed, seconds: float) -> None:
    """`planner repairs`, given so many seconds: the trade-off as a table, and each value that is not proven."""
    advice = AdviceOnLines(
        weighed.campaign, [repair.goals for repair in weighed.repairs], seconds, was_stopped=weighed.was_stopped
    )
    show_warnings(session, weighed.problems)
    if weighed.was_stopped:
        session.say(_("The search was ended early; further lines are missing."))
    advice.show(session)
    heads = [_("allowed"), _("changed"), _("left"), _("finish"), "km", _("citizens*")]
    session.say("".join(head.rjust(WIDTH) for head in heads) + "  " + _("proof"))
    for repair in weighed.repairs:
        session.say(_line(repair))
    session.say(_("changed: announced unit-days that lose a slot. *Weighed by notice, as in Xáo trộn."))
    session.tabulate(lambda: repairs_csv(weighed))
    session.answer({"repairs": [_as_json(repair) for repair in weighed.repairs], "advice": advice.as_json()})


def _line(repair: Repair) -> str:
    allowed = _("any") if repair.most is None else spoken_number(repair.most)
    if repair.changed_unit_days is None:
        return allowed.rjust(WIDTH) + "  " + repair.why_not
    cells = [
        allowed,
        spoken_number(repair.changed_unit_days),
        _value(repair, Goal.UNSERVED),
        spoken_day(repair.finish) if repair.finish else "–",
        _value(repair, Goal.TRAVEL),
        spoken_number(repair.citizens),
    ]
    return "".join(cell.rjust(WIDTH) for cell in cells) + "  " + _proofs(repair)


def _value(repair: Repair, goal: Goal) -> str:
    return next((figure(goal, result.value) for result in repair.goals if result.goal is goal), "–")


def _proofs(repair: Repair) -> str:
    open_ones = [result for result in repair.goals if result.proof is Proof.BEST_FOUND]
    if not open_ones:
        return _("proven")
    return "; ".join(f"{_name(result.goal)}: {proof_of(result)}" for result in open_ones)


def _name(goal: Goal) -> str:
    return {Goal.TRAVEL: "km", Goal.FINISH: _("finish"), Goal.UNSERVED: _("left")}.get(goal) or goal_name(goal)


def _as_json(repair: Repair) -> dict[str, Any]:
    return {
        "most": repair.most,
        "changed_unit_days": repair.changed_unit_days,
        "citizens_weighed": repair.citizens,
        "finish": repair.finish.isoformat() if repair.finish else None,
        "goals": [result.model_dump(mode="json") for result in repair.goals],
        "why_not": repair.why_not,
    }
