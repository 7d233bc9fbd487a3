"""`panwascam db ...`: schema, its check."""

import typer

db_cli = typer.Typer(help="Basis data: pasang skema, periksa.", no_args_is_help=True, pretty_exceptions_enable=False)


@db_cli.command()
def upgrade() -> None:
    """Pasang atau perbarui skema."""
    from bot.cli.work import finish

    finish(_upgrade())


@db_cli.command()
def check() -> None:
    """Periksa apakah skema sesuai dengan program."""
    from bot.cli.work import finish

    finish(_check())


async def _upgrade() -> None:
    from bot.app import connect
    from bot.cli.work import load_settings
    from bot.storage import migrate

    ctx = connect(load_settings())
    try:
        schema = await migrate.upgrade(ctx.db)
    finally:
        await ctx.db.close()
    typer.echo(f"Skema {schema.current}")


async def _check() -> None:
    from bot.app import connect
    from bot.cli.refused import Refused
    from bot.cli.work import load_settings
    from bot.storage import migrate

    ctx = connect(load_settings())
    try:
        schema = await migrate.check(ctx.db)
    finally:
        await ctx.db.close()
    if not schema.up_to_date:
        raise Refused(f"Skema {schema.current or 'kosong'}, program memerlukan {schema.head}: panwascam db upgrade")
    typer.echo(f"Skema {schema.current}: sesuai")
