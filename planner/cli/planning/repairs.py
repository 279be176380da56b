"""The command `repairs`: one line for each number of changes."""

from pathlib import Path
from typing import Any

from planner.cli.planning.advice import AdviceOnLines
from planner.cli.planning.progress_line import ProgressLines
from planner.cli.session import Speaker, show_warnings
from planner.domain.policy import Goal
from planner.domain.search_terms import SearchTerms
from planner.telling.figures import UNKNOWN
from planner.telling.planning.repairs import proofs_told, repair_as_json, repairs_csv, value_told
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
    cluster: str | None,
    ledger: str | None,
    **terms: Any,
) -> None:
    """`planner repairs`; `terms` are the fields of Terms."""
    with ProgressLines(session) as lines:
        search = Search(SearchTerms(seconds, workers, seed, cluster=cluster), lines.listen).since(session.called)
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
    session.answer({"repairs": [repair_as_json(repair) for repair in weighed.repairs], "advice": advice.as_json()})


def _line(repair: Repair) -> str:
    allowed = _("any") if repair.most is None else spoken_number(repair.most)
    if repair.changed_unit_days is None:
        return allowed.rjust(WIDTH) + "  " + repair.why_not
    cells = [
        allowed,
        spoken_number(repair.changed_unit_days),
        value_told(repair, Goal.UNSERVED),
        spoken_day(repair.finish) if repair.finish else UNKNOWN,
        value_told(repair, Goal.TRAVEL),
        spoken_number(repair.citizens),
    ]
    return "".join(cell.rjust(WIDTH) for cell in cells) + "  " + proofs_told(repair)
