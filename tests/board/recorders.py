"""People who record results through the board's form, two rows a day, each with a machine of their own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from httpx2 import Client

from planner.domain.record import MachineName, UnitCode
from planner.domain.results import Result, ResultKey
from planner.ledger.address import default_ledger
from planner.ledger.ledger import open_ledger
from tests.board.served import Served
from tests.campaigns import machine, posting, small_campaign, unit
from tests.small_campaigns import day, label
from tests.workbooks import write_workbook

ROWS_A_FORM = 2
SEE_OTHER, CONFLICT, BUSY = 303, 409, 503
NAME = "campaign.xlsx"


@dataclass(frozen=True, slots=True)
class DayForm:
    """Both shifts of one machine on one day, as somebody fills them in."""

    writer: int
    number: int
    """Of the day, from 1."""

    @property
    def results(self) -> tuple[Result, ...]:
        """What it says."""
        return tuple(
            Result(
                day=day(self.number),
                shift=label(shift),
                machine=MachineName(f"M{self.writer}"),
                unit=UnitCode("AB"[self.number % 2]),
                collected=(self.number * 7 + self.writer + shift) % 10,
                note=f"{self.writer} ngày {self.number}",
            )
            for shift in (1, 2)
        )

    @property
    def fields(self) -> dict[str, str]:
        """As the page sends it: rows that were not planned."""
        told = {"khoa": f"{self.writer}-{self.number}"}
        for place, result in enumerate(self.results):
            row = {"xa": result.unit, "may": result.machine, "ca": result.shift, "thu": result.collected}
            told |= {f"{name}.t{place}": str(value) for name, value in (row | {"ghichu": result.note}).items()}
        return told


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has entered a board; all recorders of a local board are one person in many windows."""

    origin: str
    cookie: str

    @classmethod
    def at(cls, board: Served) -> Self:
        """By the address that works once."""
        with Client(timeout=60) as client:
            told = client.get(board.once).headers["set-cookie"]
        return cls(board.origin, told.partition(";")[0])

    def send(self, client: Client, form: DayForm) -> int:
        """Send the form until the ledger is not busy; the rows that the board says it has recorded."""
        address = f"{self.origin}/ket-qua/{day(form.number).isoformat()}"
        while True:
            answer = client.post(
                address,
                data=form.fields,
                headers={"cookie": self.cookie, "origin": self.origin},
                follow_redirects=False,
            )
            if answer.status_code == SEE_OTHER:
                return int(answer.headers["location"].partition("da-ghi=")[2])
            if answer.status_code != BUSY:
                assert answer.status_code in (CONFLICT, 422), (answer.status_code, answer.text)
                return 0


def book_for(folder: Path, writers: int, days: int) -> Path:
    """A workbook with a machine for each of so many people and these days."""
    path = folder / NAME
    campaign = small_campaign(
        units=[unit("A", 9000), unit("B", 8000)],
        machines=[machine(f"M{number}", posting(9)) for number in range(writers)],
        days=days,
        shifts=ROWS_A_FORM,
        closures=[],
    )
    write_workbook(campaign, path)
    return path


@dataclass(frozen=True, slots=True)
class Kept:
    """What of some forms is in the ledger."""

    whole: frozenset[DayForm]
    torn: frozenset[DayForm]
    """Of which only a part is there, or something else."""
    doubled: int
    """Rows beyond the first of their slot."""


def kept(place: Path | str, forms: Sequence[DayForm]) -> Kept:
    """Look into the ledger beside this workbook, or at this address."""
    with open_ledger(default_ledger(place) if isinstance(place, Path) else place, small_campaign().name) as ledger:
        rows = [row.result for row in ledger.all_result_rows()]
    found: dict[ResultKey, Result] = {row.key: row for row in rows}
    there = {form: [found.get(result.key) == result for result in form.results] for form in forms}
    return Kept(
        whole=frozenset(form for form, parts in there.items() if all(parts)),
        torn=frozenset(form for form, parts in there.items() if any(parts) and not all(parts)),
        doubled=sum(count - 1 for count in Counter(row.key for row in rows).values()),
    )
