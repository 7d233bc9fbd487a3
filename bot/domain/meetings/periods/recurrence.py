"""How often: `setiap bulan`, `3 bulan sekali`, `2 kali setahun`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.building import Build, as_one, value_of
from bot.domain.meetings.periods.precision import Frequency
from bot.domain.meetings.periods.window import MonthPart


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often: `times` in each turn, in a part of each month if one is named."""

    frequency: Frequency
    times: int
    part: MonthPart | None


def count(kind: str) -> Build:
    """The number of the words, of "sekali" one."""

    def _build(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken]:
        number = value_of(taken, "nq")
        return as_one(kind, taken, 1 if number is None else number)

    return _build


def recurrence(taken: Sequence[PeriodToken], _: int) -> list[PeriodToken] | None:
    """`setiap bulan`, `3 bulan sekali`, `2 kali setahun`: `n` counts months or longer, `C` the meetings."""
    unit, number, part, times = (value_of(taken, kinds) for kinds in ("bQETBU", "nq", "p", "C"))
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
    return as_one("R", taken, Recurrence(frequency, times or 1, None if part is None else MonthPart(part)))
