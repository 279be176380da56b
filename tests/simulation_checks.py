"""What must hold after every re-plan of a simulated campaign, asked without trusting the program's own refusal."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

from planner.check.verdict import Verdict, judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.policy import Goal, Proof
from planner.domain.results import Result
from planner.domain.search_terms import SearchTerms
from planner.intake.plan_file import read_plan
from planner.ledger.ledger import Ledger
from planner.model.solve import solve
from planner.workflow.days.standing import status_of
from planner.workflow.planning.planning import Planned
from tests.placements import Placement, can_meet
from tests.replans import replan
from tests.simulated_days import World
from tests.workbooks import write_results

FROZEN_DAYS = 2
"""What a re-plan freezes if nobody says otherwise."""
SLACK = {Goal.TRAVEL: 0.11}
"""Travel is told with one decimal."""


@dataclass(frozen=True)
class Morning:
    """A re-plan, and all that it rests on."""

    world: World
    workbook: Path
    ledger: Ledger
    replanned: Planned
    announced: Plan
    arbiter: ModuleType | None
    max_changes: int | None

    @property
    def campaign(self) -> Campaign:
        """The campaign as the workbook has it."""
        return self.replanned.campaign

    @property
    def plan(self) -> Plan:
        """The new version."""
        return self.replanned.plan

    @property
    def now(self) -> int:
        """The first slot that it plans."""
        return self.plan.first_ordinal_ahead(self.campaign.calendar)

    @property
    def frozen_until(self) -> date:
        """The last frozen day, whatever the plan says of it."""
        assert self.plan.as_of is not None
        return self.plan.as_of + timedelta(days=FROZEN_DAYS - 1)

    @property
    def results(self) -> tuple[Result, ...]:
        """All that counts."""
        return self.ledger.results()

    @property
    def verdict(self) -> Verdict:
        """The checker's."""
        return judge(self.campaign, self.plan, self.announced, self.results)


def complaints(morning: Morning) -> list[str]:
    """Everything that is wrong with this version and its ledger; nothing where all is well."""
    return [
        *_about_soundness(morning),
        *_about_frozen_slots(morning),
        *_about_sums(morning),
        *_about_versions(morning),
        *_about_what_is_left(morning),
        *_about_keeping_the_old(morning),
    ]


def frozen_slots_lost(morning: Morning) -> list[Assignment]:
    """Announced placements of the frozen days that the new plan does not have."""
    calendar, until = morning.campaign.calendar, morning.frozen_until
    held = {_place(row) for row in morning.plan.assignments if not row.done}
    return [
        row
        for row in morning.announced.assignments
        if row.date <= until and calendar.ordinal(row.date, row.shift) >= morning.now and _place(row) not in held
    ]


def _about_soundness(morning: Morning) -> Iterator[str]:
    verdict = morning.verdict
    yield from (f"checker: {violation.rule}: {violation.message}" for violation in verdict.violations)
    yield from (f"checker: {unverified} was not verified" for unverified in verdict.unverified)
    changed = verdict.changed_unit_days or 0
    if morning.max_changes is not None and changed > morning.max_changes:
        yield f"{changed} unit-days changed, {morning.max_changes} allowed"
    if morning.arbiter is None:
        return
    told = morning.workbook.with_name("all-results.xlsx")
    write_results(morning.results, told)
    wrong, goals = morning.arbiter.judge(
        morning.arbiter.Campaign(morning.workbook),
        json.loads(morning.replanned.plan_path.read_text(encoding="utf-8")),
        morning.announced.model_dump(mode="json"),
        told,
    )
    yield from (f"arbiter: {line}" for line in wrong)
    if goals["changed_unit_days"] != changed:
        yield f"arbiter: {goals['changed_unit_days']} unit-days changed, checker: {changed}"


def _about_frozen_slots(morning: Morning) -> Iterator[str]:
    closed = morning.world.closed
    if morning.plan.frozen_until != morning.frozen_until:
        yield f"frozen up to {morning.plan.frozen_until} instead of {morning.frozen_until}"
    for row in frozen_slots_lost(morning):
        if (row.machine, row.date, row.shift) not in closed and (row.unit, row.date, row.shift) not in closed:
            yield f"frozen without a fact: {_place(row)}"


def _about_sums(morning: Morning) -> Iterator[str]:
    world, plan, results = morning.world, morning.plan, morning.results
    if {result.key: result.collected for result in results} != {
        key: result.collected for key, result in world.told.items()
    }:
        yield "the ledger's results are not what was reported"
    done = [row for row in plan.assignments if row.done]
    for unit in morning.campaign.units:
        counted = sum(row.dossiers for row in done if row.unit == unit.code) + plan.elsewhere.get(unit.code, 0)
        if counted != world.collected_at(unit.code):
            yield f"{unit.code}: {counted} in the plan, {world.collected_at(unit.code)} were reported"
    total = status_of(morning.workbook, today=plan.as_of).progress.total
    if plan.as_of_shift is None and total.collected + total.elsewhere != world.collected():
        yield f"status: {total.collected} + {total.elsewhere} collected, {world.collected()} were reported"


