"""A stored plan on paper, whole or for one unit, machine or zone. What is printed may be deleted at any time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign, Machine, Unit
from planner.domain.plan import Plan
from planner.domain.record import MachineName, UnitCode
from planner.domain.told_apart import told_apart
from planner.errors import Problem, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.pasted import pasted
from planner.prints.forms.registry import FORMS, NOTICES, PrintForm
from planner.prints.forms.task import PrintExtent, PrintTask
from planner.texts import texts_of
from planner.workflow.folders import assert_writable
from planner.workflow.ledger.adjusted import with_adjustments
from planner.workflow.ledger.keeping import ledger_of, nothing_planned_yet
from planner.workflow.ledger.keeping import today as this_day
from planner.workflow.ledger.made_from import has_changed, sha256_of
from planner.workflow.ledger.meanwhile import outdated
from planner.workflow.named import machine_called, unit_called
from planner.workflow.printing.ahead import about_past_campaign, first_day_told
from planner.workflow.printing.areas import area_called, areas_printed_apart
from planner.workflow.printing.form_printing import print_areas, print_forms
from planner.workflow.printing.paper_folder import paper_folder

_ = texts_of("workflow")

FORMS_OF_A_UNIT = tuple(form for form in FORMS if form.is_of_a_unit)
FORMS_OF_A_MACHINE = tuple(form for form in FORMS if form.is_of_a_machine)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed of a plan."""

    version: int | None = None
    """None is the latest."""
    unit: str | None = None
    """Its code or name: only what concerns it."""
    machine: str | None = None
    """Its name: only what concerns it. Not together with a unit."""
    zone: str | None = None
    """A zone's name, or the area before its dash: only the units there. Not together with a unit or a machine."""
    forms: tuple[PrintForm, ...] = ()
    """None named: all that there are."""
    tidies: bool = False
    """Papers of other plans are removed from the folder."""
    pages_address: str | None = None
    """Where the published page of all units is found on the web; notices lead there."""


@dataclass(frozen=True, slots=True)
class PrintedVersion:
    """A stored plan and where its papers are."""

    plan: Plan
    folder: Path
    plan_path: Path | None
    """None where only a part was printed."""
    prints: tuple[Path, ...]
    without_slots: tuple[Unit, ...]
    """Units that were to get a notice, had the plan any slot left for them."""
    over: tuple[Unit, ...]
    """Units that were to get a notice, were not all their days over."""
    without_work: tuple[Machine, ...]
    """Machines that were to get an itinerary, had they any work in the plan."""
    problems: tuple[Problem, ...]
    """Warnings of the workbook."""
    warnings: tuple[str, ...]
    """What the reader of the prints should know."""
    workbook_has_changed: bool
    """Whether the workbook, by which places and hours are printed, is another than the plan was made from."""


def print_version(
    workbook: Path,
    folder: Path,
    wanted: Wanted,
    listen: Callable[[str], None],
    *,
    address: str | None = None,
    today: date | None = None,
) -> PrintedVersion:
    """Print a stored version once more; it is not planned anew. `listen` hears a line of every notice and itinerary.

    Notices leave out the days before `today`, by default the day that it is now where the campaign is.
    Raises UnreadableFile, WorkbookProblems, WrongUsage, LedgerError, UnwritableFile.
    """
    read, sha256 = read_campaign(workbook), sha256_of(workbook)
    extent, forms = _extent(read.campaign, wanted)
    assert_writable(folder)
    with ledger_of(workbook, read.campaign, address, folder=folder) as ledger:
        read = with_adjustments(read, ledger)
        version = ledger.latest_version() if wanted.version is None else ledger.version(wanted.version)
        if version is None:
            raise nothing_planned_yet(workbook)
        refuse_unknown_names(workbook, read.campaign, version.plan)
        day = today or this_day(read.campaign)
        told_from = first_day_told(read.campaign, day)
        with paper_folder(folder, read.campaign, version.plan) as kept:
            campaign = told_apart(read.campaign)
            task = PrintTask(
                campaign,
                version.plan,
                folder,
                extent,
                listen,
                kept.keep,
                kept.keep_for_every_plan,
                told_from,
                wanted.pages_address,
            )
            apart = areas_printed_apart(campaign) if extent.is_whole else ()
            printed = print_areas(task, forms, apart) if apart else print_forms(task, forms)
            old = kept.settle(removes=wanted.tidies)
            if wanted.version is None:
                again = pasted("print", workbook, ledger=str(ledger) if address else None)
                old = (*old, *outdated(read.campaign, ledger, version.plan, again))
    return PrintedVersion(
        plan=version.plan,
        folder=folder,
        plan_path=printed.plan_path,
        prints=printed.paths,
        without_slots=printed.without_slots,
        over=printed.over,
        without_work=printed.without_work,
        problems=(*ledger.warnings, *read.warnings),
        warnings=(*printed.warnings, *old, *(about_past_campaign(read.campaign, day) if NOTICES in forms else ())),
        workbook_has_changed=has_changed(sha256, version.provenance),
    )


def _extent(campaign: Campaign, wanted: Wanted) -> tuple[PrintExtent, tuple[PrintForm, ...]]:
    """What part of the plan is meant, and which forms there are of it. Raises WrongUsage."""
    if sum(each is not None for each in (wanted.unit, wanted.machine, wanted.zone)) > 1:
        raise WrongUsage(_("Give only one of --unit, --machine and --zone"))
    if wanted.zone is not None:
        return PrintExtent(area=area_called(campaign, wanted.zone)), wanted.forms or FORMS
    if wanted.unit is not None:
        unit = campaign.units_by_code[UnitCode(unit_called(campaign, wanted.unit))]
        return PrintExtent(unit=unit), _of_one(wanted.forms, FORMS_OF_A_UNIT, "--unit")
    if wanted.machine is not None:
        machine = campaign.machines_by_name[MachineName(machine_called(campaign, wanted.machine, "--machine"))]
        return PrintExtent(machine=machine), _of_one(wanted.forms, FORMS_OF_A_MACHINE, "--machine")
    return PrintExtent(), wanted.forms or FORMS


def _of_one(forms: tuple[PrintForm, ...], there_are: tuple[PrintForm, ...], option: str) -> tuple[PrintForm, ...]:
    lacking = [form for form in forms if form not in there_are]
    if lacking:
        raise WrongUsage(
            _(
                "{option}: there is no {lacking} of it, only {forms}. Leave out {option} or choose another --form"
            ).format(option=option, lacking=", ".join(map(str, lacking)), forms=", ".join(map(str, there_are)))
        )
    return forms or there_are


def refuse_unknown_names(workbook: Path, campaign: Campaign, plan: Plan) -> None:
    """Prints tell places, names and hours, which only the workbook knows. Raises WrongUsage where it lost some."""
    lost: set[str] = set()
    lost.update({row.unit for row in plan.assignments} - campaign.units_by_code.keys())
    lost.update({row.machine for row in plan.assignments} - campaign.machines_by_name.keys())
    lost.update({row.shift for row in plan.assignments} - set(campaign.calendar.shift_labels))
    if lost:
        raise WrongUsage(
            _("{workbook}: plan {number} needs {names}, which the workbook no longer has. Put them back").format(
                workbook=workbook, number=plan.version, names=", ".join(sorted(lost))
            )
        )
