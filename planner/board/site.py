"""The whole board: every address with the role it asks for. One without a role keeps the board from starting."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from importlib.resources import files
from pathlib import Path
from threading import Event

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from planner.board.desk import Desk
from planner.board.faults import BoardLog, error_page, fault_page, refusal_page
from planner.board.fence import Fence
from planner.board.pages import (
    adjustments,
    announcing,
    appendix_audit,
    comparison,
    day_results,
    duties,
    guide,
    journal,
    map_page,
    progress,
    replanning,
    results_file,
    schedule,
    versions,
)
from planner.board.people import ENTRANCE, LASTS_SECONDS, LocalEntry, Person, Role
from planner.board.searches.searches import Searches
from planner.board.shown import Frame, entries
from planner.board.visit import Page, SentFile, Visit
from planner.errors import PlannerError
from planner.texts import Language, choose_language, texts_of

_ = texts_of("board")

UNKNOWN_PERSON, FORBIDDEN, TOO_MANY = 401, 403, 429
SEE_OTHER = 303
MOST_FIELDS = 5000
MOST_STREAMS = 20
LOOKS_EVERY_SECONDS = 2.0
_SOON = 0.1
STATIC, STREAM, STAMP, LANGUAGE = "/static", "/su-kien", "/dau", "/ngon-ngu"
PAGES: tuple[Page, ...] = (
    *schedule.PAGES,
    *results_file.PAGES,  # before the days, of which its name is none
    *day_results.PAGES,
    *progress.PAGES,
    *map_page.PAGES,
    *adjustments.PAGES,
    *replanning.PAGES,
    *comparison.PAGES,
    *announcing.PAGES,
    *duties.PAGES,
    *appendix_audit.PAGES,
    *versions.PAGES,
    *journal.PAGES,
    *guide.PAGES,
)

logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
"""It warns of every form that is broken off, and the board's console is for people."""

Endpoint = Callable[[Request], Awaitable[Response]]


class RouteWithoutRole(RuntimeError):
    """Somebody has declared an address and not said who may ask for it."""


