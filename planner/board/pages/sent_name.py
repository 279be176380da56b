"""The name of a file that was sent, made harmless."""

import re

from planner.board.visit import SentFile

MOST_IN_NAME = 80
_ODD = re.compile(r"[^\w .()+-]+")


def name_on_disk(file: SentFile, suffix: str, unnamed: str) -> str:
    """The file's own name without folders and letters that a disk or a log might take for something else.

    `suffix` is the end that it has, in small or large letters; `unnamed` is what it is called where nothing is left.
    """
    name = file.name.replace("\\", "/").rpartition("/")[2]
    stem = _ODD.sub("_", name[: -len(suffix)]).strip(" .")[:MOST_IN_NAME]
    return f"{stem or unnamed}{suffix}"
