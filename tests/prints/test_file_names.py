"""File names from whatever a workbook calls its things: nothing but a-z, 0-9 and dashes, no two alike."""

import re
from pathlib import Path

import pytest

from planner.domain.record import MachineName, UnitCode
from planner.prints.forms.itinerary.itinerary import itinerary_of
from planner.prints.forms.itinerary.paper import print_itinerary
from planner.prints.forms.registry import NOTICES
from planner.prints.forms.unit_notice.message import message_of
from planner.prints.forms.unit_notice.times import unit_times
from planner.prints.words.file_names import LONGEST, stems_of
from planner.prints.written import print_file
from tests.campaigns import filled_plan, seeded, small_campaign, stand

SAFE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PIECES = (
    "CON", "nul", "..", "\\", "/", ":", "*", "?", '"', "<", ">", "|", "\x00", "\u202e", "\u2066", "Xã", "Phường", "a:b",
    "%", "$(x)", "`", ";", "&", "\n", "\t", ".", " ", "COM1", "lpt9.txt", "~", "-", "--", "đ", "Đ", "İ", "ß", "ﬁ", "①",
    "🚀", "\ud800", "\ufeff", "e\u0301", "x" * 300, "0", "C:\\Windows", "/etc/passwd", "\\\\server\\share", "..\\..\\x",
)  # fmt: skip


def hostile_names(count: int) -> list[str]:
    rng = seeded("names")
    made = [*PIECES]
    while len(made) < count:
        made.append("".join(rng.choices(PIECES, k=rng.randint(1, 4))))
    return made


def test_300_hostile_names_are_300_safe_stems() -> None:
    names = hostile_names(300)
    stems = stems_of(names)
    assert len(set(stems)) == len(names)
    for stem in stems:
        assert SAFE.fullmatch(stem)
        assert len(stem) <= LONGEST + len("-trung300")
    assert not {re.sub(r"-[0-9]+$", "", stem) for stem in stems if re.search(r"-[0-9]+$", stem)} & set(stems)
    assert stems_of(names) == stems


def test_300_hostile_names_are_300_files_of_one_folder(tmp_path: Path) -> None:
    folder = tmp_path / "o" / "thong-bao"
    for stem in stems_of(hostile_names(300)):
        print_file(folder / f"{NOTICES.stem}{stem}.txt", b"x")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.parent for path in written} == {folder}
    assert len({path.name.casefold() for path in written}) == 300


def test_stems_tell_what_they_name() -> None:
    assert stems_of(["06103", "Xã/Phường", "MÁY 2", "Đăk Ơ", "a:b", "A-B"]) == (
        "06103", "xa-phuong", "may-2", "dak-o", "a-b", "a-b-trung2",
    )  # fmt: skip


def test_a_stem_taken_by_chance_is_not_given_twice() -> None:
    assert stems_of(["a", "A", "a-trung2", "á", "2", "", "\x00"]) == (
        "a", "a-trung2", "a-trung2-trung2", "a-trung3", "2", "6", "7",
    )  # fmt: skip


def test_no_stem_is_a_further_page_of_another() -> None:
    assert stems_of(["MÁY 1", "MÁY 2"]) == ("may-1", "may-2")
    assert stems_of(["p", "p-2", "q-2", "q"]) == ("p", "p-2-trung2", "q-2", "q-trung2")


@pytest.mark.parametrize("name", ["..\\..\\x", "../../x", "CON", "a:b", "\x00", "Xã/Phường"])
def test_no_paper_leaves_its_folder(name: str, tmp_path: Path) -> None:
    campaign = small_campaign()
    renamed = campaign.machines[0].model_copy(update={"name": MachineName(name)})
    campaign = campaign.model_copy(update={"machines": (renamed,)})
    plan = filled_plan(campaign, stand(name, "A", "2.1"))
    (stem,) = stems_of([name])
    folder = tmp_path / "o" / "hanh-trinh"
    print_itinerary(campaign, itinerary_of(campaign, plan, renamed), folder, stem)
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} == {folder}


def test_a_hostile_unit_is_told_on_few_lines() -> None:
    campaign = small_campaign()
    names = {"A": "Xã\n\u202eA\x00\r\n=1+1"}
    units = tuple(unit.model_copy(update={"name": names.get(unit.code, unit.name)}) for unit in campaign.units)
    campaign = campaign.model_copy(update={"units": units})
    (times,) = unit_times(campaign, filled_plan(campaign, stand("M1", "A", "2.1")))
    assert times.unit.code == UnitCode("A")
    assert message_of(campaign, times).count("\n") == 1
