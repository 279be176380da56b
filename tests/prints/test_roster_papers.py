"""The papers of a roster in their files: the three formats say the same, whatever the workbook holds."""

import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from inspect import signature
from pathlib import Path
from pkgutil import resolve_name

import docx
import icalendar
import openpyxl
import pytest

from planner.domain.office import Letterhead
from planner.prints.forms.registry import (
    ATTENDANCE,
    DUTY_CHANGES,
    DUTY_SLIPS,
    FORMS,
    MONTH_TABLE,
    ROSTER_FORMS,
    WEEK_TABLE,
    PrintForm,
)
from planner.prints.forms.roster.papers import RosterPaper, print_roster, roster_papers
from planner.prints.forms.roster.slip import Slips
from planner.prints.forms.task import PrintedForms, PrintExtent, PrintTask, RosterTask
from planner.prints.written import Format, print_paper
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, DutySituation, Roster
from planner.roster.loads import DutyPeriod
from planner.roster.staffing import Leave, LeaveKind, OfficerCode
from tests.conftest import system_part
from tests.prints.campaigns import FULL_LETTERHEAD, LONG_NAME
from tests.prints.reading import words_of_pdf
from tests.prints.rosters import MADE_AT, crews, day, duty, leave, officer, roster_of, small_case
from tests.prints.same import assert_same_everywhere

AS_OF = date(2023, 4, 24)
ALL_DAYS = DutyPeriod(date(2023, 4, 11), date(2023, 6, 20))
TWO_WEEKS = DutyPeriod(date(2023, 4, 24), date(2023, 5, 7))
RIGHT_MARGIN_OF_PAGE_MM = 15


def rostered_anew(num_officers: int = 12) -> tuple[RosterCase, Roster]:
    """The crews of Bình Gia after two weeks: two are ill, and others take some of their duties."""
    case, roster = crews(num_officers)
    ill = [OfficerCode("CB02"), OfficerCode("CB09")]
    leaves = tuple(
        Leave(officer=code, first_day=date(2023, 4, 25), last_day=date(2023, 5, 2), kind=LeaveKind.SICK) for code in ill
    )
    done = [each.model_copy(update={"done": True}) for each in roster.duties if each.date < AS_OF]
    ahead = [each for each in roster.duties if each.date >= AS_OF]
    busy = {(each.officer, each.date) for each in ahead}
    now = [*done]
    for each in ahead:
        away = each.officer in ill and date(2023, 4, 25) <= each.date <= date(2023, 5, 2)
        free = [code for code in ("CB04", "CB06", "CB11", "CB12") if (code, each.date) not in busy]
        if not away:
            now.append(each)
        elif free:
            busy.add((OfficerCode(free[0]), each.date))
            now.append(each.model_copy(update={"officer": OfficerCode(free[0])}))
    situation = DutySituation(
        as_of=AS_OF,
        history=tuple(done),
        published_version=1,
        published_until=TWO_WEEKS.last_day,
        published=tuple(each for each in ahead if each.date <= TWO_WEEKS.last_day),
    )
    letterhead = FULL_LETTERHEAD.model_copy(update={"swap_shifts_monthly": True})
    case = RosterCase(
        case.campaign.model_copy(update={"letterhead": letterhead}),
        case.plan,
        case.staffing.model_copy(update={"leaves": case.staffing.leaves + leaves}),
        situation,
    )
    return case, roster_of(case, *now, version=2).model_copy(update={"vacant": roster.vacant})


def asked(case: RosterCase, roster: Roster, period: DutyPeriod = TWO_WEEKS) -> RosterTask:
    return RosterTask(case, roster, period, MADE_AT)


def first_of_each_form(case: RosterCase, roster: Roster) -> Iterator[RosterPaper]:
    for form in ROSTER_FORMS:
        yield next(roster_papers(asked(case, roster), (form,)))


@pytest.mark.parametrize("form", ROSTER_FORMS, ids=str)
def test_a_form_leads_to_its_printer(form: PrintForm) -> None:
    printer = signature(resolve_name(form.printer))
    assert [parameter.annotation for parameter in printer.parameters.values()] == [PrintTask]
    assert printer.return_annotation is PrintedForms


def test_no_two_forms_are_called_alike_or_write_the_same_files() -> None:
    every = (*FORMS, *ROSTER_FORMS)
    names = [name for form in every for name in (form.name, *form.vietnamese)]
    files = [(form.folder, form.stem) for form in every]
    assert len(set(names)) == len(names)
    assert len(set(files)) == len(files)


