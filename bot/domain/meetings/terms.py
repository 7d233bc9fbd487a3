"""When and where a session is, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.meetings.days import meeting_days
from bot.domain.meetings.online_links import only_online

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.domain.meetings.days import MeetingDay


@dataclass(frozen=True, slots=True)
class Terms:
    """When and where, and what is prepared for it: what a change notice compares."""

    starts_at: datetime
    ends_at: datetime
    open_end: bool
    place: str
    agenda: str = ""
    bring: str = ""
    # Of a meeting online, or for those who take part from afar.
    link: str = ""
    # What the head has to say beside it: no other words make other terms.
    note: str = field(default="", compare=False)
    # Where the place is on the map, latitude and longitude, if whoever checks in must be near: nothing that anybody is told of.
    spot: tuple[float, float] | None = field(default=None, compare=False)

    def days(self, zone: ZoneInfo) -> tuple[MeetingDay, ...]:
        """Each day, at least one."""
        return meeting_days(self.starts_at, self.ends_at, zone)

    def loses_spot(self, place: str) -> bool:
        """Whether, held at that place, it is nowhere on the map any more, where somebody could be."""
        return self.spot is not None and place != self.place and not only_online(place)

    @property
    def when_and_where(self) -> tuple[datetime, datetime, bool, str]:
        """Without which it would be another meeting."""
        return self.starts_at, self.ends_at, self.open_end, self.place
