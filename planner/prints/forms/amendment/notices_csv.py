"""Notices as CSV for programs that send messages; opened in a spreadsheet, no cell becomes a formula."""

import csv
from collections.abc import Iterable
from io import StringIO

from planner.prints.forms.amendment import wording
from planner.prints.forms.amendment.notices import Notice
from planner.prints.words.text import printable
from planner.prints.words.wording import UNIT

BEGINS_A_FORMULA = tuple("=+-@＝＋－＠")


def notices_csv(notices: Iterable[Notice]) -> bytes:
    """The notices in UTF-8 with a byte-order mark, without which Excel misreads Vietnamese."""
    text = StringIO()
    rows = csv.writer(text, quoting=csv.QUOTE_ALL)
    rows.writerow((wording.CODE, UNIT, wording.CHANGE, wording.CITIZENS, wording.NOTICE))
    for notice in notices:
        rows.writerow(
            (_safe(notice.unit), _safe(notice.name), notice.kind_word, str(notice.citizens), _safe(notice.text))
        )
    return text.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would take for a formula."""
    plain = printable(text)
    return f"'{plain}" if plain.startswith(BEGINS_A_FORMULA) else plain
