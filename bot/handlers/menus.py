"""Command menus by scope: private chats, groups, and the own chats of the office's people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.services import people
from bot.services.access import may_clerk
from bot.views.text import plain

if TYPE_CHECKING:
    from telegram.ext import ExtBot

    from bot.domain.facts import PersonFacts
    from bot.services.context import Context

log = structlog.get_logger(__name__)

_PRIVATE = ("jadwal", "hadir", "izin", "piket", "kegiatan", "kalender", "sertifikat", "profil", "bantuan", "batal")
_GROUP = ("jadwal", "hadir", "kegiatan", "bantuan")
_CLERK = ("absen", "pin", "lokasi", "surat", "daftarhadir", "impor")
_MANAGER = (
    "tetapkan", "ubah", "batalkan", "rekap", "belum", "ingatkan", "kejar", "kursi", "belumdaftar", "peserta", "absen",
    "pin", "lokasi", "materi", "notulen", "kuesioner", "surat", "daftarhadir", "status",
)  # fmt: skip
_ADMIN = ("impor", "ekspor", "peran", "audit")


async def set_menus(bot: ExtBot[int], ctx: Context) -> None:
    """Set all menus; one that fails is logged, the bot works without."""
    await _set(bot, _PRIVATE, BotCommandScopeAllPrivateChats())
    await _set(bot, _GROUP, BotCommandScopeAllGroupChats())
    for clerk in await people.registered_clerks(ctx):
        await set_own_menu(bot, clerk)


async def set_own_menu(bot: ExtBot[int], person: PersonFacts) -> None:
    """The private chat's menu of a head, an admin or other staff of the office; who is none of these has that of all."""
    if person.telegram_id is None:
        return
    if may_clerk(person):
        own = _MANAGER if person.manages else _CLERK
        names = (*own, *(_ADMIN if person.is_admin else ()), *_PRIVATE)
        await _set(bot, names, BotCommandScopeChat(person.telegram_id))
        return
    try:
        await bot.delete_my_commands(scope=BotCommandScopeChat(person.telegram_id))
    except TelegramError as error:
        log.warning("menu not taken away", reason=error.message)


async def _set(bot: ExtBot[int], names: tuple[str, ...], scope: object) -> None:
    commands = [BotCommand(name, plain(f"menu-{name}")) for name in names]
    try:
        await bot.set_my_commands(commands, scope=scope)  # type: ignore[arg-type]
    except TelegramError as error:
        log.warning("menu not set", scope=type(scope).__name__, reason=error.message)
