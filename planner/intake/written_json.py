"""JSON files that other programs may have written: what a text, a name and a day in them is, and how ours are laid out.

A file that does not fit is named by the place of its slips, never by its content.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StrictStr, ValidationError

from planner.intake.cells.findings import listed
from planner.intake.values.days import calendar_day
from planner.intake.values.texts import Unfit, normal_text
from planner.texts import texts_of

_ = texts_of("intake")


def _normal(text: str) -> str:
    try:
        return normal_text(text)
    except Unfit as unfit:
        raise ValueError(unfit.what) from unfit


def _as_day(value: object) -> date:
    try:
        return calendar_day(value)
    except Unfit as unfit:
        raise ValueError(unfit.what) from unfit


Name = Annotated[StrictStr, AfterValidator(_normal)]
"""A text as the workbook's reader would read it."""
Day = Annotated[date, BeforeValidator(_as_day)]


class Written(BaseModel):
    """Something as written in a file; keys that this version does not know may stand beside its own."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


def text_of(content: bytes) -> str:
    """Its text, also as PowerShell and Notepad write it: by its mark in UTF-16 or UTF-32, without one in UTF-8."""
    return content.decode(json.detect_encoding(content))


def refuse_constant(name: str) -> NoReturn:
    """JSON has no NaN and no infinity; Python's reader would let them in."""
    raise ValueError(name)


def places_of(error: ValidationError) -> str:
    """Where the file is wrong, as assignments.3.dossiers, without its content."""
    slips = error.errors(include_input=False, include_url=False)
    places = [".".join(map(str, slip["loc"][:4])) or _("the top level") for slip in slips]
    return listed(list(dict.fromkeys(places)))


def json_in_lines(shape: Mapping[str, object]) -> str:
    """JSON with one line a row, so that two versions of a file can be compared line by line."""
    return "{\n" + ",\n".join(f"{_json(key)}: {_value_in_lines(value)}" for key, value in shape.items()) + "\n}"


def _value_in_lines(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {_json(row)}" for row in value) + "\n]"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
