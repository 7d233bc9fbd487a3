"""Papers of a shift of piket, as the views get their facts: a quiet report, an incident with photos, surat tugas."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.documents.photo_files import read_photos
from bot.domain.duty.facts import RotaFacts
from bot.domain.duty.incidents import IncidentState
from bot.domain.duty.overview import DistrictLine, Hint, IncidentLine, Overview, PhotoLine
from bot.domain.duty.report_facts import DutyReportFacts
from bot.domain.duty.requests import Wanted, WantedKind
from bot.domain.duty.rota import Turn
from bot.domain.duty.shift_facts import ShiftFacts
from bot.domain.duty.shifts import beside
from bot.domain.papers.facts import Issuer, Stationery, SupervisionFacts, TaskFacts
from bot.domain.vocabulary import Position, Situation
from bot.services.duty.requests import AnswerFacts, RequestFacts
from bot.views.duty import overview as overviews
from bot.views.papers import supervision as views
from tests.documents import samples

if TYPE_CHECKING:
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.papers.parts import PaperPhoto
    from bot.domain.papers.supervision import Supervision
    from bot.domain.people.facts import PersonFacts

PHOTOS = Path(__file__).parent.parent / "data" / "photos"
DAY = date(2023, 11, 7)
REPORTED = datetime(2023, 11, 7, 8, 40, tzinfo=UTC)
NUMBER = "012/LHP/PM.01.02/K.JI-05/11/2023"
TASK = "041/KP.04/K.JI-05/11/2023"


def shift(name: str = "harian", officer: PersonFacts | None = None) -> ShiftFacts:
    someone = samples.person(7, "Siti Rahayu, S.E.", position=Position.SECRETARIAT_STAFF)
    return ShiftFacts(
        3, DAY, name, 1, "Wonodadi", officer or someone, 1, "PKT/35.05.07/20231107/1", Situation.SAFE, REPORTED
    )


def quiet(text: str = "Pelayanan normal, dua tamu dari desa.", **changes: object) -> SupervisionFacts:
    of = shift()
    report = DutyReportFacts(
        of.report_number or "",
        of,
        Situation.SAFE,
        text,
        0,
        has_location=False,
        reported_at=REPORTED,
        reported_by=of.officer.name,
    )
    lines = {
        "tahapan": "Piket pengawasan Pemilu",
        "bentuk": "Pengawasan langsung, piket di sekretariat",
        "tujuan": "Memastikan setiap kejadian di wilayah kecamatan tercatat dan sekretariat dapat dihubungi",
        "sasaran": "Situasi wilayah dan pelayanan sekretariat",
    }
    facts = {"report": report, "title": "Laporan piket", "lines": lines, "suspicion": False, "task": TASK, **changes}
    return SupervisionFacts(number=NUMBER, dated=DAY, **facts)  # type: ignore[arg-type]


def incident(photos: int = 5, text: str = "") -> SupervisionFacts:
    """With photos, upright and lying, that are kept."""
    told = (
        text or "Baliho calon anggota DPRD dirobohkan orang tak dikenal di depan balai desa.\nSaksi melihat dua orang."
    )
    of = shift("malam")
    report = DutyReportFacts(
        of.report_number or "",
        of,
        Situation.INCIDENT,
        told,
        photos,
        has_location=True,
        # In the morning after the night.
        reported_at=REPORTED + timedelta(hours=16),
        reported_by=of.officer.name,
    )
    files = ["berdiri.jpg", "mendatar.jpg"]
    sent = tuple((files[one % 2], REPORTED + timedelta(minutes=one)) for one in range(photos))
    lines = {
        "bentuk": "Pengawasan langsung",
        "tempat": "Desa Pikatan, depan balai desa",
        "peristiwa": "Alat peraga (APK)",
        "tempat_kejadian": "Desa Pikatan, depan balai desa",
        "waktu_kejadian": "pukul 02.30",
        "uraian_dugaan": told,
        "fakta": "Yang terlibat dan saksi: dua orang tak dikenal; saksi Pak Slamet, penjaga balai desa",
    }
    return SupervisionFacts(
        report, "Laporan kejadian", lines, True, NUMBER, DAY, "", sent, (-8.09512, 112.16823), revised=False
    )


def form_a(facts: SupervisionFacts) -> Supervision:
    """The paper with the photos of `tests/data/photos`."""
    return views.supervision(facts, read_photos(PHOTOS, views.photo_lines(facts)))


def task(about: SessionFacts | ShiftFacts, *people: PersonFacts) -> TaskFacts:
    issuer = Issuer(
        samples.SENDER.office, Stationery(address=samples.SENDER.address, contact=samples.SENDER.contact), None
    )
    return TaskFacts(issuer, about, people or (shift().officer,), TASK, DAY)


def overview(first: date = date(2023, 11, 1), days: int = 30, until: int = 21) -> Overview:
    """A month of 22 kecamatan: most reports came, some late, some not at all; a few incidents."""
    now = datetime.combine(first + timedelta(days=until - 1), datetime.min.time(), UTC) + timedelta(hours=13)
    names = list(dict.fromkeys(one.district for one in samples.commissioners()))
    spell = [first + timedelta(days=ahead) for ahead in range(days)]
    lines, incidents = [], []
    for number, name in enumerate(names, 1):
        grave = {day for day in spell[:until] if (day.day * 7 + number * 5) % 61 == 0}
        lines.append(
            DistrictLine(
                number,
                name,
                {day: [_of_month(number, name, day, incident=day in grave, now=now)] for day in spell},
                now,
                frozenset(grave),
                len(grave),
            )
        )
        incidents += [
            IncidentLine(
                f"PKT/35.05.{number:02}/{day:%Y%m%d}/1",
                name,
                day,
                Situation.URGENT if day.day % 2 else Situation.INCIDENT,
                IncidentState.CLOSED if day.day % 3 else IncidentState.REGISTERED,
                "Heru Nugroho, S.Pd.",
            )
            for day in sorted(grave)
        ]
    hints = (Hint("same_text", names[2], "Siti Rahayu, S.E.", 4), Hint("far", names[7], "Agus Salim", 2))
    return Overview(
        samples.SENDER.office,
        first,
        spell[until - 1],
        monthly=True,
        zone=samples.WIB,
        asked_at=now,
        districts=tuple(lines),
        incidents=tuple(incidents),
        hints=hints,
    )


def photos(found: Overview) -> tuple[PaperPhoto, ...]:
    """One of each incident, upright and lying by turns, as they are kept."""
    files = ["berdiri.jpg", "mendatar.jpg"]
    lines = [
        PhotoLine(files[place % 2], one.number, one.district, REPORTED) for place, one in enumerate(found.incidents)
    ]
    return read_photos(PHOTOS, overviews.photo_lines(lines, found.zone))


def watches(districts: int = 22, people: int = 12) -> list[RotaFacts]:
    """December, three together of many people; on one day one is lacking."""
    names = {
        one: samples.person(one, f"Petugas Nomor {one}", position=Position.SECRETARIAT_STAFF)
        for one in range(1, people + 1)
    }
    return [
        replace(
            rota,
            people=names,
            turns=tuple(
                Turn(
                    date(2023, 12, day),
                    beside("harian", place),
                    None if (day, place) == (13, 3) else (day * 3 + place + rota.district_id) % people + 1,
                )
                for day in range(1, 32)
                for place in (1, 2, 3)
            ),
        )
        for rota in rotas(districts)
    ]


def rotas(districts: int = 22) -> list[RotaFacts]:
    """November, by turns of four; one day that nobody has."""
    names = list(dict.fromkeys(one.district for one in samples.commissioners()))[:districts]
    staff = ("Siti Rahayu, S.E.", "Agus Salim", "Budi Hartono", "Nur Aini, S.H.")
    people = {one: samples.person(one, name, position=Position.SECRETARIAT_STAFF) for one, name in enumerate(staff, 1)}
    return [
        RotaFacts(
            number,
            name,
            samples.WIB,
            tuple(
                Turn(date(2023, 11, day), "harian", None if (day, number) == (13, 4) else (day + number) % 4 + 1)
                for day in range(1, 31)
            ),
            people,
            {},
        )
        for number, name in enumerate(names, 1)
    ]


def _of_month(number: int, district: str, day: date, *, incident: bool, now: datetime) -> ShiftFacts:
    """A shift of a day: one in nine is not reported, one in seven late."""
    drawn = day.day * 3 + number * 4
    at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=13 if drawn % 7 == 0 else 8)
    of = replace(shift(), day=day, district=district, district_id=number)
    if at > now or (drawn % 9 == 0 and not incident):
        return replace(of, report_number=None, situation=None, reported_at=None)
    return replace(
        of,
        report_number=f"PKT/35.05.{number:02}/{day:%Y%m%d}/1",
        situation=Situation.INCIDENT if incident else Situation.SAFE,
        reported_at=at,
    )


def request(districts: int = 22, wanted: int = 2) -> RequestFacts:
    """Figures and words of most, some late, some silent."""
    names = list(dict.fromkeys(one.district for one in samples.commissioners()))[:districts]
    due = REPORTED
    kinds = [Wanted("Jumlah pendaftar PTPS", WantedKind.NUMBER), Wanted("Sudah diumumkan", WantedKind.YES_NO)]
    kinds += [Wanted(f"Kendala di lapangan {number}", WantedKind.TEXT) for number in range(wanted - 2)]
    answers = {
        number: AnswerFacts(
            (number * 137 % 1400, number % 3 > 0, *(["Belum ada jaringan di dua desa"] * 8))[:wanted],
            "Siti",
            due + timedelta(hours=number % 7 - 5),
        )
        for number in range(1, len(names) + 1)
        if number % 5
    }
    return RequestFacts(
        4,
        "Pendaftar PTPS",
        tuple(kinds[:wanted]),
        due,
        samples.WIB,
        "Endah Wijaya",
        closed=False,
        districts=tuple(enumerate(names, 1)),
        answers=answers,
    )
