"""Words said to the calendar, with what is said of days, weeks and months as one word."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.meetings.periods.window import month_end
from bot.domain.meetings.schedule_words.days import DAYS_TOKEN, with_day
from bot.domain.meetings.schedule_words.phrases import PHRASES
from bot.domain.meetings.schedule_words.stretches import with_stretch
from bot.domain.words.months import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence


# A day of the month that is named alone, and what a stretch of days cannot be said without, beside a month.
_SAYS_NUMBER = re.compile(r"(?<!\S)(?:tanggal|tgl\.?) ?(\d{1,2})(?!\S)")
_NUMBERED = r"(?:minggu|pekan) +(?:ke-\d|ke-?(?:satu|dua|tiga|empat|lima)|pertama|terakhir)"
_PART_OF_THIS = re.compile(
    rf"(?<!\S)(?:(awal|pertengahan|tengah|akhir|{_NUMBERED}) +(bulan|bulandepan)(?!\S)|({_NUMBERED})(?=\s*$))"
)
# "minggu ke 2 november" is a week, and no 2 November.
_WEEK_NUMBER = re.compile(
    rf"(?<!\S)(minggu|pekan) +ke +(?=\d(?!\S))|(?<!\S)(pekan) +(?=[1-5] +(?:bulan +)?(?:{'|'.join(MONTHS)}))"
)
# The most days from one 31st to the next.
_LONGEST_BETWEEN = 62


def calendar_tokens(said: Sequence[str], today: date) -> list[str]:
    """The words with each part that the calendar knows as one of its tokens."""
    text = f" {' '.join(said).casefold()} "
    for pattern, token in PHRASES:
        text = pattern.sub(token, text)
    text = _WEEK_NUMBER.sub(lambda said: f"{said[1] or said[2]} ke-", text)
    text = _PART_OF_THIS.sub(partial(_of_this_month, today=today), text)
    words = with_day(text.split(), today)
    if any(map(DAYS_TOKEN.fullmatch, words)):
        return words
    text = _SAYS_NUMBER.sub(lambda said: _next_of_number(int(said[1]), today) or said[0], " ".join(words))
    return with_stretch(text.split(), today)


def _of_this_month(said: re.Match[str], today: date) -> str:
    """`awal bulan`, `minggu ke-2`, `akhir bulandepan` with the month that is meant."""
    month = month_end(today.year, today.month)
    if said[2] == "bulandepan":
        month += timedelta(days=1)
    return f"{said[1] or said[3]} {MONTHS[month.month - 1]} {month.year}"


def _next_of_number(number: int, today: date) -> str:
    """The next day of that number, today's too; "" where no month has it."""
    ahead = (today + timedelta(days=days) for days in range(_LONGEST_BETWEEN))
    return next((day.isoformat() for day in ahead if day.day == number), "")
