"""What is told of a fleet: the fewest machines, where they start from, and a line for each number of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from planner.domain.campaign import Campaign, Machine
from planner.domain.plan import GoalResult
from planner.domain.policy import Goal, Proof
from planner.domain.record import UnitCode
from planner.next_steps import NextStep, Step, worded
from planner.telling.figures import UNKNOWN, counted, figure
from planner.telling.proofs import goals_as_json, names_not_proven, proof_in_short
from planner.telling.tables import Columns, as_csv
from planner.texts import spoken_day, spoken_number, texts_of
from planner.workflow.fleet.kinds import base_of
from planner.workflow.fleet.sized import COMPARED, Based, Line, Sized, Stage

_ = texts_of("telling")


def stage_told(stage: Stage, machines: int) -> str:
    """What is looked at now."""
    count = machines_told(machines)
    return {
        Stage.TODAY: _("today's {machines}"),
        Stage.FEWEST: _("whether it takes no more than {machines}"),
        Stage.LINE: _("with {machines}"),
        Stage.ANYWHERE: _("best bases for {machines}"),
    }[stage].format(machines=count)


def machines_told(machines: int) -> str:
    """So many machines, in words that fit one and many."""
    return counted(machines, _("1 machine"), _("{count} machines"))


def fleet_reply(sized: Sized) -> str:
    """The fewest machines that do it, with what is proven; or why none is known."""
    day, line = spoken_day(sized.by), sized.answer
    if line is None or line.found is None:
        return _none_found(sized)
    said = {
        "day": day,
        "machines": machines_told(line.machines),
        "finish": spoken_day(line.finish) if line.finish else UNKNOWN,
        "km": figure(Goal.TRAVEL, line.found.result(Goal.TRAVEL).value),
    }
    if sized.least >= line.machines:
        sentence = _(
            "To collect everything by {day} it takes {machines}; proven, no fewer can. Done on {finish}, {km} km"
        )
        return sentence.format(**said)
    sentence = _("To collect everything by {day} it takes no more than {machines}: done on {finish}, {km} km. ").format(
        **said
    )
    return sentence + worded(_fewer_told(sized.least), NextStep(Step.MORE_TIME))


def _none_found(sized: Sized) -> str:
    day, most = spoken_day(sized.by), machines_told(sized.most)
    if sized.least > sized.most:
        return _("Proven: even {machines} cannot collect everything by {day}").format(machines=most, day=day)
    sentence = _("Not known: up to {machines}, no plan that collects everything by {day} was found. ")
    return sentence.format(machines=most, day=day) + worded(_fewer_told(sized.least), NextStep(Step.MORE_TIME))


def _fewer_told(least: int) -> str:
    return _("Fewer than {least} are proven too few; of what lies between nothing is proven").format(
        least=spoken_number(least)
    )


def bases_told(sized: Sized) -> Iterator[str]:
    """Where the fewest machines start from, and where they had best start from; nothing where none do it."""
    line = sized.answer
    if line is None or line.found is None:
        return
    based = _grouped(line.found.campaign, line.at_work)
    if based:
        yield _("They start from: {bases}").format(bases=based)
    best = line.anywhere
    if best is not None and best.result(Goal.TRAVEL).value < line.found.result(Goal.TRAVEL).value:
        yield _("Best, over all units they go to: {km} km ({proof}), starting from: {bases}").format(
            km=figure(Goal.TRAVEL, best.result(Goal.TRAVEL).value),
            proof=proof_in_short(best.result(Goal.TRAVEL)),
            bases=_grouped(best.campaign, _at_work(best, line)),
        )


def _grouped(campaign: Campaign, machines: Iterable[Machine]) -> str:
    """Machines behind the units that they start from, in the order of the machines; empty where none has a base."""
    by_base: dict[UnitCode, list[str]] = {}
    for machine in machines:
        base = base_of(machine)
        if base is not None:
            by_base.setdefault(base, []).append(machine.name)
    units = campaign.units_by_code
    return "; ".join(f"{units[base].name} ({', '.join(names)})" for base, names in by_base.items())


def _at_work(based: Based, line: Line) -> list[Machine]:
    return [machine for machine in based.campaign.machines if machine.name not in line.fleet.away]


def change_told(line: Line) -> str:
    """What the line has more and less than the workbook."""
    if line.is_todays:
        return _("as today")
    gone = [] if line.found is None else [one for one in line.found.campaign.machines if one.name in line.fleet.away]
    signed = (("−", gone), ("+", line.come))
    return "; ".join(f"{sign} {', '.join(one.name for one in machines)}" for sign, machines in signed if machines)


def line_proof_told(line: Line) -> str:
    """What is not proven of the line, with what is."""
    if line.found is None:
        return _("no plan")
    names = {Goal.UNSERVED: _("left"), Goal.FINISH: _("finish"), Goal.TRAVEL: "km"}
    results = [line.found.result(goal) for goal in COMPARED]
    unproven = [f"{names[one.goal]} {_proof(one)}" for one in results if one.proof is Proof.BEST_FOUND]
    return "; ".join(unproven) or _("proven")


def _proof(result: GoalResult) -> str:
    """A bound of 0 says nothing: so it is where a goal before this one is not proven."""
    return proof_in_short(result) if result.bound else _("not proven")


def lines_without_plan(sized: Sized) -> Iterator[str]:
    """A line for each number of machines that has no plan, with the reason."""
    for line in sized.lines:
        if line.why_not:
            yield f"  - {machines_told(line.machines)}: {line.why_not}"


def fleet_missing_told(num_missing: int) -> str:
    """How many lines nobody had the time to look at."""
    return counted(
        num_missing,
        _("The search was over before 1 line was begun."),
        _("The search was over before {count} lines were begun."),
    )


def fleet_solved_for_told() -> str:
    """By which goals lines are compared."""
    return _("Each line: the fewest left, then the soonest finish, then the fewest km. Nothing is stored.")


def best_km_told(line: Line) -> str:
    """What is driven from the best bases; where that is not proven to be the least, behind it what is."""
    if line.anywhere is None:
        return UNKNOWN
    travel = line.anywhere.result(Goal.TRAVEL)
    told = figure(Goal.TRAVEL, travel.value)
    return told if travel.proof is Proof.OPTIMAL else f"{told} (≥ {figure(Goal.TRAVEL, travel.bound or 0)})"


def km_of(based: Based | None) -> float | None:
    """What is driven; None where that is not known."""
    return None if based is None else based.result(Goal.TRAVEL).value


def fleet_as_json(sized: Sized, advice: dict[str, Any] | None) -> dict[str, Any]:
    """The fewest machines and every line, with the door's own `advice` on how to search on."""
    return {
        "sentence": fleet_reply(sized),
        "by": sized.by.isoformat(),
        "fewest": sized.fewest,
        "at_least": sized.least,
        "proven": sized.fewest is not None and sized.least >= sized.fewest,
        "most": sized.most,
        "lines": [_line_as_json(line) for line in sized.lines],
        "num_missing": sized.num_missing,
        "was_stopped": sized.was_stopped,
        "advice": advice,
    }


