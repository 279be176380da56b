"""What is told of a wish: what forbids it, or what it costs."""

from typing import Any

from planner.telling.proofs import goals_as_json
from planner.texts import texts_of
from planner.workflow.questions.replies import reply_to_wish
from planner.workflow.questions.wishes import WishAnswer

_ = texts_of("telling")


def only_together_told() -> str:
    """Of several facts that forbid a wish, none of which would do so alone."""
    return _("Only together do these forbid it: to change one of them is enough.")


def answer_as_json(answer: WishAnswer) -> dict[str, Any]:
    """The answer for a program: the sentence, the facts that forbid the wish, and the goals without and with it."""
    return {
        "reply": answer.reply.value,
        "sentence": reply_to_wish(answer),
        "wish": answer.wish.model_dump(mode="json"),
        "facts": [{"where": fact.where, "what": fact.what, "advice": fact.advice} for fact in answer.facts],
        "are_fewest": answer.are_fewest,
        "without": goals_as_json(answer.without),
        "fulfilled": goals_as_json(answer.fulfilled),
        "was_stopped": answer.was_stopped,
    }
