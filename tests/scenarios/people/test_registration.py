from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.services.people import registration
from bot.storage.models import Person
from tests.office import Office, heads

LINK_IS_USED = (
    "Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru kepada admin Bawaslu, atau kirim "
    "/start lalu bagikan nomor Anda."
)


@pytest.mark.handler("people.registration")
async def test_a_commissioner_registers_with_the_own_number(office: Office) -> None:
    ketua = office.find("Ketua Panwascam", "Wonodadi")
    assert await office.say(ketua, "/start") == (
        "Selamat datang di bot Bawaslu Kabupaten Blitar\n"
        "\n"
        "Bot ini mengirim undangan dan pengingat kegiatan, mencatat kehadiran dan laporan piket Anda. "
        "Dengan membagikan nomor, Anda setuju nomor dan nama Anda dipakai untuk itu saja.\n"
        "\n"
        "Tekan tombol Bagikan nomor di bawah. Nomor harus sama dengan yang tercatat di sekretariat."
    )
    ketua.tap("Bagikan nomor")
    await office.settle()
    assert ketua.screen == (
        "✅ Anda terdaftar. Terima kasih!\n"
        "\n"
        "👤 Endah Wijaya, S.Sos.\n"
        "Ketua Panwascam\n"
        "Kecamatan Wonodadi\n"
        "Divisi SDM, Organisasi & Diklat\n"
        "\n"
        "Saat ini tidak ada undangan yang menunggu jawaban Anda.\n"
        "Undangan dan pengingat datang di chat ini. Jadwal: /jadwal · Bantuan: /bantuan"
    )
    assert await office.say(ketua, "/profil") == (
        "👤 Endah Wijaya, S.Sos.\n"
        "Ketua Panwascam\n"
        "Kecamatan Wonodadi\n"
        "Divisi SDM, Organisasi & Diklat\n"
        "Peran di bot: anggota\n"
        "Telepon: +6284000000001\n"
        "\n"
        "Ada yang keliru? Sampaikan kepada admin Bawaslu."
    )


async def test_the_receipt_stands_above_what_it_says_is_waiting(office: Office) -> None:
    head, ketua = await office.head(), office.find("Ketua Panwascam", "Wonodadi")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(ketua, "/start")
    ketua.tap("Bagikan nomor")
    await office.clock.settle()
    # However long the receipt takes on its way, nothing that is owed goes out at that moment.
    assert heads([*ketua.messages[1:]]) == ["✅ Anda terdaftar. Terima kasih!"]
    await office.settle()
    assert heads([*ketua.messages[2:]]) == ["📨 Undangan · Jum 6 Okt 09.00"]


async def test_a_number_that_is_shared_twice_at_once_is_answered_once(office: Office) -> None:
    ketua = office.find("Ketua Panwascam", "Wonodadi")
    await office.say(ketua, "/start")
    for _ in range(3):
        ketua.share_contact()
    await office.settle()
    assert heads([*ketua.messages[1:]]) == ["✅ Anda terdaftar. Terima kasih!", "✅ Anda sudah terdaftar."]


async def test_an_unknown_number_is_refused_and_told_whom_to_ask(office: Office) -> None:
    stranger = office.stranger()
    await office.register(stranger)
    assert stranger.screen == (
        "Nomor +62 840-9999-9999 belum ada dalam daftar anggota. Mintalah sekretariat Bawaslu Kabupaten "
        "Blitar memasukkan nomor ini, lalu kirim /start lagi."
    )
    # Nobody's name is a stranger's to read.
    assert "Dewi Anggraini" not in stranger.screen
    assert await office.say(stranger, "/jadwal") == (
        "Bot ini khusus jajaran pengawas pemilu yang terdaftar. Kirim /start, lalu bagikan nomor Anda."
    )
    assert await office.say(stranger, "0812-3456-7890") == (
        "Nomor yang diketik tidak bisa dipakai. Kirim /start, lalu tekan “Bagikan nomor”."
    )


