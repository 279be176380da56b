"""The notice of changes: whose duties are other ones than were published, and why; each signs that he knows."""

from planner.domain.hours import Hours
from planner.prints.forms.roster import wording
from planner.prints.forms.roster.telling import Telling
from planner.prints.paper.frame import own_number
from planner.prints.paper.paper import Orientation, Paper, Paragraph, ParagraphAlign, Part
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words.weekdays import begins_with_capital, day_with_weekday
from planner.prints.words.wording import NUMBER
from planner.roster.case import RosterCase
from planner.roster.changes import ChangeCause, DutyChange, duty_changes
from planner.roster.duties import Duty, Roster
from planner.roster.loads import duty_hours

COLUMNS = (
    PaperColumn(title=NUMBER, width_mm=11, align=Align.CENTER, counts=True),
    PaperColumn(title=wording.NAME, width_mm=40),
    PaperColumn(title=wording.DAY, width_mm=37),
    PaperColumn(title=wording.BEFORE, width_mm=40),
    PaperColumn(title=wording.NOW, width_mm=40),
    PaperColumn(title=wording.WORKPLACE, width_mm=36),
    PaperColumn(title=wording.REASON, width_mm=30),
    PaperColumn(title=wording.RECEIVED, width_mm=18),
)
"""252 mm in all."""
SIZE = 11.0
KIND_OF_DOCUMENT = "TB"


def changes_paper(case: RosterCase, roster: Roster) -> Paper:
    """The notice before any format, a row a change; without a published roster it says that nothing has changed."""
    telling = Telling(case, roster)
    changes = duty_changes(case, roster)
    frame = telling.frame(wording.NOTICE, "", wording.MADE_BY, wording.COMMANDER)
    if frame.has_head:
        number = own_number(case.campaign.letterhead, KIND_OF_DOCUMENT)
        frame = frame.model_copy(update={"number": f"Số: {number}"})
    rows = tuple(Block(rows=(_row(telling, number, change),)) for number, change in enumerate(changes, start=1))
    return Paper(
        frame=frame,
        parts=(
            Paragraph(text=_opening(telling, changes), align=ParagraphAlign.LEFT),
            *_table(rows),
        ),
        orientation=Orientation.LANDSCAPE,
        sheet="Đổi ca",
        mark=telling.mark,
    )


def _opening(telling: Telling, changes: tuple[DutyChange, ...]) -> str:
    situation = telling.case.situation
    if not changes or situation.published_until is None:
        return wording.NOTHING_CHANGED
    return wording.changed_until(situation.published_version, situation.published_until)


def _table(blocks: tuple[Block, ...]) -> tuple[Part, ...]:
    return (Table(columns=COLUMNS, bands=(Band(title="", blocks=blocks),), size=SIZE),) if blocks else ()


def _row(telling: Telling, number: int, change: DutyChange) -> PaperRow:
    texts = (
        str(number),
        telling.name(change.officer),
        begins_with_capital(day_with_weekday(change.day)),
        _duty_told(telling, change.before, change.now),
        _duty_told(telling, change.now, change.before),
        _place_told(telling, change.now),
        _reason(telling, change),
        "",
    )
    return PaperRow(cells=tuple(PaperCell(column=column, text=text) for column, text in enumerate(texts)))


def _duty_told(telling: Telling, duty: Duty | None, other: Duty | None) -> str:
    """Shift, hours and machine, and the role where only that differs; a day off where there is no duty."""
    if duty is None:
        return wording.OFF
    hours: Hours = duty_hours(telling.case, duty)
    told = f"{telling.shift_and_hours(duty.date, duty.shift, hours)}, {duty.machine}"
    role_differs = other is not None and other.role != duty.role
    return f"{told}, {telling.role(duty.role)}" if role_differs else told


def _place_told(telling: Telling, duty: Duty | None) -> str:
    return wording.NOWHERE if duty is None else telling.place(duty.machine, duty.unit, duty.date)


def _reason(telling: Telling, change: DutyChange) -> str:
    kind = change.leave.kind if change.leave else None
    if change.replaces is not None:
        return wording.replaced(telling.name(change.replaces), kind)
    if change.cause is ChangeCause.LEAVE and kind is not None:
        return begins_with_capital(wording.LEAVES[kind])
    return wording.CAUSES[change.cause]
