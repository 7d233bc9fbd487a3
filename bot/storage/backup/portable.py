"""Every table as lines of JSON, compressed: the same for both databases, and complete or told to be not.

A header, then for each table its columns and its rows, at last the number of rows of each: a file without that line, or with
other numbers, was cut short. Values are as the models know them (instants in UTC, enums by value), not as one
database stores them.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    Float,
    Integer,
    String,
    Text,
    column,
    func,
    insert,
    select,
    table,
    text,
)

from bot.storage.backup.kinds import BackupTrouble
from bot.storage.models import Base
from bot.storage.types import EnumText, UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from sqlalchemy import Column, Connection, TableClause
    from sqlalchemy.types import TypeEngine

_VERSION = 1
_ROWS = 1000
# How a column's values travel, and the type they are read and written with, in whatever revision.
_TYPES: dict[str, TypeEngine[Any]] = {
    "instant": UtcDateTime(),
    "date": Date(),
    "json": JSON(none_as_null=True),
    "bool": Boolean(),
    "int": BigInteger(),
    "real": Float(),
    "text": Text(),
}
# Which of the models' types that is.
_KINDS: dict[str, type[Any] | tuple[type[Any], ...]] = {
    "instant": UtcDateTime,
    "date": Date,
    "json": JSON,
    "bool": Boolean,
    "int": Integer,
    "real": Float,
    "text": (String, EnumText),
}
_READ: dict[str, Callable[[Any], Any]] = {"instant": datetime.fromisoformat, "date": date.fromisoformat}
_BROKEN = (EOFError, OSError, ValueError, KeyError, TypeError, IndexError, zlib.error)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a portable backup holds."""

    revision: str
    made_at: datetime
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: list[tuple[str, str]]

    def clause(self) -> TableClause:
        return table(self.name, *(column(name, _TYPES[kind]) for name, kind in self.columns))


def dump(connection: Connection, file: Path, revision: str, now: datetime) -> Contents:
    """Write what the connection's transaction sees; that must be one snapshot."""
    rows: dict[str, int] = {}
    with gzip.open(file, "wt", encoding="utf-8", compresslevel=6) as out:
        _write(out, {"panwascam": _VERSION, "revision": revision, "made_at": now.isoformat()})
        for model in Base.metadata.sorted_tables:
            one = _Table(model.name, [(of.name, _kind(of)) for of in model.columns])
            _write(out, {"table": one.name, "columns": one.columns})
            rows[one.name] = 0
            query = select(one.clause()).order_by(*(text(of.name) for of in model.primary_key))
            for batch in connection.execution_options(yield_per=_ROWS).execute(query).partitions():
                for row in batch:
                    _write(out, [_plain(value) for value in row])
                rows[one.name] += len(batch)
        _write(out, {"rows": rows})
    return Contents(revision, now, rows)


def verify(file: Path) -> Contents:
    """Read a file to its end; raises `BackupTrouble` where it is damaged or cut short."""
    for _ in (reading := _Reading(file)).tables():
        pass
    return reading.contents


def header(file: Path) -> Contents:
    """The revision and time of a file, without its rows; raises `BackupTrouble`."""
    return _Reading(file).contents


def load(connection: Connection, file: Path) -> Contents:
    """Fill empty tables of the file's revision; raises `BackupTrouble`, then nothing may be committed."""
    reading = _Reading(file)
    for one, rows in reading.tables():
        if rows:
            names = [name for name, _ in one.columns]
            connection.execute(insert(one.clause()), [dict(zip(names, row, strict=True)) for row in rows])
    if connection.dialect.name == "postgresql":
        _continue_numbers(connection, reading.contents.rows)
    return reading.contents


class _Reading:
    """Goes through a file once."""

    def __init__(self, file: Path) -> None:
        self._file = file
        try:
            with gzip.open(file, "rt", encoding="utf-8") as opened:
                head = json.loads(opened.readline())
            if head["panwascam"] != _VERSION:
                raise BackupTrouble("version", file=file.name)
            self.contents = Contents(head["revision"], datetime.fromisoformat(head["made_at"]), {})
        except _BROKEN as error:
            raise BackupTrouble("damaged", file=file.name, reason=str(error)) from None

    def tables(self) -> Iterator[tuple[_Table, list[list[Any]]]]:
        """Each table's rows in portions; afterwards `contents` knows how many there were."""
        counted: Counter[str] = Counter()
        try:
            with gzip.open(self._file, "rt", encoding="utf-8") as opened:
                opened.readline()
                stated = yield from self._portions(opened, counted)
        except _BROKEN as error:
            raise BackupTrouble("damaged", file=self._file.name, reason=str(error)) from None
        if stated != counted:
            raise BackupTrouble("damaged", file=self._file.name, reason="jumlah baris tidak cocok")
        self.contents.rows.update(counted)

    def _portions(
        self, lines: Iterator[str], counted: Counter[str]
    ) -> Generator[tuple[_Table, list[list[Any]]], None, dict[str, int]]:
        one: _Table | None = None
        portion: list[list[Any]] = []
        for line in lines:
            value = json.loads(line)
            if isinstance(value, list) and one is not None:
                portion.append([_typed(kind, cell) for (_, kind), cell in zip(one.columns, value, strict=True)])
                if len(portion) == _ROWS:
                    counted[one.name] += len(portion)
                    yield one, portion
                    portion = []
                continue
            if one is not None and portion:
                counted[one.name] += len(portion)
                yield one, portion
                portion = []
            if "table" in value:
                one = _Table(value["table"], [(name, kind) for name, kind in value["columns"]])
                counted[one.name] += 0
            elif "rows" in value:
                return dict(value["rows"])
        raise EOFError("terpotong")


def _kind(of: Column[Any]) -> str:
    for kind, classes in _KINDS.items():
        if isinstance(of.type, classes):
            return kind
    raise TypeError(f"no way to carry {of.table.name}.{of.name}, {of.type!r}, in a portable backup")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(kind: str, value: Any) -> Any:
    return value if value is None or kind not in _READ else _READ[kind](value)


def _write(out: Any, value: object) -> None:
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def _continue_numbers(connection: Connection, names: dict[str, int]) -> None:
    """PostgreSQL's counters do not notice ids that were given."""
    for name in names:
        if "id" not in Base.metadata.tables.get(name, table(name)).columns:
            continue
        sequence = connection.scalar(select(func.pg_get_serial_sequence(name, "id")))
        if sequence is not None:
            highest = connection.scalar(text(f'SELECT max(id) FROM "{name}"'))  # noqa: S608 (a table of ours)
            if highest is not None:
                connection.execute(select(func.setval(sequence, highest)))
