"""Two campaigns of one name never share a ledger; one campaign keeps its own whatever happens to it on the way."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.identity import Identity, KnownUnit
from planner.errors import LedgerOfAnotherCampaign
from planner.ledger.backups import back_up
from planner.ledger.ledger import open_ledger
from planner.ledger.restoring import restore
from tests.ledger.samples import AT, BY, CAMPAIGN, collected, report

FIRST, LAST = date(2026, 4, 1), date(2026, 5, 31)


def known(*units: tuple[str, str], first: date = FIRST, last: date = LAST) -> Identity:
    return Identity(first_day=first, last_day=last, units=tuple(KnownUnit(*unit) for unit in units))


OURS = known(("01", "hòa bình"), ("02", "tân lập"), ("03", "vĩnh yên"))
SAME = {
    "the same": OURS,
    "more units": known(
        ("01", "hòa bình"), ("02", "tân lập"), ("03", "vĩnh yên"), *((str(n), f"xã {n}") for n in range(9))
    ),
    "another end": OURS.model_copy(update={"last_day": date(2026, 8, 1)}),
    "a later beginning": OURS.model_copy(update={"first_day": date(2026, 4, 20)}),
    "other codes": known(("a", "hòa bình"), ("b", "tân lập"), ("c", "vĩnh yên")),
    "one unit left": known(("01", "hòa bình")),
}
ANOTHER = {
    "another year": OURS.model_copy(update={"first_day": date(2027, 4, 1), "last_day": date(2027, 5, 31)}),
    "other units under the same codes": known(("01", "minh khai"), ("02", "quang trung"), ("03", "hòa an")),
}


@pytest.mark.parametrize("now", SAME.values(), ids=SAME)
def test_edits_on_the_way_raise_no_alarm(address: Path | str, now: Identity) -> None:
    with open_ledger(address, CAMPAIGN, identity=OURS) as ledger:
        report(ledger, "a.xlsx", collected(1))
    with open_ledger(address, CAMPAIGN, identity=now) as ledger:
        report(ledger, "b.xlsx", collected(2))
        assert ledger.results() == (collected(2),)


@pytest.mark.parametrize("other", ANOTHER.values(), ids=ANOTHER)
def test_another_campaign_of_the_same_name_is_refused(address: Path | str, other: Identity) -> None:
    with open_ledger(address, CAMPAIGN, identity=OURS) as ledger:
        report(ledger, "a.xlsx", collected(1))
    with pytest.raises(LedgerOfAnotherCampaign, match=r"1/4/2026.*31/5/2026"):
        open_ledger(address, CAMPAIGN, identity=other)


def test_units_that_bear_the_countrys_codes_are_known_by_them() -> None:
    renamed = known(("06103", "a"), ("06106", "b"))
    assert renamed.may_be_of(known(("06103", "c"), ("06106", "d")))


def test_of_two_that_begin_at_once_the_first_to_write_has_the_ledger(address: Path | str) -> None:
    other = ANOTHER["other units under the same codes"]
    with (
        open_ledger(address, CAMPAIGN, identity=OURS) as ours,
        open_ledger(address, CAMPAIGN, identity=other) as theirs,
    ):
        report(ours, "a.xlsx", collected(1))
        with pytest.raises(LedgerOfAnotherCampaign):
            report(theirs, "b.xlsx", collected(2))
        assert ours.results() == (collected(1),)


def test_a_ledger_of_before_is_given_an_identity_once(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
    with open_ledger(address, CAMPAIGN, identity=OURS) as ledger:
        report(ledger, "b.xlsx", collected(2))
    with pytest.raises(LedgerOfAnotherCampaign):
        open_ledger(address, CAMPAIGN, identity=ANOTHER["another year"])


def test_a_backup_of_another_campaign_of_the_same_name_is_not_put_in_place(ledger_file: Path) -> None:
    backup = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN, identity=OURS) as ledger:
        report(ledger, "a.xlsx", collected(1))
        back_up(ledger, backup)
    before = ledger_file.read_bytes()
    with pytest.raises(LedgerOfAnotherCampaign):
        restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT, identity=ANOTHER["another year"])
    assert ledger_file.read_bytes() == before


def test_with_the_flag_a_backup_of_another_campaign_of_the_name_becomes_this_ones(ledger_file: Path) -> None:
    backup, now = ledger_file.with_name("backup.db"), ANOTHER["another year"]
    with open_ledger(ledger_file, CAMPAIGN, identity=OURS) as ledger:
        report(ledger, "a.xlsx", collected(1))
        back_up(ledger, backup)
    with pytest.raises(LedgerOfAnotherCampaign, match=r"1/4/2026.*3.*--other-campaign"):
        restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT, identity=now)
    restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT, identity=now, may_be_other=True)
    with open_ledger(ledger_file, CAMPAIGN, identity=now) as ledger:
        assert ledger.results() == (collected(1),)
    with pytest.raises(LedgerOfAnotherCampaign):
        open_ledger(ledger_file, CAMPAIGN, identity=OURS)


def test_a_ledger_of_another_campaign_of_the_name_is_not_replaced_unsaid(ledger_file: Path) -> None:
    backup, now = ledger_file.with_name("backup.db"), ANOTHER["another year"]
    with open_ledger(ledger_file.with_name("now.db"), CAMPAIGN, identity=now) as ledger:
        report(ledger, "a.xlsx", collected(1))
        back_up(ledger, backup)
    with open_ledger(ledger_file, CAMPAIGN, identity=OURS) as ledger:
        report(ledger, "b.xlsx", collected(2))
    content = ledger_file.read_bytes()
    with pytest.raises(LedgerOfAnotherCampaign, match="--ledger"):
        restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT, identity=now, may_lose=True)
    assert ledger_file.read_bytes() == content


def test_a_backup_of_another_name_is_never_put_in_place(ledger_file: Path) -> None:
    backup = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
        back_up(ledger, backup)
    for may_be_other in (False, True):
        with pytest.raises(LedgerOfAnotherCampaign, match=f"{CAMPAIGN}.*Đợt khác.*tên cũ"):
            restore(backup, ledger_file.with_name("x.db"), "Đợt khác", by=BY, at=AT, may_be_other=may_be_other)
    assert not ledger_file.with_name("x.db").exists()
