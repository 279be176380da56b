"""Where ledgers stand and whose they are."""

import unicodedata
from pathlib import Path

import pytest

from planner.errors import LedgerOfAnotherCampaign, LedgerUnusable
from planner.ledger.address import default_ledger, ledger_address
from planner.ledger.ledger import open_ledger
from tests.ledger.samples import CAMPAIGN, collected, report
from tests.postgres import Server


def test_the_default_stands_beside_the_workbook() -> None:
    assert default_ledger(Path("đợt 1/campaign.v2.xlsx")) == Path("đợt 1/campaign.v2.ledger.db")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a/b.db", "a/b.db"),
        ("C:\\so\\b.db", "C:\\so\\b.db"),
        ("sqlite:////so/b.db", "/so/b.db"),
        ("postgresql://an:bí mật@tinh/so", "postgresql+psycopg://tinh/so"),
        ("postgres://tinh/so", "postgresql+psycopg://tinh/so"),
        ("postgresql+psycopg://an@tinh:5433/so", "postgresql+psycopg://tinh:5433/so"),
        ("postgresql://an@tinh:5433/so?password=s3cret&sslpassword=s3cret", "postgresql+psycopg://tinh:5433/so"),
        ("postgresql:///so?host=/chay/s&port=54", "postgresql+psycopg:///chay/s:54/so"),
        ("postgresql://an:s3cret@[::1]:5/so?options=s3cret", "postgresql+psycopg://[::1]:5/so"),
    ],
)
def test_an_address_is_shown_without_its_password(text: str, shown: str) -> None:
    assert str(ledger_address(text)) == shown


@pytest.mark.parametrize(
    "text", ["mysql://tinh/so", "sqlite://", "postgresql://tinh", "http://tinh/so", "://", "postgresql:tinh/so"]
)
def test_what_is_no_address_is_refused_and_names_the_option(text: str) -> None:
    with pytest.raises(LedgerUnusable, match="--ledger"):
        ledger_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "mysql://an:matkhau@tinh/so",
        "postgresql://an:matkhau@tinh:port/so",
        "postgresql://an:mat@matkhau@tinh/so",
        "postgresql:an:matkhau@tinh/so",
        "host=tinh dbname=so password=matkhau",
        "an:matkhau@x://tinh/so",
    ],
)
def test_a_wrong_address_does_not_tell_the_password(text: str) -> None:
    with pytest.raises(LedgerUnusable, match="--ledger") as refused:
        ledger_address(text)
    assert "matkhau" not in str(refused.value)


def test_a_file_holds_one_campaign(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
    with pytest.raises(LedgerOfAnotherCampaign, match=f"{CAMPAIGN}.*Bắc Sơn.*--ledger"):
        open_ledger(ledger_file, "Bắc Sơn")


def test_two_that_opened_an_empty_place_cannot_share_a_file(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ours, open_ledger(ledger_file, "Bắc Sơn") as theirs:
        report(ours, "a.xlsx", collected(1))
        with pytest.raises(LedgerOfAnotherCampaign):
            report(theirs, "a.xlsx", collected(2))
        assert ours.results() == (collected(1),)


def test_a_server_holds_many_and_tells_them_apart(server: Server) -> None:
    address = server.new_database()
    with open_ledger(address, CAMPAIGN) as ours, open_ledger(address, "Bắc Sơn") as theirs:
        report(ours, "a.xlsx", collected(1), collected(2, day=1))
        assert theirs.results() == ()
        assert not theirs.reach().holds_anything
        assert report(theirs, "a.xlsx", collected(70)).is_known_file is False
        assert ours.results() == (collected(1), collected(2, day=1))
        assert (theirs.results(), theirs.mark().result) == ((collected(70),), 1)


def test_how_the_letters_of_a_name_are_composed_makes_no_difference(ledger_file: Path) -> None:
    with open_ledger(ledger_file, unicodedata.normalize("NFD", "Bình  Gia ")) as ledger:
        report(ledger, "a.xlsx", collected(1))
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        assert ledger.results() == (collected(1),)


def test_an_unreachable_server_says_so(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnusable, match="--ledger") as refused:
        open_ledger(f"postgresql://an:matkhau@/so?host={tmp_path}", CAMPAIGN)
    assert "matkhau" not in str(refused.value)