def _line_as_json(line: Line) -> dict[str, Any]:
    found = line.found
    return {
        "machines": line.machines,
        "is_today": line.is_todays,
        "away": sorted(line.fleet.away),
        "come": [machine.name for machine in line.come],
        "finish": line.finish.isoformat() if line.finish else None,
        "left": line.left if found is not None else None,
        "goals": goals_as_json(found.plan if found is not None else None),
        "bases": {machine.name: base_of(machine) for machine in line.at_work},
        "anywhere": None if line.anywhere is None else _anywhere_as_json(line.anywhere, line),
        "why_not": line.why_not,
    }


def _anywhere_as_json(best: Based, line: Line) -> dict[str, Any]:
    travel = best.result(Goal.TRAVEL)
    return {
        "km": travel.value,
        "bound": travel.bound,
        "proof": travel.proof.value,
        "bases": {machine.name: base_of(machine) for machine in _at_work(best, line)},
    }


def fleet_csv(sized: Sized) -> str:
    """The table of the lines."""
    columns: Columns[Line] = {
        _("machines"): lambda line: line.machines,
        _("change"): change_told,
        _("finish"): lambda line: line.finish,
        _("left"): lambda line: line.left if line.found is not None else None,
        "km": lambda line: km_of(line.found),
        _("km, best bases"): lambda line: km_of(line.anywhere),
        _("not proven"): lambda line: names_not_proven(line.found.plan.goals if line.found is not None else ()),
        _("why there is none"): lambda line: line.why_not,
    }
    return as_csv(columns, sized.lines)
