"""The command `quota`: the table, its totals, and where they are not what one expects."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from planner.cli.columns import TextColumn, table
from planner.cli.session import Speaker, show_warnings_and_notes
from planner.domain.quota import Quota, QuotaTotal, Rounding, TotalRule
from planner.errors import WrongUsage
from planner.pasted import pasted_word
from planner.telling.days.quota import (
    idle_told,
    quota_as_json,
    quota_csv,
    short_of_target_told,
    size_told,
    uneven_totals_told,
)
from planner.telling.problems import problem_line
from planner.telling.written_files import files_of_one_folder
from planner.texts import Noun, and_more, spoken_number, texts_of
from planner.workflow.days.quota_span import QuotaSpan
from planner.workflow.days.quotas import MadeQuota, Sharing, new_quota_form, quota_of_workbook
from planner.workflow.folders import default_folder

_ = texts_of("cli")

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
    session.warn(made.warnings)
    if made.note:
        session.note(problem_line("note", made.note))
    quota = made.quota
    session.say(size_told(quota))
    for total in quota.totals:
        session.say("")
        for line in _indicator(quota, total):
            session.say(line)
    session.say("")
    for note in uneven_totals_told(made):
        session.note(note)
    for note in _short_of_target(made):
        session.note(note)
    session.say_lines(files_of_one_folder(made.prints))
    session.tabulate(lambda: quota_csv(quota))
    session.answer(quota_as_json(made))


def _short_of_target(made: MadeQuota) -> Iterator[str]:
    """Rounding half up may round down: whoever reaches such a daily figure every day still misses the target."""
    if made.short:
        what_next = _("--rounding up avoids this.")
        yield f"{short_of_target_told(made)} {what_next}"
    yield from idle_told(made)


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
