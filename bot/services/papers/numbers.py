"""Numbers of official papers: the next of a series, given once for what it is about, kind and recipient and never again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from bot.storage.models import Office, PaperNumber

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from bot.domain.papers.facts import Stationery


class PaperKind(StrEnum):
    """What is numbered, and for whom.

    A letter is about a session as one revision had it: its recipient is that revision. A certificate's recipient is a
    person, or, less than zero, the invitation for which a guest came. A surat tugas is for a revision of a session or for
    the officer of a shift, of a watch for all of them; a laporan hasil pengawasan is of a shift's report, the `nth`.
    """

    LETTER = "surat"
    CERTIFICATE = "sertifikat"
    TASK = "tugas"
    SUPERVISION = "lhp"


@dataclass(frozen=True, slots=True)
class About:
    """What a paper is about: a session or a shift of piket."""

    session_id: int | None = None
    shift_id: int | None = None


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """What is counted through: an office's year and, within it, a name."""

    office_id: int
    year: int
    name: str


@dataclass(frozen=True, slots=True)
class Given:
    """A number as it was given."""

    series: NumberSeries
    number: int
    issued_at: datetime

    def printed(self, stationery: Stationery, zone: ZoneInfo) -> tuple[str, date]:
        """As it stands on paper, and the paper's date."""
        dated = self.issued_at.astimezone(zone).date()
        return stationery.number(self.number, self.series.name, dated), dated


def lock_numbers(connection: Connection, office_id: int) -> None:
    """Until this transaction ends nobody else is given a number of the office; others' work goes on."""
    # FOR NO KEY UPDATE: rows that refer to the office may still be written.
    connection.execute(select(Office.id).where(Office.id == office_id).with_for_update(key_share=True))


def given(connection: Connection, about: About, kind: PaperKind) -> dict[int, Given]:
    """The numbers that papers about something have, by recipient."""
    query = select(PaperNumber).where(
        PaperNumber.session_id == about.session_id
        if about.session_id is not None
        else PaperNumber.shift_id == about.shift_id,
        PaperNumber.kind == kind.value,
    )
    columns = query.with_only_columns(
        PaperNumber.recipient,
        PaperNumber.office_id,
        PaperNumber.year,
        PaperNumber.series,
        PaperNumber.number,
        PaperNumber.issued_at,
    )
    return {
        row.recipient: Given(NumberSeries(row.office_id, row.year, row.series), row.number, row.issued_at)
        for row in connection.execute(columns)
    }


def give(
    connection: Connection,
    series: NumberSeries,
    about: About,
    kind: PaperKind,
    recipients: Sequence[int],
    *,
    issued_by: int | None,
    now: datetime,
) -> dict[int, Given]:
    """The numbers of `recipients`: the one each has, or the series' next in their order. Needs `lock_numbers` before."""
    known = given(connection, about, kind)
    new = [recipient for recipient in dict.fromkeys(recipients) if recipient not in known]
    if new:
        last = select(func.max(PaperNumber.number)).where(
            PaperNumber.office_id == series.office_id,
            PaperNumber.year == series.year,
            PaperNumber.series == series.name,
        )
        first = (connection.execute(last).scalar_one() or 0) + 1
        rows = [
            {
                "office_id": series.office_id,
                "year": series.year,
                "series": series.name,
                "number": number,
                "kind": kind.value,
                "session_id": about.session_id,
                "shift_id": about.shift_id,
                "recipient": recipient,
                "issued_at": now,
                "issued_by": issued_by,
            }
            for number, recipient in enumerate(new, first)
        ]
        connection.execute(insert(PaperNumber), rows)
        known |= {recipient: Given(series, number, now) for number, recipient in enumerate(new, first)}
    return {recipient: known[recipient] for recipient in recipients}