def test_each_form_has_the_papers_of_the_period() -> None:
    case, roster = rostered_anew()
    stems: dict[PrintForm, list[str]] = {form: [] for form in ROSTER_FORMS}
    for each in roster_papers(asked(case, roster, ALL_DAYS)):
        stems[each.form].append(each.stem)
        assert bool(each.calendar) == (each.form is DUTY_SLIPS)
    assert stems[WEEK_TABLE][:2] == ["bang-phan-ca-2023-04-10", "bang-phan-ca-2023-04-17"]
    assert len(stems[WEEK_TABLE]) == 8
    assert stems[MONTH_TABLE] == ["lich-truc-2023-04", "lich-truc-2023-05", "lich-truc-2023-06"]
    assert stems[ATTENDANCE] == ["bang-cham-cong-2023-04"]
    assert stems[DUTY_CHANGES] == ["thong-bao-doi-ca"]
    assert stems[DUTY_SLIPS][0] == "phieu-cb01-nguyen-van-an"
    assert len(stems[DUTY_SLIPS]) == 12


def test_without_a_history_there_is_neither_attendance_nor_notice() -> None:
    forms = {each.form for each in roster_papers(asked(*crews()))}
    assert forms == {WEEK_TABLE, MONTH_TABLE, DUTY_SLIPS}


def test_days_outside_the_campaign_have_no_paper() -> None:
    long_ago = DutyPeriod(date(2022, 1, 1), date(2022, 12, 31))
    assert [each.form for each in roster_papers(asked(*rostered_anew(), long_ago))] == [DUTY_CHANGES]


@pytest.mark.parametrize("form", ROSTER_FORMS, ids=str)
def test_all_formats_say_the_same(form: PrintForm, tmp_path: Path) -> None:
    paper = next(roster_papers(asked(*rostered_anew()), (form,))).paper
    assert_same_everywhere(paper, tmp_path, "to-giay")


def test_months_of_many_officers_repeat_their_head_and_say_the_same(tmp_path: Path) -> None:
    case, roster = rostered_anew(60)
    paper = next(roster_papers(asked(case, roster), (MONTH_TABLE,))).paper
    assert_same_everywhere(paper, tmp_path, "lich-truc")
    heads = [word.page for word in words_of_pdf(tmp_path / "lich-truc.pdf") if word.text == "Họ"]
    assert len(heads) == len(set(heads)) > 1
    sheet = openpyxl.load_workbook(tmp_path / "lich-truc.xlsx").worksheets[0]
    assert sheet.print_title_rows
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize("form", [MONTH_TABLE, ATTENDANCE], ids=str)
def test_twelve_officers_and_thirty_one_days_fit_on_one_page(form: PrintForm, tmp_path: Path) -> None:
    case, roster = rostered_anew()
    case = replace(case, situation=case.situation.model_copy(update={"as_of": date(2023, 5, 20)}))
    *_april, may = roster_papers(asked(case, roster), (form,))
    (table,) = may.paper.tables
    assert len([column for column in table.columns if column.title.isdecimal()]) == 31
    print_paper(may.paper, tmp_path, "thang", (Format.PDF, Format.XLSX))
    assert not openpyxl.load_workbook(tmp_path / "thang.xlsx").worksheets[0].row_breaks.brk
    words = words_of_pdf(tmp_path / "thang.pdf")
    assert {word.page for word in words} == {1}
    assert max(word.right for word in words) <= (297 - RIGHT_MARGIN_OF_PAGE_MM) / 25.4 * 72 + 1
    told = [word.text for word in words]
    assert all(name in told for name in ("Nguyễn", "Phương", "Thảo", "(CB12)"))
    assert ("TS" if form is MONTH_TABLE else "Ts") in told


def test_signs_of_two_letters_stand_on_one_line_in_every_column(tmp_path: Path) -> None:
    kinds = list(LeaveKind)
    case = small_case(
        *(officer(f"X{number}") for number in range(len(kinds))),
        days=30,
        leaves=[leave(f"X{number}", 1, 30, kind) for number, kind in enumerate(kinds)],
    )
    paper = next(
        roster_papers(RosterTask(case, roster_of(case), DutyPeriod(day(25), day(25)), MADE_AT), (MONTH_TABLE,))
    )
    print_paper(paper.paper, tmp_path, "thang", (Format.PDF,))
    told = [word.text for word in words_of_pdf(tmp_path / "thang.pdf")]
    for kind in kinds:
        assert told.count(kind.value) >= 9, kind


