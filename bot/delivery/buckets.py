"""Rate limits as pure values of time: a window that never holds more than its count, a bucket with a small burst."""

from __future__ import annotations

from collections import deque


class Window:
    """At most `most` events in any `span` seconds (half-open: an event leaves exactly `span` after it came)."""

    __slots__ = ("_events", "most", "span")

    def __init__(self, most: int, span: float) -> None:
        if most < 1 or span <= 0:
            raise ValueError(f"a window needs a positive count and span, not {most} in {span} s")
        self.most = most
        self.span = span
        self._events: deque[float] = deque()

    def free_at(self, now: float) -> float:
        """When the next event may happen: `now` itself, or later."""
        self._forget(now)
        if len(self._events) < self.most:
            return now
        return self._events[len(self._events) - self.most] + self.span

    def take(self, now: float) -> None:
        """Count an event that happens now."""
        self._events.append(now)

    def idle(self, now: float) -> bool:
        """Whether nothing within the span is remembered."""
        self._forget(now)
        return not self._events

    def _forget(self, now: float) -> None:
        while self._events and self._events[0] + self.span <= now:
            self._events.popleft()


class Bucket:
    """Tokens that refill at `rate` a second up to `burst`; one event takes one token."""

    __slots__ = ("_at", "_tokens", "burst", "rate")

    def __init__(self, rate: float, burst: int) -> None:
        if rate <= 0 or burst < 1:
            raise ValueError(f"a bucket needs a positive rate and burst, not {rate}/s and {burst}")
        self.rate = rate
        self.burst = burst
        self._tokens = float(burst)
        self._at = 0.0

    def free_at(self, now: float) -> float:
        """When the next event may happen: `now` itself, or later."""
        self._refill(now)
        # A hair less than a whole token counts as one: refills are floats.
        return now if self._tokens >= 1 - 1e-9 else now + (1 - self._tokens) / self.rate

    def take(self, now: float) -> None:
        """Count an event that happens now."""
        self._refill(now)
        self._tokens -= 1

    def idle(self, now: float) -> bool:
        """Whether the bucket is full again."""
        self._refill(now)
        return self._tokens >= self.burst

    def _refill(self, now: float) -> None:
        if now > self._at:
            self._tokens = min(float(self.burst), self._tokens + (now - self._at) * self.rate)
            self._at = now
