"""What the board calls the terms of a question, and what people can do next in it.

Where only whoever opened the board can help, it says so: a page cannot choose another ledger.
"""

from collections.abc import Mapping

from planner.next_steps import Given, NextStep, Step, Term
from planner.texts import texts_of

_ = texts_of("board")


class BoardWords:
    """The words of the board."""

    def next_step(self, step: NextStep) -> str:
        """What to do on which page, or whom to ask."""
        return _steps()[step.step]

    def given(self, given: Given) -> str:
        """The field and its value: *first day 18/4/2023*."""
        return f"{_terms()[given.term]} {given}".rstrip()


def _terms() -> Mapping[Term, str]:
    return {
        Term.MOST_CHANGES: _("Most changes"),
        Term.FIRST_DAY: _("First day"),
        Term.FIRST_SHIFT: _("First shift"),
        Term.LAST_DAY: _("Last day"),
        Term.ASKED_DAY: _("Day"),
        Term.ASKED_SHIFT: _("Shift"),
        Term.DUE_DAY: _("Due day"),
        Term.BREAKDOWN: _("Breakdown"),
        Term.EVENINGS: _("Evenings"),
    }


def _steps() -> Mapping[Step, str]:
    other_ledger = _("Ask whoever opened the board to open it with another ledger")
    check_ledger = _("Ask whoever opened the board whether it was opened with the right ledger")
    replan = _("Plan anew on the page Re-plan")
    back_up = _("Ask whoever looks after this machine")
    return {
        Step.MORE_TIME: _("Give the search more time"),
        Step.ASK_WHY: _("Look at what was entered under Closures and breakdowns, and at the workbook's pins"),
        Step.FREEZE_LESS: _("Take out a pin, or freeze fewer days"),
        Step.FEWER_AT_ONCE: _(
            "Close other programs, so that there is more memory, and try again; if it goes on, report it with the "
            "workbook"
        ),
        Step.REPLAN_ANEW: replan,
        Step.REPLAN_INSTEAD: replan,
        Step.COMPARE_TWO: _("Choose two plans on the page Plans"),
        Step.COMPARE_OTHERS: _("Choose two plans on the page Plans"),
        Step.OTHER_COPY: _("Delete it, or choose another name"),
        Step.LOOK_AND_REPEAT: _("Look at the page anew, then do it again"),
        Step.NAME_SESSION: _("Choose the day and the shift"),
        Step.NAME_UNIT: _("Choose the unit"),
        Step.INVITE_FIRST: _("Lists of citizens are made at the command line, not on the board"),
        Step.FORGET: _("Lists of citizens are made at the command line, not on the board"),
        Step.SAY_FROM_WHEN: _("Say from which day on it is to be made anew"),
        Step.EARLIER_DAY: _("Choose an earlier day"),
        Step.ONE_LENGTH: _("Give either the number of days, or the first and the last day"),
        Step.LAST_DAY_COUNTS: _("With the last day counted it is 1 day"),
        Step.NAME_LEDGER: other_ledger,
        Step.CHECK_LEDGER: check_ledger,
        Step.OTHER_FILE: other_ledger,
        Step.OPEN_FOLDER: _("Have the folder opened for writing, or ask for another ledger"),
        Step.MAKE_ROOM: _("Make room on the disk, then do it again"),
        Step.ASK_FOR_RIGHTS: _("Ask whoever keeps the database for the right to write"),
        Step.CHECK_NETWORK: _("Check the network, then try again in a few seconds"),
        Step.NEWER_PROGRAM: _("Open the board with the newer version of this program"),
        Step.OLD_NAME: _(
            "If the campaign was renamed, give it its old name again in the workbook; if it is another one, it needs "
            "a ledger of its own"
        ),
        Step.NAME_OF_ITS_OWN: _("Give this one a name of its own (Chiến dịch, Tên chiến dịch)"),
        Step.LET_GO: back_up,
        Step.EMPTY_DATABASE: back_up,
        Step.PLAN_FIRST: _("Make a first plan on the page Re-plan"),
        Step.ROSTER_FIRST: _("Make a roster first"),
        Step.RIGHT_LEDGER_BACK: check_ledger,
        Step.PRINT_AREAS: _("So large a plan is printed at the command line"),
        Step.TIDY: _("Do not hand them out; download the papers of this plan from its page"),
    }
