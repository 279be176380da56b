"""Who may use the board: what a page has to know of whoever asks for it. How they come in is in the files beside."""

from planner.board.people.local_entry import ENTRANCE, LASTS_SECONDS, LocalEntry
from planner.board.people.roles import NOBODY, Person, Role

__all__ = ["ENTRANCE", "LASTS_SECONDS", "NOBODY", "LocalEntry", "Person", "Role"]
