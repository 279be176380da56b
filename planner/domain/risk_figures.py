"""What many draws say together of a plan: how likely, how late, how many, with the error of counting so few draws."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import ceil, floor, sqrt

from planner.domain.plan import Assignment
from planner.domain.record import Record, UnitCode
from planner.domain.uncertainty import Draw, RiskCase

SURE = 0.9
"""With this probability a date is to be kept."""
TOLD_SHARES = (0.1, 0.5, SURE)
Z_95 = 1.96
"""So many standard errors on either side hold 95 of 100."""


class Share(Record):
    """A probability, counted in draws."""

    value: float
    standard_error: float


class Mean(Record):
    """The mean of a figure over all draws, and the value that nine draws of ten do not exceed."""

    value: float
    standard_error: float
    most_usual: int


class FinishQuantile(Record):
    """By which day so large a share of the draws is done; None where they are not done within the campaign."""

    share: float
    day: date | None
    earliest: date | None
    """This and `latest` hold the true day with 95 % confidence (order statistics, free of any distribution)."""
    latest: date | None


class UnitRisk(Record):
    """How often a plan breaks at one unit."""

    unit: UnitCode
    late: Share
    """Done later than the plan says, or not at all."""
    days_late: float
    """The mean over all draws of the days by which it is late."""
    short: Share
    """More is left than the plan leaves."""


class FinishCount(Record):
    """In how many draws the campaign is done on this day."""

    day: date
    draws: int


class Completion(Record):
    """When draws are done with something."""

    finish: tuple[FinishQuantile, ...]
    finishes: tuple[FinishCount, ...]
    """By day; draws that are not done are not among them."""
    in_time: Share
    """Done by the campaign's last day."""
    done_by: Share | None
    """Done by the day that somebody asked for; None where nobody asked."""
    as_planned: Share
    """Done on the day on which the plan is, or before."""
    reserve_days: int | None
    """With so many days of reserve that day is kept with the probability `SURE`: that quantile of the days by which
    draws are later. None where the campaign has not so many days."""

    def day_of(self, share: float) -> date | None:
        """By which day this share of the draws is done; one of `TOLD_SHARES`."""
        return next(one.day for one in self.finish if one.share == share)


class LastUnit(Record):
    """How often a unit is among those at which the last dossiers are."""

    unit: UnitCode
    open: Share
    dossiers: float
    """How many are needed there then: the mean over the draws in which any are."""


class NearlyDone(Completion):
    """When all but the last dossiers are collected, for which machines come once more, days later, for a few citizens.

    The day held against is that on which the plan is done with everything, so that reserves can be compared.
    """

    spared: int
    """How many are taken for the last ones: a hundredth of what the campaign needs, and at least 1."""
    units: tuple[LastUnit, ...]
    """Where they are: the units at which they are most often first."""


class RiskFigures(Completion):
    """What the draws say. A draw is done when nothing is left but what the plan leaves by its own account."""

    draws: int
    planned_finish: date | None
    """The day on which the plan collects its last dossier; None where it collects none any more."""
    planned_left: int
    by: date | None
    """The day that somebody asked for."""
    nearly: NearlyDone | None
    """The same but for the last dossiers; None where the campaign is so small that there are none to spare."""
    left: Mean
    moved: Mean
    replans: Mean
    stuck: int
    """Evenings in all on which no plan was found."""
    units: tuple[UnitRisk, ...]
    """Units that are ever late or short; those that are short most often first, then those that are latest."""


def risk_figures(case: RiskCase, draws: Sequence[Draw], by: date | None = None) -> RiskFigures:
    """What these draws say, at least one of them."""
    days = [_day_of(case, draw.finish if draw.left <= case.planned_left else None) for draw in draws]
    return RiskFigures(
        **dict(_completion(case, days, by)),
        draws=len(draws),
        planned_finish=_planned_finish(case.planned),
        planned_left=case.planned_left,
        by=by,
        nearly=_nearly_done(case, draws, by) if case.spared else None,
        left=_mean([draw.left for draw in draws]),
        moved=_mean([draw.moved for draw in draws]),
        replans=_mean([draw.replans for draw in draws]),
        stuck=sum(draw.stuck for draw in draws),
        units=_units(draws),
    )


