"""One line of the list of who has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.door.checkin import CheckInWay

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """One line of the clerk's list: who is invited, who comes instead, when they came, how, and which of the two."""

    invitation_id: int
    name: str
    district: str
    substitute: str
    came_at: datetime | None
    substitute_came: bool
    way: CheckInWay | None = None

    @property
    def came(self) -> str:
        """Who is marked as present; "" for nobody."""
        if self.came_at is None:
            return ""
        return self.substitute if self.substitute_came else self.name
