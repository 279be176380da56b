"""The manual that ships in the package, in the language of the session: to be read, and to be printed."""

import re
from importlib.resources import files
from pathlib import Path

from planner.errors import WrongUsage
from planner.prints.forms.guide.paper import print_guide
from planner.prints.written import Printed
from planner.texts import Language, chosen_language, texts_of
from planner.workflow.folders import assert_writable

_ = texts_of("workflow")

STEMS = {Language.VIETNAMESE: "huong-dan", Language.ENGLISH: "manual"}
"""The manual's name in the package, and of its prints."""
_MANUAL = files("planner") / "manual"
_PART = re.compile(r"^(?=## )", re.MULTILINE)


def guide_folder() -> Path:
    """Where the manual is printed unless a folder is named."""
    return Path("outputs") / STEMS[chosen_language()]


def guide_text(part: int | None) -> str:
    """The whole manual as Markdown, or one of its numbered parts. Raises WrongUsage where there is no such part."""
    beginning, *parts = guide_parts()
    if part is None:
        return "".join([beginning, *parts])
    if part > len(parts):
        raise WrongUsage(
            _("the manual has no part {part}; its parts are 1 to {last}").format(part=part, last=len(parts))
        )
    return parts[part - 1]


def guide_parts() -> tuple[str, ...]:
    """The manual's beginning and its parts, each as Markdown."""
    return tuple(_PART.split((_MANUAL / f"{STEMS[chosen_language()]}.md").read_text(encoding="utf-8")))


def guide_pictures() -> dict[str, bytes]:
    """What the manual shows: each PNG by its name."""
    found = (_MANUAL / "pictures").iterdir()
    return {picture.name: picture.read_bytes() for picture in found if picture.name.endswith(".png")}


def printed_guide(folder: Path) -> Printed:
    """Write the manual into the folder as docx and pdf. Raises UnwritableFile."""
    assert_writable(folder)
    pictures = {f"pictures/{name}": png for name, png in guide_pictures().items()}
    return print_guide(guide_text(None), pictures, folder, STEMS[chosen_language()])
