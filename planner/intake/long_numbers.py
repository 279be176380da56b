"""Numbers so long that they may be identity or telephone numbers, however their digits are set apart."""

import re

_DATE = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])([/.\-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)")
_LONG_NUMBER = re.compile(r"(?:\d(?:\s{1,3}|\s?[.\-–—/_'·]\s?|,)?){8,}\d")
"""Nine digits in any script: the shortest identity number."""


def holds_long_number(text: str) -> bool:
    """Whether such a number stands in the text; days such as 18/4/2026 do not count."""
    return bool(_LONG_NUMBER.search(_DATE.sub("ngày", text)))


def without_long_numbers(text: str) -> str:
    """The text with stars in place of such numbers."""
    return _LONG_NUMBER.sub("***", text)
