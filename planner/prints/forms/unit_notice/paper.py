"""The notice to one unit's people: when and where they are received, what to bring, whom to call."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from planner.domain.campaign import Campaign, Unit
from planner.domain.office import Letterhead
from planner.prints.forms.registry import NOTICES
from planner.prints.forms.task import PrintedForms, PrintTask
from planner.prints.forms.unit_notice import wording
from planner.prints.forms.unit_notice.message import message_of, text_file
from planner.prints.forms.unit_notice.table import times_table
from planner.prints.forms.unit_notice.times import UnitTimes, unit_times
from planner.prints.paper.frame import letter_frame, own_number
from planner.prints.paper.paper import Illustration, Paper, Paragraph, ParagraphAlign, Part
from planner.prints.words.page_address import address_below
from planner.prints.words.text import printable
from planner.prints.words.wording import version_mark
from planner.prints.writers.qr_code import qr_png
from planner.prints.written import Format, Printed, print_file, print_paper, together
from planner.texts import spoken_number, texts_of

_ = texts_of("prints")

FORMATS = (Format.DOCX, Format.PDF, Format.PNG)
CODE_WIDTH_MM = 24.0


def notice_paper(
    campaign: Campaign, times: UnitTimes, version: int | None = None, page_address: str | None = None
) -> Paper:
    """The notice before any format, as a letter of Decree 30/2020/NĐ-CP; with a code that leads to the unit's page."""
    letterhead, unit = campaign.letterhead, times.unit
    return Paper(
        frame=letter_frame(
            campaign,
            word=wording.WORD,
            title=(wording.subject(letterhead, unit),),
            number=own_number(letterhead, wording.KIND_OF_DOCUMENT),
            day=letterhead.notice_date,
            is_sent_out=True,
        ),
        parts=(
            Paragraph(text=wording.addressee(unit), align=ParagraphAlign.CENTER),
            Paragraph(text=wording.opening(campaign, unit)),
            times_table(times),
            *_to_the_end(letterhead, unit),
            *_code(page_address),
        ),
        sheet="Thông báo",
        mark=version_mark(version),
    )


def _to_the_end(letterhead: Letterhead, unit: Unit) -> Iterator[Part]:
    things = wording.items(letterhead.to_bring)
    if things:
        yield Paragraph(text=wording.bring(unit))
        yield from (Paragraph(text=thing) for thing in things)
    telephone = printable(unit.contact) or printable(letterhead.contact)
    yield Paragraph(text=wording.request(unit))
    if telephone:
        yield Paragraph(text=wording.contact(telephone))
    yield Paragraph(text=wording.CLOSING)


def _code(page_address: str | None) -> Iterator[Part]:
    if page_address is not None:
        yield Illustration(
            png=qr_png(page_address), caption=wording.PAGE_CODE, width_mm=CODE_WIDTH_MM, height_mm=CODE_WIDTH_MM
        )


def print_notice(
    campaign: Campaign,
    times: UnitTimes,
    folder: Path,
    stem: str,
    version: int | None = None,
    *,
    page_address: str | None = None,
) -> Printed:
    """Write the notice as docx, pdf and png, and its short text. Raises UnwritableFile."""
    name = f"{NOTICES.stem}{stem}"
    return together(
        print_paper(notice_paper(campaign, times, version, page_address), folder, name, FORMATS),
        print_file(folder / f"{name}.txt", text_file(message_of(campaign, times, version))),
    )


def print_notices(task: PrintTask) -> PrintedForms:
    """Write a notice to each of the task's units that is still to receive a machine. Raises UnwritableFile."""
    folder = task.folder / NOTICES.folder
    wanted = {unit.code for unit in task.units}
    told = [times for times in unit_times(task.campaign, task.plan, task.told_from) if times.unit.code in wanted]
    printed: list[Printed] = []
    for number, times in enumerate(told, start=1):
        stem = task.unit_stems[times.unit.code]
        page_address = address_below(task.pages_address, stem) if task.pages_address else None
        printed.append(print_notice(task.campaign, times, folder, stem, task.plan.version, page_address=page_address))
        line = _("  Printing notices: {done} of {all}")
        task.listen(line.format(done=spoken_number(number), all=spoken_number(len(told))))
    served = {times.unit.code for times in told}
    untold = [unit for unit in task.units if unit.code not in served]
    planned = {row.unit for row in task.plan.assignments if not row.done}
    return replace(
        PrintedForms.of(*printed),
        without_slots=tuple(unit for unit in untold if unit.code not in planned),
        over=tuple(unit for unit in untold if unit.code in planned),
    )
