"""The bot's jobs: derived from the database at start, armed at the next due time, each a thin call of a service."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.domain.timing import DIGEST_TIME, local_instant
from bot.jobs.scheduler import ClockScheduler
from bot.services.door import thanks
from bot.services.duty import escalating, rota
from bot.services.office import backups, digest
from bot.services.owing import nightly

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping
    from zoneinfo import ZoneInfo

    from bot.delivery.cards import Cards
    from bot.delivery.dispatcher import Dispatcher
    from bot.delivery.older import OlderMessages
    from bot.domain.ledger import Owes
    from bot.services.context import Context


PLANNING_TIME = time(0, 30)
# When every meeting that lasted into the night is over, and nobody is written to yet.
AFTERWARDS_TIME = time(5, 15)
BACKUP_TIME = time(1, 30)
_DISPATCH = "dispatch"
_CARDS = "cards"
_OLDER = "older"
_MENUS = "menus"
_TAGS = "tags"
_STEPS = "steps"
_PHOTOS = "photos"
# By office zone, each by itself, so that none of them keeps another from its work; the nightly ones at every start too.
_NIGHTLY = {"planning": PLANNING_TIME, "thanks": AFTERWARDS_TIME, "piket": PLANNING_TIME}
_OF_OFFICES: dict[str, Callable[[Context, ZoneInfo, Collection[int] | None], Awaitable[list[int]]]] = {
    "planning": nightly.plan,
    "thanks": thanks.owe_afterwards,
    "digest": digest.owe_digests,
}
_LEFT_OUT_AGAIN = timedelta(minutes=30)
_RUNG_BY: dict[Owes, str] = {
    "deliveries": _DISPATCH,
    "cards": _CARDS,
    "older": _OLDER,
    "menus": _MENUS,
    "tags": _TAGS,
    "steps": _STEPS,
    "photos": _PHOTOS,
}
# The answer to a press goes first; what was pressed together is looked at together.
_AFTER = {_OLDER: timedelta(seconds=3), _STEPS: timedelta(seconds=10), _PHOTOS: timedelta(seconds=10)}


@dataclass(frozen=True, slots=True)
class JobLine:
    """One line of `panwascam jobs`."""

    name: str
    next_run: datetime | None


class Jobs:
    """Owns the scheduler. `safety_tick` is how often the ledger is looked at even if nobody rang.

    `others` is what else is done when somebody rings for it (`menus`, `tags`, `photos`), and says when to do it again.
    """

    def __init__(
        self,
        ctx: Context,
        dispatcher: Dispatcher,
        cards: Cards,
        older: OlderMessages,
        *,
        others: Mapping[str, Callable[[], Awaitable[datetime | None]]],
        safety_tick: timedelta,
        zones: list[ZoneInfo],
        shelf: backups.Shelf | None = None,
    ) -> None:
        self._ctx = ctx
        self._dispatcher = dispatcher
        self._cards = cards
        self._older = older
        self._others = others
        self._tick = safety_tick
        self._zones = zones
        self._shelf = shelf
        # By zone the last day that was opened for all offices since this process began: before it there may have been nobody.
        self._opened: dict[ZoneInfo, date] = {}
        self._of_offices = {**_OF_OFFICES, "piket": self._open_days}
        self.scheduler = ClockScheduler(ctx.clock, timezone=ctx.zone)
        # Jobs that may be ended where they stand: all but sending.
        self.under_way: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Owe again what was in flight, then arm everything: what fell due while the bot was away is due now."""
        await self._dispatcher.recover()
        self.add_all()
        self._ctx.db.on_owed.append(self.ring)
        self.scheduler.start()

    def add_all(self) -> None:
        """Add every job; next run times follow from the clock."""
        now = self._ctx.clock.now()
        tick = IntervalTrigger(seconds=int(self._tick.total_seconds()), start_date=now, timezone=self._ctx.zone)
        for name, run in (
            (_DISPATCH, self._dispatch),
            (_CARDS, self._beside(self._edit_cards)),
            (_OLDER, self._beside(self._bring_up_older)),
            (_STEPS, self._beside(self._climb)),
            *((name, self._beside(partial(self._do_other, name))) for name in self._others),
        ):
            self.scheduler.add_job(run, tick, id=name, next_run_time=now, max_instances=2)
        for zone in self._zones:
            self._add_zone(zone)
        self.scheduler.add_job(self._beside(self._look_for_zones), tick, id="zones", next_run_time=now + self._tick)
        self._daily("pruning", PLANNING_TIME, self._ctx.zone, self._prune, now=True)
        if self._shelf is not None:
            self._daily(
                "backup", BACKUP_TIME, self._ctx.zone, self._back_up, now=backups.is_due(self._ctx, self._shelf)
            )

    def _add_zone(self, zone: ZoneInfo) -> None:
        now = self._ctx.clock.now()
        for name, at in _NIGHTLY.items():
            self._daily(name, at, zone, partial(self._serve_offices, name), now=True)
        late = now >= local_instant(now.astimezone(zone).date(), DIGEST_TIME, zone)
        self._daily("digest", DIGEST_TIME, zone, partial(self._serve_offices, "digest"), now=late)

    async def _look_for_zones(self) -> None:
        """An office may be added, or change its zone, while the bot runs."""
        for zone in await nightly.office_zones(self._ctx):
            if zone not in self._zones:
                self._zones.append(zone)
                self._add_zone(zone)

    def hold(self) -> None:
        """Begin nothing more, no send either, and end other jobs where they stand: they are safe to repeat."""
        self._forget_bell()
        if self.scheduler.running:
            self.scheduler.pause()
        self._dispatcher.hold()
        for task in self.under_way:
            task.cancel()

    async def stop(self) -> None:
        """Start no more jobs and let a running dispatch settle what is in flight."""
        self.hold()
        await self._dispatcher.stop()
        await self.scheduler.abort()

    async def kill(self) -> None:
        """Stop in mid-air: running jobs are cancelled where they stand."""
        self._forget_bell()
        await self.scheduler.abort()

    @staticmethod
    def planned(
        ctx: Context, zones: list[ZoneInfo], next_due: datetime | None, shelf: backups.Shelf | None = None
    ) -> list[JobLine]:
        """What a bot started now would run, and when; for `panwascam jobs`."""
        now = ctx.clock.now()
        lines = [JobLine(_DISPATCH, max(next_due, now) if next_due else None), JobLine(_CARDS, None)]
        for zone in zones:
            for name, at in (*_NIGHTLY.items(), ("digest", DIGEST_TIME)):
                following = _daily_trigger(at, zone).get_next_fire_time(None, now.astimezone(zone))
                lines.append(JobLine(f"{name}@{zone.key}", following))
        if shelf is not None:
            following = _daily_trigger(BACKUP_TIME, ctx.zone).get_next_fire_time(None, now.astimezone(ctx.zone))
            lines.append(JobLine(f"backup@{ctx.zone.key}", now if backups.is_due(ctx, shelf) else following))
        return sorted(lines, key=lambda line: (line.next_run is None, line.next_run))

    def lines(self) -> list[JobLine]:
        """What runs when, earliest first."""
        lines = [JobLine(job.id, job.next_run_time) for job in self.scheduler.get_jobs()]
        return sorted(lines, key=lambda line: (line.next_run is None, line.next_run))

    def _forget_bell(self) -> None:
        if self.ring in self._ctx.db.on_owed:
            self._ctx.db.on_owed.remove(self.ring)

    def _daily(
        self, name: str, at: time, zone: ZoneInfo, run: Callable[[ZoneInfo], Awaitable[None]], *, now: bool = False
    ) -> None:
        trigger = _daily_trigger(at, zone)
        moment = self._ctx.clock.now().astimezone(zone)
        following = moment if now else trigger.get_next_fire_time(None, moment)
        job_id = f"{name}@{zone.key}"
        self.scheduler.add_job(self._beside(run), trigger, args=[zone], id=job_id, next_run_time=following)

    def ring(self, owed: frozenset[Owes]) -> None:
        """A commit, here or in another process, owed something: look at once."""
        now = self._ctx.clock.now()
        for what, name in _RUNG_BY.items():
            if what in owed:
                self._arm(name, now + _AFTER.get(name, timedelta(0)))

    def _arm(self, name: str, when: datetime | None) -> None:
        if when is None or not self.scheduler.running:
            return
        job = self.scheduler.get_job(name)
        if job is not None and (job.next_run_time is None or when < job.next_run_time):
            job.modify(next_run_time=max(when, self._ctx.clock.now()).astimezone(self._ctx.zone))

    async def _dispatch(self) -> None:
        self._arm(_DISPATCH, await self._dispatcher.run())

    async def _bring_up_older(self) -> None:
        self._arm(_OLDER, await self._older.run())

    async def _climb(self) -> None:
        self._arm(_STEPS, await escalating.escalate(self._ctx))

    async def _do_other(self, name: str) -> None:
        self._arm(name, await self._others[name]())

    async def _edit_cards(self) -> None:
        self._arm(_CARDS, await self._cards.run())

    def _beside(self, work: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        """The same work, known to be under way while it is."""

        async def _run(*args: object) -> None:
            task = asyncio.current_task()
            if task is None:
                raise RuntimeError("a job runs in a task")
            self.under_way.add(task)
            try:
                await work(*args)
            finally:
                self.under_way.discard(task)

        return _run

    async def _serve_offices(self, name: str, zone: ZoneInfo, only: Collection[int] | None = None) -> None:
        """Do a job for the offices of a zone; those left out are tried again, alone, until all goes well."""
        left_out = await self._of_offices[name](self._ctx, zone, only)
        if left_out:
            when = (self._ctx.clock.now() + _LEFT_OUT_AGAIN).astimezone(zone)
            again = self._beside(partial(self._serve_offices, name))
            self.scheduler.add_job(
                again, DateTrigger(when), args=[zone, left_out], id=f"{name}@{zone.key} again", replace_existing=True
            )

    async def _open_days(self, ctx: Context, zone: ZoneInfo, only: Collection[int] | None) -> list[int]:
        today = ctx.clock.now().astimezone(zone).date()
        since = self._opened.get(zone, date.min) if only is None else date.min
        left_out = await rota.open_days(ctx, zone, only, since=since)
        if only is None:
            self._opened[zone] = today
        return left_out

    async def _prune(self, _zone: ZoneInfo) -> None:
        await nightly.prune(self._ctx)

    async def _back_up(self, _zone: ZoneInfo) -> None:
        if self._shelf is not None:
            await backups.back_up(self._ctx, self._shelf)


def _daily_trigger(at: time, zone: ZoneInfo) -> CronTrigger:
    return CronTrigger(hour=at.hour, minute=at.minute, timezone=zone)
