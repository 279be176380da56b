"""Notices as CSV, for programs that send messages."""

from collections.abc import Iterable

from planner.prints.forms.amendment import wording
from planner.prints.forms.amendment.notices import Notice
from planner.prints.words.wording import UNIT
from planner.prints.writers.as_csv import csv_text


def notices_csv(notices: Iterable[Notice]) -> bytes:
    """A line for each notice: code, unit, what is changed, for how many citizens, and the text to send."""
    head = (wording.CODE, UNIT, wording.CHANGE, wording.CITIZENS, wording.NOTICE)
    lines = ((each.unit, each.name, each.kind_word, each.citizens, each.text) for each in notices)
    return csv_text((head, *lines)).encode()
