"""Fixed wording of the notices to units, always in Vietnamese.

Cards, bodies and papers to bring are facts of the workbook; where it names no card, only dossiers are spoken of.
"""

from datetime import date

from planner.domain.campaign import Campaign, Unit
from planner.domain.office import Letterhead
from planner.prints.paper.frame import order_of
from planner.prints.words.addressed import dossiers_of, in_sentence, people_of
from planner.prints.words.text import printable
from planner.prints.words.weekdays import begins_with_capital
from planner.texts import spoken_day

WORD = "THÔNG BÁO"
KIND_OF_DOCUMENT = "TB"
"""What stands for it in a document's number (Decree 30/2020/NĐ-CP, annex III)."""
DAYS = "Ngày"
SHIFT = "Ca"
HOURS = "Giờ tiếp nhận"
DOSSIERS = "Số hồ sơ dự kiến"
TOTAL = "Tổng cộng"
PAGE_CODE = "Quét mã để xem lịch mới nhất"
CLOSING = "Trân trọng thông báo./."


def subject(letterhead: Letterhead, unit: Unit) -> str:
    """What the notice is about: the workbook's own words, else what is collected and where."""
    own = printable(letterhead.notice_subject)
    return own or f"Về việc thu nhận {dossiers_of(letterhead)} tại {in_sentence(unit.name)}"


def addressee(unit: Unit) -> str:
    """Whom the notice is for."""
    return f"Kính gửi: {begins_with_capital(people_of(unit))} {in_sentence(unit.name)}"


def opening(campaign: Campaign, unit: Unit) -> str:
    """The sentence above the table; it rests on the document that the appendix goes with, if the workbook names one."""
    document = order_of(campaign.letterhead)
    basis = f"Căn cứ {document}" if document else f"Thực hiện chiến dịch “{printable(campaign.name)}”"
    received = dossiers_of(campaign.letterhead)
    whose = f"{people_of(unit)} {in_sentence(unit.name)}"
    return f"{basis}, lịch thu nhận {received} đối với {whose} được bố trí như sau:"


def bring(unit: Unit) -> str:
    """The line above what to bring."""
    return f"Khi đến, đề nghị {people_of(unit)} mang theo:"


def request(unit: Unit) -> str:
    """That people come when and where the table says."""
    when = "đến đúng địa điểm theo ngày, giờ nêu trên để được tiếp nhận hồ sơ"
    return f"Đề nghị {people_of(unit)} sắp xếp thời gian, {when}."


def occasion(number: int, first: date, last: date) -> str:
    """The head of one of several times that machines come."""
    if first == last:
        return f"Đợt {number}: ngày {spoken_day(first)}"
    return f"Đợt {number}: từ ngày {spoken_day(first)} đến hết ngày {spoken_day(last)}"


def contact(telephone: str) -> str:
    """Whom to call."""
    return f"Mọi vướng mắc, đề nghị liên hệ: {telephone.rstrip('.; ')}."


def items(things: tuple[str, ...]) -> tuple[str, ...]:
    """Each after a dash, closed by a semicolon, the last by a full stop."""
    names = [printable(thing).lstrip("-–+• ").rstrip(";. ") for thing in things]
    names = [name for name in names if name]
    return tuple(f"- {name}{'.' if position == len(names) else ';'}" for position, name in enumerate(names, start=1))
