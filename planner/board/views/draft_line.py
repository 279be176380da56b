"""Somebody's draft in a line: what it comes to, what it breaks, which ways lead on from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.board.drafts.keeping import OpenDraft
from planner.board.drafts.placements import address_of_stay
from planner.board.picture import Picture
from planner.check.violation import Violation
from planner.domain.hand_edits import HandMove
from planner.domain.meanwhile import LedgerSeen
from planner.prints.words.addressed import without_kind
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.hand_made.moving import Stretch

if TYPE_CHECKING:
    from planner.workflow.hand_made.judging import HandMade

_ = texts_of("board")
ngettext = plurals_of("board")

REVISION, SEEN, BACK = "phien", "thay", "ve"
"""The fields of every form of a draft, by the names under which it sends them."""
MOVED, UNDONE, GIVEN_UP, LAID, TAKEN_OVER = "da-doi", "da-lui", "da-bo", "da-dat", "da-nhan"
"""What the last form has done, as the address tells it, each with the revision that it led to."""
FALLEN = "roi"
"""How many placements fell away when the draft was laid onto another plan."""
_DONE = (MOVED, UNDONE, GIVEN_UP, LAID, TAKEN_OVER)
_MOST_NUMBER = len("1000000000")


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A stay that was moved."""

    told: str
    href: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """The draft."""

    told: str
    """Whose it is, on which plan, and what it comes to; empty where there is none."""
    revision: int
    seen: str
    """What its maker has before them of the ledger."""
    violations: tuple[str, ...]
    """What is broken, as sentences; empty where nothing is."""
    notes: tuple[str, ...]
    """What its figures leave out."""
    moved: tuple[MovedLine, ...]
    old_base: int | None
    """The plan that it edits, where that is not the latest any more."""
    latest: int
    can_undo: bool

    @property
    def is_there(self) -> bool:
        """Whether anything is edited."""
        return bool(self.told)

    @property
    def is_red(self) -> bool:
        """Whether it breaks a rule, so that it cannot be stored."""
        return bool(self.violations)


def draft_line(picture: Picture, opened: OpenDraft) -> DraftLine:
    """The draft as it stands beside the latest plan."""
    made, draft = opened.made, opened.draft
    told = _told(opened, made) if made is not None else _told_of_old(opened)
    mark = picture.stamp.mark
    return DraftLine(
        told=told,
        revision=draft.revision,
        seen=f"{mark.announcement}-{mark.adjustment}",
        violations=tuple(_violations_told(made.verdict.violations)) if made is not None else (),
        notes=tuple(_notes(picture, opened)) if made is not None else (),
        moved=tuple(_moved(opened)) if made is not None else (),
        old_base=opened.old_base,
        latest=opened.editing.basis.number,
        can_undo=bool(draft.steps),
    )


