"""Plans printed and read back: `python -m tests.round_trips --cases 300 [--seed 1]`.

Plan → appendix as .xlsx and .docx → what is read of it: the same slots, nothing unreadable, and, filled by the rule,
the same plan. Cases have two visits, labels that swap every month, three shifts, fixed and mobile postings, several
machines at one unit, slots without dossiers, days outside of every posting, and months that turn. A third are
re-plans, whose past is on paper too.
"""

import argparse
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from planner.domain.campaign import Campaign
from planner.domain.office import Letterhead
from planner.domain.plan import Plan
from planner.domain.version import PlanVersion
from planner.intake.appendix.appendix_reader import read_appendix
from planner.prints.forms.appendix.paper import print_appendix
from planner.workflow.appendix.auditing import Basis, judged_appendix
from tests.campaigns import Size, filled_plan, random_campaign, random_placements, seeded
from tests.ledger.samples import provenance
from tests.random_replans import random_replan

LONGER = Size(units=7, machines=4, days=45, shifts=3, need=90)
REPLANS = 2
"""One case in three is a re-plan."""
SUFFIXES = (".xlsx", ".docx")


def random_case(rng: Random) -> tuple[Campaign, Plan]:
    """A campaign of any length, its labels swapped every month in a third of the cases, and a plan of it."""
    campaign = random_campaign(rng, rng.choice((Size(), LONGER)))
    if rng.random() < 0.4:
        campaign = _moved(campaign, rng.randint(0, 400))
    if rng.random() < 0.35:
        campaign = campaign.model_copy(update={"letterhead": Letterhead(swap_shifts_monthly=True)})
    placements = tuple(dict.fromkeys(random_placements(rng, campaign)))
    return campaign, filled_plan(campaign, placements)


def _moved(campaign: Campaign, days: int) -> Campaign:
    """The campaign so many days later, so that years and months turn elsewhere."""
    by = timedelta(days=days)
    calendar = campaign.calendar.model_copy(
        update={"first_day": campaign.calendar.first_day + by, "last_day": campaign.calendar.last_day + by}
    )
    units, closures = (
        tuple(
            one.model_copy(update={"first_day": one.first_day + by, "last_day": one.last_day + by}) for one in several
        )
        for several in (campaign.units, campaign.closures)
    )
    machines = tuple(
        machine.model_copy(
            update={
                "postings": tuple(
                    one.model_copy(update={"first_day": one.first_day + by, "last_day": one.last_day + by})
                    for one in machine.postings
                )
            }
        )
        for machine in campaign.machines
    )
    return campaign.model_copy(
        update={
            "calendar": calendar,
            "units": units,
            "machines": machines,
            "closures": closures,
            "phases": (),
            "pins": (),
        }
    )


def random_replanned_case(rng: Random) -> tuple[Campaign, Plan]:
    """A campaign under way and a re-plan of it. Nothing stands in it twice, and nothing is planned in the past."""
    while True:
        replanned = random_replan(rng, random_case(rng)[0])
        campaign, plan = replanned.campaign, replanned.plan
        first = plan.first_ordinal_ahead(campaign.calendar)
        planned = [row for row in plan.assignments if not row.done]
        slots = {(row.machine, row.unit, row.date, row.shift) for row in plan.assignments}
        is_ahead = all(campaign.calendar.ordinal(row.date, row.shift) >= first for row in planned)
        if is_ahead and len(slots) == len(plan.assignments):
            return campaign, plan


def differences(campaign: Campaign, plan: Plan, folder: Path) -> list[str]:
    """What is not the same after printing the plan and reading its appendix."""
    print_appendix(campaign, plan, folder)
    return [
        f"{suffix}: {text}" for suffix in SUFFIXES for text in compared(campaign, plan, folder / f"phu-luc{suffix}")
    ]


def compared(campaign: Campaign, plan: Plan, appendix: Path) -> list[str]:
    """What the appendix says otherwise than the plan."""
    read = read_appendix(appendix, campaign)
    found = [str(problem) for problem in read.unreadable]
    basis = Basis() if plan.as_of is None else Basis(_stored(plan))
    again = judged_appendix(campaign, basis, read).plan
    if set(again.assignments) != set(plan.assignments) or len(again.assignments) != len(plan.assignments):
        found.append(f"{len(read.slots)} slots read, {len(plan.assignments)} printed; another plan")
    return found


def _stored(plan: Plan) -> PlanVersion:
    return PlanVersion(
        number=2,
        plan=plan,
        provenance=provenance(),
        is_sound=True,
        made_at=datetime(2023, 4, 12, tzinfo=UTC),
        made_by="trực ban",
    )


def main() -> int:
    """Exit 1 if any plan came back as another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    failures: list[str] = []
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(asked.cases):
            rng = seeded(f"{asked.seed}/{number}")
            campaign, plan = random_replanned_case(rng) if number % 3 == REPLANS else random_case(rng)
            seen["re-plans"] += plan.as_of is not None
            failures += [f"{asked.seed}/{number} {text}" for text in differences(campaign, plan, Path(folder))]
            seen["slots"] += len(plan.assignments)
            seen["without dossiers"] += sum(not row.dossiers for row in plan.assignments)
            seen["with swapped labels"] += campaign.letterhead.swap_shifts_monthly
            seen["with three shifts"] += len(campaign.calendar.shifts) == 3
    told = ", ".join(f"{what} {count}" for what, count in seen.items())
    sys.stdout.write(f"{asked.cases} plans as xlsx and docx: {told}\n")
    sys.stdout.write("\n".join([*failures[:40], f"{len(failures)} differences"]) + "\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
