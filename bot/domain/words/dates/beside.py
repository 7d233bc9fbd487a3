"""The weekday that stands beside a date: `Senin, 13 November 2023`, `13 November 2023 (Senin)`."""

from __future__ import annotations

import re
from datetime import date

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.months import MONTHS
from bot.domain.words.weekdays import PASARAN, WEEKDAYS, weekday_number

# Beside a date: "Senin, ", "Senin/", "Kamis Wage, "; behind it also in brackets.
_BESIDE = rf"(?:hari\s+)?(?P<day>[a-z]{{3,}})\.?(?:\s+(?:{'|'.join(PASARAN)}|manis|paing))?"
_BEFORE = re.compile(rf"(?:pada\s+)?{_BESIDE}(?:\s*[,/]\s*|\s+|\s*(?=\())")
_BEHIND = re.compile(rf"[\s,/]*\(\s*{_BESIDE}\s*\)$|(?:\s*[,/]\s*|\s+){_BESIDE.replace('?P<day>', '?P<last>')}$")


def check_weekday(weekday: int, day: date, given: str) -> None:
    """Raise `DateProblem` weekday_mismatch where that day has another name."""
    if day.weekday() != weekday:
        right = WEEKDAYS[day.weekday()].capitalize()
        named = f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"
        said = WEEKDAYS[weekday].capitalize()
        raise DateProblem("weekday_mismatch", given=given.strip(), right=right, said=said, date=named)


def with_weekdays(words: str) -> tuple[list[int], str]:
    """The weekdays that stand beside a date, and the date."""
    found = []
    if (match := _BEFORE.match(words)) and (weekday := weekday_number(match["day"])) is not None:
        found.append(weekday)
        words = words[match.end() :]
    match = _BEHIND.search(words)
    # "Jumat 6 Oktober 2023 Jumat Berkah Hall": said once, the next one is of a place.
    if match and (match["day"] or not found) and (weekday := weekday_number(match["day"] or match["last"])) is not None:
        found.append(weekday)
        words = words[: match.start()]
    return found, re.sub(r"^(?:hari\s+)?(?:pada\s+)?(?:tanggal\s*)?", "", words.strip(" ,()"))
