"""What is sent to the database: work done twice shows in how many statements there are, on the quickest machine too."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is sent meanwhile, by whichever engine; one entry for a statement with many rows."""
    seen: list[str] = []

    def _note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", _note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", _note)
