"""The pictures of the documents, made anew: `python -m tests.pictures`. Needs pdftoppm (poppler)."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.sameness import BINH_GIA

INSTANCES = BINH_GIA.parents[1]
PICTURES = BINH_GIA.parent / "pictures"
OF_MANUAL = INSTANCES.parent / "planner" / "manual" / "pictures"
"""Those that ship with the manual."""
DOTS_PER_INCH = "75"
CITIZENS = INSTANCES / "vinh-yen-citizens" / "cong-dan.xlsx"
IA_DOM = INSTANCES / "ia-dom-2023"


class Picture(NamedTuple):
    """A page of a print, and the picture of it that a document shows."""

    print_path: str
    """Below the folder into which this module has everything printed."""
    picture: Path
    page: int = 1


PAGES = (
    Picture("binh-gia/phu-luc.pdf", OF_MANUAL / "phu-luc.png"),
    Picture("binh-gia/thong-bao/thong-bao-06112-thi-tran-binh-gia.pdf", OF_MANUAL / "thong-bao.png"),
    Picture("binh-gia/hanh-trinh/hanh-trinh-may-2.pdf", OF_MANUAL / "hanh-trinh.png"),
    Picture("binh-gia/lich-thang.pdf", OF_MANUAL / "lich-thang.png"),
    Picture("binh-gia/moi/moi-06070-2023-05-04-ca-01.pdf", OF_MANUAL / "danh-sach-moi.png"),
    Picture("binh-gia-quota/chi-tieu.pdf", INSTANCES / "binh-gia-2023-quota" / "pictures" / "chi-tieu.png"),
    Picture("binh-phuoc-quota/chi-tieu.pdf", INSTANCES / "binh-phuoc-2024-quota" / "pictures" / "chi-tieu.png"),
    Picture("ia-dom/bao-cao-2023-10-16-tuan.pdf", IA_DOM / "pictures" / "bao-cao-tuan.png"),
    Picture("ia-dom/bao-cao-2023-10-16-tuan.pdf", OF_MANUAL / "bao-cao-tuan.png", page=2),
)


def main() -> None:
    """Print every form, and keep a page of each and the timeline."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _print_all(folder)
        for page in PAGES:
            page.picture.parent.mkdir(exist_ok=True)
            number = str(page.page)
            options = ["-png", "-r", DOTS_PER_INCH, "-f", number, "-l", number, "-singlefile"]
            source, target = folder / page.print_path, page.picture.with_suffix("")
            subprocess.run(["pdftoppm", *options, source, target], check=True)
        (PICTURES / "timeline.svg").write_bytes((folder / "binh-gia" / "timeline.svg").read_bytes())


def _print_all(folder: Path) -> None:
    binh_gia = ("-o", folder / "binh-gia", "--ledger", folder / "binh-gia.ledger.db")
    _planner("plan", BINH_GIA, *binh_gia, "--workers", "1")
    _planner("print", BINH_GIA, *binh_gia)
    _planner("invite", BINH_GIA, CITIZENS, *binh_gia, "--unit", "06070", "--today", "2/5/2023")
    ia_dom = ("--ledger", folder / "ia-dom.ledger.db")
    _planner("record", IA_DOM / "campaign.xlsx", IA_DOM / "results-15-september-15-october.xlsx", *ia_dom)
    days = ("--date", "16/10/2023", "--weekly", "-o", folder / "ia-dom")
    _planner("report", IA_DOM / "campaign.xlsx", *ia_dom, *days)
    for place, options in (("binh-gia-2023", ("--total", "divide")), ("binh-phuoc-2024", ("--rounding", "up"))):
        table = INSTANCES / f"{place}-quota" / f"{place}-quota.xlsx"
        _planner("quota", table, *options, "-o", folder / f"{place.rpartition('-')[0]}-quota")


def _planner(*arguments: object) -> None:
    subprocess.run([sys.executable, "-m", "planner.cli.main", *map(str, arguments)], check=True)


if __name__ == "__main__":
    main()
