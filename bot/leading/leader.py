"""Who sends for a bot token: one process at a time, by a lock that dies with its holder.

On PostgreSQL the lock is a session-level advisory lock on a connection of its own, so the server gives it up the moment
that connection is gone. The time in here is the machine's, not the injected one: it measures a connection.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, get_args

from sqlalchemy import text
from sqlalchemy.engine import make_url

from bot.domain.ledger import Owes
from bot.monitoring.events import Event
from bot.storage.database import sqlite_file
from bot.storage.outage import is_away

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import IO

    import asyncpg

    from bot.storage.database import Database

# How often a follower asks for the lock.
TRY_EVERY = 1.0
# A leader that hears nothing for _PING_EVERY + _PING_PATIENCE stops by itself: sooner than the server, by the
# settings below, gives up a holder it hears nothing from, so there are never two.
_PING_EVERY = 2.0
_PING_PATIENCE = 2.0
_SERVER_SETTINGS = {
    "application_name": "panwascam-leader",
    "tcp_keepalives_idle": "4",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "2",
    "tcp_user_timeout": "8000",
}
_CONNECT_PATIENCE = 5.0
# Commits that owe, and messages that presses change, are announced to the leader at most once in so many seconds, and so many
# at once: a payload may have 8,000 bytes (https://www.postgresql.org/docs/current/sql-notify.html).
_RING_EVERY = 0.05
_MOST_WORDS = 200


class RunsAlready(RuntimeError):
    """Another process of the bot uses the same SQLite file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"bot sudah berjalan dengan basis data ini (berkas kunci {path}). Hentikan proses yang lain lebih dulu; "
            "beberapa proses sekaligus memerlukan PostgreSQL."
        )


class Seat(Protocol):
    """The leader's seat."""

    async def take(self) -> bool:
        """Try to sit down; False where another process sits."""

    async def lost(self) -> None:
        """Return as soon as the seat is no longer ours."""

    async def leave(self) -> None:
        """Give it up; harmless when not held."""


def seat_for(
    db: Database,
    token: str,
    on_ring: Callable[[frozenset[Owes]], None],
    on_edit: Callable[[int, int], None],
    on_crossed: Callable[[int, int], None],
) -> Seat:
    """The seat of a bot; `on_ring` is told what followers have come to owe, `on_edit` which messages (chat, id) they change.

    A follower's `on_crossed` is told of which of these the leader has changed at the same moment.
    """
    if db.dialect == "sqlite":
        return FileSeat(db.url)
    return ServerSeat(db, token, on_ring, on_edit, on_crossed)


class FileSeat:
    """Beside an SQLite file: its process is the leader, a second one is refused."""

    def __init__(self, url: str) -> None:
        file = sqlite_file(url)
        self._path = file.with_name(f"{file.name}.lock") if file is not None else None
        self._file: IO[bytes] | None = None

    async def take(self) -> bool:
        """Lock the file. Raises `RunsAlready`."""
        if self._path is not None and self._file is None:
            file = self._path.open("ab")
            try:
                _lock(file)
            except OSError:
                file.close()
                raise RunsAlready(self._path) from None
            self._file = file
        return True

    async def lost(self) -> None:
        """Never: the lock lives as long as the process."""
        await asyncio.get_running_loop().create_future()

    async def leave(self) -> None:
        """Unlock the file; it stays, for removing it would let two lock two files of that name."""
        if self._file is not None:
            self._file.close()
            self._file = None


