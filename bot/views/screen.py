"""What a person is shown: text with a keyboard; long texts are cut into messages at line ends."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.constants import MessageLimit

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove
CALLBACK_LIMIT = 64


@dataclass(frozen=True, slots=True)
class Screen:
    """One message to show."""

    text: str
    keyboard: Keyboard | None = None


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


def rows(*lines: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """An inline keyboard; empty lines are left out."""
    return InlineKeyboardMarkup([line for line in lines if line])


def pages(text: str, limit: int = MessageLimit.MAX_TEXT_LENGTH) -> list[str]:
    """Cut `text` at line ends into parts of at most `limit` UTF-16 units (as Telegram counts).

    No tag of ours spans lines, so every part is whole HTML.
    """
    parts: list[str] = []
    current = ""
    for line in text.split("\n"):
        for piece in _pieces(line, limit):
            joined = f"{current}\n{piece}" if current else piece
            if current and utf16_length(joined) > limit:
                parts.append(current)
                current = piece
            else:
                current = joined
    return [*parts, current] if current else parts or [""]


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _pieces(line: str, limit: int) -> list[str]:
    if utf16_length(line) <= limit:
        return [line]
    half = limit // 2
    return [line[start : start + half] for start in range(0, len(line), half)]
