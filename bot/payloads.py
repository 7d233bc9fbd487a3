"""JSON from outside: whatever stands in it, it is read or refused, and none of it is put into an error or the log."""

from __future__ import annotations

import json
import math
import re
from typing import Any

# Telegram's own nest a dozen deep.
_DEEPEST = 100
_DIGITS = 19
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]|[^"\[\]{}]+', re.DOTALL)


def read_json(payload: bytes) -> Any:
    """What the bytes say; null for what no database could keep or no reader follow: NaN, huge numbers, bottomless lists.

    Raises ValueError, without words of theirs, for what is not JSON.
    """
    text = payload.decode("utf-8", "replace")
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON at character {error.pos} of {len(text)}") from None
    except (ValueError, RecursionError):
        # Of more digits, or deeper, than Python reads.
        return _PATIENT.decode(_cut(text))


def _cut(text: str) -> str:
    """The same, with null for each list or object that stands too deep."""
    found: list[str] = []
    depth = 0
    for word in _TOKENS.findall(text):
        if word in "]}":
            depth -= 1
            if depth < _DEEPEST:
                found.append(word)
        elif word in "[{":
            if depth < _DEEPEST:
                found.append(word)
            elif depth == _DEEPEST:
                found.append("null")
            depth += 1
        elif depth <= _DEEPEST:
            found.append(word)
    return "".join(found)


def _nothing(_word: str) -> None:
    return None


def _finite(word: str) -> float | None:
    number = float(word)
    return number if math.isfinite(number) else None


def _short(word: str) -> int | None:
    return int(word) if len(word) <= _DIGITS else None


_DECODER = json.JSONDecoder(parse_constant=_nothing, parse_float=_finite)
_PATIENT = json.JSONDecoder(parse_constant=_nothing, parse_float=_finite, parse_int=_short)
