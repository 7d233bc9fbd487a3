"""How long a text is for Telegram, which counts in UTF-16 code units: an emoji is two of them, or more."""

from __future__ import annotations

# What holds the sign before it to the one after it, or changes how it looks: nothing ends with a half of that.
_JOINERS = "\u200d\ufe0e\ufe0f"


def units(text: str) -> int:
    """Length in UTF-16 code units (https://core.telegram.org/api/entities#entity-length)."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` units, "…" in place of what is missing."""
    if units(text) <= most:
        return text
    room = most - 1
    kept = 0
    for sign in text:
        room -= 2 if sign > "\uffff" else 1
        if room < 0:
            break
        kept += 1
    return f"{text[:kept].rstrip().rstrip(_JOINERS)}…"
