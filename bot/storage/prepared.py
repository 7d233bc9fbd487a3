"""Statements of the busiest units, compiled once: on SQLite they go to the driver as they are.

SQLAlchemy prepares every execution anew, which takes several times as long as SQLite needs for a row of a table; a press is
five statements. PostgreSQL's driver keeps its own prepared statements and waits for a server: there they run as all others do.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import Select
from sqlalchemy.types import NullType

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection, Delete, Insert, Update
    from sqlalchemy.engine import Dialect

    Convert = Callable[[Any], Any]


class _Compiled(NamedTuple):
    text: str
    # A value for each parameter; what the caller gives goes to its places, made fit for the driver.
    template: Sequence[Any]
    given: Sequence[tuple[int, str, Convert | None]]
    # Of the columns that need it: the place, and what makes the stored value one of ours.
    results: Sequence[tuple[int, Convert]]
    row: Callable[[Sequence[Any]], Any]
    has_lists: bool


class Prepared:
    """A SELECT, UPDATE, DELETE or INSERT whose parameters are all named; of an INSERT, `columns` says which are given.

    A list of constants may stand in it, but not where it runs for many rows (`run_all`, which raises `ValueError` too):
    PostgreSQL's driver takes none there.

    Raises `ValueError` at its first run if the statement asks for more than that (a list as a parameter, a default in
    Python) or leaves a parameter without a type: its value would reach the driver as it is, past ours.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]] | Update | Delete | Insert, *columns: str) -> None:
        self.statement = statement
        self._columns = columns
        self._compiled: _Compiled | None = None

    def one_or_none(self, connection: Connection, values: Mapping[str, Any]) -> Any | None:
        """The row, with the columns' names, or None; the statement must find one at most."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self.statement, values).one_or_none()
        compiled, cursor = self._execute(connection, values)
        found = cursor.fetchone()
        cursor.close()
        return None if found is None else _row(compiled, found)

    def all(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Any]:
        """The rows, with the columns' names."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self.statement, values).all()
        compiled, cursor = self._execute(connection, values)
        found = [_row(compiled, row) for row in cursor.fetchall()]
        cursor.close()
        return found

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """How many rows were written."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self.statement, values).rowcount
        _, cursor = self._execute(connection, values)
        written: int = cursor.rowcount
        cursor.close()
        return written

    def run_all(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Once for each of these."""
        if connection.dialect.name != "sqlite":
            if rows:
                connection.execute(self.statement, rows)
            return
        compiled = self._made_for(connection)
        if compiled.has_lists:
            raise ValueError(f"cannot run for many: {compiled.text}")
        _run_all(connection, compiled.text, [_parameters(compiled, row) for row in rows])

    def _execute(self, connection: Connection, values: Mapping[str, Any]) -> tuple[_Compiled, Any]:
        compiled = self._made_for(connection)
        parameters = _parameters(compiled, values)
        try:
            # The driver's own connection in a thread of group commit, SQLAlchemy's stand-in for it elsewhere: both have it.
            cursor = connection.connection.cursor()
            cursor.execute(compiled.text, parameters)
        except sqlite3.Error as error:
            raise _failed(connection, compiled.text, error) from error
        return compiled, cursor

    def _made_for(self, connection: Connection) -> _Compiled:
        if self._compiled is None:
            self._compiled = _compile(self.statement, self._columns, connection.dialect)
        return self._compiled


class ManyRows:
    """One statement for thousands of rows, whose values are made fit for the driver before the transaction that writes them.

    On SQLite others wait for the only writer meanwhile: what need not be done while it is held is done here. Rows have the same keys.
    """

    def __init__(self, statement: Update | Insert, rows: Sequence[Mapping[str, Any]], dialect: Dialect) -> None:
        self._statement = statement
        self._given: Sequence[Mapping[str, Any]] | None = rows
        self._text, self._rows = "", []
        if dialect.name == "sqlite" and rows:
            compiled = _compile(statement, tuple(rows[0]) if statement.is_insert else (), dialect)
            self._text = compiled.text
            self._rows = [_parameters(compiled, row) for row in rows]
            self._given = None

    def run(self, connection: Connection) -> None:
        """Write them all."""
        if self._given is not None:
            if self._given:
                connection.execute(self._statement, list(self._given))
            return
        _run_all(connection, self._text, self._rows)


def _run_all(connection: Connection, text: str, rows: Sequence[Sequence[Any]]) -> None:
    if not rows:
        return
    try:
        cursor = connection.connection.cursor()
        cursor.executemany(text, rows)
        cursor.close()
    except sqlite3.Error as error:
        raise _failed(connection, text, error) from error


def _failed(connection: Connection, text: str, error: sqlite3.Error) -> DBAPIError:
    """As SQLAlchemy would say it."""
    found = DBAPIError.instance(text, None, error, sqlite3.Error, hide_parameters=True, dialect=connection.dialect)
    if not isinstance(found, DBAPIError):
        raise found
    return found


def _row(compiled: _Compiled, found: Sequence[Any]) -> Any:
    row = list(found)
    for place, convert in compiled.results:
        row[place] = convert(row[place])
    return compiled.row(row)


def _parameters(compiled: _Compiled, values: Mapping[str, Any]) -> list[Any]:
    parameters = list(compiled.template)
    for place, name, convert in compiled.given:
        parameters[place] = convert(values[name]) if convert else values[name]
    return parameters


def _compile(statement: Any, columns: Sequence[str], dialect: Dialect) -> _Compiled:
    compiled = statement.compile(dialect=dialect, column_keys=list(columns) or None)
    asked = [one for one in compiled.binds.values() if one.required]
    if any(one.expanding for one in asked) or compiled.insert_prefetch or compiled.update_prefetch:
        raise ValueError(f"cannot be prepared: {compiled.string}")
    # Lists of constants have a place for each.
    whole = compiled.construct_expanded_state({one.key: None for one in asked})
    list_of = {name: of for of, names in whole.parameter_expansion.items() for name in names}
    template: list[Any] = []
    given = []
    for place, name in enumerate(whole.positiontup or ()):
        parameter = compiled.binds[list_of.get(name, name)]
        if isinstance(parameter.type, NullType):
            raise ValueError(f"cannot be prepared: {name} has no type: {compiled.string}")  # noqa: TRY004 (of the statement)
        convert = parameter.type.dialect_impl(dialect).bind_processor(dialect)
        constant = whole.parameters[name]
        template.append(convert(constant) if convert else constant)
        if parameter.required:
            given.append((place, name, convert))
    selected = statement.selected_columns.items() if isinstance(statement, Select) else ()
    converts = [column.type.dialect_impl(dialect).result_processor(dialect, None) for _, column in selected]
    # Its fields are the statement's.
    row = namedtuple("Row", [name for name, _ in selected])  # type: ignore[misc]  # noqa: PYI024
    results = [(place, convert) for place, convert in enumerate(converts) if convert]
    return _Compiled(whole.statement, template, given, results, row._make, bool(list_of))
