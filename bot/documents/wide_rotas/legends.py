"""What a legend says of the codes of shifts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.documents.wide_rotas.lines import Line
from bot.documents.wide_rotas.shifts import NO_SHIFT, is_shift

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


# "P = Pagi (08.00-14.00)", "L: Libur", "1 = 07.00-14.00", "Shift 1 = 07.00-14.00"; several in a cell.
_CODE = r"(?:(?:shift|sif)\s*)?(?:[A-Za-z]{1,2}|[A-Za-z]?[1-5]|I{1,3}|IV)"
_MEANING = re.compile(
    rf"(?<![\w.:])(?P<code>{_CODE})\s*[=:](?!\d\d(?!\d|[.:]))\s*(?P<shift>[^,;=]+?)(?=\s*(?:[,;\n]|$)|\s+{_CODE}\s*[=:](?!\d\d(?!\d|[.:])))",
    re.IGNORECASE,
)


def meanings_said(others: Sequence[Line]) -> dict[str, str]:
    """What a legend says of codes; of what is no shift an empty text."""
    found: dict[str, str] = {}
    for _, values in others:
        for match in _legends(values):
            words = " ".join(match["shift"].split()).casefold()
            if NO_SHIFT.search(words):
                found[_code_of(match)] = ""
            elif is_shift(words):
                found[_code_of(match)] = words
    return found


def _code_of(match: re.Match[str]) -> str:
    """The code, comparable."""
    return " ".join(match["code"].split()).casefold()


def _legends(values: Sequence[str]) -> Iterator[re.Match[str]]:
    said = [value for value in values if value]
    # "P" and "= Pagi" in two cells.
    for text in (*said, " ".join(said)):
        yield from _MEANING.finditer(text)
