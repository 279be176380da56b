"""The lists on paper: the same in every format, masked, households on one page, ticks left to be made."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.calendar import Slot
from planner.domain.invitation import Citizen, InvitationList
from planner.domain.office import Letterhead
from planner.domain.record import ShiftLabel, UnitCode
from planner.prints.forms.invitations.files import (
    ListKind,
    book_name,
    code_stem,
    follow_up_stem,
    name_of,
    session_stem,
    unit_stems,
)
from planner.prints.forms.invitations.follow_up import MOST_DONE, follow_up_paper
from planner.prints.forms.invitations.session import session_paper
from planner.prints.forms.invitations.table import MASKED_COLUMNS, SIZE
from planner.prints.paper.paper import Paper
from planner.prints.paper.table import Table
from planner.prints.typesetting.measure import num_lines
from planner.prints.words.file_names import stems_of
from tests.campaigns import day, label, small_campaign
from tests.invitations.samples import citizen, invited, session, ticked
from tests.people import citizens
from tests.prints.same import assert_same_everywhere, rows_of_paper

CAMPAIGN = small_campaign().model_copy(
    update={
        "letterhead": Letterhead(issuing_body="Công an xã Hòa Bình", card_term="thẻ căn cước", signer_name="Người Ký")
    }
)
UNIT = CAMPAIGN.units[0]
SESSIONS = [session(1, 1, 70), session(1, 2, 40)]
PEOPLE = citizens(150, seed=4)
MADE = invited(PEOPLE, SESSIONS, reserve_percent=10)


def paper(made: InvitationList = MADE, place: int = 0, *, full: bool = False) -> Paper:
    return session_paper(CAMPAIGN, UNIT, made.sessions[place], made, is_full=full)


def texts(made: Paper) -> list[str]:
    return [text for row in rows_of_paper(made) for text in row]


def test_each_list_bears_the_plan_that_it_is_of() -> None:
    made = session_paper(CAMPAIGN, UNIT, MADE.sessions[0], MADE, version=3)
    assert made.mark == follow_up_paper(CAMPAIGN, UNIT, MADE, version=3).mark == "Phương án 3"
    assert paper().mark == ""


def test_a_session_is_the_same_in_every_format(tmp_path: Path) -> None:
    assert_same_everywhere(paper(), tmp_path, "moi")


@pytest.mark.parametrize("full", [False, True])
def test_a_session_ends_with_its_table(full: bool) -> None:
    """What is said of personal data never stands alone behind a table that fills its page."""
    assert isinstance(paper(full=full).parts[-1], Table)


def test_the_official_list_is_the_same_in_every_format(tmp_path: Path) -> None:
    assert_same_everywhere(paper(full=True), tmp_path, "chinh-thuc")


def test_the_follow_up_list_is_the_same_in_every_format(tmp_path: Path) -> None:
    second = invited(PEOPLE, SESSIONS, ticked(MADE, range(1, 50), {70: "già yếu", 71: "không có điện thoại"}))
    assert_same_everywhere(follow_up_paper(CAMPAIGN, UNIT, second), tmp_path, "theo-doi")


def test_lists_are_masked_and_the_official_one_is_not() -> None:
    masked, full = "\n".join(texts(paper())), "\n".join(texts(paper(full=True)))
    for row in MADE.expected_at(MADE.sessions[0].slot):
        assert row.citizen.contact not in masked
        assert row.citizen.identity not in masked
        assert row.citizen.contact in full
        assert row.citizen.identity in full


def test_everybody_expected_is_listed_once_and_who_stands_in_apart() -> None:
    table = paper().tables[0]
    first, second = (
        [block.rows[place].cells[0].text for block in band.blocks for place in range(len(block.rows))]
        for band in table.bands
    )
    assert first == [str(row.citizen.number) for row in MADE.expected_at(SESSIONS[0].slot)]
    assert second == [str(row.citizen.number) for row in MADE.standing_in_at(SESSIONS[0].slot)]
    assert table.bands[0].title == f"Công dân được mời: {len(first)} công dân"


@pytest.mark.parametrize("hamlet", ["Thôn Khuổi Lào", "Thôn Bản Chang", "Tổ dân phố 12"])
def test_a_hamlets_name_stands_on_one_line(hamlet: str) -> None:
    """On two, a list of 160 people takes two pages more."""
    (column,) = (column for column in MASKED_COLUMNS if column.title == "Thôn")
    assert num_lines(hamlet, column.width_mm - 3, SIZE) == 1
    assert sum(column.width_mm for column in MASKED_COLUMNS) == 165
    words = [(column, word) for column in MASKED_COLUMNS for word in column.title.split()]
    assert all(num_lines(word, column.width_mm - 3, SIZE, bold=True) == 1 for column, word in words)


def test_a_household_is_one_block() -> None:
    sizes = Counter(row.citizen.household or row.citizen.number for row in MADE.expected_at(SESSIONS[0].slot))
    assert [len(block.rows) for block in paper().tables[0].bands[0].blocks] == list(sizes.values())


def test_who_is_invited_again_is_marked() -> None:
    second = invited(PEOPLE, SESSIONS, ticked(MADE, range(1, 69)))
    told = texts(paper(second))
    assert sum("Mờilại" in text for text in told) >= 1


def test_follow_up_tells_who_stayed_away_and_why_others_cannot() -> None:
    listed = [citizen(number) for number in range(1, 13)]
    sessions = [session(1, 1, 6), session(1, 2, 4)]
    first = invited(listed, sessions)
    marks = dict(ticked(first, (1, 2, 3), {4: "đi làm ăn xa"}))
    key = first.rows[0].citizen.key
    marks[key] = replace(marks[key], activated=True)
    made = follow_up_paper(CAMPAIGN, UNIT, invited(listed, sessions, marks))
    bands = {band.title: [block.rows[0].cells[0].text for block in band.blocks] for band in made.tables[0].bands}
    assert bands == {
        "Vắng mặt, cần mời lại: 2 công dân": ["5", "6"],
        "Không thực hiện được: 1 công dân": ["4"],
        "Đã có mặt, chưa kích hoạt tài khoản: 2 công dân": ["2", "3"],
        "Đã kích hoạt tài khoản: 1 công dân": ["1"],
    }


@pytest.mark.parametrize("count", [MOST_DONE, MOST_DONE + 1])
def test_thousands_who_came_are_counted_but_listed_only_when_asked(count: int) -> None:
    listed = [citizen(number) for number in range(1, count + 1)]
    first = invited(listed, [session(1, 1, count)])
    made = invited(listed, [], ticked(first, range(1, count + 1)))
    usual, whole = (follow_up_paper(CAMPAIGN, UNIT, made, lists_all=lists_all) for lists_all in (False, True))
    assert len(whole.tables[0].bands) == 1
    assert len(usual.tables[0].bands) == (count <= MOST_DONE)
    assert any(f"{count}côngdân" in text for text in texts(usual))


def test_short_contacts_are_hidden_whole() -> None:
    def told(contact: str) -> str:
        return Citizen(1, "Vi Thử", 1990, "Nà Mu", "", contact).masked_contact

    assert [told(contact) for contact in ("", "113", "12345", "0100123456")] == ["", "*" * 7, "*" * 7, "*******456"]


def test_names_of_files_are_known_again_and_others_are_not() -> None:
    slot = Slot(day(2), ShiftLabel("Ca 02"))
    labels = (label(1), label(2))
    for code in map(UnitCode, ("06103", "a-1", "XÃ/../x", "CON", "..\\..\\x", "", "2023-04-11")):
        unit = CAMPAIGN.units[0].model_copy(update={"code": code})
        of_unit = unit_stems([unit])[code]
        assert of_unit == f"{code_stem(code)}-{stems_of([unit.name])[0]}"
        stems = (
            (session_stem(of_unit, slot, labels), ListKind.SESSION),
            (session_stem(of_unit, slot, labels, is_full=True), ListKind.OFFICIAL),
            (follow_up_stem(of_unit), ListKind.FOLLOW_UP),
            (book_name(of_unit).removesuffix(".xlsx"), ListKind.BOOK),
        )
        for stem, kind in stems:
            assert not set(stem) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
            name = name_of(f"{stem}.xlsx")
            assert name is not None
            assert (name.kind, name.unit) == (kind, of_unit)
    for other in (
        "moi.xlsx",
        "danh-sach-moi-a.txt",
        "moi-a-2023-13-41-ca-01.pdf",
        "Danh-sach-moi-a.xlsx",
        "ghi-chu.docx",
    ):
        assert name_of(other) is None


def test_units_whose_codes_look_alike_have_files_of_their_own() -> None:
    codes = ("A 1", "a-1", "A-1", "Á 1")
    assert len({code_stem(UnitCode(code)) for code in codes}) == len(codes)
    units = [CAMPAIGN.units[0].model_copy(update={"code": code, "name": name}) for code, name in LOOK_ALIKE]
    assert unit_stems(units) == {"a": "a", "a-b": "a-b"}


LOOK_ALIKE = ((UnitCode("a"), "B c"), (UnitCode("a-b"), "C"))
