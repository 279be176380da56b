"""Papers that use every feature of a paper, with texts of one's choice."""

from planner.prints.paper.chart import Chart, ChartKind, Series
from planner.prints.paper.frame import Frame, frame_of, letter_frame
from planner.prints.paper.paper import Figure, Orientation, Paper, Paragraph, ParagraphAlign
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from tests.prints.campaigns import LONG_NAME, made

CAMPAIGN, _PLAN = made(num_units=5, num_machines=2, num_days=20)
LETTER = letter_frame(CAMPAIGN, word="THÔNG BÁO", title=("Lịch thu nhận hồ sơ cấp thẻ căn cước",))


def frame() -> Frame:
    """With everything in it."""
    return frame_of(CAMPAIGN)


def row(*texts: str, **look: object) -> PaperRow:
    """A row without merged cells, all of one look."""
    return PaperRow(cells=tuple(PaperCell.model_validate({"column": c, "text": t} | look) for c, t in enumerate(texts)))


def letter(text: str = "Trân trọng thông báo.") -> Paper:
    """One page: paragraphs of every kind and a small table."""
    return Paper(
        frame=LETTER,
        parts=(
            Paragraph(text=f"Kính gửi: {LONG_NAME}.", indented=False, align=ParagraphAlign.CENTER),
            Paragraph(
                text="Công an xã tổ chức thu nhận hồ sơ cấp thẻ căn cước, định danh điện tử cho công dân trên địa bàn "
                "theo lịch dưới đây; đề nghị công dân đến đúng ngày, đúng ca để việc thu nhận được thuận lợi."
            ),
            Paragraph(text="1. Thời gian, địa điểm", bold=True),
            small_table(text),
            Paragraph(text="2. Giấy tờ mang theo", bold=True),
            Paragraph(text="- Giấy tờ hợp pháp đã có, nếu có thay đổi thông tin;", align=ParagraphAlign.LEFT),
            Paragraph(text=text, italic=True),
        ),
        sheet="Thông báo",
    )


def small_table(text: str = "") -> Table:
    """Narrower than the page, without a band's title."""
    return Table(
        columns=(
            PaperColumn(title="Ngày", width_mm=30, align=Align.CENTER),
            PaperColumn(title="Giờ", width_mm=45),
            PaperColumn(title="Hồ sơ", width_mm=25, align=Align.RIGHT, counts=True),
        ),
        bands=(
            Band(
                title="",
                blocks=(
                    Block(rows=(row("11/4/2024", "Từ 7h00 đến 15h00", "1.160"), row("12/4/2024", text, "0"))),
                    Block(
                        rows=(PaperRow(cells=(PaperCell(column=0, text="Cộng", columns=2, bold=True), total("1.160"))),)
                    ),
                ),
            ),
        ),
    )


def total(text: str) -> PaperCell:
    """The last cell of the small table's sum."""
    return PaperCell(column=2, text=text, bold=True)


def grouped_table(num_rows: int = 12, size: float = 11.0, text: str = LONG_NAME) -> Table:
    """Eleven columns, eight of them in groups of two; merged and coloured cells; a band without a title."""
    groups = ("Hồ sơ thu nhận", "Hồ sơ được duyệt", "Tài khoản định danh mức 2", "Ứng dụng")
    columns = (
        PaperColumn(title="TT", width_mm=10, align=Align.CENTER, counts=True),
        PaperColumn(title="Đơn vị", width_mm=48),
        *(
            PaperColumn(title=title, width_mm=21, align=Align.RIGHT, counts=True, group=group)
            for group in groups
            for title in ("Chỉ tiêu", "Đã đạt")
        ),
        PaperColumn(title="Ghi chú", width_mm=26, fill="DDEBF7"),
    )
    figures = [f"{number}.{number * 7:03d}" for number in range(1, 9)]
    blocks = tuple(
        Block(rows=(row(str(number), text if number % 5 == 2 else f"Xã số {number}", *figures, ""),))
        for number in range(1, num_rows + 1)
    )
    merged = Block(
        rows=(
            PaperRow(
                cells=(
                    PaperCell(column=0, text="A", rows=2, columns=2, fill="FFE699", align=Align.CENTER),
                    *(PaperCell(column=column, text=str(column), bold=True) for column in range(2, 6)),
                    PaperCell(column=6, text="gộp bốn", columns=4, rows=2, fill="E2EFDA"),
                    PaperCell(column=10, text="x"),
                )
            ),
            PaperRow(
                cells=(PaperCell(column=2, text="17", columns=3), PaperCell(column=10, text="y", align=Align.RIGHT))
            ),
        )
    )
    return Table(
        columns=columns,
        size=size,
        bands=(
            Band(title="I. Các xã vùng thấp", blocks=blocks, notes=("Số liệu đến 15h30.",)),
            Band(title="", blocks=(merged,)),
        ),
    )


def several_tables(num_rows: int = 12, text: str = LONG_NAME) -> Paper:
    """Lengthwise: tables of different columns below each other, one of them on a page of its own."""
    wide = grouped_table(num_rows, text=text)
    return Paper(
        frame=frame(),
        parts=(
            Paragraph(text="I. Kết quả chung", bold=True),
            small_table(text),
            Paragraph(text="II. Kết quả từng xã", bold=True),
            wide,
            small_table(text).model_copy(update={"starts_page": True, "sheet": "Tháng 4/2024", "size": 9.0}),
            Paragraph(text=text),
        ),
        orientation=Orientation.LANDSCAPE,
        sheet="Báo cáo",
    )


def lines(num_days: int = 60, text: str = "Lũy kế hồ sơ thu nhận so với yêu cầu") -> Chart:
    """What is collected, with a gap, a lonely day and nothing yet for the last third, beside what is needed."""
    collected = [None if day in (5, 7) or day * 3 > num_days * 2 else float(day * day) for day in range(num_days)]
    return Chart(
        kind=ChartKind.LINES,
        title=text,
        categories=tuple(f"{1 + day % 30}/{4 + day // 30}" for day in range(num_days)),
        series=(
            Series(name=f"Đã thu nhận {text}", values=tuple(collected)),
            Series(name="Cần đạt", values=tuple(day * 30.5 for day in range(num_days)), dashed=True, colour="C00000"),
        ),
        value_title="Hồ sơ",
    )


def bars(num_units: int = 11, text: str = LONG_NAME) -> Chart:
    """Of every kind: a long name, nothing, zero, less than zero."""
    odd = {2: 98.5, 3: -12.5, 4: None, 5: 0.0}
    return Chart(
        kind=ChartKind.BARS,
        title="Tỷ lệ hoàn thành theo đơn vị",
        categories=tuple(text if unit == 2 else f"Xã số {unit}" for unit in range(num_units)),
        series=(Series(name="Tỷ lệ", values=tuple(odd.get(unit, unit * 1.5) for unit in range(num_units))),),
        value_title="%",
    )


def charts(num_units: int = 11, text: str = LONG_NAME) -> Paper:
    """Two figures with text and a table around them."""
    return Paper(
        frame=frame(),
        parts=(
            Paragraph(text="1. Tiến độ chung", bold=True),
            Figure(chart=lines(text=text), width_mm=160, height_mm=75),
            Paragraph(text="2. Tiến độ từng đơn vị", bold=True),
            Figure(chart=bars(num_units, text), width_mm=165, height_mm=min(25 + 6 * num_units, 235)),
            small_table(text),
        ),
        sheet="Báo cáo",
    )
