"""The `panwascam` command: one module a group of commands. Exit codes: 0 done, 1 refused with reasons, 2 usage.

Every start of the bot pays for what these modules import at their top, so there is only what the signatures need; the work's own
imports stand in the functions that do it.
"""

import os
import sys

import typer

from bot.cli import database, demo, doctor, files, jobs, links, offices, planning, recaps, run, simulation
from bot.cli.refused import CommandRefused

cli = typer.Typer(
    help="Bot Telegram Panwascam: kegiatan, undangan, kehadiran, piket, rekap.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
cli.command("run")(run.run)
cli.command("import")(files.import_)
cli.command("template")(files.template)
cli.command("export")(files.export)
cli.command("plan")(planning.plan)
cli.command("link")(links.link)
cli.command("jobs")(jobs.jobs)
cli.command("doctor")(doctor.doctor)
cli.command("simulate")(simulation.simulate)
cli.command("demo")(demo.demo)
cli.add_typer(offices.office_cli, name="office")
cli.add_typer(recaps.recap_cli, name="recap")
cli.add_typer(database.db_cli, name="db")


def main() -> None:
    """Entry point."""
    # The database, backups and exports hold people's numbers and reasons: what is made is its owner's alone.
    os.umask(0o077)
    try:
        cli()
    except CommandRefused as refused:
        typer.secho(str(refused), fg=typer.colors.RED, err=True)
        sys.exit(1)
