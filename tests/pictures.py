"""The pictures of README.md, made from a fresh plan of Bình Gia.

    python -m tests.pictures

Needs pdftoppm (poppler).
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.sameness import BINH_GIA

PICTURES = BINH_GIA.parent / "pictures"
DOTS_PER_INCH = "75"


def main() -> None:
    """Plan, and keep the first page of the appendix and the timeline."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "planner.cli.main",
            "plan",
            str(BINH_GIA),
            "-o",
            folder,
            "--ledger",
            f"{folder}/x.ledger.db",
            "--workers",
            "1",
        ]
        subprocess.run(command, check=True)
        page = ["-png", "-r", DOTS_PER_INCH, "-f", "1", "-l", "1", "-singlefile"]
        subprocess.run(["pdftoppm", *page, Path(folder) / "phu-luc.pdf", PICTURES / "phu-luc"], check=True)
        (PICTURES / "timeline.svg").write_bytes((Path(folder) / "timeline.svg").read_bytes())


if __name__ == "__main__":
    main()
