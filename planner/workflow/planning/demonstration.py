"""The instance that ships inside the package."""

from importlib.resources import files
from pathlib import Path

from planner.files import write_atomically

DEMO_NAME = "binh-gia-2023"


def demo_workbook(folder: Path) -> Path:
    """A copy of the Bình Gia workbook in this folder, so that whoever tries the program can open and change it.

    A `campaign.xlsx` of other content is somebody's work and stays: the copy then bears the demo's name.
    """
    shipped = (files("planner") / "demo" / "campaign.xlsx").read_bytes()
    copy = folder / "campaign.xlsx"
    if not copy.exists():
        return write_atomically(copy, shipped)
    if copy.is_file() and copy.read_bytes() == shipped:
        return copy
    return write_atomically(folder / f"{DEMO_NAME}.xlsx", shipped)
