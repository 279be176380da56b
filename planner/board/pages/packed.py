"""Several papers as one file to download."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from starlette.exceptions import HTTPException

from planner.board.visit import NOT_FOUND

_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest that a packed file can say: the same papers are the same bytes whenever they are packed."""


def packed(folder: Path, paths: Sequence[Path]) -> bytes:
    """All papers, by their ways below the folder. Raises HTTPException (404) where there is none."""
    if not paths:
        raise HTTPException(NOT_FOUND)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(paths):
            archive.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix(), _SAME_MOMENT), path.read_bytes())
    return content.getvalue()
