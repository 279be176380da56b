"""Whether someone has a workbook open while it is read."""

from pathlib import Path

from planner.errors import UnwritableFile
from planner.intake.cells.findings import Findings
from planner.texts import texts_of

_ = texts_of("intake")


def note_open_in_excel(path: Path, findings: Findings) -> None:
    """Warn if Excel's own lock file stands beside the workbook."""
    if path.with_name(f"~${path.name}").exists():
        findings.warn(
            path.name,
            _("the workbook seems to be open in Excel; what is not saved there is not read"),
            _("Save it in Excel and do this again if you have just changed it"),
        )


def refuse_open_in_excel(path: Path) -> None:
    """Refuse to replace a workbook that somebody has open, in Excel or LibreOffice. Raises UnwritableFile."""
    for lock in (f"~${path.name}", f".~lock.{path.name}#"):
        if path.with_name(lock).exists():
            raise UnwritableFile(
                _("{path}: open in another program. Save and close it there, then run the command again").format(
                    path=path
                )
            )
