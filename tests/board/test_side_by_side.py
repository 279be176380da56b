"""Both plans one above the other: what differs is marked, and nothing else."""

from datetime import date
from pathlib import Path

from planner.board.views.comparison import comparison_view
from planner.board.views.side_by_side import SideKind, SideStay, side_by_side
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, UnitCode
from planner.workflow.days.comparing import Compared
from tests.board.opened import Opened
from tests.campaigns import day
from tests.cli.diary import CAMPAIGN, SECOND, announce, store

CALENDAR = CAMPAIGN.calendar
Seen = set[tuple[str, date, str, str, str]]


def marked(board: Opened, old: int = 1, new: int = 2) -> Seen:
    """Each slot that the page marks: the machine, the day, the shift, the unit and the kind."""
    sides = side_by_side(board.desk.compare(old, new))
    columns = [(head.day, shift) for head in sides.days for shift in sides.shifts]
    found: Seen = set()
    for line in sides.lines:
        for stays in (line.before, line.after):
            assert sum(stay.num_slots for stay in stays) == len(columns)
            found |= _of(line.machine, stays, columns)
    return found


def _of(machine: str, stays: tuple[SideStay, ...], columns: list[tuple[date, str]]) -> Seen:
    found: Seen = set()
    place = 0
    for stay in stays:
        if stay.kind in (SideKind.GONE, SideKind.COME):
            found |= {(machine, *column, stay.label, stay.kind) for column in columns[place : place + stay.num_slots]}
        place += stay.num_slots
    return found


def differing(pair: Compared) -> Seen:
    """The same, told from the plans' rows."""
    first = pair.new.plan.first_ordinal_ahead(CALENDAR)

    def rows(plan: Plan) -> set[tuple[str, date, str, str]]:
        return {
            (row.machine, row.date, row.shift, row.unit)
            for row in plan.assignments
            if not row.done and CALENDAR.ordinal(row.date, row.shift) >= first
        }

    old, new = rows(pair.old.plan), rows(pair.new.plan)
    return {(*each, "gone") for each in old - new} | {(*each, "come") for each in new - old}


def test_all_that_differs_is_marked_and_nothing_else(board: Opened) -> None:
    found = marked(board)
    assert found
    assert found == differing(board.desk.compare(1, 2))


def row(machine: str, unit: str, number: int, shift: int = 0) -> Assignment:
    """A slot of a plan, on the day of this number."""
    return Assignment(
        machine=MachineName(machine),
        unit=UnitCode(unit),
        date=day(number),
        shift=CALENDAR.shift_labels[shift],
        dossiers=number,
    )


def stored(board: Opened, home: Path, *rows: Assignment) -> int:
    """A plan of these rows, from day 3 on."""
    store(home, SECOND.model_copy(update={"assignments": rows, "as_of": day(3), "as_of_shift": None}), last_result=5)
    return board.desk.picture().versions[-1].number


def test_days_on_which_nothing_changes_are_left_out_and_so_are_machines(board: Opened, under_way: Path) -> None:
    old = stored(board, under_way, row("M1", "A", 3), row("M1", "A", 4), row("M1", "A", 5), row("M2", "B", 4))
    new = stored(board, under_way, row("M1", "B", 3), row("M1", "A", 4), row("M1", "C", 5), row("M2", "B", 4))
    sides = side_by_side(board.desk.compare(old, new))
    assert [(head.day, head.is_after_gap) for head in sides.days] == [(day(3), False), (day(5), True)]
    assert [line.machine for line in sides.lines] == ["M1"]
    assert sides.num_same == 1
    told = [(stay.kind, stay.label, stay.begins_after_gap) for stay in sides.lines[0].after if stay.label]
    assert told == [(SideKind.COME, "B", False), (SideKind.COME, "C", True)]
    page = board.text(f"/phuong-an/{new}/so-voi/{old}")
    assert "1 máy khác vẫn ở chỗ cũ." in page


def test_stays_do_not_join_over_days_that_are_left_out(board: Opened, under_way: Path) -> None:
    old = stored(board, under_way, *(row("M1", "A", number, shift) for number in (3, 4, 5) for shift in (0, 1)))
    new = stored(
        board, under_way, *(row("M1", "BAB"[number - 3], number, shift) for number in (3, 4, 5) for shift in (0, 1))
    )
    (line,) = side_by_side(board.desk.compare(old, new)).lines
    assert [(stay.label, stay.num_slots) for stay in line.after] == [("B", 2), ("B", 2)]


def test_a_machine_that_the_workbook_no_longer_has_is_shown(board: Opened, under_way: Path) -> None:
    old = stored(board, under_way, row("M1", "A", 3), row("M9", "B", 3))
    new = stored(board, under_way, row("M1", "A", 3))
    assert [line.machine for line in side_by_side(board.desk.compare(old, new)).lines] == ["M9"]


def test_units_of_a_cluster_are_one_stay_at_the_one_that_gets_most(board: Opened, under_way: Path) -> None:
    few = row("M1", "A", 3).model_copy(update={"dossiers": 1})
    old = stored(board, under_way, row("M1", "A", 3))
    new = stored(board, under_way, few, row("M1", "B", 3))
    (line,) = side_by_side(board.desk.compare(old, new)).lines
    assert [(stay.label, stay.dossiers) for stay in line.after if stay.label] == [("B", 4)]


def test_where_nothing_differs_there_is_no_table(board: Opened, under_way: Path) -> None:
    old, new = (stored(board, under_way, row("M1", "A", 3)) for _time in range(2))
    assert not side_by_side(board.desk.compare(old, new)).days
    page = board.text(f"/phuong-an/{new}/so-voi/{old}")
    assert "lịch giữ nguyên, kể cả máy" in page
    assert "Từng máy" not in page


def test_what_was_not_announced_is_told_apart(board: Opened, under_way: Path) -> None:
    old = stored(board, under_way, row("M1", "A", 3), row("M1", "A", 4))
    announce(under_way, old, day(3))
    new = stored(board, under_way, row("M1", "A", 3), row("M1", "B", 4))
    view = comparison_view(board.desk.compare(old, new))
    assert not view.lines
    page = board.text(f"/phuong-an/{new}/so-voi/{old}")
    assert "Không có điều chỉnh trong phần đã thông báo" in page
    assert "Phần sau ngày 12/4/2023 chưa thông báo" in page


def test_signs_stand_beside_colours(board: Opened) -> None:
    page = board.text("/phuong-an/2/so-voi/1")
    for sign, kind in (("−", "gone"), ("+", "come")):
        assert (
            f'<span class="swatch {kind}" aria-hidden="true"><span class="sign" aria-hidden="true">{sign}</span>'
            in page
        )
