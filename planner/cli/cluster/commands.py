"""The command by which this computer serves a cluster."""

import click

from planner.cli.arguments import FILE, by_name, command
from planner.texts import texts_of

_ = texts_of("cli")
MOST_WORKERS = 64

COMMANDS = by_name(
    command(
        "worker",
        "cluster.serving:worker",
        _(
            "Let this computer search for others: it serves the Dask cluster whose scheduler stands at ADDRESS, until "
            "that ends, or Ctrl-C. All computers of a cluster need the same version of this program."
        ),
        click.argument("address", metavar="ADDRESS"),
        click.option(
            "--workers",
            metavar="N",
            type=click.IntRange(1, MOST_WORKERS),
            default=1,
            show_default=True,
            help=_("How many parts it searches at the same time; each takes one core."),
        ),
        click.option("--name", metavar="NAME", help=_("What it is called in the cluster; default its host name.")),
        click.option("--tls-ca-file", metavar="FILE", type=FILE, help=_("Who vouches for the others, in PEM form.")),
        click.option("--tls-cert", metavar="FILE", type=FILE, help=_("This computer's certificate, in PEM form.")),
        click.option("--tls-key", metavar="FILE", type=FILE, help=_("The key of the certificate, in PEM form.")),
    ),
)
