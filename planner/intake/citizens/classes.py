"""What a line of words says of the rows below it: their class, or their hamlet."""

import re

_CLASS = re.compile(r"\blớp\s*:?\s*([0-9]{1,2}\s?[^\W\d_]?[0-9]{0,2}(?:[./-][0-9]{1,2})?)(?![\w])", re.IGNORECASE)
_HAMLET = re.compile(
    r"\s*((?:thôn|ấp|bản|buôn|làng|xóm|khóm|sóc|phum|tổ dân phố|tổ|khu phố|khu)\s+[^:]{1,60}?)\s*:?\s*", re.IGNORECASE
)
_TITLE_OF_A_CLASS = re.compile(r"\s*(?:lớp\s*)?([0-9]{1,2}\s?[^\W\d_]{1,2}\s?[0-9]{0,2})\s*", re.IGNORECASE)


def class_in(text: str) -> str:
    """The class that the words name, such as *9A1* in *DANH SÁCH HỌC SINH LỚP 9A1*; empty if they name none."""
    match = _CLASS.search(text)
    return "".join(match[1].split()) if match else ""


def hamlet_in(text: str) -> str:
    """The hamlet, where the words are nothing but its name: *Thôn Nà Mu*."""
    match = _HAMLET.fullmatch(text)
    return match[1] if match else ""


def class_of_title(title: str) -> str:
    """The class that a sheet is called by, such as *9A1* or *Lớp 9A1*; empty if it is called otherwise."""
    match = _TITLE_OF_A_CLASS.fullmatch(title)
    return "".join(match[1].split()) if match else class_in(title)
