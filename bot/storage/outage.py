"""Tells a database that does not answer for now from a statement that will never succeed."""

from __future__ import annotations

import socket
import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# Classes of SQLSTATE: connection, transaction rolled back, out of resources, operator intervention, system error.
_STATES = ("08", "40", "53", "57", "58")
_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)


def is_away(error: BaseException | None) -> bool:
    """Whether the same work may succeed later: unreachable, restarting, locked, out of disk or of connections."""
    match error:
        case ConnectionError() | TimeoutError() | PoolTimeout() | socket.gaierror():
            return True
        case DBAPIError(orig=cause):
            return error.connection_invalidated or "is closed" in str(cause) or _says_away(cause)
    # As the driver raised it: where it connects, or begins a transaction, nobody wraps it.
    return _says_away(error)


def _says_away(cause: BaseException | None) -> bool:
    state = getattr(cause, "sqlstate", None) or ""
    # The extended code tells the kind of fault in its low byte.
    return state.startswith(_STATES) or getattr(cause, "sqlite_errorcode", 0) & 0xFF in _SQLITE
