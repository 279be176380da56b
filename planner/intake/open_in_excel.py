"""Whether someone has a workbook open while it is read."""

from pathlib import Path

from planner.intake.findings import Findings
from planner.texts import texts_of

_ = texts_of("intake")


def note_open_in_excel(path: Path, findings: Findings) -> None:
    """Warn if Excel's own lock file stands beside the workbook."""
    if path.with_name(f"~${path.name}").exists():
        findings.warn(
            path.name,
            _("the workbook seems to be open in Excel; what is not saved there is not read"),
            _("Save it in Excel and run the command again if you have just changed it"),
        )
