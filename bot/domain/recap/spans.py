"""Months, quarters and years of recaps: their days, their neighbours, and how people and buttons name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.meetings.periods.window import month_end
from bot.domain.words.months import month_number


class SpanUnit(StrEnum):
    """How long a recap reaches."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {SpanUnit.MONTH: 1, SpanUnit.QUARTER: 3, SpanUnit.YEAR: 12}
_CODE = re.compile(r"(?P<year>2\d{3})(?:-(?:(?P<month>\d{2})|Q(?P<quarter>[1-4])))?")
_QUARTER_WORD = re.compile(r"(?:tw|triwulan)?\s*([1-4]|iv|i{1,3})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Span:
    """A month, quarter or year, by its first day."""

    unit: SpanUnit
    first: date

    @classmethod
    def of(cls, unit: SpanUnit, day: date) -> Span:
        """The one that `day` lies in."""
        months = _MONTHS[unit]
        return cls(unit, date(day.year, (day.month - 1) // months * months + 1, 1))

    @property
    def last(self) -> date:
        return month_end(self.first.year, self.first.month + _MONTHS[self.unit] - 1)

    @property
    def quarter(self) -> int:
        return (self.first.month - 1) // 3 + 1

    @property
    def code(self) -> str:
        """For buttons: `2023-10`, `2023-Q4`, `2023`."""
        suffix = {SpanUnit.MONTH: f"-{self.first:%m}", SpanUnit.QUARTER: f"-Q{self.quarter}", SpanUnit.YEAR: ""}
        return f"{self.first.year}{suffix[self.unit]}"

    @property
    def before(self) -> Span:
        return Span.of(self.unit, self.first - timedelta(days=1))

    @property
    def after(self) -> Span:
        return Span.of(self.unit, self.last + timedelta(days=1))

    def months(self) -> list[Span]:
        """Its months, in order."""
        return [
            Span(SpanUnit.MONTH, self.first.replace(month=self.first.month + number))
            for number in range(_MONTHS[self.unit])
        ]


def span_of_code(code: str) -> Span | None:
    """The reverse of `Span.code`; None for anything else."""
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    year = int(match["year"])
    if match["quarter"]:
        return Span(SpanUnit.QUARTER, date(year, 3 * int(match["quarter"]) - 2, 1))
    if match["month"]:
        return Span(SpanUnit.MONTH, date(year, int(match["month"]), 1)) if 1 <= int(match["month"]) <= 12 else None
    return Span(SpanUnit.YEAR, date(year, 1, 1))


def span_of_words(words: Sequence[str], today: date) -> tuple[Span | None, int]:
    """What the last words name, and how many words that takes: `november`, `november 2023`, `triwulan 4`, `tw4`, `2023`.

    A recap looks back: what has not come yet this year is last year's where no year is said.
    """
    for taken in (3, 2, 1):
        said = [word.casefold() for word in words[-taken:]]
        if len(said) == taken and (found := _named(said, today)) is not None:
            return found, taken
    return None, 0


def _named(said: Sequence[str], today: date) -> Span | None:
    *rest, last = said
    if re.fullmatch(r"2\d{3}", last) and (not rest or rest == ["tahun"]):
        return Span(SpanUnit.YEAR, date(int(last), 1, 1))
    year = int(last) if rest and re.fullmatch(r"2\d{3}", last) else None
    name = rest if year is not None else [*said]
    if len(name) == 1 and (month := month_number(name[0])):
        return _dated(SpanUnit.MONTH, month, year, today)
    joined = " ".join(name)
    match = _QUARTER_WORD.fullmatch(joined) if joined.startswith(("tw", "triwulan")) else None
    if match is None:
        return None
    number = _ROMAN.get(match[1]) or int(match[1])
    return _dated(SpanUnit.QUARTER, 3 * number - 2, year, today)


def _dated(unit: SpanUnit, month: int, year: int | None, today: date) -> Span:
    if year is None:
        year = today.year if month <= today.month else today.year - 1
    return Span(unit, date(year, month, 1))
