"""Targets → daily figures, rounded as the documents round; whole numbers throughout, so nothing is ever off by one."""

from planner.domain.quota import Quota, QuotaRow, QuotaTotal, Rounding, TargetTable, TotalRule, UnequalTotal


def daily_share(target: int, days: int, rounding: Rounding) -> int:
    """What is to be reached a day so that the target is reached in so many days, as a whole number."""
    if rounding is Rounding.UP:
        return -(-target // days)
    return (2 * target + days) // (2 * days)


def quota_of(table: TargetTable, days: int, rounding: Rounding, total: TotalRule) -> Quota:
    """The daily figure of each target and of each column's total."""
    return Quota(
        days=days,
        rows=tuple(
            QuotaRow(unit=row.unit, indicator=indicator, target=target, daily=daily_share(target, days, rounding))
            for row in table.rows
            for indicator, target in zip(table.indicators, row.targets, strict=True)
        ),
        totals=_totals(table, days, rounding, total),
        differences=differences_of(table),
    )


def _totals(table: TargetTable, days: int, rounding: Rounding, rule: TotalRule) -> tuple[QuotaTotal, ...]:
    totals = []
    for position, (indicator, printed) in enumerate(zip(table.indicators, table.printed_totals, strict=True)):
        column = [row.targets[position] for row in table.rows]
        target = sum(column) if printed is None else printed
        daily = (
            daily_share(target, days, rounding)
            if rule is TotalRule.DIVIDE
            else sum(daily_share(one, days, rounding) for one in column)
        )
        totals.append(QuotaTotal(indicator=indicator, target=target, daily=daily))
    return tuple(totals)


def differences_of(table: TargetTable) -> tuple[UnequalTotal, ...]:
    """Every printed total that is not the sum of its rows."""
    sums = [sum(row.targets[position] for row in table.rows) for position in range(len(table.indicators))]
    return tuple(
        UnequalTotal(indicator=indicator, printed=printed, rows=rows)
        for indicator, printed, rows in zip(table.indicators, table.printed_totals, sums, strict=True)
        if printed is not None and printed != rows
    )


def short_of_target(quota: Quota) -> tuple[QuotaRow, ...]:
    """The rows whose daily figure, reached every day, still leaves the target unreached."""
    return tuple(row for row in quota.rows if row.daily * quota.days < row.target)


def uneven_totals(quota: Quota) -> tuple[UnequalTotal, ...]:
    """Every daily total that is not the sum of its rows' daily figures, as happens where it was divided."""
    sums = dict.fromkeys((total.indicator for total in quota.totals), 0)
    for row in quota.rows:
        sums[row.indicator] += row.daily
    return tuple(
        UnequalTotal(indicator=total.indicator, printed=total.daily, rows=sums[total.indicator])
        for total in quota.totals
        if total.daily != sums[total.indicator]
    )
