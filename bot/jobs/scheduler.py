"""APScheduler on the injected clock: the same jobs run live and in a replay of three months."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from contextvars import Context
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog
from apscheduler.events import (
    EVENT_JOB_ERROR,
    EVENT_JOB_EXECUTED,
    EVENT_JOB_SUBMITTED,
    JobExecutionEvent,
    JobSubmissionEvent,
)
from apscheduler.executors.base import MaxInstancesReachedError
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.base import STATE_RUNNING

from bot.monitoring.events import Event

if TYPE_CHECKING:
    from datetime import datetime

    from apscheduler.job import Job

    from bot.clock import Clock, Timer

_EXECUTOR = "default"
# A wake-up is never armed further ahead: a machine that slept or a clock that was set is noticed by then.
_LONGEST_NAP = timedelta(hours=1)
# A job that broke is due again after so long, then ever later; its own next time may be tomorrow.
_AGAIN_FIRST = timedelta(minutes=1)
_AGAIN_LAST = timedelta(minutes=30)
# How long a cancelled job may take to put its connection away, which a database that is away can draw out.
_ABORT_PATIENCE = 2.0


def _unless_cancelled(record: logging.LogRecord) -> bool:
    """A job that was cancelled by pulling the plug has not failed."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


logging.getLogger("apscheduler.executors.default").addFilter(_unless_cancelled)


class ClockScheduler(AsyncIOScheduler):
    """AsyncIOScheduler whose "now" and timers are the `Clock`'s.

    APScheduler 3 reads `datetime.now()` in `_process_jobs`; that method is replaced by one that asks the clock. Jobs are
    derived from the database at every start, so there is one memory job store and one executor, and a job that is
    late runs once, late (no misfire limit, coalesced), and one that broke runs again soon: jobs are safe to repeat.
    """

    def __init__(self, clock: Clock, **options: Any) -> None:
        super().__init__(job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}, **options)
        self._clock = clock
        self._timer: Timer | None = None
        # By job id, how often it broke since it last went well.
        self._broken: dict[str, int] = {}
        self.add_listener(self._ended, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)

    async def abort(self) -> None:
        """Shut down; returns once jobs that ran are cancelled and have put away what they held. Harmless when down."""
        if not self.running:
            return
        under_way = list(self._lookup_executor(_EXECUTOR)._pending_futures)  # noqa: SLF001 (it has no way to wait)
        self.shutdown(wait=False)
        # It is done by the event loop's next turn; a second call would find it running still.
        await asyncio.sleep(0)
        if under_way:
            await asyncio.wait(under_way, timeout=_ABORT_PATIENCE)

    def _ended(self, event: JobExecutionEvent) -> None:
        if event.exception is None:
            self._broken.pop(event.job_id, None)
            return
        job = self.get_job(event.job_id) if self.state == STATE_RUNNING else None
        if job is None:
            return
        times = self._broken[event.job_id] = self._broken.get(event.job_id, 0) + 1
        again = (self._clock.now() + min(_AGAIN_FIRST * 2 ** min(times - 1, 10), _AGAIN_LAST)).astimezone(self.timezone)
        if job.next_run_time is None or again < job.next_run_time:
            job.modify(next_run_time=again)
            Event.JOB_BROKE.emit(job=event.job_id, times=times, at=again.isoformat(timespec="seconds"))

    def _start_timer(self, wait_seconds: float | None) -> None:
        self._stop_timer()
        if wait_seconds is not None:
            wait = min(timedelta(seconds=wait_seconds), _LONGEST_NAP)
            self._timer = self._clock.call_at(self._clock.now() + wait, self.wakeup)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _process_jobs(self) -> float | None:
        if self.state != STATE_RUNNING:
            return None
        now = self._clock.now().astimezone(self.timezone)
        with self._jobstores_lock:
            store = self._lookup_jobstore("default")
            for job in store.get_due_jobs(now):
                self._submit(job, now)
            upcoming = store.get_next_run_time()
        return None if upcoming is None else max((upcoming - now).total_seconds(), 0.0)

    def _submit(self, job: Job, now: datetime) -> None:
        run_times = job._get_run_times(now)  # noqa: SLF001 (the seam this class replaces)
        if not run_times:
            return
        # A job already running (and one more waiting) will see what this run would have seen: skipping loses nothing.
        with suppress(MaxInstancesReachedError):
            # In a context of its own: whoever's commit rang (a turn, another job) is not who runs.
            own = Context()
            own.run(structlog.contextvars.bind_contextvars, job=job.id)
            own.run(self._lookup_executor(_EXECUTOR).submit_job, job, run_times[-1:])
        self._dispatch_event(JobSubmissionEvent(EVENT_JOB_SUBMITTED, job.id, "default", run_times[-1:]))
        following = job.trigger.get_next_fire_time(run_times[-1], now)
        if following is None:
            self.remove_job(job.id)
        else:
            job._modify(next_run_time=following)  # noqa: SLF001
            self._lookup_jobstore("default").update_job(job)
