"""Searches that are made once: the same question, asked by another test or for another document, is answered at once.

What is remembered is the reply of the process that searches and what was heard from it, in a folder that all processes
of a test run share. Tests of the search itself never come here: they start their commands anew.
"""

import hashlib
import logging
import os
import pickle
from collections.abc import Callable
from dataclasses import replace
from math import floor, log2
from pathlib import Path
from typing import Any

from planner.domain.progress import Observer, Progress
from planner.domain.search_terms import SearchTerms
from planner.model.questions import PlanQuestion, RosterQuestion, StaffQuestion
from planner.model.teams.question import TeamsQuestion
from planner.texts import chosen_language
from planner.workflow.solving.asking import Ending

Put = Callable[..., Any]
_SEARCHES = (PlanQuestion, RosterQuestion, StaffQuestion, TeamsQuestion)
"""What is searched for; other questions are answered in words."""


def remembering(put: Put, folder: Path, *, slower: int = 1) -> Put:
    """`put`, but a question is put only where its answer is not known yet; with so many times the time it asks for."""

    def known_or_put(question: Any, was_pressed: Callable[[], bool], listen: Observer) -> Any:
        if logging.getLogger("planner").isEnabledFor(logging.INFO):
            return put(question, was_pressed, listen)  # which way was taken is told by the search itself
        alike = replace(question, terms=_alike(question.terms))
        kept = folder / hashlib.sha256(pickle.dumps((alike, _language_of(question)))).hexdigest()
        if kept.exists():
            known, news = pickle.loads(kept.read_bytes())  # noqa: S301 - written below
            for progress in news:
                listen(progress)
            return known
        heard: list[Progress] = []

        def hear(progress: Progress) -> None:
            heard.append(progress)
            listen(progress)

        patient = replace(question, terms=_patient(question.terms, slower))
        reply = put(patient, was_pressed, hear)
        if reply.ending is Ending.ANSWERED and not reply.was_pressed and not getattr(reply.answer, "warnings", ()):
            folder.mkdir(parents=True, exist_ok=True)
            new = kept.with_suffix(f".{os.getpid()}")
            new.write_bytes(pickle.dumps((reply, heard)))
            new.replace(kept)
        return reply

    return known_or_put


def _alike(terms: SearchTerms) -> SearchTerms:
    """What terms have in common that differ only in when they were asked, and hardly in how long they may take."""
    return replace(terms, seconds=2.0 ** floor(log2(terms.seconds)), ends=None, fence=None)


def _patient(terms: SearchTerms, slower: int) -> SearchTerms:
    """The same terms with so many times the time."""
    return replace(terms.later(terms.seconds * (slower - 1)), seconds=terms.seconds * slower)


def _language_of(question: Any) -> str:
    """The language that the answer is told in; a plan or roster without warnings has none: languages share it."""
    return "" if isinstance(question, _SEARCHES) else chosen_language()
