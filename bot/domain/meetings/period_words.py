"""Rules that put the words of a planned time together: days, weeks, months and what joins them, how often, in how many batches.

A rule is a pattern over the kinds of the words (`period_tokens`) and what becomes of the words that it matches; it may
leave them as they are. The rules are applied one after the other; `period_parser` judges what is left. They make:

| kind | what it is | value |
| --- | --- | --- |
| `C` `M` `L` | how often, in how many batches, how many days | the number |
| `R` | setiap bulan, tiga bulan sekali | `Recurrence` |
| `v` `V` | weekdays before a day, or behind it | their numbers |
| `u` `i` `I` | week without a month, quarter or half, anything with all that it needs | `Named` |
| `Z` | all that is joined | `PeriodSeries` |
| `W` | s/d selesai | |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.meetings.period import Frequency, MonthPart
from bot.domain.meetings.period_tokens import Named, PeriodToken, Unit
from bot.domain.words.weekdays import WEEKDAYS
from bot.domain.words.years import full_year

Build = Callable[[Sequence[PeriodToken], int], Iterable[PeriodToken] | None]

_SUNDAY = WEEKDAYS.index("minggu")
# Of any month.
_WHOLE_WEEKS = 4


@dataclass(frozen=True, slots=True)
class PeriodSeries:
    """Stretches of time, and between each two what joins them: `t` from one to the other, `a` both, `c` a comma.

    `beside` are weekdays by the place of the day that they stand beside, `weekdays` those that stand before or behind
    the whole, as in "Senin-Rabu, 13-15 November".
    """

    stretches: tuple[Named, ...]
    joints: tuple[str, ...] = ()
    beside: tuple[tuple[int, int], ...] = ()
    weekdays: tuple[int, ...] = ()

    @property
    def unit(self) -> Unit | None:
        """What all its stretches are; None where they differ."""
        units = {name.unit for name in self.stretches}
        return units.pop() if len(units) == 1 else None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often: `times` in each turn, in a part of each month if one is named."""

    frequency: Frequency
    times: int
    part: MonthPart | None


def put_together(found: list[PeriodToken], plan_year: int) -> list[PeriodToken]:
    """The words with everything put together that a rule knows; `plan_year` tells Sundays from weeks."""
    for pattern, build in _RULES:
        found = _applied(pattern, build, found, plan_year)
    return found


def _applied(pattern: re.Pattern[str], build: Build, found: list[PeriodToken], plan_year: int) -> list[PeriodToken]:
    made: list[PeriodToken] = []
    place = 0
    for match in pattern.finditer("".join(token.kind for token in found)):
        becomes = build(found[match.start() : match.end()], plan_year)
        if becomes is not None:
            made += [*found[place : match.start()], *becomes]
            place = match.end()
    return [*made, *found[place:]]


def _one(kind: str, taken: Sequence[PeriodToken], value: object = None) -> list[PeriodToken]:
    return [PeriodToken(kind, " ".join(token.text for token in taken), value)]


def _of(taken: Iterable[PeriodToken], kinds: str) -> PeriodToken | None:
    """The first token of one of these kinds."""
    return next((token for token in taken if token.kind in kinds), None)


def _value(taken: Iterable[PeriodToken], kinds: str) -> int | None:
    token = _of(taken, kinds)
    return None if token is None else int(token.value)


def _as(kind: str) -> Build:
    """All the words as one."""
    return lambda taken, _: _one(kind, taken)


def _without(kinds: str) -> Build:
    return lambda taken, _: [token for token in taken if token.kind not in kinds]


def _count(kind: str) -> Build:
    """The number of the words, of "sekali" one."""

    def _build(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken]:
        number = _value(taken, "nq")
        return _one(kind, taken, 1 if number is None else number)

    return _build


