"""What is told of a plan that was tried in draws: one sentence, the figures, the assumptions; JSON and CSV."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from planner.domain.record import UnitCode
from planner.domain.risk_figures import SURE, LastUnit, Mean, NearlyDone, RiskFigures, Share, UnitRisk
from planner.telling.figures import counted
from planner.telling.tables import Columns, as_csv
from planner.texts import listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.questions.risk import TriedPlan

_ = texts_of("telling")
ngettext = plurals_of("telling")

LAST_NAMED = 3
"""So many units of the last dossiers are named in the sentence."""


def percent_told(share: float) -> str:
    """A share of 1 as *90 %* or *90.5 %*."""
    return f"{short_number(100 * share)} %"


def short_number(value: float) -> str:
    """With one decimal, but none where that would be 0."""
    rounded = round(value, 1)
    return spoken_number(int(rounded) if rounded == int(rounded) else rounded)


def risk_sentence(tried: TriedPlan) -> str:
    """The answer in one sentence."""
    figures = tried.figures
    sure = figures.day_of(SURE)
    if sure is None:
        return _(
            "Only {share} of the draws are done by the campaign's last day, {day}; no reserve within the campaign "
            "keeps the date with {sure}."
        ).format(
            share=percent_told(figures.in_time.value),
            day=spoken_day(tried.campaign.calendar.last_day),
            sure=percent_told(SURE),
        )
    if figures.planned_finish is None or figures.reserve_days is None:
        return _("With {sure} probability the campaign is done by {day}.").format(
            sure=percent_told(SURE), day=spoken_day(sure)
        )
    return ngettext(
        "With {sure} probability the campaign is done by {day}; the plan says {planned}, so it needs {count} day "
        "in reserve.",
        "With {sure} probability the campaign is done by {day}; the plan says {planned}, so it needs {count} days "
        "in reserve.",
        figures.reserve_days,
    ).format(
        sure=percent_told(SURE),
        day=spoken_day(sure),
        planned=spoken_day(figures.planned_finish),
        count=spoken_number(figures.reserve_days),
    )


def last_dossiers_sentence(tried: TriedPlan) -> str:
    """When all but the last dossiers are collected, and where those are; empty where that makes no difference."""
    figures, nearly = tried.figures, tried.figures.nearly
    if nearly is None or nearly.finishes == figures.finishes:
        return ""
    told = _when_nearly_done(tried, nearly)
    if not nearly.units:
        return told
    named = [unit_of(tried, one.unit) for one in nearly.units]
    return (
        told + " " + _("The last ones are most often at {units}.").format(units=listed(named[:LAST_NAMED], LAST_NAMED))
    )


def _when_nearly_done(tried: TriedPlan, nearly: NearlyDone) -> str:
    spared, sure = spoken_number(nearly.spared), nearly.day_of(SURE)
    if sure is None:
        return _(
            "In {share} of the draws all but the last {spared} dossiers (1 %) are collected by the campaign's last day."
        ).format(share=percent_told(nearly.in_time.value), spared=spared)
    if nearly.reserve_days is None:
        return _(
            "With {sure} probability no more than the last {spared} dossiers (1 %) are still to be collected "
            "after {day}."
        ).format(sure=percent_told(SURE), spared=spared, day=spoken_day(sure))
    return ngettext(
        "With {sure} probability no more than the last {spared} dossiers (1 %) are still to be collected after {day}; "
        "up to there {count} day in reserve is enough.",
        "With {sure} probability no more than the last {spared} dossiers (1 %) are still to be collected after {day}; "
        "up to there {count} days in reserve are enough.",
        nearly.reserve_days,
    ).format(sure=percent_told(SURE), spared=spared, day=spoken_day(sure), count=spoken_number(nearly.reserve_days))


def ended_early_told(tried: TriedPlan) -> str:
    """How many draws were done before the end was wanted."""
    return _("Ended early: {done} of {asked} draws count.").format(
        done=spoken_number(tried.figures.draws), asked=spoken_number(tried.asked.draws)
    )


def assumptions_told(tried: TriedPlan) -> Iterator[str]:
    """What was assumed of what nobody knows, and how often a plan was made."""
    uncertain, case = tried.case.uncertainty, tried.case
    turnout = _(
        "Assumed: on average {share} of those expected come (standard deviation {spread} by unit and day), the others "
        "come later; each day a machine breaks down with {breakdown} and is back after {repair} days on average; each "
        "day a unit is shut with {closure}; citizens know {announced} days ahead, and {frozen} of these stay as they "
        "are."
    )
    yield turnout.format(
        share=percent_told(uncertain.turnout),
        spread=percent_told(uncertain.turnout_spread),
        breakdown=percent_told(uncertain.breakdown),
        repair=short_number(uncertain.repair_days),
        closure=percent_told(uncertain.closure),
        announced=spoken_number(case.announced_days),
        frozen=spoken_number(case.freeze_days),
    )
    if case.unit_turnouts:
        yield counted(
            len(case.unit_turnouts),
            _("Results have taught how many come to 1 unit; there that counts instead."),
            _("Results have taught how many come to {count} units; there that counts instead."),
        )
    if tried.figures.stuck:
        yield counted(
            tried.figures.stuck,
            _("On 1 evening no plan was found that keeps what is pinned and frozen; the old one went on."),
            _("On {count} evenings no plan was found that keeps what is pinned and frozen; the old one went on."),
        )
    if tried.num_unreported:
        yield counted(
            tried.num_unreported,
            _("1 past slot has no result and counts as not collected."),
            _("{count} past slots have no result and count as not collected."),
        )


def day_told(day: date | None) -> str:
    """A day, or that it is not within the campaign."""
    return _("not in time") if day is None else spoken_day(day)


def share_told(share: Share) -> str:
    """A probability with its standard error."""
    return f"{percent_told(share.value)} ± {percent_told(share.standard_error)}"


def mean_told(mean: Mean) -> str:
    """A mean, and what nine draws of ten do not exceed."""
    return _("{mean} on average; at most {most} in {sure} of the draws").format(
        mean=spoken_number(round(mean.value)), most=spoken_number(mean.most_usual), sure=percent_told(SURE)
    )


def figures_told(tried: TriedPlan) -> Iterator[tuple[str, str]]:
    """Each figure with its name, in the order in which they are shown."""
    figures = tried.figures
    if figures.planned_finish is not None:
        yield _("done as planned by"), spoken_day(figures.planned_finish)
    for one in figures.finish:
        yield _("done by, in {share} of the draws").format(share=percent_told(one.share)), day_told(one.day)
    if figures.nearly is not None:
        spared = spoken_number(figures.nearly.spared)
        for one in figures.nearly.finish:
            yield (
                _("but for {spared} dossiers, in {share}").format(spared=spared, share=percent_told(one.share)),
                day_told(one.day),
            )
    yield _("done on that day or sooner"), share_told(figures.as_planned)
    last_day = spoken_day(tried.campaign.calendar.last_day)
    yield _("done by {day}").format(day=last_day), share_told(figures.in_time)
    if figures.by is not None and figures.done_by is not None:
        yield _("done by {day}").format(day=spoken_day(figures.by)), share_told(figures.done_by)
    yield _("citizens moved"), mean_told(figures.moved)
    yield _("dossiers left"), mean_told(figures.left)
    yield _("plans made anew"), short_number(figures.replans.value)


def unit_of(tried: TriedPlan, code: UnitCode) -> str:
    """The unit as the workbook calls it."""
    return tried.campaign.units_by_code[code].name


def risk_csv(tried: TriedPlan) -> str:
    """How often the plan breaks at each unit, and how often the last dossiers are there."""
    last = {one.unit: one for one in tried.figures.nearly.units} if tried.figures.nearly else {}
    columns: Columns[UnitRisk] = {
        _("code"): lambda risk: risk.unit,
        _("unit"): lambda risk: unit_of(tried, risk.unit),
        _("late (share of the draws)"): lambda risk: risk.late.value,
        _("days late on average"): lambda risk: round(risk.days_late, 2),
        _("short (share of the draws)"): lambda risk: risk.short.value,
        _("among the last (share of the draws)"): lambda risk: last[risk.unit].open.value if risk.unit in last else 0,
        _("dossiers there then"): lambda risk: round(last[risk.unit].dossiers, 1) if risk.unit in last else 0,
    }
    return as_csv(columns, tried.figures.units)


def risk_as_json(tried: TriedPlan) -> dict[str, Any]:
    """Every figure with its standard error, and all that was assumed."""
    case, figures = tried.case, tried.figures
    return {
        "sentence": risk_sentence(tried),
        "sentence_on_the_last": last_dossiers_sentence(tried) or None,
        "version": tried.version,
        "draws_asked": tried.asked.draws,
        "was_stopped": tried.was_stopped,
        "seed": case.seed,
        **_figures_as_json(figures),
        "nearly": _nearly_as_json(tried),
        "units": [_unit_as_json(tried, one) for one in figures.units],
        "assumed": {
            **case.uncertainty.model_dump(mode="json"),
            "announced_days": case.announced_days,
            "freeze_days": case.freeze_days,
            "unit_turnouts": {one.unit: one.share for one in case.unit_turnouts},
        },
        "prints": [str(path) for path in tried.prints],
    }


def _figures_as_json(figures: RiskFigures) -> dict[str, Any]:
    return figures.model_dump(mode="json", exclude={"units", "nearly"})


def _nearly_as_json(tried: TriedPlan) -> dict[str, Any] | None:
    nearly = tried.figures.nearly
    if nearly is None:
        return None
    units = [_unit_as_json(tried, one) for one in nearly.units]
    return {**nearly.model_dump(mode="json", exclude={"units"}), "units": units}


def _unit_as_json(tried: TriedPlan, one: UnitRisk | LastUnit) -> dict[str, Any]:
    return {**one.model_dump(mode="json"), "name": unit_of(tried, one.unit)}
