"""One sentence where a plan may still be much better: in what, how far, and the command that tries."""

import sys
from collections.abc import Sequence
from typing import Any

from planner.cli.session import Speaker
from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult
from planner.pasted import pasted_word
from planner.telling.figures import counted
from planner.telling.planning.gain import gain_told
from planner.texts import texts_of
from planner.workflow.planning.improvable import Improvable, improvable, longer_search

_ = texts_of("cli")

SECONDS_OPTION = "--seconds"


class Advice:
    """What to do about goals that a search has left wide open; says nothing where all is proven or nearly so."""

    def __init__(
        self, campaign: Campaign, goals: Sequence[GoalResult], seconds: float, *, was_stopped: bool = False
    ) -> None:
        self._campaign = campaign
        self._found = improvable(campaign, goals)
        self._seconds = longer_search(seconds, was_stopped=was_stopped)
        self._was_stopped = was_stopped

    def show(self, session: Speaker) -> None:
        """The sentence, and below it the command alone, to be copied."""
        if self._found is None:
            return
        session.say(f"  {self._sentence(self._found)}")
        session.say(f"    {said_again(self._seconds)}")

    def as_json(self) -> dict[str, Any] | None:
        """The advice for a program; None where there is nothing to say."""
        if self._found is None:
            return None
        return {
            "sentence": self._sentence(self._found),
            "goal": self._found.goal.value,
            "gain": round(self._found.gain, 1),
            "seconds": self._seconds,
            "command": said_again(self._seconds),
        }

    def _sentence(self, found: Improvable) -> str:
        if not found.gain:
            sentence = _("This plan may still be better: {gain}. Run again with --seconds {seconds}:")
        elif self._was_stopped:
            sentence = _("This plan can still be much better: {gain}. The search was stopped; let it run to its end:")
        else:
            sentence = _("This plan can still be much better: {gain}. Run again with --seconds {seconds}:")
        return sentence.format(gain=gain_told(self._campaign, found), seconds=self._seconds)


class AdviceOnLines:
    """Advice for a table in which every line is a plan of its own: one sentence for all of them."""

    def __init__(
        self, campaign: Campaign, lines: Sequence[Sequence[GoalResult]], seconds: float, *, was_stopped: bool
    ) -> None:
        self._num_wide = sum(improvable(campaign, goals) is not None for goals in lines)
        self._seconds = longer_search(seconds, was_stopped=was_stopped)

    def show(self, session: Speaker) -> None:
        """The sentence, and below it the command alone, to be copied."""
        if self._num_wide:
            session.say(self._sentence())
            session.say(f"  {said_again(self._seconds)}")

    def as_json(self) -> dict[str, Any] | None:
        """The advice for a program; None where there is nothing to say."""
        if not self._num_wide:
            return None
        return {"sentence": self._sentence(), "seconds": self._seconds, "command": said_again(self._seconds)}

    def _sentence(self) -> str:
        sentence = counted(
            self._num_wide,
            _("1 line can still be much better. Run again with --seconds {seconds}:"),
            _("{count} lines can still be much better. Run again with --seconds {{seconds}}:"),
        )
        return sentence.format(seconds=self._seconds)


def said_again(seconds: int) -> str:
    """The command that was given, with so many seconds, ready to be pasted."""
    return " ".join(
        pasted_word(word) for word in ("planner", *_without_seconds(sys.argv[1:]), SECONDS_OPTION, str(seconds))
    )


def _without_seconds(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    is_value = False
    for word in words:
        if not is_value and word != SECONDS_OPTION and not word.startswith(f"{SECONDS_OPTION}="):
            kept.append(word)
        is_value = not is_value and word == SECONDS_OPTION
    return kept
