"""`panwascam link`: one-time registration links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings


def link(
    name: Annotated[str, typer.Argument(help="Nama (atau sebagian) anggota")],
    bot_name: Annotated[str, typer.Option("--bot", help="Nama pengguna bot tanpa @")] = "",
) -> None:
    """Buat tautan pendaftaran sekali pakai untuk anggota tanpa nomor."""
    from bot.cli.work import finish, load_settings

    finish(_link(load_settings(), name, bot_name))


async def _link(settings: Settings, name: str, bot_name: str) -> None:
    from bot.cli.refused import Refused
    from bot.cli.work import opened
    from bot.services import registration

    async with opened(settings) as (ctx, office_id):
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
    from bot.app import build
    from bot.cli.refused import Refused

    if not settings.bot_token.get_secret_value():
        raise Refused("Sebut nama bot dengan --bot, atau isi BOT_TOKEN.")
    bot = build(settings)
    await bot.app.initialize()
    try:
        return bot.bot.username
    finally:
        await bot.app.shutdown()
