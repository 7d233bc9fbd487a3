"""What somebody wants to see of the calendar, by words: some days, a division, a kecamatan, their own, what has a name.

`pekan ini SDMO`, `besok`, `14-16 November`, `untuk saya`, `kecamatan Wonodadi`, `logistik`. Each part has a token of its own
(no blank, no full stop), so that buttons can say the same again; days that are said by today's (`hariini`) stay so.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.meetings.period import month_end
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.periods.tokens import tokens
from bot.domain.meetings.searching import is_part, nearest, search, search_words, vocabulary
from bot.domain.office.districts import DistrictNames
from bot.domain.vocabulary import Division
from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.divisions import read_division
from bot.domain.words.months import MONTHS, month_number
from bot.domain.words.unknown import UnknownWord
from bot.domain.words.weekdays import weekday_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.facts import ActivityFacts

# What was typed, and what it was read as.
Read = tuple[tuple[str, str], ...]


class Span(StrEnum):
    """The days that were asked for; the value is the token of those that need no more."""

    NEAR = "dekat"
    DAY = "hari"
    WEEK = "pekan"
    NEXT_WEEK = "pekandepan"
    SEVEN = "minggu"
    DAYS = "hari-hari"
    MONTH = "bulan"
    ALL = "semua"
    LATE = "lewat"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be shown: days from `first` to `last`, of one division, of one kecamatan (its id), or only the asker's own.

    `search` are words to look for; `span_token` says the days again.
    """

    span: Span
    span_token: str
    first: date
    last: date
    division: Division | None = None
    district_id: int | None = None
    mine: bool = False
    search: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether less is asked for than all there is of these days."""
        return bool(self.division or self.district_id is not None or self.mine or self.search)

    @property
    def words(self) -> str:
        """All of it, as a button says it: of what is looked for as much as fits."""
        division = self.division.value if self.division else ""
        district = f"{_DISTRICT}{self.district_id}" if self.district_id is not None else ""
        said = [*filter(None, (self.span_token, _MINE if self.mine else "", division, district))]
        for word in self.search:
            room = _ROOM - len(_JOIN.join(said).encode()) - len(_JOIN)
            kept = word.encode()[: max(room, 0)].decode(errors="ignore")
            if kept == word or _is_to_be_looked_for(kept):
                said.append(kept)
            if kept != word:
                # A later one for which there is room again would stand in its place.
                break
        return _JOIN.join(said)


class Unknown(ValueError):
    """Words that mean nothing here."""

    def __init__(self, given: str) -> None:
        super().__init__(given)
        self.given = given


_JOIN = "."
_MINE, _DISTRICT = "saya", "@"
_NEAR = timedelta(days=29)
_WEEK = timedelta(days=6)
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:_(\d{4}-\d\d-\d\d))?")
_YEAR_MONTH = re.compile(r"(20\d\d)-(0?[1-9]|1[0-2])")
_SAYS_DAY = re.compile(r"\d|\b(?:ini|besok|esok|lusa|depan|datang|mendatang)\b")
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
_SAYS_STRETCH = re.compile(r"(?:\d\d?[/-])?20\d\d|triwulan|tw|caturwulan|semester")
_SAYS_WEEK = re.compile(r"minggu [1-5] .+")
_MOST_WORDS = 8
# Days from which on "14 November" is rather the last one; and the most from one 31st to the next.
_FAR, _LONGEST_BETWEEN = 183, 62
# How many words are looked for, of how many letters; and bytes that all words may take on a button, beside its verb and page.
_MOST_SEARCHED, _MOST_LETTERS, _ROOM = 3, 40, 55
# Said in several words, before days are looked for among them.
_PHRASES = tuple(
    (re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), f" {token} ")
    for pattern, token in (
        (r"hari ini|hariini|sekarang", "hariini"),
        (r"(?:pekan|minggu) (?:lalu|kemarin|yang lalu)", "pekanlalu"),
        (r"bulan (?:lalu|kemarin|yang lalu)", "bulanlalu"),
        (r"hari(?= (?:senin|selasa|rabu|kamis|jum'?at|sabtu|ahad)(?!\S))", ""),
        (r"hari minggu(?! (?:ini|depan))", "ahad"),
        (r"(?<!hari )(?:pekan|minggu) depan", "pekandepan"),
        (r"(?<!hari )(?:pekan|minggu) ini|sepekan|pekan", "pekan"),
        (r"7 hari(?: ke depan| lagi)?|seminggu", "minggu"),
        (r"bulan ini|sebulan", "bulan"),
        (r"bulan depan", "bulandepan"),
        (r"(?:30 hari)(?: ke depan| lagi)?|terdekat|berikutnya", "dekat"),
        (r"tahun ini|setahun|semuanya", "semua"),
        (r"(?:yang )?(?:untuk|milik|undangan|jadwal|punya) saya|saya sendiri|sendiri", "saya"),
        (r"lewat periode|periode lewat|terlewat|terlambat|telat|lewat waktu", "lewat"),
        # "bulan November", "tanggal 5"
        (rf"bulan(?= (?:{'|'.join(MONTHS)}|nopember))", ""),
    )
)
_LEADS_DISTRICT = frozenset({"kecamatan", "kec", "kec."})
_LEADS_DIVISION = frozenset({"divisi", "div", "div.", "bidang"})
_TOKENS = (
    "dekat",
    "kemarin",
    "hariini",
    "besok",
    "pekan",
    "pekandepan",
    "minggu",
    "bulan",
    "bulandepan",
    "semua",
    "lewat",
)


def asked_for(
    words: Sequence[str], today: date, districts: Mapping[str, int], activities: Sequence[ActivityFacts]
) -> tuple[Asked, tuple[ActivityFacts, ...], Read]:
    """What the words ask for; the activities that it is about; and what slips were read as.

    `districts` are ids by name. Raises `Unknown` where a word is none of the calendar's own and nothing is found by it.
    """
    asked = understood(words, today, districts)
    if not asked.search:
        return asked, tuple(activities), ()
    if found := search(asked.search, activities):
        return asked, found, ()
    read = _slips(asked.search, districts, vocabulary(activities))
    text = " ".join(words[:_MOST_WORDS]).casefold()
    for given, near in read:
        text = re.sub(rf"(?<![^\W_]){re.escape(given)}(?![^\W_])", near, text)
    asked = understood(text.split(), today, districts) if read else asked
    found = search(asked.search, activities) if asked.search else tuple(activities)
    if not read or not found:
        raise Unknown(" ".join(words))
    return asked, found, read


def understood(words: Sequence[str], today: date, districts: Mapping[str, int]) -> Asked:
    """What the words ask for; those that are none of the calendar's own are to be looked for."""
    asked = Asked(Span.NEAR, "dekat", today, today + _NEAR)
    spanned = False
    rest: list[str] = []
    for word in _tokens(words[:_MOST_WORDS], today):
        if (span := _span(word, today)) is not None:
            asked, spanned = replace(span, mine=asked.mine, district_id=asked.district_id), True
        elif word == _MINE:
            asked = replace(asked, mine=True)
        elif word.startswith(_DISTRICT) and word[1:].isdecimal() and int(word[1:]) in districts.values():
            asked = replace(asked, district_id=int(word[1:]))
        else:
            rest.append(word)
    asked = _with_names(asked, rest, districts)
    if not spanned and (asked.division is not None or asked.search):
        # Who asks for a division or for a thing wants all of its plan, not only the next weeks.
        return replace(asked, span=Span.ALL, span_token=Span.ALL.value, last=_year_end(today))
    return asked


