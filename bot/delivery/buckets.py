"""Rate limits as pure values of time: a window that never holds more than its count, and an even spread."""

from __future__ import annotations

from bisect import bisect_left, insort

# Two instants closer than this are one: sums of floats differ by a hair.
_HAIR = 1e-9


class Window:
    """At most `most` events in any `span` seconds.

    Whoever sends knows when an event began and when it was answered, but not when the other side counted it; so an
    event keeps its place until `span` after its answer, at the latest `span + lag` after its beginning. What every
    call takes on its way (`steady`) shifts all counts alike and is taken off again.
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

    def answered(self, ticket: float, now: float, steady: float = 0.0) -> None:
        """The event was answered now: it leaves `span` from now, less `steady` seconds, unless it would sooner anyway."""
        leaves = max(now - steady, ticket - self.lag - self.span) + self.span
        if leaves >= ticket:
            return
        place = bisect_left(self._leaving, ticket)
        if place < len(self._leaving) and self._leaving[place] == ticket:
            del self._leaving[place]
            insort(self._leaving, leaves)

    def resize(self, most: int, now: float) -> None:
        """Another count from now on. Places that come with it count as just taken: somebody else had them until now."""
        for _ in range(most - self.most):
            self.take(now)
        self.most = most

    def idle(self, now: float) -> bool:
        """Whether nothing is remembered any more."""
        self._forget(now)
        return not self._leaving

    def _forget(self, now: float) -> None:
        gone = bisect_left(self._leaving, now + _HAIR)
        if gone:
            del self._leaving[:gone]


class Spread:
    """On average `per_second` events a second, evenly; one that was at most `slack` seconds late does not delay others."""

    __slots__ = ("_next", "per_second", "slack")

    def __init__(self, per_second: float, slack: float) -> None:
        if per_second <= 0 or slack < 0:
            raise ValueError(f"a spread needs a positive rate, not {per_second} a second, slack {slack} s")
        self.per_second = per_second
        self.slack = slack
        self._next = float("-inf")

    def free_at(self, now: float) -> float:
        """When the next event may begin: `now` itself, or later."""
        return max(now, self._next)

    def take(self, now: float) -> None:
        """Count an event that begins now."""
        late = now - self._next
        self._next = (self._next if late <= self.slack else now) + 1 / self.per_second


class Quickest:
    """The least of the values seen lately, of the last `count` to twice as many; nothing until `enough` were seen."""

    __slots__ = ("_before", "_count", "_enough", "_least", "_seen")

    def __init__(self, count: int = 300, enough: int = 30) -> None:
        self._count = count
        self._enough = enough
        self._seen = 0
        self._least = self._before = float("inf")

    def see(self, value: float) -> float:
        """Take note of a value; returns the least, 0 while too few are known."""
        if self._seen == self._count:
            # The values before this one are enough from now on.
            self._before, self._least, self._seen, self._enough = self._least, float("inf"), 0, 0
        self._seen += 1
        self._least = min(self._least, value)
        return min(self._least, self._before) if self._seen >= self._enough else 0.0
