"""An office, as its people see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """A tenant: its name as people read it, and the zone in which its people see and type times."""

    id: int
    name: str
    zone: ZoneInfo
