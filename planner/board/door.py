"""The way in: a port of this machine, an address that works once, the browser, and a server that ends at once.

Where the board is shared, the same port is open to the network beside it.

The port is open before the program is loaded and the workbook read: both take their time while the browser starts.
"""

import asyncio
import errno
import gc
import webbrowser
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from signal import SIGINT
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import h11
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from planner.board.endings import told_to_end
from planner.board.next_steps import BoardWords
from planner.board.people import ENTRANCE, LocalEntry
from planner.board.sharing import Sharing, tls_of
from planner.errors import PlannerError, UnreadableFile, WrongUsage
from planner.next_steps import speaking_for
from planner.texts import texts_of

if TYPE_CHECKING:
    from planner.board.desk import Desk
    from planner.board.people.shared_entry import SharedEntry
    from planner.board.site import Site

_ = texts_of("board")

LOCAL = "127.0.0.1"
"""Listening wider would make Windows ask about its firewall."""
_ENDS_WITHIN_SECONDS = 1
ALLOCATED_BEFORE_LOOK = 10_000
"""Objects made since the last time that Python looked for what is no more in use; its own 700 suit small programs."""


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
    sharing: Sharing | None = None
    """How others reach it; None where nobody else does."""


@dataclass(frozen=True, slots=True)
class OpenedAt:
    """Where a board is open."""

    address: str
    """For everybody who may use it; of a board that nobody shares it works once."""
    at_this_machine: str
    """For whoever opened it."""


def open_board(
    served: Served,
    say: Callable[[str], None],
    on_address: Callable[[OpenedAt], None],
    *,
    port: int = 0,
    opens_browser: bool = True,
) -> None:
    """Serve the campaign until Ctrl-C; `say` tells people how to get in, `on_address` hears where it is open.

    Port 0 takes any that is free. Raises UnreadableFile where there is no such workbook, BoardFileTrouble, and
    WrongUsage where the port is taken or the board cannot be shared so. A workbook that has problems is served all the
    same: the board lists them.
    """
    if served.workbook is not None:
        _refuse_missing(served.workbook)
    closing, sharing, until_closed = Event(), served.sharing, ExitStack()
    loaded = _Loaded(served, closing, until_closed)
    server = _Server(loaded, port, closing, sharing)

    def on_opened(taken: int) -> None:
        loaded.begin(taken)
        opened = loaded.opened_at(taken)
        for line in _told_shared(sharing, opened) if sharing is not None else _told(opened):
            say(line)
        on_address(opened)
        if opens_browser:
            webbrowser.open(opened.at_this_machine)

    with until_closed, speaking_for(BoardWords()), told_to_end(server.end):
        server.serve_until_closed(on_opened)
        loaded.wait_for_search()
    gc.freeze()  # Python looks through all that it holds once more before it ends: half a second for nothing
    if server.trouble is not None and server.trouble.errno != errno.EADDRINUSE and sharing is not None:
        raise WrongUsage(
            _(
                "{host}: this machine has no such name or address. After --lan stands one by which others reach it; "
                "the system's network settings show them"
            ).format(host=sharing.host)
        )
    if not server.was_open:
        raise WrongUsage(
            _("Port {port} of this machine is taken. Choose another with --port, or leave it out").format(port=port)
        )


def _told(opened: OpenedAt) -> Iterator[str]:
    yield _("The board is open at {address}").format(address=opened.address)
    yield _("The address works once. Press Ctrl-C here to close the board.")


def _told_shared(sharing: Sharing, opened: OpenedAt) -> Iterator[str]:
    yield _("The board is open to those who have an account, at {address}").format(address=opened.address)
    if not sharing.is_hidden:
        yield _(
            "Without a certificate others on the network can listen. Only recorders sign in from there, by the day's "
            "code; planners and administrators do at this machine, or with --tls-cert and --tls-key."
        )
    if opened.at_this_machine.partition("?")[2]:
        yield _("There is no administrator yet. Add the first one at this machine, at an address that works once:")
    else:
        yield _("At this machine it is at:")
    yield f"  {opened.at_this_machine}"
    yield _("Press Ctrl-C here to close the board.")


def _refuse_missing(workbook: Path) -> None:
    try:
        workbook.open("rb").close()
    except OSError as error:
        raise UnreadableFile(_("{path}: cannot be read. Check the path").format(path=workbook)) from error


