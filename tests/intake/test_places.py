"""Where the machine stands at a unit without a place of its own: by the kind of unit."""

from pathlib import Path

import pytest

from tests.intake.books import put, read, sheet_of, sound_book


def place_of(folder: Path, name: str, kind: str | None, *rows: tuple[str, str]) -> str:
    """The place of the first unit, with these rows on the sheet of settings."""
    book = sound_book()
    put(book, "Đơn vị!B2", name)
    put(book, "Đơn vị!C2", kind)
    for row in rows:
        sheet_of(book, "Chiến dịch").append(row)
    return read(book, folder).campaign.units[0].place


@pytest.mark.parametrize(
    ("name", "kind", "place"),
    [
        ("Xã Gò Mận", "xã", "CAX Gò Mận"),
        ("Xã Gò Mận", None, "CAX Gò Mận"),
        ("Phường Đồi Chè", "phường", "CAP Đồi Chè"),
        ("Phường Đồi Chè", None, "CAP Đồi Chè"),
        ("Đồi Chè", "Phường", "CAP Đồi Chè"),
        ("Thị trấn Na", "thị trấn", "CATT Na"),
        ("Thị trấn Na", "thị", "CATT Na"),
        ("Trường THCS Bãi Cỏ", "trường", "Trường THCS Bãi Cỏ"),
        ("THCS Bãi Cỏ", None, "THCS Bãi Cỏ"),
        ("Khu công nghiệp Khe Lau", "khu công nghiệp", "Khu công nghiệp Khe Lau"),
        ("Gò Mận", None, "CAX Gò Mận"),
    ],
)
@pytest.mark.parametrize("rows", [(), (("Mẫu địa điểm", "CAX {tên}"),)])
def test_places_by_default(
    tmp_path: Path, name: str, kind: str | None, place: str, rows: tuple[tuple[str, str]]
) -> None:
    assert place_of(tmp_path, name, kind, *rows) == place


def test_a_pattern_of_its_own_for_a_kind(tmp_path: Path) -> None:
    rows = (("Mẫu địa điểm", "UBND {tên}"), ("Mẫu địa điểm (phường)", "Trụ sở CAP {tên}"))
    assert place_of(tmp_path, "Phường Đồi Chè", "phường", *rows) == "Trụ sở CAP Đồi Chè"
    assert place_of(tmp_path, "Xã Gò Mận", "xã", *rows[:1]) == "UBND Gò Mận"


def test_a_pattern_for_a_kind_that_no_unit_has_is_warned_of(tmp_path: Path) -> None:
    book = sound_book()
    sheet_of(book, "Chiến dịch").append(("Mẫu địa điểm (phuờng)", "CAP {tên}"))
    (found,) = read(book, tmp_path).warnings
    assert (found.where, "“phuờng”" in found.what) == ("Chiến dịch!A7", True)
