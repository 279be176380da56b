"""A file's address as SQLite takes it."""

import os
import string
from pathlib import Path

_PLAIN = frozenset(f"{string.ascii_letters}{string.digits}/:._-~".encode())


def file_uri(path: Path, mode: str) -> str:
    """The URI by which SQLite opens this file in this mode: *ro*, *rw* or *rwc*.

    The authority is always empty, since SQLite refuses any other: a file of a network share, \\\\server\\share\\file,
    is file:////server/share/file. Path.as_uri would put the server there.
    """
    plain = path.absolute().as_posix()
    slash = "" if plain.startswith("/") else "/"
    return f"file://{slash}{_encoded(plain)}?mode={mode}"


def _encoded(path: str) -> str:
    """Each byte that has a meaning of its own in an address, or is no plain letter, by its number."""
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in os.fsencode(path))
