"""Two plans side by side: who loses a promised slot first, then unit by unit, then what the goals come to."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.board.views.goals import UNKNOWN, goal_name, goal_told, proof_told
from planner.board.views.side_by_side import SideBySide, side_by_side
from planner.domain.difference import ChangeKind, UnitChange
from planner.domain.plan import GoalResult
from planner.domain.policy import Goal
from planner.prints.forms.amendment.notices import Notice
from planner.texts import plurals_of, spoken_day, spoken_days, spoken_number, texts_of
from planner.workflow.days.comparing import Compared

_ = texts_of("board")
ngettext = plurals_of("board")

AMENDMENT, NOTICES = "phu-luc-dieu-chinh", "thong-bao-dieu-chinh"
PAPERS: dict[str, tuple[str, ...]] = {AMENDMENT: ("xlsx", "docx", "pdf"), NOTICES: ("docx", "csv")}
"""What can be downloaded, by its name in the address, and in which files; nothing else can."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What changes for one commune."""

    name: str
    fate: str
    kept: str
    cancelled: str
    moved: str
    """Slots that stay, but at another place or at other hours."""
    added: str
    citizens: str
    concerns: bool
    """Whether any of its people lose a slot or have to go elsewhere."""
    days: str
    """Days on which slots are cancelled and added; empty where none are."""
    notice: str
    """The sentence to send out; empty where its people need not be told."""


@dataclass(frozen=True, slots=True)
class GoalChange:
    """A goal before and after."""

    goal: str
    before: str
    after: str
    proof: str
    """Of the value after."""


