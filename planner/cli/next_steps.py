"""What the command line calls the terms of a question, and which command or option is the next step.

The one place that turns what rooms below the doors leave to each door into the words of this one.
"""

from planner.next_steps import Given, NextStep, Step, Term
from planner.pasted import pasted, pasted_word
from planner.texts import texts_of

_ = texts_of("cli")

OPTIONS = {
    Term.MOST_CHANGES: "--max-changes",
    Term.FIRST_DAY: "--as-of",
    Term.FIRST_SHIFT: "--as-of-shift",
    Term.LAST_DAY: "--until",
    Term.ASKED_DAY: "--on",
    Term.ASKED_SHIFT: "--shift",
    Term.DUE_DAY: "--by",
    Term.BREAKDOWN: "--breakdown",
    Term.EVENINGS: "--evenings",
}


class CommandLineWords:
    """The words of the command line."""

    def next_step(self, step: NextStep) -> str:
        """The command or the option that does it."""
        workbook = step.workbook or "CAMPAIGN.xlsx"
        return _words(step.step).format(
            workbook=pasted_word(workbook),
            command=pasted("replan", workbook),
        )

    def given(self, given: Given) -> str:
        """The option and its value: *--max-changes 3*."""
        return f"{OPTIONS[given.term]} {given}".rstrip()


def _words(step: Step) -> str:
    return {
        Step.MORE_TIME: _("Give it more time with --seconds"),
        Step.ASK_WHY: _("planner why says what forbids it"),
        Step.FREEZE_LESS: _("Take out a pin, or freeze fewer days with --freeze-days"),
        Step.FEWER_AT_ONCE: _(
            "Close other programs, so that there is more memory, and run the command again with --workers 1; if it "
            "goes on, report it with the workbook"
        ),
        Step.REPLAN_ANEW: _(
            "Only a plan that planner plan or replan could not store can be adopted; make a new one with planner replan"
        ),
        Step.REPLAN_INSTEAD: _("Run {command}; to plan from the beginning all the same, add --fresh"),
        Step.COMPARE_TWO: _("Name two plans: planner changes {workbook} FROM TO; planner status lists them"),
        Step.COMPARE_OTHERS: _("Name two plans: planner changes {workbook} FROM TO"),
        Step.OTHER_COPY: _("Delete it, or name another with --as-pins FILE"),
        Step.LOOK_AND_REPEAT: _("Look at planner status, then repeat the command"),
        Step.NAME_SESSION: _("Name it: --date and --shift"),
        Step.NAME_UNIT: _("Name one with --unit"),
        Step.INVITE_FIRST: _("Run planner invite without --full first"),
        Step.FORGET: _("Put all citizens of the unit into one list, or confirm with --forget"),
        Step.SAY_FROM_WHEN: _("Say with --as-of from which day on it is to be made anew"),
        Step.EARLIER_DAY: _("Give an earlier --date"),
        Step.ONE_LENGTH: _("Leave out --days, or --start and --end"),
        Step.LAST_DAY_COUNTS: _("With --inclusive it is 1 day"),
        Step.NAME_LEDGER: _("Name it with --ledger"),
        Step.CHECK_LEDGER: _("Check --ledger"),
        Step.OTHER_FILE: _("Choose another file with --ledger"),
        Step.OPEN_FOLDER: _("Have its folder opened for writing, or choose another place with --ledger"),
        Step.MAKE_ROOM: _("Make room on the disk and repeat the command, or choose another place with --ledger"),
        Step.ASK_FOR_RIGHTS: _(
            "Ask who keeps it for the right to create a schema and its tables, or choose another ledger with --ledger"
        ),
        Step.CHECK_NETWORK: _("Check the address, the account and the network, or choose another ledger with --ledger"),
        Step.NEWER_PROGRAM: _("Install the newer version, or choose another ledger with --ledger"),
        Step.OLD_NAME: _(
            "If the campaign was renamed, give it its old name again; if it is another one, name another ledger with "
            "--ledger"
        ),
        Step.NAME_OF_ITS_OWN: _(
            "Give this one a name of its own (Chiến dịch, Tên chiến dịch), or another ledger with --ledger"
        ),
        Step.LET_GO: _(
            "If that may be lost, repeat the command with --lose; the ledger that stands there now is kept beside the "
            "new one"
        ),
        Step.EMPTY_DATABASE: _(
            "Restore into an empty database with --ledger, or use the database's own pg_dump and pg_restore"
        ),
        Step.PLAN_FIRST: _("Make one first with: planner plan {workbook}"),
        Step.ROSTER_FIRST: _("Make one first with: planner roster {workbook}"),
        Step.RIGHT_LEDGER_BACK: _("See what stands there with planner status, and put back the right one"),
        Step.PRINT_AREAS: _("Print one with: planner print {workbook} --zone NAME; all of them without --zone"),
        Step.TIDY: _("Do not hand them out; --tidy removes them, planner print writes those of this plan"),
    }[step]
