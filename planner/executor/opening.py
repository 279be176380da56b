"""Which executor does the work: processes of this machine, or a cluster. Dask is loaded only where it is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager

from planner.errors import ClusterUnusable
from planner.executor.executor import Executor
from planner.executor.local import LocalExecutor
from planner.executor.tls import ClusterTls
from planner.texts import texts_of

_ = texts_of("executor")


def open_executor(cluster: str | None, workers: int) -> Executor:
    """The executor of a cluster, by its scheduler's address or `local`; else so many processes of this machine.

    Raises ClusterUnusable.
    """
    if cluster is None:
        return LocalExecutor(workers)
    with _dask_is_installed():
        from planner.executor.cluster import ClusterExecutor  # noqa: PLC0415

    return ClusterExecutor(cluster, workers)


def work_for(address: str, workers: int, name: str | None, tls: ClusterTls) -> None:
    """Be so many workers of the cluster whose scheduler stands there, until it ends, or Ctrl-C.

    Raises ClusterUnusable.
    """
    with _dask_is_installed():
        from planner.executor.worker import serve  # noqa: PLC0415

    serve(address, workers, name, tls)


@contextmanager
def _dask_is_installed() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise ClusterUnusable(
            _(
                "a cluster needs the package distributed (Dask), which is not installed here. Install it with: "
                'pip install "enrolment-planner[cluster]"'
            )
        ) from error
