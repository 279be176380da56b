"""Recording results: corrections as new rows, nothing twice, all or nothing; the same on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from planner.errors import LedgerError
from planner.ledger.ledger import open_ledger
from planner.ledger.recording import ReportedFile
from tests.ledger.samples import AT, BY, CAMPAIGN, collected, elsewhere, file_named, report


def test_before_anything_is_written_it_reads_as_empty_and_nothing_is_created(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        assert (ledger.results(), ledger.all_result_rows(), ledger.mark().result) == ((), (), 0)
        assert (ledger.versions(), ledger.latest_version()) == ((), None)
        assert (ledger.announcements(), ledger.latest_announcement(), ledger.events()) == ((), None, ())
        assert not ledger.reach().holds_anything
    assert list(ledger_file.parent.iterdir()) == []


def test_results_come_back_as_they_were_reported(address: Path | str) -> None:
    full = collected(131, shift="Ca 02", note="máy in hỏng 2 giờ").model_copy(
        update={"approved": 120, "activated": 0, "source": "Kết quả!A2"}
    )
    with open_ledger(address, CAMPAIGN) as ledger:
        recorded = report(ledger, "11-4.xlsx", full, elsewhere(7, activated=41), collected(0, day=-1))
    assert (recorded.new, recorded.total, recorded.last_result, recorded.is_known_file) == (3, 3, 3, False)
    with open_ledger(address, CAMPAIGN) as ledger:
        assert ledger.results() == (
            collected(0, day=-1),
            elsewhere(7, activated=41),
            full.model_copy(update={"source": ""}),
        )
        (row, *_rest) = ledger.all_result_rows()
        assert (row.number, row.recorded_at, row.recorded_by, row.counts) == (1, AT, BY, True)


def test_a_correction_is_a_new_row_and_the_last_counts(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100), collected(50, day=1), elsewhere(7))
        corrected = report(ledger, "b.xlsx", collected(90), elsewhere(7), collected(11, machine="MÁY 3"))
        assert (corrected.new, corrected.corrected, corrected.unchanged) == (1, 1, 1)
        assert ledger.results() == (
            elsewhere(7),
            collected(90),
            collected(11, machine="MÁY 3"),
            collected(50, day=1),
        )
        assert [(row.number, row.result.collected, row.counts) for row in ledger.all_result_rows()] == [
            (1, 100, False),
            (2, 50, True),
            (3, 7, True),
            (4, 90, True),
            (5, 11, True),
        ]
        assert ledger.mark().result == 5


@pytest.mark.parametrize("change", [{"note": "x"}, {"approved": 3}, {"activated": 0}])
def test_whatever_is_reported_differently_is_a_correction(ledger_file: Path, change: dict[str, object]) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100))
        assert report(ledger, "b.xlsx", collected(100).model_copy(update=change)).corrected == 1


def test_the_same_file_twice_changes_nothing(address: Path | str) -> None:
    rows = (collected(100), elsewhere(7))
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", *rows)
        before = ledger.all_result_rows(), ledger.events()
        again = report(ledger, "a.xlsx", *rows)
        assert again.is_known_file
        assert again.is_nothing_new
        assert (again.unchanged, again.total, again.last_result) == (2, 2, 2)
        assert (ledger.all_result_rows(), ledger.events()) == before


def test_the_same_content_in_another_file_changes_nothing(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100))
        bytes_before = ledger_file.read_bytes()
        again = report(ledger, "saved once more.xlsx", collected(100).model_copy(update={"source": "Kết quả!A9"}))
        assert again.is_nothing_new
        assert not again.is_known_file
    assert ledger_file.read_bytes() == bytes_before


def test_the_same_file_brought_again_does_not_undo_a_later_correction(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100), collected(50, day=1))
        report(ledger, "b.xlsx", collected(90))
        again = report(ledger, "a.xlsx", collected(100), collected(50, day=1))
        assert (again.superseded, again.unchanged, again.is_nothing_new) == (1, 1, True)
        assert ledger.results() == (collected(90), collected(50, day=1))


def test_a_new_file_may_go_back_to_the_first_figure(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        for name, dossiers in (("a.xlsx", 100), ("b.xlsx", 90), ("c.xlsx", 100)):
            report(ledger, name, collected(dossiers))
        assert ledger.results() == (collected(100),)
        assert ledger.mark().result == 3


def test_one_thing_reported_twice_in_one_file_is_refused_as_a_whole(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100))
        with pytest.raises(ValueError, match="two rows"):
            report(ledger, "b.xlsx", collected(7, day=2), elsewhere(1), elsewhere(2))
        assert ledger.results() == (collected(100),)


def test_a_report_that_the_database_refuses_leaves_nothing(address: Path | str) -> None:
    """The last of its rows is too large for any database."""
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100))
        before = ledger.all_result_rows(), ledger.events()
        with pytest.raises(LedgerError, match="--ledger"):
            report(ledger, "b.xlsx", collected(7, day=2), collected(2**64, day=3))
        assert (ledger.all_result_rows(), ledger.events()) == before


def test_each_report_leaves_its_event(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100), elsewhere(7))
        (event,) = ledger.events()
        assert (event.number, event.at, event.by, event.what) == (1, AT, BY, "record")
        assert event.details == {"file": "a.xlsx", "rows": 2, "last_result": 2}


def test_moments_are_kept_in_utc_and_need_a_time_zone(address: Path | str) -> None:
    here = timezone(timedelta(hours=7))
    with open_ledger(address, CAMPAIGN) as ledger:
        ledger.log("backup", {"file": "x"}, by=BY, at=datetime(2023, 4, 18, 6, tzinfo=here))
        assert ledger.events()[0].at == datetime(2023, 4, 17, 23, tzinfo=UTC)
        assert ledger.events()[0].at.utcoffset() == timedelta(0)
        with pytest.raises(Exception, match="time zone"):
            ledger.log("backup", {}, by=BY, at=datetime(2023, 4, 18, 6))  # noqa: DTZ001 - what is refused
        assert len(ledger.events()) == 1


def test_names_that_look_like_commands_are_only_names(address: Path | str) -> None:
    name = "x'); DROP TABLE results; --"
    with open_ledger(address, CAMPAIGN) as ledger:
        ledger.record([collected(5, machine=name, note=name)], ReportedFile(sha256="0" * 64, name=name), by=name, at=AT)
        assert ledger.results() == (collected(5, machine=name, note=name),)


def test_four_thousand_rows_in_one_report(address: Path | str) -> None:
    rows = [collected(n, day=n % 400, shift=f"Ca {n // 400}") for n in range(4000)]
    with open_ledger(address, CAMPAIGN) as ledger:
        assert ledger.record(rows, file_named("all.xlsx"), by=BY, at=AT).new == 4000
        assert {result.key: result.collected for result in ledger.results()} == {
            result.key: result.collected for result in rows
        }


def test_numbers_of_people_in_a_files_name_stay_outside(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "ông X 038095000123, 11-4.xlsx", collected(100))
        ledger.log("backup", {"file": "0912 345 678.db", "rows": 3}, by=BY, at=AT)
        told = [event.details for event in ledger.events()]
        assert told == [{"file": "ông X ***, 11-4.xlsx", "rows": 1, "last_result": 1}, {"file": "***.db", "rows": 3}]
    if isinstance(address, Path):
        content = address.read_bytes()
        assert b"038095000123" not in content
        assert b"0912 345 678" not in content
