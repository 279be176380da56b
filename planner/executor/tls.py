"""The files with which the computers of a cluster know each other, as Dask reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ClusterTls:
    """What is not named here is taken from Dask's own settings, such as DASK_DISTRIBUTED__COMM__TLS__CA_FILE."""

    ca_file: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    def settings(self, role: str) -> Mapping[str, str]:
        """The same as settings of Dask, for a `client` or a `worker`."""
        named = {
            "ca-file": self.ca_file,
            f"{role}.cert": self.certificate,
            f"{role}.key": self.key,
        }
        return {f"distributed.comm.tls.{name}": str(path) for name, path in named.items() if path is not None}


NO_FILES = ClusterTls()
