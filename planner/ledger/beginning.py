"""A new ledger file, which comes into being whole: an empty one is never this program's own doing."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


def begin_file(path: Path, lay_out_at: Callable[[Path], None]) -> None:
    """Let a file that `lay_out_at` has made stand at this path, unless somebody else has begun one there meanwhile.

    Raises OSError, and what `lay_out_at` raises; nothing stands there then.
    """
    made = path.with_name(f".{uuid4().hex}.part")
    try:
        lay_out_at(made)
        _give_name(made, path)
    finally:
        made.unlink(missing_ok=True)


def _give_name(made: Path, path: Path) -> None:
    with suppress(FileExistsError):
        try:
            os.link(made, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links; Windows does not rename over a file
            if not path.exists():
                made.rename(path)
