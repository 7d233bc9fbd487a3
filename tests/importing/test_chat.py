"""Importing in the chat: the admin sends a file, gets the outcome or every reason, and people hear of what concerns them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from bot.documents.tables import write_xlsx
from tests.importing.desk import CALENDAR, DUTY, ROSTER
from tests.refusals import OFFICE_ONLY

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office


async def send(office: Office, admin: Person, name: str, content: bytes) -> str:
    """Send a file, and keep what it changes; returns what came of it."""
    await show(office, admin, name, content)
    return await office.agree(admin)


async def show(office: Office, admin: Person, name: str, content: bytes) -> str:
    admin.send_document(name, content)
    await office.settle()
    return admin.screen


@pytest.mark.handler("importing")
async def test_a_workbook_is_recognised_and_the_outcome_told(office: Office) -> None:
    admin = await office.admin()
    row = ("Xaverius", "0840 0000 9001", "Wonodadi", "PKD", "", "anggota")
    assert await send(office, admin, "baru.xlsx", write_xlsx(ROSTER.split(","), [row])) == (
        "✅ Daftar anggota diimpor: 1 baru, 0 berubah, 0 tetap."
    )
    assert "mengimpor daftar anggota: 1 baru" in await office.say(admin, "/audit")


async def test_every_reason_is_told_with_line_column_and_value(office: Office) -> None:
    admin = await office.admin()
    content = f"{ROSTER}\n<b>Xaverius</b>,12,Atlantis & co,PKD,,raja\n".encode()
    assert await send(office, admin, "salah.csv", content) == (
        "❌ Daftar anggota tidak diimpor: 1 baris keliru, tidak ada yang disimpan.\n"
        "• baris 2, kecamatan: “Atlantis & co” – bukan kecamatan kantor ini. Kalau itu kecamatan baru, "
        "kirim dulu file kecamatan\n"
        "• baris 2, peran: “raja” – peran tidak dikenal; pilih anggota, kepala, atau admin\n"
        "• baris 2, telepon: “12” – bukan nomor telepon; contoh: 0812-3456-7890\n"
        "➡️ Perbaiki di file di atas, lalu kirim file itu: isinya sudah lengkap."
    )


async def test_more_faults_than_a_message_holds_are_counted(office: Office) -> None:
    admin = await office.admin()
    lines = "\n".join(f"{'x' * 79}{number},12,{'y' * 79},{'z' * 79},q,r" for number in range(500))
    screen = await send(office, admin, "kacau.csv", f"{ROSTER}\n{lines}\n".encode())
    assert screen.startswith("❌ Daftar anggota tidak diimpor: 500 baris keliru")
    assert "\n… dan 2.485 kekeliruan lagi\n" in screen


async def test_a_file_that_is_no_table_is_answered_with_what_is_wrong(office: Office) -> None:
    admin = await office.admin()
    assert "File “foto.xlsx” tidak dikenali. File tidak bisa dibaca" in await send(
        office, admin, "foto.xlsx", b"PK\x03\x04"
    )
    assert "Kolom telepon, jabatan tidak ada" in await send(
        office, admin, "a.csv", b"nama,kecamatan,peran\nBudi,Srengat,\n"
    )
    assert await send(office, admin, "a.csv", b"kode,divisi,judul,jenis,sasarn\nA,B,C,D,E\n") == (
        "File “a.csv” tidak dikenali. Kolom “sasarn” tidak dikenal. Maksudnya “sasaran”?"
    )
    assert "dibuka di baris 2" in await send(office, admin, "a.csv", b'nama,telepon,kecamatan,jabatan\n"Budi,1,2,3\n')


async def test_an_impossible_time_in_the_calendar_is_kept_and_said(office: Office) -> None:
    admin = await office.admin()
    content = b"kode,divisi,judul,waktu,jenis\nP2H-30,P2H,Rapat,31 November 2023,rapat\n"
    assert await send(office, admin, "tambahan.csv", content) == (
        "✅ Kalender 2023 diimpor: 1 baru, 0 berubah, 0 tetap.\n"
        "Tersimpan, tetapi perlu dilihat:\n"
        "• baris 2, waktu: “31 November 2023” – tanggal itu tidak ada; disimpan seperti tertulis, tanpa tanggal"
    )


async def test_only_admins_import(office: Office) -> None:
    ketua, admin = await office.chair_of(), await office.admin()
    content = f"{ROSTER}\nXaverius,0840 0000 9001,Wonodadi,PKD,,admin\n".encode()
    assert "File hanya diterima dari admin" in await send(office, ketua, "anggota.csv", content)
    assert await office.say(admin, "/peran Xaverius") == (
        "Tidak ada anggota bernama “Xaverius”. Tulis sebagian namanya, contoh: /peran Suparno"
    )


@pytest.mark.handler("office.exporting")
async def test_an_exported_calendar_comes_back_unchanged(office: Office) -> None:
    admin = await office.admin()
    await office.say(admin, "/ekspor")
    file = office.sim.world.files[admin.messages[-1].file_id][1]
    assert (await send(office, admin, "kalender.xlsx", file)).startswith(
        "✅ Kalender 2023 diimpor: 0 baru, 0 berubah, 69 tetap."
    )
    assert await office.say(admin, "/ekspor anggota") == (
        "“anggota” tidak bisa diekspor. Yang bisa: /ekspor (kalender tahun ini) · /ekspor 2023 · /ekspor libur (hari libur kantor)"
    )


async def test_who_joins_the_roster_is_invited_to_what_is_dated(office: Office) -> None:
    head, admin = await office.head(), await office.admin()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00 Aula Bawaslu")
    row = ("Xaverius", "0840 0000 9001", "Wonodadi", "Anggota Panwascam", "SDMO", "anggota")
    await send(office, admin, "baru.xlsx", write_xlsx(ROSTER.split(","), [row]))
    joko = office.sim.person("Xaverius", "+6284000009001")
    await office.register(joko)
    assert "SDMO-02/1" in joko.screen
    assert "67" in await office.say(head, "/rekap SDMO-02/1")


@pytest.mark.handler("office.changes")
async def test_kecamatan_come_in_by_the_chat_and_stand_in_the_trail(office: Office) -> None:
    admin = await office.admin()
    content = b"kode;kecamatan;desa_kelurahan\n35.05.01;Wonodadi Baru;Jaten\n35.05.23;Kota Baru;\n"
    assert await send(office, admin, "kecamatan.csv", content) == (
        "✅ Kecamatan diimpor: 1 baru, 1 berubah, 0 tetap.\n"
        "Berubah:\n"
        "• 35.05.01 – kecamatan: Wonodadi → Wonodadi Baru; desa_kelurahan: "
        "Gandekan; Jaten; Kaliboto; Kebonagung; Kolomayan; Kunir; Pikatan; Rejosari; Sal… → Jaten"
    )
    assert "mengimpor kecamatan: 1 baru, 1 berubah" in await office.say(admin, "/audit")
    ketua = await office.chair_of()
    assert "File hanya diterima dari admin" in await send(office, ketua, "kecamatan.csv", content)


async def test_nobody_becomes_admin_by_a_file_that_is_merely_passed_on(office: Office) -> None:
    admin, ketua = await office.admin(), await office.chair_of()
    name = ketua.user.first_name
    rows = f'{ROSTER}\n"{name}",{ketua.user.phone},Wonodadi,Ketua Panwascam,SDMO,admin\n'.encode()
    shown = await show(office, admin, "rekap-piket.csv", rows)
    assert shown.startswith("🔎 Daftar anggota, belum disimpan")
    assert "peran: anggota → admin" in shown
    assert f"• {name}: admin" in await office.press(admin, "Terapkan")
    assert await office.press(admin, "Tidak jadi") == "Tidak jadi. Tidak ada yang disimpan."
    assert "Peran di bot: anggota" in await office.say(ketua, "/profil")
    assert (await send(office, admin, "rekap-piket.csv", rows)).startswith("✅ Daftar anggota diimpor")
    assert "Peran di bot: admin" in await office.say(ketua, "/profil")
    assert f"; peran: {name}: admin" in await office.say(admin, "/audit")


async def test_what_a_file_would_change_is_shown_before_it_is_kept(office: Office) -> None:
    admin = await office.admin()
    plan = b"kode,divisi,judul,waktu,jenis\nP2H-30,P2H,Rapat,30 November 2023,rapat\n"
    for press, told in (("Tidak jadi", "Tidak ada yang disimpan"), ("Terapkan", "✅ Kalender 2023 diimpor: 1 baru")):
        assert (await show(office, admin, "rencana.csv", plan)).startswith("🔎 Kalender 2023, belum disimpan: 1 baru")
        assert told in await office.press(admin, press)
    # The same again leaves nothing to press.
    assert (await show(office, admin, "rencana.csv", plan)).startswith(
        "✅ Kalender 2023 diimpor: 0 baru, 0 berubah, 1 tetap"
    )


def sent_file(office: Office, admin: Person) -> tuple[str, bytes]:
    """The last file that the bot sent: its name and what it holds."""
    name, content = office.sim.world.files[next(m.file_id for m in reversed(admin.messages) if m.file_id)]
    return name, content


async def test_a_refused_file_comes_back_with_its_faults_and_is_whole_once_mended(office: Office) -> None:
    admin = await office.admin()
    lines = ("Xaverius,12,Wonodadi,PKD,,", "Yohana,0840 0000 9002,Wonodadi,PKD,,", "Zainal,,Atlantis,PKD,,raja")
    await show(office, admin, "salah.csv", "\n".join((ROSTER, *lines)).encode())
    name, content = sent_file(office, admin)
    assert name == "daftar-anggota-keliru.xlsx"
    book = load_workbook(io.BytesIO(content))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Keliru", "visible"),
        ("Lainnya", "visible"),
        ("Pilihan", "hidden"),
    ]
    assert [[cell or "" for cell in row] for row in book["Keliru"].iter_rows(values_only=True)] == [
        ["baris", "kesalahan", *ROSTER.split(",")],
        ["2", "telepon: bukan nomor telepon; contoh: 0812-3456-7890", "Xaverius", "12", "Wonodadi", "PKD", "", ""],
        [
            "4",
            "kecamatan: bukan kecamatan kantor ini. Kalau itu kecamatan baru, kirim dulu file kecamatan\n"
            "peran: peran tidak dikenal; pilih anggota, kepala, atau admin",
            *("Zainal", "", "Atlantis", "PKD", "", "raja"),
        ],
    ]
    wrong = book["Keliru"]
    wrong["D2"], wrong["E3"], wrong["H3"] = "084000009001", "Srengat", "anggota"
    mended = io.BytesIO()
    book.save(mended)
    assert await show(office, admin, name, mended.getvalue()) == (
        "🔎 Daftar anggota, belum disimpan: 3 baru, 0 berubah, 0 tetap.\n"
        "Baru:\n"
        "• Xaverius (PKD Wonodadi)\n"
        "• Yohana (PKD Wonodadi)\n"
        "• Zainal (PKD Srengat)\n"
        "Cara file dibaca:\n"
        "• lembar “Keliru”: 2 baris dibaca\n"
        "• lembar “Lainnya”: 1 baris dibaca\n"
        "Terapkan seperti ini?"
    )
    assert (await office.agree(admin)).startswith("✅ Daftar anggota diimpor: 3 baru")


async def test_of_plan_and_rota_what_changes_is_shown_from_what_to_what(office: Office) -> None:
    admin = await office.admin()
    head = "kode,divisi,judul,waktu,jenis,tempat\n"
    await send(office, admin, "a.csv", f"{head}P2H-30,P2H,Rapat,30 November 2023,rapat,Aula\n".encode())
    plan = f"{head}P2H-30,P2H,Rapat,Desember 2023,rapat,\nP2H-31,P2H,Rakor baru,,rakor,\n"
    assert await show(office, admin, "b.csv", plan.encode()) == (
        "🔎 Kalender 2023, belum disimpan: 1 baru, 1 berubah, 0 tetap.\n"
        "Baru:\n"
        "• P2H-31 Rakor baru\n"
        "Berubah:\n"
        "• P2H-30 – tempat: Aula → kosong; waktu: 30 November 2023 → Desember 2023\n"
        "Terapkan seperti ini?"
    )
    ketua, other = await office.chair_of(), await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.duty("2023-10-12", ketua, "Wonodadi")
    lines = (
        ("2023-10-12", "Wonodadi", "", other.user.first_name),
        ("2023-10-13", "Wonodadi", "pagi", other.user.first_name),
    )
    assert await show(office, admin, "piket.xlsx", write_xlsx(DUTY.split(","), lines)) == (
        "🔎 Jadwal piket, belum disimpan: 1 baru, 1 berubah, 0 tetap.\n"
        "Baru:\n"
        f"• 13-10-2023 Wonodadi pagi: {other.user.first_name}\n"
        "Berubah:\n"
        f"• 12-10-2023 Wonodadi harian – nama: {ketua.user.first_name} → {other.user.first_name}\n"
        "Terapkan seperti ini?"
    )


async def test_an_empty_file_of_each_kind_offers_the_words_that_are_fixed(office: Office) -> None:
    admin, ketua = await office.admin(), await office.chair_of()
    await office.say(admin, "/impor")
    await office.press(admin, "Daftar anggota")
    name, content = sent_file(office, admin)
    assert name == "contoh-daftar-anggota.xlsx"
    book = load_workbook(io.BytesIO(content))
    offered = {str(one.sqref): one.formula1 for one in book["Isian"].data_validations.dataValidation}
    assert offered == {
        "C2:C20001": "Pilihan!$A$1:$A$22",
        "D2:D20001": "Pilihan!$B$1:$B$8",
        "E2:E20001": "Pilihan!$C$1:$C$6",
        "F2:F20001": "Pilihan!$D$1:$D$3",
    }
    assert [cell.value for cell in book["Pilihan"]["A"]][:2] == ["Wonodadi", "Udanawu"]
    assert await office.say(ketua, "/impor") == OFFICE_ONLY


async def test_a_calendar_says_whose_invitations_it_takes_back_and_sends_before_it_is_kept(office: Office) -> None:
    head, admin, ketua = await office.head(), await office.admin(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula")
    told = len(ketua.messages)
    line = "SDMO-02,SDMO,Rapat lain,{},rapat,{}"
    content = "\n".join((CALENDAR, line.format("6 Oktober 2023", "PKD"))).encode()
    shown = await show(office, admin, "kalender.csv", content)
    assert "sasaran: komisioner → PKD" in shown
    assert "\n⚠️ Undangan sesi yang sudah bertanggal:\n• SDMO-02/1: 66 undangan ditarik" in shown
    assert len(ketua.messages) == told
    kept = await office.agree(admin)
    assert "• SDMO-02/1: 66 undangan ditarik" in kept
    assert len(ketua.messages) == told + 1
    content = "\n".join((CALENDAR, line.format("bulan lewat 2023", "komisioner"))).encode()
    shown = await show(office, admin, "kalender.csv", content)
    assert "undangan ditarik" not in shown or ", 66 undangan baru" in shown
    assert "66 undangan baru" in shown
    assert "\nAkan disimpan, tetapi perlu dilihat:\n" in shown


async def test_a_table_that_was_photographed_is_called_a_picture(office: Office) -> None:
    admin, ketua = await office.admin(), await office.chair_of()
    for caption in (None, "daftar anggota", "/impor"):
        admin.send_photo(caption)
        await office.settle()
        assert admin.screen == "Ini gambar: ketik tabelnya di Excel, simpan sebagai XLSX atau CSV, lalu kirim ulang."
    said = len(admin.messages)
    admin.send_album(5)
    await office.settle()
    assert len(admin.messages) == said + 1
    ketua.send_photo()
    await office.settle()
    assert ketua.screen == "Maaf, saya belum mengerti. Coba /menu, /jadwal, atau /hadir"


async def test_nothing_in_the_name_of_a_file_turns_the_line(office: Office) -> None:
    admin = await office.admin()
    assert await show(office, admin, "\u202evsc.\u200btekip", b"{}[]") == (
        "File “vsc.tekip” tidak dikenali. Ini data JSON: ekspor sebagai XLSX atau CSV dari program asalnya, lalu kirim ulang."
    )


async def test_roles_are_given_by_their_own_button_alone_however_often_the_first_is_pressed(office: Office) -> None:
    admin = await office.admin()
    await show(office, admin, "peran.csv", f"{ROSTER}\nXaverius,,Wonodadi,PKD,,admin\n".encode())
    shown = admin.messages[-1]
    for _ in range(3):
        admin.press_data("impok:1", shown)
        await office.settle()
        assert admin.screen.startswith("⚠️ File ini juga mengubah peran")
    assert (await office.press(admin, "Ya, ubah peran")).startswith("✅ Daftar anggota diimpor: 1 baru")


async def test_a_press_below_the_file_before_does_not_apply_the_one_after_it(office: Office) -> None:
    admin = await office.admin()
    await show(office, admin, "satu.csv", f"{ROSTER}\nXaverius,,Wonodadi,PKD,,\n".encode())
    first = admin.messages[-1]
    await show(office, admin, "dua.csv", f"{ROSTER}\nYohana,,Wonodadi,PKD,,\n".encode())
    admin.press_data("impok:1", first)
    await office.settle()
    assert admin.notes[-1] == ("Tombol ini sudah tidak berlaku. Mulai lagi dari /bantuan", True)
    assert (await office.say(admin, "/peran Yohana")).startswith("Tidak ada anggota bernama “Yohana”")
