"""The list of one session: whom the crew expects at what hour, with a column to tick."""

from collections.abc import Iterator

from planner.domain.campaign import Campaign, Unit
from planner.domain.invitation import InvitationList, InvitationSession
from planner.prints.forms.invitations import wording
from planner.prints.forms.invitations.table import invited_table
from planner.prints.paper.frame import letter_frame
from planner.prints.paper.paper import Orientation, Paper, Paragraph, ParagraphAlign, Part
from planner.prints.words.clock_hours import clock_told
from planner.prints.words.former_names import name_with_former
from planner.prints.words.shift_labels import printed_label
from planner.prints.words.weekdays import days_told_with_weekdays
from planner.prints.words.wording import version_mark


def session_paper(
    campaign: Campaign,
    unit: Unit,
    session: InvitationSession,
    invited: InvitationList,
    *,
    is_full: bool = False,
    version: int | None = None,
) -> Paper:
    """The session's list. In full it bears identity and whole telephone numbers: the official one.

    `version` is that of the plan which the session is of.
    """
    expected, reserve = invited.expected_at(session.slot), invited.standing_in_at(session.slot)
    return Paper(
        frame=letter_frame(
            campaign,
            word=wording.OFFICIAL_WORD if is_full else wording.WORD,
            title=(wording.session_title(campaign),),
        ),
        parts=(
            *_facts(campaign, unit, session, (len(expected), len(reserve))),
            # Above the table: below it, it would stand alone on a page where the table fills one.
            Paragraph(text=wording.PRIVACY, italic=True),
            invited_table(expected, reserve, is_full=is_full),
        ),
        orientation=Orientation.LANDSCAPE if is_full else Orientation.PORTRAIT,
        sheet=wording.SESSION_SHEET,
        mark=version_mark(version),
    )


def _facts(campaign: Campaign, unit: Unit, session: InvitationSession, counts: tuple[int, int]) -> Iterator[Part]:
    label = printed_label(campaign, session.slot.day, session.slot.shift)
    day = days_told_with_weekdays(session.slot.day, session.slot.day)
    hours = f"từ {clock_told(session.starts_minute)} đến {clock_told(session.ends_minute)}"
    for text in (
        f"Đơn vị: {name_with_former(unit, session.slot.day)}.",
        f"Địa điểm: {'; '.join(session.places) or unit.place}.",
        f"Thời gian: {label}, {hours}, {day[:1].lower()}{day[1:]}.",
        f"Số công dân được mời: {counts[0]}; dự bị: {counts[1]}; kế hoạch thu nhận: {session.dossiers} hồ sơ.",
    ):
        yield Paragraph(text=text, align=ParagraphAlign.LEFT, indented=False)
