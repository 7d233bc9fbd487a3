"""What papers of several kinds have: tables, lists, photos."""

from __future__ import annotations

from dataclasses import dataclass

# A label and what stands behind the colon; several lines are numbered.
Pairs = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Columns and rows of words; from column `numbers_from` on they are figures and stand to the right.

    Column `stretch` takes the room that the others leave.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    numbers_from: int = 99
    stretch: int = 1


@dataclass(frozen=True, slots=True)
class Annex:
    """A letter's lampiran: which letter it belongs to, and a table that numbers its rows."""

    references: Pairs
    table: ReportTable


@dataclass(frozen=True, slots=True)
class PaperPhoto:
    """A photo as an SVG that holds its bytes, and the line below it."""

    drawing: str
    caption: str


@dataclass(frozen=True, slots=True)
class ReportList:
    """A titled list of a report."""

    title: str
    items: tuple[str, ...]
