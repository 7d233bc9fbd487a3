"""What a person is shown: text with a keyboard; long texts are cut into messages at line ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import InlineKeyboardButtonLimit, KeyboardButtonStyle, MessageLimit

from bot.domain.lengths import shortened, units
from bot.views.press import Press
from bot.views.text import plain, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove
# UTF-16 units of what stands on a button: more no phone shows.
LABEL_LIMIT = 64
# Letters of a label that a phone of 360 pixels shows beside none, one, two or more others of the same width.
_ROOM = (LABEL_LIMIT, 18, 13, 9, 7, 6, 4, 4)
_JOINING = frozenset("\u200d\ufe0f")
# Not written down; more are refused.
_MOST_BUTTONS = 100


@dataclass(frozen=True, slots=True)
class Turns:
    """When time alone changes what a screen says, and the facts (JSON) from which it is then made anew."""

    at: Sequence[datetime]
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message to show."""

    text: str
    keyboard: Keyboard | None = None
    turns: Turns | None = None

    @property
    def looks(self) -> str:
        """A digest of how it looks: equal only for equal screens."""
        keyboard = self.keyboard.to_json() if self.keyboard is not None else ""
        return blake2b(f"{keyboard}\0{self.text}".encode(), digest_size=16).hexdigest()


def button(label: str, press: Press) -> InlineKeyboardButton:
    """A button that brings the press to whoever handles its kind."""
    return InlineKeyboardButton(shortened(label, LABEL_LIMIT), callback_data=press.packed)


def green(one: InlineKeyboardButton) -> InlineKeyboardButton:
    """The same in the colour of a yes; clients that know no colours show it as it was."""
    return _coloured(one, KeyboardButtonStyle.SUCCESS)


def red(one: InlineKeyboardButton) -> InlineKeyboardButton:
    """The same in the colour of a no, or of what is not easily undone."""
    return _coloured(one, KeyboardButtonStyle.DANGER)


def _coloured(one: InlineKeyboardButton, style: KeyboardButtonStyle) -> InlineKeyboardButton:
    return InlineKeyboardButton(one.text, url=one.url, callback_data=one.callback_data, style=style)


def copying(label: str, text: str) -> list[InlineKeyboardButton]:
    """A line with a button that puts `text` where it can be pasted from; empty where Telegram does not take so much."""
    fits_in = InlineKeyboardButtonLimit.MIN_COPY_TEXT <= units(text) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT
    return [InlineKeyboardButton(shortened(label, LABEL_LIMIT), copy_text=CopyTextButton(text))] if fits_in else []


def fits(screen: Screen) -> bool:
    """Whether Telegram takes it as one message."""
    return (
        shown_length(screen.text) <= MessageLimit.MAX_TEXT_LENGTH and sum(map(len, lines_of(screen))) <= _MOST_BUTTONS
    )


def lines_of(screen: Screen) -> Sequence[Sequence[InlineKeyboardButton]]:
    """The buttons below it, line by line."""
    return screen.keyboard.inline_keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else ()


def one_message(screen: Screen) -> Screen:
    """The screen as Telegram takes it in one message: what is too long is cut at a line's or a word's end, with "…"."""
    if fits(screen):
        return screen
    keyboard = screen.keyboard
    if isinstance(keyboard, InlineKeyboardMarkup):
        kept, room = [], _MOST_BUTTONS
        for line in keyboard.inline_keyboard:
            room -= len(line)
            if room < 0:
                break
            kept.append(line)
        keyboard = InlineKeyboardMarkup(kept)
    return Screen(_cut(screen.text, MessageLimit.MAX_TEXT_LENGTH), keyboard)


def caption(text: str) -> str:
    """What stands under a picture or a file, cut to what Telegram takes there."""
    return _cut(text, MessageLimit.CAPTION_LENGTH)


def _cut(text: str, limit: int) -> str:
    if shown_length(text) <= limit:
        return text
    return f"{pages(text, limit - 2)[0]}\n…"


