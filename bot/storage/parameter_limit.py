"""Long lists in parts: a statement has at most 32,767 bound parameters on PostgreSQL, and as many on SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

V = TypeVar("V")

PART_SIZE = 5000


def in_parts(values: Sequence[V], size: int = PART_SIZE) -> Iterator[Sequence[V]]:
    """Consecutive parts of `values`, for `IN (...)`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
