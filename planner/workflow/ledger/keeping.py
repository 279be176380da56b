"""Which ledger goes with a workbook, and who writes into it when."""

import getpass
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.identity import identity_of
from planner.domain.long_numbers import without_long_numbers
from planner.errors import LedgerError, Problem, Severity, WrongUsage
from planner.files import readable_name
from planner.ledger.address import default_ledger
from planner.ledger.ledger import Ledger, open_ledger
from planner.ledger.numbering import BEGIN_ANEW, LAST_ROSTER, LAST_VERSION
from planner.pasted import pasted
from planner.texts import texts_of
from planner.workflow.ledger.beside import NEW_LEDGER, Surroundings, refuse

_ = texts_of("workflow")

NOBODY_KNOWN = "?"
_EMPTIED_BYTES = 1


def ledger_of(
    workbook: Path,
    campaign: Campaign,
    address: str | None,
    *,
    writes: bool = False,
    bears_none: bool = False,
    folder: Path | None = None,
    despite_changed_figures: bool = False,
) -> Ledger:
    """The ledger at this address, or the one beside the workbook, looked at together with what lies around it.

    Whatever shows that the campaign is kept elsewhere, or had come further, is refused where it `writes`, and also
    where there is no ledger yet unless that can be borne; else it stands in the ledger's `warnings`. `folder` is where
    papers go, if that was said. Raises LedgerError.
    """
    ledger = _opened(workbook, campaign, address, despite_changed_figures=despite_changed_figures)
    try:
        around = Surroundings(workbook, campaign, ledger, folder=folder, is_named=address is not None)
        signs = around.signs()
        if writes or (around.is_absent and not bears_none):
            refuse(signs)
    except BaseException:
        ledger.close()
        raise
    ledger.warnings = signs
    return ledger


def new_ledger_of(
    workbook: Path, campaign: Campaign, address: str | None, *, folder: Path | None = None, by: str | None = None
) -> Ledger:
    """A ledger that begins anew on purpose, though another may lie beside it; plans are numbered after those seen.

    Raises WrongUsage where it holds something already, and LedgerError.
    """
    ledger = _opened(workbook, campaign, address, takes_emptied=True)
    try:
        around = Surroundings(workbook, campaign, ledger, folder=folder, is_named=address is not None)
        _refuse_to_begin_twice(ledger, around)
        if around.signs():
            seen: dict[str, str | int] = {"beside": around.names(), LAST_VERSION: around.last_version()}
            if around.last_roster():
                seen[LAST_ROSTER] = around.last_roster()
            ledger.log(BEGIN_ANEW, seen, by=writer(by), at=this_moment())
    except BaseException:
        ledger.close()
        raise
    return ledger


def _refuse_to_begin_twice(ledger: Ledger, around: Surroundings) -> None:
    if not around.is_absent:
        raise WrongUsage(
            _(
                "{ledger}: already keeps this campaign, and {option} begins one only where there is none. Leave "
                "{option} out, or name another place with --ledger"
            ).format(ledger=ledger, option=NEW_LEDGER)
        )


def warnings_of_the_default(workbook: Path, campaign: Campaign) -> tuple[Problem, ...]:
    """What a command that reads no ledger should say all the same: that the one beside the workbook is gone."""
    path = default_ledger(workbook)
    if path.exists() and path.stat().st_size > _EMPTIED_BYTES:
        return ()
    try:
        with _opened(workbook, campaign, None) as ledger:
            return Surroundings(workbook, campaign, ledger, is_named=False).signs_of_files()
    except LedgerError as error:
        return (
            Problem(where=path.name, what=str(error).removeprefix(f"{path}: "), advice="", severity=Severity.WARNING),
        )


def about_adjustments_beside(workbook: Path, campaign: Campaign, *, of_rosters: bool = False) -> tuple[Problem, ...]:
    """What a command that reads no ledger should say of adjustments that hold in the one beside the workbook.

    Of those that plans rest on, or of those that rosters do.
    """
    path = default_ledger(workbook)
    if not path.exists():
        return ()
    try:
        with _opened(workbook, campaign, None) as ledger:
            every = ledger.adjustments.all()
            holding = [str(each.number) for each in every if each.holds and each.is_of_rosters is of_rosters]
    except LedgerError:
        return ()
    if not holding:
        return ()
    return (
        Problem(
            where=path.name,
            what=_("adjustments {numbers} hold there, and are not counted here: the workbook alone is").format(
                numbers=", ".join(holding)
            ),
            advice=_("To count them, add {option}").format(option=pasted("--ledger", path).removeprefix("planner ")),
            severity=Severity.WARNING,
        ),
    )


def _opened(
    workbook: Path,
    campaign: Campaign,
    address: str | None,
    *,
    takes_emptied: bool = False,
    despite_changed_figures: bool = False,
) -> Ledger:
    return open_ledger(
        address or default_ledger(workbook),
        campaign.name,
        identity=identity_of(campaign),
        takes_emptied=takes_emptied,
        despite_changed_figures=despite_changed_figures,
    )


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


def writer(by: str | None) -> str:
    """Under which name something is written: the one that a door gives, else that of whoever runs this."""
    return whoever_runs_this() if by is None else without_long_numbers(readable_name(by))


def whoever_runs_this() -> str:
    """The name under which the person is signed in at this machine."""
    try:
        return without_long_numbers(readable_name(getpass.getuser()))
    except (OSError, KeyError, ImportError):
        return NOBODY_KNOWN


def this_moment() -> datetime:
    """Now, in universal time."""
    return datetime.now(UTC)


def today(campaign: Campaign) -> date:
    """The day that it is now where the campaign is, whatever zone this machine's clock is set to."""
    return this_moment().astimezone(campaign.clock).date()


def nothing_planned_yet(workbook: Path) -> WrongUsage:
    """There is no version in the ledger to go on from."""
    return WrongUsage(
        _("{workbook}: no plan has been stored yet. Run {command} first").format(
            workbook=workbook, command=pasted("plan", workbook)
        )
    )
