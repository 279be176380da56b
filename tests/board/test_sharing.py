"""By which name a board is shared, and certificates that are none, or of somebody else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from planner.board.sharing import Sharing, TlsFiles, sharing_as_asked, tls_of
from planner.errors import WrongUsage
from tests.board.lan import Certificate, certificate_for

NAME = "bang.test"
ANY = "0.0.0.0"  # noqa: S104 - it is refused


@pytest.fixture
def issued(tmp_path: Path) -> Certificate:
    return certificate_for(tmp_path, NAME)


def refusal_of(certificate: Path, key: Path, host: str = NAME) -> str:
    with pytest.raises(WrongUsage) as caught:
        tls_of(Sharing(host, TlsFiles(certificate, key)))
    return str(caught.value)


def test_a_certificate_with_its_key_is_taken(issued: Certificate) -> None:
    assert tls_of(Sharing(NAME, TlsFiles(issued.certificate, issued.key))) is not None
    assert tls_of(Sharing("192.0.2.2")) is None


def test_a_file_that_is_not_there_is_named(issued: Certificate, tmp_path: Path) -> None:
    absent = tmp_path / "không có.pem"
    assert refusal_of(absent, issued.key) == f"{absent}: không đọc được. Hãy kiểm tra đường dẫn"
    assert str(absent) in refusal_of(issued.certificate, absent)


def test_files_that_are_no_certificate_and_key(issued: Certificate, tmp_path: Path) -> None:
    for content in (b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"\x30\x82\xff"):
        wrong = tmp_path / "sai.pem"
        wrong.write_bytes(content)
        assert "dạng PEM" in refusal_of(wrong, issued.key)
        assert "dạng PEM" in refusal_of(issued.certificate, wrong)
    assert "dạng PEM" in refusal_of(issued.key, issued.certificate)


def test_a_key_of_another_certificate(issued: Certificate, tmp_path: Path) -> None:
    other = certificate_for(tmp_path, "khac.test")
    assert "không phải khóa của chứng chỉ" in refusal_of(issued.certificate, other.key)


def test_a_certificate_for_another_name(issued: Certificate) -> None:
    assert "không cấp cho khac.test" in refusal_of(issued.certificate, issued.key, "khac.test")
    assert "không cấp cho 192.0.2.2" in refusal_of(issued.certificate, issued.key, "192.0.2.2")


def test_a_certificate_that_has_expired(tmp_path: Path) -> None:
    old = certificate_for(tmp_path, NAME, expires=datetime(2021, 1, 1, tzinfo=UTC))
    assert "đã hết hạn" in refusal_of(old.certificate, old.key)


def test_a_key_that_is_locked_asks_nobody_for_its_password(issued: Certificate, tmp_path: Path) -> None:
    locked = tmp_path / "khóa.key"
    key = load_pem_private_key(issued.key.read_bytes(), None)
    locked.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, BestAvailableEncryption(b"locked"))
    )
    assert "có mật khẩu" in refusal_of(issued.certificate, locked)


@pytest.mark.parametrize(
    "host",
    [
        *("http://192.0.2.2", "192.0.2.2:8000", "a b", "", "a/b", "bảng.test", "-a", "a\nb"),
        *(ANY, "::", "localhost", "::1", "127.0.0.1", "127.0.0.2", "[::1]", "LOCALHOST"),
    ],
)
def test_what_others_cannot_reach_is_refused(host: str) -> None:
    with pytest.raises(WrongUsage):
        sharing_as_asked(host, None, None, is_behind_proxy=False)


@pytest.mark.parametrize(
    ("certificate", "key", "host", "is_behind_proxy"),
    [
        (Path("a"), None, "a.test", False),
        (None, Path("a"), "a.test", False),
        (Path("a"), Path("b"), None, False),
        (None, None, None, True),
        (Path("a"), Path("b"), "a.test", True),
    ],
)
def test_options_that_do_not_go_together(
    certificate: Path | None, key: Path | None, host: str | None, is_behind_proxy: bool
) -> None:
    with pytest.raises(WrongUsage, match="--"):
        sharing_as_asked(host, certificate, key, is_behind_proxy=is_behind_proxy)


def test_a_board_of_ones_own_is_not_shared() -> None:
    assert sharing_as_asked(None, None, None, is_behind_proxy=False) is None


@pytest.mark.parametrize(
    ("sharing", "port", "hosts", "address"),
    [
        (Sharing("a.test"), 8000, {"a.test:8000"}, "http://a.test:8000/"),
        (Sharing("a.test"), 80, {"a.test:80", "a.test"}, "http://a.test/"),
        (Sharing("a.test"), 443, {"a.test:443"}, "http://a.test:443/"),
        (Sharing("a.test", TlsFiles(Path("a"), Path("b"))), 443, {"a.test:443", "a.test"}, "https://a.test/"),
        (Sharing("fd00::2"), 8000, {"[fd00::2]:8000"}, "http://[fd00::2]:8000/"),
        (Sharing("a.test:8443", is_behind_proxy=True), 8000, {"a.test:8443"}, "https://a.test:8443/"),
    ],
)
def test_the_names_by_which_browsers_ask(sharing: Sharing, port: int, hosts: set[str], address: str) -> None:
    assert sharing.hosts(port) == hosts
    assert sharing.address(port) == address