def rows(*lines: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """An inline keyboard; empty lines are left out, and what a phone would cut goes on further lines."""
    return InlineKeyboardMarkup([part for line in lines for part in _fitting(line)])


def yes_no(pressed: Callable[[bool], Press]) -> InlineKeyboardMarkup:
    """Ya / Tidak."""
    return rows([button(plain("button-yes"), pressed(True)), button(plain("button-no"), pressed(False))])


def _fitting(line: list[InlineKeyboardButton]) -> Iterator[list[InlineKeyboardButton]]:
    """The line in as many as it takes for each label to be read whole."""
    part: list[InlineKeyboardButton] = []
    widest = 0
    for one in line:
        widest = max(widest, _width(one.text))
        if part and widest > _ROOM[min(len(part), len(_ROOM) - 1)]:
            yield part
            part, widest = [], _width(one.text)
        part.append(one)
    if part:
        yield part


@lru_cache(maxsize=1024)
def _width(label: str) -> int:
    """In letters; an emoji is as wide as two."""
    return len(label) if label.isascii() else sum(2 if one > "\u2190" else 1 for one in label if one not in _JOINING)


def pages(text: str, limit: int = MessageLimit.MAX_TEXT_LENGTH) -> list[str]:
    """Cut `text` at line ends, at a blank line where one is near, into parts of at most `limit` UTF-16 units as Telegram counts them, once the markup is read.

    A tag that is open where a part ends (a folded list) is closed there and opened again in the next one.
    """
    if shown_length(text) <= limit:
        return [text]
    parts: list[str] = []
    current: list[str] = []
    length = 0
    opened: list[str] = []
    # The last blank line of the part, and how much stands below it: what belongs together is not torn where it need not be.
    blank, below = 0, 0
    for line in text.split("\n"):
        for piece in _pieces(line, limit):
            added = shown_length(piece)
            if not current or length + 1 + added <= limit:
                length += added + bool(current)
                below += added + 1
                current.append(piece)
                continue
            if blank and below + added <= limit // 2:
                parts.append("\n".join(current[:blank]))
                current, length = [*current[blank + 1 :], piece], below + added
            else:
                parts.append("\n".join(current) + _closing(opened))
                current, length = ["".join(opened) + piece], added
            blank, below = 0, 0
        for tag in _TAG.findall(line):
            _follow(opened, tag)
        if not line and not opened and len(current) > 1:
            blank, below = len(current) - 1, 0
    return [*parts, "\n".join(current)]


def shown_length(text: str) -> int:
    """Length as Telegram counts: in UTF-16 units, once the markup is read (https://core.telegram.org/bots/api#sendmessage)."""
    return units(unmarked(text))


def _pieces(line: str, limit: int) -> list[str]:
    """Cut one line that is too long: at a space where there is one, never within a tag or an entity.

    A tag that is open where a piece ends is closed there and opened again in the next one.
    """
    if shown_length(line) <= limit:
        return [line]
    pieces: list[str] = []
    opened: list[str] = []
    current: list[str] = []
    length = 0
    for token in _TOKEN.findall(line):
        added = shown_length(token)
        if length and length + added > limit:
            pieces.append("".join(current).rstrip() + _closing(opened))
            current, length = list(opened), 0
            if not token.strip():
                continue
        current.append(token)
        length += added
        if token.startswith("<"):
            _follow(opened, token)
    return [*pieces, "".join(current)]


# A tag, an entity, a run of spaces, or a piece of a word short enough to fit anywhere.
_TOKEN = re.compile(r"<[^>]*>|&[#\w]+;|\s{1,50}|[^<&\s]{1,50}|&")


_TAG = re.compile(r"<[^>]*>")


def _follow(opened: list[str], tag: str) -> None:
    """Keep count of the tags that are open; one that was opened before is none of ours to close."""
    if not tag.startswith("</"):
        opened.append(tag)
    elif opened:
        opened.pop()


def _closing(opened: list[str]) -> str:
    return "".join(f"</{tag.strip('<>').split()[0]}>" for tag in reversed(opened))
