"""Where prints go unless a command says otherwise, and whether they can: asked before the work and not after it."""

import tempfile
from pathlib import Path

from planner.errors import UnwritableFile
from planner.texts import texts_of

_ = texts_of("workflow")

CAMPAIGN_FILE = "campaign"


def default_folder(workbook: Path) -> Path:
    """`outputs/<name>`: the folder's name for a file called campaign.xlsx, else the file's own."""
    name = workbook.resolve().parent.name if workbook.stem.lower() == CAMPAIGN_FILE else workbook.stem
    return Path("outputs") / (name if name.strip(". ") else CAMPAIGN_FILE)


def assert_writable(folder: Path) -> None:
    """Put a file where the folder is or will be, and take it away again. Raises UnwritableFile."""
    try:
        existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        with tempfile.TemporaryFile(dir=existing):
            return
    except OSError as error:
        raise UnwritableFile(
            _("{folder}: nothing can be written there ({reason}). Choose another folder with -o").format(
                folder=folder, reason=error.strerror or error
            )
        ) from error
