"""Photos as papers show them: JPEG files, as Telegram makes of every photo, each in a drawing of its own size.

The typesetter takes words alone, so a photo goes to it as an SVG that holds its bytes; it is embedded as it is.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.papers.parts import PaperPhoto

if TYPE_CHECKING:
    from collections.abc import Sequence

# So much of photos a paper carries: Telegram takes files of 50 MB, and the typesetter needs several times as much memory.
MOST_BYTES = 12_000_000
_START, _MARKER = b"\xff\xd8", 0xFF
# Start of frame: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, table B.1; the others of the row say something else.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_LONE = frozenset(range(0xD0, 0xD9)) | {0x01}


def read_photos(directory: Path | None, photos: Sequence[tuple[str, str]]) -> tuple[PaperPhoto, ...]:
    """The photos of (file under `directory`, caption) that are there and are photos, until they are too many bytes."""
    found: list[PaperPhoto] = []
    left = MOST_BYTES
    for name, caption in photos if directory is not None else ():
        content = _content(directory, name)
        size = size_of(content)
        if size is None or len(content) > left:
            continue
        left -= len(content)
        found.append(PaperPhoto(_drawing(content, *size), caption))
    return tuple(found)


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None of what is no JPEG."""
    if not content.startswith(_START):
        return None
    at = len(_START)
    while at + 9 <= len(content):
        if content[at] != _MARKER:
            return None
        kind = content[at + 1]
        if kind in _FRAMES:
            height, width = (int.from_bytes(content[at + start : at + start + 2]) for start in (5, 7))
            return (width, height) if width and height else None
        if kind == _MARKER:
            at += 1
        elif kind in _LONE:
            at += 2
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return None


def _content(directory: Path | None, name: str) -> bytes:
    if directory is None or not name:
        return b""
    try:
        return (directory / name).read_bytes()
    except OSError:
        # Somebody tidied up: the paper is made without it.
        return b""


def _drawing(content: bytes, width: int, height: int) -> str:
    kept = base64.b64encode(content).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}"><image width="{width}" height="{height}"'
        f' xlink:href="data:image/jpeg;base64,{kept}"/></svg>'
    )