def test_files_are_for_those_who_print_them(tmp_path: Path) -> None:
    case, roster = rostered_anew()
    heard: list[str] = []
    task = PrintTask(
        case.campaign,
        case.plan,
        tmp_path,
        PrintExtent(),
        heard.append,
        roster=replace(asked(case, roster), formats=(Format.XLSX,)),
    )
    slips = resolve_name(DUTY_SLIPS.printer)(task)
    assert [path.name for path in slips.paths[:2]] == ["phieu-cb01-nguyen-van-an.xlsx", "phieu-cb01-nguyen-van-an.ics"]
    assert len(slips.paths) == 24
    assert all(path.parent == tmp_path / "phan-ca" / "phieu" for path in slips.paths)
    assert {stat.S_IMODE(path.stat().st_mode) for path in slips.paths} == {0o600}
    assert heard[-1] == "  Đang in bảng, phiếu phân ca: 12/12"
    for form in ROSTER_FORMS:
        assert resolve_name(form.printer)(replace(task, roster=None)) == PrintedForms()
    assert print_roster(replace(task, roster=None)) == PrintedForms()
    weeks = print_roster(task, (WEEK_TABLE,))
    assert [path.name for path in weeks.paths] == ["bang-phan-ca-2023-04-24.xlsx", "bang-phan-ca-2023-05-01.xlsx"]


def calendar_of(case: RosterCase, roster: Roster, code: str, period: DutyPeriod) -> list[icalendar.Event]:
    known = case.staffing.officers_by_code[OfficerCode(code)]
    told = Slips(case, roster, period).calendar(known, MADE_AT)
    return [each for each in icalendar.Calendar.from_ical(told).walk("VEVENT") if isinstance(each, icalendar.Event)]


def test_the_calendar_holds_what_the_slip_tells() -> None:
    case = small_case()
    roster = roster_of(case, duty("X", 1), duty("X", 3, 2), duty("Y", 2), duty("X", 9))
    first, second = calendar_of(case, roster, "X", DutyPeriod(day(1), day(7)))
    assert first.decoded("DTSTART") == datetime(2023, 4, 10, tzinfo=UTC)
    assert second.decoded("DTSTART") == datetime(2023, 4, 12, 8, tzinfo=UTC)
    assert second.decoded("DTEND") - second.decoded("DTSTART") == timedelta(hours=8)
    assert (str(first["SUMMARY"]), str(first["LOCATION"]), str(first["STATUS"])) == (
        "Ca 01: M1, Cán bộ",
        "CAX A",
        "CONFIRMED",
    )
    assert first["SEQUENCE"] == 0


def test_a_duty_that_was_told_and_is_his_no_longer_is_cancelled() -> None:
    """Its identity is that under which it stands in his calendar; another place keeps it."""
    case = small_case(places=("A", "B"))
    told = roster_of(case, duty("X", 4), duty("X", 5))
    first, second = calendar_of(case, told, "X", DutyPeriod(day(1), day(7)))
    situation = DutySituation(as_of=day(3), published_until=day(7), published=told.duties)
    now = roster_of(case, duty("X", 5, 1, "M2", "B"), version=2)
    moved, cancelled = calendar_of(replace(case, situation=situation), now, "X", DutyPeriod(day(1), day(7)))
    assert (cancelled["UID"], str(cancelled["STATUS"]), cancelled["SEQUENCE"]) == (first["UID"], "CANCELLED", 1)
    assert (moved["UID"], str(moved["LOCATION"])) == (second["UID"], "CAX B")


def test_a_slip_tells_leaves_and_sums() -> None:
    case = small_case(
        officer("X", rank="Đại úy", workplace="CA huyện", crew="Kíp 1"),
        leaves=(leave("X", 6, 20), leave("X", 3, 3, LeaveKind.STUDY, 2)),
    )
    slips = Slips(case, roster_of(case, duty("X", 1), duty("X", 2, 2)), DutyPeriod(day(1), day(7)))
    parts = slips.paper(case.staffing.officers[0]).parts
    assert [part.text for part in parts if hasattr(part, "text")] == [
        "Cấp bậc, chức vụ: Đại úy",
        "Đơn vị công tác: CA huyện",
        "Kíp: Kíp 1",
        SUMS,
        "Nghỉ phép: 15/4–16/4/2023.",
        "Đi học: 12/4/2023 (15h00–23h00).",
    ]
    nothing = Slips(case, roster_of(case), DutyPeriod(day(1), day(7)))
    assert not nothing.concerns(case.staffing.officers[0])
    assert nothing.paper(case.staffing.officers[0]).tables == ()
    assert nothing.calendar(case.staffing.officers[0], MADE_AT) == b""


SUMS = (
    "Tổng cộng 2 ca, trong đó 1 ca tối, 0 ca vào thứ Bảy, Chủ nhật, ngày lễ; làm thêm 0 giờ; nghỉ bù 0 ngày trong số "
    "0 ngày được nghỉ."
)
HOSTILE = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    '")]#eval("1")',
    "<b>&amp;</b>",
    "a\x00b\x0b\x1f\u202eevil\u202c",
    "BEGIN:VEVENT\r\nUID:x",
    "../../etc/passwd",
    LONG_NAME * 3 + "x" * 200,
)


