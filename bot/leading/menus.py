"""Keeps what Telegram shows of the bot (menus of commands, what it is for) what it should be.

It is told what is new, once, and what it refused again later.
"""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.monitoring.events import Event
from bot.services.office import told_telegram
from bot.services.people import roles
from bot.telegram.waiting import asked_wait
from bot.views import menu

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from telegram.ext import ExtBot

    from bot.delivery.token import Token
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

# Names under which it is remembered what Telegram was told: `menu:private`, `menu:groups`, `menu:<chat>`, and texts.
_NAME = "menu:"
_DESCRIPTION, _SHORT = f"{_NAME}description", f"{_NAME}short"
_ALL: dict[str, BotCommandScope] = {
    f"{_NAME}private": BotCommandScopeAllPrivateChats(),
    f"{_NAME}groups": BotCommandScopeAllGroupChats(),
}
# A menu of commands, or a text.
_Shown = tuple[str, ...] | str
# What Telegram refused for one chat (the account is gone, say) is not asked for at every look.
_REFUSED_AGAIN = timedelta(hours=1)


class Menus:
    """What Telegram shows of the bot is made what it should be: `run` asks for what is new alone, and may be repeated."""

    def __init__(self, bot: ExtBot[int], ctx: Context, token: Token) -> None:
        self._bot = bot
        self._ctx = ctx
        self._token = token
        self._running = asyncio.Lock()
        # Not before: for one scope, and for all (Telegram asked for a pause).
        self._rests: dict[str, datetime] = {}
        self._rest_of_all: datetime | None = None

    async def run(self) -> None:
        """Set what is new or another, take away what somebody no longer has; what is refused is tried again later."""
        async with self._running:
            now = self._ctx.clock.now()
            if self._token.refused or (self._rest_of_all is not None and now < self._rest_of_all):
                return
            told = await told_telegram.known(self._ctx, self._bot.id, _NAME)
            for name, wanted in self._changes(told, await roles.clerks(self._ctx)):
                if self._rests.get(name, now) <= now and not await self._tell(name, wanted):
                    return

    def _changes(self, told: dict[str, str], clerks: list[PersonFacts]) -> Iterator[tuple[str, _Shown]]:
        wanted: dict[str, _Shown] = {f"{_NAME}private": menu.EVERYBODY, f"{_NAME}groups": menu.GROUP}
        wanted |= {f"{_NAME}{clerk.telegram_id}": menu.of_clerk(clerk) for clerk in clerks if clerk.reachable}
        wanted |= {_DESCRIPTION: menu.description(), _SHORT: menu.short_description()}
        for name, shown in wanted.items():
            if told.get(name) != _print(shown):
                yield name, shown
        # Of whoever cannot be reached nothing changes until they are back.
        away = {f"{_NAME}{clerk.telegram_id}" for clerk in clerks if not clerk.reachable}
        for name in sorted(told.keys() - wanted.keys() - away):
            yield name, ()

    async def _tell(self, name: str, wanted: _Shown) -> bool:
        """Whether it is worth going on with the next."""
        try:
            await self._set(name, wanted)
        except RetryAfter as error:
            self._rest_of_all = self._ctx.clock.now() + asked_wait(error)
            Event.MENUS_WAIT.emit(reason=error.message)
            return False
        except InvalidToken as error:
            self._token.refuse(error.message)
            return False
        except TelegramError as error:
            Event.MENU_NOT_SET.emit(scope=name, reason=error.message)
            if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
                # Telegram is away: for all of them.
                return False
            self._rests[name] = self._ctx.clock.now() + _REFUSED_AGAIN
            return True
        self._rests.pop(name, None)
        if wanted:
            await told_telegram.remember(self._ctx, self._bot.id, name, _print(wanted))
        else:
            await told_telegram.forget(self._ctx, self._bot.id, name)
        return True

    async def _set(self, name: str, wanted: _Shown) -> None:
        if isinstance(wanted, str):
            if name == _DESCRIPTION:
                await self._bot.set_my_description(wanted)
            else:
                await self._bot.set_my_short_description(wanted)
            return
        scope = _ALL.get(name) or BotCommandScopeChat(int(name.removeprefix(_NAME)))
        if wanted:
            await self._bot.set_my_commands([BotCommand(*line) for line in menu.lines(wanted)], scope=scope)
        else:
            await self._bot.delete_my_commands(scope=scope)


def _print(wanted: _Shown) -> str:
    return told_telegram.fingerprint(wanted if isinstance(wanted, str) else json.dumps(menu.lines(wanted)))
