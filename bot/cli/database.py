"""`panwascam db ...`: the schema, and backups."""

from pathlib import Path
from typing import Annotated

import typer

db_cli = typer.Typer(help="Basis data: skema dan cadangan.", no_args_is_help=True, pretty_exceptions_enable=False)


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


@db_cli.command()
def backup(
    file: Annotated[
        Path | None, typer.Argument(help="Berakhir .db, .dump, atau .jsonl.gz; bawaan: nama bertanggal")
    ] = None,
) -> None:
    """Buat cadangan, juga selagi bot berjalan, lalu baca ulang apakah utuh."""
    from bot.cli.work import finish

    finish(_backup(file))


@db_cli.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Cadangan dari `db backup`")],
    force: Annotated[bool, typer.Option("--force", help="Ganti basis data yang sudah berisi.")] = False,  # noqa: FBT002 (typer's way)
) -> None:
    """Pulihkan cadangan ke basis data; bot harus berhenti."""
    from bot.cli.work import finish

    finish(_restore(file, force=force))


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
    from bot.cli.work import load_settings, present
    from bot.storage import migrate

    async with present(load_settings()) as ctx:
        schema = await migrate.check(ctx.db)
    typer.echo(f"Skema {schema.current}: sesuai")


async def _backup(file: Path | None) -> None:
    from bot.app import connect
    from bot.cli.busy import busy
    from bot.cli.work import load_settings
    from bot.doctor.findings import size_text
    from bot.storage.backup import shelf
    from bot.storage.backup.make import best_kind, make
    from bot.views.text import plain

    settings = load_settings()
    ctx = connect(settings)
    now = ctx.clock.now()
    try:
        if file is None:
            directory = Path(settings.backup_dir or ".")
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = directory / shelf.name(now, await best_kind(ctx.db))
        with busy("Membuat cadangan"):
            made = await make(ctx.db, file, now)
    finally:
        await ctx.db.close()
    typer.echo(plain("backup-done", file=str(made.file), revision=made.revision, size=size_text(made.size)))


async def _restore(file: Path, *, force: bool) -> None:
    from bot.app import connect
    from bot.cli.busy import busy
    from bot.cli.work import load_settings
    from bot.leading.leader import FileSeat
    from bot.storage.backup.restore import restore
    from bot.views.text import plain

    ctx = connect(load_settings())
    # Beside an SQLite file a bot's lock tells that it runs; a server knows who is connected.
    seat = FileSeat(ctx.db.url) if ctx.db.dialect == "sqlite" else None
    try:
        if seat is not None:
            await seat.take()
        with busy("Memulihkan"):
            done = await restore(ctx.db, file, ctx.clock.now(), force=force)
    finally:
        if seat is not None:
            await seat.leave()
        await ctx.db.close()
    typer.echo(plain("backup-restored", file=str(file), revision=done.revision))
    if done.kept is not None:
        typer.echo(plain("backup-kept", kept=str(done.kept)))
