"""What 429 answers teach: those of several chats in a short time mean the bot as a whole, and it slows down.

Only those of what is owed: whoever writes to the bot can draw 429s for replies, and would silence it for all.
"""

from __future__ import annotations

from collections import deque

# So many chats flooded within so many seconds are no matter of one chat.
_CHATS = 3
_WITHIN = 5.0
_SLOWER = 0.8
# However long those chats must rest, all others are tried again after so many seconds.
_LONGEST_PAUSE = 60.0
# Each quiet stretch gives back one message a second.
_RECOVER_EVERY = 10.0
_LEAST = 5


class FloodLessons:
    """The overall rate in force and the pause of bulk, as learnt from 429s."""

    def __init__(self, full_rate: int) -> None:
        self._full_rate = full_rate
        self._rate_then = full_rate
        self._slowed_at = 0.0
        self._recent: deque[tuple[float, int | str]] = deque()
        self.bulk_paused_until = 0.0
        self.floods = 0

    def learn(self, chat: int | str, now: float, seconds: float, *, owed: bool = True) -> bool:
        """Take note of a 429 for what is owed, or for a reply; says whether it is taken to concern the bot as a whole."""
        self.floods += 1
        if not owed:
            return False
        self._recent.append((now, chat))
        while self._recent[0][0] < now - _WITHIN:
            self._recent.popleft()
        if len({chat for _, chat in self._recent}) < _CHATS:
            return False
        self.bulk_paused_until = max(self.bulk_paused_until, now + min(seconds, _LONGEST_PAUSE))
        self._rate_then = max(min(_LEAST, self._full_rate), int(self.rate(now) * _SLOWER))
        self._slowed_at = now
        # One lesson for one flood: calls that were on their way together count once.
        self._recent.clear()
        return True

    def resize(self, full_rate: int) -> None:
        """Another share of the limit: what was learnt of the last one says nothing of it."""
        self._full_rate = self._rate_then = full_rate

    def rate(self, now: float) -> int:
        """Messages a second that may pass now."""
        regained = int((now - self._slowed_at) / _RECOVER_EVERY)
        return min(self._full_rate, self._rate_then + regained)
