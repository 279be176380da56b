"""Which ledger goes with a workbook, and who writes into it when."""

import getpass
import hashlib
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.long_numbers import without_long_numbers
from planner.errors import UnreadableFile, WrongUsage
from planner.files import readable_name
from planner.ledger.address import default_ledger
from planner.ledger.ledger import Ledger, open_ledger
from planner.texts import texts_of

_ = texts_of("workflow")

NOBODY_KNOWN = "?"


def ledger_of(workbook: Path, campaign: Campaign, address: str | None) -> Ledger:
    """The ledger at this address, or the one beside the workbook. Raises LedgerError."""
    return open_ledger(address or default_ledger(workbook), campaign.name)


def make_sure_of_room(ledger: Ledger) -> None:
    """Raise now what writing would raise after a long search. A ledger that does not exist yet is not created."""
    if ledger.path is None or ledger.path.exists() or not _takes_files(ledger.path.parent):
        ledger.prepare_writing()


def _takes_files(folder: Path) -> bool:
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix="."):
            return True
    except OSError:
        return False


def whoever_runs_this() -> str:
    """The name under which the person is signed in at this machine."""
    try:
        return without_long_numbers(readable_name(getpass.getuser()))
    except (OSError, KeyError, ImportError):
        return NOBODY_KNOWN


def this_moment() -> datetime:
    """Now, in universal time."""
    return datetime.now(UTC)


def today() -> date:
    """The day that the machine's clock shows."""
    return datetime.now().astimezone().date()


def sha256_of(path: Path) -> str:
    """The hash by which a version tells the workbook that it was made from. Raises UnreadableFile."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UnreadableFile(_("{path}: cannot be read. Check the path").format(path=path)) from error


def nothing_planned_yet(workbook: Path) -> WrongUsage:
    """There is no version in the ledger to go on from."""
    return WrongUsage(
        _("{workbook}: no plan has been stored yet. Run planner plan {workbook} first").format(workbook=workbook)
    )
