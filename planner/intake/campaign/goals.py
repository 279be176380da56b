"""Sheet *Mục tiêu*: the order of the goals, where the default does not suit."""

from planner.domain.folding import fold
from planner.domain.policy import DEFAULT_GOALS, Goal, GoalSetting
from planner.intake.cells.findings import shown
from planner.intake.layout.settings import GOAL_NAMES, GoalColumn
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import suggestion
from planner.texts import texts_of

_ = texts_of("intake")

_GOALS_BY_FOLD = {
    fold(name): goal for goal, vietnamese in GOAL_NAMES.items() for name in (vietnamese, goal.value, goal.name)
}


def goals_of(table: SheetTable) -> tuple[GoalSetting, ...]:
    """The goals in the order of their ranks; the default order for an empty sheet."""
    if not table.rows:
        return tuple(GoalSetting(goal=goal) for goal in DEFAULT_GOALS)
    ranked: dict[int, GoalSetting] = {}
    rows_by_goal: dict[Goal, SheetRow] = {}
    for row in table:
        goal, rank = _goal(row, rows_by_goal), _rank(row, ranked, is_only_one=len(table.rows) == 1)
        tolerance = row.decimal(GoalColumn.TOLERANCE) or 0.0
        if goal is not None and rank is not None:
            rows_by_goal[goal] = row
            ranked[rank] = GoalSetting(goal=goal, tolerance_percent=tolerance)
    return tuple(ranked[rank] for rank in sorted(ranked))


def _goal(row: SheetRow, rows_by_goal: dict[Goal, SheetRow]) -> Goal | None:
    if not row.require(GoalColumn.GOAL, _("Enter a goal's name")):
        return None
    name = row.text(GoalColumn.GOAL)
    goal = _GOALS_BY_FOLD.get(fold(name))
    if goal is None and name:
        row.error(
            GoalColumn.GOAL,
            _("{value} is not a goal").format(value=shown(name)),
            suggestion(name, GOAL_NAMES.values())
            or _("Choose one of: {names}").format(names=", ".join(GOAL_NAMES.values())),
        )
    elif goal in rows_by_goal:
        row.error(
            GoalColumn.GOAL,
            _("the goal {name} stands already in {where}").format(
                name=shown(name), where=rows_by_goal[goal].where(GoalColumn.GOAL)
            ),
            _("Delete one row"),
        )
        return None
    return goal


def _rank(row: SheetRow, ranked: dict[int, GoalSetting], *, is_only_one: bool) -> int | None:
    if row.is_empty(GoalColumn.RANK) and is_only_one:
        return 1
    if not row.require(GoalColumn.RANK, _("Enter the goal's rank: 1 comes first")):
        return None
    rank = row.whole(GoalColumn.RANK)
    if rank in ranked:
        row.error(
            GoalColumn.RANK,
            _("the rank {rank} stands here twice").format(rank=rank),
            _("Give each goal a rank of its own"),
        )
        return None
    return rank
