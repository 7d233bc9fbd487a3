"""`panwascam recap national` as the operator of several offices meets it: figures on the screen and in the workbook."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select, update

from bot.storage.models import Invitation, Office, Person
from tests.documents import formulas
from tests.office import answered_by_two, instant

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.inside import Inside
    from tests.office import Office as Played

    Shell = Callable[..., Awaitable[tuple[int, str]]]


@pytest.fixture
async def country(office: Played) -> Played:
    """Two offices: one dates two meetings in October, of which one is cancelled; the other does nothing."""
    ketua, _ = await answered_by_two(office)
    async with office.bot.db.write() as session:
        await session.execute(
            insert(Office).values(code="35.06", name="Bawaslu Kediri & Kota", timezone="Asia/Jakarta")
        )
        answered = update(Invitation).where(Invitation.answer.is_not(None))
        await session.execute(
            answered.values(created_at=instant("2023-10-02", 8), first_answered_at=instant("2023-10-02", 11))
        )
        person = select(Person.id).where(Person.name == ketua.user.first_name).scalar_subquery()
        came = update(Invitation).where(Invitation.session_id == 1, Invitation.person_id == person)
        await session.execute(came.values(checked_in_at=instant("2023-10-06", 8), check_in_how="petugas"))
    return office


@pytest.fixture
def shell(country: Played, inside: Inside, tmp_path: Path) -> Shell:
    """`panwascam recap national` beside the running bot: exit code and all it said."""

    async def _ended(*arguments: str) -> tuple[int, str]:
        url = country.settings.database_url
        done = await asyncio.to_thread(inside, "recap", "national", *arguments, cwd=tmp_path, DATABASE_URL=url)
        return done.returncode, done.stdout + done.stderr

    return _ended


async def test_screen_and_workbook_say_the_same(shell: Shell, tmp_path: Path) -> None:
    code, said = await shell("--month", "2023-10", "--out", "rekap.xlsx")
    assert code == 0, said
    screen, _, footing = said.partition("\n\nData per ")
    assert screen.splitlines() == [
        "📊 Rekap nasional Oktober 2023",
        "2 kantor (1 tanpa sesi) · 1 sesi",
        "✅ Menyatakan hadir 1 · 🚫\u00a0Berhalangan 1 · 👥\u00a0Diwakilkan 0 · ⏳\u00a0Belum 64",
        "Diundang 66 · sudah menjawab 2 (3%)",
        "🚪 Hadir 1 dari 65 yang diharapkan (2%)",
        "⏱ Lebih awal 1 · tepat waktu 0 · terlambat 0 (100% tidak terlambat)",
        "⌛ Separuh menjawab dalam 3 jam",
    ]
    moment, *rest = footing.splitlines()
    assert re.fullmatch(r"\d{1,2} \w{3} \d{4} \d{2}\.\d{2} WIB", moment)
    assert rest == [
        "Sesi batal tidak dihitung. Yang hadir: dari sesi yang presensinya dicatat; yang diharapkan adalah "
        "tanpa yang berhalangan.",
        "Hari menurut WIB, sama untuk semua kantor.",
        "Buku kerja: rekap.xlsx",
    ]
    for sheets in (formulas.sheets, formulas.written):
        title, asked, days, *lines = sheets((tmp_path / "rekap.xlsx").read_bytes())["Per kantor"]
        assert title[0] == "Rekap nasional Oktober 2023"
        assert (asked[0], days[0]) == (f"Data per {moment}. {rest[0]}", rest[1])
        heads, *offices = [line for line in lines if line[0]]
        found = {line[0]: dict(zip(heads, line, strict=True)) for line in offices}
        assert list(found) == ["Bawaslu Kabupaten Blitar", "Bawaslu Kediri & Kota", "Jumlah"]
        assert [line["Sesi"] for line in found.values()] == [1, 0, 1]
        assert [line["Diundang"] for line in found.values()] == [66, 0, 66]
        assert [line["Hadir"] for line in found.values()] == [1, 0, 1]


async def test_a_month_without_sessions_says_so(shell: Shell, tmp_path: Path) -> None:
    code, said = await shell("--month", "2023-11")
    assert code == 0
    assert said.splitlines()[:3] == [
        "📊 Rekap nasional November 2023",
        "2 kantor (2 tanpa sesi) · 0 sesi",
        "Tidak ada sesi pada waktu itu.",
    ]


async def test_what_cannot_be_done_is_refused_with_an_example(shell: Shell, tmp_path: Path) -> None:
    for given in ("2023-Q4", "2023-13", "november"):
        code, said = await shell("--month", given)
        assert (code, said.strip()) == (
            1,
            f"--month: “{given}” bukan bulan. Tulis tahun dan bulan, contoh: --month 2023-11",
        )
    code, said = await shell("--out", "rekap.pdf")
    assert (code, said.strip()) == (1, "--out: rekap.pdf harus berakhir .xlsx, contoh: --out rekap-2023-11.xlsx")
    code, said = await shell("--month", "2023-10", "--out", "tiada/rekap.xlsx")
    # Before anything is counted.
    assert (code, said.startswith("Folder tiada tidak ada, jadi tiada/rekap.xlsx tidak dapat dibuka.")) == (1, True)
