"""Each kept sheet by `panwascam import --dry-run` and by a file in the chat: both read it alike, and say so in the same words."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.importing.kinds import KINDS
from tests.importing.sheets import CASES
from tests.office import NO_TICK, Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from bot.clock import VirtualClock
    from tests.inside import Inside

PLAN = "calendar"
# What is in the kept files; all others are rosters.
_OF = {
    **dict.fromkeys(
        ("02", "03", "04", "05", "06", "07", "08", "09", "10", "20-", "20b", "25c", "25d", "25e", "28"), PLAN
    ),
    **dict.fromkeys(("08b", "17-dash-rota", "18b", "19c-rota"), "duty"),
}
# What only one of them says: where to press, or which command to write.
_BEYOND = (
    "Terapkan seperti ini?",
    "➡️ Perbaiki di file di atas",
    "ulangi dengan --yes",
    "Kecamatan yang belum ada",
)


def _kind(name: str) -> str:
    known = [start for start in _OF if name.startswith(start)]
    return _OF[max(known, key=len)] if known else "roster"


FILES = {file.name: (file.read_bytes(), _kind(file.name)) for file in sorted(CASES.iterdir())} | {
    "hadir.csv": (
        b"sesi,kecamatan,nama,jam\nSDMO-02/1,Wonodadi,Siti / Budi,09.00\nSDMO-99/1,Atlantis,Siti,25.00\n",
        "attendance",
    ),
    "libur.csv": (b"tanggal libur,keterangan\n24/11/2023,Hari Jadi\n31 November 2023,Lain\n", "libur"),
    "kecamatan.csv": (b"kode,kecamatan\n35.05.01,Wonodadi Baru\n35.05.99,Kota Baru\n", "kecamatan"),
    "rencana.csv": (b"kode,divisi,judul,waktu,jenis\nSDMO-90,SDMO,Rapat,setiap tanggal 30,rapat\n", PLAN),
    "piket.csv": (b"tanggal;kecamatan;nama\n12-10-2023;Wonodadi;Siapa / Entah\n", "duty"),
}
# One of each kind.
_OTHERS = {key: content for content, key in reversed(KINDS.values())}
OTHERS = {f"{key}.csv": (content, "roster") for key, content in _OTHERS.items()}
# Without columns that say so, the shell alone knows which import is meant.
_OF_NO_KIND = ("Kolom ", "Tidak ada judul kolom")


@pytest.fixture
async def sqlite_office(clock: VirtualClock, sqlite_database: str) -> AsyncIterator[Office]:
    opened = await Office.open(clock, sqlite_database, NO_TICK)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.mark.parametrize(
    "files",
    [FILES, OTHERS],
    ids=["sheets", "kinds"],
)
async def test_shell_and_chat_say_the_same_of_a_file(
    sqlite_office: Office, inside: Inside, tmp_path: Path, files: Mapping[str, tuple[bytes, str]]
) -> None:
    office, admin = sqlite_office, await sqlite_office.admin()
    others = []
    for name, (content, kind) in files.items():
        admin.send_document(name, content)
        await office.settle()
        year = []
        if admin.can_press("2023"):
            await office.press(admin, "2023")
            year = ["--tahun", "2023"]
        chat = _lines(admin.screen.removeprefix(f"File “{name}” tidak dikenali. "))
        if admin.can_press("Tidak jadi"):
            await office.press(admin, "Tidak jadi")
        (tmp_path / name).write_bytes(content)
        ended = await asyncio.to_thread(
            inside, "import", kind, name, "--dry-run", *year, cwd=tmp_path, DATABASE_URL=office.settings.database_url
        )
        shell = _lines(ended.stdout + ended.stderr)
        # A chat has room for some of many.
        cut = [line for line in chat if line.startswith("… dan ")]
        same = set(chat) - set(cut) <= set(shell) if cut else chat == shell
        if chat and chat[0].startswith(_OF_NO_KIND):
            same = ended.returncode == 1
        if not same or not chat:
            others.append((name, chat, shell))
    assert others == []


def _lines(said: str) -> list[str]:
    lines = said.replace("\u00a0", " ").strip().splitlines()
    return [line.strip() for line in lines if line.strip() and not any(part in line for part in _BEYOND)]
