"""The appendix on paper: where each machine stands on which days, as xlsx, docx and pdf."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.files import write_atomically
from planner.prints.appendix_table import appendix_table
from planner.prints.frame import Paper, frame_of
from planner.prints.schedule import schedule_of
from planner.texts import texts_of

_ = texts_of("prints")

STEM = "phu-luc"
"""The files' name, whatever the campaign is called."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Where prints went, and what their reader should know of them."""

    paths: tuple[Path, ...]
    warnings: tuple[str, ...] = ()


def appendix_paper(campaign: Campaign, plan: Plan) -> Paper:
    """The appendix before any format: its frame and its table."""
    return Paper(frame=frame_of(campaign), table=appendix_table(schedule_of(campaign, plan)))


def print_appendix(campaign: Campaign, plan: Plan, folder: Path) -> Printed:
    """Write the plan's appendix into this folder in all three formats. Raises UnwritableFile."""
    paper = appendix_paper(campaign, plan)
    paths, warnings = [], []
    for suffix, write in _formats().items():
        wanted = folder / f"{STEM}.{suffix}"
        path = write_atomically(wanted, write(paper))
        paths.append(path)
        if path != wanted:
            warnings.append(
                _("{wanted} is open in another program; the new print is {path}").format(
                    wanted=wanted.name, path=path.name
                )
            )
    return Printed(tuple(paths), (*warnings, *_font_warnings()))


def _formats() -> dict[str, Callable[[Paper], bytes]]:
    """The writers by file suffix; their packages are heavy, so only a print loads them."""
    from planner.prints.as_docx import as_docx  # noqa: PLC0415
    from planner.prints.as_pdf import as_pdf  # noqa: PLC0415
    from planner.prints.as_xlsx import as_xlsx  # noqa: PLC0415

    return {"xlsx": as_xlsx, "docx": as_docx, "pdf": as_pdf}


def _font_warnings() -> tuple[str, ...]:
    from planner.prints.fonts import WANTED, chosen_family  # noqa: PLC0415

    family = chosen_family()
    if family == WANTED:
        return ()
    return (
        _("{wanted} is not installed here, so the PDF is set in {family}; xlsx and docx are not affected").format(
            wanted=WANTED, family=family
        ),
    )
