"""What a ledger holds, saved out for the day when nothing else can read it any more."""

from dataclasses import dataclass
from pathlib import Path

from planner.errors import PlannerError
from planner.files import write_atomically
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.address import FileAddress, default_ledger, ledger_address
from planner.ledger.salvage import Saved, save_out
from planner.prints.writers.as_csv import csv_text
from planner.workflow.ledger.ledger_files import as_xlsx, event_lines, result_lines

XLSX, RESULTS_CSV, EVENTS_CSV = "so-cai.xlsx", "ket-qua.csv", "su-kien.csv"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was saved, and where."""

    saved: Saved
    paths: tuple[Path, ...]
    """One workbook with both, then results and events as CSV."""


def export_ledger(workbook: Path, folder: Path, *, address: str | None = None) -> Exported:
    """Write every result and event into this folder, as far as they can be read, even without a readable workbook.

    The ledger is not changed. Raises LedgerError, UnwritableFile, and on a server also what the workbook raises.
    """
    place = address or default_ledger(workbook)
    saved = save_out(place, _campaign_of(workbook, is_needed=not isinstance(ledger_address(place), FileAddress)))
    contents = {
        XLSX: as_xlsx(saved),
        RESULTS_CSV: csv_text(result_lines(saved)).encode(),
        EVENTS_CSV: csv_text(event_lines(saved)).encode(),
    }
    return Exported(saved, tuple(write_atomically(folder / name, content) for name, content in contents.items()))


def _campaign_of(workbook: Path, *, is_needed: bool) -> str | None:
    try:
        return read_campaign(workbook).campaign.name
    except PlannerError:
        if is_needed:
            raise
        return None
