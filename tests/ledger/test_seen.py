"""Whoever writes says what they saw; where others wrote otherwise meanwhile, nothing is lost and nobody goes untold."""

from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from planner.domain.meanwhile import LedgerMark, LedgerSeen, SeenResult
from planner.domain.results import Result
from planner.errors import LedgerMovedOn
from planner.ledger.ledger import Ledger, open_ledger
from planner.ledger.recording import Recorded, ReportedFile
from tests.ledger.samples import AT, BY, CAMPAIGN, breakdown, collected, elsewhere, plan, provenance, report

LAN, MINH = "Lan", "Minh"


def seeing(ledger: Ledger, *results: Result) -> LedgerSeen:
    """What somebody sees now of the slots of these."""
    counting = {row.result.key: row.number for row in ledger.all_result_rows() if row.counts}
    return LedgerSeen(results=tuple(SeenResult(key=result.key, row=counting.get(result.key, 0)) for result in results))


def typed(ledger: Ledger, key: str, by: str, seen: LedgerSeen | None, *results: Result) -> Recorded:
    return ledger.record(results, ReportedFile.form(key, "bảng"), by=by, at=AT, expecting=seen)


def test_another_figure_is_not_replaced_unseen(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        seen = seeing(ledger, collected(148), collected(30, day=1))
        typed(ledger, "1", MINH, seen, collected(160))
        with pytest.raises(LedgerMovedOn, match=r"Minh.*160.*148") as refused:
            typed(ledger, "2", LAN, seen, collected(148), collected(30, day=1))
        (figure,) = refused.value.figures
        assert (figure.by, figure.at, figure.collected, figure.yours, figure.number) == (MINH, AT, 160, 148, 1)
        assert (figure.day, figure.shift, figure.machine, figure.unit) == collected(0).key
        assert ledger.results() == (collected(160),), "all or nothing"
        again = seeing(ledger, collected(148), collected(30, day=1))
        done = typed(ledger, "3", LAN, again, collected(148), collected(30, day=1))
        assert (done.new, done.corrected) == (1, 1)


def test_the_same_figure_and_other_slots_are_no_conflict(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        seen = seeing(ledger, collected(160), collected(30, day=1))
        typed(ledger, "1", MINH, seen, collected(160), collected(7, shift="Ca 02"))
        assert typed(ledger, "2", LAN, seen, collected(160), collected(30, day=1)).new == 1


def test_what_was_withdrawn_meanwhile_is_told(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100))
        seen = seeing(ledger, collected(100))
        ledger.withdraw([1], by=MINH, at=AT)
        with pytest.raises(LedgerMovedOn, match=r"Minh") as refused:
            typed(ledger, "1", LAN, seen, collected(90))
        (figure,) = refused.value.figures
        assert (figure.by, figure.collected, figure.number, figure.yours) == (MINH, None, 0, 90)


def test_a_deliberate_return_to_an_earlier_figure_counts(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        for key, by, figure in (("1", LAN, 148), ("2", MINH, 160), ("3", LAN, 148)):
            done = typed(ledger, key, by, seeing(ledger, collected(figure)), collected(figure))
            assert done.superseded == 0
        assert ledger.results() == (collected(148),)
        assert len(ledger.all_result_rows()) == 3


def test_a_form_sent_twice_changes_nothing_the_second_time(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        seen = seeing(ledger, collected(148))
        assert typed(ledger, "1", LAN, seen, collected(148), elsewhere(3)).new == 2
        again = typed(ledger, "1", LAN, seen, collected(148), elsewhere(3))
        assert (again.is_known_file, again.is_nothing_new, again.unchanged) == (True, True, 2)
        typed(ledger, "2", MINH, None, collected(160))
        late = typed(ledger, "1", LAN, seen, collected(148), elsewhere(3))
        assert (late.unchanged, late.superseded) == (1, 1)
        ledger.withdraw([3, 1], by=MINH, at=AT)
        assert typed(ledger, "1", LAN, seen, collected(148), elsewhere(3)).is_nothing_new
        assert ledger.results() == (elsewhere(3),)


def test_a_file_that_nobody_looked_beside_is_recorded_as_before(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        typed(ledger, "1", MINH, None, collected(160))
        assert report(ledger, "a.xlsx", collected(148)).corrected == 1


def test_plans_announcements_and_adjustments_that_came_are_told(address: Path | str) -> None:
    until = date(2023, 4, 30)
    with open_ledger(address, CAMPAIGN) as ledger:
        assert ledger.mark() == LedgerMark()
        seen = LedgerSeen(version=0, announcement=0, adjustment=0)
        ledger.store_version(plan(), provenance(), is_sound=True, by=BY, at=AT, expecting=seen)
        with pytest.raises(LedgerMovedOn, match=BY) as refused:
            ledger.store_version(plan(), provenance(), is_sound=True, by=LAN, at=AT, expecting=seen)
        assert [(each.what, each.number, each.by, each.at) for each in refused.value.writes] == [("version", 1, BY, AT)]
        seen = LedgerSeen(version=1, announcement=0)
        ledger.announce(1, until, by=MINH, at=AT, expecting=seen)
        with pytest.raises(LedgerMovedOn, match=MINH) as refused:
            ledger.announce(1, until - timedelta(days=1), by=LAN, at=AT, expecting=seen)
        assert [each.what for each in refused.value.writes] == ["announcement"]
        seen = LedgerSeen(adjustment=0)
        ledger.adjustments.enter(breakdown(), by=MINH, at=AT, expecting=seen)
        with pytest.raises(LedgerMovedOn, match=MINH):
            ledger.adjustments.enter(breakdown("MÁY 3"), by=LAN, at=AT, expecting=seen)
        again = ledger.adjustments.enter(breakdown(), by=LAN, at=AT, expecting=seen)
        assert (again.number, again.entered_by) == (1, MINH), "what holds already is entered once"
        with pytest.raises(LedgerMovedOn, match=MINH):
            ledger.adjustments.withdraw(1, by=LAN, at=AT, expecting=seen)
        assert ledger.mark() == LedgerMark(version=1, announcement=1, adjustment=1)
        report(ledger, "a.xlsx", collected(1))
        ledger.adjustments.withdraw(1, by=LAN, at=AT, expecting=LedgerSeen(adjustment=1))


WRITERS, ROUNDS = 8, 6


def _writes(address: Path | str, writer: int) -> None:
    """A figure of a slot of one's own, and one to a slot that all write to, looked at again whenever it has moved."""
    with open_ledger(address, CAMPAIGN) as ledger:
        for number in range(ROUNDS):
            own = collected(100 + writer, day=number, machine=f"MÁY {writer}")
            shared = collected(1000 * (writer + 1) + number, day=number, machine="MÁY chung")
            for attempt in range(100):
                seen = seeing(ledger, own, shared)
                key = f"{writer}-{number}-{attempt}"
                try:
                    typed(ledger, key, str(writer), seen, own, shared)
                except LedgerMovedOn:
                    continue
                typed(ledger, key, str(writer), seen, own, shared)
                break
            else:
                raise AssertionError("never came through")


def test_of_many_writers_at_once_none_is_lost_and_none_doubled(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        ledger.prepare_writing()
    context = get_context("fork")
    writers = [context.Process(target=_writes, args=(address, number)) for number in range(WRITERS)]
    for each in writers:
        each.start()
    for each in writers:
        each.join(120)
        assert each.exitcode == 0
    with open_ledger(address, CAMPAIGN) as ledger:
        rows = ledger.all_result_rows()
    for number in range(ROUNDS):
        for writer in range(WRITERS):
            own = collected(100 + writer, day=number, machine=f"MÁY {writer}")
            assert [row.result for row in rows if row.result.key == own.key] == [own]
        shared = [row for row in rows if row.result.key == collected(0, day=number, machine="MÁY chung").key]
        assert sorted(row.result.collected for row in shared) == [
            1000 * (writer + 1) + number for writer in range(WRITERS)
        ], "each has written once, and knew of the one before"
