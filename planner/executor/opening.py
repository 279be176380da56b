"""Which executor does the work: processes of this machine, or a cluster."""

from planner.executor.executor import Executor
from planner.executor.local import LocalExecutor


def open_executor(cluster: str | None, workers: int) -> Executor:
    """The executor of a cluster, by its scheduler's address or `local`; else so many processes of this machine.

    Raises ClusterUnusable.
    """
    if cluster is None:
        return LocalExecutor(workers)
    from planner.executor.cluster import ClusterExecutor  # noqa: PLC0415 - Dask is loaded only where it is asked for

    return ClusterExecutor(cluster, workers)
