"""The digest that each row bears: over its own values and over the digest of the row before it, so that a change shows.

A digest is the SHA-256 of the previous row's digest in the same table and campaign (empty for the first) and of the
row's values as text. Empty values are left out, so that a column which a later layout adds changes no digest.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256

from sqlalchemy import RowMapping, Table

from planner.ledger.column_types import Truth

BEFORE_THE_FIRST = ""
"""What stands for the digest of the row before a table's first."""
_ANY_TEXT = "surrogatepass"
_LONG = 1000
"""Letters from which on a text stands in its row's digest by a digest of its own: plans are some 200 KB."""


def digest_of(previous: str, table: Table, values: Mapping[str, object] | RowMapping) -> str:
    """The digest of a row with these values; whatever they say of a digest is left out.

    It is the same whether the values are about to be written, were read from a file or from a server, with the column
    types of the tables or as the database itself has them.
    """
    truths, others = _columns_of(table)
    told = {
        name: bool(value) if name in truths else _as_text(value)
        for name, value in values.items()
        if value is not None and (name in others or name in truths)
    }
    written = json.dumps([previous, table.name, told], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode("utf-8", _ANY_TEXT)).hexdigest()


@cache
def _columns_of(table: Table) -> tuple[frozenset[str], frozenset[str]]:
    """The columns that say yes or no, and the others."""
    columns = [column for column in table.columns if column.name != "digest"]
    truths = frozenset(column.name for column in columns if isinstance(column.type, Truth))
    return truths, frozenset(column.name for column in columns) - truths


def _as_text(value: object) -> object:
    if isinstance(value, str):
        is_long = len(value) > _LONG
        return f"sha256:{sha256(value.encode('utf-8', _ANY_TEXT)).hexdigest()}" if is_long else value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else repr(value)
