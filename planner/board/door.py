"""The way in: a port of this machine alone, an address that works once, the browser, and a server that ends at once."""

import webbrowser
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event, Thread
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from planner.board.desk import Desk
from planner.board.faults import BoardLog
from planner.board.people import LocalEntry
from planner.board.site import ENTRANCE, Site
from planner.errors import PlannerError, WrongUsage
from planner.texts import texts_of

_ = texts_of("board")

LOCAL = "127.0.0.1"
"""Listening wider would make Windows ask about its firewall."""
_ENDS_WITHIN_SECONDS = 1


def open_board(
    workbook: Path,
    say: Callable[[str], None],
    on_address: Callable[[str], None],
    *,
    address: str | None = None,
    port: int = 0,
    opens_browser: bool = True,
    today: date | None = None,
) -> None:
    """Serve the campaign until Ctrl-C; `say` tells people how to get in, `on_address` hears the address that opens it.

    `address` is the ledger's; port 0 takes any that is free.

    Raises UnreadableFile where there is no such workbook, and WrongUsage where the port is taken. A workbook that has
    problems is served all the same: the board lists them.
    """
    desk = Desk(workbook, address, today)
    desk.check_there()
    log, closing, entry = BoardLog(workbook), Event(), LocalEntry()
    try:
        site = Site(desk, entry, log, closing)
        Thread(target=_get_ready, args=(desk,), daemon=True).start()
        served = _Served(site)
        server = _Server(served, port, closing)

        def on_opened(taken: int) -> None:
            served.begin(taken)
            once = f"http://{LOCAL}:{taken}{ENTRANCE}?khoa={entry.key}"
            say(_("The board is open at {address}").format(address=once))
            say(_("The address works once. Press Ctrl-C here to close the board."))
            on_address(once)
            if opens_browser:
                webbrowser.open(once)

        server.serve_until_closed(on_opened)
        if not server.was_open:
            raise WrongUsage(
                _("Port {port} of this machine is taken. Choose another with --port, or leave it out").format(port=port)
            )
    finally:
        log.close()


def _get_ready(desk: Desk) -> None:
    """Read while the browser starts, so that the first page has little left to do; it tells what is wrong."""
    with suppress(PlannerError):
        desk.picture()


class _Served:
    """The site, as soon as it is known by which port it is asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._app: ASGIApp | None = None

    def begin(self, port: int) -> None:
        self._app = self._site.app([f"{LOCAL}:{port}", f"localhost:{port}"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._app is not None:
            await self._app(scope, receive, send)


class _Server(uvicorn.Server):
    """A server that says when it is open, and that ends its streams when it is told to stop."""

    def __init__(self, served: ASGIApp, port: int, closing: Event) -> None:
        super().__init__(
            uvicorn.Config(
                served,
                host=LOCAL,
                port=port,
                lifespan="off",
                ws="none",
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_ENDS_WITHIN_SECONDS,
            )
        )
        self._closing = closing
        self._on_opened: Callable[[int], None] = lambda _port: None
        self.was_open = False

    def serve_until_closed(self, on_opened: Callable[[int], None]) -> None:
        """Serve; `on_opened` hears the port as soon as the server listens to it."""
        self._on_opened = on_opened
        with suppress(KeyboardInterrupt, SystemExit):
            self.run()

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup()
        if self.started:
            self.was_open = True
            self._on_opened(self.servers[0].sockets[0].getsockname()[1])

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End the streams first: a server that waits for them never ends."""
        self._closing.set()
        super().handle_exit(sig, frame)