class _Loaded:
    """The site, loaded by a thread as soon as it is known by which port it is asked for; until then requests wait."""

    def __init__(self, served: Served, closing: Event, until_closed: ExitStack) -> None:
        """Raises BoardFileTrouble, and WrongUsage where what a shared board needs is not installed."""
        self._served, self._closing, self._until_closed = served, closing, until_closed
        self._entry = LocalEntry() if served.sharing is None else _shared_entry(served.sharing, served, self._today)
        self._app: Future[ASGIApp] = Future()
        self._site: Site | None = None
        self._desk: Desk | None = None
        self._hosts: tuple[str, ...] = ()
        self._port = 0

    def opened_at(self, port: int) -> OpenedAt:
        """Where it is open, by this port."""
        here, sharing = f"http://{LOCAL}:{port}", self._served.sharing
        once = f"{here}{ENTRANCE}?khoa={self._entry.key}"
        if sharing is None:
            return OpenedAt(once, once)
        has_admin = not isinstance(self._entry, LocalEntry) and self._entry.book.accounts.has_admin()
        return OpenedAt(sharing.address(port), f"{here}/" if has_admin else once)

    def begin(self, port: int) -> None:
        self._hosts, self._port = (f"{LOCAL}:{port}", f"localhost:{port}"), port
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
        gc.disable()  # Python would look through all that is being loaded again and again
        try:
            self._app.set_result(self._choosing() if workbook is None else self._board_of(workbook))
            if self._desk is not None:
                with suppress(PlannerError):  # the page that asks for it tells what is wrong
                    self._desk.picture()
        except BaseException as error:
            if not self._app.done():
                self._app.set_exception(error)
            raise
        finally:
            gc.freeze()  # what is there by now stays, so nobody waits at a page while it is looked through
            gc.set_threshold(ALLOCATED_BEFORE_LOOK)
            gc.enable()

    def _board_of(self, workbook: Path) -> ASGIApp:
        from planner.board.desk import Desk  # noqa: PLC0415 - loaded here, beside the server
        from planner.board.faults import BoardLog  # noqa: PLC0415
        from planner.board.pages.choosing import AFTERWARDS  # noqa: PLC0415
        from planner.board.site import PAGES, Site  # noqa: PLC0415
        from planner.ledger.looked_at import looks_remembered  # noqa: PLC0415

        self._until_closed.enter_context(looks_remembered())
        self._desk = Desk(workbook, self._served.address, self._served.today)
        self._site = Site(self._desk, self._entry, BoardLog(workbook), self._closing)
        sharing = self._served.sharing
        there = sharing.hosts(self._port) if sharing is not None else frozenset()
        hidden = there if sharing is not None and sharing.is_hidden else frozenset()
        pages = PAGES if self._served.workbook else (*PAGES, *AFTERWARDS)
        return self._site.app([*self._hosts, *(there - hidden)], pages, secure_hosts=hidden)

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

    def _today(self) -> date:
        """The day that a code is for; that of this machine's clock while the workbook cannot be read."""
        with suppress(PlannerError):
            if self._desk is not None:
                return self._desk.today()
        return self._served.today or datetime.now().astimezone().date()


def _shared_entry(sharing: Sharing, served: Served, today: Callable[[], date]) -> "SharedEntry":
    """The way in by accounts. Raises WrongUsage where what keeps passwords is not installed, and BoardFileTrouble."""
    from planner.board.people.account_book import AccountBook  # noqa: PLC0415 - a board of one's own needs none
    from planner.board.people.passwords import Hasher  # noqa: PLC0415
    from planner.board.people.shared_entry import SharedEntry  # noqa: PLC0415

    if served.workbook is None:
        raise WrongUsage(_("A board that is shared needs its campaign. Name the workbook before --lan"))
    book = AccountBook(served.workbook, Hasher())
    book.accounts.has_admin()  # a file that cannot be used is told before anything is open
    return SharedEntry(served.workbook, today, takes_codes=not sharing.is_hidden, book=book)


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

    def __init__(self, served: ASGIApp, port: int, closing: Event, sharing: Sharing | None) -> None:
        """Raises WrongUsage where the certificate of a shared board is unfit."""
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
                proxy_headers=sharing is not None and sharing.is_behind_proxy,
                forwarded_allow_ips=LOCAL,
            )
        )
        self._closing, self._sharing = closing, sharing
        self._tls = tls_of(sharing) if sharing is not None else None
        self.trouble: OSError | None = None
        """Why others do not reach it; None where they do, or shall not."""
        self._on_opened: Callable[[int], None] = lambda _port: None
        self.was_open = self._is_over = False

    def serve_until_closed(self, on_opened: Callable[[int], None]) -> None:
        """Serve; `on_opened` hears the port as soon as the server listens to it."""
        self._on_opened = on_opened
        with suppress(KeyboardInterrupt, SystemExit):
            self.run()
        self._is_over = True

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        port = self.servers[0].sockets[0].getsockname()[1]
        try:
            if self._sharing is not None and not self._sharing.is_behind_proxy:
                self.servers.append(await self._opened_to_others(self._sharing.host, port))
        except OSError as error:
            self.trouble, self.should_exit = error, True
            return
        self.was_open = True
        self._on_opened(port)

    async def _opened_to_others(self, host: str, port: int) -> asyncio.Server:
        """The same board on the machine's address in the network. Raises OSError."""

        def line() -> _Line:
            return _Line(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)

        loop, backlog = asyncio.get_running_loop(), self.config.backlog
        return await loop.create_server(line, host=host, port=port, ssl=self._tls, backlog=backlog)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are heard for longer than the server lives: until the search under way has its plan stored."""
        yield

    def end(self, signal_number: int) -> None:
        """End the streams first: a server that waits for them never ends. Ctrl-C again waits for nothing more."""
        self._closing.set()
        if self._is_over and signal_number == SIGINT:
            raise KeyboardInterrupt
        self.handle_exit(signal_number, None)
