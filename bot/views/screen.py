"""What a person is shown: text with a keyboard; long texts are cut into messages at line ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.constants import MessageLimit

from bot.views.text import unmarked

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove
CALLBACK_LIMIT = 64
# Not written down; more are refused.
_MOST_BUTTONS = 100
# Last argument of a button of a message about several sessions: it says all of them again after the press.
TOGETHER = "b"
# Last argument of a button of a message that is to stay as it is: what comes of the press is a message of its own.
ASIDE = "n"


@dataclass(frozen=True, slots=True)
class Screen:
    """One message to show."""

    text: str
    keyboard: Keyboard | None = None

    @property
    def looks(self) -> str:
        """A digest of how it looks: equal only for equal screens."""
        keyboard = self.keyboard.to_json() if self.keyboard is not None else ""
        return blake2b(f"{keyboard}\0{self.text}".encode(), digest_size=16).hexdigest()


def button(label: str, verb: str, *args: int | str) -> InlineKeyboardButton:
    """A button whose press comes back as `verb:arg:arg`; the handler of `verb` checks every argument anew."""
    data = callback(verb, *args)
    return InlineKeyboardButton(label, callback_data=data)


def callback(verb: str, *args: int | str) -> str:
    """Encode callback data; Telegram takes at most 64 bytes."""
    data = ":".join((verb, *map(str, args)))
    if len(data.encode()) > CALLBACK_LIMIT:
        raise ValueError(f"callback data longer than {CALLBACK_LIMIT} bytes: {data!r}")
    return data


def fits(screen: Screen) -> bool:
    """Whether Telegram takes it as one message."""
    lines = screen.keyboard.inline_keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else ()
    return shown_length(screen.text) <= MessageLimit.MAX_TEXT_LENGTH and sum(map(len, lines)) <= _MOST_BUTTONS


def rows(*lines: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """An inline keyboard; empty lines are left out."""
    return InlineKeyboardMarkup([line for line in lines if line])


def pages(text: str, limit: int = MessageLimit.MAX_TEXT_LENGTH) -> list[str]:
    """Cut `text` at line ends into parts of at most `limit` UTF-16 units; one that fits as Telegram counts is one part.

    A tag that is open where a part ends (a folded list) is closed there and opened again in the next one.
    """
    if shown_length(text) <= limit:
        return [text]
    parts: list[str] = []
    current = ""
    opened: list[str] = []
    for line in text.split("\n"):
        for piece in _pieces(line, limit):
            joined = f"{current}\n{piece}" if current else piece
            if current and utf16_length(joined) > limit:
                parts.append(current + _closing(opened))
                current = "".join(opened) + piece
            else:
                current = joined
        for tag in _TAG.findall(line):
            _follow(opened, tag)
    return [*parts, current] if current else parts or [""]


def shown_length(text: str) -> int:
    """Length as Telegram counts: in UTF-16 units, once the markup is read (https://core.telegram.org/bots/api#sendmessage)."""
    return utf16_length(unmarked(text))


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _pieces(line: str, limit: int) -> list[str]:
    """Cut one line that is too long: at a space where there is one, never within a tag or an entity.

    A tag that is open where a piece ends is closed there and opened again in the next one.
    """
    if utf16_length(line) <= limit:
        return [line]
    pieces: list[str] = []
    opened: list[str] = []
    current = ""
    for token in _TOKEN.findall(line):
        closing = _closing(opened)
        if current and utf16_length(current + token + closing) > limit:
            pieces.append(current.rstrip() + closing)
            current = "".join(opened)
            if not token.strip():
                continue
        current += token
        if token.startswith("<"):
            _follow(opened, token)
    return [*pieces, current]


# A tag, an entity, a run of spaces, or a piece of a word short enough to fit anywhere.
_TOKEN = re.compile(r"<[^>]*>|&[#\w]+;|\s+|[^<&\s]{1,200}|&")


_TAG = re.compile(r"<[^>]*>")


def _follow(opened: list[str], tag: str) -> None:
    """Keep count of the tags that are open; one that was opened before is none of ours to close."""
    if not tag.startswith("</"):
        opened.append(tag)
    elif opened:
        opened.pop()


def _closing(opened: list[str]) -> str:
    return "".join(f"</{tag.strip('<>').split()[0]}>" for tag in reversed(opened))
