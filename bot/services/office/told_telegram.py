"""What Telegram was told to keep for this bot (the webhook, menus of commands, tags), so that it is told again only what is new."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select

from bot.storage.models import ToldTelegram
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.services.context import Context

_KNOWN = select(ToldTelegram.name, ToldTelegram.fingerprint).where(
    ToldTelegram.bot_id == bindparam("bot"), ToldTelegram.name.startswith(bindparam("begin"))
)
_FORGET = delete(ToldTelegram).where(ToldTelegram.bot_id == bindparam("bot"), ToldTelegram.name == bindparam("what"))


def fingerprint(told: str) -> str:
    """Of what was told: enough to know it again, and nothing that anybody could use."""
    return hashlib.sha256(told.encode()).hexdigest()


async def known(ctx: Context, bot_id: int, begin: str) -> dict[str, str]:
    """Fingerprints by name, of names that begin so."""
    values = {"bot": bot_id, "begin": begin}
    rows = await ctx.db.query(lambda connection: connection.execute(_KNOWN, values).all())
    return {row.name: row.fingerprint for row in rows}


async def remember(ctx: Context, bot_id: int, name: str, print_: str) -> None:
    """Telegram has taken it."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> None:
        upsert(connection, ToldTelegram, {"bot_id": bot_id, "name": name}, {"fingerprint": print_, "told_at": now})

    await ctx.db.transact(_unit)


async def forget(ctx: Context, bot_id: int, name: str) -> None:
    """Telegram keeps it no more."""

    def _unit(connection: Connection) -> None:
        connection.execute(_FORGET, {"bot": bot_id, "what": name})

    await ctx.db.transact(_unit)
