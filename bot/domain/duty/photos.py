"""Photos of a report, as Telegram told of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

# As many as Telegram puts into one album, twice.
MOST_PHOTOS = 20


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that somebody sent.

    `file_id` fetches it and is this bot's alone; `unique_id` is the same for the same content, for every bot
    (https://core.telegram.org/bots/api#photosize).
    """

    file_id: str
    unique_id: str
    sent_at: datetime