async def test_somebody_elses_contact_registers_nobody(office: Office) -> None:
    ketua = office.find("Ketua Panwascam", "Wonodadi")
    thief = office.stranger()
    await office.say(thief, "/start")
    thief.send_contact(ketua.user.phone, "Ketua", user_id=ketua.id)
    await office.settle()
    assert thief.screen == (
        "Itu kontak orang lain. Tekan tombol “Bagikan nomor” agar Telegram mengirim nomor Anda sendiri."
    )
    thief.send_contact(ketua.user.phone, "Ketua")
    await office.settle()
    assert thief.screen == (
        "Itu kontak orang lain. Tekan tombol “Bagikan nomor” agar Telegram mengirim nomor Anda sendiri."
    )


async def test_a_one_time_link_registers_once(office: Office) -> None:
    roster = await registration.roster(office.bot.ctx, office.office_id)
    token = await registration.create_link(office.bot.ctx, roster[0].id)
    first, second = office.sim.person("A", "+620001"), office.sim.person("B", "+620002")
    assert "Anda terdaftar" in await office.say(first, f"/start {token}")
    assert await office.say(second, f"/start {token}") == LINK_IS_USED
    assert await office.say(second, "/start karangan") == LINK_IS_USED


async def test_a_link_is_of_no_use_once_its_person_has_registered_or_has_a_newer_one(office: Office) -> None:
    ctx, thief = office.bot.ctx, office.sim.person("B", "+620002")
    ketua = office.find("Ketua Panwascam", "Wonodadi")
    roster = await registration.roster(ctx, office.office_id)
    person = next(one for one in roster if one.name == ketua.user.first_name)
    first, second = [await registration.create_link(ctx, person.id) for _ in range(2)]
    assert await office.say(thief, f"/start {first}") == LINK_IS_USED
    await office.register(ketua)
    assert await office.say(thief, f"/start {second}") == LINK_IS_USED
    assert await office.say(ketua, "/profil") == (
        "👤 Endah Wijaya, S.Sos.\n"
        "Ketua Panwascam\n"
        "Kecamatan Wonodadi\n"
        "Divisi SDM, Organisasi & Diklat\n"
        "Peran di bot: anggota\n"
        "Telepon: +6284000000001\n"
        "\n"
        "Ada yang keliru? Sampaikan kepada admin Bawaslu."
    )


async def test_a_link_for_somebody_else_takes_nothing_from_whoever_opens_it_unasked(office: Office) -> None:
    ctx, head, admin = office.bot.ctx, await office.head(), await office.admin()
    roster = await registration.roster(ctx, office.office_id)
    other = next(one for one in roster if one.telegram_id is None)
    token = await registration.create_link(ctx, other.id)
    for person in (head, admin):
        assert f"Tautan ini untuk {other.name}" in await office.say(person, f"/start {token}")
        assert await office.press(person, "Bukan saya") == "Baik, tidak ada yang berubah."
        assert person.user.first_name in await office.say(person, "/profil")
    assert f"Tautan ini untuk {other.name}" in await office.say(head, f"/start {token}")
    assert other.name in await office.press(head, "Ya, saya")
    assert other.name in await office.say(head, "/profil")


async def test_a_contact_that_is_passed_on_registers_nobody(office: Office) -> None:
    ketua, thief = office.find("Ketua Panwascam", "Wonodadi"), office.stranger()
    await office.say(thief, "/start")
    thief.forward_contact(ketua)
    await office.settle()
    assert thief.screen == (
        "Itu kontak orang lain. Tekan tombol “Bagikan nomor” agar Telegram mengirim nomor Anda sendiri."
    )