class ServerSeat:
    """An advisory lock, on a connection that also listens for followers' bells, or for the leader's."""

    def __init__(
        self,
        db: Database,
        token: str,
        on_ring: Callable[[frozenset[Owes]], None],
        on_edit: Callable[[int, int], None],
        on_crossed: Callable[[int, int], None],
    ) -> None:
        # `create_connect_args` is what the pool's own connections are made with.
        self._options: dict[str, Any] = dict(db.engine.dialect.create_connect_args(make_url(db.url))[1])
        self._options.pop("prepared_statement_cache_size", None)
        self._key = _key(token)
        self._token = token
        self._on_ring = on_ring
        self._on_edit = on_edit
        self._on_crossed = on_crossed
        self._connection: asyncpg.Connection | None = None
        self._closed = asyncio.Event()

    async def take(self) -> bool:
        """Try the lock, connecting first where needed. Raises what connecting raises."""
        connection = self._connection
        if connection is None or connection.is_closed():
            connection = await self._connect()
        try:
            async with asyncio.timeout(_CONNECT_PATIENCE):
                if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", self._key):
                    return False
                await connection.add_listener(channel(self._token), self._heard)
        except BaseException:
            connection.terminate()
            raise
        return True

    async def lost(self) -> None:
        connection = self._connection
        while connection is not None and not connection.is_closed():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closed.wait(), _PING_EVERY)
                return
            try:
                async with asyncio.timeout(_PING_PATIENCE):
                    await connection.execute("SELECT 1")
            except Exception as error:  # noqa: BLE001 (whatever it is: who is not sure to lead does not)
                Event.LEADER_UNHEARD.emit(reason=str(error) or type(error).__name__)
                connection.terminate()

    async def leave(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None or connection.is_closed():
            return
        try:
            # Closing waits for the server to have let go of everything.
            await connection.close(timeout=_PING_PATIENCE)
        except (OSError, TimeoutError) as error:
            Event.LEADER_CLOSED_BADLY.emit(reason=str(error) or type(error).__name__)
            connection.terminate()

    async def _connect(self) -> asyncpg.Connection:
        import asyncpg  # noqa: PLC0415 (an extra: SQLite does without)

        self._closed = closed = asyncio.Event()
        connection: asyncpg.Connection = await asyncpg.connect(
            **self._options, timeout=_CONNECT_PATIENCE, server_settings=_SERVER_SETTINGS
        )
        connection.add_termination_listener(lambda _connection: closed.set())
        try:
            async with asyncio.timeout(_CONNECT_PATIENCE):
                await connection.add_listener(channel(self._token, of_leader=True), self._heard_of_crossings)
        except BaseException:
            connection.terminate()
            raise
        self._connection = connection
        return connection

    def _heard_of_crossings(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        for chat_id, message_id in _messages(str(payload).split(",")):
            self._on_crossed(chat_id, message_id)

    def _heard(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        said = str(payload).split(",")
        for chat_id, message_id in _messages(said):
            self._on_edit(chat_id, message_id)
        owed = frozenset(word for word in get_args(Owes) if word in said)
        if owed:
            self._on_ring(owed)


def _messages(words: Sequence[str]) -> list[tuple[int, int]]:
    """The messages (chat, id) among what a bell says."""
    parted = (word.partition(":") for word in words)
    return [(int(chat_id), int(message_id)) for chat_id, sign, message_id in parted if sign]


class Bell:
    """A follower's bell: tells the leader what commits here have come to owe, and which messages presses change.

    The leader's (`of_leader`) tells followers of which of these it has changed at the same moment. A bell unheard costs a
    safety tick, or a screen that was begun anew.
    """

    def __init__(self, db: Database, token: str, *, of_leader: bool = False) -> None:
        self._db = db
        self._channel = channel(token, of_leader=of_leader)
        # In the order in which they came.
        self._words: dict[str, None] = {}
        self._ringing: asyncio.Task[None] | None = None

    def ring(self, owed: frozenset[Owes]) -> None:
        """Ring soon; many at once ring once."""
        self._say(*sorted(owed))

    def changes(self, chat_id: int, message_id: int) -> None:
        """A message is changed: by a press, so that what the leader has in hand is of before; by the leader, across a press."""
        self._say(f"{chat_id}:{message_id}")

    def _say(self, *words: str) -> None:
        self._words |= dict.fromkeys(words)
        if self._ringing is None or self._ringing.done():
            self._ringing = asyncio.create_task(self._ring())

    async def still(self) -> None:
        """Stop ringing."""
        if self._ringing is not None:
            self._ringing.cancel()
            await asyncio.gather(self._ringing, return_exceptions=True)

    async def _ring(self) -> None:
        while self._words:
            words = list(self._words)[:_MOST_WORDS]
            for word in words:
                del self._words[word]
            try:
                async with self._db.engine.begin() as connection:
                    await connection.execute(_NOTIFY, {"channel": self._channel, "words": ",".join(words)})
            except Exception as error:
                if not is_away(error):
                    raise
                Event.BELL_UNHEARD.emit(reason=str(error))
            await asyncio.sleep(_RING_EVERY)


_NOTIFY = text("SELECT pg_notify(:channel, :words)")


def channel(token: str, *, of_leader: bool = False) -> str:
    """Where followers' bells are heard, or the leader's."""
    return f"panwascam_{_digest(token).hex()[:16]}{'_leader' if of_leader else ''}"


def _key(token: str) -> int:
    return int.from_bytes(_digest(token)[:8], signed=True)


def _digest(token: str) -> bytes:
    # By the bot's id: a token that was replaced is still the same bot.
    return hashlib.sha256(f"panwascam leader {token.partition(':')[0]}".encode()).digest()


def _lock(file: IO[bytes]) -> None:
    """Lock for this open file alone, at once; raises `OSError` where it is taken."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
