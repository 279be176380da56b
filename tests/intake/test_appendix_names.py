"""Names in an appendix: a slip of the pen is read with a warning, a name that may be another's never is."""

import pytest

from planner.intake.appendix.lines.machine_finding import MachineFinder
from planner.intake.appendix.lines.name_finding import UnitFinder
from planner.intake.values.texts import Unfit
from tests.intake.appendices import CAMPAIGN, campaign, unit

UNITS = UnitFinder(CAMPAIGN.units)
MACHINES = MachineFinder(CAMPAIGN)


@pytest.mark.parametrize(
    ("written", "code", "is_sure"),
    [
        ("Xã Hòa Bình", "001", True),
        ("Xã Hoà Bình", "001", True),
        ("XÃ HÒA BÌNH", "001", False),
        ("Hòa Bình", "001", False),
        ("Xã Hoa Binh", "001", False),
        ("Xã Hòa Bìn", "001", False),
        ("Xã Hoàng Văn Thu", "005", False),
        ("Xã Hoàng Văn Thụu", "005", False),
        ("Thi tran Nam", "004", False),
        ("002", "002", True),
    ],
)
def test_one_unit_is_meant(written: str, code: str, *, is_sure: bool) -> None:
    assert UNITS.meant(written) == ((code,), is_sure)


@pytest.mark.parametrize(
    "written",
    [
        "Xã Lộc Thanh",  # one of two, which differ by the missing mark
        "Xã Lộc Thàn",  # the other is as near but for a mark
        "Xã Lộc Thánh",  # a mark that neither has
        "Xã Hóa Bình",  # another tone is another name
        "Xã Thiện Long",
        "Xã 1",
        "",
        "Tổng cộng",
    ],
)
def test_nobody_is_meant_for_sure(written: str) -> None:
    with pytest.raises(Unfit):
        UNITS.meant(written)


def test_lone_twins_are_not_taken_for_each_other() -> None:
    """Where only one of a pair is in the district, the other's name still is not its name."""
    finder = UnitFinder(campaign(unit("1", "Xã Lộc Thành"), unit("2", "Xã Minh Tâm")).units)
    with pytest.raises(Unfit) as caught:
        finder.meant("Xã Lộc Thạnh")
    assert "Lộc Thành" in caught.value.advice
    assert finder.meant("Xã Lộc Thanh").codes == ("1",)


def test_figures_always_count() -> None:
    finder = UnitFinder(campaign(unit("1", "Phường 1"), unit("12", "Phường 12")).units)
    with pytest.raises(Unfit):
        finder.meant("Phường 2")
    assert finder.meant("phuong 12").codes == ("12",)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("MÁY 1", "MÁY 1"),
        ("Máy 2", "MÁY 2"),
        ("MÁY 01", "MÁY 1"),
        ("Máy số 2", "MÁY 2"),
        ("MÁY 2 (tiếp theo)", "MÁY 2"),
        ("I. MÁY 1", "MÁY 1"),
        ("MÁY 1 (Cố định tại Bộ phận Một cửa)", "MÁY 1"),
        ("MÁY 1: Bộ phận Một cửa huyện", "MÁY 1"),
    ],
)
def test_headings_of_machines(written: str, name: str) -> None:
    heading = MACHINES.heading(written)
    assert heading is not None
    assert heading.machine == name


def test_a_heading_may_name_the_month_too() -> None:
    heading = MACHINES.heading("MÁY 2 - Tháng 5/2023")
    assert heading is not None
    assert (heading.machine, heading.month) == ("MÁY 2", (5, 2023))


@pytest.mark.parametrize(
    "note",
    [
        "Từ ngày 01/5/2023, căn cứ kết quả thu nhận hồ sơ, MÁY 1 được điều đi lưu động tại các xã",
        "MÁY 1: từ ngày 01/5/2023 đi lưu động",
        "Không có lịch",
        "Máy móc, thiết bị do Công an huyện chuẩn bị",
        "TỔ CÔNG TÁC ĐỀ ÁN 06",
    ],
)
def test_notes_are_no_headings(note: str) -> None:
    assert MACHINES.heading(note) is None


def test_a_machine_that_there_is_not_is_never_another() -> None:
    for written in ("MÁY 3", "MÁY 12", "Máy số 10"):
        with pytest.raises(Unfit):
            MACHINES.heading(written)
