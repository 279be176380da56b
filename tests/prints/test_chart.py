"""Charts: valid pictures that escape their texts and keep inside their edges, native ones in xlsx, readable in docx."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from openpyxl.chart import BarChart, LineChart
from pydantic import ValidationError

from planner.prints.paper.chart import Chart, ChartKind, Series
from planner.prints.paper.paper import Figure, Paper
from planner.prints.writers.charts.scale import figure, scale_of
from planner.prints.writers.charts.svg_of_chart import chart_svg
from planner.prints.written import Format, print_paper
from tests.prints.campaigns import LONG_NAME
from tests.prints.papers import LETTER, bars, charts, lines
from tests.prints.test_hostile_text import PAYLOADS

WIDTH, HEIGHT = 450.0, 300.0
CHARTS = {
    "lines": lines(),
    "one day": lines(1),
    "90 days": lines(90),
    "bars": bars(),
    "one bar": bars(1),
    "111 bars": bars(111),
    "nothing": Chart(kind=ChartKind.LINES, title="", categories=(), series=()),
    "no values": Chart(
        kind=ChartKind.BARS, title="T", categories=("a", "b"), series=(Series(name="n", values=(None, None)),)
    ),
    "only less than zero": Chart(
        kind=ChartKind.BARS, title="T", categories=("a",), series=(Series(name="n", values=(-1234567.0,)),)
    ),
    "many series": Chart(
        kind=ChartKind.LINES,
        title=LONG_NAME * 3,
        categories=("a", "b"),
        series=tuple(Series(name=f"{LONG_NAME} {number}", values=(1, number)) for number in range(9)),
        value_title=LONG_NAME * 4,
    ),
}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_picture_is_valid_and_keeps_inside_its_edges(chart: Chart) -> None:
    root = fromstring(chart_svg(chart, WIDTH, HEIGHT))
    numbers = [
        (name, float(value))
        for element in root.iter()
        for name, value in element.attrib.items()
        if name in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy")
    ]
    assert numbers
    for name, value in numbers:
        assert 0 <= value <= (WIDTH if "x" in name else HEIGHT), (name, value)
    assert all(float(element.attrib["width"]) >= 0 for element in root.iter() if "width" in element.attrib)


def test_lines_leave_gaps_and_a_day_alone_is_a_dot() -> None:
    told = chart_svg(lines(), WIDTH, HEIGHT)
    paths = re.findall(r'<path d="(.*?)"', told)
    assert [path.count(",") for path in paths] == [5, 33, 60]
    assert told.count("<circle") == 1
    # The dashed line and its sample in the legend.
    assert told.count("stroke-dasharray") == 2
    assert "#C00000" in told


def test_a_bar_bears_its_value_and_what_is_missing_has_none() -> None:
    root = fromstring(chart_svg(bars(8), WIDTH, HEIGHT))
    texts = [element.text for element in root.iter() if element.tag.endswith("}text")]
    assert "98,5" in texts
    assert "-12,5" in texts
    assert "10,5" in texts
    # The ground and a bar for each of seven values; the fifth unit has none.
    assert len([element for element in root.iter() if element.tag.endswith("}rect")]) == 1 + 7


def test_a_long_name_takes_two_lines_or_is_cut_off() -> None:
    texts = re.findall(r"<text[^>]*>(.*?)</text>", chart_svg(bars(), WIDTH, HEIGHT))
    assert " ".join(texts[texts.index("Xã số 1") :]).count("Khu công nghiệp và đô thị") == 1
    low = chart_svg(bars(60), WIDTH, HEIGHT)
    assert LONG_NAME not in low or "…" not in low


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_texts_stay_text(payload: str, tmp_path: Path) -> None:
    for chart in (lines(text=payload), bars(text=payload)):
        tags = {element.tag.rpartition("}")[2] for element in fromstring(chart_svg(chart, WIDTH, HEIGHT)).iter()}
        assert tags <= {"svg", "title", "rect", "path", "text", "line", "circle"}
    print_paper(charts(text=payload), tmp_path, "to-giay", tuple(Format))
    with zipfile.ZipFile(tmp_path / "to-giay.xlsx") as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert not [element for element in fromstring(parts.read(name)).iter() if element.tag.endswith("}f")]


def test_excel_draws_its_own_charts_from_numbers(tmp_path: Path) -> None:
    print_paper(charts(), tmp_path, "bao-cao", (Format.XLSX,))
    workbook = openpyxl.load_workbook(tmp_path / "bao-cao.xlsx")
    assert workbook.sheetnames == ["Báo cáo", "Số liệu"]
    first, second = workbook["Báo cáo"]._charts  # type: ignore[attr-defined]
    assert (type(first), type(second)) == (LineChart, BarChart)
    assert second.type == "bar"
    assert [series.val.numRef.f for series in first.series] == ["'Số liệu'!$B$2:$B$61", "'Số liệu'!$C$2:$C$61"]
    assert first.series[1].tx.strRef.f == "'Số liệu'!$C$1"
    numbers = workbook["Số liệu"]
    assert numbers["C1"].value == "Cần đạt"
    assert (numbers["B6"].value, numbers["B7"].value, numbers["B8"].value) == (16, None, 36)
    assert second.series[0].cat.strRef.f == "'Số liệu'!$A$64:$A$74"
    assert (numbers["A66"].value, numbers["B66"].value) == (LONG_NAME, 98.5)


def test_a_series_without_a_value_for_each_category_is_refused() -> None:
    with pytest.raises(ValidationError, match="1 values for 2 categories"):
        Chart(kind=ChartKind.BARS, title="", categories=("a", "b"), series=(Series(name="n", values=(1,)),))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), (0, 1, 1)),
        ((0, 0), (0, 1, 1)),
        ((97.5,), (0, 100, 20)),
        ((-12.5, 100), (-20, 100, 20)),
        ((-3,), (-3, 0, 0.5)),
        ((17700,), (0, 20000, 5000)),
        ((0.04,), (0, 0.04, 0.01)),
    ],
)
def test_scales_have_round_steps(values: tuple[float, ...], expected: tuple[float, float, float]) -> None:
    scale = scale_of(values)
    assert tuple(scale) == pytest.approx(expected)
    assert scale.steps[-1] == pytest.approx(expected[1])


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1324, "1.324"), (45.87, "45,9"), (1234567.5, "1.234.567,5"), (-0.01, "0"), (-12.5, "-12,5")],
)
def test_figures_are_vietnamese(value: float, expected: str) -> None:
    assert figure(value) == expected


def test_a_figure_is_as_large_in_word_as_it_says(tmp_path: Path) -> None:
    paper = Paper(frame=LETTER, parts=(Figure(chart=bars(), width_mm=120, height_mm=80),))
    print_paper(paper, tmp_path, "hinh", (Format.DOCX,))
    with zipfile.ZipFile(tmp_path / "hinh.docx") as parts:
        document = parts.read("word/document.xml").decode()
        (picture,) = [name for name in parts.namelist() if name.startswith("word/media/")]
        assert parts.read(picture).startswith(b"\x89PNG")
    assert f'cx="{120 * 36000}" cy="{80 * 36000}"' in document
    assert 'descr="Tỷ lệ hoàn thành theo đơn vị"' in document
