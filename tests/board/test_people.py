"""The address that works once, and the session it begins."""

from planner.board.people import LASTS_SECONDS, LocalEntry, Role
from tests.board.opened import Opened


class Clock:
    """A clock that stands until it is put forward."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_the_key_works_once() -> None:
    entry = LocalEntry()
    assert entry.enter("wrong") is None
    cookie = entry.enter(entry.key)
    assert cookie
    assert entry.person_of(cookie).role is Role.ADMIN
    assert entry.enter(entry.key) is None
    assert entry.person_of(entry.key).role is Role.ANYBODY
    assert entry.person_of(None).role is Role.ANYBODY
    assert entry.person_of("").role is Role.ANYBODY


def test_a_session_ends_when_it_is_left_alone_and_lasts_while_it_is_used() -> None:
    clock = Clock()
    entry = LocalEntry(clock)
    cookie = entry.enter(entry.key)
    clock.seconds = LASTS_SECONDS - 1
    assert entry.person_of(cookie).role is Role.ADMIN
    clock.seconds = 2 * LASTS_SECONDS - 2
    assert entry.person_of(cookie).role is Role.ADMIN
    clock.seconds = 3 * LASTS_SECONDS
    assert entry.person_of(cookie).role is Role.ANYBODY


def test_two_boards_of_one_browser_do_not_shut_each_other_out() -> None:
    first, second = LocalEntry(), LocalEntry()
    assert first.cookie != second.cookie
    assert second.person_of(first.enter(first.key)).role is Role.ANYBODY


def test_neither_key_nor_cookie_is_kept() -> None:
    entry = LocalEntry()
    cookie = entry.enter(entry.key)
    kept = repr({name: value for name, value in vars(entry).items() if name != "key"})
    assert cookie is not None
    assert cookie not in kept
    assert entry.key not in kept


def test_the_address_leaves_a_cookie_that_scripts_cannot_read_and_leads_on(board: Opened) -> None:
    other = type(board.entry)()
    board.entry.__dict__.update(other.__dict__)  # a key that was not used yet
    answer = board.client.get(f"/vao?khoa={other.key}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    told = answer.headers["set-cookie"].lower()
    assert told.startswith("__host-phien-")
    for word in ("httponly", "secure", "samesite=strict", "path=/"):
        assert word in told
    assert board.client.get(f"/vao?khoa={other.key}", follow_redirects=False).status_code == 403
