"""Fixed wording of forms: what Decree 30/2020/NĐ-CP or the users' own paper writes, always in Vietnamese.

Nothing here names a body, a level, a card or a person: those are facts of the workbook.
"""

from datetime import date

from planner.domain.calendar import Shift
from planner.domain.hours import Hours
from planner.prints.words.clock_hours import clock_told
from planner.prints.words.text import printable
from planner.texts import spoken_clock

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"
NO_SCHEDULE = "Không có lịch"
CONTINUED = "{title} (tiếp theo)"
NIGHT_NOTE = "Giờ kết thúc nhỏ hơn giờ bắt đầu là giờ của ngày hôm sau; lịch được ghi theo ngày bắt đầu."
DEFAULT_TITLE = "Lịch bố trí máy"

NUMBER = "TT"
PLACE = "Địa điểm"
UNIT = "Đơn vị"
TIME = "Thời gian"
SHIFT = "Ca thực hiện"
QUOTA = "Chỉ tiêu thu nhận/ngày"
MACHINE = "Máy"
OF_EACH_MACHINE, OF_CLUSTER = "mỗi máy", "cả cụm"

LONGEST_UNSPACED = 9
"""How many days in a row fit one line of the time column; a longer list needs spaces to turn lines between days."""


def hours(told: Shift | Hours) -> str:
    """When a shift begins and ends: *Từ 7h00 đến 15h00*, *Từ 22h00 đến 2h00 sáng hôm sau*."""
    return f"Từ {clock_told(told.starts_minute)} đến {clock_told(told.ends_minute)}"


def hours_of_day(told: Hours) -> str:
    """The same without a word on the next day, as an appendix is read back; `NIGHT_NOTE` says it there."""
    return f"Từ {spoken_clock(told.starts_minute)} đến {spoken_clock(told.ends_minute)}"


def days_of_month(days: list[date]) -> str:
    """Days of one month: *14,15,16,17*; a list longer than a line has a space after each comma."""
    return ("," if len(days) <= LONGEST_UNSPACED else ", ").join(str(day.day) for day in days)


def quota_a_day(dossiers: int) -> str:
    """Dossiers that one machine is to collect in one shift of a day."""
    return f"{dossiers} hồ sơ/ Ca/ngày"


def quota_of_team(dossiers: list[int], *, is_of_cluster: bool) -> str:
    """The same where several machines stand together, or for all units of a cluster: *60 hồ sơ/ Ca/ngày (mỗi máy)*.

    Machines that do not collect alike are told each by each, in the order in which they are named.
    """
    is_alike = len(set(dossiers)) == 1
    told = (
        quota_a_day(dossiers[0])
        if is_alike
        else " + ".join(map(str, dossiers[:-1])) + f" + {quota_a_day(dossiers[-1])}"
    )
    remarks = [OF_EACH_MACHINE] * (is_alike and len(dossiers) > 1) + [OF_CLUSTER] * is_of_cluster
    return f"{told} ({', '.join(remarks)})" if remarks else told


def team(group: str, machines: list[str]) -> str:
    """Machines that move as one, under the name of their group: *TỔ 1 (MÁY 1, MÁY 2)*."""
    return f"{printable(group).upper()} ({', '.join(machines)})"


def version_mark(version: int | None) -> str:
    """What tells a paper of one version from that of another: *Phương án 3*.

    Nothing for a paper of no version, or of one that is not stored (version 0).
    """
    return "" if not version else f"Phương án {version}"


def full_date(day: date) -> str:
    """A date in a document: days under 10 and the months 1 and 2 get a leading zero (Decree 30/2020, annex I)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - the decree's two months
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
