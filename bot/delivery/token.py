"""A refused token stops sending, loudly; it is asked for again, ever more slowly, until it works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = structlog.get_logger(__name__)

_FIRST_WAIT = 30.0
_LONGEST_WAIT = 300.0


class Token:
    """Whether Telegram accepts the token, as far as is known; instants are the clock's monotonic seconds."""

    def __init__(self, works: Callable[[], Awaitable[bool]]) -> None:
        self._works = works
        self._wait = _FIRST_WAIT
        self.refused = ""
        self.probe_at = 0.0

    def refuse(self, error: str, now: float) -> bool:
        """Telegram refused it; says whether that is news."""
        if self.refused:
            return False
        self.refused = error
        self.probe_at = now + self._wait
        log.error("token refused: nothing is sent, everything is kept; check BOT_TOKEN", reason=error)
        return True

    async def probe(self, now: float) -> None:
        """Ask again, if it is time to."""
        if not self.refused or now < self.probe_at:
            return
        if await self._works():
            log.warning("token accepted again: sending goes on")
            self.refused, self._wait = "", _FIRST_WAIT
            return
        self._wait = min(self._wait * 2, _LONGEST_WAIT)
        self.probe_at = now + self._wait
        log.error("token still refused: nothing is sent, everything is kept", again_in=self._wait)
