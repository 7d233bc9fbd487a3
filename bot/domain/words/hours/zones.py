"""Zones of time (WIB, WITA, WIT): their names, and hours that are said in another zone than the office's own."""

from __future__ import annotations

from datetime import time

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.moment import MIDNIGHT, Moment, time_of
from bot.domain.words.hours.stretch import Hours

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
# Hours that each zone is ahead of UTC (Keppres 41/1987).
_OFFSETS = {"WIB": 7, "WITA": 8, "WIT": 9}
ZONE = r"\(?(?<![a-z])(?:(wib|wita|wit)\b|waktu\s+indonesia\s+(barat|tengah|timur)\b|waktu\s+setempat\b)\)?"
ZONE_WORDS = {"barat": "wib", "tengah": "wita", "timur": "wit"}


def check_zone(hours: Hours, start: Moment, end: Moment | None, zone: str | None) -> None:
    """Raise `DateProblem` other_zone, with both hours, where they were said in another zone than one's own."""
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
    return time_of((moment.hour * 60 + moment.minute + by) % MIDNIGHT)