@dataclass(frozen=True, slots=True)
class PaperLink:
    """A paper of the comparison, and the files in which it can be had."""

    title: str
    hint: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The page."""

    old: int
    new: int
    promise: str
    """Up to which day the old plan was announced, or that it never was."""
    since: str
    citizens: int
    headline: str
    weighed: str
    """The same citizens weighed by the notice that they get, with what is proven; empty where that is not known."""
    lines: tuple[UnitLine, ...]
    """Units for which something changes, those with most citizens first."""
    num_same: int
    """Units for which nothing does."""
    over: tuple[str, ...]
    """Units of which no notice tells, because all that changes for them is over."""
    sides: SideBySide
    """Both plans on the days on which they differ."""
    beyond: str
    """What to know of the days among them that were not announced; empty where all were, or none."""
    goals: tuple[GoalChange, ...]
    papers: tuple[PaperLink, ...]
    announcing: str
    """Where the new plan can be announced; empty where the checker has refused it."""


def comparison_view(pair: Compared) -> ComparisonView:
    """What the new plan changes of the old one."""
    old, new = pair.old.number, pair.new.number
    told: dict[str, Notice] = {notice.unit: notice for notice in pair.notices}
    changed = [change for change in pair.difference.units if _is_changed(change)]
    changed.sort(key=lambda change: (-_citizens(told, change), [*ChangeKind].index(change.kind), change.unit))
    since, sides = pair.difference, side_by_side(pair)
    return ComparisonView(
        old=old,
        new=new,
        promise=_promise(pair),
        since=f"{since.since_shift} {spoken_day(since.since_day)}",
        citizens=pair.citizens,
        headline=_headline(pair),
        weighed=_weighed(pair),
        lines=tuple(_line(told, change) for change in changed),
        num_same=len(pair.difference.units) - len(changed),
        over=tuple(change.name for change in pair.over),
        sides=sides,
        beyond=_beyond(pair, sides),
        goals=tuple(_goals(pair)),
        papers=tuple(_papers(old, new)),
        announcing=f"/phuong-an/{new}/thong-bao" if pair.new.is_sound else "",
    )


def num_units_concerned(pair: Compared) -> int:
    """Communes whose people lose a slot or have to go elsewhere."""
    return sum(notice.citizens > 0 for notice in pair.notices)


def _promise(pair: Compared) -> str:
    if pair.announced_until is None:
        return _("Plan {number} was never announced, so nobody relies on it.").format(number=pair.old.number)
    return _("Plan {number} is announced up to {day}.").format(
        number=pair.old.number, day=spoken_day(pair.announced_until)
    )


def _beyond(pair: Compared, sides: SideBySide) -> str:
    until = pair.announced_until
    if until is None or not sides.days or sides.days[-1].day <= until:
        return ""
    return _("What comes after {day} was not announced, so nobody has to be told of its changes.").format(
        day=spoken_day(until)
    )


def _headline(pair: Compared) -> str:
    if not pair.citizens:
        return _("Nobody loses a promised slot")
    people = ngettext(
        "{count} citizen loses a promised slot, {units}",
        "{count} citizens lose a promised slot, {units}",
        pair.citizens,
    )
    num_units = num_units_concerned(pair)
    units = ngettext("at {count} unit", "at {count} units", num_units).format(count=num_units)
    return people.format(count=spoken_number(pair.citizens), units=units)


def _weighed(pair: Compared) -> str:
    plan = pair.new.plan
    goal = _goal_of(plan.goals, Goal.CHANGES)
    if goal is None or (plan.announced_version, plan.announced_until) != (pair.old.number, pair.announced_until):
        return ""
    return _("{count} when each is weighed by how short the notice is ({proof})").format(
        count=spoken_number(goal.value), proof=proof_told(goal.proof)
    )


def _is_changed(change: UnitChange) -> bool:
    return change.kind is not ChangeKind.KEPT or bool(change.remanned)


def _citizens(told: dict[str, Notice], change: UnitChange) -> int:
    return told[change.unit].citizens if change.unit in told else 0


def _line(told: dict[str, Notice], change: UnitChange) -> UnitLine:
    citizens = _citizens(told, change)
    notice = told.get(change.unit)
    return UnitLine(
        name=change.name,
        fate=_fate(change),
        kept=spoken_number(len(change.kept)),
        cancelled=spoken_number(len(change.cancelled)),
        moved=spoken_number(len(change.sent_elsewhere) + len(change.retimed)),
        added=spoken_number(len(change.new)),
        citizens=spoken_number(citizens),
        concerns=citizens > 0,
        days="; ".join(_days(change)),
        notice=notice.text if notice else "",
    )


def _days(change: UnitChange) -> Iterator[str]:
    cancelled, added = ({slot.day for slot in slots} for slots in (change.cancelled, change.new))
    if cancelled:
        yield _("cancelled {days}").format(days=spoken_days(min(cancelled), max(cancelled), with_year=False))
    if added:
        yield _("new {days}").format(days=spoken_days(min(added), max(added), with_year=False))


def _fate(change: UnitChange) -> str:
    if change.kind is ChangeKind.KEPT:
        return _("stays, other machine")
    if change.sent_elsewhere and not change.cancelled:
        return _("stays, at another place")
    if change.retimed and not change.cancelled and not change.sent_elsewhere:
        return _("stays, at other hours")
    if change.kind is ChangeKind.DROPPED:
        return _("dropped")
    return _("moved") if change.kind is ChangeKind.MOVED else _("extended")


def _goals(pair: Compared) -> Iterator[GoalChange]:
    before, after = pair.old.plan.goals, pair.new.plan.goals
    calendar = pair.campaign.calendar
    for goal in Goal:
        was, is_now = _goal_of(before, goal), _goal_of(after, goal)
        if was is None and is_now is None:
            continue
        yield GoalChange(
            goal=goal_name(goal),
            before=goal_told(calendar, goal, was.value if was else None),
            after=goal_told(calendar, goal, is_now.value if is_now else None),
            proof=proof_told(is_now.proof) if is_now else UNKNOWN,
        )


def _goal_of(goals: tuple[GoalResult, ...], goal: Goal) -> GoalResult | None:
    return next((each for each in goals if each.goal is goal), None)


def _papers(old: int, new: int) -> Iterator[PaperLink]:
    told = {
        AMENDMENT: (_("Amendment of the appendix"), _("what is cancelled, moved and added, to be attached")),
        NOTICES: (_("Sentences to the units"), _("one for each unit whose people have to be told")),
    }
    for name, suffixes in PAPERS.items():
        title, hint = told[name]
        files = tuple((suffix, f"/phuong-an/{new}/so-voi/{old}/{name}.{suffix}") for suffix in suffixes)
        yield PaperLink(title, hint, files)
