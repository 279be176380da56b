"""How a board is shared: by which name others ask for it, and what hides what they say from the network."""

import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from planner.board.people.callers import LOOPBACK_NAMES, is_loopback
from planner.errors import WrongUsage
from planner.texts import texts_of

_ = texts_of("board")

_NAME = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?", re.ASCII)
_NAME_AND_PORT = re.compile(rf"{_NAME.pattern}(:[0-9]{{1,5}})?", re.ASCII)
_ADDRESS_6 = re.compile(r"[0-9a-f:]*:[0-9a-f:.]*", re.ASCII)
_ANY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - these are refused
_USUAL_HTTP, _USUAL_HTTPS = 80, 443
_EXPIRED, _NOT_YET_VALID = 10, 9
_OTHER_NAME = frozenset({62, 64})
"""How OpenSSL numbers what is wrong with a certificate."""
_MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """A certificate and its key."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Sharing:
    """By which name others reach the board, and how."""

    host: str
    """A name or address of this machine; behind a proxy the name that the proxy serves, perhaps with a port."""
    tls: TlsFiles | None = None
    """None where nothing hides what is said, or a proxy does."""
    is_behind_proxy: bool = False
    """Whether a program on this machine takes the requests, and hands them on."""

    @property
    def is_hidden(self) -> bool:
        """Whether others on the network cannot listen."""
        return self.is_behind_proxy or self.tls is not None

    def hosts(self, port: int) -> frozenset[str]:
        """How browsers ask for the board: its name, with the port but where that is the usual one."""
        if self.is_behind_proxy:
            return frozenset({self.host})
        bracketed = f"[{self.host}]" if ":" in self.host else self.host
        is_usual = port == (_USUAL_HTTPS if self.is_hidden else _USUAL_HTTP)
        return frozenset({f"{bracketed}:{port}", *([bracketed] if is_usual else [])})

    def address(self, port: int) -> str:
        """Where people find it."""
        return f"{'https' if self.is_hidden else 'http'}://{min(self.hosts(port), key=len)}/"


def sharing_as_asked(
    host: str | None, certificate: Path | None, key: Path | None, *, is_behind_proxy: bool
) -> Sharing | None:
    """The sharing that somebody asks for; None where nobody else shall reach the board. Raises WrongUsage."""
    if host is None:
        if certificate or key or is_behind_proxy:
            raise WrongUsage(
                _("--tls-cert, --tls-key and --behind-proxy say how a board is shared. Add --lan with its name")
            )
        return None
    if bool(certificate) != bool(key):
        raise WrongUsage(_("--tls-cert and --tls-key belong together. Name the certificate and its key"))
    if is_behind_proxy and certificate:
        raise WrongUsage(
            _("Behind a proxy it is the proxy that has the certificate. Leave out --behind-proxy, or the two files")
        )
    tls = TlsFiles(certificate, key) if certificate and key else None
    return Sharing(_judged_host(host, takes_port=is_behind_proxy), tls, is_behind_proxy)


def tls_of(sharing: Sharing) -> ssl.SSLContext | None:
    """What the server needs to speak TLS; None where it speaks plainly. Raises WrongUsage where a file is unfit."""
    if sharing.tls is None:
        return None
    certificate, key = sharing.tls.certificate, sharing.tls.key
    for path in (certificate, key):
        _refuse_unreadable(path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate, key, password=_refuse_locked(key))
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            told = _("{key}: is not the key of the certificate {certificate}. Name the two that belong together")
        else:
            told = _("{certificate}, {key}: no certificate with its key. Both have to be text files in PEM form")
        raise WrongUsage(told.format(certificate=certificate, key=key)) from error
    complaint = _complaint(context, certificate, sharing.host)
    if complaint:
        raise WrongUsage(f"{certificate}: {complaint}")
    return context


def _judged_host(host: str, *, takes_port: bool) -> str:
    clean = host.strip().lower().removeprefix("[").removesuffix("]")
    if not ((_NAME_AND_PORT if takes_port else _NAME).fullmatch(clean) or _ADDRESS_6.fullmatch(clean)):
        raise WrongUsage(
            _(
                "{host}: no name of a machine. After --lan stands a name or an address alone, such as 192.168.1.20, "
                "without http:// before it"
            ).format(host=host)
        )
    if clean in _ANY_ADDRESS or (not takes_port and (clean in LOOPBACK_NAMES or is_loopback(clean))):
        raise WrongUsage(
            _(
                "{host}: by this others cannot reach the board. After --lan stands the name or address by which they "
                "reach this machine"
            ).format(host=host)
        )
    return clean


def _refuse_unreadable(path: Path) -> None:
    try:
        path.open("rb").close()
    except OSError as error:
        raise WrongUsage(_("{path}: cannot be read. Check the path").format(path=path)) from error


def _refuse_locked(key: Path) -> Callable[[], str]:
    """What is asked for a password of the key: nobody is there to type it each time the board is opened."""

    def refuse() -> str:
        raise WrongUsage(_("{key}: is locked by a password. Save the key without one").format(key=key))

    return refuse


def _complaint(server: ssl.SSLContext, certificate: Path, host: str) -> str:
    """What a browser that trusts this certificate would find wrong with it; empty where nothing is."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.load_verify_locations(cafile=certificate)
    client.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    asked, answered = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = (client.wrap_bio(answered, asked, server_hostname=host), server.wrap_bio(asked, answered, server_side=True))
    for _round in range(_MOST_ROUNDS):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLCertVerificationError as error:
                return _complaints(host).get(error.verify_code, "")
    return ""


def _complaints(host: str) -> dict[int, str]:
    other = _(
        "the certificate is not for {host}. Ask for one with this name or address, or name it after --lan"
    ).format(host=host)
    return {
        _EXPIRED: _("the certificate has expired. Ask for a new one"),
        _NOT_YET_VALID: _("the certificate does not hold yet. Check this machine's clock"),
        **dict.fromkeys(_OTHER_NAME, other),
    }
