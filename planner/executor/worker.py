"""Workers of a cluster on this machine: each one process with one thread, and a process beneath it for its tasks."""

import asyncio
import os
import platform
from contextlib import suppress

import dask
from distributed import Nanny
from distributed.comm.addressing import get_address_host
from distributed.utils import get_ip

from planner.errors import ClusterUnusable
from planner.executor.beneath_worker import refuse_other, versions_here
from planner.executor.child import ONE_THREAD
from planner.executor.cluster import LOOPBACK, QUIET_SETTINGS, asked, client_of
from planner.executor.tls import ClusterTls
from planner.texts import texts_of

_ = texts_of("executor")


def serve(address: str, workers: int, name: str | None, tls: ClusterTls) -> None:
    """Be so many workers until the scheduler ends, or Ctrl-C. Raises ClusterUnusable."""
    os.environ.update(ONE_THREAD)
    with dask.config.set({**QUIET_SETTINGS, **tls.settings("worker"), **tls.settings("client")}):
        with client_of(address) as client:
            refuse_other(_("the scheduler"), asked(lambda: client.run_on_scheduler(versions_here)))
        with suppress(KeyboardInterrupt):
            asyncio.run(_serve(address, workers, name or platform.node()))


async def _serve(address: str, workers: int, name: str) -> None:
    """They listen where the scheduler is reached from, and nowhere else."""
    host = get_ip(get_address_host(address))
    nannies = [
        Nanny(
            address,
            nthreads=1,
            name=f"{name}-{number}",
            host=host,
            dashboard=False,
            dashboard_address=f"{LOOPBACK}:0",
            env=dict(ONE_THREAD),
        )
        for number in range(1, workers + 1)
    ]
    try:
        await asyncio.gather(*nannies)
        await asyncio.gather(*(nanny.finished() for nanny in nannies))
    except (OSError, TimeoutError) as error:
        raise ClusterUnusable(
            _("the workers could not begin at {address} ({reason}). Start the scheduler there first").format(
                address=address, reason=error
            )
        ) from error
    finally:
        await asyncio.gather(*(nanny.close() for nanny in nannies), return_exceptions=True)
