"""Many rows of numbers in one parameter: a statement over thousands of them is one trip, prepared once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, BigInteger, ColumnElement, Text, bindparam, cast, column, func, select, true

from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import FromClause
    from sqlalchemy.dialects import postgresql, sqlite

    from bot.storage.models import Base

    Number = ColumnElement[int | None]


def rows_of_numbers(dialect: str, name: str, width: int) -> tuple[FromClause, Sequence[Number]]:
    """A table of `width` columns of whole numbers (or NULL), whose rows come as the parameter `name`, made by `as_list`."""
    if dialect == "postgresql":
        given = cast(bindparam(name, type_=Text()), JSON())
        rows = func.json_array_elements(given).table_valued(column("value", JSON()), name=name)
        return rows, [cast(rows.c.value[place].as_string(), BigInteger) for place in range(width)]
    rows = func.json_each(bindparam(name, type_=Text())).table_valued(column("value", Text()), name=name)
    return rows, [func.json_extract(rows.c.value, f"$[{place}]", type_=BigInteger) for place in range(width)]


def insert_each(
    dialect: str,
    model: type[Base],
    *,
    each: Sequence[str],
    alike: Sequence[str],
    unique: Sequence[str],
    made: Callable[[Mapping[str, Number]], Mapping[str, ColumnElement[Any]]] = lambda _: {},
) -> postgresql.Insert | sqlite.Insert:
    """Insert a row for each of the parameter `rows`, which gives the columns `each`; rows that are there already stay.

    The columns `alike` are parameters of their own names; those of `made` follow from what `each` gives.
    """
    rows, found = rows_of_numbers(dialect, "rows", len(each))
    numbers = dict(zip(each, found, strict=True))
    columns = model.__table__.c
    values = {**numbers, **{name: bindparam(name, type_=columns[name].type) for name in alike}, **made(numbers)}
    # SQLite takes the ON of ON CONFLICT for a join's unless there is a WHERE.
    query = select(*values.values()).select_from(rows).where(true())
    inserted = insert_into(dialect, model).from_select(list(values), query, include_defaults=False)
    return inserted.on_conflict_do_nothing(index_elements=list(unique))


def as_list(rows: Iterable[Sequence[int | None]]) -> str:
    """The parameter that `rows_of_numbers` reads."""
    return json.dumps(list(rows), separators=(",", ":"))
