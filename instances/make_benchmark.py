"""Make every campaign of the public benchmark: python instances/make_benchmark.py

`benchmark/KIND/NAME.xlsx`; benchmark/README.md says what the kinds are and what is fact. The same facts and seeds give
the same bytes inside each file; the files are packed, and another zlib may pack them a little differently.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from benchmark_variants import variants

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.written_workbook import workbook_bytes

HERE = Path(__file__).resolve().parent


def campaigns() -> Iterator[tuple[str, WorkbookContent]]:
    """Every campaign that has nothing but a workbook, with its kind and name."""
    yield from variants()


def packed(content: bytes) -> bytes:
    """The same file of Office, its parts packed: a workbook of 200 units takes a tenth of the room."""
    small = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(small, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry), zipfile.ZIP_DEFLATED, 9)
    return small.getvalue()


def make(benchmark: Path) -> None:
    """Write every file of the benchmark into its folder."""
    for name, content in campaigns():
        path = benchmark / f"{name}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(packed(workbook_bytes(content)))


if __name__ == "__main__":
    make(HERE / "benchmark")
