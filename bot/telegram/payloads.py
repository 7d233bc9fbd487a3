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

# As JSON escapes them: NUL, which PostgreSQL keeps in no text, and halves of a sign, which no encoding has.
_MAY_BE_UNKEPT = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_HALF = r"u[dD][89a-fA-F][0-9a-fA-F]{2}"
_ESCAPES = re.compile(
    rf"\\(?:u[dD][89abAB][0-9a-fA-F]{{2}}\\u[dD][c-fC-F][0-9a-fA-F]{{2}}|(?P<nul>u0000)|(?P<half>{_HALF})|.)"
)


def read_json(payload: bytes) -> Any:
    """What the bytes say; null for what no database could keep or no reader follow: NaN, huge numbers, bottomless lists.

    Of its texts NUL is left out, and halves of a sign become the sign for what cannot be read (U+FFFD).

    Raises ValueError, without words of theirs, for what is not JSON.
    """
    text = payload.decode("utf-8", "replace")
    if _MAY_BE_UNKEPT.search(text):
        text = _ESCAPES.sub(_kept, text)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON at character {error.pos} of {len(text)}") from None
    except (ValueError, RecursionError):
        # Of more digits, or deeper, than Python reads.
        return _PATIENT.decode(_cut(text))


def _kept(escape: re.Match[str]) -> str:
    if escape["nul"]:
        return ""
    return r"\ufffd" if escape["half"] else escape[0]


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
