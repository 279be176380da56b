"""Names of units where there is little room."""

from planner.domain.campaign import Unit
from planner.prints.words.text import printable


def without_kind(unit: Unit) -> str:
    """*Xã Hòa Bình* as *Hòa Bình*; what is left must look like a name, for *thị* may be told of a *thị trấn*."""
    name, kind = printable(unit.name), printable(unit.kind)
    rest = name[len(kind) :].strip()
    is_name = rest[:1].isupper() or rest[:1].isdecimal()
    return rest if kind and name.casefold().startswith(f"{kind.casefold()} ") and is_name else name
