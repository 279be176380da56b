"""What `planner record --withdraw` tells at its end."""

from pathlib import Path
from typing import Any

from planner.cli.days.results import next_step, slots_as_json
from planner.cli.session import Session, problems_as_json, show_warnings
from planner.ledger.reported import RecordedResult
from planner.texts import texts_of
from planner.workflow.days.withdrawing import WithdrawnResults

_ = texts_of("cli")


def show_withdrawn(session: Session, workbook: Path, withdrawn: WithdrawnResults) -> None:
    """Each row that counts no longer, what counts in its place, and what to do next."""
    show_warnings(session, withdrawn.problems)
    for each in withdrawn.withdrawals:
        session.say(_("Withdrawn: {row}. It counts no longer.").format(row=withdrawn.recorded.row(each.row)))
        if each.counts_again is not None:
            session.say(
                _("  In its place {row} counts again, which it had replaced. If that is wrong too: {withdraw}").format(
                    row=withdrawn.recorded.row(each.counts_again),
                    withdraw=withdrawn.recorded.withdraw(each.counts_again),
                )
            )
    session.say(_("The rows stay in the ledger; to let one count again, record its file again."))
    session.say(next_step(workbook, withdrawn.without_result, has_plan=withdrawn.latest is not None))
    session.answer(
        {
            "withdrawn": [
                {
                    **_as_json(each.row),
                    "counts_again": _as_json(each.counts_again) if each.counts_again else None,
                }
                for each in withdrawn.withdrawals
            ],
            "without_result": slots_as_json(withdrawn.without_result),
            "problems": problems_as_json(withdrawn.problems),
        }
    )


def _as_json(row: RecordedResult) -> dict[str, Any]:
    return {"number": row.number, **row.result.model_dump(mode="json", exclude={"source"})}
