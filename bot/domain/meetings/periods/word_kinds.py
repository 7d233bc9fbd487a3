"""One word, figure or date, and the token that it is."""

from __future__ import annotations

import re

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.meetings.periods.vocabulary import FILLERS, ROMAN, SHORTEST_SLIP, SLIPS, UNREAD, WORDS
from bot.domain.words.day_numbers import NUMBERS
from bot.domain.words.months import is_slip, month_number
from bot.domain.words.weekdays import is_pasaran, weekday_number
from bot.domain.words.years import full_year

_YEARS = range(2000, 2100)


def date_token(text: str, plan_year: int, *, iso: bool) -> PeriodToken:
    """A date in figures; any other figures where its month or year is none."""
    parts = re.findall(r"\d+", text)
    figures, month, day = parts if iso else reversed(parts)
    year = full_year(figures, plan_year)
    if year is None or not 1 <= int(month) <= 12:
        return PeriodToken("N", text)
    return PeriodToken("I", text, Named(Unit.DAY, int(day), int(month), year))


def _number(text: str) -> PeriodToken:
    if not text.isascii() or len(text) > 4:
        return PeriodToken("N", text)
    value = int(text)
    if len(text) == 4:
        return PeriodToken("y" if value in _YEARS else "N", text, value)
    return PeriodToken("n" if len(text) <= 2 else "N", text, value)


def _ordinal(text: str) -> PeriodToken:
    nth = text.removeprefix("ke").strip()
    if nth.isdigit():
        return PeriodToken("o", text, int(nth))
    known = next((names.index(nth) + 1 for names in (NUMBERS, ROMAN) if nth in names), None)
    return PeriodToken("X" if known is None else "o", text, known)


def _word(text: str) -> PeriodToken:
    word = text.replace("'", "")
    if word in WORDS:
        return PeriodToken(WORDS[word][0], text, WORDS[word][1])
    if word in FILLERS:
        return PeriodToken("-", text)
    weekday, month = weekday_number(word), month_number(word)
    if weekday is not None:
        return PeriodToken("w", text, weekday)
    if month is not None and word not in UNREAD:
        return PeriodToken("m", text, month)
    is_slip_of_time = len(word) >= SHORTEST_SLIP and any(is_slip(word, name) for name in SLIPS)
    if word in UNREAD or not word.isalpha() or is_slip_of_time:
        return PeriodToken("X", text)
    return PeriodToken("j" if is_pasaran(word) else "P", text)


READERS = {
    "offset": lambda text: PeriodToken("O", text, int(re.sub(r"[h ]", "", text))),
    "ke": _ordinal,
    "number": _number,
    "until": lambda text: PeriodToken("t", text),
    "word": _word,
}
