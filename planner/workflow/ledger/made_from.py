"""The file that a plan was made from: its hash, and whether a workbook is still that file."""

import hashlib
from pathlib import Path

from planner.domain.version import Provenance
from planner.errors import UnreadableFile
from planner.texts import texts_of

_ = texts_of("workflow")


def sha256_of(path: Path) -> str:
    """The hash by which a version tells the workbook that it was made from. Raises UnreadableFile."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UnreadableFile(_("{path}: cannot be read. Check the path").format(path=path)) from error


def has_changed(sha256: str, provenance: Provenance | None) -> bool:
    """Whether the workbook with this hash is another file than the one that the plan was made from.

    Any saving counts, for a plan keeps no more of its workbook than the hash. False where nothing tells of its making.
    """
    return provenance is not None and provenance.workbook_sha256 != sha256


def change_told(version: int) -> str:
    """That the workbook is another than the one that this version was made from, and what to do."""
    return _("the workbook has changed since plan {number} was made; check that it still holds").format(number=version)
