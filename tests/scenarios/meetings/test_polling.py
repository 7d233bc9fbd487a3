"""/jajak: the audience is asked about a few dates, the silent once more, and one of them is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose, State
from tests.office import heads
from tests.refusals import HEADS_ONLY

if TYPE_CHECKING:
    from tests.office import Office

ASK = "/jajak SDMO-02\n5 Oktober 2023 09.00-12.00\n6 Oktober 2023 13.00-15.00"


@pytest.mark.handler("meetings.polling")
async def test_a_date_is_asked_about_chased_once_and_set(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    silent = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    # Without a date typed: slots that are proposed, of what the plan leaves more than one day.
    assert "dua sampai lima" in await office.say(head, "/jajak SDMO-02")
    assert head.messages[-1].buttons == []
    await office.say(head, "/jajak")
    assert not any("SDMO-02" in one for one in head.messages[-1].buttons)
    head.press_data("poa:SDMO-02", head.messages[-1])
    await office.settle()
    assert head.notes[-1][0].startswith("Rencana SDMO-02 menyisakan kurang dari dua waktu.")
    assert "Periksa dulu" in await office.press(head, "SDMO-09")
    assert await office.press(head, "Tidak") == "Tidak jadi; tidak ada yang berubah."
    assert await office.say(head, "/jajak SDMO-02 5 Oktober 2023; 6 Oktober 2023") == (
        "“5 Oktober 2023” bukan jam yang terbaca. Tulis misalnya 09:00, 09.00-12.00, 13:30-selesai, atau jam 7 malam."
    )
    assert await office.say(head, "/jajak SDMO-02 5 Oktober 2023 9-12") == (
        "Tulis dua sampai 5 pilihan, satu baris untuk tiap waktu, misalnya: 14 November 2023 09.00-12.00"
    )
    look = await office.say(head, ASK)
    assert look.startswith("Periksa dulu: pesan ini akan dikirim\n🗳 Kapan Anda bisa?\n")
    assert "Untuk 66 orang, 2 di antaranya terdaftar di bot" in look
    assert ketua.screen.startswith("Selamat datang") or "🗳" not in ketua.screen
    assert await office.press(head, "Ya, lanjutkan") == (
        "🗳 Jajak tanggal SDMO-02 dikirim kepada 2 orang. Yang diam diingatkan sekali, lusa pagi.\n"
        "↳ 64 lain belum terdaftar di bot, jadi belum ditanya: /belumdaftar"
    )
    assert ketua.screen == (
        "🗳 Kapan Anda bisa?\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n"
        "SDMO-02 · 📍\u00a0Bawaslu Kabupaten Blitar\n\n"
        "▫️ 1. Kamis, 5 Oktober 2023 · 09.00–12.00 WIB\n"
        "▫️ 2. Jumat, 6 Oktober 2023 · 13.00–15.00 WIB\n\n"
        "Untuk tiap waktu: ✅ bisa · 🤔\u00a0kalau perlu · ❌\u00a0tidak. Ini belum undangan."
    )
    await office.press(ketua, "1 ❌")
    assert "❌ 1. Kamis" in await office.press(ketua, "2 ✅")
    assert "Terima kasih, tercatat" in ketua.screen
    said = await office.press(head, "Hasil sementara")
    assert "⭐ 2. Jumat, 6 Oktober 2023 · 13.00–15.00 WIB\n↳ ✅ 1 · 🤔\u00a00 · ❌\u00a00" in said
    # Who is not on the bot was not asked: they are no silent ones.
    assert f"Belum menjawab: 1 dari 2 orang\n{silent.user.first_name}\n↳ 64 lain belum terdaftar di bot" in said
    # Whoever was not asked has no say, and nobody of the audience sees how it stands.
    for data in ("pov:1:CAN", "pok:1"):
        head.press_data(data, head.messages[-1])
        ketua.press_data("pos:1", ketua.messages[-1])
        await office.settle()
    assert "tidak ditujukan" in " ".join(note for note, _ in head.notes)
    assert ketua.notes[-1][0] == HEADS_ONLY
    await office.at("2023-10-04", 9.1)
    assert silent.screen.startswith("🗳 Mohon dijawab: kapan Anda bisa?")
    assert "🗳 Mohon dijawab" not in "".join(one.text for one in ketua.messages)
    assert [row.state for row in await office.deliveries(Purpose.DATE_POLL)].count(State.SENT) == 3
    await office.say(head, "/jajak SDMO-02")
    assert "Periksa dulu" in await office.press(head, "📅 Jum 6 Okt · 13.00")
    await office.press(head, "Ya, lanjutkan")
    assert ketua.screen.startswith("📨 Undangan")
    silent.press("2 ✅", message=next(one for one in silent.messages if "🗳" in one.text))
    await office.settle()
    assert silent.notes[-1][0] == "Jajak tanggal SDMO-02 sudah ditutup: tanggalnya Jum 6 Okt · 13.00–15.00 WIB."
    assert "🗳" in await office.say(head, "/usul SDMO-09") or head.can_press("Tanyakan dulu")
    assert "Kapan Anda bisa?" in await office.press(head, "Tanyakan dulu")


async def test_nobody_is_asked_once_a_date_is_set_whichever_way(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, ASK)
    await office.press(head, "Ya, lanjutkan")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.at("2023-10-04", 9.1)
    assert "🗳 Mohon dijawab" not in "".join(one.text for one in ketua.messages)
    # Whoever presses all the same reads what was set, in place of the question.
    asked = next(one for one in ketua.messages if "🗳" in one.text)
    ketua.press("2 ✅", message=asked)
    await office.settle()
    assert ketua.notes[-1][0] == "Jajak tanggal SDMO-02 sudah ditutup: tanggalnya Jum 6 Okt · 09.00–12.00 WIB."
    assert (asked.text, asked.buttons) == (
        "🗳 Jajak tanggal SDMO-02 sudah ditutup\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n\n"
        "📌 SDMO-02/1: Jumat, 6 Oktober 2023 · 09.00–12.00 WIB",
        [],
    )
    # And nobody chooses once more; where the date is called off, the poll goes on.
    told = await office.say(head, "/jajak SDMO-02")
    assert "📌 SDMO-02/1: Jumat, 6 Oktober 2023 · 09.00–12.00 WIB" in told
    assert head.messages[-1].buttons == ["🔄 Perbarui"]
    head.press_data("poc:1:1", head.messages[-1])
    await office.settle()
    assert head.notes[-1][0] == "Jajak tanggal SDMO-02 sudah ditutup: tanggalnya Jum 6 Okt · 09.00–12.00 WIB."
    await office.say(head, "/batalkan SDMO-02/1 ruang terpakai")
    await office.press(head, "Ya, batalkan")
    ketua.press_data("pov:1:CAN:1", asked)
    await office.settle()
    assert asked.buttons[3:6] == ["● 2 ✅", "2 🤔", "2 ❌"]


async def test_who_registers_while_a_poll_goes_on_is_asked_once(office: Office) -> None:
    head = await office.head()
    await office.say(head, ASK)
    await office.press(head, "Ya, lanjutkan")
    ketua = await office.chair_of()
    assert ketua.screen.startswith("🗳 Kapan Anda bisa?\n")
    await office.press(ketua, "1 ✅")
    # The silent are asked again, unless they were asked the day before.
    await office.at("2023-10-03", 15)
    late = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    assert late.screen.startswith("🗳 Kapan Anda bisa?\n")
    await office.at("2023-10-04", 9.1)
    heard = [[one.text.split("\n")[0] for one in person.messages if "🗳" in one.text] for person in (ketua, late)]
    assert heard == [["🗳 Kapan Anda bisa?", "🗳 Mohon dijawab: kapan Anda bisa?"], ["🗳 Kapan Anda bisa?"]]
    # A date is set: nobody else is asked.
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    after = await office.chair_of("Srengat")
    assert "🗳" not in "".join(one.text for one in after.messages)


async def test_who_comes_to_the_roster_while_a_poll_goes_on_is_asked_and_counted(office: Office) -> None:
    head, admin = await office.head(), await office.admin()
    await office.say(head, ASK)
    await office.press(head, "Ya, lanjutkan")
    lines = "nama,telepon,kecamatan,jabatan,divisi\nSiti Baru,081299990001,Wonodadi,Anggota Panwascam,HP2H\n"
    admin.send_document("daftar.csv", lines.encode())
    await office.settle()
    await office.agree(admin)
    new = office.sim.person("Siti Baru", "+6281299990001")
    await office.register(new)
    assert new.screen.startswith("🗳 Kapan Anda bisa?\n")
    assert "Terima kasih, tercatat" in await office.press(new, "Semua bisa")
    said = await office.press(head, "Hasil sementara")
    assert "Belum menjawab: 0 dari 1 orang\n↳ 66 lain belum terdaftar di bot, jadi belum ditanya: /belumdaftar" in said


async def _roster(office: Office, line: str) -> None:
    admin = await office.admin()
    admin.send_document("daftar.csv", f"nama,telepon,kecamatan,jabatan,divisi\n{line}\n".encode())
    await office.settle()
    await office.agree(admin)


async def test_who_comes_into_the_audience_by_the_roster_alone_is_asked_and_who_leaves_it_is_not_chased(
    office: Office,
) -> None:
    head, staff = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    ketua, silent = await office.chair_of(), await office.chair_of("Srengat")
    await office.say(head, ASK)
    assert "2 orang" in await office.press(head, "Ya, lanjutkan")
    assert "🗳" not in staff.screen
    await office.press(ketua, "Semua bisa")
    before = len(staff.messages)
    name, phone = staff.user.first_name, staff.user.phone
    await _roster(office, f'"{name}",{phone},Wonodadi,Anggota Panwascam,HP2H')
    assert heads(list(staff.messages[before:])) == ["🗳 Kapan Anda bisa?"]
    # What was said before they left does not count, and nobody who has left is asked again.
    for one, district in ((ketua, "Wonodadi"), (silent, "Srengat")):
        await _roster(office, f'"{one.user.first_name}",{one.user.phone},{district},Staf Sekretariat,')
    told = len(silent.messages)
    await office.at("2023-10-04", 9.1)
    assert heads(list(silent.messages[told:])) == []
    assert heads(list(staff.messages[before:])) == ["🗳 Kapan Anda bisa?", "🗳 Mohon dijawab: kapan Anda bisa?"]
    result = await office.say(head, "/jajak SDMO-02")
    assert "Belum menjawab: 1 dari 1 orang" in result
    assert "↳ 64 lain" in result
    # Whoever is back is not asked twice, and what they said counts.
    told = len(ketua.messages)
    await _roster(office, f'"{ketua.user.first_name}",{ketua.user.phone},Wonodadi,Ketua Panwascam,SDMO')
    assert "🗳" not in "".join(one.text for one in ketua.messages[told:])
    assert "Belum menjawab: 1 dari 2 orang" in await office.say(head, "/jajak SDMO-02")


async def test_the_last_look_at_a_poll_warns_of_days_on_which_people_stay_away_as_that_at_a_date_does(
    office: Office,
) -> None:
    head = await office.head()
    ask = "/jajak SDMO-02\n{}\n{}\n{}"
    look = await office.say(
        head, ask.format("5 Oktober 2023 09-12", "8 Oktober 2023 09-12", "25 Desember 2023 09.00-12.00")
    )
    warned = [line for line in look.splitlines() if line.startswith("🚫")]
    alone = [
        line
        for day in ("8 Oktober 2023", "25 Desember 2023")
        for line in (await office.say(head, f"/tetapkan SDMO-02 {day} 09.00-12.00 Aula", look=True)).splitlines()
        if line.startswith("🚫")
    ]
    assert warned == alone == ["🚫 Min 8 Okt: akhir pekan", "🚫 Sen 25 Des: Hari Raya Natal"]


async def test_a_poll_that_reaches_nobody_says_so(office: Office) -> None:
    head = await office.head()
    await office.say(head, ASK)
    assert await office.press(head, "Ya, lanjutkan") == (
        "🗳 Jajak tanggal SDMO-02 belum sampai kepada siapa pun; yang mendaftar di bot langsung ditanya.\n"
        "↳ 66 lain belum terdaftar di bot, jadi belum ditanya: /belumdaftar"
    )


async def test_of_a_slot_that_has_begun_nobody_is_asked_and_none_is_chosen(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, ASK)
    await office.press(head, "Ya, lanjutkan")
    asked = ketua.messages[-1]
    await office.at("2023-10-05", 9)
    ketua.press("1 ✅", message=asked)
    await office.settle()
    assert ketua.notes[-1][0] == "Waktu itu sudah lewat. Pilih tanggal dan jam yang akan datang."
    ketua.press("Semua bisa", message=asked)
    await office.settle()
    assert "⌛ 1. Kamis, 5 Oktober 2023" in asked.text
    assert "✅ 2. Jumat, 6 Oktober 2023" in asked.text
    assert "Terima kasih, tercatat." in asked.text
    assert asked.buttons == ["● 2 ✅", "2 🤔", "2 ❌", "✅ Semua bisa"]
    assert "⌛ 1. Kamis, 5 Oktober 2023" in await office.say(head, "/jajak SDMO-02")
    assert head.messages[-1].buttons == ["📅 Jum 6 Okt · 13.00–15.00 WIB", "🔄 Perbarui"]
    head.press_data("poc:1:0", head.messages[-1])
    await office.settle()
    assert head.notes[-1][0] == "Waktu itu sudah lewat. Pilih tanggal dan jam yang akan datang."
    # Nothing was taken by that: the poll goes on.
    ketua.press("2 ❌", message=asked)
    await office.settle()
    assert "❌ 2. Jumat" in asked.text
    await office.at("2023-10-06", 13)
    ketua.press("2 ✅", message=asked)
    await office.settle()
    assert ketua.notes[-1][0] == "Waktu itu sudah lewat. Pilih tanggal dan jam yang akan datang."
