"""Everybody's draft on a board: what it is, what it comes to, and each way of changing it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.board.drafts.judging import Editing, JudgedEdits
from planner.board.picture import Picture
from planner.domain.hand_edits import HandEdits, HandMove
from planner.domain.plan import Plan
from planner.errors import WrongUsage
from planner.ledger.board_file.drafts import DRAFT_TABLE, Draft, Drafts, DraftStep
from planner.ledger.board_file.file import BoardFile
from planner.texts import texts_of
from planner.workflow.hand_made.basis import HandBasis, placements_of
from planner.workflow.hand_made.moving import edits_towards, laid_on, moved

if TYPE_CHECKING:
    from planner.workflow.hand_made.judging import HandFigures, HandMade

_ = texts_of("board")

_NOTHING = HandEdits()


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """Somebody's draft beside the latest plan."""

    draft: Draft
    editing: Editing
    before: "HandFigures | None"
    """What the latest plan comes to without edits; None where nothing is edited."""
    is_red_before: bool = False
    """Whether that breaks a rule by itself as things stand now; asked only where the draft does."""

    @property
    def old_base(self) -> int | None:
        """The version that the draft edits, where that is not the latest any more; its edits are not shown then."""
        last = self.draft.last
        return last.base if last is not None and last.base != self.editing.basis.number else None

    @property
    def made(self) -> "HandMade | None":
        """What the draft comes to; None where there is none on the latest plan."""
        return self.editing.made


class PersonalDrafts:
    """The drafts of one campaign's board."""

    def __init__(self, workbook: Path) -> None:
        self._kept = Drafts(BoardFile(workbook, DRAFT_TABLE))
        self._judged = JudgedEdits()

    def open(self, picture: Picture, owner: str) -> OpenDraft | None:
        """This person's draft; None where there is no plan that could be edited. Raises BoardFileTrouble."""
        basis = self._judged.basis(picture)
        if basis is None:
            return None
        draft = self._kept.of(owner)
        last = draft.last
        if last is None or last.base != basis.number:
            self._judged.get_ready(basis)
            return OpenDraft(draft, Editing(basis, _NOTHING, None), None)
        made = self._judged.made(basis, last.edits)
        return OpenDraft(
            draft,
            Editing(basis, last.edits, made),
            self._judged.before(basis),
            is_red_before=not made.verdict.sound and not self._judged.made(basis, _NOTHING).verdict.sound,
        )

    def seen(self, owner: str, revision: int) -> Draft:
        """The draft, which has to be the one that a form shows. Raises DraftMovedOn, BoardFileTrouble."""
        return self._kept.seen(owner, revision)

    def move(self, picture: Picture, owner: str, seen: int, move: HandMove) -> Draft:
        """Move a stay. Raises WrongUsage for one that may not be moved, DraftMovedOn, BoardFileTrouble."""
        basis, last = self._on_the_latest(picture, owner)
        edits = moved(basis, last.edits if last is not None else _NOTHING, move)
        return self._kept.add(owner, seen, DraftStep(base=basis.number, edits=edits, move=move))

    def take_over(self, picture: Picture, owner: str, seen: int, edits: HandEdits) -> Draft:
        """Have these edits of the latest plan instead of what the draft has. Raises DraftMovedOn, BoardFileTrouble."""
        basis = self._latest(picture)
        known = laid_on(basis, edits).edits
        wanted = edits_towards(basis, (basis.ahead - frozenset(known.taken)) | frozenset(known.put))
        return self._kept.add(owner, seen, DraftStep(base=basis.number, edits=wanted))

    def edits_of(self, picture: Picture, plan: Plan) -> HandEdits:
        """What makes this plan of the latest one, as far as it is still to come; nothing where there is no plan."""
        basis = self._judged.basis(picture)
        if basis is None:
            return _NOTHING
        return edits_towards(basis, filter(basis.knows, placements_of(basis.campaign, plan)))

    def lay_on_latest(self, picture: Picture, owner: str, seen: int) -> int:
        """Lay the draft onto the latest plan; how many placements fell away. Raises DraftMovedOn, BoardFileTrouble."""
        basis, last = self._latest(picture), self._kept.of(owner).last
        found = laid_on(basis, last.edits if last is not None else _NOTHING)
        self._kept.add(owner, seen, DraftStep(base=basis.number, edits=found.edits))
        return found.num_fallen

    def undo(self, owner: str, seen: int) -> Draft:
        """Take back the last change. Raises DraftMovedOn, BoardFileTrouble."""
        return self._kept.undo(owner, seen)

    def give_up(self, owner: str, seen: int) -> Draft:
        """Forget the draft. Raises DraftMovedOn, BoardFileTrouble."""
        return self._kept.give_up(owner, seen)

    def _latest(self, picture: Picture) -> HandBasis:
        basis = self._judged.basis(picture)
        if basis is None:
            raise WrongUsage(_("There is no plan yet that could be edited. Make a first plan"))
        return basis

    def _on_the_latest(self, picture: Picture, owner: str) -> tuple[HandBasis, DraftStep | None]:
        basis, last = self._latest(picture), self._kept.of(owner).last
        if last is not None and last.base != basis.number:
            raise WrongUsage(
                _(
                    "Your draft is of plan {number}, and the latest is plan {latest}. Lay it onto the latest, or give "
                    "it up, before you go on"
                ).format(number=last.base, latest=basis.number)
            )
        return basis, last
