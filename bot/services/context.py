"""What every use case needs: the database and the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.issuing import Stationery

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from bot.clock import Clock
    from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to each use case by its caller; holds no state of its own.

    `zone` and `office_name` are the deployment's, for strangers and logs: whoever acts has their office's.
    """

    db: Database
    clock: Clock
    zone: ZoneInfo
    office_name: str
    # Of the deployment's own office; papers of another office carry that one's name alone.
    stationery: Stationery = field(default_factory=Stationery)

    def today(self, zone: ZoneInfo) -> date:
        """Today's date in an office's zone."""
        return self.clock.now().astimezone(zone).date()
