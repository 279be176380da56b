"""The rule on what is past."""

from collections.abc import Iterator

from planner.check.reading import Reading, Row
from planner.check.violation import Violation, against_row
from planner.domain.policy import Rule
from planner.texts import spoken_number, texts_of

_ = texts_of("check")


def history(reading: Reading) -> Iterator[Violation]:
    """What is past is what the results say: a row is marked as done if, and only if, its slot lies before the as-of."""
    for row in reading.rows:
        reason = _why_not_history(row, reading.first_ordinal_ahead)
        if reason:
            yield against_row(Rule.HISTORY, row, reason, dossiers=spoken_number(row.dossiers))


def _why_not_history(row: Row, first_ordinal_ahead: int) -> str:
    if row.done and row.ordinal >= first_ordinal_ahead:
        return _("{machine} at {unit} on {day}, {shift} is marked as done, but that slot is still to come")
    if not row.done and row.ordinal < first_ordinal_ahead:
        return _("{machine} at {unit} on {day}, {shift} is planned, but that slot is past")
    if row.done and row.dossiers < 0:
        return _("{machine} at {unit} on {day}, {shift} is said to have collected {dossiers} dossiers")
    return ""
