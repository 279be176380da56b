"""The whole board: every address with the role it asks for. One without a role keeps the board from starting."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import suppress
from functools import partial
from importlib.resources import files
from pathlib import Path
from threading import Event

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from planner.board.desk import Desk
from planner.board.faults import BoardLog, error_page, fault_page, refusal_page
from planner.board.fence import Fence
from planner.board.packing import packed
from planner.board.pages import (
    accounts,
    adjustments,
    announcing,
    appendix_audit,
    comparison,
    day_code,
    day_results,
    drafts,
    duties,
    guide,
    journal,
    map_page,
    own_password,
    progress,
    publishing,
    replanning,
    results_file,
    roster,
    rostering,
    schedule,
    signing_in,
    versions,
)
from planner.board.pages.typed_before import is_own, not_heard
from planner.board.people import ENTRANCE, LASTS_SECONDS, NOBODY, LocalEntry, Person, Role
from planner.board.people.callers import Caller, place_of
from planner.board.people.shared_entry import SharedEntry
from planner.board.searches.searches import Searches
from planner.board.sent_once import SentOnce
from planner.board.shown import Frame
from planner.board.threads import answered_apart
from planner.board.visit import Page, SentFile, Visit, frame_without_picture
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
    *drafts.PAGES,
    *results_file.PAGES,  # before the days, of which its name is none
    *day_results.PAGES,
    *progress.PAGES,
    *map_page.PAGES,
    *adjustments.PAGES,
    *replanning.PAGES,
    *comparison.PAGES,
    *announcing.PAGES,
    *rostering.PAGES,  # before the rosters by their numbers
    *duties.PAGES,
    *roster.PAGES,
    *appendix_audit.PAGES,
    *publishing.PAGES,
    *versions.PAGES,
    *journal.PAGES,
    *guide.PAGES,
)

SHARED_PAGES: tuple[Page, ...] = (*signing_in.PAGES, *own_password.PAGES, *accounts.PAGES, *day_code.PAGES)
"""Beside those, on a board that several people share."""
MOST_KEPT_BYTES = 2**20
"""A form of somebody who is not signed in is kept for them up to this size."""

logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
"""It warns of every form that is broken off, and the board's console is for people."""

Endpoint = Callable[[Request], Awaitable[Response]]


class RouteWithoutRole(RuntimeError):
    """Somebody has declared an address and not said who may ask for it."""


