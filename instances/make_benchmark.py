"""Make every campaign of the public benchmark: python instances/make_benchmark.py

`benchmark/KIND/NAME.xlsx`, and of a campaign under way a folder; benchmark/README.md says what the kinds are and what
is fact. The same facts and seeds give the same bytes inside each file; the files are packed, and another zlib may pack
them a little differently.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from benchmark_ordinary import ordinary
from benchmark_real import real
from benchmark_recorded import actuals, pencilled_plan, recorded
from benchmark_variants import variants

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.written_workbook import workbook_bytes
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.plan_file import write_plan

HERE = Path(__file__).resolve().parent
RECORDED = "recorded"


def campaigns() -> Iterator[tuple[str, WorkbookContent]]:
    """Every campaign that has nothing but a workbook, with its kind and name."""
    yield from variants()
    yield from ordinary()
    yield from real()


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
        write_campaign(benchmark / f"{name}.xlsx", content)
    for seed, (name, content) in enumerate(recorded()):
        make_recorded(benchmark / RECORDED / name, content, seed)


def write_campaign(path: Path, content: WorkbookContent) -> None:
    """Write a campaign's workbook; folders that are missing are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed(workbook_bytes(content)))


def make_recorded(folder: Path, content: WorkbookContent, seed: int) -> None:
    """Write a campaign under way into its folder: its workbook, the plan that was announced, what came."""
    workbook = folder / "campaign.xlsx"
    write_campaign(workbook, content)
    campaign = read_campaign(workbook).campaign
    plan = pencilled_plan(campaign)
    write_plan(plan, folder / "plan.json")
    (folder / "results.xlsx").write_bytes(packed(actuals(campaign, plan, seed)))


if __name__ == "__main__":
    make(HERE / "benchmark")
