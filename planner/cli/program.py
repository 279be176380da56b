"""The whole program: the group of all commands, each loaded when it is asked for."""

from importlib import import_module

import click

from planner.cli.arguments import OPTIONS, lang
from planner.texts import texts_of

_ = texts_of("cli")

SECTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    (
        _("Before the campaign"),
        {"guide": "printing", "new": "planning", "check": "planning", "quota": "days", "demo": "planning"},
    ),
    (
        _("The plan, on paper and made known"),
        {"plan": "planning", "print": "printing", "announce": "days", "publish": "printing", "verify": "planning"},
    ),
    (
        _("Every day"),
        {
            "new-results": "days",
            "record": "days",
            "adjust": "days",
            "status": "days",
            "report": "days",
            "replan": "planning",
            "changes": "days",
        },
    ),
    (_("In the browser"), {"board": "board"}),
    (
        _("The duty roster"),
        {
            "roster": "roster",
            "print-roster": "roster",
            "announce-roster": "roster",
            "verify-roster": "roster",
            "staff": "roster",
            "why-duty": "roster",
        },
    ),
    (_("Teams and hamlets"), {"teams": "teams"}),
    (_("Inviting citizens"), {"invite": "invitations", "purge": "invitations"}),
    (
        _("Questions"),
        {
            "why": "questions",
            "whatif": "questions",
            "fleet": "questions",
            "risk": "questions",
            "repairs": "planning",
            "audit": "appendix",
        },
    ),
    (_("Many computers"), {"worker": "cluster"}),
    (_("The ledger"), {"backup": "ledger", "restore": "ledger", "adopt": "planning", "export": "ledger"}),
)
"""The commands in the order of the work, under short headings, each with the folder whose `commands` declares it."""
DOORS = {name: door for _title, commands in SECTIONS for name, door in commands.items()}
_WIDTH_OF_MARGINS = 6


class LazyGroup(click.Group):
    """A group that imports a command's declaration when it is asked for, and tells all in the order of the work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which they are needed."""
        return list(DOORS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name. None where there is none: then all are loaded, for click proposes some like it."""
        for name in [cmd_name] if cmd_name in DOORS else DOORS:
            self.commands[name] = import_module(f"planner.cli.{DOORS[name]}.commands").COMMANDS[name]
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One list of commands below each heading."""
        width = max(map(len, DOORS))
        limit = formatter.width - _WIDTH_OF_MARGINS - width
        for title, names in SECTIONS:
            found = [(name, self.get_command(ctx, name)) for name in names]
            rows = [(name.ljust(width), each.get_short_help_str(limit)) for name, each in found if each is not None]
            with formatter.section(title):
                formatter.write_dl(rows)


@click.group(
    cls=LazyGroup,
    options_metavar=OPTIONS,
    subcommand_metavar=_("COMMAND [ARGS]..."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_("Plan where identity-enrolment machines stand: from one Excel workbook to a proven, printed schedule."),
    epilog=_(
        "Start with: planner new my-campaign. Fill in campaign.xlsx, then: planner plan my-campaign/campaign.xlsx"
    ),
)
@lang
@click.version_option(package_name="enrolment-planner", help=_("Show the version and exit."))
def planner() -> None:
    """The group of all commands."""
