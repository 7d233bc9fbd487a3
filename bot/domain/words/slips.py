"""One slip of the finger."""

from __future__ import annotations


def is_slip(word: str, name: str) -> bool:
    """Whether one inserted, dropped or changed letter, or two swapped ones, make `word` of `name`."""
    if abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    rest, other = word[start:], name[start:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other or rest == other[1:] or rest[1:] == other[1:]
