"""Citizens who do not exist, for lists of any length: Vietnamese names by chance, the same for one seed.

`python -m tests.people` writes the list of instances/vinh-yen-citizens.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from planner.domain.invitation import Citizen
from planner.intake.blanks.saved_workbook import saved_bytes

FAMILY = ("Nguyễn", "Trần", "Lê", "Hoàng", "Nông", "Lý", "Vi", "Đặng", "Bế", "Lường", "Triệu", "Hứa")
MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Thu", "Ngọc", "Quang", "Thanh")
GIVEN = ("An", "Bình", "Chiến", "Dung", "Đạt", "Hạnh", "Hoa", "Khuê", "Lan", "Mừng", "Nghĩa", "Phượng", "Quý", "Thủy")
HAMLETS = ("Nà Mu", "Bản Chang", "Khuổi Lào", "Pò Lọ", "Cốc Mặn", "Nà Bưa", "Lân Luông", "Pá Péc", "Khuổi Hẩu")
MASKED_COLUMNS = ("STT", "Họ và tên", "Năm sinh", "Thôn", "Hộ", "Liên hệ")
COLUMNS = (*MASKED_COLUMNS, "Số định danh")


def citizens(
    count: int, seed: int = 1, *, num_hamlets: int = len(HAMLETS), largest_household: int = 6
) -> list[Citizen]:
    """So many citizens in households of one to six, hamlet after hamlet; some belong to no household."""
    rng = random.Random(seed)  # noqa: S311 - nothing here is secret
    found: list[Citizen] = []
    household = 0
    while len(found) < count:
        household += 1
        hamlet = f"Thôn {HAMLETS[len(found) * num_hamlets // count]}"
        family = rng.choice(FAMILY)
        label = f"H{household:05}" if rng.random() < 0.95 else ""
        for _member in range(min(rng.randint(1, largest_household) if label else 1, count - len(found))):
            found.append(
                Citizen(
                    number=len(found) + 1,
                    name=f"{family} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}",
                    born=rng.randint(1935, 2008),
                    hamlet=hamlet,
                    household=label,
                    contact=telephone(rng),
                    identity=identity_number(rng),
                )
            )
    return found


def telephone(rng: random.Random) -> str:
    """A number that no network gives out."""
    return f"0100{rng.randint(0, 999_999):06}"


def identity_number(rng: random.Random) -> str:
    """Twelve digits of a province that does not exist."""
    return f"999{rng.randint(0, 10**9 - 1):09}"


@dataclass
class Sheet:
    """A sheet *Công dân* to be written."""

    columns: Sequence[str] = COLUMNS
    rows: Sequence[Sequence[object]] = ()
    title: str = "Công dân"

    def add(self, people: Sequence[Citizen], *more: object) -> "Sheet":
        """One row for each of these, and the same further cells for all."""
        found = list(self.rows)
        for each in people:
            texts: dict[str, object] = {
                "STT": each.number,
                "Họ và tên": each.name,
                "Năm sinh": each.born,
                "Thôn": each.hamlet,
                "Hộ": each.household or None,
                "Liên hệ": each.contact,
                "Số định danh": each.identity,
            }
            found.append((*(texts[column] for column in self.columns if column in texts), *more))
        self.rows = found
        return self

    def write(self, path: Path) -> Path:
        """Write it; an existing file is overwritten."""
        self.as_book().save(path)
        return path

    def as_book(self) -> Workbook:
        """A workbook of this sheet. Texts stay texts."""
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = self.title
        sheet.append(list(self.columns))
        for number, row in enumerate(self.rows, start=2):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(number, column)
                cell.value = value  # type: ignore[assignment]
                if isinstance(value, str):
                    cell.data_type = "s"
        return book


def write_citizens(people: Sequence[Citizen], path: Path) -> Path:
    """The list of these citizens, identity numbers and all."""
    return Sheet().add(people).write(path)


VINH_YEN = Path(__file__).resolve().parents[1] / "instances" / "vinh-yen-citizens" / "cong-dan.xlsx"


def vinh_yen() -> bytes:
    """As many invented citizens as Vĩnh Yên needs dossiers in the plan of Bình Gia."""
    people = citizens(291, seed=2023, num_hamlets=5, largest_household=5)
    return saved_bytes(Sheet(columns=MASKED_COLUMNS).add(people).as_book())


if __name__ == "__main__":
    VINH_YEN.parent.mkdir(exist_ok=True)
    VINH_YEN.write_bytes(vinh_yen())
