"""The commands that make and judge plans."""

import click

from planner.cli.arguments import (
    DAY,
    FILE,
    FOLDER_PATH,
    by_name,
    campaign,
    cluster,
    command,
    counted_ledger,
    folder,
    freeze_days,
    ledger,
    moment,
    new_ledger,
    plan_file,
    quick_search,
    results_count,
    search,
    tidy,
)
from planner.texts import texts_of

_ = texts_of("cli")

COMMANDS = by_name(
    command(
        "new",
        "planning.workbooks:new",
        _("Write an empty campaign.xlsx with drop-downs, and a filled example, into DIR."),
        click.argument("folder", metavar="DIR", type=FOLDER_PATH),
        click.option("--start", "first_day", type=DAY, help=_("The campaign's first day, as 11/4/2023 or 2023-04-11.")),
        click.option("--end", "last_day", type=DAY, help=_("The campaign's last day.")),
        click.option(
            "--level",
            "level_name",
            metavar="tinh|xa",
            type=click.Choice(["tinh", "xa"]),
            help=_(
                "For whom: tinh, a province's police team and its communes and wards; xa, the police of one commune or"
                " ward and its hamlets, schools and works. Without it, any campaign."
            ),
        ),
    ),
    command(
        "check",
        "planning.workbooks:check",
        _("Report every problem of the workbook, by sheet and cell."),
        campaign,
    ),
    command(
        "verify",
        "planning.workbooks:verify",
        _("Judge PLAN.json against the workbook with the independent checker."),
        campaign,
        plan_file,
        click.option(
            "--announced",
            metavar="PLAN.json",
            type=FILE,
            help=_("The announced plan, to judge what a re-plan has kept of it."),
        ),
        click.option("--results", metavar="RESULTS.xlsx", type=FILE, help=_("The results, to judge a re-plan's past.")),
        counted_ledger,
    ),
    command(
        "plan",
        "planning.plan:plan",
        _("Plan the campaign: plan.json and the printed appendix into DIR. Ctrl-C keeps the best plan."),
        campaign,
        folder,
        click.option("--fresh", "is_fresh", is_flag=True, help=_("Plan from the beginning though there are results.")),
        tidy,
        *search,
        cluster,
        ledger,
        new_ledger,
        searches=True,
    ),
    command(
        "demo",
        "planning.plan:demo",
        _("Plan the Bình Gia campaign of 2023 that ships with the program."),
        folder,
        *search,
        searches=True,
    ),
    command(
        "replan",
        "planning.replan:replan",
        _("Plan what is left, from the results, with the fewest broken promises; prints the amendment into DIR."),
        campaign,
        folder,
        tidy,
        *moment,
        freeze_days,
        click.option(
            "--max-changes",
            metavar="K",
            type=click.IntRange(0),
            help=_("At most so many announced unit-days may lose a slot; default no limit."),
        ),
        *results_count,
        *quick_search,
        cluster,
        ledger,
        searches=True,
    ),
    command(
        "repairs",
        "planning.repairs:repairs",
        _("Show what 0, 1, 2, 5, 10 changed announced unit-days, or any number, would gain. Stores nothing."),
        campaign,
        *moment,
        freeze_days,
        *results_count,
        *search,
        cluster,
        ledger,
        has_table=True,
        searches=True,
    ),
    command(
        "adopt",
        "planning.adopt:adopt",
        _(
            "Store PLAN.json, a plan that plan or replan could not store, if it still fits the ledger; prints it anew "
            "beside the file or into DIR."
        ),
        campaign,
        plan_file,
        folder,
        ledger,
    ),
)
