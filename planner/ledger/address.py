"""Where a ledger stands: a file, by default beside the workbook, or a PostgreSQL database that many enter into."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from planner.errors import LedgerUnusable
from planner.texts import texts_of

_ = texts_of("ledger")

SERVER_DRIVER = "postgresql+psycopg"
_SERVERS = {"postgresql", "postgres", SERVER_DRIVER}


@dataclass(frozen=True, slots=True)
class FileAddress:
    """A ledger in a SQLite file of its own, which holds one campaign."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A ledger in a PostgreSQL database, which may hold several campaigns."""

    url: URL

    def __str__(self) -> str:
        """As people read it, with the password hidden."""
        return self.url.render_as_string(hide_password=True)


LedgerAddress = FileAddress | ServerAddress


def default_ledger(workbook: Path) -> Path:
    """The ledger of a workbook for which none is named: *<its name>.ledger.db* beside it."""
    return workbook.with_name(f"{workbook.stem}.ledger.db")


def ledger_address(text: Path | str) -> LedgerAddress:
    """The address that this path or text means: a file, *sqlite:///file* or *postgresql://user@host/database*.

    Raises LedgerUnusable for a text that means no place for a ledger.
    """
    if isinstance(text, Path) or "://" not in text:
        return FileAddress(Path(text))
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise _no_address(text.partition("://")[0]) from error
    if url.drivername == "sqlite" and url.database:
        return FileAddress(Path(url.database))
    if url.drivername in _SERVERS and url.database:
        return ServerAddress(url.set(drivername=SERVER_DRIVER))
    raise _no_address(url.drivername)


def campaign_key(campaign: str) -> str:
    """A campaign's name as ledgers compare it, so that how its letters are composed makes no difference."""
    return unicodedata.normalize("NFC", " ".join(campaign.split()))


def _no_address(beginning: str) -> LedgerUnusable:
    return LedgerUnusable(
        _(
            "--ledger {beginning}://…: no place for a ledger. Give --ledger a file, "
            "or postgresql+psycopg://user@host/database"
        ).format(beginning=beginning)
    )
