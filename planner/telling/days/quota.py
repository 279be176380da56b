"""What is told of a table of targets: its size, and where its totals are not what one expects."""

from collections.abc import Iterator
from typing import Any

from planner.domain.quota import Quota, QuotaRow
from planner.telling.problems import problems_as_json
from planner.telling.tables import Columns, as_csv
from planner.texts import plurals_of, spoken_number, texts_of
from planner.workflow.days.quotas import MadeQuota

_ = texts_of("telling")
ngettext = plurals_of("telling")


def size_told(quota: Quota) -> str:
    """How many units, indicators and days there are."""
    return _("Units: {units}. Indicators: {indicators}. Days: {days}.").format(
        units=spoken_number(len(quota.rows) // len(quota.totals)),
        indicators=spoken_number(len(quota.totals)),
        days=spoken_number(quota.days),
    )


def uneven_totals_told(made: MadeQuota) -> Iterator[str]:
    """Whoever adds up the printed column gets another figure than the one below it."""
    for one in made.uneven:
        yield _("Note: {indicator}: the rows add up to {rows} a day, the total divided by the days is {total}.").format(
            indicator=one.indicator, rows=spoken_number(one.rows), total=spoken_number(one.printed)
        )


def short_of_target_told(made: MadeQuota) -> str:
    """How many daily figures were rounded down, and what is missing by them in the end; there is at least one."""
    return ngettext(
        "Note: rounded down, {count} daily figure does not reach its target in {days} days: {missing} short.",
        "Note: rounded down, {count} daily figures do not reach their target in {days} days, together {missing} short.",
        len(made.short),
    ).format(
        count=spoken_number(len(made.short)),
        days=spoken_number(made.quota.days),
        missing=spoken_number(sum(row.target - row.daily * made.quota.days for row in made.short)),
    )


def idle_told(made: MadeQuota) -> Iterator[str]:
    """That a target may be rounded down to nothing a day; nothing where none is."""
    if idle := [row for row in made.short if row.daily == 0]:
        yield ngettext(
            "Note: {count} of them is 0 a day although there is a target: {unit}.",
            "Note: {count} of them are 0 a day although there is a target, such as {unit}.",
            len(idle),
        ).format(count=spoken_number(len(idle)), unit=idle[0].unit)


def quota_as_json(made: MadeQuota) -> dict[str, Any]:
    """Rows, totals and where they differ, for a program."""
    quota = made.quota
    return {
        "rows": [row.model_dump() for row in quota.rows],
        "totals": [total.model_dump() for total in quota.totals],
        "differences": [difference.model_dump() for difference in quota.differences],
        "days": quota.days,
        "problems": problems_as_json(made.problems),
    }


def quota_csv(quota: Quota) -> str:
    """The target of each unit and indicator, in all and a day."""
    columns: Columns[QuotaRow] = {
        _("Indicator"): lambda row: row.indicator,
        _("Unit"): lambda row: row.unit,
        _("Target"): lambda row: row.target,
        _("A day"): lambda row: row.daily,
    }
    return as_csv(columns, quota.rows)
