"""How often somebody may try: after five failures within a minute a name has to wait, at the address they came from."""

import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

MOST_FAILURES, WITHIN_SECONDS = 5, 60.0
_MOST_REMEMBERED = 10_000


class Attempts:
    """Attempts of the last minute. An attempt counts as failed until it is known better: many may come at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def begin(self, name: str, address: str) -> int:
        """Note an attempt; 0, or the seconds after which the next one is heard, and this one is not."""
        key, now = (name.casefold(), address), self._clock()
        with self._lock:
            failures = self._failures.setdefault(key, deque())
            while failures and failures[0] <= now - WITHIN_SECONDS:
                failures.popleft()
            if len(failures) >= MOST_FAILURES:
                return max(1, math.ceil(failures[0] + WITHIN_SECONDS - now))
            failures.append(now)
            self._failures.move_to_end(key)
            while len(self._failures) > _MOST_REMEMBERED:
                self._failures.popitem(last=False)
            return 0

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of this name at this address."""
        with self._lock:
            self._failures.pop((name.casefold(), address), None)
