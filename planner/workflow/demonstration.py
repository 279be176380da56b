"""The instance that ships inside the package."""

from importlib.resources import as_file, files
from pathlib import Path

from planner.files import write_atomically

DEMO_NAME = "binh-gia-2023"


def demo_workbook(folder: Path) -> Path:
    """A copy of the Bình Gia workbook in this folder, so that whoever tries the program can open and change it."""
    with as_file(files("planner") / "demo" / "campaign.xlsx") as shipped:
        return write_atomically(folder / "campaign.xlsx", shipped.read_bytes())
