"""Passwords and codes that people read and type: how they are made, judged and hashed (argon2id).

The library comes with the extra `lan` and is loaded when a board is shared, so that a board of one's own needs neither.
"""

import secrets
import unicodedata
from threading import BoundedSemaphore

from planner.errors import WrongUsage
from planner.texts import texts_of

_ = texts_of("board")

LEAST_LETTERS, MOST_LETTERS = 10, 200
MEMORY_KIB, ROUNDS, LANES = 19 * 1024, 2, 1
"""What OWASP asks of argon2id at least."""
_AT_ONCE = 2
"""Each takes 19 MiB and a core, so whoever sends many sign-ins at once waits."""
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""None that is taken for another when it is read out."""
_GROUP, _CODE_GROUPS, _PASSWORD_GROUPS = 4, 2, 3


class Hasher:
    """Hashes of what people type. Raises WrongUsage where the library is not installed."""

    def __init__(self) -> None:
        try:
            from argon2 import PasswordHasher  # noqa: PLC0415 - only a shared board needs it
        except ImportError as error:
            raise WrongUsage(
                _(
                    "A board can only be shared with the package argon2-cffi, which keeps passwords, and which is not "
                    'installed here. Install it with: pip install "enrolment-planner[lan]"'
                )
            ) from error
        self._hasher = PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES)
        self._turns = BoundedSemaphore(_AT_ONCE)
        self._nobodys = self._hasher.hash(secrets.token_urlsafe())

    def hashed(self, text: str) -> str:
        """What is kept of it."""
        with self._turns:
            return self._hasher.hash(text)

    def fits(self, kept: str | None, text: str) -> bool:
        """Whether this is what was typed then; where nothing is kept, no, after as long a time."""
        from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

        try:
            with self._turns:
                return self._hasher.verify(self._nobodys if kept is None else kept, text) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def as_typed(password: str) -> str:
    """The password, the same whichever keyboard puts the marks onto its letters."""
    return unicodedata.normalize("NFC", password.encode("utf-8", "replace").decode())


def fault_of(password: str, again: str, name: str) -> str:
    """Why this may not be the password of somebody of this name; empty where it may."""
    if not LEAST_LETTERS <= len(password) <= MOST_LETTERS:
        return _("A password has at least {least} letters, and at most {most}.").format(
            least=LEAST_LETTERS, most=MOST_LETTERS
        )
    if password != again:
        return _("The two passwords differ. Type the same one twice.")
    if name.casefold() in password.casefold() or len(set(password)) <= len("abc"):
        return _("This is guessed too easily. Take several words that do not belong together.")
    return ""


def new_password() -> str:
    """One for the first sign-in, to be read out: *k7mp-4twx-9hde*."""
    return _drawn(_PASSWORD_GROUPS).lower()


def new_code() -> str:
    """One for recorders on one day, to be read out: *K7MP-4TWX*."""
    return _drawn(_CODE_GROUPS)


def code_as_typed(text: str) -> str:
    """The code without what people put between its letters, in large letters."""
    return "".join(letter for letter in text.upper() if letter.isalnum())[:MOST_LETTERS]


def _drawn(groups: int) -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _letter in range(_GROUP)) for _group in range(groups))
