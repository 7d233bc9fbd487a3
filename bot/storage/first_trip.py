"""A connection to PostgreSQL that the pool hands out is asked whether it lives by the BEGIN that is needed anyway.

SQLAlchemy asks with a transaction of its own: three trips to the server more for each unit of work, of which many have one statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.util.concurrency import await_

if TYPE_CHECKING:
    from sqlalchemy import Engine


def ask_by_beginning(engine: Engine) -> None:
    """From now on; who wants another isolation level, or gives the connection back unused, has the transaction taken back."""
    engine.dialect.do_ping = _begins  # type: ignore[assignment, method-assign]


def _begins(connection: Any) -> bool:
    """Raises the driver's error where the connection is gone: the pool then opens another."""
    await_(connection._start_transaction())  # noqa: SLF001 (there is no public way to begin at once)
    return True
