"""Pictures of figures as plain values: bars (stacked where a bar has several parts) and a trend in percent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a colour means, the same in every picture."""

    GOOD = "good"
    EXCUSED = "excused"
    INSTEAD = "instead"
    OPEN = "open"
    SCORE_1 = "score-1"
    SCORE_2 = "score-2"
    SCORE_3 = "score-3"
    SCORE_4 = "score-4"
    SCORE_5 = "score-5"


# The worst first.
SCALE = (Tone.SCORE_1, Tone.SCORE_2, Tone.SCORE_3, Tone.SCORE_4, Tone.SCORE_5)


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One kind of figure: its name in the legend, and its colour."""

    name: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: a count for each series, all >= 0, and what is written at its end."""

    label: str
    parts: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars on one scale; the legend is left out where there is but one series or `legend` is off."""

    title: str
    subtitle: str
    series: tuple[ChartSeries, ...]
    bars: tuple[Bar, ...]
    footer: str = ""
    legend: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """What each series came to at one session, in percent of 0..100; None where there is no figure."""

    label: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Lines over sessions, the oldest first."""

    title: str
    subtitle: str
    series: tuple[ChartSeries, ...]
    points: tuple[Point, ...]
    footer: str = ""


Chart = Bars | Trend
