"""The base of every record, and the names that tell one kind of text from another."""

from typing import NewType

from pydantic import BaseModel, ConfigDict

UnitCode = NewType("UnitCode", str)
MachineName = NewType("MachineName", str)
ShiftLabel = NewType("ShiftLabel", str)


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
