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


class RiskFigures(Record):
    """What the draws say. A draw is done when nothing is left but what the plan leaves by its own account."""

    draws: int
    planned_finish: date | None
    """The day on which the plan collects its last dossier; None where it collects none any more."""
    planned_left: int
    finish: tuple[FinishQuantile, ...]
    finishes: tuple[FinishCount, ...]
    """By day; draws that are not done are not among them."""
    in_time: Share
    """Done by the campaign's last day."""
    by: date | None
    """The day that somebody asked for."""
    done_by: Share | None
    """Done by that day."""
    as_planned: Share
    """Done on the planned day or before."""
    reserve_days: int | None
    """With so many days of reserve the planned day is kept with the probability `SURE`: that quantile of the days by
    which draws are later than planned. None where the campaign has not so many days."""
    left: Mean
    moved: Mean
    replans: Mean
    stuck: int
    """Evenings in all on which no plan was found."""
    units: tuple[UnitRisk, ...]
    """Units that are ever late or short; those that are short most often first, then those that are latest."""

    def day_of(self, share: float) -> date | None:
        """By which day this share of the draws is done; one of `TOLD_SHARES`."""
        return next(one.day for one in self.finish if one.share == share)


def risk_figures(case: RiskCase, draws: Sequence[Draw], by: date | None = None) -> RiskFigures:
    """What these draws say, at least one of them."""
    planned_finish = _planned_finish(case.planned)
    days = sorted(_day_done(case, draw) or date.max for draw in draws)
    sure = _quantile(days, SURE)
    return RiskFigures(
        draws=len(draws),
        planned_finish=planned_finish,
        planned_left=sum(case.leaves.values()),
        finish=tuple(_finish_quantile(days, share) for share in TOLD_SHARES),
        finishes=tuple(
            FinishCount(day=day, draws=number) for day, number in sorted(Counter(days).items()) if day != date.max
        ),
        in_time=_share_until(days, case.campaign.calendar.last_day),
        by=by,
        done_by=None if by is None else _share_until(days, by),
        as_planned=_share_until(days, planned_finish or case.first_day),
        reserve_days=None if sure is None or planned_finish is None else max(0, (sure - planned_finish).days),
        left=_mean([draw.left for draw in draws]),
        moved=_mean([draw.moved for draw in draws]),
        replans=_mean([draw.replans for draw in draws]),
        stuck=sum(draw.stuck for draw in draws),
        units=_units(draws),
    )


def _planned_finish(rows: Sequence[Assignment]) -> date | None:
    return max((row.date for row in rows if row.dossiers > 0), default=None)


def _day_done(case: RiskCase, draw: Draw) -> date | None:
    """None where more is left than the plan leaves."""
    if draw.left > sum(case.leaves.values()):
        return None
    return case.campaign.calendar.slot(draw.finish).day if draw.finish else case.first_day


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
