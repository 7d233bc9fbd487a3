"""Papers of a shift of piket, as the views get their facts: a quiet report, an incident with photos, surat tugas."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.documents.photo_files import read_photos
from bot.domain.duty.requests import Wanted, WantedKind
from bot.domain.facts import DutyReportFacts, ShiftFacts
from bot.domain.papers.facts import Issuer, Stationery, SupervisionFacts, TaskFacts
from bot.domain.vocabulary import Position, Situation
from bot.services.duty.requests import AnswerFacts, RequestFacts
from bot.views.papers import supervision as views
from tests.documents import samples

if TYPE_CHECKING:
    from bot.domain.facts import PersonFacts, SessionFacts
    from bot.domain.papers.papers import Supervision

PHOTOS = Path(__file__).parent.parent / "data" / "photos"
DAY = date(2023, 11, 7)
REPORTED = datetime(2023, 11, 7, 8, 40, tzinfo=UTC)
NUMBER = "012/LHP/PM.01.02/K.JI-05/11/2023"
TASK = "041/KP.04/K.JI-05/11/2023"


def shift(name: str = "harian", officer: PersonFacts | None = None) -> ShiftFacts:
    someone = samples.person(7, "Siti Rahayu, S.E.", position=Position.SECRETARIAT_STAFF)
    return ShiftFacts(
        3, DAY, name, 1, "Wonodadi", officer or someone, "PKT/35.05.07/20231107/1", Situation.SAFE, REPORTED
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
        reported_at=REPORTED,
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
