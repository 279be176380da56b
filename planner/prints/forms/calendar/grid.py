"""The calendar grid: machines against the days of a month, lengthwise, months below each other."""

from datetime import date
from typing import NamedTuple

from planner.domain.campaign import Campaign, Machine
from planner.domain.plan import Plan
from planner.domain.record import ShiftLabel
from planner.prints.forms.calendar import colours
from planner.prints.forms.calendar.days import DayAtUnit, DaysRun, IdleReason, MachineDays, months_of
from planner.prints.forms.registry import CALENDAR
from planner.prints.forms.task import PrintedForms, PrintTask
from planner.prints.paper.frame import Frame
from planner.prints.paper.paper import Orientation, Paper
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.typesetting.flow import Cursor, Typesetting
from planner.prints.typesetting.measure import POINTS_PER_MM, num_lines, width_in_points
from planner.prints.typesetting.pages import head_heights, pages_of
from planner.prints.typesetting.room import LINE_OF_HEAD, SIZES, room_for_head
from planner.prints.words.addressed import without_kind
from planner.prints.words.shift_labels import printed_label
from planner.prints.words.text import printable
from planner.prints.words.wording import version_mark
from planner.prints.written import Format, print_paper

FORMATS = (Format.XLSX, Format.PDF)
"""Nobody edits a grid in Word."""
TITLE = "LỊCH BỐ TRÍ MÁY THEO THÁNG"
SHEET = "Lịch tháng"
MACHINE, SHIFT = "Máy", "Ca"
CLOSED = "Nghỉ"
LEGEND = (
    "Ô có tên: máy thu nhận hồ sơ tại đơn vị đó. Ô xám đậm ghi “Nghỉ”: không làm việc. Ô xám nhạt: máy chưa hoặc thôi "
    "làm nhiệm vụ. Ô trắng: chưa bố trí. Thứ Bảy, Chủ nhật có tiêu đề tô màu."
)
SIZES_OF_TEXT = ((8, 11.0), (16, 9.5))
"""Up to so many rows in a month are set in so many points, if every name then stands in its cell as it is."""
SMALLEST = 8.0
TYPESETTING = Typesetting(line=1.16, padding=5.0, side_padding_mm=3.0)
"""How the PDF sets it."""
LITTLE_ROOM = 1 / 4
"""Of a page, as counted: there is a little more. A month that finds more begins there, though it be parted."""
PADDING_OF_SIZE = 0.275
"""Millimetres at left and right of a text, together, for each point of its size."""
MACHINE_MM, SHIFT_MM, WIDEST_DAY_MM = 24.0, 13.0, 18.0
MOST_LINES = 2
"""A name that needs more of them is told without its kind, or turned."""
LONGEST_TURNED = 24
"""Letters of a turned name, lest its row take half the page."""
FILLS = {IdleReason.CLOSED: colours.CLOSED, IdleReason.OFF_DUTY: colours.OFF_DUTY, IdleReason.FREE: ""}
WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
SATURDAY = 5


def calendar_paper(campaign: Campaign, plan: Plan) -> Paper:
    """The grid before any format: a working paper without the order's head and foot, a table a month."""
    months = _Months(campaign, plan)
    frame = Frame(title=(TITLE, campaign.name.upper()), attached_to=f"({version_mark(plan.version)})")
    return Paper(
        frame=frame,
        parts=_shared_out(frame, [months.table(days) for days in months_of(campaign, plan)]),
        orientation=Orientation.LANDSCAPE,
        sheet=SHEET,
        mark=version_mark(plan.version),
    )


def _shared_out(frame: Frame, months: list[Table]) -> tuple[Table, ...]:
    """The months, each after the first on a sheet of its own; on paper they follow each other.

    One that does not fit begins a page, or is parted between machines where much of a page would stay empty.
    """
    page = SIZES[Orientation.LANDSCAPE]
    cursor = Cursor(page.height, room_for_head(frame, page, LINE_OF_HEAD))
    placed = []
    for number, month in enumerate(months):
        setting = TYPESETTING.setting(month, cursor.page, cursor.room)
        pages = pages_of(month, setting)
        starts_page = len(pages) > 1 and number > 0 and cursor.room <= cursor.page * LITTLE_ROOM
        if starts_page:
            cursor.turn()
            pages = pages_of(month, setting._replace(first_page=cursor.room))
        cursor.put_pages(pages, sum(head_heights(month.columns, setting)) + TYPESETTING.after_table)
        placed.append(month.model_copy(update={"starts_page": starts_page, "starts_sheet": number > 0}))
    return tuple(placed)


def print_calendar(task: PrintTask) -> PrintedForms:
    """Write the grid as xlsx, a sheet a month, and as pdf; nothing of an area without work. Raises UnwritableFile."""
    if task.extent.area is not None and not task.machines:
        return PrintedForms()
    paper = calendar_paper(*task.part)
    return PrintedForms.of(print_paper(paper, task.folder, f"{CALENDAR.stem}{task.suffix}", FORMATS))


class _Name(NamedTuple):
    """A name as a cell shows it."""

    text: str
    is_turned: bool


class _Month(NamedTuple):
    """How a month's table is laid out."""

    first_day: date
    columns: tuple[PaperColumn, ...]
    size: float

    @property
    def title(self) -> str:
        """What the month's band and sheet are called: *Tháng 4/2023*."""
        return f"Tháng {self.first_day.month}/{self.first_day.year}"


