"""What is told of a duty that somebody asks about: what forbids the other way, or what it would break."""

from collections.abc import Iterator
from typing import Any

from planner.texts import texts_of
from planner.workflow.roster.duty_answer import DutyAnswer
from planner.workflow.roster.duty_replies import reply_to_duty

_ = texts_of("telling")


def grounds_told(answer: DutyAnswer) -> Iterator[str]:
    """The reasons against the other way, then what it would break beside the other duties; nothing without any."""
    for reason in answer.reasons:
        yield f"  - {reason}."
    if answer.clashes:
        yield _("Beside the other duties of this roster it would break:")
        for clash in answer.clashes:
            yield f"  - {clash}."


def duty_answer_as_json(answer: DutyAnswer) -> dict[str, Any]:
    """The answer for a program, with the goals of this roster and of the other way."""
    first = answer.first_difference
    return {
        "reply": answer.reply.value,
        "sentence": reply_to_duty(answer),
        "officer": answer.officer.code,
        "day": answer.day.isoformat(),
        "shift": answer.shift,
        "duty": None if answer.duty is None else answer.duty.model_dump(mode="json"),
        "reasons": list(answer.reasons),
        "clashes": list(answer.clashes),
        "first_goal": None if first is None else first[0].goal.value,
        "proven": answer.is_proven,
        "before": [result.model_dump(mode="json") for result in answer.before],
        "after": [result.model_dump(mode="json") for result in answer.after] or None,
        "was_stopped": answer.was_stopped,
        "warnings": [str(problem) for problem in answer.problems],
    }
