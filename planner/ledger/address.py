"""Where a ledger stands: a file, by default beside the workbook, or a PostgreSQL database that many enter into."""

import os
import re
import string
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from planner.errors import LedgerUnusable
from planner.texts import texts_of

_ = texts_of("ledger")

SERVER_DRIVER = "postgresql+psycopg"
_CONNECTION_WORDS = re.compile(r"(?i)\b(password|sslpassword|host|hostaddr|dbname|user|service)\s*=")
"""As libpq takes them in place of an address."""
_PLAIN_BYTES = frozenset(f"{string.ascii_letters}{string.digits}/:._-~".encode())
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}")
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
        """As people read it: where the server is and which database; nothing that lets anybody in."""
        hosts = self.url.host or self.url.query.get("host") or ""
        ports = self.url.port or self.url.query.get("port") or ""
        host, port = (_listed(each) for each in (hosts, ports))
        host = f"[{host}]" if ":" in host and not host.startswith("/") else host
        return f"{SERVER_DRIVER}://{host}{f':{port}' if port else ''}/{self.url.database}"

    @property
    def url_to_connect(self) -> URL:
        """The address as it is connected to: text goes over the line in UTF-8, whatever else it says of that."""
        return self.url.update_query_dict({"client_encoding": "utf8"})


def _listed(parts: str | int | tuple[str, ...]) -> str:
    return ",".join(parts) if isinstance(parts, tuple) else str(parts)


LedgerAddress = FileAddress | ServerAddress


def default_ledger(workbook: Path) -> Path:
    """The ledger of a workbook for which none is named: *<its name>.ledger.db* beside it."""
    return workbook.with_name(f"{workbook.stem}.ledger.db")


def ledger_address(text: Path | str) -> LedgerAddress:
    """The address that this path or text means: a file, *sqlite:///file* or *postgresql://user@host/database*.

    Raises LedgerUnusable for a text that means no place for a ledger.
    """
    if isinstance(text, Path):
        return FileAddress(text)
    if "://" not in text:
        _refuse_half_an_address(text)
        return FileAddress(Path(text))
    scheme = text.partition("://")[0]
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # what it quotes may be part of a password
        raise _no_address(scheme) from None
    if url.drivername == "sqlite" and url.database:
        return FileAddress(Path(url.database))
    if url.drivername in _SERVERS and url.database and not _is_misread(url):
        return ServerAddress(url.set(drivername=SERVER_DRIVER))
    raise _no_address(url.drivername)


def campaign_key(campaign: str) -> str:
    """A campaign's name as ledgers compare it, so that how its letters are composed makes no difference."""
    return unicodedata.normalize("NFC", " ".join(campaign.split()))


def _is_misread(url: URL) -> bool:
    """Whether a sign of a password that should have been written as %40 or %2F has parted it at the wrong place."""
    return any(sign in part for part in (url.host or "", url.database or "") for sign in "@?") or (
        ":" in (url.database or "")
    )


def _refuse_half_an_address(text: str) -> None:
    """Words for a server that are not written as an address would be taken for a file's name, and be shown as that."""
    scheme = text.partition(":")[0]
    if scheme in _SERVERS | {"sqlite"} and scheme != text:
        raise _no_address(scheme)
    if _CONNECTION_WORDS.search(text):
        raise _no_address("postgresql")


def _no_address(beginning: str) -> LedgerUnusable:
    return LedgerUnusable(
        _(
            "--ledger {beginning}://…: no place for a ledger. Give --ledger a file, "
            "or postgresql+psycopg://user@host:port/database; signs such as @ / : in a password are written as %40 "
            "%2F %3A"
        ).format(beginning=beginning if _SCHEME.fullmatch(beginning) else "…")
    )


def file_uri(path: Path, mode: str) -> str:
    """The URI by which SQLite opens this file in this mode: *ro*, *rw* or *rwc*.

    The authority is always empty, since SQLite refuses any other: a file of a network share, \\\\server\\share\\file,
    is file:////server/share/file. Path.as_uri would put the server there.
    """
    plain = path.absolute().as_posix()
    slash = "" if plain.startswith("/") else "/"
    return f"file://{slash}{_percent_encoded(plain)}?mode={mode}"


def _percent_encoded(path: str) -> str:
    """Each byte that has a meaning of its own in an address, or is no plain letter, by its number."""
    return "".join(chr(byte) if byte in _PLAIN_BYTES else f"%{byte:02X}" for byte in os.fsencode(path))
