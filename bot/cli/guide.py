"""`panwascam guide`: the page for members as a PDF, to be forwarded."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.written import ForceOption, refuse_taken, write_file


def guide(
    file: Annotated[Path, typer.Argument(help="Berkas PDF yang ditulis.")] = Path("panduan-anggota.pdf"),
    bot_name: Annotated[str, typer.Option("--bot", help="Nama pengguna bot tanpa @, untuk tautan dan kode QR.")] = "",
    force: ForceOption = False,  # noqa: FBT002 (typer's way)
) -> None:
    """Tulis panduan satu halaman untuk anggota (PDF), untuk diteruskan lewat WhatsApp."""
    from bot.cli.refused import CommandRefused
    from bot.cli.work import finish

    if file.suffix.lower() != ".pdf":
        raise CommandRefused(f"{file}: nama berkas panduan harus berakhir .pdf")
    refuse_taken(file, force=force)
    finish(_guide(file, bot_name.strip().removeprefix("https://t.me/").removeprefix("@"), force=force))


async def _guide(file: Path, bot_name: str, *, force: bool) -> None:
    import segno

    from bot.cli.links import bot_username
    from bot.cli.work import load_settings
    from bot.documents.typesetting import typeset
    from bot.views.papers.guides import guide as page

    settings = load_settings()
    if not bot_name and settings.bot_token.get_secret_value():
        bot_name = await bot_username(settings)
    link = f"https://t.me/{bot_name}" if bot_name else ""
    code = segno.make(link, error="m", micro=False).svg_inline(border=0, scale=4) if link else ""
    write_file(file, typeset(page(link, code)), force=force)
    typer.echo(f"{file}: satu halaman, siap diteruskan.")
    if not link:
        typer.echo("Belum ada tautan bot di dalamnya: sebut botnya dengan --bot nama_bot")
