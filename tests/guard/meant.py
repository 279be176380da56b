"""Changes that were meant since the full texts were stored: a comparison lays them aside, and counts them apart.

Each is a pattern and what stands for it in the text of before and in that of now alike.
"""

import re

MEANT = (
    (r"(?<!\d)0?(\d{1,2}):(\d{2})(?!\d)", r"\1h\2"),  # an hour is 9h30 everywhere, not 09:30
    (r"(?<![\d/])0?(\d{1,2})/0?(\d{1,2})/(\d{4})", r"\1/\2/\3"),  # a day is 6/5/2024 everywhere, not 06/05/2024
    (r"\s*–\s*", "–"),  # from to is 7h00–11h30, without spaces
    (r"(\d{1,2}/\d{1,2})/(\d{4})–(\d{1,2}/\d{1,2}/\2)", r"\1–\3"),  # a year that both days share stands once
    (r"\s+", ""),  # so lines break elsewhere, and columns are as wide as need be
)
DEPEND_ON_TEXT = re.compile(r"\.(xlsx|docx)-parts$|\.png$")
"""Items that tell no words: they differ as meant where the text that they follow does."""


def with_meant(text: str) -> str:
    """The text with all that was meant to change laid aside."""
    for pattern, replacement in MEANT:
        text = re.sub(pattern, replacement, text)
    return text


def text_of(name: str) -> str:
    """The item whose words an item without words follows: of the parts of a file its text, of a picture the page."""
    return DEPEND_ON_TEXT.sub(lambda found: f".{found[1]}" if found[1] else ".pdf", name)