def _recurrence(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`setiap bulan`, `3 bulan sekali`, `2 kali setahun`: `n` counts months or longer, `C` the meetings."""
    unit, number, part, times = (_value(taken, kinds) for kinds in ("bQETBU", "nq", "p", "C"))
    if unit is None or times == 0 or sum(token.kind == "C" for token in taken) > 1:
        return None
    months = unit if number is None else unit * number
    frequency = next((one for one in Frequency if one.months == months), None)
    if frequency is None:
        return None
    if part == MonthPart.BEGINNING and frequency is Frequency.YEARLY:
        # How far the beginning of a year reaches, nobody has said.
        part = None
    if part is not None and frequency is not Frequency.MONTHLY:
        return None
    return _one("R", taken, Recurrence(frequency, times or 1, None if part is None else MonthPart(part)))


def _weekday(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken]:
    """A weekday without "hari" and the day of the week of five; "Minggu" where it must be a Sunday."""
    return [
        PeriodToken("w", token.text, _SUNDAY) if token.kind == "S" else token
        for token in taken
        if token.kind not in "Hj"
    ]


def _sunday_or_week(taken: Sequence[PeriodToken], plan_year: int) -> list[PeriodToken] | None:
    """Whether "Minggu 5 November 2023" is that day, a Sunday; "Minggu 2 November 2023", a Thursday, is the second week.

    "Minggu 3 Desember 2023", a Sunday and the third week, may be either; "pekan" is no day, nor what is said of a "bulan".
    """
    sunday, numbers = taken[0], [int(token.value) for token in taken if token.kind == "n"]
    if max(numbers) > 5:
        return [PeriodToken("w", sunday.text, _SUNDAY), *taken[1:]]
    month, year = _value(taken, "m"), _value(taken, "y")
    try:
        is_sunday = month is not None and date(year or plan_year, month, numbers[0]).weekday() == _SUNDAY
    except ValueError:
        return None
    if not is_sunday or not sunday.text.startswith("minggu") or any(token.kind == "b" for token in taken):
        return None
    # "Minggu 1-2 Oktober 2023" is two weeks, or a Sunday and a Monday.
    certain = len(numbers) == 1 and numbers[0] > _WHOLE_WEEKS
    return [PeriodToken("w" if certain else "X", sunday.text, _SUNDAY), *taken[1:]]


def _weekdays(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken]:
    return _one("v", taken, tuple(token.value for token in taken if token.kind == "w"))


def _behind(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken]:
    return [replace(token, kind="V") for token in taken if token.kind == "v"]


def _stretches(kind: str, unit: Unit, most: int) -> Build:
    """Weeks, quarters or halves by their numbers, and what joins them."""

    def _build(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
        numbers = [token for token in taken if token.kind in "onrq"]
        if not all(1 <= token.value <= most for token in numbers):
            return None
        made = [
            PeriodToken(kind, token.text, Named(unit, token.value)) if token.kind in "onrq" else token
            for token in taken[taken.index(numbers[0]) :]
        ]
        return [token for token in made if token.kind in f"thacl{kind}"]

    return _build


def _weeks_close(taken: Sequence[PeriodToken], plan_year: int) -> Iterable[PeriodToken] | None:
    """`minggu ke 3-4 November`: with a blank it may be a week, and days of the month behind it."""
    first, sign, last = taken[-3:]
    if not sign.glued or not first.value < last.value:
        return None
    return _stretches("u", Unit.WEEK, 5)(taken, plan_year)


def _parts_of(taken: Sequence[PeriodToken], plan_year: int) -> list[PeriodToken] | None:
    """Weeks or parts of the month that stands before or behind them."""
    month = _month(taken, plan_year)
    places = [place for place, token in enumerate(taken) if token.kind in "up"]
    if month is None:
        return None
    made = []
    for token in taken[places[0] : places[-1] + 1]:
        if token.kind in "up":
            part: Named = token.value if token.kind == "u" else Named(Unit.PART, token.value)
            made.append(PeriodToken("I", token.text, replace(part, month=month.month, year=month.year)))
        else:
            made.append(token)
    return made


def _month(taken: Sequence[PeriodToken], plan_year: int) -> Named | None:
    """The month of these words with the year behind it; None where the words are put together otherwise."""
    month, year, signs = _value(taken, "m"), _value(taken, "y"), [token for token in taken if token.kind in "hl"]
    short = taken[-1] if taken[-1].kind == "n" else None
    if short is not None and year is None:
        year = full_year(short.text, plan_year)
        if year is None:
            return None
    if month is None or not all(sign.glued for sign in signs):
        return None
    return Named(Unit.MONTH, month, month, year)


def _whole_month(taken: Sequence[PeriodToken], plan_year: int) -> list[PeriodToken] | None:
    """`bulan November 2023`, `Nov-23`."""
    month = _month(taken, plan_year)
    return None if month is None else _one("I", taken, month)


def _numbered_month(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`bulan ke-11`, `11/2023`, `2023-11`."""
    number = _value(taken, "no")
    if number is None or not 1 <= number <= 12 or any(token.kind in "hl" and not token.glued for token in taken):
        return None
    return _one("I", taken, Named(Unit.MONTH, number, number, _value(taken, "y")))


def _day(taken: Sequence[PeriodToken], plan_year: int) -> list[PeriodToken] | None:
    """`13 November 2023`, `13-Nov-23`, `tanggal 13 (Senin) bulan November tahun 2023`."""
    number = _of(taken, "n")
    if number is None or not 1 <= number.value <= 31:
        return None
    behind = taken[taken.index(number) + 1 :]
    month = _month(behind, plan_year)
    signs = sum(token.kind in "hl" for token in behind)
    # "1 November-24" is no date as Excel writes them.
    if month is None or (behind[-1].kind == "n" and signs == 1):
        return None
    loose = _of(taken, "G") is None and _of(taken, "b") is not None
    if loose and number.value == 1:
        # "1 bulan November" may as well be all of it.
        return None
    day = replace(month, unit=Unit.DAY, number=number.value, loose=loose)
    return [*_one("I", taken, day), *(token for token in taken if token.kind == "V")]


def _day_behind(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`bulan November 2023, tanggal 13-15`, `November 13, 2023`."""
    numbers = [token for token in taken if token.kind == "n"]
    month, year = _value(taken, "m"), _value(taken, "y")
    if not all(1 <= token.value <= 31 for token in numbers):
        return None
    return [
        PeriodToken("I", token.text, Named(Unit.DAY, token.value, month, year)) if token.kind == "n" else token
        for token in taken[taken.index(numbers[0]) : taken.index(numbers[-1]) + 1]
    ]


def _day_behind_alone(taken: Sequence[PeriodToken], plan_year: int) -> list[PeriodToken] | None:
    """`Nov 13-15`, `November 13`, but not what may be a year: `November 23`."""
    numbers = [token for token in taken if token.kind == "n"]
    if len(numbers) == 1 and full_year(numbers[0].text, plan_year) is not None:
        return None
    return _day_behind(taken, plan_year)


def _days_behind(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`Nov 28 - Dec 2`, `Nov 28 - Dec 2, 2023`."""
    year, month, made = _value(taken, "y"), None, []
    for token in taken:
        if token.kind == "m":
            month = token.value
        elif token.kind == "n":
            if not 1 <= token.value <= 31:
                return None
            made.append(PeriodToken("I", token.text, Named(Unit.DAY, token.value, month)))
        elif token.kind != "y":
            made.append(token)
    if year is not None:
        # The comma before it.
        made = made[: 1 + max(place for place, token in enumerate(made) if token.kind == "I")]
        made[-1] = replace(made[-1], value=replace(made[-1].value, year=year))
    return made


def _day_and_month(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`13/11`."""
    day, _sign, month = (token.value for token in taken)
    return _one("I", taken, Named(Unit.DAY, day, month)) if 1 <= day <= 31 and 1 <= month <= 12 else None


def _bare(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """A day, week or part of the month of a later one: `5, 6 dan` of `5, 6 dan 9 November`."""
    token = next(token for token in taken if token.kind in "nup")
    if token.kind == "n" and not 1 <= token.value <= 31:
        return None
    bare = token.value if token.kind == "u" else Named(Unit.DAY if token.kind == "n" else Unit.PART, token.value)
    return [PeriodToken("I", token.text, bare), *(token for token in taken if token.kind == "V")]


def _day_behind_iso(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`2023-10-11 s/d 12`."""
    first, joint, number = taken
    if not first.text[:4].isdecimal() or not 1 <= number.value <= 31:
        return None
    return [first, joint, PeriodToken("I", number.text, replace(first.value, number=number.value))]


def _with_year(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """A quarter or half with the year behind it, anything with the year before it."""
    stretch, year = _of(taken, "iI"), _value(taken, "y")
    if stretch is None or (stretch.value.year is not None and year is not None):
        return None
    return _one("I", taken, replace(stretch.value, year=stretch.value.year or year))


def _year(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`tahun 2023`, and `akhir tahun`, which is its end."""
    part, year = _value(taken, "p"), _value(taken, "y")
    if part not in (None, MonthPart.END):
        return None
    return _one("I", taken, Named(Unit.YEAR, 1, None, year, ends=part is not None))


def _end_of(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`akhir triwulan IV`."""
    part, whole = taken
    if part.value is not MonthPart.END or whole.value.unit not in (Unit.QUARTER, Unit.HALF):
        return None
    return _one("I", taken, replace(whole.value, ends=True))


def _shifted(taken: Sequence[PeriodToken], plan_year: int) -> list[PeriodToken] | None:
    """`H-3 pemungutan suara (14 Februari 2024)`, `H-3 s/d H-1 ...`: days counted from a date that is named."""
    shifts = [token for token in taken if token.kind == "O"]
    day, side = _of(taken, "I"), _value(taken, "x")
    if day is None or day.value.unit is not Unit.DAY or (side and any(one.value * side < 0 for one in shifts)):
        return None
    weekdays = [token for token in taken if token.kind == "v"]
    if len(shifts) == 1:
        return [*weekdays, *_one("I", taken, replace(day.value, shift=shifts[0].value))]
    if weekdays and not _falls_on(day.value, weekdays[0].value, plan_year):
        return None
    first, last = (PeriodToken("I", token.text, replace(day.value, shift=token.value)) for token in shifts)
    return [first, PeriodToken("t", "s/d"), last]


def _falls_on(day: Named, weekdays: tuple[int, ...], plan_year: int) -> bool:
    """Whether a day is the weekday that is said of it."""
    try:
        found = date(day.year or plan_year, day.month or 0, day.number)
    except ValueError:
        return False
    return weekdays == (found.weekday(),)


def _between(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken]:
    """`antara 5 dan 10 November`."""
    return [replace(token, kind="t") if token.kind == "a" else token for token in taken if token.kind != "A"]


def _series(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken]:
    stretches: list[Named] = []
    joints: list[str] = []
    beside: list[tuple[int, int]] = []
    whole: tuple[int, ...] = ()
    joint = ""
    for before, token in zip((None, *taken), taken, strict=False):
        if token.kind == "I":
            joints += [joint] if stretches else []
            stretches.append(token.value)
        elif token.kind not in "vV":
            # A comma or slash behind a weekday joins nothing, nor does one before "dan".
            joint = (
                joint if before is not None and before.kind == "v" else {"h": "t", "l": "a"}.get(token.kind, token.kind)
            )
        elif len(token.value) > 1:
            whole = token.value
        else:
            beside.append((len(stretches) - (token.kind == "V"), token.value[0]))
    return _one("Z", taken, PeriodSeries(tuple(stretches), tuple(joints), tuple(beside), whole))


def _before(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`sebelum 5 November`: till the day before it."""
    before, series = taken
    (day, *others), beside = series.value.stretches, (series.value.beside, series.value.weekdays)
    if before.text != "sebelum" or others or any(beside) or day.unit is not Unit.DAY or day.shift or day.loose:
        return None
    until = replace(series.value, stretches=(replace(day, shift=-1),))
    return [PeriodToken("D", before.text), PeriodToken("Z", series.text, until)]


# What stands between two days: s/d, hyphen, dan, comma, slash.
_J = "(?:ca|[thacl])"
# A year of four figures behind a month; one of two, unless it begins what follows.
_Y = "(?:c?T?y|[hl]y)"
_YY = f"[hl]?n(?!(?:{_J}n)*b?m)"
# Weeks by bare figures: what follows a comma may be a day ("minggu 1, 5 November"), unless the list goes on.
_WEEKS = "(?:(?:cS?[nr])*c?aS?[nr]|[thl]S?[nr])*"
_ONE_UNIT = "(?:b(?![no])|[QE](?![nrqo])|T(?!y))"
_BESIDE = "(?:v[cl]?)?G?"
_RULES: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        # "Hari/Tanggal: Senin/13 November", "mulai dari tanggal", "selesai paling lambat", "paling lambat s/d".
        ("(?<=P)f(?=P)", _as("P")),
        ("(?<![nq])H[lc]G:?", _without("HlcG:")),
        ("(?<![nq])HG", _as("G")),
        ("GG+", _as("G")),
        ("ff+", _as("f")),
        ("zD|Dt|tD", _as("D")),
        ("[th]z", _as("W")),
        # How often, in how many batches, how long.
        ("[nq]k|K", _count("C")),
        (f"C?(?:ep?[nq]?|pe){_ONE_UNIT}C?", _recurrence),
        ("[nq][bQET]C|BC|CB|C[nq][bQET](?!m)|C[QET](?![nrqoy])|[nq]?U", _recurrence),
        ("[nq]g", _count("M")),
        (f"g(?:o(?:{_J}o)*|r(?:{_J}r)*|n(?=[:(]|$))[:c]?", _without("gornthacl:")),
        (":", _without(":")),
        ("[nq]H(?![wS])", _count("L")),
        # Weekdays, among them the Sunday that is called as a week is.
        ("H?wj?|HSj?(?!o)|Sj|S(?=[cl]G?[nI]|[thacl]w|GI|I)|(?<=[(])S(?=[)])|(?<=w[thacl])S(?!o)", _weekday),
        (f"S(?:n{_J})*n(?:b?m{_Y}?)?", _sunday_or_week),
        (f"w(?:{_J}w)*", _weekdays),
        # Weeks of a month, quarters, halves of a year.
        ("Sh?o[hl][nr](?=b?m)", _weeks_close),
        (f"Sh?o(?:{_J}S?o|{_J}S?[nr](?!b?m))*", _stretches("u", Unit.WEEK, 5)),
        (f"Sh?[nr]{_WEEKS}|Sq", _stretches("u", Unit.WEEK, 5)),
        (f"Qh?[onrq](?:{_J}Q?[onrq](?!b?m))*", _stretches("i", Unit.QUARTER, 4)),
        (f"Eh?[onrq](?:{_J}E?[onrq](?!b?m))*", _stretches("i", Unit.HALF, 2)),
        ("(?<=[nmyI])[(]v[)]|(?<=[myI])c?v(?![cl]?G?[nI])", _behind),
        # Days and the month that stands before or behind them.
        (f"b?m{_Y}?[c(]?Gn(?:{_J}G?n)*(?!V?[hl]?b?m)", _day_behind),
        (f"(?:mn{_J})+mn(?:c?y)?(?=$|[)V])", _days_behind),
        (f"G?nV?[hl]?b?m(?:{_Y}|{_YY})?", _day),
        (f"m(?:n{_J})*nc?y", _day_behind),
        (f"m(?:n{_J})*n(?=$|[)V])", _day_behind_alone),
        # Weeks and parts of a month: close to it, then farther off.
        (f"b?m{_Y}?[up](?:{_J}[up](?!b?m))*(?!b?m)(?:Ty)?|[up]b?m(?:{_Y}|[hl]n)?", _parts_of),
        (f"b?m{_Y}?[cl(][up](?:{_J}[up](?![cl]?b?m))*(?![cl]?b?m)|[up][cl(]b?m{_Y}?", _parts_of),
        # Months, quarters, halves, years.
        (f"b?m(?:{_Y}|[hl]n)?", _whole_month),
        ("b[on](?:c?T?y)?|n[lh]y|y[lh]n", _numbered_month),
        (f"nln(?!(?:{_J}n)*b?m|(?:ln)*lI)", _day_and_month),
        (f"i{_Y}?|Tyc?I", _with_year),
        ("p?Ty|pT|^y$", _year),
        ("pI", _end_of),
        (f"I[thacl]n(?![nH]|{_J}n)", _day_behind_iso),
        # What takes its month from what follows; days counted from another.
        (f"(?:G?nV?|[up])(?=(?:{_J}{_BESIDE}(?:nV?|[up]))*{_J}{_BESIDE}I)", _bare),
        (f"O(?:[th]O)?[xfHP]+[(]?{_BESIDE}I(?!V?{_J}{_BESIDE}I)", _shifted),
        # Behind one day alone, "H-1 (14 Februari 2024)", it may be what that day is.
        (f"O[th]O[(]{_BESIDE}I(?!V?{_J}{_BESIDE}I)", _shifted),
        # "Rabu (15 November 2023)".
        ("v[(]I[)]", _without("()")),
        (f"A{_BESIDE}IV?a{_BESIDE}I", _between),
        (f"{_BESIDE}IV?(?:{_J}{_BESIDE}IV?)*", _series),
        ("(?<![uL])xZ", _before),
    )
)
