"""Between lines and duties: a roster read from lines, and lines that take up a roster where that is still possible."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from planner.model.roster.crew_problem import CrewProblem
from planner.model.roster.line_problem import OFF, Line
from planner.roster.duties import Duty, Vacancy
from planner.roster.staffing import OfficerCode


def duties_of(problem: CrewProblem, lines: Sequence[Line]) -> tuple[Duty, ...]:
    """The duties of these lines by slot, machine in workbook order, role, officer in workbook order."""
    rank = {machine.name: number for number, machine in enumerate(problem.case.campaign.machines)}
    found = []
    for number, (own, line) in enumerate(zip(problem.choosing, lines, strict=True)):
        for offer, choice in zip(own.groups, line, strict=True):
            if choice != OFF:
                group = problem.groups[offer[choice - 1]]
                shift = group.machine_shift
                duty = Duty(
                    officer=own.officer.code,
                    machine=shift.machine,
                    unit=shift.unit,
                    date=shift.day,
                    shift=shift.shift,
                    role=group.role,
                )
                found.append((shift.ordinal, rank[shift.machine], group.role, number, duty))
    return tuple(duty for *_, duty in sorted(found, key=lambda row: row[:-1]))


def vacant_of(problem: CrewProblem, duties: Iterable[Duty]) -> tuple[Vacancy, ...]:
    """The seats ahead that nobody takes; officers take required seats first."""
    calendar = problem.case.campaign.calendar
    rank = {machine.name: number for number, machine in enumerate(problem.case.campaign.machines)}
    held = Counter((calendar.ordinal(duty.date, duty.shift), duty.machine, duty.role) for duty in duties)
    vacant = []
    for group in sorted(problem.groups, key=lambda group: not group.is_required):
        shift = group.machine_shift
        key = shift.ordinal, shift.machine, group.role
        taken = min(held[key], group.officers)
        held[key] -= taken
        if taken < group.officers:
            vacancy = Vacancy(
                machine=shift.machine,
                unit=shift.unit,
                date=shift.day,
                shift=shift.shift,
                role=group.role,
                is_required=group.is_required,
                officers=group.officers - taken,
            )
            place = shift.ordinal, rank[shift.machine], group.role, not group.is_required
            vacant.append((place, vacancy))
    return tuple(vacancy for _, vacancy in sorted(vacant, key=lambda row: row[0]))


def lines_of(problem: CrewProblem, duties: Iterable[Duty]) -> tuple[Line, ...]:
    """Lines that take up these duties in the seats that there still are; what cannot be is a day off."""
    calendar = problem.case.campaign.calendar
    had: dict[OfficerCode, dict[int, Duty]] = defaultdict(dict)
    for duty in duties:
        had[duty.officer][calendar.ordinal(duty.date, duty.shift)] = duty
    left = [group.officers for group in problem.groups]
    barred = [owner.barred for owner in problem.lines.owners]
    lines = []
    for number, own in enumerate(problem.choosing):
        line = []
        for layer, offer in enumerate(own.groups):
            taken = OFF
            for choice, group in enumerate(offer, 1):
                shift = problem.groups[group].machine_shift
                before = had[own.officer.code].get(shift.ordinal)
                fits = before is not None and (before.machine, before.role) == (
                    shift.machine,
                    problem.groups[group].role,
                )
                if fits and left[group] and taken == OFF and (layer, choice) not in barred[number]:
                    taken = choice
                    left[group] -= 1
            line.append(taken)
        lines.append(tuple(line))
    return tuple(lines)
