"""The commands about teams, declared."""

from planner.cli.arguments import by_name, campaign, command, folder, search
from planner.texts import texts_of

_ = texts_of("cli")

COMMANDS = by_name(
    command(
        "teams",
        "teams.teams:teams",
        _(
            "Assign the teams of sheet Tổ to hamlets and days, so that visits are made, targets reached and the load "
            "even; prints the list into DIR. Ctrl-C keeps the best so far."
        ),
        campaign,
        folder,
        *search,
        searches=True,
    ),
)
