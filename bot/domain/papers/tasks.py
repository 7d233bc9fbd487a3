"""A letter by which somebody is given a task."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.papers.letterheads import Letterhead, Signature
from bot.domain.papers.parts import Annex, Pairs


@dataclass(frozen=True, slots=True)
class TaskLetter:
    """A surat tugas: who is sent (many stand on the annex, and `purpose` says so), what for, when and where."""

    letterhead: Letterhead
    title: str
    number: str
    opening: str
    people: tuple[Pairs, ...]
    purpose: str
    particulars: Pairs
    closing: str
    signature: Signature
    annex: Annex | None = None
    page: str = ""
