"""What the plan's words may say of days (`November 2023`, `minggu kedua November`, `triwulan 4`) among other words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.periods.tokens import tokens
from bot.domain.meetings.periods.window import month_end
from bot.domain.meetings.schedule_words.days import fixed
from bot.domain.words.months import month_number

_SAYS_STRETCH = re.compile(r"(?:\d\d?[/-])?20\d\d|triwulan|tw|caturwulan|semester")


def with_stretch(words: list[str], today: date) -> list[str]:
    """The same with what the plan's words may say of days (`November 2023`, `minggu kedua November`, `triwulan 4`) as one word."""
    if not any(month_number(word) or _SAYS_STRETCH.fullmatch(word) for word in words):
        return words
    for count in range(len(words), 0, -1):
        for start in range(len(words) - count + 1):
            said = words[start : start + count]
            # A year alone may be part of a name ("Pemilu 2024"); of a month alone the nearest is meant, whatever year it is.
            if count == 1 and ((len(words) > 1 and said[0].isdecimal()) or month_number(said[0])):
                continue
            # What the plan's words leave unread would be lost: it is to be looked for.
            if any(token.kind == "P" for token in tokens(" ".join(said), today.year)):
                continue
            if not any(map(fixed, said)) and (days := _stretch(" ".join(said), today)) is not None:
                first, last = days
                whole = first.day == 1 and last == month_end(first.year, first.month)
                token = f"{first:%Y-%m}" if whole else f"{first.isoformat()}_{last.isoformat()}"
                return [*words[:start], token, *words[start + count :]]
    return words


def _stretch(said: str, today: date) -> tuple[date, date] | None:
    """First and last day of what is said as a plan would; without a year those that are nearest."""
    found = []
    for year in (today.year, today.year + 1, today.year - 1):
        period = parse_period(said, plan_year=year)
        if period.frequency is None and period.earliest is not None and period.latest is not None:
            away = max(period.earliest - today, today - period.latest, timedelta())
            found.append((away, period.earliest, period.latest))
    return min(found, key=lambda one: one[0])[1:] if found else None
