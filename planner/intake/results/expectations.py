"""What a planner should look at in a report: work that no plan could have placed is a fact all the same."""

from planner.domain.campaign import Campaign, Posting
from planner.domain.openness import Openness
from planner.domain.results import Result
from planner.intake.layout.results import ResultColumn
from planner.intake.tables.sheet_tables import SheetRow
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")


class Expectations:
    """What the campaign would let a machine do, against which reports are held."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._openness = Openness.of(campaign)

    def note_surprises(self, row: SheetRow, result: Result) -> None:
        """Warn of work without a posting, at a unit not served, in a closed slot, or beyond the machine's capacity.

        A rate of *Năng suất* is what is expected of people, and no day above it is a surprise.
        """
        if result.machine is None or result.shift is None:
            return
        machine = self._campaign.machines_by_name[result.machine]
        unit = self._campaign.units_by_code[result.unit]
        ordinal = self._campaign.calendar.ordinal(result.day, result.shift)
        posting = machine.posting_on(result.day)
        if posting is None:
            row.warn(
                ResultColumn.MACHINE,
                _("the machine has no posting on {day}").format(day=spoken_day(result.day)),
                _("It is recorded as reported; check machine and day"),
            )
        else:
            self._note_beyond_posting(row, result, posting, self._campaign.capacity(posting, result.shift))
            if ordinal not in self._openness.of_posting(machine, posting):
                row.warn(
                    ResultColumn.SHIFT,
                    _("the slot is closed to the machine"),
                    _("It is recorded as reported; check day and shift"),
                )
        if ordinal not in self._openness.of_unit(unit):
            row.warn(
                ResultColumn.UNIT,
                _("the slot is closed to the unit"),
                _("It is recorded as reported; check day and shift"),
            )

    @staticmethod
    def _note_beyond_posting(row: SheetRow, result: Result, posting: Posting, capacity: int) -> None:
        if result.unit not in posting.serves:
            row.warn(
                ResultColumn.UNIT,
                _("the machine does not serve this unit on {day}").format(day=spoken_day(result.day)),
                _("It is recorded as reported; check machine and unit"),
            )
        if result.collected > capacity:
            row.warn(
                ResultColumn.COLLECTED,
                _("{collected} is more than the {capacity} dossiers of a slot").format(
                    collected=result.collected, capacity=capacity
                ),
                _("It is recorded as reported; check the figure"),
            )
