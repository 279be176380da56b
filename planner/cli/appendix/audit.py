"""The command `audit`: what could not be read, what is wrong with the plan, how it stands to the optimum."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from planner.cli.appendix.commands import BESIDE
from planner.cli.columns import TextColumn, table
from planner.cli.planning.advice import Advice
from planner.cli.planning.progress_line import ProgressLines
from planner.cli.session import MOST_WARNINGS_SHOWN, Speaker, rest_in_json, show_warnings
from planner.domain.search_terms import SearchTerms
from planner.errors import Problem
from planner.pasted import pasted, pasted_word
from planner.telling.appendix.account import account_told, remarks_told
from planner.telling.appendix.audit import (
    NOTHING,
    audit_as_json,
    edits_told,
    figures_told,
    not_pinned_told,
    notes_told,
    pinned_told,
    read_plan_told,
    unit_told,
    unreadable_told,
)
from planner.telling.problems import problem_line
from planner.telling.verdicts import plan_told, violations_told
from planner.texts import spoken_number, texts_of
from planner.workflow.appendix.as_pins import Pinned, pin_edits
from planner.workflow.appendix.auditing import Audited, audit_appendix, write_read_plan
from planner.workflow.appendix.comparison import Share, UnitBeside, figures_of, units_beside
from planner.workflow.planning.decision import decision
from planner.workflow.solving.judging import Judged
from planner.workflow.solving.searching import Search

_ = texts_of("cli")

MOST_REMARKS_SHOWN = 5


def audit(
    session: Speaker,
    *,
    campaign: Path,
    appendix: Path,
    folder: Path | None,
    pins: str | None,
    version: int | None,
    without_optimum: bool,
    shows_all: bool,
    seconds: float,
    workers: int,
    ledger: str | None,
) -> None:
    """`planner audit`: an appendix that somebody made or edited, read, judged and laid beside the optimum."""
    with ProgressLines(session) as lines:
        search = Search(SearchTerms(seconds, workers, 0), lines.listen).since(session.called)
        audited = audit_appendix(campaign, appendix, None if without_optimum else search, version, address=ledger)
    pinned = None
    if pins is not None:
        pinned = pin_edits(audited, campaign, appendix, None if pins == BESIDE else Path(pins))
    written = write_read_plan(audited, folder) if folder is not None else None
    _show_audited(session, audited, pinned, written, seconds, shows_all=shows_all)


def _show_audited(
    session: Speaker,
    audited: Audited,
    pinned: Pinned | None,
    written: Path | None,
    seconds: float,
    *,
    shows_all: bool,
) -> None:
    """All of it, the worst first; the search, if there was one, was given so many seconds.

    Exits with 1 where something could not be read or a rule is broken.
    """
    show_warnings(session, audited.problems)
    _show_unreadable(session, audited.unreadable)
    _show_violations(session, audited.appendix)
    session.say_lines(notes_told(audited))
    session.say_lines(_account(audited))
    session.say_lines(_summary(audited))
    advice = advice_on_optimum(audited, seconds)
    if advice is not None:
        advice.show(session)
    session.say_lines(_unit_lines(audited, shows_all=shows_all))
    session.say_lines(edits_told(audited))
    if written is not None:
        session.say(read_plan_told(written))
    if pinned is not None:
        _show_pinned(session, audited, pinned)
    session.answer(audit_as_json(audited, pinned, written, None if advice is None else advice.as_json()))
    if not audited.is_clean:
        sys.exit(1)


def advice_on_optimum(audited: Audited, seconds: float) -> Advice | None:
    """What to do about an optimum that was searched for now; None where there is none."""
    optimum = audited.optimum
    if optimum is None or optimum.version is not None:
        return None
    return Advice(audited.campaign, optimum.judged.plan.goals, seconds)


def _show_unreadable(session: Speaker, problems: Sequence[Problem]) -> None:
    for problem in problems[:MOST_WARNINGS_SHOWN]:
        session.say(problem_line("error", str(problem)))
    if len(problems) > MOST_WARNINGS_SHOWN:
        session.say(rest_in_json(len(problems) - MOST_WARNINGS_SHOWN))
    if problems:
        session.say(unreadable_told(len(problems)))


def _show_violations(session: Speaker, judged: Judged) -> None:
    violations = judged.verdict.violations
    session.say_lines(violations_told(violations[:MOST_WARNINGS_SHOWN]))
    if len(violations) > MOST_WARNINGS_SHOWN:
        session.say(rest_in_json(len(violations) - MOST_WARNINGS_SHOWN))
    if violations:
        session.say(plan_told(len(violations)))


def _account(audited: Audited) -> Iterator[str]:
    """What became of every place of the file; of the remarks the first."""
    yield ""
    yield from account_told(audited.account)
    remarks = remarks_told(audited.account)
    yield from remarks[:MOST_REMARKS_SHOWN]
    if len(remarks) > MOST_REMARKS_SHOWN:
        yield f"  {rest_in_json(len(remarks) - MOST_REMARKS_SHOWN)}"


def _summary(audited: Audited) -> Iterator[str]:
    """The appendix beside the optimum, figure by figure."""
    by_hand = figures_of(audited.appendix)
    optimum = audited.optimum
    best = figures_of(optimum.judged) if optimum is not None else None
    yield ""
    yield audited.campaign.name
    heads = [TextColumn("", is_figure=False), TextColumn(_("Appendix"))]
    if optimum is not None:
        heads.append(
            TextColumn(_("Optimum"))
            if optimum.version is None
            else TextColumn(_("Version {number}").format(number=optimum.version))
        )
    rows = [
        [name, hand, *([] if best is None else [other])]
        for (name, hand), (_name, other) in zip(
            figures_told(by_hand), figures_told(by_hand if best is None else best), strict=True
        )
    ]
    yield from table(heads, rows)
    if optimum is not None and (sentence := decision(audited.campaign, optimum.judged.plan)):
        yield f"  {sentence}."


def _unit_lines(audited: Audited, *, shows_all: bool) -> Iterator[str]:
    """Unit by unit: those that the plans treat differently, or all."""
    units = [unit for unit in units_beside(audited) if shows_all or unit.differs]
    if not units:
        return
    columns = [TextColumn(_("Unit"), is_figure=False), TextColumn(_("Need")), *_share_columns(_("Appendix"))]
    if audited.optimum is not None:
        columns += _share_columns(_("Optimum") if audited.optimum.version is None else _("Version"))
    yield ""
    shortest_first = sorted(units, key=lambda unit: -unit.by_hand.left)
    yield from table(columns, [_unit_row(audited, unit) for unit in shortest_first])


def _share_columns(whose: str) -> list[TextColumn]:
    return [
        TextColumn(_("{whose}: days").format(whose=whose)),
        TextColumn(_("dossiers")),
        TextColumn(_("left")),
    ]


def _unit_row(audited: Audited, unit: UnitBeside) -> list[str]:
    cells = [unit_told(audited, unit.unit), spoken_number(unit.need), *_share(unit.by_hand)]
    return cells if audited.optimum is None else [*cells, *_share(unit.optimum)]


def _share(share: Share | None) -> list[str]:
    if share is None:
        return [NOTHING] * 3
    return [spoken_number(share.days), spoken_number(share.dossiers), spoken_number(share.left)]


def _show_pinned(session: Speaker, audited: Audited, pinned: Pinned) -> None:
    session.say_lines(not_pinned_told(pinned))
    if pinned.path is None:
        return
    show_warnings(session, pinned.problems)
    session.say(pinned_told(pinned, pinned.path))
    session.say(
        _("Next: planner check {path}; then {command}").format(
            path=pasted_word(pinned.path), command=_next(audited, pinned)
        )
    )


def _next(audited: Audited, pinned: Pinned) -> str:
    """The command that plans with the pins, from the ledger that knows the past."""
    command = "replan" if audited.basis.replan is not None else "plan"
    return pasted(command, str(pinned.path), ledger=audited.basis.ledger if audited.basis.version is not None else None)
