"""The list of hamlets and the teams that look after them, as the appendix of a commune's plan has it."""

from collections.abc import Iterator
from itertools import groupby

from planner.domain.campaign import Campaign
from planner.domain.office import HamletDuty
from planner.prints.forms.registry import TEAMS
from planner.prints.forms.task import PrintedForms, PrintTask
from planner.prints.paper.frame import Frame, frame_of
from planner.prints.paper.paper import Paper
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words import wording
from planner.prints.words.weekdays import WEEKDAYS, begins_with_capital
from planner.prints.written import print_paper

TITLE = "Danh sách phân công tổ phụ trách thôn"
EVERY_DAY = "Hằng ngày"
WEEKLY = "hằng tuần"

COLUMNS = (
    PaperColumn(title=wording.NUMBER, width_mm=11, align=Align.CENTER, counts=True),
    PaperColumn(title="Thôn", width_mm=28),
    PaperColumn(title="Tổ phụ trách", width_mm=31),
    PaperColumn(title="Ngày xuống thôn", width_mm=28),
    PaperColumn(title="Chỉ tiêu một ngày", width_mm=17, align=Align.CENTER, counts=True),
    PaperColumn(title="Liên hệ", width_mm=24),
    PaperColumn(title="Ghi chú", width_mm=26),
)
"""165 mm in all: what A4 leaves between margins of 30 and 15 mm."""
AT_NUMBER, AT_HAMLET, AT_TEAM, AT_DAYS, AT_TARGET, AT_CONTACT, AT_NOTE = range(len(COLUMNS))


def hamlet_teams_paper(campaign: Campaign) -> Paper:
    """The list before any format: a band a unit, a block a hamlet."""
    frame = Frame.model_validate(
        frame_of(campaign).model_dump() | {"title": (TITLE.upper(), campaign.name.upper()), "word": ""}
    )
    bands = tuple(
        _band(campaign.units_by_code[unit].name, tuple(duties))
        for unit, duties in groupby(campaign.hamlet_duties, key=lambda duty: duty.unit)
    )
    return Paper(frame=frame, parts=(Table(columns=COLUMNS, bands=bands),), sheet="Phân công thôn")


def print_hamlet_teams(task: PrintTask) -> PrintedForms:
    """Write the list of the task's units in all formats; nothing where none has a team. Raises UnwritableFile."""
    units = {unit.code for unit in task.units}
    duties = tuple(duty for duty in task.campaign.hamlet_duties if duty.unit in units)
    if not duties:
        return PrintedForms()
    paper = hamlet_teams_paper(task.campaign.model_copy(update={"hamlet_duties": duties}))
    return PrintedForms.of(print_paper(paper, task.folder, f"{TEAMS.stem}{task.suffix}"))


def days_told(weekdays: frozenset[int]) -> str:
    """*Thứ Ba, thứ Năm hằng tuần*, or every day."""
    if not weekdays or weekdays == frozenset(range(7)):
        return EVERY_DAY
    told = ", ".join(WEEKDAYS[day] for day in sorted(weekdays))
    return f"{begins_with_capital(told)} {WEEKLY}"


def _band(unit: str, duties: tuple[HamletDuty, ...]) -> Band:
    hamlets: dict[str, list[HamletDuty]] = {}
    for duty in duties:
        hamlets.setdefault(duty.hamlet, []).append(duty)
    return Band(
        title=unit,
        blocks=tuple(
            Block(rows=tuple(_rows(number, of_hamlet))) for number, of_hamlet in enumerate(hamlets.values(), start=1)
        ),
    )


def _rows(number: int, duties: list[HamletDuty]) -> Iterator[PaperRow]:
    hamlet_cells: tuple[PaperCell, ...] = (
        PaperCell(column=AT_NUMBER, text=str(number), rows=len(duties)),
        PaperCell(column=AT_HAMLET, text=duties[0].hamlet, rows=len(duties)),
    )
    for duty in duties:
        target = "" if duty.daily_target is None else str(duty.daily_target)
        yield PaperRow(
            cells=(
                *hamlet_cells,
                PaperCell(column=AT_TEAM, text=duty.team),
                PaperCell(column=AT_DAYS, text=days_told(duty.weekdays)),
                PaperCell(column=AT_TARGET, text=target),
                PaperCell(column=AT_CONTACT, text=duty.contact),
                PaperCell(column=AT_NOTE, text=duty.note),
            )
        )
        hamlet_cells = ()
