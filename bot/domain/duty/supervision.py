"""What a form says for the laporan hasil pengawasan (Formulir Model A) that is made from its reports."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.duty.shifts import shift_hours
from bot.domain.vocabulary import OFFICE_POSITIONS, Position

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bot.domain.people.facts import PersonFacts

# As the form names its lines: who watched what and how, then what looked like an infringement.
WATCHED = ("tahapan", "bentuk", "tujuan", "sasaran", "tempat")
SUSPECTED = (
    "peristiwa",
    "tempat_kejadian",
    "waktu_kejadian",
    "pelaku",
    "saksi",
    "alat_bukti",
    "barang_bukti",
    "uraian_dugaan",
    "fakta",
    "analisa",
)
_TELLING = ("peristiwa", "uraian_dugaan")
_OF_SECRETARIAT = frozenset({Position.SECRETARIAT_HEAD, Position.SECRETARIAT_STAFF, Position.DISTRICT_CHAIR})
_HOUR = re.compile(r"(\d{1,2})[.:](\d{2})")
_DAY = timedelta(days=1)
_ANSWER = re.compile(r"\{([^{}]*)\}")


def named_answers(text: str) -> list[str]:
    """Keys of the questions whose answers a line takes: `{tempat}` the answer to `tempat`."""
    return _ANSWER.findall(text)


def filled_lines(lines: Mapping[str, str], answers: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The lines that can be said of a report's answers; one that takes an answer nobody gave is left out."""
    given = {one["key"]: str(one["answer"]).strip() for one in answers}
    return {
        name: _ANSWER.sub(lambda found: given[found[1]], text)
        for name, text in lines.items()
        if text and all(given.get(key) for key in named_answers(text))
    }


def is_suspicion(lines: Mapping[str, str], answers: Iterable[Mapping[str, Any]]) -> bool:
    """Whether an answer tells of an infringement, be the report marked as an incident or not."""
    said = filled_lines(lines, answers)
    return any(name in said and named_answers(lines[name]) for name in _TELLING)


def has_papers(person: PersonFacts, officers: Collection[int | None], district_id: int) -> bool:
    """Who gets the papers of a shift: its officers, the secretariat and chair there, the office's own people."""
    of_office = person.manages or person.position in OFFICE_POSITIONS
    there = person.district_id == district_id and person.position in _OF_SECRETARIAT
    return person.id in officers or of_office or there


def hour_told(text: str) -> time | None:
    """The first hour that a text names: "pukul 19.30"; None where there is none."""
    found = _HOUR.search(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def day_of_event(hour: time, day: date, shift: str, reported: datetime) -> date:
    """On which day something was at `hour`, told in a report of the shift of `day` at `reported`, by the office's clock.

    In the hours of that shift (of one over midnight what is before its begin is on the next day), else the last time that it
    was that hour before the report: nothing is told before it is.
    """
    begins, ends = shift_hours(shift)
    at = [one for one in (day, day + _DAY) if _is_within(datetime.combine(one, hour), day, begins, ends)]
    told = reported.replace(tzinfo=None)
    in_shift = next((one for one in at if datetime.combine(one, hour) <= told), None)
    if in_shift is not None:
        return in_shift
    return told.date() if hour <= told.time() else told.date() - _DAY


def _is_within(moment: datetime, day: date, begins: time, ends: time) -> bool:
    first = datetime.combine(day, begins)
    last = datetime.combine(day if begins < ends else day + _DAY, ends)
    return first <= moment <= last
