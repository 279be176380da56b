"""What an executor is given: a frozen record, and the function of a module that makes an answer of it."""

import logging
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from planner.executor.log_records import PROGRAM, gathered, hand_over
from planner.texts import Language, choose_language, chosen_language

MOST_ATTEMPTS = 3
Record = TypeVar("Record")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Task(Generic[Record, Answer]):
    """One independent piece of work. Record and answer travel between processes, so both are plain values."""

    work: Callable[[Record], Answer]
    """A function that its module knows by its name, since another process looks it up there."""
    record: Record
    most_seconds: float | None = None
    """By the clock, from when a process begins it until that process is ended; None waits for ever."""
    name: str = ""
    """What people call it, in the sentence that says why it failed."""
    most_attempts: int = MOST_ATTEMPTS
    """If its process dies it is given again, until so many have died of it."""

    def __post_init__(self) -> None:
        """Raises ValueError where the function is hidden in another one, so that no other process would find it."""
        if "<" in self.work.__qualname__:
            raise ValueError(f"{self.work.__qualname__} is not a function of a module")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A task as it travels: whoever passes it on need not know what is in it."""

    content: bytes
    most_seconds: float | None
    name: str
    most_attempts: int


@dataclass(frozen=True, slots=True)
class _Content:
    work: Callable[[object], object]
    record: object
    name: str
    language: Language
    log_level: int
    """The least level of log records that somebody above wants."""


@dataclass(frozen=True, slots=True)
class _Done:
    answer: object
    records: tuple[logging.LogRecord, ...]
    """What was logged meanwhile."""


def sealed(task: Task[Record, Answer]) -> Sealed:
    """The task made ready to travel. Raises what its record raises when it cannot."""
    log_level = logging.getLogger(PROGRAM).getEffectiveLevel()
    content = _Content(task.work, task.record, task.name, chosen_language(), log_level)  # type: ignore[arg-type]
    return Sealed(pickle.dumps(content), task.most_seconds, task.name, task.most_attempts)


def answer_of(content: bytes) -> bytes:
    """Do the work of a sealed task, here and now, in the language of who gave it; the answer is sealed as well.

    Raises what the work raises.
    """
    asked: _Content = pickle.loads(content)  # noqa: S301 - our own, sealed by the process above
    choose_language(asked.language)
    with gathered(asked.log_level, asked.name) as records:
        answer = asked.work(asked.record)
    return pickle.dumps(_Done(answer, tuple(records)))


def opened(content: bytes) -> object:
    """The answer that was sealed; what was logged on the way to it is handed over to whoever listens here."""
    done: _Done = pickle.loads(content)  # noqa: S301 - sealed by our child
    hand_over(done.records)
    return done.answer
