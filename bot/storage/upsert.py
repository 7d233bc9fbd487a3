"""Insert a row that may be there already, or change it: the same on both databases."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.dialects import postgresql

    from bot.storage.models import Base


def insert_into(dialect: str, model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that knows what to do about a row that is there."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 (two MiB that SQLite does without)

        return postgresql.insert(model)
    return sqlite.insert(model)


def upsert(connection: Connection, model: type[Base], key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write `values` under `key`, which is a unique constraint of the table."""
    statement = _statement(connection.dialect.name, model, tuple(key), tuple(values))
    connection.execute(statement, {**key, **values})


def upsert_each(
    connection: Connection, model: type[Base], rows: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> None:
    """The same of many rows (key, values) with the same columns, at once."""
    if rows:
        (key, values), *_ = rows
        statement = _statement(connection.dialect.name, model, tuple(key), tuple(values))
        connection.execute(statement, [{**one, **other} for one, other in rows])


@cache
def _statement(
    dialect: str, model: type[Base], key: tuple[str, ...], columns: tuple[str, ...]
) -> postgresql.Insert | sqlite.Insert:
    """Built once for each way of calling: a dialogue writes one at every step."""
    insert = insert_into(dialect, model)
    return insert.on_conflict_do_update(
        index_elements=list(key), set_={name: insert.excluded[name] for name in columns}
    )
