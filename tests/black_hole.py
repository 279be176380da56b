"""A way to a PostgreSQL server that goes silent, as when Wi-Fi or a VPN is lost: nothing is closed, nothing answers.

It takes what is sent even then, so that the system itself notices nothing.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.engine import make_url


class BlackHole:
    """Forwards both ways until, once armed, it has seen these bytes from the client; then it swallows everything."""

    def __init__(self, server: str, swallows_from: bytes) -> None:
        url = make_url(server)
        self._socket_file = str(Path(str(url.query["host"])) / ".s.PGSQL.5432")
        self._trigger = swallows_from
        self._door = socket.create_server(("127.0.0.1", 0))
        self.is_armed, self.is_silent = threading.Event(), threading.Event()
        self.address = url.set(host="127.0.0.1", port=self._door.getsockname()[1], query={}).render_as_string(
            hide_password=False
        )
        """The server's, by way of this."""
        self._ends: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._start(self._receive)

    def close(self) -> None:
        """No more connections, and an end of those that are."""
        for each in (self._door, *self._ends):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for each in (self._door, *self._ends):
            each.close()

    def _receive(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._door.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._socket_file)
                self._ends += [client, server]
                self._start(self._forward, client, server, True)
                self._start(self._forward, server, client, False)

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _forward(self, source: socket.socket, target: socket.socket, is_from_client: bool) -> None:
        with suppress(OSError):
            while content := source.recv(65536):
                if is_from_client and self.is_armed.is_set() and self._trigger in content:
                    self.is_silent.set()
                if not self.is_silent.is_set():
                    target.sendall(content)
            if not self.is_silent.is_set():
                target.shutdown(socket.SHUT_WR)


@contextmanager
def black_hole(server: str, swallows_from: bytes = b"INSERT") -> Iterator[BlackHole]:
    """One for the length of the block."""
    hole = BlackHole(server, swallows_from)
    try:
        yield hole
    finally:
        hole.close()
