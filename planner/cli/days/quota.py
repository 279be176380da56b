"""What `planner quota` tells: the table, its totals, and where they are not what one expects."""

from datetime import date
from pathlib import Path
from typing import Any

from planner.cli.columns import TextColumn, table
from planner.cli.session import Speaker, show_warnings_and_notes
from planner.cli.tables import quota_csv
from planner.domain.quota import Quota, QuotaRow, QuotaTotal, Rounding, TotalRule
from planner.errors import WrongUsage
from planner.pasted import pasted_word
from planner.telling.problems import problem_line, problems_as_json
from planner.texts import Noun, and_more, plurals_of, spoken_number, texts_of
from planner.workflow.days.quota_span import QuotaSpan
from planner.workflow.days.quotas import MadeQuota, Sharing, new_quota_form, quota_of_workbook
from planner.workflow.folders import default_folder

_ = texts_of("cli")
ngettext = plurals_of("cli")

MOST_ROWS_SHOWN = 30
"""More units of an indicator stand only in the prints."""


def quota(
    session: Speaker,
    *,
    table: Path,
    days: int | None,
    first_day: date | None,
    last_day: date | None,
    is_inclusive: bool,
    rounding: str,
    total: str,
    to_share: int | None,
    indicator: str | None,
    is_new: bool,
    folder: Path | None,
) -> None:
    """`planner quota`; its workbook is no campaign."""
    if is_new:
        _show_quota_form(session, new_quota_form(table))
        return
    if indicator is not None and to_share is None:
        raise WrongUsage(_("--indicator names what --distribute shares out. Give both, or leave it out"))
    made = quota_of_workbook(
        table,
        folder or default_folder(table),
        span=QuotaSpan(days, first_day, last_day, is_inclusive),
        rounding=Rounding(rounding),
        total=TotalRule(total),
        sharing=None if to_share is None else Sharing(to_share, indicator),
    )
    _show_quota(session, made)


def _show_quota_form(session: Speaker, form: Path) -> None:
    """`planner quota --new`: the empty workbook."""
    session.say(_("Empty table of targets: {path}").format(path=form))
    session.say(_("Fill in the table in Excel, then run: planner quota {path} --days N").format(path=pasted_word(form)))
    session.answer({"table": str(form)})


def _show_quota(session: Speaker, made: MadeQuota) -> None:
    """`planner quota`: each indicator with its units, and what its reader should know."""
    show_warnings_and_notes(session, made.problems)
    for warning in made.warnings:
        session.note(problem_line("warning", warning))
    if made.note:
        session.note(problem_line("note", made.note))
    quota = made.quota
    session.say(
        _("Units: {units}. Indicators: {indicators}. Days: {days}.").format(
            units=spoken_number(len(quota.rows) // len(quota.totals)),
            indicators=spoken_number(len(quota.totals)),
            days=spoken_number(quota.days),
        )
    )
    for total in quota.totals:
        session.say("")
        for line in _indicator(quota, total):
            session.say(line)
    session.say("")
    _note_uneven_totals(session, made)
    _note_short_of_target(session, made)
    session.say(_("Written to {folder}:").format(folder=made.prints[0].parent))
    session.say("  " + ", ".join(path.name for path in made.prints))
    session.tabulate(lambda: quota_csv(quota))
    session.answer({**_quota_as_json(quota), "days": quota.days, "problems": problems_as_json(made.problems)})


def _indicator(quota: Quota, total: QuotaTotal) -> list[str]:
    rows = [row for row in quota.rows if row.indicator == total.indicator]
    shown = rows if len(rows) <= MOST_ROWS_SHOWN else rows[: MOST_ROWS_SHOWN - 1]
    lines = [(str(row.unit), spoken_number(row.target), spoken_number(row.daily)) for row in shown]
    if len(shown) < len(rows):
        lines.append(
            (
                _("… {and_more}; see the prints").format(and_more=and_more(len(rows) - len(shown), Noun.UNIT)),
                "",
                "",
            )
        )
    lines.append((_("Total"), spoken_number(total.target), spoken_number(total.daily)))
    return [
        total.indicator,
        *table((TextColumn(_("Unit"), is_figure=False), TextColumn(_("Target")), TextColumn(_("A day"))), lines),
    ]


def _note_uneven_totals(session: Speaker, made: MadeQuota) -> None:
    """Whoever adds up the printed column gets another figure than the one below it."""
    for one in made.uneven:
        session.note(
            _("Note: {indicator}: the rows add up to {rows} a day, the total divided by the days is {total}.").format(
                indicator=one.indicator, rows=spoken_number(one.rows), total=spoken_number(one.printed)
            )
        )


def _note_short_of_target(session: Speaker, made: MadeQuota) -> None:
    """Rounding half up may round down: whoever reaches such a daily figure every day still misses the target."""
    if not made.short:
        return
    session.note(
        ngettext(
            "Note: rounded down, {count} daily figure does not reach its target in {days} days: "
            "{missing} short. --rounding up avoids this.",
            "Note: rounded down, {count} daily figures do not reach their target in {days} days, "
            "together {missing} short. --rounding up avoids this.",
            len(made.short),
        ).format(
            count=spoken_number(len(made.short)),
            days=spoken_number(made.quota.days),
            missing=spoken_number(_missing(made.short, made.quota.days)),
        )
    )
    if idle := [row for row in made.short if row.daily == 0]:
        session.note(
            ngettext(
                "Note: {count} of them is 0 a day although there is a target: {unit}.",
                "Note: {count} of them are 0 a day although there is a target, such as {unit}.",
                len(idle),
            ).format(count=spoken_number(len(idle)), unit=idle[0].unit)
        )


def _missing(short: tuple[QuotaRow, ...], days: int) -> int:
    return sum(row.target - row.daily * days for row in short)


def _quota_as_json(quota: Quota) -> dict[str, Any]:
    return {
        "rows": [row.model_dump() for row in quota.rows],
        "totals": [total.model_dump() for total in quota.totals],
        "differences": [difference.model_dump() for difference in quota.differences],
    }
