"""A session of the plan and people of the sample roster, as the views get them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.data import DATA_DIRECTORY
from bot.documents.tables import read_table
from bot.domain.door.checkin import CheckInWay, punctuality
from bot.domain.invitations.facts import InvitationFacts
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.meetings.titles import short_title
from bot.domain.papers.facts import Issuer, LetterFacts, Stationery
from bot.domain.papers.letterheads import PaperSender
from bot.domain.people.facts import PersonFacts
from bot.domain.recap.facts import DistrictFigures, PersonFigures, Query, Recap, SessionLine, View
from bot.domain.recap.figures import Case, Counts, Survey, count, total
from bot.domain.recap.plan_figures import PlanCounts
from bot.domain.recap.session import SessionRecap
from bot.domain.recap.spans import Span, SpanUnit
from bot.domain.vocabulary import (
    COMMISSIONERS,
    ActivityKind,
    Answer,
    Division,
    ExcuseKind,
    Position,
    Role,
    SessionStatus,
)

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
# A red square.
LOGO = "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGPYrCaHBzGMSmNDAKnkYH0nCJoCAAAAAElFTkSuQmCC"
SENDER = PaperSender(
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
        short_title="Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan",
        kind=ActivityKind.BIMTEK,
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
    if isinstance(title := changes.get("title"), str):
        changes = {"short_title": short_title(title, "Bawaslu Kabupaten Blitar"), **changes}
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


def recap(people: Sequence[PersonFacts] | None = None, *, came: bool = False) -> SessionRecap:
    """A session's recap before it is over, or (`came`) after it, when `arrivals` came."""
    held = session()
    found = invitations(commissioners() if people is None else people, held)
    if came:
        there = arrivals(found)
        found = [replace(one, came_at=there[one.person.id][0]) if one.person.id in there else one for one in found]
    names = dict.fromkeys(one.person.district for one in found)
    districts = tuple(
        (name, count(Counter(_case(one, recorded=came) for one in found if one.person.district == name)))
        for name in names
    )
    asked = held.ends_at + timedelta(minutes=30)
    whole = total(counts for _, counts in districts)
    return SessionRecap(held, whole, districts, tuple(found), asked, recorded=came)


def _case(one: InvitationFacts, *, recorded: bool) -> Case:
    arrival = punctuality(one.came_at, one.session.starts_at) if recorded and one.came_at else None
    return Case(one.answer, waiting=False, recorded=recorded, arrival=arrival)


def arrivals(found: Sequence[InvitationFacts]) -> dict[int, tuple[datetime, CheckInWay]]:
    """Who said they would come came, every five minutes one."""
    ways = list(CheckInWay)
    return {
        one.person.id: (STARTS + timedelta(minutes=index % 40 - 20), ways[index % len(ways)])
        for index, one in enumerate(found)
        if one.answer is Answer.ATTENDING
    }


def period(
    view: View = View.OFFICE, unit: SpanUnit = SpanUnit.QUARTER, *, sessions: int = 12, recorded: bool = False
) -> Recap:
    """Sessions of two months, five days apart, the third cancelled; recorded ones were attended by most."""
    lines = []
    for number in range(sessions):
        starts = STARTS + timedelta(days=5 * number % 60)
        held = session(
            id=number + 1,
            code=f"SDMO-{number + 1:02d}/1",
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            status=SessionStatus.CANCELLED if number == 2 else SessionStatus.SCHEDULED,
        )
        attending = 30 + 2 * number % 28
        day = {
            "on_time": attending - 5,
            "late": 2,
            "no_show": 6,
            "excused_away": 5,
            "silent_away": 28 - 2 * number % 28,
        }
        answers = Counts(attending, 5, 3, 28 - 2 * number % 28)
        counts = replace(answers, **day) if recorded else answers
        cancelled = held.status is SessionStatus.CANCELLED
        lines.append(SessionLine(held, Counts() if cancelled else counts, recorded and not cancelled))
    whole = total(line.counts for line in lines)
    names = list(dict.fromkeys(one.district for one in commissioners()))
    span = Span.of(unit, date(2023, 10, 2))
    named = {View.DISTRICT: "Wonodadi", View.DIVISION: "SDMO", View.PERSON: "Siti"}
    return Recap(
        query=Query(view, span),
        name=named.get(view, ""),
        office=SENDER.office,
        zone=WIB,
        asked_at=datetime(2023, 12, 31, 5, 30, tzinfo=UTC),
        sessions=tuple(lines),
        districts=tuple(DistrictFigures(number, name, whole) for number, name in enumerate(names, 1)) if lines else (),
        divisions=((Division.SDMO, whole),) if lines else (),
        months=tuple((one, whole) for one in span.months()) if lines else (),
        people=(PersonFigures(1, LONG_NAME, Position.DISTRICT_CHAIR, "Wonodadi", whole),) if lines else (),
        minutes=200 if lines else None,
        survey=Survey(40, 31),
        before=Counts(10, 1, 1, 2),
        minutes_before=None,
        plan=((Division.SDMO, PlanCounts(timely=8, shifted=2, short=1, not_held=1)),) if unit is SpanUnit.YEAR else (),
    )
