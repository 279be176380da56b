"""A page of Chromium that is watched: what goes wrong in it while a test looks at something else fails the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    StorageState,
    ViewportSize,
)

from tests.board.served import Served

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parent / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDE, NARROW, NARROWEST = (1366, 768), (390, 844), (360, 780)
_LISTENER = """
document.addEventListener("securitypolicyviolation", function (event) {
  console.error("refused by policy: " + event.violatedDirective + " " + event.blockedURI);
});
"""


@dataclass
class Watched:
    """A browser's session with a board."""

    context: BrowserContext
    origin: str
    troubles: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    """Beginnings of what the test brings about on purpose."""

    def page(self) -> Page:
        """A new page of the session."""
        page = self.context.new_page()
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("dialog", self._on_dialog)
        return page

    def goes_to(self, page: Page, address: str) -> None:
        """Open an address of the board."""
        page.goto(self.origin + address, wait_until="load")

    def on_request(self, request: Request) -> None:
        """Note a request to any other place."""
        if not request.url.startswith((self.origin + "/", "data:")):
            self.troubles.append(f"asked for {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(tuple(self.expected) or ("\0",)):
            self.troubles.append(f"{message.type}: {message.text}")

    def _on_dialog(self, dialog: Dialog) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@dataclass(frozen=True)
class Entered:
    """A board, and the cookie that lets its person in."""

    origin: str
    state: StorageState | None
    """None is somebody who has not signed in yet."""

    @classmethod
    def at(cls, browser: Browser, board: Served) -> Self:
        """By the address that works once."""
        context = browser.new_context()
        context.new_page().goto(board.once, wait_until="load")
        state = context.storage_state()
        context.close()
        return cls(board.origin, state)


@contextmanager
def watched(browser: Browser, entered: Entered, size: tuple[int, int] = WIDE) -> Iterator[Watched]:
    """A session of whoever entered the board; at its end nothing may have gone wrong."""
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    context = browser.new_context(
        viewport=viewport,
        locale="vi-VN",
        storage_state=entered.state,
        ignore_https_errors=entered.origin.startswith("https:"),
    )
    context.add_init_script(_LISTENER)
    session = Watched(context, entered.origin)
    context.on("request", session.on_request)
    context.set_default_timeout(20_000)
    try:
        yield session
    finally:
        context.close()
    assert not session.troubles, session.troubles


def barriers(page: Page) -> list[str]:
    """What keeps people from using the page, by the rules of WCAG 2.2 that a program can check."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "async (rules) => (await axe.run(document, {runOnly: rules})).violations"
        ".map((each) => each.id + ': ' + each.nodes.map((node) => node.target.join(' ')).join(', '))",
        RULES,
    )
    return [str(each) for each in found]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
