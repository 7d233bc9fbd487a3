"""Days of each month that are said by number or weekday: `setiap tanggal 5 dan 20`, `tanggal 1-5 setiap bulan`, `Jumat terakhir setiap bulan`.

The last week of a month is its last seven days: the "week" of a plan that begins with the 29th has one day, or none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.meetings.periods.days_of_month import LAST_DAY, MOST_NTH, MonthDays
from bot.domain.meetings.periods.window import PeriodWindow
from bot.domain.words.day_numbers import NUMBERS
from bot.domain.words.months import MONTHS, SHORT_MONTHS, month_number
from bot.domain.words.tidy import tidy
from bot.domain.words.weekdays import WEEKDAYS

_LAST = -1
_NTHS = {
    "pertama": 1,
    **{f"ke{word}": number for number, word in enumerate(NUMBERS[:MOST_NTH], 1)},
    **{roman: number for number, roman in enumerate(("i", "ii", "iii", "iv"), 1)},
    "terakhir": _LAST,
}
_MONTH = rf"(?:{SHORT_MONTHS})"
_EACH = r"(?:(?:se)?tiap|saban|per)(?: ?- ?tiap)?"
_AND = r"(?: ?, ?(?:dan )?| dan | ?& ?)"
_NUMBERS = rf"(?:(?P<from>\d{{1,2}}) ?(?:-|s/d) ?(?P<till>\d{{1,2}}|akhir bulan(?:nya)?)(?!{_AND}\d)|(?P<days>\d{{1,2}}(?:{_AND}\d{{1,2}})*))"
_ENDS = rf"(?! ?[-./:]? ?\d| ?s/d| ?(?:bulan )?{_MONTH})"
_OF_EACH = rf"(?: ?,? ?(?:pada |di |dari |dalam )?{_EACH} ?bulan(?:nya)?(?! ?{_MONTH})\b)"
_ONE = rf"(?:(?:{'|'.join(_NTHS)})\b|ke ?-? ?(?:\d(?![\d-])|(?:i{{1,3}}|iv)\b))"
_NTH = rf"(?:hari )?(?P<what>{'|'.join(WEEKDAYS)}|pekan) (?P<nth>{_ONE}(?:{_AND}{_ONE})*)"
_SAID = tuple(
    re.compile(rf"(?<![\w,&-])(?<!\bdan )(?<!s/d )(?:pada )?{pattern}")
    for pattern in (
        rf"{_EACH} tanggal {_NUMBERS}{_ENDS}(?:{_OF_EACH}| bulannya\b)?",
        rf"{_EACH} ?bulan,?(?: pada)? tanggal {_NUMBERS}{_ENDS}",
        rf"tanggal {_NUMBERS}{_OF_EACH}",
        rf"{_NTH}{_OF_EACH}",
        rf"{_EACH} ?bulan,?(?: pada)? {_NTH}(?! (?:bulan )?{_MONTH})",
        rf"{_EACH} {_NTH}(?! (?:bulan )?{_MONTH})(?: (?:pada |dari |di )?bulan(?:nya)?\b)?",
    )
)
_OF_ONE = re.compile(
    rf"{_NTH} (?:pada |dari |di )?(?:bulan )?(?P<months>[a-z]{{3,}}\.?(?:{_AND}(?:bulan )?[a-z]{{3,}}\.?)*)(?:,? (?:tahun )?(?P<year>20\d\d))?"
)


@dataclass(frozen=True, slots=True)
class Said:
    """The words with what was read replaced by "setiap bulan", and the days that it means."""

    rest: str
    within: MonthDays


def days_of_each_month(text: str) -> Said | None:
    """What a time says of days of each month; None where it says nothing of them, or what not each month has."""
    words = tidy(text)
    for pattern in _SAID:
        match = pattern.search(words)
        within = None if match is None else _within(match.groupdict())
        if match is not None and within is not None:
            return Said(f"{words[: match.start()]} setiap bulan {words[match.end() :]}".strip(), within)
    return None


def days_of_one_month(text: str, plan_year: int) -> list[PeriodWindow]:
    """`Senin pertama dan ketiga November 2023`, `minggu terakhir November`, `Rabu pertama Nov & Des`: the whole text."""
    match = _OF_ONE.fullmatch(tidy(text))
    within = None if match is None else _within(match.groupdict())
    if match is None or within is None:
        return []
    words = [word.rstrip(".") for word in re.split(rf"{_AND}(?:bulan )?", match["months"])]
    months = [month for word in words if (month := month_number(word)) is not None and word in _spelt(month)]
    # In their order: of "Desember dan Januari" nobody has said of which years they are.
    if len(months) < len(words) or months != sorted(set(months)):
        return []
    return [window for month in months for window in within.windows(int(match["year"] or plan_year), month)]


def _spelt(month: int) -> frozenset[str]:
    """A month's name as no slip of another word is."""
    name = MONTHS[month - 1]
    return frozenset({name, name[:3], {11: "nopember", 2: "pebruari"}.get(month, name)})


def _within(said: dict[str, str | None]) -> MonthDays | None:
    if (first := said.get("from")) is not None:
        begins, till = int(first), said["till"] or ""
        ends = int(till) if till.isdecimal() else LAST_DAY
        within = MonthDays((begins,), ends)
        return within if within.is_sound else None
    if (numbers := said.get("days")) is not None:
        within = MonthDays(tuple(sorted({int(number) for number in re.findall(r"\d+", numbers)})))
        return within if within.is_sound else None
    what, nths = said["what"], _nths(said["nth"] or "")
    if nths is None:
        return None
    if what in {"minggu", "pekan"}:
        # A Sunday, or the week: the last seven days have both.
        return MonthDays() if nths == (_LAST,) else None
    return MonthDays(weekday=WEEKDAYS.index(str(what)), nths=nths)


def _nths(said: str) -> tuple[int, ...] | None:
    """Which of a month's weekdays; None where one is said twice, or not each month has it."""
    found = tuple(_nth(one) for one in re.findall(_ONE, said))
    return found if MonthDays(nths=found).is_sound and not set(found) - {_LAST, *range(1, MOST_NTH + 1)} else None


def _nth(said: str) -> int:
    bare = said if said in _NTHS else said.removeprefix("ke").strip(" -")
    return _NTHS[bare] if bare in _NTHS else int(bare)
