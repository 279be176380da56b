"""The commands in the order of the work, under short headings."""

import click

from planner.texts import texts_of

_ = texts_of("cli")

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_("Before the campaign"), ("guide", "new", "check", "quota", "demo")),
    (_("The plan, on paper and made known"), ("plan", "print", "announce", "verify")),
    (_("Every day"), ("new-results", "record", "status", "report", "replan", "changes")),
    (_("Inviting citizens"), ("invite", "purge")),
    (_("Questions"), ("why", "whatif", "repairs", "audit")),
    (_("The ledger"), ("backup", "restore", "adopt", "export")),
)
"""Every command once; a test holds them against the group."""
_WIDTH_OF_MARGINS = 6


class OrderedGroup(click.Group):
    """A group whose help tells its commands in the order in which they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, those of the sections first."""
        told = [name for _title, names in SECTIONS for name in names if name in self.commands]
        return [*told, *(name for name in sorted(self.commands) if name not in told)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One list of commands below each heading."""
        limit = formatter.width - _WIDTH_OF_MARGINS - max(map(len, self.commands), default=0)
        for title, names in SECTIONS:
            rows = [
                (name.ljust(max(map(len, self.commands))), self.commands[name].get_short_help_str(limit))
                for name in names
                if name in self.commands
            ]
            with formatter.section(title):
                formatter.write_dl(rows)
