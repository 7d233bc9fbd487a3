"""Asking those who are silent again: when, how often, and never at night.

A session's rule is a few words: `2d` two days after the invitation, `h3` three days before, `h1` the evening before. By day it
asks at the hour of reminders, so that all a morning brings is one message.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.domain.invitations.reminders import REMINDER_TIME
from bot.domain.timing import TOO_LATE, local_instant

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DEFAULT_RULE = "2d h3 h1"
MOST = 3
# Of a rule as it is kept, in characters.
LONGEST = 40
_MOST_FIGURES = 2
# Nobody is asked twice within this time, nor so soon after the invitation.
APART = timedelta(hours=12)
_EVENING = time(18, 30)


class UnknownRule(ValueError):
    """A word that is not of the rule; `word` is what was written."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True)
class Chase:
    """One more question, at `at` (UTC); `word` tells it from the others of its session."""

    word: str
    at: datetime


def parse_rule(text: str) -> tuple[str, ...]:
    """`2d h3 h1`, `h1`, or nothing at all (nobody is asked again); raises `UnknownRule`."""
    words = tuple(dict.fromkeys(text.casefold().split()))
    for word in words:
        if not _is_known(word):
            raise UnknownRule(word)
    return words


def chases(
    rule: str, invited_at: datetime, starts_at: datetime, zone: ZoneInfo, told_at: datetime | None = None
) -> list[Chase]:
    """When a person invited at `invited_at` is asked again, earliest first; at most three times, by day, in time for the start.

    `told_at` is when they hear of it, where that is later: invited at night, registered late, told of a move.
    """
    kept: list[Chase] = []
    last = max(invited_at, told_at or invited_at)
    for chase in _wanted(rule, invited_at, starts_at, zone):
        if chase.at >= last + APART and chase.at + TOO_LATE <= starts_at and len(kept) < MOST:
            kept.append(chase)
            last = chase.at
    return kept


@lru_cache(256)
def _wanted(rule: str, invited_at: datetime, starts_at: datetime, zone: ZoneInfo) -> tuple[Chase, ...]:
    """As the rule has them, earliest first; most people of a session were invited at the same moment."""
    found = (Chase(word, _when(word, invited_at, starts_at, zone)) for word in parse_rule(rule))
    return tuple(sorted(found, key=lambda one: one.at))


def _is_known(word: str) -> bool:
    number = word[1:] if word.startswith("h") else word.removesuffix("d")
    return number != word and number.isdecimal() and len(number) <= _MOST_FIGURES and 1 <= int(number) <= 30


def _when(word: str, invited_at: datetime, starts_at: datetime, zone: ZoneInfo) -> datetime:
    if not word.startswith("h"):
        return _nearest_morning(invited_at + timedelta(days=int(word[:-1])), zone)
    days = int(word[1:])
    day = starts_at.astimezone(zone).date() - timedelta(days=days)
    # The morning before belongs to the H-1 reminder.
    return local_instant(day, _EVENING if days == 1 else REMINDER_TIME, zone)


def _nearest_morning(at: datetime, zone: ZoneInfo) -> datetime:
    """The hour of reminders that is at most half a day away."""
    local = (at - APART).astimezone(zone)
    day = local.date() + timedelta(days=local.time() > REMINDER_TIME)
    return local_instant(day, REMINDER_TIME, zone)
