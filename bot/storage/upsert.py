"""Insert a row, or change the one that has its key already: the same on both databases."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from bot.storage.models import Base


def upsert(connection: Connection, model: type[Base], key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write `values` under `key`, which is a unique constraint of the table."""
    statement = _statement(connection.dialect.name, model, tuple(key), tuple(values))
    connection.execute(statement, {**key, **values})


@cache
def _statement(
    dialect: str, model: type[Base], key: tuple[str, ...], columns: tuple[str, ...]
) -> postgresql.Insert | sqlite.Insert:
    """Built once for each way of calling: a dialogue writes one at every step."""
    insert: postgresql.Insert | sqlite.Insert = (postgresql if dialect == "postgresql" else sqlite).insert(model)
    return insert.on_conflict_do_update(
        index_elements=list(key), set_={name: insert.excluded[name] for name in columns}
    )
