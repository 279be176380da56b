"""Pages are answered by threads of their own, for which a board that is being closed does not wait.

A pool's threads are waited for, by the server and again by Python at its end: a page of a large campaign that somebody
has just asked for would keep the console busy for seconds. What such a thread is writing when the program ends is not
written at all: a ledger takes whole transactions.

Somebody looks at the page: it does not wait for a ledger that another program holds as long as a command does.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from threading import Thread
from typing import TypeVar

from anyio.to_thread import current_default_thread_limiter

from planner.ledger.patience import impatient

T = TypeVar("T")
WAITS_SECONDS = 4.0
"""So long a page waits for a ledger that is held; what it says then is there within five."""


async def answered_apart(act: Callable[[], T]) -> T:
    """What `act` gives, or raises, in a thread of its own; of these there are only so many at a time."""
    loop = asyncio.get_running_loop()
    async with current_default_thread_limiter():
        answer: asyncio.Future[T] = loop.create_future()

        def settle(settled: Callable[[], None]) -> None:
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(lambda: None if answer.done() else settled())

        def perform() -> None:
            try:
                with impatient(WAITS_SECONDS):
                    given = act()
            except BaseException as raised:  # whoever waits is to hear of it
                settle(partial(answer.set_exception, raised))
            else:
                settle(partial(answer.set_result, given))

        Thread(target=copy_context().run, args=(perform,), name="page", daemon=True).start()
        return await answer
