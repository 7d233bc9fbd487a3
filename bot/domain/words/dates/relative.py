"""Days as seen from today: `besok`, `3 hari lagi`, `Senin depan`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.domain.words.dates.date_words import date_words
from bot.domain.words.weekdays import WEEKDAYS

_RELATIVE = {"hari ini": 0, "besok": 1, "esok": 1, "hari esok": 1, "lusa": 2, "besok lusa": 2}
A_WEEKDAY = "|".join(WEEKDAYS)
# "Senin depan", "Kamis ini"; "minggu depan" alone is a week.
_OF_A_WEEK = re.compile(
    rf"(?P<hari>hari\s+)?(?P<day>{A_WEEKDAY})\s+(?P<which>ini|depan|mendatang|(?:yang\s+)?akan\s+datang|(?:minggu|pekan)\s+(?:ini|depan))"
)
_IN_DAYS = re.compile(r"(\d{1,2})\s+hari\s+lagi")


def may_be_another_day(text: str, today: date) -> bool:
    """Whether a day of a coming week was said by a word that means different days to different people: "Kamis depan"."""
    match = _OF_A_WEEK.fullmatch(date_words(text))
    if match is None or match["which"] != "depan":
        return False
    coming = coming_weekday(WEEKDAYS.index(match["day"]), today)
    return coming != from_today(match[0], today) or (coming - today).days < 2


def from_today(words: str, today: date | None) -> date | None:
    """`hari ini`, `besok`, `3 hari lagi`, `Senin depan`: of the next week from Monday to Sunday, `Senin ini` of this one."""
    if today is None:
        return None
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    if ahead := _IN_DAYS.fullmatch(words):
        return today + timedelta(days=int(ahead[1]))
    match = _OF_A_WEEK.fullmatch(words)
    if match is None or (match["day"] == "minggu" and not match["hari"] and " " not in match["which"]):
        return None
    weekday = WEEKDAYS.index(match["day"])
    if match["which"].endswith("datang"):
        return coming_weekday(weekday, today)
    weeks = 1 if match["which"].endswith("depan") else 0
    return today + timedelta(days=weekday - today.weekday() + 7 * weeks)


def coming_weekday(weekday: int, today: date) -> date:
    """The next day of that name after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
