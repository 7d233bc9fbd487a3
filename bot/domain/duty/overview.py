"""How complete the reports of piket are, by kecamatan and day; incidents by kind and state; hints at what to look at."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.domain.duty.grid_picture import Tone
from bot.domain.duty.shifts import shift_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.domain.duty.incidents import IncidentState
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.vocabulary import Situation

    Metres = Callable[[tuple[float, float], tuple[float, float]], float]


Place = tuple[float, float]


class IncidentLine(NamedTuple):
    """An incident of the days: its number, where and when, how grave, how it stands, who takes it on ("": nobody) and whether it may be a finding."""

    number: str
    district: str
    day: date
    situation: Situation
    state: IncidentState | None
    taker: str
    finding: bool = True


HintKind = Literal["same_text", "same_photo", "others_photo", "far"]


class Hint(NamedTuple):
    """Something that the head of the office may want to look at; it accuses nobody."""

    kind: HintKind
    district: str
    officer: str
    times: int


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """A kecamatan: its shifts by day (report and hour with them), and on which days there was an incident."""

    id: int
    name: str
    shifts: Mapping[date, Sequence[ShiftFacts]]
    now: datetime
    incidents: frozenset[date] = frozenset()
    happened: int = 0
    # Days of its rota on which hours are nobody's.
    alone: tuple[date, ...] = ()

    @property
    def over(self) -> list[ShiftFacts]:
        """Shifts that have ended, or are reported already."""
        return [
            one
            for of_day in self.shifts.values()
            for one in of_day
            if one.report_number is not None or shift_ends(one.day, one.shift, one.officer.zone) <= self.now
        ]

    @property
    def reported(self) -> int:
        return sum(one.report_number is not None for one in self.over)

    @property
    def late(self) -> int:
        return sum(one.is_late for one in self.over)

    @property
    def missing(self) -> list[ShiftFacts]:
        return [one for one in self.over if one.report_number is None]

    @property
    def percent(self) -> int | None:
        """Reports of shifts that are over; None where none is. Only what is whole is 100."""
        return 100 * self.reported // len(self.over) if self.over else None

    def tone(self, day: date) -> Tone:
        """How the day looks."""
        of_day = self.shifts.get(day, ())
        if not of_day:
            return Tone.NONE
        over = [one for one in self.over if one.day == day]
        missing = [one for one in over if one.report_number is None]
        if missing:
            return Tone.MISSING if len(missing) == len(of_day) else Tone.PARTLY
        if len(over) < len(of_day):
            return Tone.OPEN
        return Tone.LATE if any(one.is_late for one in over) else Tone.DONE


@dataclass(frozen=True, slots=True)
class Overview:
    """Piket of some days of an office, or of one kecamatan of it."""

    office: str
    first: date
    last: date
    # Whether a month was asked for, or a week.
    monthly: bool
    zone: ZoneInfo
    asked_at: datetime
    districts: tuple[DistrictLine, ...]
    incidents: tuple[IncidentLine, ...] = ()
    hints: tuple[Hint, ...] = ()
    # Where all are meant, 0.
    district_id: int = 0

    @property
    def missing(self) -> list[ShiftFacts]:
        found = [one for line in self.districts for one in line.missing]
        return sorted(found, key=lambda one: (one.day, one.district, one.shift))

    @property
    def by_state(self) -> Counter[tuple[Situation, IncidentState | None, bool]]:
        """How many incidents are how grave, stand how, and may be findings."""
        return Counter((one.situation, one.state, one.finding) for one in self.incidents)


class PhotoLine(NamedTuple):
    """A photo of a report: the file that it is kept as, whose and when."""

    file: str
    number: str
    district: str
    sent_at: datetime


class Sent(NamedTuple):
    """What of a report tells whether it was made with care: words, checksums of photos, metres from the secretariat's usual place."""

    district: str
    officer: str
    day: date
    text: str
    photos: Sequence[str] = ()
    place: Place | None = None


_SAME_DAYS = 3
_FAR_METRES = 5_000.0
_ENOUGH_PLACES = 3


def photo_keys(photos: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """By Telegram's id of a content what tells that content from others: the checksum of its bytes, else the id.

    `photos` are ids and checksums; one that is not fetched yet, or never can be, is known by another sending that was.
    """
    found: dict[str, str] = {}
    for unique_id, sha256 in photos:
        if sha256 or unique_id not in found:
            found[unique_id] = sha256 or unique_id
    return found


def hints(reports: Sequence[Sent], nothing: Collection[str], metres: Metres) -> list[Hint]:
    """The same words on three days and more (`nothing` excepted), a photo that somebody sent twice, or another before them, a place far from where the others are.

    Where a secretariat is, is what its reports say: the middle of their places, of at least three.
    """
    texts: defaultdict[tuple[str, str, str], set[date]] = defaultdict(set)
    photos: defaultdict[str, list[Sent]] = defaultdict(list)
    places: defaultdict[str, list[Sent]] = defaultdict(list)
    usual = {_key(words) for words in nothing}
    for one in reports:
        words = _key(one.text)
        if words not in usual:
            texts[one.district, one.officer, words].add(one.day)
        for photo in one.photos:
            photos[photo].append(one)
        if one.place is not None:
            places[one.district].append(one)
    found = [Hint("same_text", *key[:2], len(days)) for key, days in texts.items() if len(days) >= _SAME_DAYS]
    found += _photos_again(photos.values())
    for district, sent in places.items():
        found += _far(district, sent, metres)
    return sorted(found)


def _photos_again(photos: Iterable[Sequence[Sent]]) -> list[Hint]:
    """Each photo is counted for whoever sent it, and for nobody else; `photos` are the reports that each came with."""
    found: list[Hint] = []
    copied: Counter[tuple[str, str]] = Counter()
    for sent in photos:
        times = Counter((one.district, one.officer) for one in sent)
        first, *others = times
        found += [Hint("same_photo", *who, count) for who, count in times.items() if count > 1]
        copied.update(who for who in others if who != first)
    return found + [Hint("others_photo", *who, count) for who, count in copied.items()]


def _key(words: str) -> str:
    return " ".join(words.casefold().split())


def _far(district: str, sent: Sequence[Sent], metres: Metres) -> list[Hint]:
    spots = [one.place for one in sent if one.place is not None]
    if len(spots) < _ENOUGH_PLACES:
        return []
    middle = (_median([spot[0] for spot in spots]), _median([spot[1] for spot in spots]))
    far = Counter(one.officer for one in sent if one.place is not None and metres(one.place, middle) > _FAR_METRES)
    return [Hint("far", district, officer, count) for officer, count in far.items()]


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