def poisoned(payload: str) -> tuple[RosterCase, Roster]:
    """The crews of Bình Gia with this text wherever a workbook has free text."""
    case, roster = rostered_anew()
    officers = tuple(
        each.model_copy(
            update={
                "name": f"{payload}{number}",
                "rank": payload,
                "workplace": payload,
                "crew": payload,
                "roles": tuple(f"{payload}{role}" for role in each.roles),
            }
        )
        for number, each in enumerate(case.staffing.officers)
    )
    demands = tuple(each.model_copy(update={"role": f"{payload}{each.role}"}) for each in case.staffing.demands)
    units = tuple(each.model_copy(update={"name": payload, "place": payload}) for each in case.campaign.units)
    facts = [name for name, field in Letterhead.model_fields.items() if field.annotation is str]
    letterhead = Letterhead().model_copy(update=dict.fromkeys(facts, payload))
    campaign = case.campaign.model_copy(update={"name": payload, "units": units, "letterhead": letterhead})

    def renamed(duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
        return tuple(each.model_copy(update={"role": f"{payload}{each.role}"}) for each in duties)

    situation = case.situation.model_copy(update={"published": renamed(case.situation.published)})
    staffing = case.staffing.model_copy(update={"officers": officers, "demands": demands})
    return (
        RosterCase(campaign, case.plan, staffing, situation),
        roster.model_copy(update={"duties": renamed(roster.duties)}),
    )


@pytest.mark.parametrize("payload", HOSTILE)
def test_whatever_texts_a_workbook_holds_papers_hold_text(payload: str, tmp_path: Path) -> None:
    system_part("pdftotext", present=shutil.which("pdftotext") is not None)
    for each in first_of_each_form(*poisoned(payload)):
        formats = (Format.XLSX, Format.PDF) if each.form in (MONTH_TABLE, DUTY_SLIPS) else (Format.XLSX,)
        print_paper(each.paper, tmp_path / "out", each.stem, formats, is_private=True)
        for sheet in openpyxl.load_workbook(tmp_path / "out" / f"{each.stem}.xlsx").worksheets:
            for cell in (cell for cells in sheet.iter_rows() for cell in cells):
                assert cell.data_type in "sn"
                assert cell.value is None or isinstance(cell.value, int) or cell.quotePrefix
        if Format.PDF in formats:
            width = (210 if each.form is DUTY_SLIPS else 297) - RIGHT_MARGIN_OF_PAGE_MM
            words = words_of_pdf(tmp_path / "out" / f"{each.stem}.pdf")
            assert max(word.right for word in words) <= width / 25.4 * 72 + 1
        if each.form is DUTY_SLIPS:
            events = icalendar.Calendar.from_ical(each.calendar).walk("VEVENT")
            (table,) = each.paper.tables
            assert len([one for one in events if str(one["STATUS"]) == "CONFIRMED"]) == len(table.bands[0].blocks)
    assert {path.parent for path in tmp_path.rglob("*.*")} == {tmp_path / "out"}


def test_a_document_of_word_is_lengthwise_and_repeats_its_head(tmp_path: Path) -> None:
    case, roster = rostered_anew()
    for each in first_of_each_form(case, roster):
        print_paper(each.paper, tmp_path, "to-giay", (Format.DOCX,))
        document = docx.Document(str(tmp_path / "to-giay.docx"))
        section = document.sections[0]
        assert section.page_width is not None
        assert section.page_height is not None
        assert (section.page_width > section.page_height) == (each.form is not DUTY_SLIPS)
        assert "w:tblHeader" in document.element.xml


def test_a_shift_of_a_week_stays_on_one_page(tmp_path: Path) -> None:
    paper = next(first_of_each_form(*rostered_anew())).paper
    print_paper(paper, tmp_path, "tuan", (Format.PDF,))
    words = [(word.page, word.text) for word in words_of_pdf(tmp_path / "tuan.pdf")]
    assert {page for page, _text in words} == {1, 2}
    for page in (1, 2):
        shifts = [text for on, text in words if on == page and text in ("01:", "02:")]
        assert len(shifts) == words.count((page, "Nơi")) == words.count((page, "Kiểm")) > 0


def test_pdf_pages_are_lengthwise(tmp_path: Path) -> None:
    system_part("pdfinfo", present=shutil.which("pdfinfo") is not None)
    paper = next(first_of_each_form(*rostered_anew())).paper
    print_paper(paper, tmp_path, "tuan", (Format.PDF,))
    told = subprocess.run(["pdfinfo", str(tmp_path / "tuan.pdf")], check=True, capture_output=True, text=True).stdout
    assert "841.89 x 595.276 pts (A4)" in told
