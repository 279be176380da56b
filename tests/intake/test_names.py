"""Names: what is taken, what is taken with a warning, and what never is."""

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.folding import fold, tone_key
from planner.intake.cells.findings import Findings
from planner.intake.values.names import NameBook, Named, without_kind

BOOK = NameBook(
    [
        Named("01", "Xã Lộc Thành", "xã"),
        Named("02", "Xã Lộc Thạnh", "xã"),
        Named("03", "Thị trấn Hòa Bình", "thị trấn"),
        Named("04", "An Thủy"),
        Named("05", "Xã Tân Tiến", "xã"),
        Named("06", "Phường Tân Tiến", "phường"),
    ],
    "{value} is unknown",
)


def meaning(name: str) -> tuple[str | None, int, int]:
    """The identity, and how many errors and warnings it brought."""
    findings = Findings()
    identity = BOOK.identity(name, "A!B2", findings)
    return identity, len(findings.errors), len(findings.warnings)


def test_codes_and_exact_names() -> None:
    assert meaning("02") == ("02", 0, 0)
    assert meaning("Xã Lộc Thành") == ("01", 0, 0)


def test_the_place_of_a_tone_mark_makes_no_difference() -> None:
    assert tone_key("hoà") == tone_key("hòa")
    assert tone_key("thuỷ") == tone_key("thủy")
    assert tone_key("hoá") != tone_key("hòa")
    assert meaning("An Thuỷ") == ("04", 0, 0)
    assert meaning("Thị trấn Hoà Bình") == ("03", 0, 0)


def test_folds_bring_a_warning() -> None:
    assert meaning("lộc thạnh") == ("02", 0, 1)
    assert meaning("HÒA BÌNH") == ("03", 0, 1)
    assert meaning("Xã An Thủy") == ("04", 0, 1)


def test_what_is_never_guessed() -> None:
    for name in ("Lộc Thanh", "Loc Thanh", "Xã Lộc Thánh", "Phường Lộc Thành", "Hoa Binh", "Lộc", ""):
        assert meaning(name) == (None, 1, 0)


def test_a_name_of_several_is_refused() -> None:
    assert meaning("Tân Tiến") == (None, 1, 0)
    assert meaning("Xã Tân Tiến") == ("05", 0, 0)


def test_the_error_suggests() -> None:
    findings = Findings()
    BOOK.identity("Loc Thanh", "Máy!E2", findings)
    (problem,) = findings.errors
    assert "“Xã Lộc Thành”" in problem.advice
    assert "“Xã Lộc Thạnh”" in problem.advice


def test_names_without_their_kind() -> None:
    assert without_kind("Xã Hòa Bình") == "Hòa Bình"
    assert without_kind("Thị trấn Bình Gia", "thị") == "Bình Gia"
    assert without_kind("Phường 1", "phường") == "1"
    assert without_kind("Xãbình") == "Xãbình"
    assert without_kind("Xã") == "Xã"
    assert without_kind("Trường THPT Lê Lợi", "trường") == "THPT Lê Lợi"


@given(st.text(alphabet="aăâeêioôơuưyàảãáạbhntgđ ", min_size=1, max_size=12))
def test_folding_keeps_every_mark(name: str) -> None:
    """Two names fold together only if they have the same letters and the same tones, word for word."""
    assert fold(name) == fold(name.upper())
    assert sorted(fold(name).replace(" ", "")) == sorted(fold(fold(name)).replace(" ", ""))
