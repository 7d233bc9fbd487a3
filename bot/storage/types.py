"""Column types: instants in UTC on every database, enums by value."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import DateTime, String
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import Dialect
    from sqlalchemy.types import TypeEngine


E = TypeVar("E", bound=StrEnum)


class _Words(sqlite.DATETIME):
    """As SQLite stores an instant, written and read by `UtcDateTime`: SQLAlchemy's own way takes three times as long."""

    def bind_processor(self, dialect: Dialect) -> None:  # noqa: ARG002 (signatures are SQLAlchemy's)
        return None

    def result_processor(self, dialect: Dialect, coltype: object) -> None:  # noqa: ARG002
        return None


_WORDS = _Words()  # type: ignore[no-untyped-call]


# A transaction writes one moment over and over, and all that follow read the same sessions'.
@lru_cache(1024)
def _written(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


@lru_cache(1024)
def _read(value: str) -> datetime:
    return datetime.fromisoformat(value).replace(tzinfo=UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant; stored as UTC, read back as aware UTC (SQLite keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(_WORDS) if dialect.name == "sqlite" else super().load_dialect_impl(dialect)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive time must not be stored: {value!r}")
        return _written(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if isinstance(value, str):
            return _read(value)
        return value.astimezone(UTC)


class EnumText(TypeDecorator[E]):
    """A `StrEnum` stored by its value in a text column: readable by hand, no database enum to migrate."""

    impl = String(40)
    cache_ok = True

    def __init__(self, enum: type[E]) -> None:
        super().__init__()
        self.enum = enum

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (signature is SQLAlchemy's)
        return None if value is None else str(self.enum(value))

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], E | None]:  # noqa: ARG002
        """A look-up and no function of ours: a roster has tens of thousands of such values."""
        return self._read

    @cached_property
    def _read(self) -> Callable[[Any], E | None]:
        return _Members(self.enum).__getitem__


class _Members(dict[str | None, E | None]):
    """An enum's members by value, with nothing for nothing."""

    def __init__(self, enum: type[E]) -> None:
        super().__init__({one.value: one for one in enum})
        self[None] = None
        self._enum = enum

    def __missing__(self, value: str | None) -> E | None:
        # No value of this enum: its own error says so.
        return self._enum(str(value))
