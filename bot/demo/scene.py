"""The running demo: a stage (bot, local Bot API, phones) whose clock flows, leaps, and on which things can go wrong."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from bot.clock import SystemClock
from bot.demo.cast import Cast
from bot.demo.feed import Feed
from bot.demo.kept import begin_to_keep, keep_phones, phones_kept
from bot.demo.owed import ledger_json, moments
from bot.demo.screens import chat_json, message_json, person_json
from bot.domain.timing import local_instant
from bot.monitoring.events import Event
from bot.replay.stage import ZONE, Stage, at
from bot.simulator import Fault
from bot.simulator.saved import dump, load
from bot.storage.database import Database

if TYPE_CHECKING:
    from bot.simulator.world import Change


# Monday 2 October 2023, 08.00: the first week of the shipped plan's last quarter.
BEGINS = at(date(2023, 10, 2), 8)
MORNING = time(8)
# Real seconds between two moves of the clock, and between two looks at the ledger while things happen.
_TICK = 0.05
_LOOK = 0.3
# Real seconds between two times that the phones are kept.
_KEEP = 5.0
# A leap goes in so many steps, so that the page sees what happens on the way.
_STEPS = 48
_SHORTEST_STEP = timedelta(minutes=5)
_FLOOD_SECONDS = 5
# How many times as fast time goes while everybody registers.
_HURRIED = 5.0
# Seconds that a busy machine may be behind, and still catch up.
_LONGEST = 10.0
_FOR_EVER = 1_000_000


class NowhereToGo(Exception):
    """The clock cannot leap there: nothing is dated."""


@dataclass(slots=True)
class Scene:
    """Everything the page shows and moves. `begin`, then `end`."""

    stage: Stage
    cast: Cast
    feed: Feed = field(default_factory=Feed)
    # Whether the phones are to be found again as they are left.
    keeps: bool = False
    # What is wrong just now.
    away: bool = False
    flood: bool = False
    _moving: asyncio.Lock = field(default_factory=asyncio.Lock)
    # One after the other: what dies holds its database a moment longer.
    _switching: asyncio.Lock = field(default_factory=asyncio.Lock)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _outside: Database = field(init=False)
    # Something happened since the ledger was last looked at.
    _stirred: asyncio.Event = field(default_factory=asyncio.Event)
    _last_ledger: dict[str, Any] = field(default_factory=dict)
    _leaping: bool = False
    _leapt: bool = False
    _unkept: bool = False

    def __post_init__(self) -> None:
        # A look from outside, also while the bot is gone.
        self._outside = Database(self.stage.settings.database_url, self.stage.clock)

    @classmethod
    async def open(cls, database_url: str, seed: int, *, address: str = "", keeps: bool = False) -> Scene:
        """Build the stage with everybody's phones: new ones, or where it `keeps`, as the last demo left them.

        `address` is the page's own, where calendars find the bot too.
        """
        kept = await _phones_kept(database_url) if keeps else None
        stage = await Stage.build(
            database_url, kept["now"] if kept is not None else BEGINS, thinks_again=True, public_url=address
        )
        try:
            if kept is not None:
                load(stage.sim, kept)
            await stage.start_bot(first=kept is None)
        except BaseException:
            await stage.close()
            raise
        scene = cls(stage, Cast(stage, seed), keeps=keeps)
        if keeps:
            await begin_to_keep(scene._outside)
        if kept is not None:
            scene.cast.take_up_groups()
        return scene

    def begin(self) -> None:
        """Let time flow, and everybody but the first phone register."""
        self.stage.sim.world.on_change.append(self._on_change)
        if self.stage.groups:
            self.cast.ready = True
        else:
            self.cast.plan_beginnings()
        for work in (self._flow, self._watch_ledger, *([self._keep] if self.keeps else [])):
            self._start(work())

    async def end(self) -> None:
        """Stop in good order what is kept; of what is not nobody waits for the end."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.feed.end()
        if self.away:
            await self.stage.sim.answer_again()
        if self.keeps:
            await self._keep_now()
        elif self.stage.bot is not None:
            # Replies that stand in line wait for a clock that goes no more.
            await self.stage.bot.kill()
        await self.stage.close()
        await self._outside.close()

    @property
    def now(self) -> datetime:
        return self.stage.clock.now()

    def status(self) -> dict[str, Any]:
        """Clock and faults; `at_work` are the chats whose last words the bot has not taken yet."""
        alive = self.stage.bot is not None
        return {
            "now": int(self.now.timestamp() * 1000),
            "leaping": self._leaping,
            "alive": alive,
            "away": self.away,
            "flood": self.flood,
            "at_work": sorted(self._chats_waiting()),
            "ready": self.cast.ready,
        }

    async def ledger(self) -> dict[str, Any]:
        """What is owed, as it is now."""
        return await ledger_json(self._outside)

    async def leap(self, where: str) -> None:
        """Move the clock: `hour`, `tomorrow`, `week`, `reminder` (H-1) or `day` (H). Raises `NowhereToGo`."""
        until = await self._target(where)
        async with self._moving:
            self._leaping = True
            try:
                step = max((until - self.now) / _STEPS, _SHORTEST_STEP)
                while self.now < until:
                    await self.stage.play_until(min(self.now + step, until))
                    self.feed.publish("status", self.status())
            finally:
                self._leaping, self._leapt = False, True
        self._say_status()

    async def kill(self) -> None:
        """The bot's process dies, in mid-air."""
        async with self._switching:
            bot = self.stage.bot
            if bot is not None:
                self.stage.note_kill()
                await bot.kill()
        self._say_status()

    async def revive(self) -> None:
        """The bot's process is started again; returns when it serves."""
        async with self._switching:
            if self.stage.bot is None:
                await self.stage.start_bot()
        self._say_status()

    async def be_away(self, *, away: bool) -> None:
        """Telegram cannot be reached, or can again."""
        sim = self.stage.sim
        if away and not self.away:
            self.away = True
            await sim.hang_up()
            sim.bot_offline()
        elif self.away and not away:
            self.away = False
            await sim.answer_again()
        self._say_status()

    def be_flooded(self, *, flood: bool) -> None:
        """Telegram answers every message with 429, or no longer."""
        self.flood = flood
        faults = self.stage.sim.faults
        faults.clear()
        if flood:
            for method in ("sendMessage", "sendDocument", "sendPhoto"):
                faults.add(Fault.flood(_FLOOD_SECONDS), method=method, times=_FOR_EVER)
        self._say_status()

    async def _target(self, where: str) -> datetime:
        if where == "hour":
            return self.now + timedelta(hours=1)
        if where == "week":
            return self.now + timedelta(weeks=1)
        if where == "tomorrow":
            return local_instant(self.now.astimezone(ZONE).date() + timedelta(days=1), MORNING, ZONE)
        found = await moments(self._outside, self.now, ZONE)
        until = {"reminder": found.reminder, "day": found.opening}[where]
        if until is None:
            raise NowhereToGo(where)
        return until

    async def _flow(self) -> None:
        """Time goes on as on the wall, as long as somebody looks."""
        loop = asyncio.get_running_loop()
        last, said = loop.time(), 0.0
        while True:
            await asyncio.sleep(_TICK)
            async with self._moving:
                passed, last = loop.time() - last, loop.time()
                # Until everybody has registered nobody has anything to wait for.
                pace = 1.0 if self.cast.ready else _HURRIED
                # What a leap took is not added to it.
                passed = 0.0 if self._leapt else passed
                self._leapt = False
                await self.stage.play_until(self.now + timedelta(seconds=min(passed, _LONGEST) * pace))
            if last - said >= 1.0:
                said = last
                self.feed.publish("status", self.status())

    async def _watch_ledger(self) -> None:
        while True:
            await self._stirred.wait()
            self._stirred.clear()
            with suppress(Exception):
                ledger = await self.ledger()
                if ledger != self._last_ledger:
                    self._last_ledger = ledger
                    self.feed.publish("ledger", ledger)
            self.feed.publish("status", self.status())
            await asyncio.sleep(_LOOK)

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(_KEEP)
            if self._unkept:
                await self._keep_now()

    async def _keep_now(self) -> None:
        self._unkept = False
        await keep_phones(self._outside, dump(self.stage.sim))

    def _on_change(self, change: Change) -> None:
        self._stirred.set()
        self._unkept = True
        world = self.stage.sim.world
        if change.note is not None:
            self.feed.publish("note", change.note._asdict())
        elif change.room is None or change.message is None:
            self.feed.publish("menus", {})
        elif change.gone:
            self.feed.publish("gone", {"chat": change.room.id, "id": change.message.id})
        else:
            chat = {key: value for key, value in chat_json(change.room, world).items() if key != "last"}
            shown = message_json(change.message, change.room, world)
            self.feed.publish("message", {"chat": chat, "message": shown})
            member = self.cast.by_id.get(change.room.id)
            if member is not None and len(change.room.messages) < 3:
                self.feed.publish("person", person_json(member))

    def _chats_waiting(self) -> set[int]:
        waiting = set()
        for update in self.stage.sim.updates.pending_updates:
            content = update.get("message") or update.get("callback_query", {}).get("message")
            if content:
                waiting.add(int(content["chat"]["id"]))
        return waiting

    def _say_status(self) -> None:
        self._stirred.set()
        self.feed.publish("status", self.status())

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._gone)

    def _gone(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            Event.DEMO_STOPPED.emit(exc_info=error)


async def _phones_kept(database_url: str) -> dict[str, Any] | None:
    db = Database(database_url, SystemClock())
    try:
        return await phones_kept(db)
    finally:
        await db.close()
