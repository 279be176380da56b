"""From where somebody asks: by that it is decided how they may sign in, and what cookie their browser keeps."""

import hashlib
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost"})


class Place(StrEnum):
    """What lies between the board and whoever asks."""

    HERE = "here"
    """Nothing: the same machine."""
    SAFE = "safe"
    """A network on which nobody can listen, as TLS hides what is said."""
    OPEN = "open"
    """A network on which others can listen."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever asks for a page, before it is known who they are."""

    place: Place
    address: str
    """Of their machine, as far as the network tells."""
    cookies: Mapping[str, str]
    """By name."""


def place_of(host: str, client: str, server: str, *, is_hidden: bool) -> Place:
    """Where somebody is who asked for this host, by the addresses of both machines; `is_hidden` is whether by TLS.

    A name alone shows nothing, and neither does an address: whoever stands between may have put it there.
    """
    if is_hidden:
        return Place.SAFE
    is_here = host.rpartition(":")[0] in LOOPBACK_NAMES and is_loopback(client) and is_loopback(server)
    return Place.HERE if is_here else Place.OPEN


def is_loopback(address: str) -> bool:
    """Whether only this machine can have this address."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def hashed(text: str) -> str:
    """What is kept of a secret that nobody could guess; passwords and codes that people read need more than this."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