class Site:
    """The board of one campaign, for one person on this machine or for those who have accounts."""

    def __init__(self, desk: Desk, entry: LocalEntry | SharedEntry, log: BoardLog, closing: Event) -> None:
        self._desk, self._entry, self._log, self._closing = desk, entry, log, closing
        self._shared = entry if isinstance(entry, SharedEntry) else None
        self._secure_hosts: frozenset[str] = frozenset()
        self._num_streams = 0
        self._sent_once = SentOnce()
        self.searches = Searches(desk.workbook, desk.address, closing, lambda error: log.fault(error, "search", ""))

    def app(self, hosts: Iterable[str], pages: Iterable[Page] = PAGES, *, secure_hosts: Iterable[str] = ()) -> Fence:
        """What answers requests for these names, of which browsers reach some through TLS. Raises RouteWithoutRole."""
        self._secure_hosts = frozenset(secure_hosts)
        may_speak = Role.VIEWER if self._shared is None else Role.ADMIN  # it speaks one language to everybody
        enters = [self._own(ENTRANCE, Role.ANYBODY, self._enter)] if self._shared is None else []
        routes: list[BaseRoute] = [
            *(enters or (self._route(each) for each in SHARED_PAGES)),
            self._own(STAMP, Role.VIEWER, self._tell_stamp, is_for_codes=True),
            self._own(STREAM, Role.VIEWER, self._stream, is_for_codes=True),
            self._own(LANGUAGE, may_speak, self._speak, method="POST"),
            Mount(STATIC, StaticFiles(directory=str(Path(str(files("planner.board"))) / "static"))),
            *(self._route(each) for each in pages),  # last: one of them may take whatever is left
        ]
        inside = Starlette(routes=routes, exception_handlers={HTTPException: self._refuse})
        return Fence(inside, hosts, self._secure_hosts)

    def _route(self, page: Page) -> Route:
        async def answer(request: Request) -> Response:
            visit = await self._visit(request, takes_file=page.takes_file)
            answered, takes = partial(page.answer, visit), request.headers.get("accept-encoding", "")
            act = partial(answered_apart, (lambda: packed(answered(), takes)) if page.is_packed else answered)
            return await self._sent_once.answered(
                visit.address, visit.person.name, visit.form, act, shows_once=page.shows_once
            )

        return self._own(page.path, page.role, answer, method=page.method, is_for_codes=page.is_for_codes)

    def _own(
        self, path: str, role: Role | None, answer: Endpoint, *, method: str = "GET", is_for_codes: bool = False
    ) -> Route:
        """The route, which lets in only who has the role and shows every error as a page."""
        if role is None:
            raise RouteWithoutRole(path)

        async def guarded(request: Request) -> Response:
            try:
                person = request.state.person = await answered_apart(partial(self._person_of, request))
                if role > Role.ANYBODY and self._is_asked_first(person, path):
                    return await self._asked_first(request)
                if person.role < role or (person.is_by_code and not is_for_codes):
                    return self._refuse(request, HTTPException(FORBIDDEN if person.role else UNKNOWN_PERSON))
                return await answer(request)
            except HTTPException as error:
                return self._refuse(request, error)
            except PlannerError as error:
                return error_page(error, self._frame(request))
            except Exception as error:
                number = self._log.fault(error, request.method, request.url.path)
                return fault_page(number, self._log.path, self._frame(request))

        return Route(path, guarded, methods=[method], name=f"{method} {path}")

    def _is_asked_first(self, person: Person, path: str) -> bool:
        """Whether somebody has to sign in, or to choose a password of their own, before anything else."""
        if self._shared is None:
            return False
        return not person.role or (person.must_change and path not in (own_password.ADDRESS, signing_in.LEAVING))

    async def _asked_first(self, request: Request) -> Response:
        """The page that asks them to; what they have typed goes along."""
        is_form = _is_small_form(request)
        visit = await self._visit(request, reads_form=is_form)
        before = not_heard(visit, is_form=is_form)
        return await answered_apart(partial(own_password.ask if visit.person.role else signing_in.ask, visit, before))

    async def _visit(self, request: Request, *, takes_file: bool = False, reads_form: bool = True) -> Visit:
        form: dict[str, str] = {}
        file: SentFile | None = None
        if request.method == "POST" and reads_form:
            async with request.form(max_files=int(takes_file), max_fields=MOST_FIELDS) as sent:
                for uploaded in sent.values():
                    if isinstance(uploaded, UploadFile):
                        file = SentFile(uploaded.filename or "", await uploaded.read())
                form = {name: value for name, value in sent.multi_items() if isinstance(value, str)}
        chosen = f"?{request.url.query}" if request.url.query else ""
        return Visit(
            desk=self._desk,
            searches=self.searches,
            person=request.state.person,
            caller=self._caller(request),
            shared=self._shared,
            address=f"{request.url.path}{chosen}",
            places={name: str(value) for name, value in request.path_params.items()},
            chosen=request.query_params,
            file=file,
            form=form,
        )

    def _caller(self, request: Request) -> Caller:
        client, server = (request.scope.get(end) or ("", 0) for end in ("client", "server"))
        host = request.headers.get("host", "").lower()
        is_hidden = host in self._secure_hosts and request.url.scheme == "https"
        place = place_of(host, client[0], server[0], is_hidden=is_hidden)
        return Caller(place, client[0], request.cookies)

    def _person_of(self, request: Request) -> Person:
        return self._entry.person(self._caller(request), only_looks=request.url.path in (STAMP, STREAM))

    def _frame(self, request: Request) -> Frame:
        """The frame of a page that may have nothing to be drawn from."""
        person = getattr(request.state, "person", None)
        if person is None:
            with suppress(PlannerError):
                person = self._person_of(request)
        return frame_without_picture(person or NOBODY, self._shared, _("This did not work"))

    def _refuse(self, request: Request, error: Exception) -> Response:
        refusal = error if isinstance(error, HTTPException) else HTTPException(FORBIDDEN)
        frame = self._frame(request)
        is_by_code = refusal.status_code == FORBIDDEN and frame.person.is_by_code
        why = _("With the day's code results are recorded, and nothing else is done.") if is_by_code else ""
        return refusal_page(refusal, frame, why)

    async def _enter(self, request: Request) -> Response:
        """Leave a cookie behind for the key that works once, and lead to the first page, whose address is no secret."""
        entry = self._entry
        token = entry.enter(request.query_params.get("khoa", "")) if isinstance(entry, LocalEntry) else None
        if token is None or isinstance(entry, SharedEntry):
            raise HTTPException(FORBIDDEN)
        answer = RedirectResponse("/", SEE_OTHER)
        answer.set_cookie(
            entry.cookie,
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
        return RedirectResponse(back if is_own(back) else "/", SEE_OTHER)

    async def _tell_stamp(self, _request: Request) -> Response:
        return JSONResponse({"stamp": await self._stamp()})

    async def _stream(self, request: Request) -> Response:
        """A stream that tells every new stamp, until the page or the board is closed."""
        if self._num_streams >= MOST_STREAMS:
            raise HTTPException(TOO_MANY)
        return StreamingResponse(self._stamps(request), media_type="text/event-stream")

    async def _stamps(self, request: Request) -> AsyncIterator[str]:
        self._num_streams += 1
        try:
            told = ""
            while not self._closing.is_set() and await self._is_known_still(request):
                stamp = await self._stamp()
                if stamp != told:
                    told = stamp
                    yield f"data: {stamp}\n\n"
                await self._rest()
        finally:
            self._num_streams -= 1

    async def _is_known_still(self, request: Request) -> bool:
        """Whether whoever listens is signed in still; while that cannot be asked, they are."""
        try:
            return (await answered_apart(partial(self._person_of, request))).role > Role.ANYBODY
        except PlannerError:
            return True

    async def _stamp(self) -> str:
        """The stamp as it is now; empty while the ledger cannot be asked."""
        try:
            return str(await answered_apart(self._desk.stamp))
        except PlannerError:
            return ""

    async def _rest(self) -> None:
        """Until the next look, or until the board is closed."""
        for _moment in range(round(LOOKS_EVERY_SECONDS / _SOON)):
            if self._closing.is_set():
                return
            await asyncio.sleep(_SOON)


def _is_small_form(request: Request) -> bool:
    """Whether it bears a form that can be kept for somebody who is not signed in: no file, and not large."""
    length = request.headers.get("content-length", "")
    is_small = length.isascii() and length.isdecimal() and len(length) < len(str(10 * MOST_KEPT_BYTES))
    is_form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    return request.method == "POST" and is_form and is_small and int(length) <= MOST_KEPT_BYTES
