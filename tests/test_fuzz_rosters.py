"""Some small rosters are searched, tried out and judged; `python -m tests.fuzz_rosters` does so with many more."""

from tests.fuzz_rosters import examine

SEEDS = (*range(100, 105), 905)
"""905 had a bound that held only as long as an earlier goal stood where it was."""


def test_search_brute_force_and_checker_agree() -> None:
    findings = [examine(seed) for seed in SEEDS]
    assert [finding.complaint for finding in findings] == [""] * len(findings)
    assert any("tried" in finding.kinds for finding in findings)
