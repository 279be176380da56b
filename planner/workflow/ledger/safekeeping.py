"""The ledger kept a second time, and made again from what was kept."""

from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.identity import identity_of
from planner.errors import LedgerError
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.address import default_ledger
from planner.ledger.backups import back_up
from planner.ledger.holdings import Held
from planner.ledger.ledger import Ledger
from planner.ledger.restoring import Restored, restore
from planner.workflow.ledger.keeping import ledger_of, this_moment, writer


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was written and checked."""

    path: Path
    held: Held
    """How much it holds."""
    is_noted: bool
    """Whether the ledger says that it was made; one that cannot be written can be backed up all the same."""


@dataclass(frozen=True, slots=True)
class RestoredLedger:
    """A ledger that was made again."""

    ledger: str
    """Where it stands, without password."""
    restored: Restored


def back_up_ledger(
    workbook: Path, path: Path | None = None, *, address: str | None = None, by: str | None = None
) -> BackedUp:
    """Write the campaign's ledger into this file, by default one beside it that bears the moment in its name.

    Raises UnreadableFile, WorkbookProblems, LedgerError.
    """
    campaign = read_campaign(workbook).campaign
    with ledger_of(workbook, campaign, address, bears_none=True) as ledger:
        target = path or _beside(ledger.path or default_ledger(workbook), campaign)
        held = back_up(ledger, target)
        return BackedUp(target, held, is_noted=_note(ledger, target, by))


def restore_ledger(
    workbook: Path,
    backup: Path,
    *,
    address: str | None = None,
    may_lose: bool = False,
    may_be_other: bool = False,
    by: str | None = None,
) -> RestoredLedger:
    """Make the campaign's ledger what the backup holds; what stood there is kept beside it.

    What the backup lacks is lost only where that is allowed, and a backup of another campaign of the same name is taken
    for this one's only where that is. Raises UnreadableFile, WorkbookProblems, LedgerError; the
    ledger then is as it was.
    """
    campaign = read_campaign(workbook).campaign
    restored = restore(
        backup,
        address or default_ledger(workbook),
        campaign.name,
        by=writer(by),
        at=this_moment(),
        may_lose=may_lose,
        may_be_other=may_be_other,
        identity=identity_of(campaign),
    )
    with ledger_of(workbook, campaign, address, bears_none=True) as ledger:
        return RestoredLedger(str(ledger), restored)


def _beside(ledger: Path, campaign: Campaign) -> Path:
    """A name beside the ledger that bears this moment by the campaign's clock."""
    moment = this_moment().astimezone(campaign.clock).strftime("%Y%m%d-%H%M%S")
    return ledger.with_name(f"{ledger.stem}.backup-{moment}{ledger.suffix}")


def _note(ledger: Ledger, target: Path, by: str | None) -> bool:
    try:
        ledger.log("backup", {"file": target.name}, by=writer(by), at=this_moment())
    except LedgerError:
        return False
    return True
