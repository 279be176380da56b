"""A small campaign whose plan somebody edits by hand: days 1 to 9, day 7 closed to all, day 1 reported, today is day 2.

M1 takes 3 dossiers a slot: it stands at A on days 1 and 2 and at C on day 5. M2 takes 5: B on day 1, D on day 6. All is
announced up to day 6, so days 2 and 3 are frozen.
"""

from pathlib import Path

from planner.domain.hand_edits import HandMove
from planner.domain.record import MachineName, UnitCode
from planner.ledger.address import default_ledger
from planner.ledger.ledger import Ledger, open_ledger
from planner.replan.situation import Announced, PlanningMoment
from planner.workflow.hand_made.basis import HandBasis
from planner.workflow.ledger.made_from import sha256_of
from tests.campaigns import closed, day, filled_plan, label, machine, posting, small_campaign, stand, unit
from tests.ledger.samples import AT, file_named, provenance
from tests.replans import reported
from tests.workbooks import write_workbook

CAMPAIGN = small_campaign(
    units=[unit("A", 12), unit("B", 10), unit("C", 6), unit("D", 10)],
    machines=[machine("M1", posting(3)), machine("M2", posting(5))],
    days=9,
    closures=[closed(7)],
    roads=[],
)
PLAN = filled_plan(
    CAMPAIGN,
    stand("M1", "A", "1.1 1.2 2.1 2.2"),
    stand("M2", "B", "1.1 1.2"),
    stand("M1", "C", "5.1 5.2"),
    stand("M2", "D", "6.1 6.2"),
)
DAY_1 = [
    *(reported(slot, 3) for slot in stand("M1", "A", "1.1 1.2")),
    *(reported(slot, 5) for slot in stand("M2", "B", "1.1 1.2")),
]
TODAY, UNTIL = day(2), day(6)


def basis(*, is_announced: bool = True) -> HandBasis:
    """The plan as it stands on day 2."""
    announced = Announced(PLAN, UNTIL) if is_announced else None
    return HandBasis(CAMPAIGN, 1, PLAN, PlanningMoment(TODAY, label(1)), tuple(DAY_1), announced)


def move(machine_name: str, code: str, stay: str, to: str, to_machine: str | None = None) -> HandMove:
    """`move("M1", "C", "5.1 5.2", "6.1")`: the stay from its first to its last slot, to begin with another one."""
    slots = stand(machine_name, code, stay)
    (wanted,) = stand(machine_name, code, to)
    return HandMove(
        machine=MachineName(machine_name),
        unit=UnitCode(code),
        first_day=slots[0].day,
        first_shift=slots[0].shift,
        last_day=slots[-1].day,
        last_shift=slots[-1].shift,
        to_machine=MachineName(to_machine or machine_name),
        to_day=wanted.day,
        to_shift=wanted.shift,
    )


def stored(folder: Path) -> Path:
    """The workbook with its ledger in this folder: plan 1 announced, day 1 reported."""
    workbook = folder / "campaign.xlsx"
    write_workbook(CAMPAIGN, workbook)
    with ledger_beside(workbook) as ledger:
        made_from = provenance(0).model_copy(update={"workbook_sha256": sha256_of(workbook)})
        ledger.store_version(PLAN, made_from, is_sound=True, by="Minh", at=AT)
        ledger.announce(1, UNTIL, by="Minh", at=AT)
        ledger.record(DAY_1, file_named("ngày 1.xlsx"), by="Minh", at=AT)
    return workbook


def ledger_beside(workbook: Path) -> Ledger:
    """The campaign's ledger."""
    return open_ledger(default_ledger(workbook), CAMPAIGN.name)
