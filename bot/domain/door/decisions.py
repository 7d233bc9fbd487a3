"""What a meeting decided: what is to be done, by whom, until when; written in one line, and reminded of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.invitations.reminders import REMINDER_TIME
from bot.domain.lengths import units
from bot.domain.night import not_at_night
from bot.domain.timing import Due, local_instant

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

LONGEST = 300
_OF_USE = timedelta(days=14)


class NotADecision(ValueError):
    """`key` names what is wrong with the words."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """One decision of a session; `who` is the name of whoever sees to it."""

    id: int
    session_id: int
    code: str
    text: str
    person_id: int
    who: str
    due: date
    done: bool


def parts_of(words: str) -> tuple[str, str, str]:
    """`kirim rekap DPTb; Endah Wijaya; 20 Oktober 2023`: what, who, until when. Raises `NotADecision`."""
    parts = [" ".join(part.split()) for part in words.split(";")]
    if len(parts) != len(("what", "who", "until")) or not all(parts):
        raise NotADecision("form")
    return text_of(parts[0]), parts[1], parts[2]


def text_of(words: str) -> str:
    """What was decided, in one line. Raises `NotADecision`."""
    text = " ".join(words.split())
    if not text:
        raise NotADecision("empty")
    if units(text) > LONGEST:
        raise NotADecision("long")
    return text


def days_offered(today: date) -> list[date]:
    """Until when most things are to be done."""
    return [today + timedelta(days=days) for days in (1, 3, 7, 14)]


def told(due: date, now: datetime, zone: ZoneInfo) -> list[tuple[str, Due]]:
    """When it is said to whoever sees to it: now, the morning of the day before, and the morning after if it is not done.

    Each is of use until the next, which says it too: after an outage, or to who comes back, one of them is said.
    """
    until = local_instant(due + timedelta(days=1), REMINDER_TIME, zone) + _OF_USE
    moments = [("new", not_at_night(now, zone))]
    for what, days in (("before", -1), ("late", 1)):
        moment = local_instant(due + timedelta(days=days), REMINDER_TIME, zone)
        if moment > now:
            moments.append((what, moment))
    ends = [*(at for _, at in moments[1:]), until]
    return [(what, Due(at, end)) for (what, at), end in zip(moments, ends, strict=True)]
