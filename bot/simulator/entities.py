"""Telegram's HTML: tags to entities with UTF-16 offsets, and its errors (https://core.telegram.org/bots/api#html-style)."""

from __future__ import annotations

import html
import re
from typing import Any

from bot.simulator.errors import bad_request

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
}
_TOKEN = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\s+[^<>]*)?)>|<|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);")
_HREF = re.compile(r'href\s*=\s*"([^"]*)"')


def utf16(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and its entities; raises the API's 400 for what Telegram would not parse."""
    if "<" not in text and "&" not in text:
        return text, []
    out: list[str] = []
    length = 0
    opened: list[tuple[str, int, str]] = []
    entities: list[dict[str, Any]] = []
    last = 0

    def _append(piece: str) -> None:
        nonlocal length
        out.append(piece)
        length += utf16(piece)

    for match in _TOKEN.finditer(text):
        _append(text[last : match.start()])
        last = match.end()
        token = match[0]
        if token.startswith("&"):
            _append(html.unescape(token) if token in ("&lt;", "&gt;", "&amp;", "&quot;") or token[1] == "#" else token)
        elif token == "<":  # noqa: S105 (a sign, not a password)
            raise bad_request(f"can't parse entities: Unclosed start tag at byte offset {_offset(text, match.start())}")
        elif match[1]:
            _close(match[2].lower(), opened, entities, length, _offset(text, match.start()))
        else:
            _open(match[2].lower(), match[3], opened, length, _offset(text, match.start()))
    _append(text[last:])
    if opened:
        raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1][0]}\"")
    return "".join(out), sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _open(tag: str, attributes: str, opened: list[tuple[str, int, str]], at: int, offset: int) -> None:
    if tag not in _TYPES:
        raise bad_request(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {offset}')
    opened.append((tag, at, attributes))


def _close(tag: str, opened: list[tuple[str, int, str]], entities: list[dict[str, Any]], at: int, offset: int) -> None:
    if not opened:
        raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {offset}")
    start_tag, start, attributes = opened.pop()
    if start_tag != tag:
        raise bad_request(
            f'can\'t parse entities: Unmatched end tag at byte offset {offset}, expected "</{start_tag}>", found "</{tag}>"'
        )
    if at > start:
        entity = {"type": _TYPES[tag], "offset": start, "length": at - start}
        if tag == "a" and (href := _HREF.search(attributes)):
            entity["url"] = html.unescape(href[1])
        entities.append(entity)


def _offset(text: str, index: int) -> int:
    return len(text[:index].encode())