async def test_a_late_registrant_gets_the_open_invitation_and_h1_but_nothing_stale(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.at("2023-10-05", 13)
    ketua = await office.chair_of()
    told = "\n".join(message.text for message in ketua.messages)
    assert "SDMO-02/1" in told
    assert "PPDI-01/1" not in told
    # The H-1 of 08.00 that morning is past: the invitation is the reminder too.
    assert [head_ for head_ in heads(list(ketua.messages)) if head_.startswith(("📨", "🔔"))] == [
        "📨 Undangan, besok · Jum 6 Okt 09.00"
    ]


async def test_a_person_who_blocks_is_shown_to_the_head_and_gets_what_is_of_use_on_return(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    ketua.block()
    await office.settle()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00 Aula Bawaslu")
    assert ketua.user.first_name in (await office.say(head, "/belumdaftar")).split("Memblokir bot")[1]
    assert "SDMO-02" not in ketua.screen
    ketua.unblock()
    await office.settle()
    assert ketua.screen == (
        "📨 Undangan · Jum 6 Okt 09.00\n"
        "\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n"
        "Bimtek · SDMO-02/1\n"
        "\n"
        "📅 Jumat, 6 Oktober 2023\n"
        "🕘 09.00 WIB–selesai\n"
        "📍 Aula Bawaslu\n"
        "\n"
        "Jawaban Anda: belum ada\n"
        "Tekan salah satu tombol di bawah."
    )


async def test_a_block_that_only_a_send_reveals_is_noticed(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    ketua.room.blocked = True
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00 Aula Bawaslu")
    assert "memblokir bot" in (await office.say(head, "/status"))
    assert ketua.user.first_name in await office.say(head, "/belumdaftar")


async def test_on_the_first_day_the_head_sees_everybody_with_a_text_to_forward(office: Office) -> None:
    head = await office.head()
    assert "Belum terdaftar di bot: 94 orang" in await office.say(head, "/belumdaftar")
    # The text to forward stands alone: forwarding it tells nobody who else is missing.
    forward = head.messages[-2].text
    assert forward == (
        "Bapak/Ibu, mohon daftar di bot Bawaslu Kabupaten Blitar untuk undangan dan laporan piket: buka "
        "https://t.me/panwascam_uji_bot lalu tekan Mulai dan Bagikan nomor."
    )
    assert "Wonodadi" not in forward
    await office.press(head, "Wonodadi")
    entities = [entity.get("url", "") for entity in head.messages[-1].entities]
    assert entities[0].startswith("https://wa.me/6284000000001?text=Bapak")


async def test_whatever_stands_behind_start_registers_nobody_and_shows_nobody(office: Office) -> None:
    ctx, ketua = office.bot.ctx, await office.chair_of()
    await office.say(await office.head(), "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    neighbours = await office.neighbours()
    used = await registration.create_link(ctx, (await office.actor(ketua)).id)
    await office.say(ketua, f"/start {used}")
    async with ctx.db.read() as session:
        before = sorted([tuple(row) for row in await session.execute(select(Person.id, Person.telegram_id))])
    words = [used, used[:-1], used + "A", used.swapcase(), "A" * 64, "_-" * 32, "%00", "..", "0", "-1", "c", "cx"]
    for kind in "cse":
        words += [
            f"{kind}{number}" for number in ("1", "0", "-1", "9" * 9, "9" * 40, "1-", "1x", "\u0663", "\uff11", "1 1")
        ]
    words += ["c1-0000000000000000", "c1-000000000000000g", f"c1-{'0' * 17}", f"c{'9' * 10}-{'0' * 16}"]
    stranger = office.stranger()
    for person in (stranger, neighbours.ketua):
        seen = len(person.messages)
        for word in words:
            await office.say(person, f"/start {word}")
        said = "\n".join(message.text for message in person.messages[seen:])
        assert "gangguan" not in said
        for of_here in (ketua.user.first_name, "Aula Bawaslu"):
            assert of_here not in said
    async with ctx.db.read() as session:
        assert sorted([tuple(row) for row in await session.execute(select(Person.id, Person.telegram_id))]) == before