def _planned_finish(rows: Sequence[Assignment]) -> date | None:
    return max((row.date for row in rows if row.dossiers > 0), default=None)


def _completion(case: RiskCase, days: Sequence[date], by: date | None) -> Completion:
    """What days on which the draws are done say together; `date.max` stands for never."""
    planned_finish, days = _planned_finish(case.planned), sorted(days)
    sure = _quantile(days, SURE)
    return Completion(
        finish=tuple(_finish_quantile(days, share) for share in TOLD_SHARES),
        finishes=tuple(
            FinishCount(day=day, draws=number) for day, number in sorted(Counter(days).items()) if day != date.max
        ),
        in_time=_share_until(days, case.campaign.calendar.last_day),
        done_by=None if by is None else _share_until(days, by),
        as_planned=_share_until(days, planned_finish or case.first_day),
        reserve_days=None if sure is None or planned_finish is None else max(0, (sure - planned_finish).days),
    )


def _nearly_done(case: RiskCase, draws: Sequence[Draw], by: date | None) -> NearlyDone:
    days = [_day_of(case, draw.nearly) for draw in draws]
    num_open = Counter(code for draw in draws for code in draw.last)
    dossiers = Counter[UnitCode]()
    for draw in draws:
        dossiers.update(draw.last)
    units = tuple(
        LastUnit(unit=code, open=_share(num_open[code], len(draws)), dossiers=dossiers[code] / num_open[code])
        for code in sorted(num_open, key=lambda code: (-num_open[code], -dossiers[code], code))
    )
    return NearlyDone(**dict(_completion(case, days, by)), spared=case.spared, units=units)


def _day_of(case: RiskCase, ordinal: int | None) -> date:
    """The day of a slot; the first one where 0 stands for what was so from the beginning, `date.max` for never."""
    if ordinal is None:
        return date.max
    return case.campaign.calendar.slot(ordinal).day if ordinal else case.first_day


def _share_until(days: Sequence[date], last: date) -> Share:
    return _share(sum(day <= last for day in days), len(days))


def _share(number: int, draws: int) -> Share:
    value = number / draws
    return Share(value=value, standard_error=sqrt(value * (1 - value) / draws))


def _finish_quantile(days: Sequence[date], share: float) -> FinishQuantile:
    """Between the order statistics whose ranks lie `Z_95` standard errors on either side."""
    num = len(days)
    around = Z_95 * sqrt(num * share * (1 - share))
    ranks = max(1, floor(num * share - around)), min(num, ceil(num * share + around) + 1)
    earliest, latest = (_finite(days[rank - 1]) for rank in ranks)
    return FinishQuantile(share=share, day=_quantile(days, share), earliest=earliest, latest=latest)


def _quantile(days: Sequence[date], share: float) -> date | None:
    """The first day by which at least this share is done; None where that is never."""
    return _finite(days[ceil(round(share * len(days), 9)) - 1])


def _finite(day: date) -> date | None:
    return None if day == date.max else day


def _mean(values: Sequence[int]) -> Mean:
    num, mean = len(values), sum(values) / len(values)
    variance = sum((value - mean) ** 2 for value in values) / (num - 1) if num > 1 else 0.0
    most_usual = sorted(values)[ceil(round(SURE * num, 9)) - 1]
    return Mean(value=mean, standard_error=sqrt(variance / num), most_usual=most_usual)


def _units(draws: Sequence[Draw]) -> tuple[UnitRisk, ...]:
    late = Counter(code for draw in draws for code in draw.late)
    days = Counter[UnitCode]()
    for draw in draws:
        days.update(draw.late)
    short = Counter(code for draw in draws for code in draw.short)
    codes = sorted(late.keys() | short.keys(), key=lambda code: (-short[code], -days[code], code))
    return tuple(
        UnitRisk(
            unit=code,
            late=_share(late[code], len(draws)),
            days_late=days[code] / len(draws),
            short=_share(short[code], len(draws)),
        )
        for code in codes
    )
