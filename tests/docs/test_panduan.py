"""The guides hold: every command in them is typed as written, in their order, by those they are for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.docs.written import ROOT

if TYPE_CHECKING:
    from tests.office import Office

PANDUAN = ROOT / "docs" / "panduan"
# The first line, or four words of it, of the answer to each.
MEMBER = {
    "/hadir": "📨 Undangan · Jum",
    "/menu": "☰ Menu",
    "/jadwal": "📅 Jadwal 30 hari",
    "/izin": "Mengapa berhalangan?",
    "/piket": "Anda tidak bertugas piket",
    "/kalender": "Buka file ini untuk",
    "/profil": "👤 Endah Wijaya, S.Sos.",
    # /izin asks for a reason.
    "/batal": "Isian dihentikan; tidak ada",
    "/bantuan": "Yang bisa Anda lakukan",
}
HEAD = {
    "/menu": "☰ Menu",
    "/tetapkan SDMO-02 6 Oktober 2023 jam 9 sampai 12 Aula Bawaslu": "✅ Ditetapkan",
    "/papan": "📋 Papan Divisi SDM,",
    "/usul SDMO-09": "Usul tanggal: Persiapan Pembentukan",
    "/usul November 2023": "Usul November 2023",
    "/jajak SDMO-09": "Tulis kode, lalu satu",
    "/ulangi SDMO-02/1 mingguan 4 kali": "Periksa dulu: pesan ini",
    # It has no dates yet.
    "/gelombang HPS-07": "Tidak ada sesi HPS-07",
    "/belum SDMO-02/1": "⏳ Belum menjawab SDMO-02/1:",
    "/hadir": "📋 Kehadiran · Semua",
    "/kursi SDMO-02/1 44": "🪑 SDMO-02/1: 44 kursi.",
    "/ubah SDMO-02/1 9 Oktober 2023 jam 9 sampai 12 Aula Bawaslu": "Periksa dulu: pesan ini",
    "/ubah SDMO-02/1 tempat Hotel Puri": "🔁 Diubah",
    "/batalkan SDMO-02/1 bertepatan dengan hari libur": "Batalkan SDMO-02/1?",
    "/pin SDMO-02/1": "🔢 PIN check-in SDMO-02/1",
    "/absen SDMO-02/1": "📝 Daftar hadir SDMO-02/1:",
    "/daftarhadir SDMO-02/1": "📝 Daftar hadir SDMO-02/1",
    "/surat SDMO-02/1": "✉️ Surat undangan SDMO-02/1",
    "/kumpulkan": "Berkas untuk sesi yang",
    "/kumpulkan SDMO-02/1 laporan; timeline": "📎 Berkas SDMO-02/1",
    "/tindaklanjut": "Tidak ada tindak lanjut",
    "/materi SDMO-02/1": "Kirim file materi SDMO-02/1,",
    "/notulen SDMO-02/1": "Kirim file notulen SDMO-02/1.",
    "/plh": "👤 Pelaksana harian (Plh.)",
    "/surat piket": "Senin, 2 Oktober 2023:",
    "/piket": "🛡 Piket hari ini,",
    "/piket Wonodadi": "🛡 Piket Wonodadi",
    "/piket kritis 10-14 Februari 2024": "Jadikan Sabtu–Rabu, 10–14 Februari",
    "/minta Jumlah pendaftar PTPS, paling lambat Jumat": "📥 Periksa dulu",
    "/rekap SDMO-02/1": "📊 Rekap kehadiran",
    "/rekap bulan oktober": "📊 Rekap Oktober 2023",
    "/rekap kecamatan Wonodadi": "🏘 Rekap Kecamatan Wonodadi,",
    "/rekap piket": "🛡 Rekap piket Oktober",
    "/kalender": "Belum ada sesi bertanggal",
}
SECRETARIAT = {
    "/piket": "Anda tidak bertugas piket",
    "/piket cuti 3-5 november": "✅ Cuti Nanik Yulianti,",
    "/berkas": "📎 Berkas kecamatan Anda",
    "/surat piket": "Sampai sepekan ke depan",
    "/minta": "📥 Tidak ada data",
    "/belum": "⏳ Belum menjawab, Wonodadi:",
    "/rekap kecamatan oktober": "🏘 Rekap Kecamatan Wonodadi,",
}
ADMIN = {
    "/impor": "Kirim file CSV atau",
    "/belumdaftar": "📵 Belum terdaftar di",
    "/grup": "Grup ini tertaut ke",
    "/audit": "🧾 Perubahan terakhir (WIB)",
    "/peran Suparno kepala": "Ubah perannya? anggota →",
}


def commands_in(page: str) -> list[str]:
    """What stands in code and begins like a command of the chat; BotFather's own is not ours."""
    found = re.findall(r"`(/[a-z]+(?: [^`]*)?)`", (PANDUAN / page).read_text("utf-8"))
    return [one for one in dict.fromkeys(found) if one != "/newbot"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_every_command_of_the_guides_does_what_it_says(office: Office) -> None:
    head, admin, member = await office.head(), await office.admin(), await office.chair_of()
    secretariat = await office.registered("Kepala Sekretariat", "Wonodadi")
    group = await office.linked_group(members=[head])
    heard: dict[str, dict[str, str]] = {}
    for page, person in (
        ("kepala.md", head),
        ("anggota.md", member),
        ("sekretariat.md", secretariat),
        ("admin.md", admin),
    ):
        heard[page] = {}
        for one in commands_in(page):
            where = group if one == "/grup" or (one, page) == ("/hadir", "kepala.md") else None
            heard[page][one] = " ".join((await office.say(person, one, where)).split("\n")[0].split()[:4])
    assert heard == {"kepala.md": HEAD, "anggota.md": MEMBER, "sekretariat.md": SECRETARIAT, "admin.md": ADMIN}
