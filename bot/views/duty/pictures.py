"""Piket of all secretariats as pictures: a month's rota, and how complete the reports are."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.duty.asked import is_month
from bot.domain.duty.grid_picture import PEOPLE, Cell, GridPicture, GridRow, Tone
from bot.domain.duty.rota import Span, is_day_off
from bot.domain.duty.shifts import place_of
from bot.views.duty.rota import hours_of
from bot.views.format import days_long, moment, month_name
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from bot.domain.duty.facts import RotaFacts
    from bot.domain.duty.overview import DistrictLine, Overview
    from bot.domain.duty.rota import Turn

# Names under the month's rota, for each number that stands in it; more than any secretariat has would be too long to read.
_MOST_NAMED = 20
# More days beside each other are too small to read on a phone.
_HALF = 16


def month(
    rotas: Sequence[RotaFacts], first: date, last: date, holidays: Collection[date], now: datetime
) -> GridPicture:
    """Who is on duty on which day in each kecamatan, by the number of their name below; what nobody has stands out.

    Of one kecamatan each shift has a row, so that its hours are said, and half of a month stands beside each other.
    """
    days = _days(first, last)
    alone = len(rotas) == 1
    whole = is_month(Span(first, last))
    return GridPicture(
        title=plain("grid-rota-title-of", district=rotas[0].district) if alone else plain("grid-rota-title"),
        subtitle=month_name(first) if whole else days_long(first, last),
        days=tuple(str(day.day) for day in days),
        off=tuple(is_day_off(day, holidays) for day in days),
        rows=_of_shifts(rotas[0], days) if alone else tuple(GridRow(one.district, _turns(one, days)) for one in rotas),
        legend=((plain("grid-gap"), Tone.MISSING),) if any(_has_gap(found, days) for found in rotas) else (),
        lines=tuple(_names(found, days) for found in rotas),
        footer=plain("recap-moment", moment=moment(now, rotas[0].zone)) if rotas else "",
        abreast=_HALF if alone and len(days) > _HALF else len(days),
    )


def _of_shifts(found: RotaFacts, days: Sequence[date]) -> tuple[GridRow, ...]:
    """A row for each officer of each shift, by its hours."""
    numbers = _numbers(found, days)
    places: dict[tuple[str, int], dict[date, Turn]] = {}
    for turn in found.between(days[0], days[-1]):
        places.setdefault((hours_of(turn.shift), place_of(turn.shift)), {})[turn.day] = turn
    return tuple(
        GridRow(
            hours if place == 1 else plain("grid-officer", number=place),
            tuple(_cell([on[day]] if day in on else (), numbers) for day in days),
        )
        for (hours, place), on in sorted(places.items(), key=lambda one: one[0])
    )


def completeness(found: Overview, holidays: Collection[date]) -> GridPicture:
    """How complete the reports are: a cell a day, "!" where there was an incident, and the share at the end of the row."""
    days = _days(found.first, found.last)
    return GridPicture(
        title=plain("grid-heat-title"),
        subtitle=days_long(found.first, found.last),
        days=tuple(str(day.day) for day in days),
        off=tuple(is_day_off(day, holidays) for day in days),
        rows=tuple(
            GridRow(
                line.name,
                tuple(_complete(line, day) for day in days),
                plain("grid-share", percent=line.percent) if line.percent is not None else "",
            )
            for line in found.districts
        ),
        legend=tuple(
            (plain(f"grid-{tone.value}"), tone)
            for tone in (Tone.DONE, Tone.LATE, Tone.PARTLY, Tone.MISSING, Tone.OPEN)
            if any(line.tone(day) is tone for line in found.districts for day in days)
        ),
        lines=(plain("grid-incidents"),) if any(line.incidents for line in found.districts) else (),
        footer=plain("recap-moment", moment=moment(found.asked_at, found.zone)),
    )


def _complete(line: DistrictLine, day: date) -> Cell:
    """What is missing is marked too, for those who see no red."""
    tone = line.tone(day)
    mark = "×" if tone in (Tone.MISSING, Tone.PARTLY) else ""
    return Cell(("!" if day in line.incidents else mark,), tone)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def _turns(found: RotaFacts, days: Sequence[date]) -> tuple[Cell, ...]:
    numbers, on = _numbers(found, days), _by_day(found)
    return tuple(_cell(on.get(day, ()), numbers) for day in days)


def _cell(turns: Sequence[Turn], numbers: Mapping[int, int]) -> Cell:
    if not turns:
        return Cell((), Tone.NONE)
    # A line each: 12 is one person, 1 above 2 are two.
    who = [numbers[turn.person] for turn in turns if turn.person is not None]
    if len(who) < len(turns):
        # Who is there of a watch, and that somebody is lacking.
        return Cell((*map(str, who), "–"), Tone.MISSING)
    tones = tuple(PEOPLE[(number - 1) % len(PEOPLE)] for number in who)
    return Cell(tuple(map(str, who)), tones[0], tones if len(tones) > 1 else ())


def _numbers(found: RotaFacts, days: Sequence[date]) -> dict[int, int]:
    """People in the order of their first turn in these days, numbered from 1."""
    here = [turn.person for turn in found.turns if turn.person is not None and days[0] <= turn.day <= days[-1]]
    return {person: number for number, person in enumerate(dict.fromkeys(here), 1)}


def _by_day(found: RotaFacts) -> dict[date, list[Turn]]:
    on: defaultdict[date, list[Turn]] = defaultdict(list)
    for turn in found.turns:
        on[turn.day].append(turn)
    return on


def _has_gap(found: RotaFacts, days: Sequence[date]) -> bool:
    return any(turn.person is None for turn in found.between(days[0], days[-1]))


def _names(found: RotaFacts, days: Sequence[date]) -> str:
    numbers = _numbers(found, days)
    names = [plain("grid-person", number=number, name=found.name(person)) for person, number in numbers.items()]
    more = plain("grid-more", count=len(names) - _MOST_NAMED) if len(names) > _MOST_NAMED else ""
    listed = ", ".join([*names[:_MOST_NAMED], *([more] if more else [])])
    return plain("grid-names", district=found.district, names=listed or plain("grid-no-rota"))
