"""A session of the plan and people of the sample roster, as the views get them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.documents.tables import read_table
from bot.domain.answers import Tally, tally
from bot.domain.checkin import CheckInWay
from bot.domain.facts import InvitationFacts, PersonFacts, SessionFacts, SessionRecap
from bot.domain.issuing import Issuer, LetterFacts, Stationery
from bot.domain.papers import Sender
from bot.domain.vocabulary import COMMISSIONERS, Answer, Division, ExcuseKind, Kind, Position, Role, SessionStatus
from bot.settings import DATA_DIRECTORY

if TYPE_CHECKING:
    from collections.abc import Sequence

WIB = ZoneInfo("Asia/Jakarta")
DATED = date(2023, 10, 2)
ASKED = datetime(2023, 10, 6, 5, 30, tzinfo=UTC)
STARTS = datetime(2023, 10, 6, 2, 0, tzinfo=UTC)
NUMBER = "005/PM.00.02/K.JI-05/10/2023"
# What somebody may type: markup of the typesetter, of HTML and of Markdown; paths and code; signs no font has.
HOSTILE = (
    '#let x = 1 *tebal* _miring_ $x^2$ <label> @rujuk `kode` #read("/etc/passwd") \\u{1F600} [x] // /* = judul & "q"'
)
LONG_NAME = "Raden Mas Muhammad Abdurrahman Kusumawardhana Prawirodirdjo Sastronegoro, S.H."
LONG_OFFICE = "Kabupaten Kepulauan Siau Tagulandang Biaro dan Kepulauan Sangihe Bagian Utara"
ARABIC = "محمد الفاتح"
SENDER = Sender(
    office="Bawaslu Kabupaten Blitar",
    seat="Blitar",
    signer="Endah Wijaya, S.H., M.H.",
    signs_as="Ketua",
    address="Jalan Contoh Nomor 1, Kabupaten Blitar 66171",
    contact="Telepon (0342) 000000, surel kantor@contoh.example",
)


def session(**changes: object) -> SessionFacts:
    held = SessionFacts(
        id=1,
        office_id=1,
        code="SDMO-02/1",
        activity_code="SDMO-02",
        title="Rencana Kegiatan Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan",
        kind=Kind.BIMTEK,
        division=Division.SDMO,
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=3),
        open_end=False,
        place="Aula Kantor Bawaslu Kabupaten Blitar",
        agenda="Pembukaan; Peraturan organisasi; Tanya jawab",
        bring="Laporan bulan September\nLaptop",
        status=SessionStatus.SCHEDULED,
        revision=1,
        zone=WIB,
        audience="komisioner",
    )
    return replace(held, **changes)  # type: ignore[arg-type]


def commissioners() -> list[PersonFacts]:
    """The 66 of the shipped sample."""
    table = read_table((DATA_DIRECTORY / "anggota-contoh.csv").read_bytes())
    everybody = [
        person(number, row.values["nama"], row.values["kecamatan"], Position(row.values["jabatan"]))
        for number, row in enumerate(table.rows, 1)
    ]
    return [one for one in everybody if one.position in COMMISSIONERS]


def person(
    number: int, name: str, district: str = "Wonodadi", position: Position = Position.DISTRICT_MEMBER
) -> PersonFacts:
    return PersonFacts(
        id=number,
        office_id=1,
        office=SENDER.office,
        zone=WIB,
        name=name,
        position=position,
        division=None,
        role=Role.MEMBER,
        district_id=1,
        district=district,
        phone=f"+62840000{number:04d}",
        telegram_id=None,
    )


def invitations(people: Sequence[PersonFacts], held: SessionFacts) -> list[InvitationFacts]:
    """All kinds of answers, in turn."""
    answers = (Answer.ATTENDING, Answer.ATTENDING, None, Answer.EXCUSED, Answer.ATTENDING, Answer.SUBSTITUTED)
    return [
        InvitationFacts(
            id=one.id,
            session=held,
            person=one,
            answer=(answer := answers[index % len(answers)]),
            excuse=ExcuseKind.SICK if answer is Answer.EXCUSED else None,
            substitute="Sri Pengganti" if answer is Answer.SUBSTITUTED else "",
        )
        for index, one in enumerate(people)
    ]


def letter(held: SessionFacts, invited: Sequence[PersonFacts], **changes: object) -> LetterFacts:
    facts = LetterFacts(
        issuer=Issuer(SENDER.office, Stationery(), None),
        session=held,
        invited=tuple(invited),
        outsiders=(),
        number=NUMBER,
        dated=DATED,
        subject="",
        earlier=None,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def recap(people: Sequence[PersonFacts] | None = None) -> SessionRecap:
    held = session()
    found = invitations(commissioners() if people is None else people, held)
    names = dict.fromkeys(one.person.district for one in found)
    districts = tuple((name, tally(one.answer for one in found if one.person.district == name)) for name in names)
    return SessionRecap(held, tally(one.answer for one in found), districts, tuple(found), ASKED)


def arrivals(found: Sequence[InvitationFacts]) -> dict[int, tuple[datetime, CheckInWay]]:
    """Who said they would come came, every five minutes one."""
    ways = list(CheckInWay)
    return {
        one.person.id: (STARTS + timedelta(minutes=index % 40 - 20), ways[index % len(ways)])
        for index, one in enumerate(found)
        if one.answer is Answer.ATTENDING
    }


def month() -> list[tuple[SessionFacts, Tally]]:
    """Twelve sessions of two months, the third cancelled."""
    found = []
    for number in range(12):
        held = session(
            id=number + 1,
            code=f"SDMO-{number + 1:02d}/1",
            starts_at=STARTS + timedelta(days=5 * number),
            ends_at=STARTS + timedelta(days=5 * number, hours=2),
            status=SessionStatus.CANCELLED if number == 2 else SessionStatus.SCHEDULED,
        )
        found.append((held, Tally(30 + 2 * number, 5, 3, 28 - 2 * number)))
    return found
