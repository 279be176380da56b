"""What a roster comes to: its summary, what stays vacant and who could step in, and the same for a program."""

from collections.abc import Iterator
from typing import Any

from planner.check.roster.stepping_in import StepIn
from planner.intake.roster_file import roster_as_json, vacancy_as_json
from planner.roster.duties import Roster, Vacancy
from planner.roster.staffing import ANY_ROLE
from planner.telling.figures import counted, figure, goal_name
from planner.telling.problems import stored_as_json
from planner.telling.proofs import proof_of
from planner.telling.roster.missing import shortage_as_json
from planner.texts import listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.roster.rostering import Rostered

_ = texts_of("telling")
ngettext = plurals_of("telling")

MOST_OFFICERS_SHOWN = 2
MOST_BREACHES_SHOWN = 1


def ended_early() -> str:
    """That somebody stopped the search for a roster."""
    return _("The search was ended early; this is the best roster found until then.")


def head_of_roster(rostered: Rostered) -> str:
    """Which roster it is, of which plan, and from when on."""
    made = rostered.roster
    first = made.as_of or rostered.campaign.calendar.first_day
    moment = spoken_day(first) if made.as_of_shift is None else f"{spoken_day(first)} {made.as_of_shift}"
    sentence = (
        _("{campaign}: roster {version} of plan {plan}, from {moment} on")
        if rostered.trouble is None
        else _("{campaign}: a roster of plan {plan} that is not stored, from {moment} on")
    )
    return sentence.format(campaign=rostered.campaign.name, version=made.version, plan=made.plan_version, moment=moment)


def summary_of_roster(rostered: Rostered) -> Iterator[str]:
    """What a roster comes to: officers, duties, vacant seats, every goal with its proof."""
    ahead = [duty for duty in rostered.roster.duties if not duty.done]
    busy = len({duty.officer for duty in ahead})
    yield _("  Officers      {busy} of {all} have duties").format(
        busy=spoken_number(busy), all=spoken_number(len(rostered.case.staffing.officers))
    )
    vacant = _seats(rostered.roster, is_required=None)
    yield _("  Duties        {duties} ahead, {vacant}").format(
        duties=spoken_number(len(ahead)), vacant=counted(vacant, _("1 seat vacant"), _("{count} seats vacant"))
    )
    required = _seats(rostered.roster, is_required=True)
    if required:
        yield ngettext(
            "  Of these {count} without which its machine cannot run",
            "  Of these {count} without which their machines cannot run",
            required,
        ).format(count=spoken_number(required))
    yield _("  Goals, in order:")
    for result in rostered.roster.goals:
        yield f"    {goal_name(result.goal):<14} {figure(result.goal, result.value):>12}  {proof_of(result)}"


def _seats(made: Roster, *, is_required: bool | None) -> int:
    return sum(seat.officers for seat in made.vacant if is_required in (None, seat.is_required))


def vacancies_told(rostered: Rostered, at_most: int) -> Iterator[str]:
    """The first vacancies, each with those who could step in, least broken first; nothing where nobody is missing."""
    if not rostered.could_step_in:
        return
    yield _("  Vacant, and who could step in with what that would break:")
    for vacancy, steps in rostered.could_step_in[:at_most]:
        yield f"    {_vacancy(rostered, vacancy)}"
        for step in steps[:MOST_OFFICERS_SHOWN]:
            yield f"      {_step(step)}"
        if not steps:
            yield _("      nobody has this role")


def _vacancy(rostered: Rostered, vacancy: Vacancy) -> str:
    unit = rostered.campaign.units_by_code[vacancy.unit].name
    told = f"{spoken_day(vacancy.date)} {vacancy.shift} {vacancy.machine} ({unit})"
    if vacancy.role != ANY_ROLE:
        told += f", {vacancy.role}"
    missing = counted(vacancy.officers, _("1 missing"), _("{count} missing"))
    return f"{told}: {missing}"


def _step(step: StepIn) -> str:
    """Who would break what; each breach names the officer by itself."""
    if not step.broken:
        officer = f"{step.officer.name} ({step.officer.code})"
        return _("{officer} breaks no rule; a later goal gets worse").format(officer=officer)
    return listed([violation.message for violation in step.broken], MOST_BREACHES_SHOWN, between="; ")


def rostered_as_json(rostered: Rostered) -> dict[str, Any]:
    """A roster's way to its papers for a program, with what is missing and who could step in."""
    told = roster_as_json(rostered.roster)
    del told["duties"], told["vacant"], told["schema"]
    return {
        "roster": str(rostered.roster_path),
        "prints": [str(path) for path in rostered.prints],
        **stored_as_json(rostered.trouble),
        "was_stopped": rostered.was_stopped,
        "warnings": [*map(str, rostered.problems), *rostered.warnings],
        **told,
        "duties": sum(not duty.done for duty in rostered.roster.duties),
        "missing": [shortage_as_json(shortage) for shortage in rostered.missing],
        "vacant": [
            {
                **vacancy_as_json(vacancy),
                "could_step_in": [
                    {"officer": step.officer.code, "breaks": [violation.message for violation in step.broken]}
                    for step in steps
                ],
            }
            for vacancy, steps in rostered.could_step_in
        ],
    }
