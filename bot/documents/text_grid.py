"""Text tables: comma, semicolon, tab or bar; UTF-8, UTF-16 or cp1252; with or without Excel's line `sep=;`."""

from __future__ import annotations

import codecs
import csv
import re
from typing import TYPE_CHECKING

from bot.documents.bounds import LAST_COLUMN, LAST_ROW, MAX_COLUMNS, MAX_ROWS, Budget, UnreadableTable
from bot.documents.grids import FORMULA, Book, Grid, unguarded
from bot.domain.importing.columns import LeftOut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR = re.compile(r'"?sep=([,;|\t])"?[,;|\t]*', re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# A header stands within so many lines.
_LOOKED_AT = 60
_LONGEST_LOOKED_AT = 20_000
# `="0812"` is how programs keep a spreadsheet from making a number of it.
_QUOTED = re.compile(r'="([^"]*)"')
_A_FORMULA = re.compile(r"=\s*[A-Za-z0-9_($+\-\"'@]")
_ENOUGH_TO_SEE = 400
# A word with such a sign, but not a whole line of them.
_BEYOND_ASCII = re.compile(r"[^\s,;|\"]{0,30}[^\x00-\x7f][^\s,;|\"]{0,30}")
_MOST_WORDS = 15


def text_book(content: bytes, budget: Budget, known: Callable[[list[str]], int]) -> Book:
    """The table of a text file; `known` tells a header from other lines."""
    # Programs of long ago end a file with it.
    text, is_sure = _decoded(content)
    text = text.removesuffix("\x1a")
    if "\x00" in text:
        raise UnreadableTable("import-file-unreadable")
    lines = _LINE.finditer(text)
    first = next(lines, None)
    stated = _SEPARATOR.fullmatch(first.group().strip()) if first is not None else None
    delimiter = stated[1] if stated else _delimiter(text, known)
    skipped = 1 if stated else 0
    return Book([_grid(text, delimiter, skipped, budget)], [] if is_sure else _as_read(text))


def _as_read(text: str) -> list[LeftOut]:
    """Words with signs that another encoding would read otherwise, to be looked at: `Ma’ruf`."""
    words = list(dict.fromkeys(found.group() for found in _BEYOND_ASCII.finditer(text)))
    more = ["…"] if len(words) > _MOST_WORDS else []
    return [LeftOut("encoding", {"words": ", ".join([*words[:_MOST_WORDS], *more])})]


def _decoded(content: bytes) -> tuple[str, bool]:
    """The text, and whether it is sure that it reads so: nothing in a file tells cp1252 from a Mac's or from DOS's letters."""
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        encoding = "utf-32"
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = _without_mark(content[:_ENOUGH_TO_SEE])
    try:
        return content.decode(encoding), True
    except UnicodeDecodeError:
        if encoding != "utf-8-sig":
            raise UnreadableTable("import-file-unreadable") from None
    # A mark that it is UTF-8 does not make it so.
    return content.removeprefix(codecs.BOM_UTF8).decode("cp1252", errors="replace"), False


def _without_mark(head: bytes) -> str:
    """UTF-16 of Latin letters has a NUL in every other place."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    most = len(head) // 4
    if odd > most and not even:
        return "utf-16-le"
    return "utf-16-be" if even > most and not odd else "utf-8-sig"


def _delimiter(text: str, known: Callable[[list[str]], int]) -> str:
    """That by which a line is a header; else the one that the first line has most of."""
    head = [
        found.group() for found, _ in zip(_LINE.finditer(text, 0, _LONGEST_LOOKED_AT), range(_LOOKED_AT), strict=False)
    ]
    filled = [line for line in head if line.strip()]
    if not filled:
        return ","

    def sure(delimiter: str) -> tuple[int, int]:
        named = max(known([value.strip(' "\t') for value in line.split(delimiter)[:MAX_COLUMNS]]) for line in filled)
        return named, filled[0].count(delimiter)

    # Of equals the first.
    return max(_DELIMITERS, key=sure)


def _grid(text: str, delimiter: str, skipped: int, budget: Budget) -> Grid:
    grid = Grid()
    # Strict: an open quotation mark would swallow the rest of the file.
    reader = csv.reader(_lines(text, skipped), delimiter=delimiter, strict=True)
    start = 1
    try:
        for values in reader:
            row = _row(values, start + skipped, budget)
            if row:
                budget.row()
                grid.rows.append((start + skipped, row))
            start = reader.line_num + 1
            if start > LAST_ROW:
                raise UnreadableTable("import-file-rows", most=MAX_ROWS)
    except csv.Error:
        raise UnreadableTable("import-file-quotes", line=start + skipped) from None
    return grid


def _lines(text: str, skipped: int) -> Iterator[str]:
    for number, found in enumerate(_LINE.finditer(text)):
        if number >= skipped:
            yield found.group()


def _row(values: list[str], line: int, budget: Budget) -> list[str]:
    """Without empty values at the end; none at all where all are empty."""
    if len(values) > LAST_COLUMN:
        raise UnreadableTable("import-file-columns-many", line=line, most=MAX_COLUMNS)
    last = next((place for place in range(len(values), 0, -1) if values[place - 1].strip()), 0)
    if last > MAX_COLUMNS:
        raise UnreadableTable("import-file-columns-many", line=line, most=MAX_COLUMNS)
    row = []
    for value in values[:last]:
        text = _value(value.strip())
        if text:
            budget.cell(text)
        row.append(text)
    return row


def _value(value: str) -> str:
    if quoted := _QUOTED.fullmatch(value):
        return quoted[1].strip()
    return f"{FORMULA}{value}" if _A_FORMULA.match(value) else unguarded(value)
