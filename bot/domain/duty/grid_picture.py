"""Days by kecamatan as a picture, as plain values: who is on duty, or how complete the reports are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a cell looks."""

    # There was, or is, nothing to do.
    NONE = "none"
    # A shift that is yet to end.
    OPEN = "open"
    DONE = "done"
    LATE = "late"
    PARTLY = "partly"
    MISSING = "missing"
    # People of a row, told apart by their number.
    FIRST = "p1"
    SECOND = "p2"
    THIRD = "p3"
    FOURTH = "p4"
    FIFTH = "p5"
    SIXTH = "p6"
    SEVENTH = "p7"
    EIGHTH = "p8"
    NINTH = "p9"
    TENTH = "p10"


PEOPLE = (
    Tone.FIRST,
    Tone.SECOND,
    Tone.THIRD,
    Tone.FOURTH,
    Tone.FIFTH,
    Tone.SIXTH,
    Tone.SEVENTH,
    Tone.EIGHTH,
    Tone.NINTH,
    Tone.TENTH,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a row: lines of two letters at most, and how it looks; `tones` how each line does, where these differ."""

    lines: tuple[str, ...]
    tone: Tone
    tones: tuple[Tone, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    """A kecamatan, or one of its shifts: a cell a day, and what stands at the end of the row."""

    name: str
    cells: tuple[Cell, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class GridPicture:
    """Columns are days, `off` those that are days off; `legend` says what tones mean, `lines` stand below.

    `abreast`: how many days stand beside each other at most; the others follow below.
    """

    title: str
    subtitle: str
    days: tuple[str, ...]
    off: tuple[bool, ...]
    rows: tuple[GridRow, ...]
    legend: tuple[tuple[str, Tone], ...]
    lines: tuple[str, ...]
    footer: str
    abreast: int = 31
