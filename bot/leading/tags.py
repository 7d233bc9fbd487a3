"""Keeps the tags of members in groups what the roster says, where an admin of the group gave the bot the right to.

Nobody is told who is in a group: a tag is set for whoever belongs there, and what Telegram refuses (they are not in it, or are an
admin) is tried again a day later. Where nothing can be set, a version of Telegram without tags among that, groups stay as they are.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.monitoring.events import Event
from bot.services.groups import tags
from bot.services.office import told_telegram
from bot.telegram.waiting import asked_wait
from bot.views.groups.tags import member_tag

if TYPE_CHECKING:
    from datetime import datetime

    from telegram.ext import ExtBot

    from bot.services.context import Context

_NAME = "tag:"
# So many in one go, and how long until the next ones: a group of ninety is done within minutes, and nobody's message waits.
_AT_ONCE, _NEXT = 20, timedelta(seconds=30)
# How often the roster is looked at, and when what was refused is tried again.
_LOOK, _REFUSED_AGAIN = timedelta(hours=1), timedelta(days=1)


class Tags:
    """`run` sets what is new or another and may be repeated."""

    def __init__(self, bot: ExtBot[int], ctx: Context) -> None:
        self._bot = bot
        self._ctx = ctx
        self._running = asyncio.Lock()
        self._looked: tuple[frozenset[int], datetime] | None = None
        # Not before: of one tag, and of all.
        self._rests: dict[str, datetime] = {}
        self._rest_of_all: datetime | None = None

    async def run(self) -> datetime | None:
        """Returns when to go on; None where no group lets the bot."""
        async with self._running:
            now = self._ctx.clock.now()
            chats = await tags.allowed(self._ctx, self._bot.id)
            if not chats:
                return None
            if self._rest_of_all is not None and now < self._rest_of_all:
                return self._rest_of_all
            if self._looked is not None and self._looked[0] == chats and now < self._looked[1]:
                return self._looked[1]
            changes = await self._changes(chats, now)
            for name, text in changes[:_AT_ONCE]:
                if not await self._set(name, text):
                    return self._rest_of_all
            again = now + (_NEXT if len(changes) > _AT_ONCE else _LOOK)
            self._looked = (chats, again)
            return again

    async def _changes(self, chats: frozenset[int], now: datetime) -> list[tuple[str, str]]:
        """What Telegram is to be told, by name; "" takes a tag away from whoever no longer belongs there."""
        told = await told_telegram.known(self._ctx, self._bot.id, _NAME)
        wanted = {
            f"{_NAME}{one.chat_id}:{one.person.telegram_id}": member_tag(one.person, of_all=one.of_all)
            for one in await tags.wearers(self._ctx, chats)
        }
        new = [(name, text) for name, text in wanted.items() if told.get(name) != told_telegram.fingerprint(text)]
        old = [(name, "") for name in sorted(told.keys() - wanted.keys()) if int(name.split(":")[1]) in chats]
        self._rests = {name: until for name, until in self._rests.items() if until > now}
        return [(name, text) for name, text in (*new, *old) if name not in self._rests]

    async def _set(self, name: str, text: str) -> bool:
        """Whether it is worth going on with the next."""
        _, chat, account = name.split(":")
        try:
            await self._bot.set_chat_member_tag(int(chat), int(account), text)
        except RetryAfter as error:
            self._rest_of_all = self._ctx.clock.now() + asked_wait(error)
            return False
        except (BadRequest, InvalidToken) as error:
            # Of an unknown method Telegram says what it says of an unknown token.
            Event.TAG_NOT_SET.emit(scope=name, reason=error.message)
            self._rests[name] = self._ctx.clock.now() + _REFUSED_AGAIN
            if isinstance(error, InvalidToken):
                self._rest_of_all = self._ctx.clock.now() + _REFUSED_AGAIN
            return self._rest_of_all is None or self._rest_of_all <= self._ctx.clock.now()
        except TelegramError as error:
            Event.TAG_NOT_SET.emit(scope=name, reason=error.message)
            self._rest_of_all = self._ctx.clock.now() + _LOOK
            return False
        if text:
            await told_telegram.remember(self._ctx, self._bot.id, name, told_telegram.fingerprint(text))
        else:
            await told_telegram.forget(self._ctx, self._bot.id, name)
        return True
