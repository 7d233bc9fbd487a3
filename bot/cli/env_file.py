"""Which encoding `.env` is written in: Windows' editors have several, and all of them are meant as text."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from bot.cli.refused import CommandRefused
from bot.views.text import plain

if TYPE_CHECKING:
    from pathlib import Path

# The longest first: UTF-32's mark begins like UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def env_encoding(file: Path) -> str:
    """By its mark, else UTF-8, else what Windows calls ANSI. Refuses what is no text; raises `OSError`."""
    if not file.is_file():
        return "utf-8"
    content = file.read_bytes()
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _readable(content, name)
    if b"\0" in content:
        # Without a mark the zeros tell: every second byte of plain letters is one.
        return _readable(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _readable(content, "cp1252")
    return "utf-8"


def _readable(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise CommandRefused(plain("shell-env-unreadable")) from None
    if "\0" in text:
        raise CommandRefused(plain("shell-env-unreadable"))
    return encoding
