"""What a board needs that is shared for real: an address of this machine in a network, and certificates."""

import socket
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import trustme

from tests.conftest import system_part

SOMEWHERE = ("192.0.2.1", 9)
"""An address of nobody. Nothing is sent there: the system only says by which of its own it would be reached."""


def own_address() -> str:
    """Of this machine in a network; a test that needs one is left out where there is none."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as line:
        try:
            line.connect(SOMEWHERE)
            found = str(line.getsockname()[0])
        except OSError:
            found = "127.0.0.1"
    system_part("an address in a network", present=not found.startswith("127."))
    return found


@dataclass(frozen=True, slots=True)
class Certificate:
    """One for a name, with its key, and what to trust for it."""

    certificate: Path
    key: Path
    authority: Path


def certificate_for(folder: Path, host: str, *, expires: datetime | None = None) -> Certificate:
    """A certificate of an authority of its own, in this folder."""
    authority = trustme.CA()
    issued = authority.issue_cert(host, not_after=expires, not_before=datetime(2020, 1, 1, tzinfo=UTC))
    found = Certificate(folder / f"{host}.pem", folder / f"{host}.key", folder / f"{host}-ca.pem")
    issued.private_key_pem.write_to_path(str(found.key))
    for number, blob in enumerate(issued.cert_chain_pems):
        blob.write_to_path(str(found.certificate), append=number > 0)
    authority.cert_pem.write_to_path(str(found.authority))
    return found
