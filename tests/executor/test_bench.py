"""The short run of `python -m tests.bench_executor`: the same plan without an executor, in processes, on a cluster."""

from pathlib import Path

import pytest

from tests.bench_executor import BARE, CLUSTER_KILLED, TWO_KILLED, run
from tests.many_parts import districts


@pytest.mark.skipif(not Path("/proc").exists(), reason="processes are looked up in /proc")
def test_one_plan_whoever_searches_and_whoever_is_killed() -> None:
    told: list[str] = []
    assert run(districts(5, units=2), (BARE, TWO_KILLED, CLUSTER_KILLED), told.append), told
    assert told[-1] == "the same plan: 3 of 3"
