"""The base of every record, and the names that tell one kind of text from another."""

from collections.abc import Mapping
from typing import Any, NewType, Self

from pydantic import BaseModel, ConfigDict

UnitCode = NewType("UnitCode", str)
MachineName = NewType("MachineName", str)
ShiftLabel = NewType("ShiftLabel", str)


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields changed, which forgets what was worked out from the old ones."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied
