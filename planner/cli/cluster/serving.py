"""The command `worker`: this computer searches for others."""

from pathlib import Path

from planner.cli.session import Speaker
from planner.executor.opening import work_for
from planner.executor.tls import ClusterTls
from planner.texts import texts_of

_ = texts_of("cli")


def worker(
    session: Speaker,
    *,
    address: str,
    workers: int,
    name: str | None,
    tls_ca_file: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
) -> None:
    """`planner worker`."""
    session.note(_("Serving {address}. Ctrl-C ends it.").format(address=address))
    work_for(address, workers, name, ClusterTls(tls_ca_file, tls_cert, tls_key))
    session.say(_("The cluster at {address} is no longer served.").format(address=address))
    session.answer({"address": address, "workers": workers})
