"""The fence around the board: who may be asked for by which name, who may send a form, and what every answer says.

Pure ASGI, before anything else looks at a request. Starlette's own check of hosts drops the port and cannot read
`[::1]`; without the port any program of this machine could stand in for the board.
"""

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from planner.board.visit import POLICY, WITHOUT_SCRIPT
from planner.texts import texts_of

_ = texts_of("board")

MOST_BODY_BYTES = 10 * 2**20
HARMLESS_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITE = frozenset({"same-origin", "none"})
"""What a browser says of a request that a page of the board, or the person, has made."""
WRONG_HOST, NOT_OURS, TOO_LARGE, NO_SOCKET = 421, 403, 413, 1008
HEADERS = {
    POLICY: (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""On every answer, refusals included."""
NEVER_KEPT = {"cache-control": "no-store"}
"""On every answer that does not say itself for how long it may be kept."""


class Fence:
    """Lets through what asks for the board by one of its names, and forms that its own pages send."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], secure_hosts: Iterable[str] = ()) -> None:
        """Its names with their ports; `secure_hosts` are those by which browsers ask for it through TLS."""
        self._inside = RequestBodyLimitMiddleware(app, MOST_BODY_BYTES)
        self._origins = {host: f"http://{host}" for host in hosts} | {host: f"https://{host}" for host in secure_hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the board answer."""
        if scope["type"] == "lifespan":
            await self._inside(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": NO_SOCKET})
            return
        guarded = _with_headers(send)
        refusal = self._refusal(scope["method"], Headers(scope=scope))
        await (refusal or self._inside)(scope, receive, guarded)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        """Why this is not let through; None where it is."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._origins:
            return PlainTextResponse(_("This address does not lead to the board."), WRONG_HOST)
        if _says_too_large(headers.get("content-length", "")):
            return PlainTextResponse(_("What was sent is larger than the board takes, so nothing was done."), TOO_LARGE)
        if method in HARMLESS_METHODS:
            return None
        own = self._origins[hosts[0].lower()]
        if headers.getlist("origin") != [own] or headers.get("sec-fetch-site", "same-origin") not in OWN_SITE:
            return PlainTextResponse(_("The form was not sent by a page of the board, so nothing was done."), NOT_OURS)
        return None


def _says_too_large(length: str) -> bool:
    """Whether a body would be refused before it is read; a stream that nobody sends a body for asks only here."""
    return length.isascii() and length.isdecimal() and (len(length) > len(str(2**64)) or int(length) > MOST_BODY_BYTES)


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            own_policy = headers.get(POLICY, "")
            for name, value in HEADERS.items():
                headers[name] = value
            if own_policy.startswith(WITHOUT_SCRIPT):
                headers[POLICY] = own_policy
            for name, value in NEVER_KEPT.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded
