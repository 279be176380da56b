"""Which family a PDF is set in: Times New Roman, or the nearest that this machine has with all Vietnamese letters."""

import struct
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

WANTED = "Times New Roman"
FAMILIES = (WANTED, "Tinos", "Liberation Serif", "Libertinus Serif")
"""In order of preference. The last is part of typst; its letters have other widths."""
TYPEWRITERS = ("Courier New", "Cousine", "Liberation Mono", "DejaVu Sans Mono")
"""In order of preference, all but the last of one width. The last is part of typst, but lacks half of the letters."""
VIETNAMESE = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
)
"""The 134 letters beyond ASCII."""


@cache
def installed_fonts() -> "typst.Fonts":
    """All fonts of this machine and those inside typst, looked for once."""
    import typst  # noqa: PLC0415 - heavy

    return typst.Fonts()


@cache
def chosen_family() -> str:
    """What a PDF is set in.

    Version 1 of Liberation Serif lacks 92 Vietnamese letters; a page that mixes two families is worse than the next
    family.
    """
    return _first_of(FAMILIES)


@cache
def chosen_typewriter() -> str:
    """What code is set in."""
    return _first_of(TYPEWRITERS)


def _first_of(families: tuple[str, ...]) -> str:
    """The first of the families that is here and has every Vietnamese letter in all its styles, else the last."""
    styles: dict[str, list[str | None]] = {}
    for font in installed_fonts().fonts():
        if font.family in families:
            styles.setdefault(font.family, []).append(font.path)
    return next(
        (family for family in families if family in styles and all(map(_has_vietnamese, styles[family]))),
        families[-1],
    )


def _has_vietnamese(path: str | None) -> bool:
    """Whether a font file has the letters; those inside typst have no path, and have them."""
    if path is None:
        return True
    try:
        return set(map(ord, VIETNAMESE)) <= letters_of(Path(path).read_bytes())
    except (OSError, struct.error, StopIteration):
        return False


def letters_of(font: bytes) -> set[int]:
    """The code points up to U+FFFF that a TrueType or OpenType font has glyphs for (its `cmap`, format 4).

    A collection is judged by its first font. Raises struct.error or StopIteration for what is no such font.
    """
    start = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    num_tables = struct.unpack_from(">H", font, start + 4)[0]
    records = (struct.unpack_from(">4sIII", font, start + 12 + 16 * number) for number in range(num_tables))
    cmap = next(offset for tag, _checksum, offset, _length in records if tag == b"cmap")
    num_encodings = struct.unpack_from(">H", font, cmap + 2)[0]
    encodings = (struct.unpack_from(">HHI", font, cmap + 4 + 8 * number) for number in range(num_encodings))
    tables = (cmap + offset for _platform, _encoding, offset in encodings)
    table = next(table for table in tables if struct.unpack_from(">H", font, table)[0] == 4)  # noqa: PLR2004
    num_segments = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends = struct.unpack_from(f">{num_segments}H", font, table + 14)
    starts = struct.unpack_from(f">{num_segments}H", font, table + 16 + 2 * num_segments)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)}
