"""The account of an appendix: every piece of the file ends in exactly one list."""

from planner.errors import Problem
from planner.intake.appendix.document.account import Account, NoMatter, Use
from planner.intake.cells.sheets import Cell

UNIT, DAYS, SHIFT, REMARK, EMPTY = (
    Cell("S!A1", "Xã Hòa Bình"),
    Cell("S!B1", "14/4"),
    Cell("S!C1", "Ca 01"),
    Cell("S!D1", "Mang theo máy phát điện"),
    Cell("S!E1", " "),
)


def account() -> Account:
    kept = Account()
    kept.expect([UNIT, DAYS, SHIFT, REMARK, EMPTY])
    return kept


def test_what_nothing_is_said_of_is_undecided() -> None:
    kept = account()
    kept.use(UNIT, Use.UNIT)
    kept.ignore(REMARK, NoMatter.REMARK)
    assert [cell.where for cell in kept.undecided([Problem("S!B1", "no days", "")])] == ["S!C1"]


def test_what_hangs_on_a_piece_that_nobody_names_is_undecided() -> None:
    kept = account()
    kept.leave([DAYS, SHIFT], UNIT.where)
    kept.ignore(REMARK, NoMatter.REMARK)
    assert [cell.where for cell in kept.undecided([])] == ["S!A1", "S!B1", "S!C1"]
    assert kept.undecided([Problem("S!A1", "no unit", "")]) == ()


def test_use_outweighs_ignoring_and_being_left() -> None:
    kept = account()
    kept.ignore(UNIT, NoMatter.REMARK)
    kept.use(UNIT, Use.UNIT)
    kept.leave([UNIT, SHIFT, REMARK], DAYS.where)
    kept.use(UNIT, Use.HEADING)
    kept.ignore(REMARK, NoMatter.REMARK)
    problem = Problem("S!B1", "no days", "")
    closed = kept.closed([problem])
    assert [(piece.where, piece.uses) for piece in closed.used] == [("S!A1", (Use.UNIT, Use.HEADING))]
    assert [(piece.where, piece.problem) for piece in closed.unread] == [
        ("S!B1", problem),
        ("S!C1", problem),
        ("S!D1", problem),
    ]
    assert closed.ignored == ()


def test_what_is_named_is_named_though_a_part_of_it_was_used() -> None:
    """Days of which one lies outside of the campaign."""
    kept = account()
    kept.use(DAYS, Use.DAYS)
    closed = kept.closed([Problem("S!B1", "outside the campaign", "")])
    assert ([piece.where for piece in closed.unread], closed.used) == (["S!B1"], ())
