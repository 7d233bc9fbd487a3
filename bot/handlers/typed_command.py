"""What was typed with a command: which one, and what follows it, cut one way for all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import MessageEntity, MessageOriginUser

from bot.domain.meetings.codes import leading_code
from bot.domain.words.unseen import without_unseen

if TYPE_CHECKING:
    from telegram import Message

# What phones put right behind a word: `/jadwal.` (two spaces), `/hadir, ya`.
_ATTACHED = re.compile(r"[.,:;!?…]*")


@dataclass(frozen=True, slots=True)
class TypedCommand:
    """A command as it was typed: `name` in lower case, `bot` whom it names after the @ (or ""), `rest` all that follows."""

    name: str
    bot: str
    rest: str

    def is_for(self, username: str) -> bool:
        """Whether this bot is meant, by name or because none is named."""
        return self.bot.casefold() in ("", username.casefold())


def said_in(message: Message | None) -> TypedCommand | None:
    """The command that a text or a caption begins with, as Telegram marks it; None where it begins with none.

    Telegram ends a command at the first character that cannot be part of one, which need not be a space
    (https://core.telegram.org/bots/api#messageentity).
    """
    if message is None:
        return None
    text = message.text or message.caption or ""
    for entity in message.entities if message.text else message.caption_entities:
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            name, _, bot = text[1 : entity.length].partition("@")
            return TypedCommand(
                name.lower(), bot, _ATTACHED.sub("", without_unseen(text[entity.length :]), count=1).strip()
            )
    return None


def is_passed_on(message: Message) -> bool:
    """Whether somebody else wrote it: forwarded (but not from oneself), or put in by another bot's inline result."""
    origin = message.forward_origin
    own = isinstance(origin, MessageOriginUser) and origin.sender_user == message.from_user
    return message.via_bot is not None or (origin is not None and not own)


def cut(rest: str, words: int) -> list[str]:
    """The first `words` words of what follows a command, then the remainder as it was typed; "" for what is missing.

    Words end at any white space: phones break lines where people see spaces.
    """
    found = rest.split(maxsplit=words)
    return [*found, *[""] * (words + 1 - len(found))]


def with_whole_code(rest: str) -> str:
    """What follows a command with the code at its beginning as one word: `SDMO-02 6 Okt` for `sdmo 02, 6 Okt`."""
    code, following = leading_code(rest)
    return f"{code} {following}".rstrip() if code else rest
