"""Requests that no page of the board sends: odd methods, names, ways, headers and bodies, drawn at random.

They are made from the routes that the board declares and from the links and forms that its pages show, so that a new
page is asked for without a word here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random
from urllib.parse import parse_qsl, quote, urlencode

from planner.board.fence import MOST_BODY_BYTES
from tests.board.forms import Form
from tests.hostile_texts import CALLS, LETTERS, MARKUP, PATHS

SAFE, UNSAFE = ("GET", "HEAD", "OPTIONS"), ("POST", "PUT", "DELETE", "PATCH")
STRANGE_METHODS = ("TRACE", "CONNECT", "PROPFIND", "get", "X", "GET" * 50)
TRAVERSALS = (
    "../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "%252e%252e%252f", "....//", "..;/", "%c0%ae%c0%ae/",
)  # fmt: skip
TARGETS = (
    "etc/passwd",
    "desk.py",
    "campaign.xlsx",
    "campaign.ledger.db",
    "windows/win.ini",
    "templates/layout.html.jinja",
)
ODD_TEXTS: tuple[str, ...] = (
    *MARKUP, *CALLS, *PATHS, *LETTERS,
    "", " ", "0", "-1", "1", "2", "3", "9" * 400, "1e308", "NaN", "Infinity", "0x10", "1_000", "１２", "٣", "1.5", "+1",
    "2023-04-11", "2023-04-31", "0000-00-00", "9999-12-31", "10000-01-01", "2023-W15-2", "20230411", "11/4/2023",
    "true", "null", "[]", "{}", "xa", "may", "ca-dot", "Ca 01", "M1", "A", "en", "vi", "\x00", "a\x00b", "\ud800",
    "%00", "%", "%zz", "ü" * 3000, "//evil.test", "/\\evil.test", "\r\nSet-Cookie: a=b", "http://evil.test/",
)  # fmt: skip
HOSTS = ("evil.test", "", "127.0.0.1", "localhost:80", "[::1]:8000", "{host}.evil.test", "{host}@evil.test", "a" * 300)
ORIGINS = ("null", "http://evil.test", "https://{host}", "http://{host}.evil.test", "", "http://127.0.0.1:1")
CHARSETS = ("utf-16", "utf-7", "unicode_escape", "raw_unicode_escape", "idna", "hex", "zlib", "cp037", "nix", "\u00ff")
ODD_HEADERS = (
    ("accept-language", "x" * 5000), ("range", "bytes=0-0,5-1,-9"), ("if-modified-since", "gestern"),
    ("if-none-match", '"' * 99), ("content-length", "-1"), ("content-length", "abc"), ("content-length", "9" * 30),
    ("content-encoding", "gzip"), ("transfer-encoding", "gzip, chunked"), ("expect", "100-continue"),
    ("upgrade", "websocket"), ("x-forwarded-host", "evil.test"), ("x-forwarded-proto", "https"),
    ("x-http-method-override", "DELETE"), ("cookie", "a=b; =; ;;; \u00ff=1"), ("cookie", "x" * 9000),
    ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "unheard"), ("accept", "\u00ff\u0001"), ("x-a", "\u0000"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """A route of the board."""

    path: str
    """With the names of its parts in braces."""
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the board is known to have."""

    ways: tuple[Way, ...]
    links: tuple[str, ...]
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as it goes over the wire."""

    method: str
    target: str
    """Path and what was chosen, in ASCII."""
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""
    is_stranger: bool = False
    """Whether it bears no cookie of a session."""
    is_misnamed: bool = False
    """Whether it asks for the board by another name."""
    is_foreign: bool = False
    """Whether it is a form that no page of the board has sent."""

    @property
    def told(self) -> str:
        """For a report."""
        return f"{self.method[:20]} {self.target[:120]} {dict(self.headers)!r:.400} {self.body[:160]!r}"


class OddRequests:
    """Requests to the board of this name, by whoever bears this cookie; the same for one seed."""

    def __init__(self, rng: Random, seen: Seen, host: str, cookie: str) -> None:
        self._rng, self._seen, self._host, self._cookie = rng, seen, host, cookie

    def __iter__(self) -> Iterator[Asked]:
        while True:
            yield self._one()

    def _one(self) -> Asked:
        rng = self._rng
        form = rng.choice(self._seen.forms) if self._seen.forms and rng.random() < 0.4 else None
        method = self._method(form)
        asked = Asked(method, self._target(form), ())
        if method in UNSAFE or rng.random() < 0.05:
            asked = self._with_body(asked, form)
        return self._with_headers(asked)

    def _method(self, form: Form | None) -> str:
        rng = self._rng
        if form is not None and rng.random() < 0.9:
            return form.method
        return rng.choices(["GET", "POST", rng.choice((*SAFE, *UNSAFE)), rng.choice(STRANGE_METHODS)], [6, 2, 1, 1])[0]

    def _target(self, form: Form | None) -> str:
        rng = self._rng
        if form is not None and form.action and rng.random() < 0.9:
            path = form.action
        elif self._seen.links and rng.random() < 0.3:
            path = rng.choice(self._seen.links)
        else:
            path = self._filled(rng.choice(self._seen.ways).path)
        if rng.random() < 0.15:
            path = self._astray(path.partition("?")[0])
        return path if rng.random() < 0.5 else self._chosen(path)

    def _filled(self, path: str) -> str:
        """The route's path with something in its parts."""
        parts = path.split("{")
        filled = [parts[0]]
        for part in parts[1:]:
            _name, _brace, rest = part.partition("}")
            filled.append(quote(self._text(), safe="", errors="surrogatepass") + rest)
        return "".join(filled)

    def _astray(self, path: str) -> str:
        """A way out of the path, or beside it."""
        rng = self._rng
        out = rng.choice(TRAVERSALS) * rng.randint(1, 9) + rng.choice(TARGETS)
        return rng.choice(
            [f"{path.rstrip('/')}/{out}", f"/static/{out}", f"/{out}", f"/{path}", f"{path}/", f"{path}%00"]
        )

    def _chosen(self, path: str) -> str:
        """Other words behind the question mark than the board would write there."""
        rng = self._rng
        bare, _mark, query = path.partition("?")
        names = [name for name, _value in parse_qsl(query)] or ["ngay", "tu", "theo", "xep", "khoa", "truoc", "da-ghi"]
        pairs = [(rng.choice(names), self._text()) for _number in range(rng.choice([1, 1, 2, 9, 300]))]
        return f"{bare}?{urlencode(pairs, errors='surrogatepass')}"

    def _text(self) -> str:
        return self._rng.choice(ODD_TEXTS)

    def _with_body(self, asked: Asked, form: Form | None) -> Asked:
        kinds: list[Callable[[Form], tuple[str, bytes]]] = [
            self._urlencoded, self._urlencoded, self._urlencoded, self._multipart, self._garbage, self._many_fields,
        ]  # fmt: skip
        of = form or Form(asked.target, "POST", {"khoa": "", "thu.0": "", "xa.0": "A", "may.0": "M1", "ca.0": "Ca 01"})
        if self._rng.random() < 0.006:
            content_type, body = "application/x-www-form-urlencoded", b"a=" + b"x" * MOST_BODY_BYTES
        else:
            content_type, body = self._rng.choice(kinds)(of)
        return replace(asked, headers=(("content-type", content_type),), body=body)

    def _mutated(self, form: Form) -> list[tuple[str, str]]:
        """The form with some fields filled in, changed, doubled, called otherwise or left out."""
        rng = self._rng
        pairs = [(name, rng.choice(form.choices.get(name) or [value])) for name, value in form.fields.items()]
        for _change in range(rng.randint(0, 6)):
            if not pairs:
                break
            at = rng.randrange(len(pairs))
            name, value = pairs[at]
            kind = rng.randrange(5)
            if kind == 0:
                pairs[at] = (name, self._text())
            elif kind == 1:
                pairs[at] = (name, str(rng.choice([0, 1, 7, 160, -5, 10**6, 10**30])))
            elif kind == 2:
                pairs.append((name, self._text()))
            elif kind == 3:
                pairs[at] = (rng.choice([f"{name}.9", self._text(), name.upper()]), value)
            else:
                del pairs[at]
        return pairs

    def _urlencoded(self, form: Form) -> tuple[str, bytes]:
        rng = self._rng
        body = urlencode(self._mutated(form), errors="surrogatepass").encode()
        if rng.random() < 0.2:
            at = rng.randrange(len(body) + 1)
            body = (
                body[:at] + rng.choice([b"%", b"%zz", b"\x00", b"\xff\xfe", b"&&=&=", b";", b"%ed%a0%80"]) + body[at:]
            )
        charset = f"; charset={rng.choice(CHARSETS)}" if rng.random() < 0.1 else ""
        return f"application/x-www-form-urlencoded{charset}", body

    def _multipart(self, form: Form) -> tuple[str, bytes]:
        rng = self._rng
        pieces = [
            b"--X\r\nContent-Disposition: form-data; name=" + _quoted(name) + self._file() + b"\r\n\r\n" + _bytes(value)
            for name, value in self._mutated(form)
        ]
        body = b"\r\n".join([*pieces, b"--X--\r\n"])
        if rng.random() < 0.5:
            at = rng.randrange(len(body) + 1)
            body = rng.choice([body[:at], body[:at] + b"\x00\r\n--X" + body[at:], body.replace(b"\r\n", b"\n"), b""])
        boundary = rng.choice(["X", "X", "X", "X", '"X"', "", "Y", "X" * 300, "\u00ff"])
        charset = f"; charset={rng.choice(CHARSETS)}" if rng.random() < 0.4 else ""
        return f"multipart/form-data; boundary={boundary}{charset}", body

    def _file(self) -> bytes:
        return b'; filename="a.xlsx"\r\nContent-Type: x' if self._rng.random() < 0.05 else b""

    def _garbage(self, _form: Form) -> tuple[str, bytes]:
        rng = self._rng
        kind = rng.choice(
            ["", "application/json", "text/plain", "application/x-www-form-urlencoded", "\u00ff", "a" * 999]
        )
        return kind, rng.choice([b"", b"{}", b'{"a": [' * 500, rng.randbytes(rng.randint(1, 2000)), b"\x1f\x8b" * 99])

    def _many_fields(self, form: Form) -> tuple[str, bytes]:
        many = [(f"xa.{number}", "A") for number in range(self._rng.choice([99, 4990, 5001]))]
        return "application/x-www-form-urlencoded", urlencode([*form.fields.items(), *many]).encode()

    def _with_headers(self, asked: Asked) -> Asked:
        rng = self._rng
        headers = list(asked.headers)
        host, origin = self._host, f"http://{self._host}"
        if is_misnamed := rng.random() < 0.06:
            host = rng.choice(HOSTS).format(host=self._host)
        if is_foreign := rng.random() < 0.08:
            origin = rng.choice(ORIGINS).format(host=self._host)
        headers += [("host", host), ("origin", origin)]
        if not (is_stranger := rng.random() < 0.1):
            headers.append(("cookie", self._cookie))
        if rng.random() < 0.2:
            headers.append(rng.choice(ODD_HEADERS))
        rng.shuffle(headers)
        return replace(
            asked,
            headers=tuple(headers),
            is_stranger=is_stranger,
            is_misnamed=is_misnamed,
            is_foreign=is_foreign and asked.method not in SAFE,
        )


