"""A list to sign."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.papers.letterheads import Letterhead, Signature
from bot.domain.papers.parts import Pairs


@dataclass(frozen=True, slots=True)
class Attendee:
    """A line of an attendance list; `mark` is printed in place of a signature, empty leaves room to sign."""

    name: str
    position: str
    district: str
    mark: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """A daftar hadir: columns are number, name, position, kecamatan and signature; `blanks` lines follow for guests.

    Of several days each has a list: the others are `more`, and begin on pages of their own.
    """

    letterhead: Letterhead
    title: str
    activity: str
    particulars: Pairs
    columns: tuple[str, str, str, str, str]
    attendees: tuple[Attendee, ...]
    blanks: int
    note: str = ""
    signature: Signature | None = None
    page: str = ""
    more: tuple[AttendanceList, ...] = ()
