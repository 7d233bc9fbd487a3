"""What an office needs to issue a paper beyond its people: stationery, who signs, whom it is for, what came before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.papers.numbers import DEFAULT_PATTERN, letter_number, names_classification

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from bot.domain.door.checkin import CheckInWay
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms
    from bot.domain.people.facts import PersonFacts
    from bot.domain.vocabulary import Division

_CERTIFICATE = "SERT"
# Laporan hasil pengawasan, in numbers and among the classifications.
SUPERVISION = "LHP"
# The code under which the archive keeps them, where an office does not say another (docs/documents.md).
_USUAL = "PM.01.02"


@dataclass(frozen=True, slots=True)
class Stationery:
    """What stands on an office's paper and in its numbers.

    `seat` is where papers are dated, `code` that of the signing office in numbers, `classifications` the codes of the
    archive classification by division, and of laporan hasil pengawasan (`PM.01.02`, or with a code of the office that
    stands in their numbers alone: `PM.01.02/JI-05`).
    """

    seat: str = ""
    address: str = ""
    email: str = ""
    website: str = ""
    contact: str = ""
    code: str = ""
    classifications: Mapping[str, str] = field(default_factory=dict)
    pattern: str = DEFAULT_PATTERN
    certificate_basis: str = ""
    logo: str = ""

    def letter_series(self, division: Division) -> str:
        """The series that letters of a division are numbered in: its code in the number.

        Two series never print the same number: where numbers do not show the code, all papers share one series.
        """
        return (self.classifications.get(division) or division.value) if names_classification(self.pattern) else ""

    def certificate_series(self, division: Division) -> str:
        """The series of a division's certificates, apart from that of its letters."""
        series = self.letter_series(division)
        return f"{_CERTIFICATE}/{series}" if series else ""

    def supervision_series(self) -> str:
        """The series of the office's laporan hasil pengawasan, whoever's they are."""
        return f"{SUPERVISION}/{self._supervision[0]}" if names_classification(self.pattern) else ""

    def number(self, sequence: int, series: str, day: date) -> str:
        """The number as it is printed."""
        of_supervision = series == f"{SUPERVISION}/{self._supervision[0]}"
        office = self._supervision[1] if of_supervision else self.code
        return letter_number(sequence, day, classification=series, office=office, pattern=self.pattern)

    @property
    def _supervision(self) -> tuple[str, str]:
        """The classification of laporan hasil pengawasan, and the office's code in their numbers."""
        code, own, office = (self.classifications.get(SUPERVISION) or _USUAL).partition("/")
        return code, office if own else self.code


@dataclass(frozen=True, slots=True)
class Issuer:
    """The office that issues a paper; `signer` is None where the roster has nobody who could sign."""

    office: str
    stationery: Stationery
    signer: PersonFacts | None


@dataclass(frozen=True, slots=True)
class EarlierLetter:
    """A letter about the same session that a new one changes, and the time and place that it stated."""

    number: str
    dated: date
    terms: Terms


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a certificate: somebody of the roster, or a guest who stood in (then without kecamatan and office)."""

    name: str
    position: str
    district: str
    office: str = ""
    nip: str | None = None


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter as it is to be printed; `earlier` is the letter that it changes, `subject` the perihal where one was given."""

    issuer: Issuer
    session: SessionFacts
    invited: tuple[PersonFacts, ...]
    outsiders: tuple[str, ...]
    number: str
    dated: date
    subject: str
    earlier: EarlierLetter | None


@dataclass(frozen=True, slots=True)
class DayOfList:
    """Who came on one of several days: by person id, and for whom of them somebody else."""

    day: MeetingDay
    arrivals: Mapping[int, tuple[datetime, CheckInWay]]
    stood_in: frozenset[int]


@dataclass(frozen=True, slots=True)
class AttendanceFacts:
    """An attendance list as it is to be printed: blank, or filled from the check-ins known at `asked_at`.

    `arrivals` are by person id of those invited, `stood_in` those of them for whom somebody else came. Of a session of
    several days these are the first, and `daily` has those of each day.
    """

    issuer: Issuer
    session: SessionFacts
    invitations: tuple[InvitationFacts, ...]
    arrivals: Mapping[int, tuple[datetime, CheckInWay]]
    stood_in: frozenset[int]
    filled: bool
    asked_at: datetime
    daily: tuple[DayOfList, ...] = ()
    # By person id.
    nips: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """Certificates of a session, each as (number, recipient), in roster order; `invited_by` is its last letter, as (number, date)."""

    issuer: Issuer
    session: SessionFacts
    dated: date
    recipients: tuple[tuple[str, Recipient], ...]
    invited_by: tuple[str, date] | None = None


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A surat tugas as it is to be printed, for a session or for a shift; `earlier` is what it takes the place of: number, date."""

    issuer: Issuer
    about: SessionFacts | ShiftFacts
    people: tuple[PersonFacts, ...]
    number: str
    dated: date
    earlier: tuple[str, date] | None = None
    # By person id.
    nips: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SupervisionFacts:
    """A laporan hasil pengawasan as it is to be printed.

    `title` is that of the form, `lines` what the form says for it (`bot.domain.duty.supervision`), `suspicion` whether there
    may have been an infringement. `photos` are (file, when it was sent), without a file where no bytes are kept. `task` is
    the number of the surat tugas; `revised`: the report was put right after this number was given. `reporter` was not on duty
    and told of it for themselves (None: the report is of the shift's officers).
    """

    report: DutyReportFacts
    title: str
    lines: Mapping[str, str]
    suspicion: bool
    number: str
    dated: date
    task: str
    photos: tuple[tuple[str, datetime], ...] = ()
    location: tuple[float, float] | None = None
    revised: bool = False
    reporter: PersonFacts | None = None

    @property
    def officers(self) -> tuple[PersonFacts, ...]:
        """Whose supervision it was."""
        return self.report.shift.officers if self.reporter is None else (self.reporter,)
