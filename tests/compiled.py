"""A statement is compiled once in a worker of the tests, not once in each of the databases that they open by the thousand.

SQLAlchemy keeps what it compiled by engine, and looks it up by dialect: here engines of one kind have one store, and dialects of
one kind are one. They speak to servers of one version. A fifth of what a scenario costs was compiling.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

# More than there are statements: nothing falls out and is compiled again.
_ROOM = 5000
_stores: dict[type, LRUCache[Any, Any]] = {}


class _Store:
    """In the place of the attribute in which an engine keeps a store of its own."""

    def __get__(self, engine: Engine | None, kind: type[Engine]) -> LRUCache[Any, Any] | None:
        return None if engine is None else _stores.setdefault(type(engine.dialect), LRUCache(_ROOM))

    def __set__(self, engine: Engine, store: LRUCache[Any, Any] | None) -> None:
        """What the engine would use alone is left."""


def _are_of_one_kind(dialect: DefaultDialect, other: object) -> bool:
    return type(dialect) is type(other)


def _hash_of_kind(dialect: DefaultDialect) -> int:
    return hash(type(dialect))


def share() -> None:
    """From now on, for the life of this process."""
    Engine._compiled_cache = _Store()  # type: ignore[assignment]
    DefaultDialect.__eq__ = _are_of_one_kind  # type: ignore[assignment, method-assign]
    DefaultDialect.__hash__ = _hash_of_kind  # type: ignore[assignment, method-assign]
