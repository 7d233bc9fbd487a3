"""Sends what the ledger owes: claims due rows ahead, has them composed, sends them paced, settles what became of each."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.clock import surely_after
from bot.delivery import ledger
from bot.delivery.ledger import Claims, Landed
from bot.delivery.limits import PacingLimits
from bot.delivery.outage import Outage
from bot.delivery.outcomes import Expired, Halt, Later, Outcome, Refused, Retry, Sent
from bot.delivery.pacing import Pacer
from bot.delivery.sender import Sender
from bot.domain.ledger import Priority
from bot.monitoring.events import Event
from bot.storage.outage import is_away

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection
    from telegram.ext import ExtBot

    from bot.clock import Clock
    from bot.delivery.errands import Errand
    from bot.delivery.messages import Claimed, Composer, GroupWatch, Message, ShownMessages
    from bot.delivery.token import Token
    from bot.domain.ledger import Purpose
    from bot.storage.database import Database

# Work claimed ahead: enough that the limiter never waits for the database, little enough that a crash repeats little
# and what is composed is still true when it goes out.
_SECONDS_AHEAD = 2
_LEAST_AHEAD, _MOST_AHEAD = 20, 400
# With no room for more, urgent rows are still looked for this often (seconds), besides whenever something is owed.
_URGENT_EVERY = 1.0
# Leases are renewed, and lost rows looked for, this often.
_KEEP_EVERY = ledger.LEASE.total_seconds() / 4
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 10.0
# A stop waits so long for answers and for the database; what is not written by then is sent again after the start.
_STOP_WITHIN = 6.0


@dataclass(slots=True, eq=False)
class _Flight:
    """Rows under way as one message, from their claim until what became of them is written."""

    rows: Sequence[Claimed]
    errand: Errand
    # What it says was read after that.
    composed_at: datetime
    task: asyncio.Task[None] | None = None


class Dispatcher:
    """One sender for one bot token; instants named `_at` are the clock's monotonic seconds."""

    def __init__(
        self,
        db: Database,
        bot: ExtBot[Any],
        composer: Composer,
        clock: Clock,
        token: Token,
        shown: ShownMessages,
        unwritten: Sequence[Landed] = (),
        watch: GroupWatch | None = None,
    ) -> None:
        limiter = bot.rate_limiter
        self._pacer = limiter if isinstance(limiter, Pacer) else None
        limits = self._pacer.limits if self._pacer is not None else PacingLimits()
        self._db = db
        self._composer = composer
        self._clock = clock
        self._sender = Sender(bot, clock, shown, paid=limits.paid)
        self._token = token
        self._watch = watch
        self._outage = Outage()
        self._ahead = min(max(limits.mass_per_second * _SECONDS_AHEAD, _LEAST_AHEAD), _MOST_AHEAD)
        self._draining = asyncio.Lock()
        self._look = asyncio.Event()
        self._rung = False
        self._stop_at: float | None = None
        # In flight by row id, those of one message together, and what came back of them but is not yet written: it outlives a database that is away.
        self._flights: dict[int, _Flight] = {}
        self._landed: list[Landed] = list(unwritten)
        self._next_due: datetime | None = None
        # Of offices, as of the last time leases were renewed.
        self._zones: tuple[ZoneInfo, ...] = ()
        self._urgent_at = self._keep_at = self._database_at = 0.0
        self._database_wait = _FIRST_WAIT
        self.last_run: datetime | None = None
        # Told after each commit what became of a delivery: its purpose and the outcome's name, or "Expired".
        self.on_settled: list[Callable[[Purpose, str], None]] = []

    @property
    def unwritten(self) -> Sequence[Landed]:
        """What came back of rows and could not be written: for the next sender of this process."""
        return self._landed

    @property
    def in_flight(self) -> int:
        """How many rows are claimed and not yet settled."""
        return len(self._flights)

    async def recover(self) -> int:
        """Owe again what the last sender had in flight, but for what is known to have been sent; for a new only sender."""
        now = self._clock.now()
        landed = list(self._landed)

        def _unit(connection: Connection) -> int:
            ledger.settle(connection, landed, now, self._watch)
            return ledger.recover(connection, now)

        recovered = await self._db.transact(_unit)
        del self._landed[: len(landed)]
        return recovered

    async def run(self) -> datetime | None:
        """Send everything due; returns when to look again (None: nothing is owed, or another run is at it)."""
        self._rung = True
        if self._draining.locked():
            self._look.set()
            return None
        async with self._draining:
            try:
                return await self._drain()
            finally:
                await self._drop_flights()

    def hold(self) -> None:
        """Begin no more sends, from this moment on."""
        self._stop_at = self._clock.monotonic() + _STOP_WITHIN
        # Here, not in the run: that may be waiting for a database that does not answer.
        self._call_back()
        self._look.set()

    async def stop(self) -> None:
        """Take no more rows; returns once those on the wire are settled and the others owed as before."""
        self.hold()
        async with self._draining:
            pass

    async def _drain(self) -> datetime | None:
        while True:
            self._look.clear()
            wait = await self._work(self._clock.monotonic())
            stopping = self._stop_at is not None
            idle = not (self._flights or self._landed)
            # What was owed while we looked may have come after what was seen: whoever rang for it left it to this run.
            rung = self._look.is_set()
            if idle and (stopping or (not rung and (wait is None or wait > 0))):
                return None if wait is None else surely_after(self._clock.now(), wait)
            if stopping and self._clock.monotonic() >= (self._stop_at or 0):
                return None
            await self._wait(wait)

    async def _work(self, now: float) -> float | None:
        """Write what came back, take more; returns the seconds after which to look again though nothing happens."""
        self.last_run = self._clock.now()
        if self._stop_at is not None:
            self._call_back()
        if now < self._database_at:
            return self._database_at - now
        most, below = self._room(now)
        keep = now >= self._keep_at
        if self._landed or most or keep:
            read_at = self._clock.now()
            try:
                taken = await self._turn_over(most, below, keep=keep)
            except Exception as error:  # noqa: BLE001 (whatever keeps the ledger from answering, sending goes on after)
                return self._database_trouble(error, now)
            self._database_wait = _FIRST_WAIT
            self._keep_at = now + _KEEP_EVERY if keep else self._keep_at
            self._next_due = taken.next_due
            await self._start(taken.rows, read_at)
        return self._next_look(now)

    def _room(self, now: float) -> tuple[int, int | None]:
        """How many rows to take; and, where only more urgent ones have a place, which urgency is too little."""
        due = self._next_due is not None and self._next_due <= self._clock.now()
        if self._stop_at is not None or self._token.refused or not (self._rung or due):
            return 0, None
        # What came back is written with this very claim: it leaves room.
        held = len(self._flying())
        if self._outage.probe_at is not None:
            return int(now >= self._outage.probe_at and not held), None
        # What is not urgent would come back from the limiter at once, composed for nothing.
        rests = self._pacer is not None and self._pacer.bulk_paused_until > now
        if held <= self._ahead // 2 and not rests:
            self._rung = False
            return self._ahead - held, None
        if self._rung or now >= self._urgent_at:
            self._rung, self._urgent_at = False, now + _URGENT_EVERY
            return self._ahead, Priority.BULK
        return 0, None

    async def _turn_over(self, most: int, below: int | None, *, keep: bool) -> Claims:
        """One transaction: settle what came back, renew leases, let the night be, take more."""
        landed = list(self._landed)
        flying = self._flying()
        now = self._clock.now()

        def _unit(connection: Connection) -> Claims:
            ledger.settle(connection, landed, now, self._watch)
            if keep:
                ledger.keep(connection, flying, now)
                self._zones = ledger.zones(connection)
            if most:
                ledger.put_off(connection, now, self._zones)
            return ledger.claim(connection, now, most, below)

        taken = await self._db.transact(_unit)
        del self._landed[: len(landed)]
        for one in landed:
            self._flights.pop(one.row.id, None)
        self._tell([(one.row.purpose, type(one.outcome).__name__) for one in landed])
        self._tell([(purpose, Expired.__name__) for purpose in taken.expired])
        return taken

    def _flying(self) -> list[int]:
        """Rows under way of which nothing has come back yet."""
        landed = {one.row.id for one in self._landed}
        return [row_id for row_id in self._flights if row_id not in landed]

    def _tell(self, settled: Sequence[tuple[Purpose, str]]) -> None:
        for purpose, outcome in settled:
            for listener in self.on_settled:
                listener(purpose, outcome)

    def _next_look(self, now: float) -> float | None:
        if self._token.refused:
            return None  # Whoever asks about it rings.
        if self._next_due is None:
            return None
        wait = (self._next_due - self._clock.now()).total_seconds()
        if self._outage.probe_at is not None:
            return max(wait, self._outage.probe_at - now, 0.0)
        # Due but not taken: there is no room, or another process holds them.
        return wait if wait > 0 else _URGENT_EVERY

    def _database_trouble(self, error: Exception, now: float) -> float:
        wait = self._database_wait
        self._database_at, self._database_wait = now + wait, min(wait * 2, _LONGEST_WAIT)
        unwritten = len(self._landed)
        if is_away(error):
            Event.LEDGER_AWAY.emit(reason=str(error), unwritten=unwritten, again_in=wait)
        else:
            Event.LEDGER_BROKE.emit(unwritten=unwritten, again_in=wait, exc_info=error)
        return wait

    async def _start(self, rows: Sequence[Claimed], read_at: datetime) -> None:
        if not rows:
            return
        for row in rows:
            self._flights[row.id] = _Flight([row], self._sender.errand([row]), read_at)
        made_of = await self._compose(rows)
        for together, made in _messages(rows, made_of):
            flight = _Flight(together, self._sender.errand(together), read_at)
            self._flights.update((row.id, flight) for row in together)
            if made is None or not isinstance(made, Outcome):
                flight.task = asyncio.create_task(self._fly(flight, made))
            else:
                self._land(flight, [made] * len(together))

    async def _compose(self, rows: Sequence[Claimed]) -> dict[int, Message | Outcome | None]:
        """Messages by row id; where composing fails, what that makes of the row."""
        try:
            messages = await self._composer.compose(rows)
        except Exception as error:  # noqa: BLE001 (logged with its traceback)
            if is_away(error):
                again = self._clock.now() + timedelta(seconds=self._database_wait)
                return dict.fromkeys((row.id for row in rows), Later(again, str(error)))
            if len(rows) == 1:
                Event.DELIVERY_NOT_COMPOSED.emit(delivery=rows[0].id, purpose=rows[0].purpose, exc_info=True)
                return {rows[0].id: Refused(f"{type(error).__name__}: {error}")}
            # One row must not take the others with it: first those of other chats are apart, then each.
            made: dict[int, Message | Outcome | None] = {}
            for part in _apart(rows):
                made |= await self._compose(part)
            return made
        return {row.id: messages.get(row.id) for row in rows}

    async def _fly(self, flight: _Flight, message: Message | None) -> None:
        outcomes = await self._sender.send(flight.rows, message, flight.errand, flight.composed_at)
        self._land(flight, outcomes, message)

    def _land(self, flight: _Flight, outcomes: Sequence[Outcome], message: Message | None = None) -> None:
        """One message tells of all its rows, or of none; they are written in one transaction."""
        now = self._clock.monotonic()
        # That one of them is given up says nothing of Telegram.
        outcome = next((one for one in outcomes if isinstance(one, Retry)), outcomes[0])
        card = message if message is not None and message.is_card and isinstance(outcome, Sent) else None
        told = message.revisions if message is not None else {}
        changed = message is not None and message.edits is not None
        since = flight.composed_at if changed else None
        self._landed += [
            Landed(row, one, card, told.get(row.session_id or 0), since)
            for row, one in zip(flight.rows, outcomes, strict=True)
        ]
        self._look.set()
        outage = self._outage.learn(outcome, now)
        refused = isinstance(outcome, Halt) and self._token.refuse(outcome.error)
        if outage or refused:
            self._call_back()

    def _call_back(self) -> None:
        """Rows that have not yet gone out are owed again as if they had never been taken."""
        for flight in set(self._flights.values()):
            if flight.task is not None and not flight.task.done() and not flight.errand.begun:
                flight.task.cancel()
                flight.task = None
                self._landed += [Landed(row, Later(self._clock.now(), ""), card=None) for row in flight.rows]

    async def _drop_flights(self) -> None:
        """Whatever is still under way when the run ends stays claimed: its lease, or the next sender, brings it back."""
        tasks = [flight.task for flight in set(self._flights.values()) if flight.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._flights.clear()

    async def _wait(self, seconds: float | None) -> None:
        """Until something comes back, is owed or is due; with rows in flight not longer than their leases allow."""
        now = self._clock.monotonic()
        waits = [at - now for at in (self._keep_at, self._stop_at) if at is not None and at > now]
        if seconds is not None:
            waits.append(seconds)
        timer = self._clock.call_at(surely_after(self._clock.now(), min(waits, default=_KEEP_EVERY)), self._look.set)
        try:
            await self._look.wait()
        finally:
            timer.cancel()


def _apart(rows: Sequence[Claimed]) -> list[list[Claimed]]:
    """The rows of each chat; those of one chat each alone."""
    of_chat: dict[int, list[Claimed]] = defaultdict(list)
    for row in rows:
        of_chat[row.chat_id].append(row)
    return list(of_chat.values()) if len(of_chat) > 1 else [[row] for row in rows]


def _messages(
    rows: Sequence[Claimed], made_of: Mapping[int, Message | Outcome | None]
) -> Iterator[tuple[list[Claimed], Message | Outcome | None]]:
    """Rows with what was made of them; those that are one message together, where the first of them stands."""
    of_message: dict[int, list[Claimed]] = defaultdict(list)
    for row in rows:
        of_message[id(made_of[row.id])].append(row)
    for row in rows:
        made = made_of[row.id]
        if made is None or isinstance(made, Outcome):
            yield [row], made
        elif of_message[id(made)][0] is row:
            yield of_message[id(made)], made
