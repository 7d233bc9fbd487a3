"""What each figure of a recap means: one definition each, told to people in docs/figures.md.

Queries fetch what is known of invitations (`Case`); everything that is counted or divided is counted and divided here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from fractions import Fraction
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple, TypeVar

from bot.domain.door.checkin import Punctuality
from bot.domain.invitations.answers import Tally, percent
from bot.domain.vocabulary import Answer

K = TypeVar("K")

# Somebody has understood who says so with this score of 1 to 5; the plan calls a meeting a success where so many of
# those who answered have (P2H: "sebanyak 75% peserta ...").
UNDERSTOOD_FROM = 4
SUCCESS_PERCENT = 75
_COMING = frozenset({Answer.ATTENDING, Answer.SUBSTITUTED})


class Case(NamedTuple):
    """What is known of one invitation.

    `waiting`: it wants a seat and stands in line. `recorded`: its session is over and attendance was taken there;
    `arrival` is None where neither the invited nor the substitute came.
    """

    answer: Answer | None
    waiting: bool
    recorded: bool
    arrival: Punctuality | None


@dataclass(frozen=True, slots=True)
class Counts(Tally):
    """Figures that may be summed: answers, and the day itself where attendance was taken.

    `came + no_show + excused_away + silent_away + waiting_away = recorded` always holds.
    """

    # Of attending and substituted: those without a seat.
    waiting: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    # Of those who came: those who had not said so.
    unannounced: int = 0
    no_show: int = 0
    excused_away: int = 0
    silent_away: int = 0
    waiting_away: int = 0

    def __add__(self, other: Counts) -> Counts:
        return total((self, other))

    @property
    def came(self) -> int:
        return self.early + self.on_time + self.late

    @property
    def punctual(self) -> int:
        return self.early + self.on_time

    @property
    def recorded(self) -> int:
        return self.came + self.no_show + self.excused_away + self.silent_away + self.waiting_away

    @property
    def expected(self) -> int:
        """Of whom attendance may fairly be asked: who was excused, or had no seat, is not absent."""
        return self.recorded - self.excused_away - self.waiting_away

    @property
    def seated(self) -> int:
        return self.attending + self.substituted - self.waiting

    @property
    def attending_percent(self) -> int:
        """Share of the invited who say they come themselves."""
        return percent(self.attending, self.invited)

    @property
    def attendance_percent(self) -> int | None:
        """Share of those expected who came; None where nobody was."""
        return percent(self.came, self.expected) if self.expected else None

    @property
    def punctual_percent(self) -> int | None:
        """Share of those who came who were not late; None where nobody came."""
        return percent(self.punctual, self.came) if self.came else None


def count(cases: Mapping[Case, int]) -> Counts:
    """Count invitations, given how many there are of each case."""
    found: Counter[str] = Counter()
    for case, many in cases.items():
        for field in _fields(case):
            found[field] += many
    return Counts(**found)


def is_no_show(answer: Answer | None, *, waiting: bool, came: bool) -> bool:
    """Whether an invitation to a session whose attendance was taken is one of `Counts.no_show`."""
    return answer in _COMING and not waiting and not came


def is_unannounced(answer: Answer | None, *, came: bool) -> bool:
    """Whether it is one of `Counts.unannounced`."""
    return came and answer not in _COMING


def total(counts: Iterable[Counts]) -> Counts:
    """Several counts as one: field by field, of thousands of people in no time."""
    return Counts(*map(sum, zip(*map(_VALUES, counts), strict=True)))


_VALUES = attrgetter(*(one.name for one in fields(Counts)))


def _fields(case: Case) -> tuple[str, ...]:
    answered = (_ANSWER_FIELDS[case.answer], *(["waiting"] if case.waiting else []))
    if not case.recorded:
        return answered
    if case.arrival is not None:
        unannounced = ["unannounced"] if is_unannounced(case.answer, came=True) else []
        return (*answered, case.arrival.name.lower(), *unannounced)
    if is_no_show(case.answer, waiting=case.waiting, came=False):
        return (*answered, "no_show")
    return (*answered, "waiting_away" if case.waiting else _AWAY_FIELDS[case.answer])


_ANSWER_FIELDS = {
    Answer.ATTENDING: "attending",
    Answer.EXCUSED: "excused",
    Answer.SUBSTITUTED: "substituted",
    None: "silent",
}
_AWAY_FIELDS = {Answer.EXCUSED: "excused_away", None: "silent_away"}


def answer_minutes(invited_at: datetime, answered_at: datetime) -> int:
    """Whole minutes from the invitation to its first answer; seconds are cut off both, as the databases do."""
    return max((int(answered_at.timestamp()) - int(invited_at.timestamp())) // 60, 0)


def median_minutes(waits: Mapping[int, int]) -> int | None:
    """The median of waits, given how many there are of each length; between two the lower whole minute. None of none."""
    many = sum(waits.values())
    if not many:
        return None
    lengths = sorted(waits)
    seen = list(accumulate(waits[minutes] for minutes in lengths))
    lower, upper = (lengths[bisect_right(seen, nth)] for nth in ((many - 1) // 2, many // 2))
    return (lower + upper) // 2


def ranking(counted: Sequence[tuple[K, Counts]]) -> list[tuple[int, K, Counts]]:
    """The best first, with their places: by attendance share, then by response share; equals share a place.

    Whoever invited nobody is not ranked; nor is, where others have an attendance figure, who has none: all of a kecamatan
    were excused.
    """
    measured = any(counts.expected for _, counts in counted)
    found = sorted(
        (
            (_merit(counts), key, counts)
            for key, counts in counted
            if counts.invited and (counts.expected or not measured)
        ),
        key=_first,
        reverse=True,
    )
    places: list[tuple[int, K, Counts]] = []
    for index, (merit, key, counts) in enumerate(found):
        place = places[-1][0] if index and merit == found[index - 1][0] else index + 1
        places.append((place, key, counts))
    return places


def _merit(counts: Counts) -> tuple[Fraction, Fraction]:
    attendance = Fraction(counts.came, counts.expected) if counts.expected else Fraction()
    return attendance, Fraction(counts.answered, counts.invited)


def _first(found: tuple[tuple[Fraction, Fraction], K, Counts]) -> tuple[Fraction, Fraction]:
    return found[0]


@dataclass(frozen=True, slots=True)
class Survey:
    """Questionnaires: how many say whether the matter was understood, and how many that it was."""

    responses: int = 0
    understood: int = 0

    def __add__(self, other: Survey) -> Survey:
        return Survey(self.responses + other.responses, self.understood + other.understood)

    @property
    def percent(self) -> int:
        """Share of the questionnaires that say so, cut to a whole percent: it reads 75 only from 75 on."""
        return 100 * self.understood // self.responses if self.responses else 0

    @property
    def success(self) -> bool:
        return self.percent >= SUCCESS_PERCENT


def survey(responses: Iterable[Sequence[int]]) -> Survey:
    """Count questionnaires by the score of their first statement, that one has understood; 0 is none, and left out."""
    scored = [scores[0] for scores in responses if scores and scores[0]]
    return Survey(len(scored), sum(score >= UNDERSTOOD_FROM for score in scored))
