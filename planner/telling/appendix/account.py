"""The account of an appendix: how many of its places were read, as what, and which are known to be no matter."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from planner.errors import Problem
from planner.intake.appendix.document.account import ClosedAccount, NoMatter, Use
from planner.intake.cells.findings import short, shown
from planner.texts import spoken_number, texts_of

_ = texts_of("telling")


def account_told(account: ClosedAccount) -> Iterator[str]:
    """The account in a few lines: what was read as what, what is no matter, how much was not read."""
    read = Counter(use for piece in account.used for use in piece.uses)
    known = Counter(piece.why for piece in account.ignored)
    count = len(account.used) + len(account.ignored) + len(account.unread)
    yield _("What became of the {count} places of the appendix that hold something:").format(count=spoken_number(count))
    yield _("  read: {count}{kinds}").format(
        count=spoken_number(len(account.used)), kinds=_listed({_use(use): read[use] for use in Use})
    )
    yield _("  known to be no matter: {count}{kinds}").format(
        count=spoken_number(len(account.ignored)), kinds=_listed({_reason(why): known[why] for why in NoMatter})
    )
    yield _("  not read: {count}").format(count=spoken_number(len(account.unread)))


def remarks_told(account: ClosedAccount) -> list[str]:
    """A line for each piece that was taken for a remark."""
    return [
        _("  Taken for a remark: {where}: {text}").format(where=piece.where, text=shown(piece.text))
        for piece in account.ignored
        if piece.why is NoMatter.REMARK
    ]


def account_as_json(account: ClosedAccount, problems: tuple[Problem, ...]) -> dict[str, list[dict[str, Any]]]:
    """Every piece of the file in one of three lists. Under `unreadable` also what hangs on a piece that is named."""
    texts = {piece.where: short(piece.text) for piece in account.unread}
    named = {problem.where for problem in problems}
    return {
        "used": [
            {"where": piece.where, "text": short(piece.text), "for": ", ".join(piece.uses)} for piece in account.used
        ],
        "ignored": [
            {"where": piece.where, "text": short(piece.text), "why": piece.why.value} for piece in account.ignored
        ],
        "unreadable": [
            *(
                {
                    "where": problem.where,
                    "text": texts.get(problem.where, ""),
                    "what": problem.what,
                    "advice": problem.advice,
                }
                for problem in problems
            ),
            *(
                {
                    "where": piece.where,
                    "text": short(piece.text),
                    "what": _("not read because of {where}").format(where=piece.problem.where),
                    "advice": piece.problem.advice,
                }
                for piece in account.unread
                if piece.where not in named
            ),
        ],
    }


def _listed(counts: dict[str, int]) -> str:
    """Behind a sum, what it is the sum of; nothing where it is none."""
    told = ", ".join(f"{name} {spoken_number(count)}" for name, count in counts.items() if count)
    return f" ({told})" if told else ""


def _use(use: Use) -> str:
    return {
        Use.UNIT: _("unit"),
        Use.MACHINE: _("machine"),
        Use.DAYS: _("days"),
        Use.HOURS: _("hours"),
        Use.SHIFT: _("shift"),
        Use.MONTH: _("month"),
        Use.PLACE: _("place"),
        Use.QUOTA: _("quota"),
        Use.HEAD: _("head"),
        Use.HEADING: _("heading"),
    }[use]


def _reason(why: NoMatter) -> str:
    return {
        NoMatter.TITLE: _("title"),
        NoMatter.LETTERHEAD: _("letterhead"),
        NoMatter.LEGAL_BASIS: _("legal basis"),
        NoMatter.RECIPIENTS: _("recipients"),
        NoMatter.SIGNATURE: _("signature"),
        NoMatter.DATE_OF_LETTER: _("date of the letter"),
        NoMatter.NUMBER: _("number"),
        NoMatter.COLUMN_NUMBERS: _("column numbers"),
        NoMatter.TOTAL: _("total"),
        NoMatter.FIGURE: _("figure"),
        NoMatter.REMARK: _("remark"),
        NoMatter.LEGEND: _("legend"),
        NoMatter.OTHER_COLUMN: _("head of another column"),
        NoMatter.SHEET: _("name of the sheet"),
        NoMatter.NO_MARK: _("mark that says no"),
        NoMatter.UNSEEN: _("not seen on the page"),
    }[why]
