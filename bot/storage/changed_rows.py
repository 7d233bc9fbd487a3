"""Different columns of many rows changed: a statement for each set of columns, whatever the number of rows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, update

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection, Update

    from bot.storage.models import Base


def change_rows(connection: Connection, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
    """Each of `rows` has the `id` of one and the columns of it that are another now."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append({f"to_{name}": value for name, value in row.items()})
    for columns, values in groups.items():
        connection.execute(_statement(model, columns), values)


@cache
def _statement(model: type[Base], columns: tuple[str, ...]) -> Update:
    table = model.__table__
    given = {name: bindparam(f"to_{name}", type_=table.c[name].type) for name in columns if name != "id"}
    return update(table).where(table.c.id == bindparam("to_id")).values(given)  # type: ignore[arg-type]
