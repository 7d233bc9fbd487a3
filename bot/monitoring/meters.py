"""What this bot counts; each part of it is watched through the listeners it offers, and knows nothing of metrics."""

from __future__ import annotations

import platform
import re
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, EVENT_JOB_SUBMITTED
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

from bot.telegram.reading import ALLOWED_UPDATES

if TYPE_CHECKING:
    from typing import Any

    from telegram import Update

    from bot.clock import Clock
    from bot.delivery.dispatcher import Dispatcher
    from bot.domain.ledger import Purpose
    from bot.jobs.scheduler import ClockScheduler
    from bot.storage.database import Database
    from bot.updates.intake import Intake

_REPLY_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
# Nobody asks when a counter was made, and it would be a series more for each.
disable_created_metrics()  # type: ignore[no-untyped-call]
_WORD = re.compile(r"(?<!^)(?=[A-Z])")


class Meters:
    """The counters of one bot, and when it last did what it is for (`monotonic` seconds, None: not yet)."""

    def __init__(self, clock: Clock, db: Database) -> None:
        self._clock = clock
        self.registry = of = CollectorRegistry()
        self.updates = Counter("panwascam_updates_total", "Updates worked on, by kind.", ["kind"], registry=of)
        self.replies = Histogram(
            "panwascam_reply_seconds",
            "From an update's arrival until its effect is committed and its reply sent.",
            buckets=_REPLY_BOUNDS,
            registry=of,
        )
        self.dropped = Counter(
            "panwascam_updates_dropped_total",
            "Updates left out: too many of one person's at once, too much said in a group, or the same again.",
            registry=of,
        )
        self.hung = Counter(
            "panwascam_handlers_hung_total", "Handlers given up because they did not come back.", registry=of
        )
        self.deliveries = Counter(
            "panwascam_deliveries_total",
            "What became of owed messages, by purpose; retry: it comes again.",
            ["purpose", "outcome"],
            registry=of,
        )
        self.job_runs = Counter("panwascam_job_runs_total", "Runs of jobs, by result.", ["name", "result"], registry=of)
        self.job_last = Gauge(
            "panwascam_job_last_run_timestamp_seconds", "When a job last ended well.", ["name"], registry=of
        )
        self.job_lag = Gauge("panwascam_job_lag_seconds", "How late a job's last run began.", ["name"], registry=of)
        self.database_errors = Counter(
            "panwascam_database_errors_total", "Database errors, by class.", ["error"], registry=of
        )
        build = Gauge("panwascam_build_info", "The program: always 1.", ["version", "python", "database"], registry=of)
        build.labels(_own_version(), platform.python_version(), db.dialect).set(1)
        # Of the process, under the names that all exporters use; only where there is /proc.
        ProcessCollector(registry=of)
        self.last_settled: float | None = None
        self.last_tick: float | None = None
        db.on_error.append(self._failed)

    def watch_intake(self, intake: Intake) -> None:
        """Count updates and time replies."""
        intake.on_done.append(self._answered)
        intake.on_dropped.append(lambda _update: self.dropped.inc())
        intake.on_hung.append(lambda _update: self.hung.inc())

    def watch_dispatcher(self, dispatcher: Dispatcher) -> None:
        """Count what became of deliveries."""
        dispatcher.on_settled.append(self._settled)

    def watch_scheduler(self, scheduler: ClockScheduler) -> None:
        """Count runs of jobs and measure how late they begin."""
        # Until the first job has ended, the start itself is the last sign of life.
        self.last_tick = self._clock.monotonic()
        scheduler.add_listener(self._job, EVENT_JOB_SUBMITTED | EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)

    def _answered(self, update: Update, seconds: float) -> None:
        self.updates.labels(_kind(update)).inc()
        self.replies.observe(seconds)

    def _settled(self, purpose: Purpose, outcome: str) -> None:
        self.deliveries.labels(purpose.value, _WORD.sub("_", outcome).lower()).inc()
        self.last_settled = self._clock.monotonic()

    def _job(self, event: Any) -> None:
        now = self._clock.now()
        if event.code == EVENT_JOB_SUBMITTED:
            late = (now - event.scheduled_run_times[-1]).total_seconds()
            self.job_lag.labels(event.job_id).set(max(0.0, late))
            return
        self.last_tick = self._clock.monotonic()
        self.job_runs.labels(event.job_id, "ok" if event.code == EVENT_JOB_EXECUTED else "error").inc()
        if event.code == EVENT_JOB_EXECUTED:
            self.job_last.labels(event.job_id).set(now.timestamp())

    def _failed(self, error: BaseException) -> None:
        self.database_errors.labels(type(error).__name__).inc()


def _kind(update: Update) -> str:
    return next((kind for kind in ALLOWED_UPDATES if getattr(update, kind) is not None), "other")


@cache
def _own_version() -> str:
    """Looked up among all that is installed, which takes longer than all the meters."""
    return version("panwascam-bot")
