"""Published shift-scheduling instances in their text form, as problems of lines; rosters as a scorer reads them."""

from dataclasses import dataclass, field
from pathlib import Path

from planner.model.roster.line_problem import OFF, Choice, Cover, Line, LineProblem, Owner, Price, Total
from planner.model.roster.line_rules import Amounts, RunsOfDays, Succession, WorkedWeekends


class Unreadable(Exception):
    """The file is not an instance; the message says where."""


@dataclass(frozen=True, slots=True)
class Employee:
    """One row of the staff."""

    name: str
    most_shifts: tuple[tuple[str, int], ...]
    most_minutes: int
    least_minutes: int
    most_work: int
    least_work: int
    least_off: int
    most_weekends: int


@dataclass(slots=True)
class Published:
    """One instance, as its file says."""

    days: int = 0
    minutes: dict[str, int] = field(default_factory=dict)
    not_after: set[tuple[str, str]] = field(default_factory=set)
    staff: list[Employee] = field(default_factory=list)
    days_off: set[tuple[str, int]] = field(default_factory=set)
    wishes: list[tuple[str, int, str, int, bool]] = field(default_factory=list)
    """Employee, day, shift, weight, and whether the shift is wanted."""
    cover: list[tuple[int, str, int, int, int]] = field(default_factory=list)
    """Day, shift, need, weights under and over."""

    def read_row(self, section: str, row: list[str]) -> None:
        """One row of a section."""
        if section == "HORIZON":
            self.days = int(row[0])
        elif section == "SHIFTS":
            self.minutes[row[0]] = int(row[1])
            self.not_after |= {(row[0], after) for after in row[2].split("|") if after}
        elif section == "STAFF":
            most = tuple((part.split("=")[0], int(part.split("=")[1])) for part in row[1].split("|") if part)
            self.staff.append(Employee(row[0], most, *(int(cell) for cell in row[2:8])))
        elif section == "DAYS_OFF":
            self.days_off |= {(row[0], int(day)) for day in row[1:] if day}
        elif section in ("SHIFT_ON_REQUESTS", "SHIFT_OFF_REQUESTS"):
            self.wishes.append((row[0], int(row[1]), row[2], int(row[3]), section == "SHIFT_ON_REQUESTS"))
        elif section == "COVER":
            self.cover.append((int(row[0]), row[1], int(row[2]), int(row[3]), int(row[4])))
        else:
            raise ValueError(section)


def read_published(path: Path) -> Published:
    """The instance of a file. Raises Unreadable with the line."""
    instance, section = Published(), ""
    for number, raw in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("SECTION_"):
            section = line.removeprefix("SECTION_")
            continue
        try:
            instance.read_row(section, [cell.strip() for cell in line.split(",")])
        except (ValueError, IndexError, TypeError) as error:
            raise Unreadable(f"{path}:{number}: not a row of {section or 'any section'}: {line}") from error
    if not (instance.days and instance.minutes and instance.staff):
        raise Unreadable(f"{path}: horizon, shifts or staff missing")
    return instance


def as_lines(instance: Published) -> LineProblem:
    """The instance as a problem of lines with one goal."""
    shifts = list(instance.minutes)
    effect = {(day, shift): number for number, (day, shift, *_) in enumerate(instance.cover)}
    choices = tuple(tuple(Choice(effect.get((day, shift)), shift) for shift in shifts) for day in range(instance.days))
    kinds = (tuple(range(len(shifts) + 1)),) * instance.days
    place = {shift: number for number, shift in enumerate(shifts, 1)}
    succession = Succession(kinds, frozenset((place[one], place[next_]) for one, next_ in instance.not_after))
    owners, totals = [], []
    for number, employee in enumerate(instance.staff):
        runs = RunsOfDays(employee.most_work, employee.least_work, employee.least_off)
        never = {place[shift] for shift, most in employee.most_shifts if most == 0}
        off_days = {day for name, day in instance.days_off if name == employee.name}
        barred = frozenset(
            (day, choice)
            for day in range(instance.days)
            for choice in place.values()
            if choice in never or day in off_days
        )
        owners.append(Owner(employee.name, choices, (runs, succession), _prices(instance, employee, place), barred))
        totals += _totals(instance, employee, number, place)
    covers = tuple(Cover(need, under, over, 0) for _, _, need, under, over in instance.cover)
    return LineProblem(instance.days, tuple(owners), covers, tuple(totals))


def _prices(instance: Published, employee: Employee, place: dict[str, int]) -> tuple[Price, ...]:
    prices = []
    for name, day, shift, weight, is_wanted in instance.wishes:
        if name == employee.name:
            paid = [choice for choice in range(len(place) + 1) if (choice != place[shift]) == is_wanted]
            prices += [Price(day, choice, 0, weight) for choice in paid]
    return tuple(prices)


def _totals(instance: Published, employee: Employee, number: int, place: dict[str, int]) -> list[Total]:
    minutes = (0, *instance.minutes.values())
    totals = [
        Total(number, Amounts((minutes,) * instance.days), employee.least_minutes, employee.most_minutes),
        Total(number, WorkedWeekends(), None, employee.most_weekends),
    ]
    for shift, most in employee.most_shifts:
        if 0 < most < instance.days:
            amounts = tuple(int(choice == place[shift]) for choice in range(len(place) + 1))
            totals.append(Total(number, Amounts((amounts,) * instance.days), None, most))
    return totals


def written(problem: LineProblem, lines: tuple[Line, ...]) -> str:
    """A roster as the scorer reads it: a line an employee, the shift of each day, - for a day off."""
    rows = []
    for owner, line in zip(problem.owners, lines, strict=True):
        days = ("-" if made == OFF else str(owner.choices[day][made - 1].label) for day, made in enumerate(line))
        rows.append(f"{owner.name}: {' '.join(days)}\n")
    return "".join(rows)
