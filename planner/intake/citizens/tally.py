"""Complaints about a long list: each by its cell, but not thousands of the same."""

from collections import Counter

from planner.intake.cells.findings import Findings
from planner.texts import plurals_of, texts_of

_ = texts_of("intake")
ngettext = plurals_of("intake")

MOST_OF_A_KIND = 20


class CitizenTally:
    """Notes problems by cell; of each kind the first few, and at the end how many more there are."""

    def __init__(self, findings: Findings, sheet: str) -> None:
        self._findings = findings
        self._sheet = sheet
        self._seen: Counter[tuple[str, str]] = Counter()
        self._are_errors: dict[tuple[str, str], bool] = {}

    def error(self, where: str, what: str, advice: str) -> None:
        """Note something that keeps the list from being used."""
        if self._counts(what, advice, is_error=True):
            self._findings.error(where, what, advice)

    def warn(self, where: str, what: str, advice: str) -> None:
        """Note something that deserves a look."""
        if self._counts(what, advice, is_error=False):
            self._findings.warn(where, what, advice)

    def note(self, where: str, what: str) -> None:
        """Note how something was read."""
        self._findings.note(where, what)

    def close(self) -> None:
        """Say how many problems of each kind were left out."""
        for (what, advice), count in self._seen.items():
            if count > MOST_OF_A_KIND:
                note = self._findings.error if self._are_errors[what, advice] else self._findings.warn
                note(
                    self._sheet,
                    ngettext(
                        "{what}: the same in {count} more cell",
                        "{what}: the same in {count} more cells",
                        count - MOST_OF_A_KIND,
                    ).format(what=what, count=count - MOST_OF_A_KIND),
                    advice,
                )

    def _counts(self, what: str, advice: str, *, is_error: bool) -> bool:
        self._seen[what, advice] += 1
        self._are_errors[what, advice] = is_error
        return self._seen[what, advice] <= MOST_OF_A_KIND
