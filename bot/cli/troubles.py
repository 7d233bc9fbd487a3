"""Faults of the machine, the network and the database as one line each that says what to do."""

from __future__ import annotations

import errno
import os
import socket
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.storage.database import sqlite_file
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_MACHINE_SAYS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "shell-disk-full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "shell-file-forbidden"),
    errno.EADDRINUSE: "shell-port-taken",
    errno.EISDIR: "shell-is-folder",
}
# SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), the longest beginning that fits.
_SERVER_SAYS = {
    "3D000": "shell-server-no-database",
    "28P01": "shell-server-refuses-user",
    "28": "shell-server-refuses-user",
    "42501": "shell-server-forbids",
    "25006": "shell-server-read-only",
    "53100": "shell-server-full",
    "53300": "shell-server-crowded",
    "57P": "shell-server-busy",
    "08": "shell-server-away",
}
_FILE_SAYS = {
    sqlite3.SQLITE_NOTADB: "shell-file-no-database",
    sqlite3.SQLITE_CORRUPT: "shell-file-damaged",
    sqlite3.SQLITE_FULL: "shell-disk-full",
    sqlite3.SQLITE_READONLY: "shell-file-forbidden",
    sqlite3.SQLITE_PERM: "shell-file-forbidden",
    sqlite3.SQLITE_AUTH: "shell-file-forbidden",
    sqlite3.SQLITE_CANTOPEN: "shell-file-forbidden",
    sqlite3.SQLITE_BUSY: "shell-file-busy",
    sqlite3.SQLITE_LOCKED: "shell-file-busy",
    sqlite3.SQLITE_IOERR: "shell-file-unreadable",
}


def trouble(error: BaseException, database_url: str) -> str | None:
    """What is wrong and what to do, for whoever typed the command; None for what is the program's own fault."""
    for cause in _causes(error):
        said = _of_database(cause, database_url) or _of_machine(cause, database_url)
        if said is not None:
            return said
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """As the driver or the system raised it, however it is wrapped."""
    yield error
    if isinstance(error, DBAPIError) and error.orig is not None:
        yield error.orig
        if error.orig.__cause__ is not None:
            yield error.orig.__cause__
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _causes(inner)


def _of_database(cause: BaseException, url: str) -> str | None:
    if isinstance(cause, sqlite3.Error):
        # The extended code tells the kind of fault in its low byte.
        return _of_file(getattr(cause, "sqlite_errorcode", 0) & 0xFF, sqlite_file(url), cause)
    state = str(getattr(cause, "sqlstate", None) or "")
    for length in (5, 3, 2):
        if len(state) == 5 and (key := _SERVER_SAYS.get(state[:length])):
            return plain(key, **_server(url), reason=first_line(cause))
    if isinstance(cause, ModuleNotFoundError) and cause.name == "asyncpg":
        return plain("shell-no-driver", python=sys.executable)
    if isinstance(cause, TypeError) and "connect() got an unexpected keyword" in str(cause):
        return plain("shell-server-option", option=str(cause).rpartition("argument ")[2].strip("'"))
    return None


def _of_file(code: int, file: Path | None, cause: BaseException) -> str | None:
    key = _FILE_SAYS.get(code)
    if key is None:
        return None
    name = str(file or "SQLite")
    if code == sqlite3.SQLITE_CANTOPEN and file is not None:
        if file.is_dir():
            return plain("shell-is-folder", file=name)
        if not file.parent.is_dir():
            return plain("shell-no-folder", folder=str(file.parent), file=name)
    return plain(key, file=name, reason=first_line(cause))


def _of_machine(cause: BaseException, url: str) -> str | None:
    if not isinstance(cause, OSError):
        return None
    file = str(cause.filename) if cause.filename is not None else ""
    if cause.errno in _MACHINE_SAYS:
        return plain(_MACHINE_SAYS[cause.errno], file=file or plain("shell-some-file"))
    if file:
        return _of_name(Path(file), cause)
    # asyncpg says of several addresses together that none answered, in an error without a number.
    return plain("shell-server-away", **_server(url), reason=first_line(cause)) if _is_server(url) else None


def _of_name(file: Path, cause: OSError) -> str:
    if cause.errno not in (errno.ENOENT, errno.ENOTDIR):
        return plain("shell-file-trouble", file=str(file), reason=cause.strerror or type(cause).__name__)
    if file.parent.is_dir():
        return plain("shell-no-file", file=str(file))
    return plain("shell-no-folder", folder=str(file.parent), file=str(file))


def _is_server(url: str) -> bool:
    return make_url(url).get_backend_name() != "sqlite"


def _server(url: str) -> dict[str, str]:
    """Where the database is; never its password."""
    parts = make_url(url)
    host = parts.host or str(parts.query.get("host", "localhost"))
    host = f"{host}:{parts.port}" if parts.port else host
    return {"host": host, "name": parts.database or "", "user": parts.username or ""}


def first_line(error: BaseException) -> str:
    """The first line of what a driver or the system says."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, OSError) and cause.errno and cause.errno > 0:
        return os.strerror(cause.errno) if not isinstance(cause, socket.gaierror) else str(cause.strerror)
    return str(cause).split("\n", 1)[0].partition("DETAIL:")[0].strip() or type(cause).__name__
