"""What is done inside a worker of a cluster: every task in a process beneath it, so that its end is not the worker's.

Light to import, and without Dask: both ends name functions of this module.
"""

import platform
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from multiprocessing.util import Finalize

from planner.errors import ClusterUnusable
from planner.executor.executor import awaited
from planner.executor.local import LocalExecutor
from planner.executor.task import Sealed
from planner.texts import texts_of

_ = texts_of("executor")


@dataclass(frozen=True, slots=True)
class Versions:
    """Of what runs somewhere; nothing that is sealed by one is opened by another."""

    program: str
    dask: str
    python: str

    def __str__(self) -> str:
        return f"planner {self.program}, Dask {self.dask}, Python {self.python}"


@cache
def versions_here() -> Versions:
    """Of this process."""
    return Versions(_version("enrolment-planner"), _version("distributed"), platform.python_version())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def refuse_other(where: str, there: Versions) -> None:
    """Raises ClusterUnusable where something else runs there than here."""
    if there != versions_here():
        raise ClusterUnusable(
            _(
                "{where} runs {there}, but this computer runs {here}. Install the same version of the program on all "
                "computers of the cluster, and start them again"
            ).format(where=where, there=there, here=versions_here())
        )


class _Beneath:
    """The process beneath this worker, and which tasks it has."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._executor: LocalExecutor | None = None
        self._under_way: dict[str, Future[bytes]] = {}

    def do(self, key: str, task: Sealed) -> bytes:
        """The sealed answer. Raises what the task raises."""
        with self._lock:
            if self._executor is None:
                self._executor = LocalExecutor(1)
                Finalize(None, self._executor.stop, exitpriority=100)  # before processes beneath are waited for
            future = self._under_way[key] = self._executor.submit_sealed(task)
        try:
            return awaited(future)
        finally:
            with self._lock:
                self._under_way.pop(key, None)

    def end(self, keys: "frozenset[str]") -> None:
        """Nobody wants these tasks any more."""
        with self._lock:
            unwanted = [future for key, future in self._under_way.items() if key in keys]
        for future in unwanted:
            future.cancel()


_beneath = _Beneath()


def done_beneath(key: str, task: Sealed, asked_by: Versions) -> bytes:
    """Do a task in the process beneath this worker. Raises what the task raises; ClusterUnusable for other versions."""
    refuse_other(_("the computer that asks"), asked_by)
    return _beneath.do(key, task)


def end_beneath(keys: "frozenset[str]") -> None:
    """End these tasks if this worker has them."""
    _beneath.end(keys)
