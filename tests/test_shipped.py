"""The package as it is handed over holds all that it needs, and works where nothing else is."""

import zipfile
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.shipped import ROOT, BareEnvironment, bare_environment, built, required, wheel_of

BINH_GIA = ROOT / "instances" / "binh-gia-2023" / "campaign.xlsx"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return built(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def from_sdist(packed: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel_of(packed[0], tmp_path_factory.mktemp("from-sdist"))


@pytest.fixture(scope="module")
def bare(from_sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> BareEnvironment:
    return bare_environment(from_sdist, tmp_path_factory.mktemp("bare") / "đường dẫn có dấu")


def holds(wheel: Path) -> dict[str, int]:
    """Every file of a wheel with the sum of its bytes."""
    with zipfile.ZipFile(wheel) as archive:
        return {one.filename: one.CRC for one in archive.infolist()}


def test_sdist_and_wheel_hold_the_same(packed: tuple[Path, Path], from_sdist: Path) -> None:
    assert holds(from_sdist) == holds(packed[1])


def test_the_wheel_holds_every_file_of_the_program(packed: tuple[Path, Path]) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "planner").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != "README.md"
    }
    assert {Path(name).suffix for name in ours} >= {".py", ".typ", ".lark", ".po", ".mo", ".md", ".xlsx"}
    assert ours == {name for name in holds(packed[1]) if name.startswith("planner/")}


def test_the_versions_are_those_that_were_tested() -> None:
    lines = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    tested: dict[str, str] = {
        canonicalize_name(name): version for name, version in (line.split("==") for line in lines)
    }
    needed = required("dev")
    assert {name: tested.get(name) for name in needed} == needed, "run: make constraints"


def test_nothing_of_the_development_is_there(bare: BareEnvironment, tmp_path: Path) -> None:
    absent = "import importlib.util as u; print([n for n in ('tests', 'pytest', 'babel', 'mypy') if u.find_spec(n)])"
    assert bare.run("python", "-c", absent, at=tmp_path).strip() == "[]"
    place = bare.run("python", "-c", "import planner; print(planner.__file__)", at=tmp_path).strip()
    assert Path(place).is_relative_to(bare.folder)


def test_it_plans_prints_and_reads_its_prints(bare: BareEnvironment, tmp_path: Path) -> None:
    """Catalogs, demo, templates of the PDF and the grammar of the appendix are all found in what was installed."""
    assert bare.run("planner", "--version", at=tmp_path).startswith("planner, phiên bản ")
    bare.run("planner", "demo", "-o", "demo", "--workers", "1", "--seconds", "20", at=tmp_path)
    assert (tmp_path / "demo" / "phu-luc.pdf").read_bytes().startswith(b"%PDF")
    told = bare.run("planner", "audit", BINH_GIA, "demo/phu-luc.docx", "--no-optimum", at=tmp_path)
    assert "Lỗi" not in told
