"""What this bot counts; each part of it is watched through the listeners it offers, and knows nothing of metrics."""

from __future__ import annotations

import platform
import re
from importlib.metadata import version
from typing import TYPE_CHECKING

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, EVENT_JOB_SUBMITTED

from bot.monitoring.instruments import Counter, Gauge, Histogram
from bot.telegram.reading import ALLOWED_UPDATES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from telegram import Update

    from bot.clock import Clock
    from bot.delivery.dispatcher import Dispatcher
    from bot.domain.ledger import Purpose
    from bot.jobs.scheduler import ClockScheduler
    from bot.monitoring.instruments import Instrument
    from bot.storage.database import Database
    from bot.updates.intake import Intake

_REPLY_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_WORD = re.compile(r"(?<!^)(?=[A-Z])")


class Meters:
    """The counters of one bot, and when it last did what it is for (`monotonic` seconds, None: not yet)."""

    def __init__(self, clock: Clock, db: Database) -> None:
        self._clock = clock
        self.updates = Counter("panwascam_updates_total", "Updates worked on, by kind.", "kind")
        self.replies = Histogram(
            "panwascam_reply_seconds", "From an update's arrival until its effect is committed and its reply sent.",
            _REPLY_BOUNDS,
        )  # fmt: skip
        self.dropped = Counter(
            "panwascam_updates_dropped_total", "Updates left out: too many of one person's at once, or the same again."
        )
        self.hung = Counter("panwascam_handlers_hung_total", "Handlers given up because they did not come back.")
        self.deliveries = Counter(
            "panwascam_deliveries_total", "What became of owed messages, by purpose; retry: it comes again.",
            "purpose", "outcome",
        )  # fmt: skip
        self.job_runs = Counter("panwascam_job_runs_total", "Runs of jobs, by result.", "name", "result")
        self.job_last = Gauge("panwascam_job_last_run_timestamp_seconds", "When a job last ended well.", "name")
        self.job_lag = Gauge("panwascam_job_lag_seconds", "How late a job's last run began.", "name")
        self.database_errors = Counter("panwascam_database_errors_total", "Database errors, by class.", "error")
        self.build = Gauge(
            "panwascam_build_info", "The program: always 1.", "version", "python", "database"
        )  # fmt: skip
        self.build.set(1, version("panwascam-bot"), platform.python_version(), db.dialect)
        self.last_settled: float | None = None
        self.last_tick: float | None = None
        db.on_error.append(self._failed)

    @property
    def all(self) -> Sequence[Instrument]:
        return (
            self.build, self.updates, self.dropped, self.hung, self.replies, self.deliveries,
            self.job_runs, self.job_last, self.job_lag, self.database_errors,
        )  # fmt: skip

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
        self.updates.inc(_kind(update))
        self.replies.observe(seconds)

    def _settled(self, purpose: Purpose, outcome: str) -> None:
        self.deliveries.inc(purpose.value, _WORD.sub("_", outcome).lower())
        self.last_settled = self._clock.monotonic()

    def _job(self, event: Any) -> None:
        now = self._clock.now()
        if event.code == EVENT_JOB_SUBMITTED:
            self.job_lag.set(max(0.0, (now - event.scheduled_run_times[-1]).total_seconds()), event.job_id)
            return
        self.last_tick = self._clock.monotonic()
        self.job_runs.inc(event.job_id, "ok" if event.code == EVENT_JOB_EXECUTED else "error")
        if event.code == EVENT_JOB_EXECUTED:
            self.job_last.set(now.timestamp(), event.job_id)

    def _failed(self, error: BaseException) -> None:
        self.database_errors.inc(type(error).__name__)


def _kind(update: Update) -> str:
    return next((kind for kind in ALLOWED_UPDATES if getattr(update, kind) is not None), "other")
