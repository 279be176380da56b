"""The grammar of a line: its text → what each part says. The grammar itself is `grammar.lark`."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from planner.intake.appendix.days.spoken import Item
from planner.intake.cells.findings import shown
from planner.intake.values.texts import Unfit
from planner.texts import texts_of

if TYPE_CHECKING:
    from lark import Lark
    from lark.lexer import TerminalDef

_ = texts_of("intake")

_NO_LABEL = r"(?!)x"
_GRAMMARS = 50
_LINES = 5_000
_POINTS = frozenset(("DAY", "DATE"))


@lru_cache(maxsize=_LINES)
def items_of(text: str, labels: str) -> Sequence[Item]:
    """The parts of a line of folded text; `labels` is what names of shifts look like, empty for none.

    Raises Unfit for a word that no schedule has, and for words of one in an order that says nothing.
    """
    # Only who reads an appendix needs the grammar; the other commands are quicker without it.
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken  # noqa: PLC0415

    from planner.intake.appendix.days.phrases import items_in  # noqa: PLC0415

    try:
        return items_in(_grammar(labels).parse(text))
    except UnexpectedCharacters as error:
        raise _strange(text[error.pos_in_stream :].partition(" ")[0].strip("(),;:")) from error
    except UnexpectedToken as error:
        raise _disordered(text, error.token.type, str(error.token), error.expected) from error


@lru_cache(maxsize=_GRAMMARS)
def _grammar(labels: str) -> "Lark":
    from lark import Lark  # noqa: PLC0415
    from lark.lexer import PatternRE  # noqa: PLC0415

    def name_labels(terminal: "TerminalDef") -> None:
        if terminal.name == "LABEL":
            terminal.pattern = PatternRE(rf"(?<!\w)(?:{labels})(?!\w)" if labels else _NO_LABEL)

    written = files("planner.intake.appendix.days").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        written,
        start="line",
        parser="lalr",
        lexer="basic",
        maybe_placeholders=False,
        edit_terminals=name_labels,
    )


def _strange(word: str) -> Unfit:
    return Unfit(
        _("{word} is no day, month or hour").format(word=shown(word)),
        _("Write the days as 14,15,16 or 14-17 after the month: Tháng 4/2023 (Từ 7h00 đến 15h00): 14,15"),
    )


def _disordered(text: str, kind: str, word: str, expected: Sequence[str] | set[str]) -> Unfit:
    """Words of a schedule where they make no sense: most often a dash that lacks a day on one side."""
    if kind == "TO" or (set(expected) >= _POINTS and "COMMA" not in expected):
        return Unfit(
            _("a range of days lacks its first or its last day"),
            _("Write it as 14-17, or list the days as 14,15,16,17"),
        )
    return Unfit(
        _("{line} makes no sense from {word} on").format(line=shown(text), word=shown(word)),
        _("Write the days as 14,15,16 or 14-17 after the month: Tháng 4/2023 (Từ 7h00 đến 15h00): 14,15"),
    )
