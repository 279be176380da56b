"""What is said where the papers of a plan that is already stored cannot be written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.domain.plan import Plan
from planner.errors import UnwritableFile
from planner.texts import texts_of

_ = texts_of("workflow")


@contextmanager
def saying_what_is_stored(workbook: Path, plan: Plan) -> Iterator[None]:
    """Where papers cannot be written, say that the plan itself is kept and how to print it."""
    try:
        yield
    except UnwritableFile as error:
        raise UnwritableFile(
            _(
                "{error}. Plan {number} is stored all the same; to print it, run: "
                "planner print {workbook} --version {number}"
            ).format(error=str(error).rstrip("."), number=plan.version, workbook=workbook)
        ) from error
