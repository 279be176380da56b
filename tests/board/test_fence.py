"""What the fence lets through: own names, own forms, nothing else; and what every answer says."""

import pytest

from planner.board.fence import HEADERS, MOST_BODY_BYTES
from tests.board.opened import ORIGIN, Opened

LANGUAGE = "/ngon-ngu"


@pytest.mark.parametrize(
    "host", ["evil.test", "127.0.0.1", "127.0.0.1:8001", "127.0.0.1:8000.evil.test", "localhost:80", ""]
)
def test_by_another_name_there_is_no_board(board: Opened, host: str) -> None:
    answer = board.get("/", host=host)
    assert answer.status_code == 421
    assert "Bình" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.test"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8001"},
        {"origin": "https://127.0.0.1:8000"},
        {"origin": f"{ORIGIN}.evil.test"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"origin": ORIGIN, "sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_page_does_nothing(board: Opened, headers: dict[str, str]) -> None:
    assert board.post(LANGUAGE, {"lang": "vi"}, **headers).status_code == 403


def test_a_form_without_an_origin_does_nothing(board: Opened) -> None:
    assert board.client.post(LANGUAGE, data={"lang": "vi"}).status_code == 403


@pytest.mark.parametrize("told", [{}, {"sec-fetch-site": "same-origin"}])
def test_a_form_of_the_board_is_heard(board: Opened, told: dict[str, str]) -> None:
    assert board.post(LANGUAGE, {"lang": "vi"}, **told).status_code == 303


@pytest.mark.parametrize(
    "address", ["/", "/khong-co", "/static/board.css", "/static/khong-co.css", "/dau", "/vao?khoa=x"]
)
def test_every_answer_bears_the_headers(board: Opened, address: str) -> None:
    for answer in (board.get(address), board.client.get(address), board.get(address, host="evil.test")):
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert answer.headers["cache-control"]


def test_no_script_or_style_may_stand_in_a_page(board: Opened) -> None:
    policy = board.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_body_that_says_it_is_too_large_is_not_read(board: Opened) -> None:
    for length in (str(MOST_BODY_BYTES + 1), "9" * 30, "9" * 5000):
        assert board.post(LANGUAGE, {"lang": "vi"}, **{"content-length": length}).status_code == 413
        assert board.get("/su-kien", **{"content-length": length}).status_code == 413


def test_a_body_that_grows_too_large_is_not_read_to_its_end(board: Opened) -> None:
    def pieces() -> object:
        for _piece in range(MOST_BODY_BYTES // 2**16 + 2):
            yield b"x" * 2**16

    answer = board.client.post(
        LANGUAGE,
        content=pieces(),  # type: ignore[arg-type]
        headers={
            "origin": ORIGIN,
            "content-type": "application/x-www-form-urlencoded",
            **board.bearing,
        },
    )
    assert answer.status_code == 413


def test_too_many_fields_and_files_are_refused(board: Opened) -> None:
    assert board.post(LANGUAGE, {f"x{number}": "" for number in range(6000)}).status_code == 400
    answer = board.client.post(
        LANGUAGE,
        files={"tep": ("a.xlsx", b"PK")},
        headers={"origin": ORIGIN, **board.bearing},
    )
    assert answer.status_code == 400
