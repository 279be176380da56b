"""People who come to a board that is shared for real, each with a browser of their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from ssl import SSLContext, create_default_context
from typing import Self

from httpx2 import Client, Response

from tests.board.lan import Certificate
from tests.board.served import Served
from tests.board.shared import PASSWORD

SHOWN_ONCE = re.compile(r'class="secret">([^<]+)<')


@dataclass
class Guest:
    """Somebody at one address of the board."""

    origin: str
    trusts: SSLContext | bool = True
    headers: Mapping[str, str] = field(default_factory=dict)
    """What a proxy would add."""
    at: str = ""
    """Where the board is asked; empty for its origin itself."""
    cookies: dict[str, str] = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)
    """Everything that nobody but this person should ever see."""

    @classmethod
    def who_trusts(cls, board: Served, certificate: Certificate) -> Self:
        """By TLS, with the authority of this certificate."""
        return cls(board.origin, create_default_context(cafile=str(certificate.authority)))

    def get(self, address: str, **headers: str) -> Response:
        """Look at a page."""
        return self._asked("GET", address, None, headers)

    def post(self, address: str, form: Mapping[str, str] | None = None, **headers: str) -> Response:
        """Send a form of the board's own page."""
        return self._asked("POST", address, form or {}, {"origin": self.origin, **headers})

    def signs_in(self, name: str, password: str = PASSWORD) -> Response:
        """By name and password."""
        return self.post("/vao", {"ten": name, "mat-khau": password})

    def becomes_first(self, board: Served, name: str = "Hà") -> Response:
        """Make the first administrator, at the address that works once."""
        key = board.at_this_machine.partition("khoa=")[2]
        self.secrets += [key, PASSWORD]
        return self.post("/vao", {"khoa": key, "ten": name, "mat-khau": PASSWORD, "mat-khau-2": PASSWORD})

    def adds(self, name: str, role: str, **more: str) -> str:
        """Add somebody, and read out their first password."""
        return self.read_out(self.post("/nguoi-dung", {"ten": name, "vai": role, **more}))

    def read_out(self, answer: Response) -> str:
        """What a page shows this once."""
        found = SHOWN_ONCE.search(answer.text)
        assert found is not None, answer.text
        self.secrets.append(unescape(found[1]))
        return self.secrets[-1]

    def _asked(self, method: str, address: str, form: Mapping[str, str] | None, headers: Mapping[str, str]) -> Response:
        borne = {"cookie": "; ".join(f"{name}={secret}" for name, secret in self.cookies.items())}
        told = {**self.headers, **(borne if self.cookies else {}), **headers}
        with Client(verify=self.trusts, timeout=60) as client:
            answer = client.request(
                method,
                (self.at or self.origin) + address,
                data=None if form is None else dict(form),
                headers=told,
                follow_redirects=False,
            )
        for said in answer.headers.get_list("set-cookie"):
            name, _is, rest = said.partition("=")
            self.cookies.pop(name, None)
            if "max-age=0" not in said.lower():
                self.cookies[name] = rest.partition(";")[0]
                self.secrets.append(self.cookies[name])
        return answer
