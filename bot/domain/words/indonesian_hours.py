"""Hours as Indonesians write and say them, one reader for every way in: dialogues, one-line commands, files, names of shifts.

`09.00-12.00 WIB`, `Pukul : 09.00 WIB s.d. selesai`, `jam 7 malam`, `1-3 siang`, `0900`, `setengah delapan`. Hours said
without a part of the day are those of an office: `jam 1` is 13.00. Where the other half of the day could be meant as well,
that is said (`Hours.sure`), so that whoever typed it can be asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import time
from typing import TYPE_CHECKING

from bot.domain.meetings.days import ends_next_day
from bot.domain.words.indonesian_dates import DateProblem
from bot.domain.words.time_words import MONTHS, UNTIL, WEEKDAYS, month_number, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
# Hours that each zone is ahead of UTC (Keppres 41/1987).
_OFFSETS = {"WIB": 7, "WITA": 8, "WIT": 9}
_NOON, _MIDNIGHT = 12 * 60, 24 * 60
# Of these hours, written in one figure, an office means the one after noon; of those up to 7 either may be meant.
_SAID_AFTER_NOON, _SAID_OF_EITHER, _SAID_OF_EVENING = range(1, 6), range(1, 8), range(6, 12)
# When one is asleep.
_NIGHT = range(6)

# Parts of a day that are before its morning, not behind its evening.
_OF_ITS_OWN_DAY = frozenset({"pagi", "subuh", "dini hari", "am"})
# The hours of a day that each part of it may have; the same twelve hours later are tried first in the evening.
_PARTS = {
    "pagi": range(12),
    "subuh": range(2, 7),
    "dini hari": range(6),
    "siang": range(9, 17),
    "tengah hari": range(11, 14),
    "sore": range(13, 20),
    "petang": range(15, 20),
    "malam": (*range(18, 24), *range(5)),
    "tengah malam": (23, 0, 1),
    "am": range(12),
    "pm": range(12, 24),
}
_PART = r"(?:(dini\s*hari|tengah\s+hari|tengah\s+malam|pagi|subuh|siang|sore|petang|malam|mlm|am|pm|a\.m\.|p\.m\.)(?![a-z])(?:\s+hari(?!\s+\d))?)"
_ZONE = r"\(?(?<![a-z])(?:(wib|wita|wit)\b|waktu\s+indonesia\s+(barat|tengah|timur)\b|waktu\s+setempat\b)\)?"
_ZONE_WORDS = {"barat": "wib", "tengah": "wita", "timur": "wit"}
_JOINER = rf"(?:-|~|→|{UNTIL.pattern}|(?<![a-z])(?:ke|to|until)(?![a-z]))"
_OPEN = r"\b(?:dengan\s+)?(?:(?:acara|kegiatan|rapat)\s+)?(?:selesai|selese|slesai|sls|rampung|tuntas|finish)\b(?:\s+(?:acara|kegiatan|rapat)\b)?"
_LABEL = r"(?:(?:jam|pukul|pkl|puk|pk|jm|waktu)(?![a-z])\s*[.:]{0,2}\s*)+"
_LEAD = r"(?:\b(?:pada|mulai|dimulai|dari|tepat|start)\b\s*)*"
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
_NUMBERS = {
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
    "dua belas": 12,
    "duabelas": 12,
    "tiga belas": 13,
    "empat belas": 14,
    "lima belas": 15,
    "enam belas": 16,
    "tujuh belas": 17,
    "delapan belas": 18,
    "sembilan belas": 19,
    "dua puluh": 20,
    "dua puluh satu": 21,
}
_WORD = rf"(?P<word>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?![a-z])(?!\s+(?:belas|puluh))"
_NUMBER = rf"(?:{_WORD}|(?P<figure>\d{{1,2}})(?![\d.,:/]))"
_HALF = re.compile(rf"setengah\s+{_NUMBER}")
_SPOKEN = re.compile(_WORD)
_PAST = re.compile(
    r"(?P<sign>lewat|lebih|kurang)\s+(?:(?P<minutes>\d{1,2})(?:\s+(?:menit|mnt))?|(?P<quarter>seperempat))(?![a-z\d])"
)
_WEEKDAY_WORDS = "|".join((*WEEKDAYS, r"jum['’]?at", "ahad"))
# With these no place begins, or hardly any: "Jam Gadang" does.
_OF_TIME = re.compile(
    rf"(?:{_PART}|{_ZONE}|{_OPEN}|(?:jam|pukul|pkl|waktu|menit|mnt|mulai|sejak|selama|tepat|setengah|seperempat|lewat|kurang|nanti|besok|lusa|hari"
    rf"|ba'?k?da|habis|setelah|sesudah|sebelum|selepas|menjelang|usai|sekitar|kira-kira|kurleb|antara|seharian|sehari|isya|mag?h?rib|d?[zh]+uhur|as[h]?ar|gmt|utc|pg|sg|{'|'.join(_NUMBERS)}"
    rf"|tanggal|tgl|pekan|bulan|tahun|dan|atau|{'|'.join(MONTHS)}|{_WEEKDAY_WORDS}|\w+\s+(?:belas|puluh))(?![a-z])|\d|&)"
)
# What is left open, in place of an hour: "09.00 - ? Aula", "09.00 dst Aula".
_NO_PLACE = re.compile(
    r"[^\w\s\"'“”‘’«(\[]|_|(?:dst|dsb|dll|seterusnya|sampai|sampe|kelar|end|x{1,2}[.:]x{1,2})(?![a-z])"
)
# An hour wherever it stands: "Aula jam 9", "Aula 13.00-15.00", "Aula s/d selesai".
_WITHIN = re.compile(
    rf"(?<![\w.])(?:{_LABEL}\d|\d{{1,2}}[.:]\d{{2}}(?![\d.])|\d+\s*(?:wib|wita|wit)\b|{_JOINER}\s*{_OPEN})\S*"
)
_SIGNS = re.compile(r"[\s,;|()-]*")


@dataclass(frozen=True, slots=True)
class Hours:
    """Begin and end, office-local; an end of None is open, one not after the begin is on the next day.

    `sure` is False where something else could be meant: the other half of the day, or no hour at all (a lone figure).
    `given` is what was written.
    """

    start: time
    end: time | None = None
    sure: bool = True
    given: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class _Clock:
    """What was said of one moment.

    `of_twelve`: 1-12 without a zero before it, as one speaks; `exact`: of two figures and with minutes, as on a clock of 24
    hours; `lone`: but one figure, with nothing that makes it an hour; `worded`: in words.
    """

    hour: int
    minute: int
    of_twelve: bool
    exact: bool
    lone: bool
    part: str
    zone: str
    worded: bool

    def of_part(self, part: str) -> int | None:
        """Minutes since midnight, by the part of the day; None where that has no such hour."""
        later = self.hour + 12 if self.hour < 12 else 0 if self.hour == 12 else self.hour
        hours = _PARTS[part]
        for hour in (
            (later, self.hour) if part in ("sore", "petang", "malam", "tengah malam", "pm") else (self.hour, later)
        ):
            if hour in hours and not (part == "pagi" and hour != self.hour):
                return hour * 60 + self.minute
        return None

    @property
    def of_either(self) -> bool:
        """Whether an office may mean either half of the day."""
        return not self.part and self.of_twelve and self.hour in _SAID_OF_EITHER

    def readings(self) -> list[int]:
        """What it may mean, in minutes since midnight; what an office means first."""
        if self.part:
            return [found for found in (self.of_part(self.part),) if found is not None]
        at = self.hour * 60 + self.minute
        if not self.of_twelve or self.hour == 12:
            return [at]
        return [at + _NOON, at] if self.hour in _SAID_AFTER_NOON else [at, at + _NOON]


def parse_hours(text: str, zone: str | None = None) -> Hours:
    """`09:00-12:00`, `09.00 s/d 12.00 WIB`, `1-3 siang`, `09.00 - selesai`, `09:00`: the whole text.

    `zone` is how the office's people call their time (WIB). Raises `DateProblem` not_a_time, end_before_start, other_zone.
    """
    found = read_hours(text, zone)
    if found is None or found[1].strip(" .,"):
        raise DateProblem("not_a_time", given=text.strip())
    return found[0]


def parse_time(text: str, zone: str | None = None) -> time:
    """One moment: `09:00`, `09.00`, `9`, `jam 9 pagi`, `pukul 13.30 WIB`, `setengah delapan`. Raises as `parse_hours`."""
    found = parse_hours(text, zone)
    reader = _Text(text)
    if reader.clock() is None or reader.take(_JOINER):
        raise DateProblem("not_a_time", given=text.strip())
    return found.start


def read_hours(text: str, zone: str | None = None) -> tuple[Hours, str] | None:
    """The hours with which a text begins, and the rest as it was written; None where it begins with something else.

    Raises `DateProblem`: not_a_time where it begins with a figure or word of time that is no hour, or the hours go on in a
    way that cannot be read; end_before_start; other_zone.
    """
    reader = _Text(text)
    start = reader.clock()
    if start is None:
        if reader.take(rf"\(?{_LEAD}(?:{_LABEL})?\d\S*"):
            raise DateProblem("not_a_time", given=reader.read())
        return None
    end, is_open = _end(reader, start)
    given = reader.read()
    rest = reader.rest()
    _check_rest(given, rest)
    hours = _resolved(start, end, given, is_open=is_open)
    _check_zone(hours, start, end, zone)
    return replace(hours, given=given), rest


def find_hours(text: str) -> tuple[time, time] | None:
    """Begin and end anywhere in a text, as in the name of a shift; an end not after the begin is on the next day."""
    for at in _Text(text).starts():
        reader = _Text(text)
        reader.at = at
        start = reader.clock()
        end = _end(reader, start)[0] if start is not None else None
        if start is None or end is None:
            continue
        try:
            found = _resolved(start, end, text, is_open=False, any_end=True)
        except DateProblem:
            continue
        return found.start, found.end or found.start
    return None


def words_of_time(place: str) -> str:
    """The words of time with which a place begins, a figure among them, or an hour within it; "" where there is none."""
    reader = _Text(place)
    reader.take(_SIGNS)
    words = _first_words(reader.rest())
    begins = reader.take(_OF_TIME) or reader.take(_JOINER) or reader.take(_NO_PLACE)
    return words if begins else reader.find(_WITHIN)


def begins_with_time(text: str) -> bool:
    """Whether a text begins with a word of time or a figure."""
    reader = _Text(text)
    reader.take(_SIGNS)
    return reader.take(_OF_TIME) is not None


class _Text:
    """A text as it is read, and where in the original each sign stands: without invisible signs, with one kind of dash."""

    def __init__(self, text: str) -> None:
        self._original = text
        signs = list(_plain(text))
        self._text = "".join(sign for sign, _ in signs)
        self._places = [place for _, place in signs]
        self.at = 0

    def take(self, pattern: str | re.Pattern[str]) -> re.Match[str] | None:
        """What matches next, behind blanks; it is read then."""
        found = re.compile(rf"\s*(?:{pattern if isinstance(pattern, str) else pattern.pattern})").match(
            self._text, self.at
        )
        if found is not None:
            self.at = found.end()
        return found

    def find(self, pattern: re.Pattern[str]) -> str:
        """The first that matches anywhere, as it is written, or ""."""
        found = pattern.search(self._text)
        return found[0].strip() if found else ""

    def starts(self) -> Iterator[int]:
        """Where a figure or a word may begin."""
        return (match.start() for match in re.finditer(r"(?<![\w.:])\w", self._text))

    def read(self) -> str:
        """What has been read."""
        end = self._places[self.at] if self.at < len(self._places) else len(self._original)
        return self._original[:end].strip()

    def rest(self) -> str:
        """What has not."""
        return self._original[self._places[self.at] :] if self.at < len(self._places) else ""

    def clock(self, *, after_words: bool = False) -> _Clock | None:
        """A moment, or nothing is read; `after_words` says that words do for figures, as in "jam satu sampai tiga"."""
        begin = self.at
        self.take(r"\(")
        self.take(_LEAD)
        part = self.take(_PART)
        self.take(r"[(:,]")
        label = self.take(_LABEL)
        self.take(r"(?:tepat|teng)\b")
        found = self._numbers(labelled=after_words or label is not None)
        if found is None:
            self.at = begin
            return None
        zone = ""
        while True:
            if self.take(r"(?:tepat|teng)\b"):
                continue
            if part is None and (part := self.take(_PART) or self.take(rf"\({_PART}\s*\)")):
                continue
            if not zone and (match := self.take(_ZONE)):
                zone = _ZONE_WORDS.get(match[2] or "", match[1] or "own")
                continue
            break
        named = _part_name(part[1]) if part else ""
        hour, minute, of_twelve, figures = found
        return _Clock(
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
        if half := self.take(_HALF):
            hour = _number(half)
            return (hour - 1 or 12, 30, True, "") if 1 <= hour <= 12 else None
        for pattern in _FIGURE:
            if found := self.take(pattern):
                return self._figures(found["h"], found["m"])
        if spoken := self.take(_SPOKEN):
            hour, minute = self._past(_number(spoken))
            if labelled or re.compile(rf"\s*{_PART}").match(self._text, self.at):
                return hour, minute, hour <= 12, ""
        return None

    def _figures(self, hours: str, minutes: str) -> tuple[int, int, bool, str] | None:
        of_twelve = 1 <= int(hours) <= 12 and hours[0] != "0"
        if minutes:
            return int(hours), int(minutes), of_twelve, "00.00" if len(hours) == 2 else "0.00"
        word = re.compile(r"\s*([a-z]{3,})").match(self._text, self.at)
        if word is not None and month_number(word[1]) is not None:
            # A day.
            return None
        return *self._past(int(hours)), of_twelve, "0"

    def _past(self, hour: int) -> tuple[int, int]:
        """`lewat 15`, `kurang seperempat`."""
        past = self.take(_PAST)
        if past is None:
            return hour, 0
        minutes = 15 if past["quarter"] else int(past["minutes"])
        return (hour, minutes) if past["sign"] != "kurang" else (hour - 1 or 12, 60 - minutes)


def _end(reader: _Text, start: _Clock) -> tuple[_Clock | None, bool]:
    """What is said of the end: a moment, or that it is open; nothing is read where nothing is said."""
    begin = reader.at
    if reader.take(_JOINER):
        if reader.take(_OPEN):
            reader.take(_ZONE)
            _close(reader)
            return None, True
        if (end := reader.clock(after_words=start.worded)) is not None:
            _close(reader)
            return end, False
        reader.at = begin
    _close(reader)
    return None, False


def _close(reader: _Text) -> None:
    reader.take(r"\.?\)?\.?(?!\S)|[)]")


def _check_rest(given: str, rest: str) -> None:
    """Hours that go on in a way that is not understood: `09.00 hingga sore`, `9-12 dan 13-15`, `09.00 12.00`."""
    problem = DateProblem("not_a_time", given=f"{given}{' ' * rest[:1].isspace()}{_first_words(rest)}")
    reader = _Text(rest)
    reader.take(r"[\s,;]*")
    begin = reader.at
    goes_on = reader.take(rf"(?:{_JOINER}|dan\b|atau\b|&|/)\s*")
    of_time = reader.take(_OF_TIME) is not None
    is_dash = goes_on is not None and goes_on[0].strip() == "-"
    # "- Aula" only parts; "-an" makes it vague.
    if goes_on is not None and (of_time or not is_dash or goes_on[0][-1] == "-"):
        raise problem
    reader.at = begin
    again = reader.clock()
    if again is not None and (again.minute or not again.lone):
        raise problem


def _resolved(start: _Clock, end: _Clock | None, given: str, *, is_open: bool, any_end: bool = False) -> Hours:
    # "12 malam" is of which day?
    is_midnight = start.part and start.hour == 12 and start.of_part(start.part) in range(_NOON)
    if not (_is_one(start, 23) and (end is None or _is_one(end, 24))) or is_midnight:
        raise DateProblem("not_a_time", given=given)
    if end is None:
        begin = start.readings()[0]
        doubt = _is_of_some_night(start, begin) or start.of_either or (start.lone and not is_open)
        return Hours(_time(begin), None, sure=not doubt)
    begins = _begins(start, end)
    ends = _ends(start, end)
    pairs = [(begin, one) for begin in begins for one in ends if begin < one]
    if pairs:
        begin, last = pairs[0]
        others = [pair for pair in pairs if pair[0] != begin and pair[1] < _MIDNIGHT]
        is_spoken = start.part or end.part
        is_night = _is_of_some_night(start, begin) and end.part not in _OF_ITS_OWN_DAY
        # "9-8", "13-9".
        is_late = not is_spoken and last >= _NOON and end.of_twelve and end.hour in _SAID_OF_EVENING
        is_whole_day = (begin, last) == (0, _MIDNIGHT)
        doubt = bool(others and start.of_either) or (is_night and not is_whole_day) or is_late
        return Hours(_time(begin), _time(last % _MIDNIGHT), sure=not doubt)
    for begin in begins:
        for last in ends:
            if any_end or _follows(begin, last % _MIDNIGHT):
                # "09.00-00.00" may be a slip; "09.00-24.00" is not.
                is_slip = not last and begin < _SAID_OF_EVENING[0] * 60 + _NOON
                return Hours(_time(begin), _time(last % _MIDNIGHT), sure=len(begins) == 1 and not is_slip)
    raise DateProblem("end_before_start", given=given)


def _is_of_some_night(start: _Clock, begin: int) -> bool:
    """Whether it begins when one is asleep, and of which night is not said: "01.00", "jam 2 malam"."""
    return begin // 60 in _NIGHT and start.part not in _OF_ITS_OWN_DAY


def _is_one(clock: _Clock, last: int) -> bool:
    """Whether there is such a moment, the full hour `last` included."""
    return (
        (clock.hour < 24 or (clock.hour == last and not clock.minute)) and clock.minute < 60 and bool(clock.readings())
    )


def _begins(start: _Clock, end: _Clock) -> list[int]:
    """When it may begin: "7-9 malam" says the part of the day once for both, "10-1 siang" for its end alone."""
    own = start.readings()
    if start.part or not end.part or not start.of_twelve:
        return own
    shared = start.of_part(end.part)
    ends = end.readings()
    return [shared] if shared is not None and ends and _follows(shared, ends[0]) else own


def _follows(begin: int, end: int) -> bool:
    """Whether these are hours of a day, or of an evening and its night."""
    return begin < end or ends_next_day(_time(begin), _time(end))


def _ends(start: _Clock, end: _Clock) -> list[int]:
    """When it may end, the earliest first."""
    at = end.hour * 60 + end.minute
    if end.part:
        found = end.readings()
        return [found[0] + _MIDNIGHT, *found] if end.hour == 12 and found[0] < _NOON else found
    if not end.of_twelve or (end.exact and not start.of_twelve):
        return [at]
    return [at, at + _NOON]


def _check_zone(hours: Hours, start: _Clock, end: _Clock | None, zone: str | None) -> None:
    said = [one.zone.upper() for one in (start, end) if one is not None and one.zone not in ("", "own")]
    other = next((one for one in said if one != zone), None)
    if zone is None or other is None:
        return
    # "09.00-12.00 WITA" says it once for both.
    first = said[0] if start.zone else other
    written = _range(hours.start, hours.end, "selesai")
    here = _range(_moved(hours.start, first, zone), hours.end and _moved(hours.end, said[-1], zone), "selesai")
    raise DateProblem("other_zone", given=other, own=zone, written=written, here=here)


def _range(start: time, end: time | None, is_open: str) -> str:
    return f"{start:%H.%M}-{f'{end:%H.%M}' if end else is_open}"


def _moved(moment: time, said: str, own: str) -> time:
    by = (_OFFSETS.get(own, _OFFSETS[said]) - _OFFSETS[said]) * 60
    return _time((moment.hour * 60 + moment.minute + by) % _MIDNIGHT)


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _number(match: re.Match[str]) -> int:
    said = match.groupdict()
    return _NUMBERS[said["word"]] if said["word"] else int(said["figure"])


def _part_name(said: str) -> str:
    name = " ".join(said.replace(".", "").split())
    return {"mlm": "malam", "dinihari": "dini hari"}.get(name, name)


def _first_words(text: str) -> str:
    return " ".join(text.split()[:3])


def _plain(text: str) -> Iterator[tuple[str, int]]:
    for place, sign in enumerate(text):
        for one in seen(sign):
            lower = one.lower()
            yield (" " if one.isspace() else lower if len(lower) == 1 else one), place