def spoilt_wire(rng: Random, asked: Asked) -> bytes:
    """The request as bytes for a socket, in some cases no longer as HTTP has it."""
    headers = [f"{name}: {value}" for name, value in asked.headers]
    body, length = asked.body, f"content-length: {len(asked.body)}"
    kind = rng.randrange(12)
    if kind == 0 and body:
        size = rng.choice([f"{len(body):x}", "zz", "-1", "f" * 20, f"{len(body) // 2:x}"]).encode()
        body, length = size + b"\r\n" + body + b"\r\n0\r\n\r\n", "transfer-encoding: chunked"
    elif kind == 1:
        length = rng.choice(
            [f"content-length: {len(body) + 9}", "content-length: 5\r\ncontent-length: 6", "content-length"]
        )
    elif kind == 2:
        headers.append(rng.choice(["host: twice", " folded", ": nameless", "x" * 70_000, "nul: \x00", "bad name: x"]))
    elif kind == 3:
        headers += [f"transfer-encoding: chunked\r\ncontent-length: {len(body)}"]
    version = rng.choice(["HTTP/1.1"] * 9 + ["HTTP/1.0", "HTTP/9.9", "", "HTTP/1.1 x", "HTTP/2.0"])
    target = rng.choice([asked.target] * 9 + ["*", f"http://evil.test{asked.target}", "x", "/\u00ff\u0000", " "])
    lines = [f"{asked.method} {target} {version}", *headers, length, "connection: close", "", ""]
    end = rng.choice(["\r\n"] * 9 + ["\n", "\r"])
    wire = end.join(lines).encode("latin-1", "replace") + body
    if kind == 4:
        at = rng.randrange(len(wire))
        return rng.choice(
            [wire[:at], rng.randbytes(200), b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", wire[:at] + b"\x00" + wire[at:]]
        )
    return wire


def _quoted(name: str) -> bytes:
    return b'"' + _bytes(name).replace(b'"', b"%22") + b'"'


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