def number_sent(text: str) -> int:
    """A number that a form bears; -1, which no draft has, where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _MOST_NUMBER else -1


def seen_sent(text: str) -> LedgerSeen:
    """What whoever sent the form had before them; nothing at all where it does not say."""
    announcement, _dash, adjustment = text.partition("-")
    return LedgerSeen(announcement=max(0, number_sent(announcement)), adjustment=max(0, number_sent(adjustment)))


def moved_told(opened: OpenDraft, move: HandMove) -> str:
    """What the last move has done: *Đã dời Quang Trung sang 21/4: 640 công dân mất lượt*."""
    unit = _unit(opened, move)
    day = spoken_day(move.to_day, with_year=False)
    if move.to_machine != move.machine:
        done = _("{unit} was moved to {machine}, {day}").format(unit=unit, machine=move.to_machine, day=day)
    else:
        done = _("{unit} was moved to {day}").format(unit=unit, day=day)
    made = opened.made
    if made is None:
        return _("{done}: as the plan has it").format(done=done)
    told = [citizens_told(made)] if made.changed is not None else []
    told += [_broken(made)] if not made.verdict.sound else []
    return f"{done}: {'; '.join(told)}" if told else f"{done}."


def done_told(opened: OpenDraft, chosen: Mapping[str, str]) -> str:
    """What the last form has done; empty where the address tells nothing, or what is not the last any more."""
    draft = opened.draft
    done = next((name for name in _DONE if number_sent(chosen.get(name, "")) == draft.revision), None)
    last = draft.steps[-1] if draft.steps else None
    if done == MOVED:
        return moved_told(opened, last.move) if last is not None and last.move is not None else ""
    made = opened.made
    now = f" {citizens_told(made)[:1].upper()}{citizens_told(made)[1:]}." if made is not None and made.changed else ""
    fallen = number_sent(chosen.get(FALLEN, ""))
    told = {
        UNDONE: _("The last change is taken back.") + now,
        GIVEN_UP: _("The draft is given up."),
        LAID: _("The draft lies on plan {number} now.").format(number=opened.editing.basis.number) + _fallen(fallen),
        TAKEN_OVER: _("The edits of the appendix are your draft now.") + now,
    }
    return told.get(done, "") if done is not None else ""


def _fallen(count: int) -> str:
    if count <= 0:
        return ""
    sentence = ngettext(
        "{count} placement that is no different there has fallen away.",
        "{count} placements that are no different there have fallen away.",
        count,
    )
    return " " + sentence.format(count=spoken_number(count))


def citizens_told(made: "HandMade") -> str:
    """Who loses a slot of what was announced."""
    if not made.citizens:
        return _("nobody loses a promised slot")
    return ngettext("{count} citizen loses a slot", "{count} citizens lose a slot", made.citizens).format(
        count=spoken_number(made.citizens)
    )


def stay_told(opened: OpenDraft, stay: Stretch) -> str:
    """*MÁY 2, Quang Trung, 20/4 Ca 01 – 21/4 Ca 02*."""
    campaign = opened.editing.basis.campaign
    first, last = stay.ends(campaign)
    unit = campaign.units_by_code[stay.unit]
    begins = f"{spoken_day(first.day, with_year=False)} {first.shift}"
    ends = f"{spoken_day(last.day, with_year=False)} {last.shift}"
    slots = begins if begins == ends else f"{begins} – {ends}"
    return f"{stay.machine}, {unit.name}, {slots}"


def _told(opened: OpenDraft, made: "HandMade") -> str:
    parts = [_moves_told(opened)]
    parts += [citizens_told(made)] if made.changed is not None else [_("nothing is announced")]
    before, now = opened.before, made.comes_to
    if before is not None and now.left != before.left:
        more = now.left - before.left
        sentence = _("{count} more dossiers left") if more > 0 else _("{count} fewer dossiers left")
        parts.append(sentence.format(count=spoken_number(abs(more))))
    if before is not None and now.finish is not None and now.finish != before.finish:
        parts.append(_("done on {day}").format(day=spoken_day(now.finish, with_year=False)))
    parts.append(_("no rule is broken") if made.verdict.sound else _broken(made))
    return _("Draft of {who}, on plan {number}: {what}").format(
        who=opened.draft.owner, number=opened.editing.basis.number, what=" · ".join(parts)
    )


def _told_of_old(opened: OpenDraft) -> str:
    if opened.old_base is None:
        return ""
    return _("Draft of {who} on the old plan {number}; the latest is plan {latest}, which stands here").format(
        who=opened.draft.owner, number=opened.old_base, latest=opened.editing.basis.number
    )


def _moves_told(opened: OpenDraft) -> str:
    count = len(opened.editing.moved_stays)
    if count:
        return ngettext("{count} stay moved", "{count} stays moved", count).format(count=spoken_number(count))
    gone = len(opened.editing.edits.taken)
    return ngettext("{count} slot given up", "{count} slots given up", gone).format(count=spoken_number(gone))


def _broken(made: "HandMade") -> str:
    rules = len({violation.rule for violation in made.verdict.violations})
    return ngettext("{count} rule is broken", "{count} rules are broken", rules).format(count=rules)


def _violations_told(violations: Sequence[Violation]) -> Iterator[str]:
    """Each once, with in how many further slots the same is wrong."""
    alike: dict[str, list[Violation]] = {}
    for violation in violations:
        day = spoken_day(violation.day) if violation.day is not None else ""
        alike.setdefault(violation.message.replace(day, "").replace(violation.shift or "", ""), []).append(violation)
    for first, *others in alike.values():
        more = ngettext("and so in {count} more slot", "and so in {count} more slots", len(others))
        told = f"{first.message}; {more.format(count=spoken_number(len(others)))}" if others else first.message
        yield told


def _moved(opened: OpenDraft) -> Iterator[MovedLine]:
    campaign = opened.editing.basis.campaign
    for stay in opened.editing.moved_stays:
        yield MovedLine(stay_told(opened, stay), address_of_stay(campaign, stay))


def _notes(picture: Picture, opened: OpenDraft) -> Iterator[str]:
    silent = len(picture.without_result)
    if silent:
        yield ngettext(
            "{count} past slot without a result counts as not collected here",
            "{count} past slots without a result count as not collected here",
            silent,
        ).format(count=spoken_number(silent))
    if opened.is_red_before:
        yield _("The plan itself breaks a rule as things stand now, before anything is moved")


def _unit(opened: OpenDraft, move: HandMove) -> str:
    unit = opened.editing.basis.campaign.units_by_code.get(move.unit)
    return without_kind(unit) if unit is not None else move.unit
