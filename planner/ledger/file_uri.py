"""A file's address as SQLite takes it."""

import os
from pathlib import Path
from urllib.parse import quote


def file_uri(path: Path, mode: str) -> str:
    """The URI by which SQLite opens this file in this mode: *ro*, *rw* or *rwc*.

    The authority is always empty, since SQLite refuses any other: a file of a network share, \\\\server\\share\\file,
    is file:////server/share/file. Path.as_uri would put the server there.
    """
    plain = path.absolute().as_posix()
    slash = "" if plain.startswith("/") else "/"
    return f"file://{slash}{quote(os.fsencode(plain), safe='/:')}?mode={mode}"
