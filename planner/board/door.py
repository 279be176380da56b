"""The way in: a port of this machine alone, an address that works once, the browser, and a server that ends at once.

The port is open before the program is loaded and the workbook read: both take their time while the browser starts.
"""

import asyncio
import webbrowser
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event, Thread
from types import FrameType
from typing import TYPE_CHECKING, Any

import h11
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from planner.board.next_steps import BoardWords
from planner.board.people import ENTRANCE, LocalEntry
from planner.errors import PlannerError, UnreadableFile, WrongUsage
from planner.next_steps import speaking_for
from planner.texts import texts_of

if TYPE_CHECKING:
    from planner.board.desk import Desk
    from planner.board.site import Site

_ = texts_of("board")

LOCAL = "127.0.0.1"
"""Listening wider would make Windows ask about its firewall."""
_ENDS_WITHIN_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Served:
    """What a board serves."""

    workbook: Path | None
    """None where it is to be chosen, or begun, on the board's first page."""
    folders: tuple[Path, ...] = ()
    """In which it is looked for then; new ones are written into the one that is chosen."""
    address: str | None = None
    """Of the ledger; None is the one beside the workbook."""
    today: date | None = None
    """The day that it works as if it were; None is the day that it is."""


def open_board(
    served: Served,
    say: Callable[[str], None],
    on_address: Callable[[str], None],
    *,
    port: int = 0,
    opens_browser: bool = True,
) -> None:
    """Serve the campaign until Ctrl-C; `say` tells people how to get in, `on_address` hears the address that opens it.

    Port 0 takes any that is free. Raises UnreadableFile where there is no such workbook, and WrongUsage where the port
    is taken. A workbook that has problems is served all the same: the board lists them.
    """
    if served.workbook is not None:
        _refuse_missing(served.workbook)
    closing, entry = Event(), LocalEntry()
    loaded = _Loaded(served, entry, closing)
    server = _Server(loaded, port, closing)

    def on_opened(taken: int) -> None:
        loaded.begin(taken)
        once = f"http://{LOCAL}:{taken}{ENTRANCE}?khoa={entry.key}"
        say(_("The board is open at {address}").format(address=once))
        say(_("The address works once. Press Ctrl-C here to close the board."))
        on_address(once)
        if opens_browser:
            webbrowser.open(once)

    with speaking_for(BoardWords()):
        server.serve_until_closed(on_opened)
        loaded.wait_for_search()
    if not server.was_open:
        raise WrongUsage(
            _("Port {port} of this machine is taken. Choose another with --port, or leave it out").format(port=port)
        )


def _refuse_missing(workbook: Path) -> None:
    try:
        workbook.open("rb").close()
    except OSError as error:
        raise UnreadableFile(_("{path}: cannot be read. Check the path").format(path=workbook)) from error


class _Loaded:
    """The site, loaded by a thread as soon as it is known by which port it is asked for; until then requests wait."""

    def __init__(self, served: Served, entry: LocalEntry, closing: Event) -> None:
        self._served, self._entry, self._closing = served, entry, closing
        self._app: Future[ASGIApp] = Future()
        self._site: Site | None = None
        self._desk: Desk | None = None
        self._hosts: tuple[str, ...] = ()

    def begin(self, port: int) -> None:
        self._hosts = (f"{LOCAL}:{port}", f"localhost:{port}")
        Thread(target=self._load, daemon=True).start()

    def wait_for_search(self) -> None:
        """Wait until the search under way, which ends with the board, has its plan stored."""
        if self._site is not None:
            with suppress(KeyboardInterrupt):
                self._site.searches.wait_until_over()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = await asyncio.wrap_future(self._app)
        await app(scope, receive, send)

    def _load(self) -> None:
        """Load the site, then read the workbook, so that the first page has little left to do."""
        workbook = self._served.workbook
        try:
            self._app.set_result(self._choosing() if workbook is None else self._board_of(workbook))
        except BaseException as error:
            self._app.set_exception(error)
            raise
        if self._desk is not None:
            with suppress(PlannerError):  # the page that asks for it tells what is wrong
                self._desk.picture()

    def _board_of(self, workbook: Path) -> ASGIApp:
        from planner.board.desk import Desk  # noqa: PLC0415 - loaded here, beside the server
        from planner.board.faults import BoardLog  # noqa: PLC0415
        from planner.board.pages.choosing import AFTERWARDS  # noqa: PLC0415
        from planner.board.site import PAGES, Site  # noqa: PLC0415

        self._desk = Desk(workbook, self._served.address, self._served.today)
        self._site = Site(self._desk, self._entry, BoardLog(workbook), self._closing)
        return self._site.app(self._hosts, PAGES if self._served.workbook else (*PAGES, *AFTERWARDS))

    def _choosing(self) -> ASGIApp:
        """A board of nothing yet, whose pages lead to a workbook."""
        from planner.board.desk import Desk  # noqa: PLC0415 - loaded here, beside the server
        from planner.board.faults import BoardLog  # noqa: PLC0415
        from planner.board.pages.choosing import Choosing  # noqa: PLC0415
        from planner.board.site import Site  # noqa: PLC0415

        nothing = self._served.folders[0] / "planner.xlsx"
        log = BoardLog(nothing)

        def hand_over(workbook: Path) -> None:
            """From now on whatever is asked for is that workbook's board."""
            opened: Future[ASGIApp] = Future()
            opened.set_result(self._board_of(workbook))
            self._app = opened
            log.close()

        pages = Choosing(self._served.folders, hand_over).pages()
        return Site(Desk(nothing), self._entry, log, self._closing).app(self._hosts, pages)


class _Line(H11Protocol):
    """A connection on which even the answer to what is no HTTP bears the fence's headers."""

    def send_400_response(self, msg: str) -> None:
        """Say that this cannot be read, and close."""
        from planner.board.fence import HEADERS, NEVER_KEPT  # noqa: PLC0415 - the site has loaded it by then

        own = {"content-type": "text/plain; charset=utf-8", "connection": "close"}
        head = h11.Response(status_code=400, headers=[*(own | NEVER_KEPT | HEADERS).items()], reason=b"Bad Request")
        for part in (head, h11.Data(data=msg.encode("ascii")), h11.EndOfMessage()):
            self.transport.write(self.conn.send(part) or b"")
        self.transport.close()


class _Server(uvicorn.Server):
    """A server that says when it is open, and that ends its streams when it is told to stop."""

    def __init__(self, served: ASGIApp, port: int, closing: Event) -> None:
        super().__init__(
            uvicorn.Config(
                served,
                host=LOCAL,
                port=port,
                http=_Line,
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

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.was_open = True
            self._on_opened(self.servers[0].sockets[0].getsockname()[1])

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End the streams first: a server that waits for them never ends."""
        self._closing.set()
        super().handle_exit(sig, frame)
