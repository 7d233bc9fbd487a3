"""What somebody wants to see of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.vocabulary import Division


class Span(StrEnum):
    """The days that were asked for; the value is the token of those that need no more."""

    NEAR = "dekat"
    DAY = "hari"
    WEEK = "pekan"
    NEXT_WEEK = "pekandepan"
    SEVEN = "minggu"
    DAYS = "hari-hari"
    MONTH = "bulan"
    ALL = "semua"
    LATE = "lewat"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be shown: days from `first` to `last`, of one division, of one kecamatan (its id), or only the asker's own.

    `search` are words to look for; `span_token` says the days again.
    """

    span: Span
    span_token: str
    first: date
    last: date
    division: Division | None = None
    district_id: int | None = None
    mine: bool = False
    search: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether less is asked for than all there is of these days."""
        return bool(self.division or self.district_id is not None or self.mine or self.search)


class Unknown(ValueError):
    """Words that mean nothing here."""

    def __init__(self, given: str) -> None:
        super().__init__(given)
        self.given = given