def _is_to_be_looked_for(cut: str) -> bool:
    """Whether a part of a word is none of the calendar's own: "sengketa" cut to "sen" would be a Monday."""
    return cut != "" and understood([cut], date(2000, 1, 1), {}).search == (cut,)


def _slips(wanted: Sequence[str], districts: Mapping[str, int], titles: frozenset[str]) -> Read:
    """Of the words that nothing is found by those that come near one that is known."""
    own = [*_TOKENS, *MONTHS, *map(str.casefold, districts), *(one.value.casefold() for one in Division)]
    unknown = [word for word in wanted if not is_part(word, titles)]
    return tuple((word, near) for word in unknown if (near := nearest(word, [*own, *titles])))


def _tokens(said: Sequence[str], today: date) -> list[str]:
    text = f" {' '.join(said).casefold()} "
    for pattern, token in _PHRASES:
        text = pattern.sub(token, text)
    text = _WEEK_NUMBER.sub(lambda said: f"{said[1] or said[2]} ke-", text)
    text = _PART_OF_THIS.sub(partial(_of_this_month, today=today), text)
    words = _with_day(text.split(), today)
    if any(map(_DAYS.fullmatch, words)):
        return words
    text = _SAYS_NUMBER.sub(lambda said: _next_of_number(int(said[1]), today) or said[0], " ".join(words))
    return _with_stretch(text.split(), today)


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


def _with_stretch(words: list[str], today: date) -> list[str]:
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
            if not any(map(_fixed, said)) and (days := _stretch(" ".join(said), today)) is not None:
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


def _with_day(words: list[str], today: date) -> list[str]:
    """The same with a day, or some that follow each other, as one word (`2023-10-06`, `2023-10-06_2023-10-08`)."""
    for count in range(len(words) if _SAYS_DAY.search(" ".join(words)) else 0, 0, -1):
        for start in range(len(words) - count + 1):
            said = words[start : start + count]
            if any(map(_fixed, said)):
                continue
            try:
                days = _near_year(parse_days(" ".join(said), today=today), " ".join(said), today)
            except DateProblem as problem:
                if problem.code == "no_such_day":
                    raise Unknown(" ".join(said)) from None
                if problem.code == "weekday_mismatch" and _says_week(said, today):
                    return [*words[: start + 1], f"ke-{said[1]}", *words[start + 2 :]]
                continue
            token = "_".join(dict.fromkeys(day.isoformat() for day in days))
            return [*words[:start], token, *words[start + count :]]
    return words