class Site:
    """The board of one campaign for one person on this machine."""

    def __init__(self, desk: Desk, entry: LocalEntry, log: BoardLog, closing: Event) -> None:
        self._desk, self._entry, self._log, self._closing = desk, entry, log, closing
        self._num_streams = 0
        self.searches = Searches(desk.workbook, desk.address, closing, lambda error: log.fault(error, "search", ""))

    def app(self, hosts: Iterable[str], pages: Iterable[Page] = PAGES) -> Fence:
        """What answers requests for these names. Raises RouteWithoutRole."""
        routes: list[BaseRoute] = [
            self._own(ENTRANCE, Role.ANYBODY, self._enter),
            self._own(STAMP, Role.VIEWER, self._tell_stamp),
            self._own(STREAM, Role.VIEWER, self._stream),
            self._own(LANGUAGE, Role.VIEWER, self._speak, method="POST"),
            Mount(STATIC, StaticFiles(directory=str(Path(str(files("planner.board"))) / "static"))),
            *(self._route(each) for each in pages),  # last: one of them may take whatever is left
        ]
        return Fence(Starlette(routes=routes, exception_handlers={HTTPException: self._refuse}), hosts)

    def _route(self, page: Page) -> Route:
        async def answer(request: Request) -> Response:
            visit = await self._visit(request, takes_file=page.takes_file)
            return await run_in_threadpool(page.answer, visit)

        return self._own(page.path, page.role, answer, method=page.method)

    def _own(self, path: str, role: Role | None, answer: Endpoint, *, method: str = "GET") -> Route:
        """The route, which lets in only who has the role and shows every error as a page."""
        if role is None:
            raise RouteWithoutRole(path)

        async def guarded(request: Request) -> Response:
            has = self._person_of(request).role
            if has < role:
                return self._refuse(request, HTTPException(FORBIDDEN if has else UNKNOWN_PERSON))
            try:
                return await answer(request)
            except HTTPException as error:
                return self._refuse(request, error)
            except PlannerError as error:
                return error_page(error, self._frame(request))
            except Exception as error:
                number = self._log.fault(error, request.method, request.url.path)
                return fault_page(number, self._log.path, self._frame(request))

        return Route(path, guarded, methods=[method], name=f"{method} {path}")

    async def _visit(self, request: Request, *, takes_file: bool = False) -> Visit:
        form: dict[str, str] = {}
        file: SentFile | None = None
        if request.method == "POST":
            async with request.form(max_files=int(takes_file), max_fields=MOST_FIELDS) as sent:
                for uploaded in sent.values():
                    if isinstance(uploaded, UploadFile):
                        file = SentFile(uploaded.filename or "", await uploaded.read())
                form = {name: value for name, value in sent.multi_items() if isinstance(value, str)}
        chosen = f"?{request.url.query}" if request.url.query else ""
        return Visit(
            desk=self._desk,
            searches=self.searches,
            person=self._person_of(request),
            address=f"{request.url.path}{chosen}",
            places={name: str(value) for name, value in request.path_params.items()},
            chosen=request.query_params,
            file=file,
            form=form,
        )

    def _person_of(self, request: Request) -> Person:
        return self._entry.person_of(request.cookies.get(self._entry.cookie))

    def _frame(self, request: Request) -> Frame:
        """The frame of a page that may have nothing to be drawn from."""
        is_known = self._person_of(request).role > Role.ANYBODY
        return Frame(title=_("This did not work"), entries=entries("") if is_known else ())

    def _refuse(self, request: Request, error: Exception) -> Response:
        refusal = error if isinstance(error, HTTPException) else HTTPException(FORBIDDEN)
        return refusal_page(refusal, self._frame(request))

    async def _enter(self, request: Request) -> Response:
        """Leave a cookie behind for the key that works once, and lead to the first page, whose address is no secret."""
        token = self._entry.enter(request.query_params.get("khoa", ""))
        if token is None:
            raise HTTPException(FORBIDDEN)
        answer = RedirectResponse("/", SEE_OTHER)
        answer.set_cookie(
            self._entry.cookie,
            token,
            max_age=LASTS_SECONDS,
            path="/",
            secure=True,
            httponly=True,
            samesite="strict",
        )
        return answer

    async def _speak(self, request: Request) -> Response:
        """Speak the language that was chosen; a board speaks one to everybody."""
        visit = await self._visit(request)
        choose_language(Language.ENGLISH if visit.form.get("lang") == Language.ENGLISH else Language.VIETNAMESE)
        back = visit.form.get("ve", "/")
        is_own = back.startswith("/") and not back.startswith(("//", "/\\"))
        return RedirectResponse(back if is_own else "/", SEE_OTHER)

    async def _tell_stamp(self, _request: Request) -> Response:
        return JSONResponse({"stamp": await self._stamp()})

    async def _stream(self, _request: Request) -> Response:
        """A stream that tells every new stamp, until the page or the board is closed."""
        if self._num_streams >= MOST_STREAMS:
            raise HTTPException(TOO_MANY)
        return StreamingResponse(self._stamps(), media_type="text/event-stream")

    async def _stamps(self) -> AsyncIterator[str]:
        self._num_streams += 1
        try:
            told = ""
            while not self._closing.is_set():
                stamp = await self._stamp()
                if stamp != told:
                    told = stamp
                    yield f"data: {stamp}\n\n"
                await self._rest()
        finally:
            self._num_streams -= 1

    async def _stamp(self) -> str:
        """The stamp as it is now; empty while the ledger cannot be asked."""
        try:
            return str(await run_in_threadpool(self._desk.stamp))
        except PlannerError:
            return ""

    async def _rest(self) -> None:
        """Until the next look, or until the board is closed."""
        for _moment in range(round(LOOKS_EVERY_SECONDS / _SOON)):
            if self._closing.is_set():
                return
            await asyncio.sleep(_SOON)