def _about_versions(morning: Morning) -> Iterator[str]:
    versions = morning.ledger.versions()
    if [version.number for version in versions] != list(range(1, len(versions) + 1)):
        yield f"versions are numbered {[version.number for version in versions]}"
    if read_plan(morning.replanned.plan_path) != versions[-1].plan:
        yield "plan.json is not the version that was stored last"
    if not versions[-1].is_sound or versions[-1].provenance.last_result != morning.ledger.mark().result:
        yield "the version does not say what it was made from"
    yield from (f"{path} is missing" for path in morning.replanned.prints if not path.stat().st_size)


def _about_what_is_left(morning: Morning) -> Iterator[str]:
    left, told = morning.verdict.left, {one.unit: one for one in morning.plan.unserved}
    for code, dossiers in left.items():
        if dossiers and (code not in told or told[code].dossiers != dossiers or not told[code].reason):
            yield f"{code}: {dossiers} are left without an explanation"


def _about_keeping_the_old(morning: Morning) -> Iterator[str]:
    """A new plan is never worse than what still holds of the former, and no bound is above what that reaches."""
    kept = kept_plan(morning)
    verdict = judge(morning.campaign, kept, morning.announced, morning.results)
    changes_too_much = morning.max_changes is not None and (verdict.changed_unit_days or 0) > morning.max_changes
    if not verdict.sound or changes_too_much:
        return
    values = {told.goal: told.value for told in verdict.goals}
    yield from (f"keeping the former plan: {complaint}" for complaint in worse_than(morning.plan, values))


def kept_plan(morning: Morning) -> Plan:
    """What still holds of the plan that this one follows, refilled."""
    plan, campaign = morning.plan, morning.campaign
    former = [
        Placement(row.machine, row.unit, row.date, row.shift) for row in morning.replanned.start.situation.previous
    ]
    return replan(
        campaign,
        [row for row in plan.assignments if row.done],
        [placement for placement in former if can_meet(campaign, placement)],
        as_of=plan.as_of or date.max,
        as_of_shift=plan.as_of_shift,
        elsewhere=plan.elsewhere,
        announced_until=plan.announced_until,
        frozen_until=plan.frozen_until,
        rates=plan.rates,
    )


def worse_than(plan: Plan, other: dict[Goal, int | float]) -> Iterator[str]:
    """Where another sound plan with these values shows that this one is worse, or has claimed too much."""
    for result in plan.goals:
        if result.proof is Proof.NOT_OPTIMISED:
            return
        mine, theirs, slack = float(result.value), float(other[result.goal]), SLACK.get(result.goal, 0.0)
        if result.bound is not None and theirs < float(result.bound) - slack:
            yield f"{result.goal} {theirs} is below the bound {result.bound}"
        if theirs < mine - slack:
            yield f"{result.goal} {theirs} is better than {mine}"
        if abs(theirs - mine) > slack:
            return


def second_opinion(morning: Morning, seconds: float) -> list[str]:
    """What another search with another seed says of the claims: neither may reach what the other has ruled out."""
    solution = solve(
        morning.campaign,
        morning.replanned.start.situation,
        terms=SearchTerms(seconds=seconds, workers=1, seed=morning.now + 7),
    )
    plan = morning.plan
    other = plan.model_copy(update={"goals": solution.goals})
    return [*_beyond(plan, other), *_beyond(other, plan)]


def _beyond(claiming: Plan, reaching: Plan) -> Iterator[str]:
    for mine, theirs in zip(claiming.goals, reaching.goals, strict=True):
        slack = SLACK.get(mine.goal, 0.0)
        if mine.bound is not None and float(theirs.value) < float(mine.bound) - slack:
            yield f"another search reaches {mine.goal} {theirs.value}, below the bound {mine.bound}"
        if abs(float(mine.value) - float(theirs.value)) > slack:
            return


def gaps(plan: Plan) -> list[str]:
    """The goals that are not proven, each with how many percent are open."""
    return [
        f"{result.goal} {_gap(result.value, result.bound):.0%}"
        for result in plan.goals
        if result.proof is Proof.BEST_FOUND
    ]


def _gap(value: float, bound: float | None) -> float:
    return 1.0 if bound is None else (value - bound) / max(value, 1)


def _place(row: Assignment) -> tuple[str, str, date, str]:
    return row.machine, row.unit, row.date, row.shift


def ahead_on(plan: Plan, day: date) -> Sequence[Assignment]:
    """Where the machines are to work on this day."""
    return [row for row in plan.assignments if not row.done and row.date == day]
