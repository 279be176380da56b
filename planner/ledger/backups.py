"""A ledger kept a second time, in one file that was checked."""

from pathlib import Path

from planner.errors import LedgerLacks, LedgerUnusable
from planner.ledger.address import FileAddress
from planner.ledger.database import Database
from planner.ledger.file_copy import check_file, copy_ledger_file, is_ledger_file, new_file_for
from planner.ledger.holdings import Held, carry_over, held
from planner.ledger.ledger import Ledger, open_ledger
from planner.ledger.numbering import LedgerPlace
from planner.ledger.refusals import Broken, told_to_people
from planner.ledger.soundness import refuse_any_fault
from planner.texts import texts_of

_ = texts_of("ledger")


def back_up(ledger: Ledger, target: Path) -> Held:
    """Write the whole campaign into this file, from a server too, while others may go on recording.

    The file is checked before it gets its name; an older backup there is replaced. Nothing is noted in the ledger:
    log it where that is wanted. Raises LedgerError, also where the ledger holds nothing, and where something stands at
    `target` that is no backup.
    """
    _refuse_to_overwrite(target, ledger.path)
    if not ledger.reach().holds_anything:
        raise LedgerLacks(_("{ledger}: holds nothing yet that could be backed up").format(ledger=ledger))
    _refuse_faults(ledger)
    if ledger.path is not None:
        copy_ledger_file(ledger.path, target)
    else:
        _copy_from_server(ledger, target)
    with open_ledger(target, ledger.campaign) as copy, copy.database.reading() as connection:
        return held(LedgerPlace(connection, copy.campaign))


def _refuse_faults(ledger: Ledger) -> None:
    with ledger.database.reading() as connection:
        refuse_any_fault(LedgerPlace(connection, ledger.campaign))


def _copy_from_server(ledger: Ledger, target: Path) -> None:
    with new_file_for(target) as temporary, ledger.database.reading() as source:
        rows = LedgerPlace(source, ledger.campaign)
        copy = Database(FileAddress(temporary), str(target))
        with copy.writing() as connection:
            carry_over(rows, connection)
        check_file(temporary, str(target))
        with copy.reading() as connection:
            if held(LedgerPlace(connection, ledger.campaign)) != held(rows):
                raise Broken


def _refuse_to_overwrite(target: Path, ledger: Path | None) -> None:
    with told_to_people(str(target)):
        if not target.exists() or target.stat().st_size == 0:
            return
        is_itself = ledger is not None and ledger.exists() and target.samefile(ledger)
    if is_itself or not is_ledger_file(target):
        raise LedgerUnusable(
            _("{file}: something else than a backup stands there. Choose another file for the backup").format(
                file=target
            )
        )
