"""The short run of days spelled and read back; the long one is `python -m tests.fuzz_days`."""

from collections import Counter

from tests.campaigns import seeded
from tests.fuzz_days import LEAST_RIGHT, Outcome, outcome
from tests.spelled_days import SPELLINGS, Writer, random_case


def test_no_cell_is_misread_and_most_are_read() -> None:
    seen: Counter[Outcome] = Counter()
    for number in range(200):
        case = random_case(seeded(f"short/{number}"))
        found = outcome(case)
        assert found is not Outcome.SILENT, (case.text, case.shift_cell)
        assert case.slots or found is Outcome.NAMED
        seen.update([found] if case.slots else [])
    assert seen[Outcome.RIGHT] >= LEAST_RIGHT * seen.total()


def test_every_way_to_spell_is_read_at_least_once_or_named_as_it_must_be() -> None:
    for spell in SPELLINGS:
        cases = [spell(Writer(seeded(f"each/{number}"))) for number in range(6)]
        wanted = {Outcome.RIGHT} if any(case.slots for case in cases) else {Outcome.NAMED}
        assert wanted <= {outcome(case) for case in cases}, spell.__name__
