"""The `panwascam` command. Exit codes: 0 done, 1 refused with reasons, 2 usage."""

from __future__ import annotations

import asyncio
import html
import json
import re
import signal
import sys
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from pydantic import ValidationError
from rich.console import Console
from sqlalchemy.exc import OperationalError
from telegram.error import InvalidToken

from bot import logs
from bot.app import build, connect
from bot.delivery import ledger
from bot.documents.imports import COLUMNS, recognise
from bot.documents.tables import UnreadableTable, write_csv, write_xlsx
from bot.domain.refusals import Refusal
from bot.jobs.jobs import Jobs
from bot.seed import seed_office
from bot.services import calendar, registration
from bot.services.importing import import_rows
from bot.services.planning import office_zones
from bot.settings import Settings
from bot.storage import migrate
from bot.views.importing import outcome
from bot.views.refusals import refusal_text
from bot.views.text import plain
from bot.web import serve_health

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from bot.services.context import Context

cli = typer.Typer(
    help="Bot Telegram Panwascam: kegiatan, undangan, kehadiran, piket, rekap.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
db_cli = typer.Typer(help="Basis data: pasang skema, periksa.", no_args_is_help=True, pretty_exceptions_enable=False)
cli.add_typer(db_cli, name="db")
console = Console(stderr=True)


class ImportKind(StrEnum):
    """What a file holds."""

    CALENDAR = "calendar"
    ROSTER = "roster"
    DUTY = "duty"


class Refused(Exception):
    """A command that will not be done; the text says why and what to do."""


def main() -> None:
    """Entry point."""
    try:
        cli()
    except Refused as refused:
        console.print(f"[red]{refused}[/red]", highlight=False)
        sys.exit(1)


@cli.command()
def run() -> None:
    """Jalankan bot (polling) sampai dihentikan."""
    settings = load_settings()
    if not settings.bot_token.get_secret_value():
        raise Refused("BOT_TOKEN belum diisi. Buat bot di @BotFather, lalu tulis BOT_TOKEN=... di .env")
    logs.configure(settings)
    finish(_run(settings))


@cli.command("import")
def import_(
    kind: Annotated[ImportKind, typer.Argument(help="calendar, roster, atau duty")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Periksa saja, tidak disimpan.")] = False,  # noqa: FBT002 (typer's way)
    year: Annotated[int | None, typer.Option("--tahun", help="Tahun rencana, untuk waktu tanpa tahun.")] = None,
) -> None:
    """Masukkan kalender, daftar anggota, atau jadwal piket dari CSV/XLSX."""
    finish(_import(load_settings(), kind.value, file, dry_run=dry_run, year=year))


@cli.command()
def template(kind: ImportKind, file: Path) -> None:
    """Tulis file contoh kosong (CSV atau XLSX) dengan judul kolom yang benar."""
    columns = COLUMNS[kind.value]
    content = write_xlsx(columns, []) if file.suffix.lower() == ".xlsx" else write_csv(columns, [])
    file.write_bytes(content)
    typer.echo(f"{file}: {', '.join(columns)}")


@cli.command()
def export(file: Path) -> None:
    """Tulis kalender dalam format impor (CSV atau XLSX)."""
    finish(_export(load_settings(), file))


@cli.command()
def link(
    name: Annotated[str, typer.Argument(help="Nama (atau sebagian) anggota")],
    bot_name: Annotated[str, typer.Option("--bot", help="Nama pengguna bot tanpa @")] = "",
) -> None:
    """Buat tautan pendaftaran sekali pakai untuk anggota tanpa nomor."""
    finish(_link(load_settings(), name, bot_name))


@cli.command()
def jobs() -> None:
    """Daftar pekerjaan terjadwal dan waktu berikutnya."""
    finish(_jobs(load_settings()))


@cli.command()
def simulate(
    seed: Annotated[int, typer.Option(help="Benih acak")] = 2023,
    as_json: Annotated[bool, typer.Option("--json", help="Cetak satu objek JSON.")] = False,  # noqa: FBT002
    out: Annotated[Path | None, typer.Option("--out", help="Simpan rekap XLSX dan transkrip di sini.")] = None,
) -> None:
    """Putar ulang Oktober-Desember 2023 secara luring, dengan bot sungguhan dan Bot API lokal."""
    from bot.replay.run import replay  # noqa: PLC0415 (the bot proper never loads the simulator)

    summary = asyncio.run(replay(seed, out, console if sys.stderr.isatty() else None))
    if as_json:
        typer.echo(json.dumps(summary.as_json()))
    else:
        typer.echo(summary.as_text())
    if summary.violations:
        raise Refused("Pembukuan tidak cocok:\n" + "\n".join(summary.violations[:20]))


@db_cli.command()
def upgrade() -> None:
    """Pasang atau perbarui skema."""
    finish(_upgrade(load_settings()))


@db_cli.command()
def check() -> None:
    """Periksa apakah skema sesuai dengan program."""
    finish(_check(load_settings()))


def load_settings() -> Settings:
    """Settings, or a refusal that names the variable and what is wrong with it."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, one['loc'])).upper()}: {one['msg']}" for one in error.errors()]
        raise Refused("\n".join(lines)) from None


def finish(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end; faults a person can mend become refusals."""
    try:
        asyncio.run(work)
    except migrate.NewerDatabase as error:
        raise Refused(str(error)) from None
    except InvalidToken:
        raise Refused("Telegram menolak BOT_TOKEN. Salin ulang token dari @BotFather.") from None
    except (OperationalError, ConnectionError, OSError) as error:
        raise Refused(f"Basis data atau berkas tidak terjangkau: {_first_line(error)}. Periksa DATABASE_URL.") from None
    except Refusal as refusal:
        raise Refused(refusal_text(refusal, as_html=False)) from None
    except UnreadableTable as problem:
        raise Refused(plain(problem.key, **problem.values)) from None


async def _run(settings: Settings) -> None:
    bot = build(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await migrate.upgrade(bot.db)
    await seed_office(bot.ctx, settings)
    health = await serve_health(bot, settings)
    try:
        starting = asyncio.ensure_future(bot.start())
        stopping = asyncio.ensure_future(stop.wait())
        await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            starting.cancel()
            return
        await starting
        polling = bot.polling
        if polling is not None:
            await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if polling.done():
                polling.result()
        await bot.stop()
    finally:
        await health.cleanup()


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[tuple[Context, int]]:
    """The database, migrated, with the deployment's office."""
    ctx = connect(settings)
    try:
        await migrate.upgrade(ctx.db)
        yield ctx, await seed_office(ctx, settings)
    finally:
        await ctx.db.close()


async def _import(settings: Settings, kind: str, file: Path, *, dry_run: bool, year: int | None) -> None:
    _, table = recognise(file.read_bytes(), kind)
    async with _opened(settings) as (ctx, office_id):
        done = await import_rows(ctx, office_id, kind, table.rows, dry_run=dry_run, plan_year=year)
    text = _unmarked(outcome(done, most=1000))
    if done.problems:
        raise Refused(text)
    typer.echo(f"{text}{' (uji coba, tidak disimpan)' if dry_run else ''}")


async def _export(settings: Settings, file: Path) -> None:
    async with _opened(settings) as (ctx, office_id):
        activities = await calendar.all_activities(ctx, office_id)
    rows = [calendar.import_row(activity) for activity in activities]
    columns = (*COLUMNS["calendar"], "catatan")
    file.write_bytes(write_xlsx(columns, rows) if file.suffix.lower() == ".xlsx" else write_csv(columns, rows))
    typer.echo(f"{file}: {len(rows)} kegiatan")


async def _link(settings: Settings, name: str, bot_name: str) -> None:
    async with _opened(settings) as (ctx, office_id):
        found = [one for one in await registration.roster(ctx, office_id) if name.casefold() in one.name.casefold()]
        if len(found) != 1:
            names = ", ".join(one.name for one in found[:10])
            raise Refused(
                f"{len(found)} orang cocok dengan “{name}”{': ' + names if names else ''}. Sebut lebih lengkap."
            )
        token = await registration.create_link(ctx, found[0].id)
        username = bot_name or await _username(settings)
    typer.echo(f"{found[0].name}: https://t.me/{username}?start={token} (berlaku 7 hari, sekali pakai)")


async def _username(settings: Settings) -> str:
    if not settings.bot_token.get_secret_value():
        raise Refused("Sebut nama bot dengan --bot, atau isi BOT_TOKEN.")
    bot = build(settings)
    await bot.app.initialize()
    try:
        return bot.bot.username
    finally:
        await bot.app.shutdown()


async def _jobs(settings: Settings) -> None:
    async with _opened(settings) as (ctx, _):
        zones = [ZoneInfo(name) for name in await office_zones(ctx)]
        listed = Jobs.planned(ctx, zones, await ledger.next_due(ctx.db))
    for line in listed:
        when = line.next_run.astimezone(ctx.zone).isoformat(" ", "minutes") if line.next_run else "–"
        typer.echo(f"{line.name:32} {when}")


async def _upgrade(settings: Settings) -> None:
    ctx = connect(settings)
    try:
        schema = await migrate.upgrade(ctx.db)
    finally:
        await ctx.db.close()
    typer.echo(f"Skema {schema.current}")


async def _check(settings: Settings) -> None:
    ctx = connect(settings)
    try:
        schema = await migrate.check(ctx.db)
    finally:
        await ctx.db.close()
    if not schema.up_to_date:
        raise Refused(f"Skema {schema.current or 'kosong'}, program memerlukan {schema.head}: panwascam db upgrade")
    typer.echo(f"Skema {schema.current}: sesuai")


def _unmarked(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def _first_line(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).split("\n", 1)[0] or type(cause).__name__
