"""What the file of a plan that no ledger has tells of its making."""

import json
from pathlib import Path

from pydantic import ValidationError

from planner.domain.meanwhile import MadeFrom
from planner.errors import UnreadableFile
from planner.intake.cells.container import read_file
from planner.intake.cells.limits import PLAN_FILE_BYTES
from planner.texts import texts_of

_ = texts_of("intake")


def read_made_from(path: Path) -> MadeFrom | None:
    """What the plan was made from; None where the file does not say so, as that of a stored plan.

    The file is one that `read_plan` has read. Raises UnreadableFile where what it says of this is damaged.
    """
    told = json.loads(read_file(path, PLAN_FILE_BYTES)).get("made_from")
    if told is None:
        return None
    try:
        return MadeFrom.model_validate_json(json.dumps(told))
    except ValidationError as error:
        raise UnreadableFile(
            _("{path}: what it says of its making (made_from) is damaged. Plan again with: planner replan").format(
                path=path
            )
        ) from error
