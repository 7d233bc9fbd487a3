"""Whether Telegram is there at all: while it is not, one message at a time asks, and no other wears itself out."""

from __future__ import annotations

from bot.delivery.outcomes import Expired, Later, NotNeeded, Outcome, Retry
from bot.monitoring.events import Event

# So many failures in a row that say nothing of their message mean Telegram.
_FAILURES = 5
_FIRST_WAIT = 2.0
_LONGEST_WAIT = 60.0


class Outage:
    """Learns from outcomes; instants are the clock's monotonic seconds."""

    def __init__(self) -> None:
        self._failures = 0
        self._wait = _FIRST_WAIT
        # When the next message may ask; None: all is well.
        self.probe_at: float | None = None

    def learn(self, outcome: Outcome, now: float) -> bool:
        """Take note of what became of a send; says whether an outage began with it."""
        match outcome:
            case Retry(error=error):
                self._failures += 1
                if self._failures < _FAILURES or (self.probe_at is not None and now < self.probe_at):
                    return False
                began = self.probe_at is None
                self.probe_at = now + self._wait
                self._wait = min(self._wait * 2, _LONGEST_WAIT)
                if began:
                    Event.TELEGRAM_AWAY.emit(reason=error)
                return began
            case NotNeeded() | Expired() | Later():
                # Says nothing: Telegram was not asked, or has only set a pace.
                return False
            case _:
                if self.probe_at is not None:
                    Event.TELEGRAM_BACK.emit(failures=self._failures)
                self._failures, self._wait, self.probe_at = 0, _FIRST_WAIT, None
                return False
