"""Titles turn their lines where their meaning does."""

import pytest

from planner.prints.typesetting.measure import POINTS_PER_MM, width_in_points
from planner.prints.typesetting.titles import LEADS_ON, title_lines


@pytest.mark.parametrize(
    ("text", "width_mm", "lines"),
    [
        (
            "(Kèm theo Kế hoạch số 05/KH-TCT ngày 24/4/2026 của Tổ công tác cụm Suối Mơ)",
            145,
            ("(Kèm theo Kế hoạch số 05/KH-TCT ngày 24/4/2026", "của Tổ công tác cụm Suối Mơ)"),
        ),
        ("TỔ CÔNG TÁC ĐỀ ÁN 06 HUYỆN", 62, ("TỔ CÔNG TÁC", "ĐỀ ÁN 06 HUYỆN")),
        (
            "Về việc thu nhận hồ sơ cấp thẻ căn cước tại Trung tâm Phục vụ hành chính công phường Suối Mơ",
            165,
            (
                "Về việc thu nhận hồ sơ cấp thẻ căn cước",
                "tại Trung tâm Phục vụ hành chính công phường Suối Mơ",
            ),
        ),
        ("LỊCH BỐ TRÍ MÁY", 165, ("LỊCH BỐ TRÍ MÁY",)),
    ],
)
def test_titles_as_people_would_write_them(text: str, width_mm: float, lines: tuple[str, ...]) -> None:
    assert title_lines(text, width_mm, 14, bold=True) == lines


@pytest.mark.parametrize("width_mm", range(80, 170, 5))
def test_no_line_ends_in_a_preposition_or_holds_one_word_alone(width_mm: int) -> None:
    text = "Về việc thu nhận hồ sơ cấp thẻ căn cước theo Kế hoạch số 05/KH-TCT tại các xã và phường của tỉnh Ví Dụ"
    lines = title_lines(text, width_mm, 14, bold=True)
    assert " ".join(lines) == text
    assert all(width_in_points(line, 14, bold=True) <= width_mm * POINTS_PER_MM for line in lines)
    assert all(line.split(" ")[-1].casefold() not in LEADS_ON for line in lines[:-1])
    assert all(" " in line for line in lines)


@pytest.mark.parametrize("text", ["", "a" * 300, " ".join("ab" for _ in range(200))])
def test_what_cannot_be_turned_well_is_left_as_it_is(text: str) -> None:
    assert title_lines(text, 165, 14, bold=False) == (text,)
