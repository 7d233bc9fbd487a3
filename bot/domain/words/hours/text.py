"""A text as it is read for moments, in figures or in words."""

from __future__ import annotations

import re

from bot.domain.words.hours.cursor import Cursor
from bot.domain.words.hours.marks import LABEL, LEAD
from bot.domain.words.hours.moment import Moment
from bot.domain.words.hours.numbers import HALF, PAST, SPOKEN, number_said, past_hour
from bot.domain.words.hours.parts_of_day import PART, part_name
from bot.domain.words.hours.zones import ZONE, ZONE_WORDS
from bot.domain.words.months import month_number

# What may stand right behind a figure: "09.00WIB", "7malam".
_BEHIND = r"(?![a-z\d])|(?=(?:wib|wita|wit|pagi|subuh|siang|sore|petang|malam|mlm|am|pm|sd|sampai|hingga)\b|s[./]d)"
# What makes a figure a length or a count instead of an hour.
_COUNTED = r"(?!\s*(?:jam|menit|hari|minggu|pekan|bulan|tahun|orang|peserta|kali|x|%)(?![a-z]))"
_FIGURES = (
    r"(?P<h>\d{1,2})\s?:\s?(?P<m>\d{2})(?::\d{2}(?:\.0+)?)?(?![:\d])",
    r"(?P<h>\d{1,2})[.,;](?P<m>\d{2})(?![.,:]?\d)",
    r"(?P<h>\d{2})\s?\.\s?(?P<m>\d{2})(?![.,:]?\d)",
    r"(?P<h>\d{2})\s(?P<m>00|15|30|45)(?![.,:/-]?\d)",
    r"(?P<h>\d{2})(?P<m>\d{2})(?![.,:/]?\d)",
    r"(?P<h>\d)(?P<m>[0-5][05])(?![.,:/]?\d)",
    r"(?P<h>\d{1,2})(?P<m>)(?!\d|[.,:;/]\d|[.:][a-z])",
)
_FIGURE = tuple(re.compile(rf"{figure}(?:{_BEHIND}){_COUNTED}") for figure in _FIGURES)


class HourText(Cursor):
    """A text that is read for what it says of moments."""

    def clock(self, *, after_words: bool = False) -> Moment | None:
        """A moment, or nothing is read; `after_words` says that words do for figures, as in "jam satu sampai tiga"."""
        begin = self.at
        self.take(r"\(")
        self.take(LEAD)
        part = self.take(PART)
        self.take(r"[(:,]")
        label = self.take(LABEL)
        self.take(r"(?:tepat|teng)\b")
        found = self._numbers(labelled=after_words or label is not None)
        if found is None:
            self.at = begin
            return None
        zone = ""
        while True:
            if self.take(r"(?:tepat|teng)\b"):
                continue
            if part is None and (part := self.take(PART) or self.take(rf"\({PART}\s*\)")):
                continue
            if not zone and (match := self.take(ZONE)):
                zone = ZONE_WORDS.get(match[2] or "", match[1] or "own")
                continue
            break
        named = part_name(part[1]) if part else ""
        hour, minute, of_twelve, figures = found
        return Moment(
            hour,
            minute,
            of_twelve,
            exact=figures == "00.00",
            lone=figures == "0" and not (label or named or zone),
            part=named,
            zone=zone,
            worded=figures == "",
        )

    def _numbers(self, *, labelled: bool) -> tuple[int, int, bool, str] | None:
        """Hour, minute, whether it is of twelve, and how it is written: `00.00`, `0` (a lone figure) or another way."""
        if half := self.take(HALF):
            hour = number_said(half)
            return (hour - 1 or 12, 30, True, "") if 1 <= hour <= 12 else None
        for pattern in _FIGURE:
            if found := self.take(pattern):
                return self._figures(found["h"], found["m"])
        if spoken := self.take(SPOKEN):
            hour, minute = self._past(number_said(spoken))
            if labelled or re.compile(rf"\s*{PART}").match(self._text, self.at):
                return hour, minute, hour <= 12, ""
        return None

    def _figures(self, hours: str, minutes: str) -> tuple[int, int, bool, str] | None:
        of_twelve = 1 <= int(hours) <= 12 and hours[0] != "0"
        if minutes:
            return int(hours), int(minutes), of_twelve, "00.00" if len(hours) == 2 else "0.00"
        word = re.compile(r"\s*([a-z]{3,})").match(self._text, self.at)
        if word is not None and month_number(word[1]) is not None:
            return None  # A day.
        return *self._past(int(hours)), of_twelve, "0"

    def _past(self, hour: int) -> tuple[int, int]:
        return past_hour(hour, self.take(PAST))
