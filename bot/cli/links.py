"""`panwascam link`: one-time registration links, as text and as QR codes."""

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.files import OfficeOption
from bot.cli.written import ForceOption, refuse_taken, write_file

if TYPE_CHECKING:
    from bot.config.settings import Settings


def link(
    name: Annotated[str, typer.Argument(help="Nama (atau sebagian) anggota")],
    bot_name: Annotated[str, typer.Option("--bot", help="Nama pengguna bot tanpa @")] = "",
    qr: Annotated[Path | None, typer.Option("--qr", help="Simpan kode QR (.png atau .svg)")] = None,
    office: OfficeOption = "",
    force: ForceOption = False,  # noqa: FBT002 (typer's way)
) -> None:
    """Buat tautan pendaftaran sekali pakai untuk anggota tanpa nomor, dengan kode QR."""
    from bot.cli.refused import CommandRefused
    from bot.cli.work import finish

    if qr is not None and qr.suffix.lower() not in (".png", ".svg"):
        raise CommandRefused(f"{qr}: nama berkas kode QR harus berakhir .png atau .svg")
    if qr is not None:
        refuse_taken(qr, force=force)
    finish(_link(name, bot_name, qr, office, force=force))


async def _link(name: str, bot_name: str, qr: Path | None, office: str, *, force: bool) -> None:
    from bot.cli.refused import CommandRefused
    from bot.cli.work import load_settings, looked_into
    from bot.domain.people.names.alike import is_part_of_name
    from bot.services.people import registration

    settings = load_settings()
    async with looked_into(settings, office) as (ctx, office_id):
        found = [one for one in await registration.roster(ctx, office_id) if is_part_of_name(name, one.name)]
        if len(found) != 1:
            names = ", ".join(one.name for one in found[:10])
            raise CommandRefused(
                f"{len(found)} orang cocok dengan “{name}”{': ' + names if names else ''}. Sebut lebih lengkap."
            )
        token = await registration.create_link(ctx, found[0].id)
        username = bot_name or await bot_username(settings)
    url = f"https://t.me/{username}?start={token}"
    typer.echo(f"{found[0].name}: {url} (berlaku 7 hari, sekali pakai)")
    show_code(url, qr, force=force)


def show_code(url: str, file: Path | None, *, force: bool) -> None:
    """On a terminal, to be photographed; a pipe gets the text alone."""
    import segno

    code = segno.make(url, error="m", micro=False)
    if sys.stdout.isatty():
        code.terminal(compact=True)
    if file is not None:
        drawn = io.BytesIO()
        code.save(drawn, kind=file.suffix.lower().removeprefix("."), scale=8)
        write_file(file, drawn.getvalue(), force=force)
        typer.echo(f"Kode QR: {file}")


async def bot_username(settings: "Settings") -> str:
    """What the bot is called at Telegram; raises `InvalidToken`, `NotBotApi`, and refuses where it cannot be asked."""
    from telegram.error import InvalidToken, TelegramError

    from bot.app import build
    from bot.cli.refused import CommandRefused
    from bot.telegram.transport import NotBotApi
    from bot.views.text import plain

    if not settings.bot_token.get_secret_value():
        raise CommandRefused(plain("shell-name-the-bot"))
    bot = build(settings)
    try:
        await bot.app.initialize()
    except (InvalidToken, NotBotApi):
        raise
    except TelegramError as error:
        raise CommandRefused(plain("shell-name-not-asked", reason=error.message)) from None
    else:
        return bot.bot.username
    finally:
        await bot.bot.hang_up()
        await bot.app.shutdown()
        await bot.db.close()