def _says_week(said: Sequence[str], today: date) -> bool:
    """Whether "minggu 2 november" is the second week: no Sunday has that number."""
    if not _SAYS_WEEK.fullmatch(" ".join(said)):
        return False
    day = " ".join(said[1:])
    return _near_year(parse_days(day, today=today), day, today)[0].weekday() != weekday_number("minggu")


def _near_year(days: tuple[date, date], said: str, today: date) -> tuple[date, date]:
    """The same days; where no year was said and they are far, those that have just been."""
    if re.search(r"20\d\d", said) or (days[0] - today).days <= _FAR:
        return days
    with contextlib.suppress(ValueError):
        return days[0].replace(year=days[0].year - 1), days[1].replace(year=days[1].year - 1)
    return days


def _fixed(word: str) -> bool:
    """Whether a word is a token already, by which no other day is said."""
    return word in {"hariini", "besok"} or (not _DAYS.fullmatch(word) and _YEAR_MONTH.fullmatch(word) is not None)


def _span(word: str, today: date) -> Asked | None:
    tomorrow, sunday, month = (
        today + timedelta(days=1),
        today + timedelta(days=6 - today.weekday()),
        month_end(today.year, today.month),
    )
    by_today = {
        "dekat": (Span.NEAR, today, today + _NEAR),
        "hariini": (Span.DAY, today, today),
        "besok": (Span.DAY, tomorrow, tomorrow),
        "kemarin": (Span.DAYS, today - timedelta(days=1), today - timedelta(days=1)),
        "pekanlalu": (Span.DAYS, sunday - timedelta(days=13), sunday - timedelta(days=7)),
        "pekan": (Span.WEEK, today, sunday),
        "pekandepan": (Span.NEXT_WEEK, sunday + timedelta(days=1), sunday + timedelta(days=7)),
        "minggu": (Span.SEVEN, today, today + _WEEK),
        "bulan": (Span.MONTH, today, month),
        "semua": (Span.ALL, today, _year_end(today)),
        "lewat": (Span.LATE, today, today),
    }
    if word in by_today:
        span, first, last = by_today[word]
        return Asked(span, word, first, last)
    if word == "bulandepan":
        return _month(month + timedelta(days=1), today)
    if word == "bulanlalu":
        return _month((today.replace(day=1) - timedelta(days=1)).replace(day=1), today)
    weekday = weekday_number(word)
    if weekday is not None:
        ahead = (weekday - today.weekday()) % 7
        day = today + timedelta(days=ahead)
        return Asked(Span.DAYS, day.isoformat(), day, day)
    return _days(word) or _named_month(word, today)


def _days(word: str) -> Asked | None:
    match = _DAYS.fullmatch(word)
    if match is None:
        return None
    try:
        first, last = (date.fromisoformat(day) for day in (match[1], match[2] or match[1]))
    except ValueError:
        return None
    return Asked(Span.DAYS, word, first, last) if first <= last else None


def _named_month(word: str, today: date) -> Asked | None:
    if (exact := _YEAR_MONTH.fullmatch(word)) is not None:
        return _month(date(int(exact[1]), int(exact[2]), 1), today)
    number = month_number(word)
    if number is None:
        return None
    # The nearest of that name: in November "Oktober" has just been, "Januari" is to come.
    comes = today.year + (number < today.month)
    has_been = (number - today.month) % 12 > 6
    return _month(date(comes - has_been, number, 1), today)


def _month(first: date, today: date) -> Asked:
    last = month_end(first.year, first.month)
    begin = max(first, today) if last >= today else first
    return Asked(Span.MONTH, f"{first:%Y-%m}", begin, last)


def _with_names(asked: Asked, rest: Sequence[str], districts: Mapping[str, int]) -> Asked:
    """The same with the division and the kecamatan that are named; what names neither is looked for."""
    names = DistrictNames(districts)
    words, search = list(rest), []
    while words:
        for count in range(len(words), 0, -1):
            said = words[:count]
            if asked.division is None and (division := _division(said)) is not None:
                asked, words = replace(asked, division=division), words[count:]
                break
            if asked.district_id is None and (district := _district(said, names)) is not None:
                asked, words = replace(asked, district_id=districts[district]), words[count:]
                break
        else:
            word = words.pop(0)
            if not any(map(str.isalnum, word)):
                raise Unknown(word)
            search += search_words(word)
    return replace(asked, search=tuple(word[:_MOST_LETTERS] for word in search[:_MOST_SEARCHED]))


def _division(said: Sequence[str]) -> Division | None:
    if len(said) > 1 and said[0] not in _LEADS_DIVISION and not _DIVISION_LETTERS.fullmatch(" ".join(said)):
        return None
    with contextlib.suppress(UnknownWord):
        return read_division(" ".join(said), tuple(Division))
    return None


_DIVISION_LETTERS = re.compile(r"p ?p ?[- ]?(?:ps|di)|pp-? ?ps|pp-? ?di")


def _district(said: Sequence[str], names: DistrictNames) -> str | None:
    if said[0] in _LEADS_DISTRICT:
        said = said[1:]
    found = names.meant(" ".join(said)) if said else ()
    return found[0] if len(found) == 1 else None


def _year_end(day: date) -> date:
    return date(day.year, 12, 31)