class _Room(NamedTuple):
    """What a cell has for its text."""

    width_mm: float
    size: float

    def holds(self, text: str) -> bool:
        """Whether the text stands here on few lines, no word broken."""
        room = self.width_mm * POINTS_PER_MM
        words_fit = all(width_in_points(word, self.size) <= room for word in text.split(" "))
        return words_fit and num_lines(text, self.width_mm, self.size) <= MOST_LINES


class _Months:
    """Makes a table of each month."""

    def __init__(self, campaign: Campaign, plan: Plan) -> None:
        self._campaign = campaign
        self._days = MachineDays(campaign, plan)
        self._clusters = {cluster.stop: cluster.name for cluster in campaign.clusters if len(cluster.units) > 1}
        self._colours = colours.colours_of_units(campaign, plan)

    def table(self, days: tuple[date, ...]) -> Table:
        """One month: a column a day, a block a machine."""
        rows = [(machine, self._days.rows(machine, days)) for machine in self._campaign.machines]
        has_shifts = any(len(lines) > 1 for _machine, lines in rows)
        num_rows = sum(len(lines) for _machine, lines in rows)
        columns = _columns(days, has_shifts=has_shifts)
        for size in (*(size for most, size in SIZES_OF_TEXT if num_rows <= most), SMALLEST):
            month = _Month(days[0], columns, size)
            blocks = tuple(self._block(machine, lines, month) for machine, lines in rows)
            if not _has_turned_names(blocks):
                break
        return Table(
            columns=columns,
            bands=(
                Band(
                    title=month.title,
                    blocks=blocks,
                    notes=(LEGEND,),
                ),
            ),
            size=month.size,
            sheet=month.title,
        )

    def _block(
        self,
        machine: Machine,
        lines: list[tuple[ShiftLabel | None, tuple[DaysRun, ...]]],
        month: _Month,
    ) -> Block:
        before_days = next(place for place, column in enumerate(month.columns) if column.group)
        name_columns = 1 if len(lines) > 1 else before_days
        rows = []
        for place, (shift, runs) in enumerate(lines):
            cells = []
            if place == 0:
                cells.append(PaperCell(column=0, text=machine.name, rows=len(lines), columns=name_columns, bold=True))
            if shift is not None:
                cells.append(PaperCell(column=1, text=printed_label(self._campaign, month.first_day, shift)))
            cells += [self._cell(run, before_days + run.first, month, shift) for run in runs]
            rows.append(PaperRow(cells=tuple(cells)))
        return Block(rows=tuple(rows))

    def _cell(self, run: DaysRun, column: int, month: _Month, shift: ShiftLabel | None) -> PaperCell:
        room = _Room(run.num_days * month.columns[column].width_mm - PADDING_OF_SIZE * month.size, month.size)
        if not isinstance(run.content, DayAtUnit):
            text = CLOSED if run.content is IdleReason.CLOSED else ""
            turned = not room.holds(text)
            return PaperCell(column=column, columns=run.num_days, text=text, turned=turned, fill=FILLS[run.content])
        name = self._name(run.content, month.first_day, shift, room)
        return PaperCell(
            column=column,
            columns=run.num_days,
            text=name.text,
            turned=name.is_turned,
            fill=self._colours[run.content.unit],
        )

    def _name(self, work: DayAtUnit, first_day: date, shift: ShiftLabel | None, room: _Room) -> _Name:
        """The unit's name, shorter or turned where it must be; in a row of all shifts, which of them if not all."""
        unit = self._campaign.units_by_code[work.unit]
        labels = ""
        if shift is None and len(work.shifts) < len(self._campaign.calendar.shifts):
            labels = f" ({', '.join(printed_label(self._campaign, first_day, each) for each in work.shifts)})"
        cluster = self._clusters.get(work.unit)
        names = (printable(cluster), printable(cluster)) if cluster else (printable(unit.name), without_kind(unit))
        for name in names:
            if room.holds(name + labels):
                return _Name(name + labels, is_turned=False)
        short = names[-1]
        return _Name((short if len(short) <= LONGEST_TURNED else short[:LONGEST_TURNED] + "…") + labels, is_turned=True)


def _has_turned_names(blocks: tuple[Block, ...]) -> bool:
    return any(cell.turned and cell.text != CLOSED for block in blocks for row in block.rows for cell in row.cells)


def _columns(days: tuple[date, ...], *, has_shifts: bool) -> tuple[PaperColumn, ...]:
    """The machine, its shifts where any machine is told shift by shift, and a narrow column a day."""
    first = [PaperColumn(title=MACHINE, width_mm=MACHINE_MM)]
    if has_shifts:
        first.append(PaperColumn(title=SHIFT, width_mm=SHIFT_MM, align=Align.CENTER))
    room = SIZES[Orientation.LANDSCAPE].width_mm - sum(column.width_mm for column in first)
    width = min(room / len(days), WIDEST_DAY_MM)
    return (
        *first,
        *(
            PaperColumn(
                title=str(day.day),
                width_mm=width,
                align=Align.CENTER,
                group=WEEKDAYS[day.weekday()],
                fill=colours.WEEKEND if day.weekday() >= SATURDAY else "",
            )
            for day in days
        ),
    )
