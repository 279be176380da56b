"""What is put into ledgers in these tests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from planner.domain.adjustment import Adjustment, AdjustmentKind
from planner.domain.plan import Assignment, GoalResult, Plan, Shortfall
from planner.domain.policy import Goal, Proof
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.results import Result
from planner.domain.version import Provenance, SearchSettings
from planner.ledger.ledger import Ledger
from planner.ledger.recording import Recorded, ReportedFile
from planner.roster.duties import Duty, DutyGoalResult, Roster, Vacancy
from planner.roster.policy import DutyGoal
from planner.roster.staffing import Role
from planner.roster.version import Publication, RosterProvenance, RosterVersion

CAMPAIGN = "Bình Gia"
BY = "trực ban"
AT = datetime(2023, 4, 12, 18, 5, 6, 789, tzinfo=UTC)
FIRST_DAY = date(2023, 4, 11)


def collected(dossiers: int, *, day: int = 0, shift: str = "Ca 01", machine: str = "MÁY 2", note: str = "") -> Result:
    """What a machine collected at Hòa Bình so many days after the first."""
    return Result(
        day=FIRST_DAY + timedelta(days=day),
        shift=ShiftLabel(shift),
        machine=MachineName(machine),
        unit=UnitCode("06103"),
        collected=dossiers,
        note=note,
    )


def elsewhere(dossiers: int, *, unit: str = "06112", activated: int | None = None) -> Result:
    """What a unit's first day brought without a machine."""
    return Result(day=FIRST_DAY, shift=None, machine=None, unit=UnitCode(unit), collected=dossiers, activated=activated)


def file_named(name: str) -> ReportedFile:
    """A file whose bytes are its name."""
    return ReportedFile(sha256=sha256(name.encode()).hexdigest(), name=name)


def report(ledger: Ledger, name: str, *results: Result) -> Recorded:
    """Record these as a file of this name."""
    return ledger.record(results, file_named(name), by=BY, at=AT)


def plan(dossiers: int = 160, *, as_of: date | None = None) -> Plan:
    """A plan of one row."""
    row = Assignment(
        machine=MachineName("MÁY 2"),
        unit=UnitCode("06103"),
        date=FIRST_DAY,
        shift=ShiftLabel("Ca 01"),
        dossiers=dossiers,
    )
    return Plan(
        campaign=CAMPAIGN,
        assignments=(row,),
        goals=(GoalResult(goal=Goal.TRAVEL, value=17.5, bound=None, proof=Proof.BEST_FOUND),),
        unserved=(Shortfall(unit=UnitCode("06112"), dossiers=3, reason="không đủ ca"),),
        as_of=as_of,
        elsewhere={UnitCode("06112"): 7},
    )


def provenance(last_result: int = 0) -> Provenance:
    """How a plan was made."""
    return Provenance(
        workbook_sha256="ab" * 32,
        last_result=last_result,
        settings=SearchSettings(seconds=2.5, workers=2, seed=7, freeze_days=2),
        solver="OR-Tools 9.15",
    )


def roster(officer: str = "CB01", *, as_of: date | None = None, vacant: int = 0) -> Roster:
    """A roster of one duty, and so many seats that nobody takes."""
    seat = {
        "machine": MachineName("MÁY 2"),
        "unit": UnitCode("06103"),
        "date": FIRST_DAY,
        "shift": ShiftLabel("Ca 01"),
        "role": Role("thu nhận"),
    }
    return Roster(
        campaign=CAMPAIGN,
        duties=(Duty.model_validate({**seat, "officer": officer}),),
        vacant=(Vacancy.model_validate({**seat, "officers": vacant}),) if vacant else (),
        goals=(DutyGoalResult(goal=DutyGoal.VACANT, value=vacant, bound=vacant, proof=Proof.OPTIMAL),),
        as_of=as_of,
    )


def roster_provenance(plan_version: int = 1) -> RosterProvenance:
    """How a roster was made."""
    return RosterProvenance(
        plan_version=plan_version,
        plan_sha256="cd" * 32,
        workbook_sha256="ab" * 32,
        settings=SearchSettings(seconds=2.5, workers=2, seed=7, freeze_days=2),
        solver="HiGHS 1.16",
    )


def store_roster(ledger: Ledger, made: Roster) -> RosterVersion:
    """Store this roster as one that was begun just now."""
    mark = ledger.rosters.state().mark
    return ledger.rosters.store_found(made, roster_provenance(), mark, by=BY, at=AT)[0]


def publish_roster(ledger: Ledger, number: int, until: date) -> Publication:
    """Publish this roster, begun just now."""
    published = ledger.rosters.publish_from(ledger.rosters.state().mark, number, until, by=BY, at=AT)
    assert isinstance(published, Publication)
    return published


def breakdown(machine: str = "MÁY 2", *, reason: str = "hỏng máy in") -> Adjustment:
    """Of two days, from the first day's second shift on."""
    return Adjustment(
        kind=AdjustmentKind.BREAKDOWN,
        machine=MachineName(machine),
        first_day=FIRST_DAY,
        first_shift=ShiftLabel("Ca 02"),
        last_day=FIRST_DAY + timedelta(days=1),
        last_shift=ShiftLabel("Ca 01"),
        reason=reason,
    )


def sums(results: Sequence[Result]) -> int:
    """Dossiers in all."""
    return sum(result.collected for result in results)
