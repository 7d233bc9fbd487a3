"""A letter with its annex."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.papers.letterheads import Letterhead, Signature
from bot.domain.papers.parts import Annex, Pairs


class Nature(StrEnum):
    """A letter's sifat: how soon it wants to be dealt with."""

    ORDINARY = "biasa"
    IMPORTANT = "penting"
    URGENT = "segera"


@dataclass(frozen=True, slots=True)
class Letter:
    """A surat undangan."""

    letterhead: Letterhead
    place_and_day: str
    references: Pairs
    salutation: str
    addressees: tuple[str, ...]
    addressed_at: str
    opening: str
    particulars: Pairs
    closing: str
    signature: Signature
    copies_title: str = ""
    copies: tuple[str, ...] = ()
    annex: Annex | None = None
    page: str = ""
