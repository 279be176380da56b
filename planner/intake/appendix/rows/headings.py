"""The headings that hold for the lines below them: the machine, the month; and what may have been one."""

from collections.abc import Sequence

from planner.domain.record import MachineName
from planner.intake.appendix.days.cell_text import lines_in
from planner.intake.appendix.days.months import Month
from planner.intake.appendix.days.shift_names import plain
from planner.intake.appendix.document.account import Use
from planner.intake.appendix.lines.machine_finding import Heading, MachineFinder
from planner.intake.appendix.lines.notes import Books, read_as
from planner.intake.appendix.table.columns import one_line
from planner.intake.cells.findings import listed, shown
from planner.intake.cells.sheets import Cell
from planner.intake.values.texts import Unfit, plain_text
from planner.texts import texts_of

_ = texts_of("intake")


class Headings:
    """Remembers what the rows and paragraphs above a line say of it."""

    def __init__(self, machines: MachineFinder, books: Books) -> None:
        self._machines = machines
        self._findings, self._notes, self._account = books
        self.month: Month | None = None
        self._machine: MachineName | None = machines.only_one
        self._with_it: tuple[MachineName, ...] = ()
        """The other machines of its group, whose part has begun with its own."""
        self._unknown_at = ""
        """Where a machine is named that nobody answers to; the lines below it are not read."""
        self._doubtful: Cell | None = None
        """A text that may begin another machine's part, but cannot be read as that."""
        self._passed_over: Cell | None = None
        """A row across the table that is taken for a remark."""
        self._of_column: tuple[MachineName, ...] = ()
        """The machines told last in the column of machines; they hold for the empty cells below."""

    def take(self, cell: Cell, text: str) -> bool:
        """Whether the text is a heading, which holds from here on."""
        try:
            heading = self._machines.heading(text)
        except Unfit as unfit:
            self._lose_machine(cell, unfit)
            return True
        if heading is None:
            if self._machines.may_begin(text, self._machine):
                self._doubtful = cell
            return False
        self._begin(cell, text, heading)
        return True

    def take_side_by_side(self, cells: Sequence[Cell]) -> bool:
        """Name two machines in one row, of which each has its own part of the table below; whether there were."""
        named: dict[MachineName, Cell] = {}
        for cell in cells:
            if (found := self._machines.named(one_line(cell))) is not None:
                named.setdefault(found[0], cell)
        if len(named) < 2:  # noqa: PLR2004 - side by side
            return False
        second = list(named.values())[1]
        unfit = Unfit(
            _("the row names {machines} side by side").format(machines=listed(list(named))),
            _("Give each machine a table or a sheet of its own"),
        )
        self._account.leave(cells, second.where)
        self._lose_machine(second, unfit)
        return True

    def passed_over(self, cell: Cell) -> None:
        """A row across the table is taken for a remark."""
        self._passed_over = cell

    def begin_table(self) -> None:
        """A table with heads of its own: no machine of another table's column holds in it."""
        self._of_column = ()

    def _begin(self, cell: Cell, text: str, heading: Heading) -> None:
        self._account.use(cell, Use.HEADING)
        if heading.machine is not None:
            self._doubtful = None
            self._machine, self._unknown_at, self.month = heading.machine, "", None
            self._with_it = heading.others
            self._of_column = ()
            if not heading.is_sure and plain(text) != plain(heading.machine):
                self._notes.once(
                    cell.where, read_as(text, heading.machine), _("Write the name as in its own sheet to be sure")
                )
        self._passed_over = None
        self.month = heading.month or self.month

    def _lose_machine(self, cell: Cell, unfit: Unfit) -> None:
        """Name a heading that no machine answers to."""
        self._machine, self._unknown_at, self.month = None, cell.where, None
        self._doubtful = self._passed_over = None
        self._of_column = ()
        if not self._findings.names(cell.where):
            what = _("{what}; the lines under it were not read").format(what=unfit.what)
            self._findings.error(cell.where, what, unfit.advice)

    def machines_of(self, cell: Cell | None, unit: Cell) -> tuple[MachineName, ...]:
        """The machines that a line's own cell, the cell above it or the heading names; what is missing is named."""
        if cell is not None:
            return self._in_column(cell)
        if self._of_column:
            return self._of_column
        if self._doubtful is not None:
            self._lose_machine(self._doubtful, self._machines.unknown(one_line(self._doubtful)))
        if self._passed_over is not None and self._machine is not None:
            what = _("{value} is taken for a remark; the lines under it count as those of {machine}")
            text = what.format(value=shown(self._passed_over.value), machine=self._machine)
            self._notes.once(self._passed_over.where, text, _("If it is a machine's heading, write its name as MÁY 1"))
            self._passed_over = None
        if self._machine is not None:
            return (self._machine, *self._with_it)
        if not self._unknown_at:
            self._findings.error(
                unit.where, _("no machine is told"), _("Write its name in a row of its own above, as MÁY 1")
            )
        return ()

    def lose_column(self, cell: Cell) -> None:
        """The cell names a machine in a way that was not read: empty cells below it are nobody's."""
        self._of_column, self._machine, self._unknown_at = (), None, cell.where

    @property
    def lost_at(self) -> str:
        """Where the machine is named that the lines below cannot be given to; empty where there is none."""
        return self._unknown_at

    def _in_column(self, cell: Cell) -> tuple[MachineName, ...]:
        try:
            self._of_column = self._named_in(cell)
        except Unfit as unfit:
            self._findings.error(cell.where, unfit.what, unfit.advice)
            self.lose_column(cell)
            return ()
        self._account.use(cell, Use.MACHINE)
        self._unknown_at = ""
        return self._of_column

    def _named_in(self, cell: Cell) -> tuple[MachineName, ...]:
        """The machines of a cell's text on one line; where that is nobody's, each of its lines may be a name."""
        try:
            return self._machines.in_cell(plain_text(cell.value))
        except Unfit:
            lines = lines_in(cell.value) if isinstance(cell.value, str) else ()
            if len(lines) > 1:
                return self._machines.in_cell("; ".join(lines))
            raise
