"""A rate limit as a pure value of time: a sliding window that never holds more than its count."""

from __future__ import annotations

from bisect import bisect_left, insort

# Two instants closer than this are one: sums of floats differ by a hair.
_HAIR = 1e-9


class Window:
    """At most `most` events in any `span` seconds.

    Whoever sends knows when an event began and when it was answered, but not when the other side counted it; so an
    event keeps its place until `span` after its answer, at the latest `span + lag` after its beginning.
    """

    __slots__ = ("_leaving", "lag", "most", "span")

    def __init__(self, most: int, span: float, lag: float = 0.0) -> None:
        if most < 1 or span <= 0 or lag < 0:
            raise ValueError(f"a window needs a positive count and span, not {most} in {span} s, lag {lag} s")
        self.most = most
        self.span = span
        self.lag = lag
        # When the events remembered will leave, soonest first.
        self._leaving: list[float] = []

    def free_at(self, now: float) -> float:
        """When the next event may begin: `now` itself, or later (sooner if answers come before their `lag` is over)."""
        self._forget(now)
        held = len(self._leaving)
        return now if held < self.most else self._leaving[held - self.most]

    def take(self, now: float) -> float:
        """Count an event that begins now; returns its ticket for `answered`."""
        ticket = now + self.lag + self.span
        insort(self._leaving, ticket)
        return ticket

    def answered(self, ticket: float, now: float) -> None:
        """The event was answered now: it leaves `span` from now, unless it would sooner anyway."""
        leaves = now + self.span
        if leaves >= ticket:
            return
        place = bisect_left(self._leaving, ticket)
        if place < len(self._leaving) and self._leaving[place] == ticket:
            del self._leaving[place]
            insort(self._leaving, leaves)

    def idle(self, now: float) -> bool:
        """Whether nothing is remembered any more."""
        self._forget(now)
        return not self._leaving

    def _forget(self, now: float) -> None:
        gone = bisect_left(self._leaving, now + _HAIR)
        if gone:
            del self._leaving[:gone]
