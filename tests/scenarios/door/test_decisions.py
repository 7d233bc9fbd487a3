"""What a meeting decided is written down, told, reminded of, and followed up until it is done; materials reach all invited."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.simulator import Fault
from tests.refusals import HEADS_ONLY
from tests.scenarios.door.test_handing_in import agreed

if TYPE_CHECKING:
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


@pytest.mark.handler("door.decisions")
async def test_a_decision_is_told_reminded_of_and_done(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await agreed(office, head, SET)
    name = ketua.user.first_name
    assert await office.say(head, "/tindaklanjut") == "Tidak ada tindak lanjut yang belum selesai."
    assert await office.say(head, "/tindaklanjut SDMO-02 kirim rekap") == (
        "Tulis apa, siapa, dan sampai kapan, dipisah titik koma: kirim rekap; Endah Wijaya; 20 Oktober 2023"
    )
    assert await office.say(head, "/tindaklanjut SDMO-02 kirim; Zzz; 10 Oktober 2023") == (
        "Tidak ada orang kantor ini bernama “Zzz”. Tulis sebagian namanya, seperti di daftar anggota"
    )
    assert await office.say(head, f"/tindaklanjut SDMO-02 kirim; {name}; kapan-kapan") == (
        "“kapan-kapan” bukan tanggal; contoh: 20 Oktober 2023, besok, Jumat"
    )
    assert await office.say(head, f"/tindaklanjut SDMO-02 kirim; {name}; 1 Oktober 2023") == (
        "Tanggal “1 Oktober 2023” sudah lewat. Tulis tanggal hari ini atau sesudahnya."
    )
    assert await office.say(ketua, f"/tindaklanjut SDMO-02 kirim; {name}; 10 Oktober 2023") == HEADS_ONLY
    said = await office.say(head, f"/tindaklanjut SDMO-02 kirim rekap DPTb; {name}; 10 Oktober 2023")
    line = f"• kirim rekap DPTb – {name}, sampai 10 Oktober 2023 (SDMO-02/1)"
    assert said.splitlines()[-1] == line
    assert ketua.screen == f"📌 Tindak lanjut untuk Anda\n\n{line}"
    await office.at("2023-10-09", 8.1)
    assert ketua.screen.startswith("⏰ Tindak lanjut: besok batasnya")
    await office.at("2023-10-11", 8.1)
    # Late: whoever wrote it down hears of it too.
    assert [one.screen.splitlines()[0] for one in (ketua, head)] == ["⚠️ Tindak lanjut lewat batas"] * 2
    assert "lewat 10 Oktober 2023" in await office.say(ketua, "/tindaklanjut")
    assert await office.press(ketua, "kirim rekap DPTb") == "✅ Selesai: kirim rekap DPTb (SDMO-02/1)"
    assert await office.say(head, "/tindaklanjut") == "Tidak ada tindak lanjut yang belum selesai."


async def test_what_is_done_in_time_is_not_reminded_of_and_materials_reach_all_who_are_invited(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await agreed(office, head, SET)
    await office.say(head, f"/tindaklanjut SDMO-02 kirim rekap; {ketua.user.first_name}; 12 Oktober 2023")
    await office.press(ketua, "Sudah selesai")
    head.send_document("paparan.pdf", b"1", "/materi SDMO-02")
    head.send_document("lampiran.pdf", b"2", "/materi SDMO-02")
    await office.settle()
    before = len(ketua.messages)
    await office.clock.advance(timedelta(minutes=3))
    assert [one.text.splitlines()[0] for one in ketua.messages[before:]] == ["📎 Materi"]
    assert ketua.messages[-1].buttons == ["📎 paparan.pdf", "📎 lampiran.pdf"]
    await office.at("2023-10-13", 9)
    assert [one.text for one in ketua.messages if one.text.startswith(("⏰", "⚠️"))] == []


async def test_who_waits_for_materials_keeps_nobody_from_those_that_follow(office: Office) -> None:
    head, other = await office.head(), await office.chair_of("Udanawu")
    ketua, kasek = [await office.registered(who, "Wonodadi") for who in ("Ketua Panwascam", "Kepala Sekretariat")]
    await agreed(office, head, SET)
    office.sim.faults.add(Fault.flood(3600), method="sendMessage", chat_id=ketua.id)
    for name in ("paparan.pdf", "lampiran.pdf"):
        head.send_document(name, name.encode(), "/materi SDMO-02")
        await office.clock.advance(timedelta(minutes=10))
        assert other.messages[-1].buttons[-1] == f"📎 {name}"
    await office.clock.advance(timedelta(hours=1))
    # Whoever had to wait reads of both at once.
    assert [one.buttons for one in ketua.messages if one.text.startswith("📎")] == [
        ["📎 paparan.pdf", "📎 lampiran.pdf"]
    ]
    # Nor does whoever is chosen at night to stand in, and reads what there is in the morning.
    await office.at("2023-10-02", 21.5)
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, kasek.user.first_name)
    head.send_document("peserta.pdf", b"3", "/materi SDMO-02")
    await office.at("2023-10-03", 9)
    for who in (ketua, other, kasek):
        told = [one for one in who.messages if one.text.startswith("📎")]
        assert told[-1].buttons == ["📎 paparan.pdf", "📎 lampiran.pdf", "📎 peserta.pdf"]


async def test_who_comes_back_reads_of_materials_once_and_of_a_decision_as_it_stands(office: Office) -> None:
    head = await office.head()
    away = {day: await office.chair_of(name) for day, name in ((9, "Wonodadi"), (10, "Udanawu"), (11, "Srengat"))}
    await agreed(office, head, SET)
    read = {day: len(who.messages) for day, who in away.items()}
    for who in away.values():
        who.block()
    await office.settle()
    for name in ("paparan.pdf", "lampiran.pdf"):
        head.send_document(name, name.encode(), "/materi SDMO-02")
        await office.clock.advance(timedelta(hours=1))
    for who in away.values():
        await office.say(head, f"/tindaklanjut SDMO-02 kirim rekap; {who.user.first_name}; 10 Oktober 2023")
    for day, title in ((9, "besok batasnya"), (10, "hari ini batasnya"), (11, "lewat batas")):
        await office.at(f"2023-10-{day:02}", 9)
        away[day].unblock()
        await office.settle()
        told = [one for one in away[day].messages[read[day] :] if one.text[0] in "📎⏰⚠📌"]
        assert [one.text.splitlines()[0].split("Tindak lanjut")[-1].strip(": ") for one in told] == ["📎 Materi", title]
        assert told[0].buttons == ["📎 paparan.pdf", "📎 lampiran.pdf"]


async def test_who_had_no_account_when_minutes_and_decisions_came_reads_them_with_the_next(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    member = office.find("Anggota Panwascam", "Wonodadi", "HP2H")
    await agreed(office, head, SET)
    await office.at("2023-10-06", 13)
    # The phone is handed to somebody else.
    ketua.send_contact(member.user.phone, member.user.first_name, user_id=ketua.id)
    await office.settle()
    head.send_document("paparan.pdf", b"1", "/materi SDMO-02")
    for name in ("notulen.pdf", "lampiran.pdf"):
        head.send_document(name, name.encode(), "/notulen SDMO-02")
    await office.settle()
    for till in ("7", "12"):
        await office.say(head, f"/tindaklanjut SDMO-02 kirim rekap; {ketua.user.first_name}; {till} Oktober 2023")
    await office.at("2023-10-08", 9)
    other = office.sim.person(ketua.user.first_name, ketua.user.phone)
    await office.register(other)
    told = [one.text.splitlines()[0] for one in other.messages if one.text[0] in "📎🗒📌"]
    assert told == ["📎 Materi", "🗒 Notulen", "🗒 Notulen", "📌 Tindak lanjut untuk Anda"]
    # Once: also whoever comes back to the same account.
    read = len(other.messages)
    other.block()
    await office.settle()
    other.unblock()
    await office.register(other)
    assert not [one.text for one in other.messages[read:] if one.text[0] in "📎🗒📌"]
    await office.at("2023-10-11", 9)
    assert other.screen.startswith("⏰ Tindak lanjut: besok batasnya")


async def test_a_decision_is_asked_for_step_by_step(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await agreed(office, head, SET)
    name = ketua.user.first_name
    await office.say(head, "/tindaklanjut")
    await office.press(head, "Catat keputusan")
    asked = await office.press(head, "Jum 6 Okt")
    assert (
        asked.splitlines()[-1]
        == "Apa yang diputuskan? Tulis dalam satu pesan, misalnya: kirim rekap DPTb. Batal: /batal"
    )
    assert await office.say(head, "x" * 301) == (
        "Keputusannya terlalu panjang (paling banyak 300 huruf). Ringkas, rinciannya di notulen."
    )
    assert await office.say(head, "kirim rekap DPTb") == (
        "📌 kirim rekap DPTb\n\nSiapa yang mengerjakan? Tekan, atau tulis namanya (sebagian cukup)."
    )
    # Whoever asks first, then the other heads.
    assert head.messages[-1].buttons[0] == head.user.first_name
    assert await office.say(head, "Zzz") == "Tidak ada anggota bernama “Zzz”. Tulis nama lain, atau /batal"
    assert await office.say(head, name) == (
        f"📌 kirim rekap DPTb – {name}\n\nSampai kapan? Tekan, atau tulis tanggalnya."
    )
    assert await office.say(head, "kapan-kapan") == (
        "“kapan-kapan” bukan tanggal; contoh: 20 Oktober 2023, besok, Jumat"
    )
    assert await office.say(head, "1 Oktober 2023") == (
        "Tanggal “1 Oktober 2023” sudah lewat. Tulis tanggal hari ini atau sesudahnya."
    )
    line = f"• kirim rekap DPTb – {name}, sampai 5 Oktober 2023 (SDMO-02/1)"
    assert await office.press(head, "Kam 5 Okt") == (
        f"📌 Dicatat. Yang bertugas diberi tahu, dan diingatkan sehari sebelumnya.\n{line}"
    )
    assert ketua.screen == f"📌 Tindak lanjut untuk Anda\n\n{line}"
    # One more of the same meeting, all in one line, and once more the same: it is one.
    for _ in range(2):
        await office.press(head, "Catat lagi")
        assert "Dicatat" in await office.say(head, f"susun jadwal; {name}; 12 Oktober 2023")
    assert (await office.say(head, "/tindaklanjut")).count("susun jadwal") == 1


async def test_a_decision_is_given_to_somebody_by_button_and_who_has_no_bot_is_named(office: Office) -> None:
    head = await office.head()
    await agreed(office, head, SET)
    await office.say(head, "/tindaklanjut SDMO-02")
    await office.say(head, "kirim rekap")
    await office.press(head, head.user.first_name)
    await office.press(head, "Kam 5 Okt")
    assert [one.text.splitlines()[0] for one in head.messages[-2:]] == [
        "📌 Dicatat. Yang bertugas diberi tahu, dan diingatkan sehari sebelumnya.",
        "📌 Tindak lanjut untuk Anda",
    ]
    # Written on a Monday: till the next one.
    said = await office.say(head, "/tindaklanjut SDMO-02 kirim rekap; Endah Wijaya; Senin")
    assert said.splitlines() == [
        "📌 Dicatat. Endah Wijaya, S.Sos. belum bisa dihubungi bot; sampaikan langsung.",
        "• kirim rekap – Endah Wijaya, S.Sos., sampai 9 Oktober 2023 (SDMO-02/1)",
    ]


async def test_minutes_lead_to_what_was_decided(office: Office) -> None:
    head = await office.head()
    await agreed(office, head, SET)
    head.send_document("notulen.pdf", b"1", "/notulen SDMO-02")
    await office.settle()
    assert "Apa yang diputuskan?" in await office.press(head, "Catat keputusan")


async def test_next_week_is_till_its_last_working_day_said_in_one_line_or_step_by_step(office: Office) -> None:
    head = await office.head()
    await agreed(office, head, SET)
    name = head.user.first_name
    said = await office.say(head, f"/tindaklanjut SDMO-02 kirim rekap; {name}; minggu depan")
    assert f"• kirim rekap – {name}, sampai 13 Oktober 2023 (SDMO-02/1)" in said
    # The Friday is off.
    admin = await office.admin()
    admin.send_document("libur.csv", b"tanggal_libur,keterangan\n2023-10-13,HUT Kabupaten\n")
    await office.settle()
    await office.agree(admin)
    await office.say(head, "/tindaklanjut SDMO-02")
    await office.say(head, "susun jadwal")
    await office.press(head, name)
    assert "sampai 12 Oktober 2023" in await office.say(head, "pekan depan")
    asked = await office.say(head, "/minta Jumlah pendaftar, paling lambat minggu depan")
    assert "12 Okt" in asked


async def test_whoever_imports_reads_that_who_leaves_was_to_do_something(office: Office) -> None:
    head, ketua, admin = await office.head(), await office.chair_of("Wonodadi"), await office.admin()
    await agreed(office, head, SET)
    name = ketua.user.first_name
    for what, till in (("kirim rekap", "8 Oktober 2023"), ("kirim laporan", "20 Oktober 2023")):
        await office.say(head, f"/tindaklanjut SDMO-02 {what}; {name}; {till}")
    line = f"{name};{ketua.user.phone};Wonodadi;Ketua Panwascam;SDMO;2023-10-08\n"
    admin.send_document("a.csv", ("nama;telepon;kecamatan;jabatan;divisi;sampai\n" + line).encode())
    await office.settle()
    undone = f"📌 Tindak lanjut yang jatuh tempo sesudah itu (/tindaklanjut):\n• {name}: 1\n"
    assert undone in admin.screen
    await office.agree(admin)
    assert "Tindak lanjut yang jatuh tempo" in admin.screen
    # Done by somebody else, it is nobody's any more.
    await office.say(head, "/tindaklanjut")
    await office.press(head, "kirim laporan")
    line = line.replace("10-08", "10-07")
    admin.send_document("b.csv", ("nama;telepon;kecamatan;jabatan;divisi;sampai\n" + line).encode())
    await office.settle()
    assert f"• {name}: 1\n" in admin.screen
