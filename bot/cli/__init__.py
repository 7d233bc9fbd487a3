"""The `panwascam` command: one module a group of commands. Exit codes: 0 done, 1 refused with reasons, 2 usage.

Every start of the bot pays for what these modules import at their top, so there is only what the signatures need; the work's own
imports stand in the functions that do it.
"""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import (
    database,
    demo,
    doctor,
    files,
    forms,
    guide,
    init,
    jobs,
    links,
    offices,
    planning,
    recaps,
    run,
    simulation,
    status,
)
from bot.cli.refused import CommandRefused
from bot.cli.usage import Command, Group, epilog, explain

if TYPE_CHECKING:
    from collections.abc import Callable

cli = typer.Typer(
    cls=Group,
    help="Bot Telegram Panwascam: kegiatan, undangan, kehadiran, piket, rekap.",
    epilog=epilog(""),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:  # noqa: FBT001 (typer's way)
    if asked:
        from importlib.metadata import version

        typer.echo(f"panwascam-bot {version('panwascam-bot')}")
        raise typer.Exit


@cli.callback()
def _panwascam(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Sebut versi program.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Bot Telegram Panwascam: kegiatan, undangan, kehadiran, piket, rekap."""


_COMMANDS: "dict[str, Callable[..., None]]" = {
    "init": init.init,
    "run": run.run,
    "status": status.status,
    "jobs": jobs.jobs,
    "import": files.import_,
    "template": files.template,
    "export": files.export,
    "plan": planning.plan,
    "link": links.link,
    "guide": guide.guide,
    "forms": forms.forms,
    "doctor": doctor.doctor,
    "simulate": simulation.simulate,
    "demo": demo.demo,
}
for _name, _command in _COMMANDS.items():
    cli.command(_name, cls=Command, epilog=epilog(_name))(_command)
_GROUPS = {"office": offices.office_cli, "recap": recaps.recap_cli, "db": database.db_cli}
for _name, _group in _GROUPS.items():
    for _one in _group.registered_commands:
        _one.cls = Command
        _one.epilog = epilog(f"{_name} {_one.name or (_one.callback.__name__ if _one.callback else '')}")
    cli.add_typer(_group, name=_name, cls=Group, epilog=epilog(_name))


def main() -> None:
    """Entry point."""
    # The database, backups and exports hold people's numbers and reasons: what is made is its owner's alone.
    os.umask(0o077)
    try:
        code = cli(prog_name="panwascam", standalone_mode=False)
    except CommandRefused as refused:
        typer.secho(str(refused), fg=typer.colors.RED, err=True)
        sys.exit(1)
    except typer.TyperException as error:
        typer.echo(explain(error), err=True)
        sys.exit(error.exit_code)
    except typer.Abort:
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)
