"""An operator sets up a second office from the shell alone; its people work, and the first office hears nothing of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose
from tests.office import WITA

if TYPE_CHECKING:
    from pathlib import Path

    from tests.inside import Inside
    from tests.office import Office

DISTRICTS = """kode;kecamatan;desa_kelurahan
63.10.01;Kusan Hilir;Pagatan;Batuah
63.10.02;Sungai Loban;
63.10.03;Satui;Sungai Danau
63.10.04;Kusan Hulu;
63.10.05;Batulicin;
63.10.06;Karang Bintang;
63.10.07;Kota Baru;Sejahtera
63.10.08;Kotabaru;Sejahtera
63.10.09;Angsana;
""".replace("Pagatan;Batuah", '"Pagatan;Batuah"')
ROSTER = """nama;telepon;kecamatan;jabatan;divisi;peran
Rusdi Kordiv;081300000001;;Kordiv Bawaslu;SDMO;kepala
Rusdi Admin;081300000002;;Staf Bawaslu;;admin
Rusdi Baru;081300000003;Kota Baru;Ketua Panwascam;SDMO;anggota
Rusdi Rapat;081300000004;Kotabaru;Ketua Panwascam;SDMO;anggota
Rusdi Satui;081300000005;Satui;Ketua Panwascam;SDMO;anggota
"""
PLAN = """kode;divisi;judul;waktu;jenis;sasaran
SDMO-02;SDMO;Rapat Koordinasi Persiapan oleh Bawaslu Kabupaten Tanah Bumbu;Oktober 2023;rakor;komisioner
"""


class Shell:
    """`panwascam` beside the running bot, in a folder with the operator's files."""

    def __init__(self, inside: Inside, folder: Path, url: str) -> None:
        self.inside = inside
        self.folder = folder
        self.url = url

    def file(self, name: str, content: str) -> str:
        (self.folder / name).write_text(content, encoding="utf-8")
        return name

    async def __call__(self, *arguments: str) -> tuple[int, str]:
        done = await asyncio.to_thread(self.inside, *arguments, cwd=self.folder, DATABASE_URL=self.url)
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def shell(office: Office, inside: Inside, tmp_path: Path) -> Shell:
    folder = tmp_path / "operator"
    folder.mkdir()
    return Shell(inside, folder, office.settings.database_url)


async def test_an_operator_sets_up_a_second_office_from_the_shell_alone(office: Office, shell: Shell) -> None:
    ours = await office.chair_of()
    name = "Bawaslu Kabupaten Tanah Bumbu"
    code, said = await shell("office", "add", "63.10", name, "--zona", "WITA", "--alamat", "Jl. Raya Batulicin 1")
    assert (code, said.splitlines()[0]) == (0, f"63.10 {name} ditambahkan.")

    roster = shell.file("anggota.csv", ROSTER)
    code, said = await shell("import", "roster", roster, "--kantor", "63.10")
    assert code == 1
    assert "panwascam import kecamatan FILE" in said
    assert "Yang belum ada di kantor ini: Kota Baru, Kotabaru, Satui" in said
    code, said = await shell("import", "roster", roster)
    assert (code, "sebut dengan --kantor KODE. Yang ada: 35.05 Bawaslu Kabupaten Blitar, 63.10" in said) == (1, True)

    districts = shell.file("kecamatan.csv", DISTRICTS)
    for dry, counts in (
        ("--dry-run", "9 baru, 0 berubah, 0 tetap"),
        ("", "9 baru"),
        ("", "0 baru, 0 berubah, 9 tetap"),
    ):
        code, said = await shell("import", "kecamatan", districts, "--kantor", "63.10", *filter(None, [dry]))
        assert (code, counts in said) == (0, True), said
    assert (await shell("import", "roster", roster, "--kantor", "63.10"))[1].count("5 baru") == 1
    code, said = await shell("import", "calendar", shell.file("rencana.csv", PLAN), "--kantor", "63.10")
    assert said == f"Kantor: 63.10 {name}\n✅ Kalender 2023 diimpor: 1 baru, 0 berubah, 0 tetap.\n"
    code, said = await shell("office", "list")
    assert said.splitlines() == [
        "35.05 Bawaslu Kabupaten Blitar: zona Asia/Jakarta, 22 kecamatan, 95 anggota (1 terdaftar), rencana 2023",
        f"63.10 {name}: zona Asia/Makassar, 9 kecamatan, 5 anggota (0 terdaftar), rencana 2023",
    ]

    seen = len(ours.messages)
    await _work(office)
    assert len(ours.messages) == seen
    owed = [row.office_id for row in await office.deliveries(Purpose.INVITATION)]
    assert office.office_id not in owed
    assert "Batulicin" not in await office.say(ours, "/jadwal bulan")
    assert await office.say(await office.head(), "/rekap kecamatan Kotabaru") == (
        "Kecamatan “Kotabaru” tidak dikenal. Pilih dari /rekap kecamatan"
    )


async def _work(office: Office) -> None:
    """People register, a group is linked, a session is set and answered, the recap is pulled."""
    people = [
        office.sim.person(f"Rusdi {name}", f"+628130000000{number}")
        for number, name in enumerate(("Kordiv", "Admin", "Baru", "Rapat", "Satui"), 1)
    ]
    await office.register(*people)
    head, admin, baru, rapat, _ = people
    group = office.sim.group("Panwascam Kota Baru", [admin, baru])
    group.add_bot(by=admin)
    await office.settle()
    await office.say(admin, "/grup", group)
    await office.press(admin, "Kota Baru", group)
    assert "Kota Baru" in group.screen
    await office.at("2023-10-03", 9, WITA)
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Batulicin")
    for chair in (baru, rapat):
        assert "Rapat Koordinasi Persiapan\n" in chair.screen
        assert "09.00–12.00 WITA" in chair.screen
    await office.press(baru, "Hadir")
    # The card of Kota Baru is of Kota Baru alone.
    assert "Rusdi Baru" in group.screen
    assert "Rusdi Rapat" not in group.screen
    assert "Menyatakan hadir 1" in await office.say(head, "/rekap kecamatan Kota Baru")
    assert "Menyatakan hadir 0" in await office.say(head, "/rekap kecamatan kotabaru")
    assert await office.say(head, "/rekap kecamatan kota-baru") == (
        "Tulis lengkap salah satunya: “kota-baru” bisa berarti Kota Baru, Kotabaru"
    )
    assert "Kota Baru" in await office.say(head, "/rekap SDMO-02/1")
    await office.say(head, "/surat SDMO-02")
    assert "001/SDMO/10/2023" in head.screen
    assert "⚠️ Kop" not in head.screen
