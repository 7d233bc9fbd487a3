"""An account becomes another person's, a person gets another account, and who was out of reach is heard again."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.domain.ledger import Purpose, State
from bot.domain.refusals import Refusal
from bot.services.access import require_holder
from bot.services.people.registration import create_link, register_by_contact, roster
from bot.simulator import Fault
from bot.storage.models import Person
from tests.office import WIB, heads
from tests.patience import PATIENCE
from tests.refusals import NO_LONGER

if TYPE_CHECKING:
    from sqlalchemy import Connection, Update

    from bot.simulator import Person as Someone
    from tests.office import Office

NOT_REGISTERED = "Bot ini khusus jajaran pengawas pemilu yang terdaftar. Kirim /start, lalu bagikan nomor Anda."
MOVE_IS_UNDONE = (
    "↩️ Pendaftaran Endah Wijaya, S.Sos. di akun ini dibatalkan dan kembali ke akun lama. Bila itu "
    "keliru, hubungi sekretariat Bawaslu Kabupaten Blitar"
)
BAD = '{"ok": false, "error_code": 400, "description": "Bad Request: message text is empty"}'
SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


def invitations(person: Someone) -> list[str]:
    return [head for head in heads(list(person.messages)) if head.startswith("📨")]


async def hands_over(office: Office) -> tuple[Someone, Someone]:
    """The chair of Wonodadi, invited, gives the phone to a member with whose number the account then registers."""
    head, ketua = await office.head(), await office.chair_of()
    member = office.find("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.say(head, SET)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Sakit")
    ketua.send_contact(member.user.phone, member.user.first_name, user_id=ketua.id)
    await office.settle()
    assert any(member.user.first_name in message.text for message in ketua.messages)
    return ketua, member


async def test_who_lost_the_account_is_told_nothing_there_and_is_owed_it_anew(office: Office) -> None:
    ketua, member = await hands_over(office)
    before = len(ketua.messages)
    await office.at("2023-10-05", 9)
    # The member's own, of which there is one.
    told = ketua.messages[before:]
    assert [head for head in heads(list(told)) if head.startswith("🔔")] == ["🔔 Pengingat: besok pukul 09.00"]
    assert not [message for message in told if "sakit" in message.text]
    assert not [
        row for row in await office.deliveries(state=State.PENDING) if row.chat_id == ketua.id and row.person_id == 1
    ]
    admin = await office.admin()
    assert f"{member.user.first_name} mendaftar dengan akun Telegram yang tadinya dipakai {ketua.user.first_name}" in (
        await office.say(admin, "/audit")
    )
    await office.say(admin, "/belumdaftar")
    assert ketua.user.first_name in await office.press(admin, "Wonodadi")
    again = office.sim.person("Nomor baru", ketua.user.phone)
    await office.register(again)
    assert "Pengingat" not in again.screen
    head = await office.head()
    await office.say(head, "/ubah SDMO-02/1 2023-10-07 09:00-12:00 Aula Bawaslu")
    await office.press(head, "Ya")
    assert again.screen == (
        "🔁 Jadwal berubah · Sab 7 Okt 09.00\n"
        "Hari: Jumat, 6 Oktober 2023 → Sabtu, 7 Oktober 2023\n"
        "\n"
        "Mohon jawab untuk waktu yang baru, juga bila sudah menjawab untuk yang lama.\n"
        "\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n"
        "Bimtek · SDMO-02/1\n"
        "\n"
        "📅 Sabtu, 7 Oktober 2023\n"
        "🕘 09.00–12.00 WIB\n"
        "📍 Aula Bawaslu\n"
        "\n"
        "Jawaban Anda: belum ada\n"
        "Tekan salah satu tombol di bawah."
    )


def _run(connection: Connection, query: Update) -> None:
    connection.execute(query)


async def test_a_press_on_a_message_to_whoever_had_the_account_answers_for_nobody(office: Office) -> None:
    ketua, _ = await hands_over(office)
    old = next(message for message in ketua.messages if "(sakit)" in message.text)
    ketua.press("Hadir", message=old)
    await office.settle()
    assert ketua.notes[-1][0] == "Pesan ini untuk anggota yang memakai akun ini sebelum Anda. Undangan Anda: /hadir"


async def test_a_question_to_whoever_had_the_account_is_answered_by_nobody(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    member = office.find("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.say(head, SET)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    ketua.send_contact(member.user.phone, member.user.first_name, user_id=ketua.id)
    await office.settle()
    assert await office.say(ketua, "anak sakit") == "Maaf, saya belum mengerti. Coba /menu, /jadwal, atau /hadir"


async def test_who_was_held_for_blocked_is_heard_with_the_next_press(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    ketua.room.blocked = True
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu")
    ketua.room.blocked = False
    assert ketua.user.first_name in (await office.say(head, "/belumdaftar")).split("Memblokir bot")[1]
    await office.press(ketua, "Hadir")
    assert ketua.screen == (
        "📨 Undangan · Kam 5 Okt 09.00\n"
        "\n"
        "Rapat Koordinasi Persiapan Penanganan Alat Peraga Sosialisasi (APS) dengan Panwaslu Kecamatan\n"
        "Rakor · PPDI-01/1\n"
        "\n"
        "📅 Kamis, 5 Oktober 2023\n"
        "🕘 09.00–12.00 WIB\n"
        "📍 Aula Bawaslu\n"
        "\n"
        "Jawaban Anda: belum ada\n"
        "Tekan salah satu tombol di bawah."
    )
    assert "Memblokir bot" not in await office.say(head, "/belumdaftar")


async def test_who_was_held_for_blocked_is_heard_also_where_the_press_is_refused(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.at("2023-10-06", 9.5)
    flagged = update(Person).where(Person.telegram_id == ketua.id).values(unreachable_since=office.clock.now())
    await office.bot.db.transact(partial(_run, query=flagged))
    await office.press(ketua, "Hadir")
    assert "Memblokir bot" not in await office.say(head, "/belumdaftar")


async def test_who_has_left_office_is_told_so_and_sent_to_the_office(office: Office) -> None:
    admin = await office.admin()
    neighbours = await office.neighbours()
    today = office.clock.now().astimezone(WIB).date()
    for one in (admin, neighbours.ketua):
        gone = (
            update(Person)
            .where(Person.telegram_id == one.id)
            .values(active_until=today.replace(day=1), telegram_id=None)
        )
        await office.bot.db.transact(partial(_run, query=gone))
    await office.register(neighbours.ketua)
    assert (
        neighbours.ketua.screen
        == "Menurut daftar anggota, Anda tidak sedang bertugas. Bila itu keliru, hubungi sekretariat Bawaslu Kabupaten Kepulauan Selayar"
    )
    await office.register(admin)
    assert "Dewi Anggraini" not in admin.screen.split("hubungi")[1]


async def test_what_failed_before_the_account_was_anothers_does_not_come_back_there(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    member = office.find("Anggota Panwascam", "Wonodadi", "HP2H")
    office.sim.faults.add(Fault.http(400, BAD), method="sendMessage", chat_id=ketua.id)
    await office.say(head, SET)
    assert "📨" not in ketua.screen
    ketua.send_contact(member.user.phone, member.user.first_name, user_id=ketua.id)
    await office.settle()
    assert len(invitations(ketua)) == 1
    await office.say(head, "/status")
    assert not [label for label in head.messages[-1].buttons if "Coba lagi" in label]
    again = office.sim.person("Nomor baru", ketua.user.phone)
    await office.register(again)
    assert len(invitations(again)) == 1


@pytest.mark.parametrize("lost_to_another", [True, False])
async def test_what_was_on_the_wire_when_the_account_changed_is_not_repeated_there(
    office: Office, lost_to_another: bool
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    member = office.find("Anggota Panwascam", "Wonodadi", "HP2H")
    again = office.sim.person("Nomor baru", ketua.user.phone)
    again.send("/start")
    await office.settle()
    account, number = (ketua, member.user.phone) if lost_to_another else (again, ketua.user.phone)
    taken = asyncio.Event()

    async def _changes() -> None:
        await register_by_contact(office.bot.ctx, account.id, number)
        taken.set()
        await asyncio.sleep(PATIENCE)

    office.sim.faults.add(Fault.meanwhile(_changes), method="sendMessage", chat_id=ketua.id)
    await office.say(head, SET, look=True)
    head.press("Ya, lanjutkan")
    await asyncio.wait_for(taken.wait(), PATIENCE)
    await office.lose()
    await office.come_back()
    # The one that was on the wire, and the member's own.
    assert (len(invitations(ketua)), len(invitations(again))) == ((2, 0) if lost_to_another else (1, 1))


async def test_a_question_to_whoever_left_the_account_is_not_put_to_the_next(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    member = office.find("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.say(head, SET)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    await office.register(office.sim.person("Nomor baru", ketua.user.phone))
    ketua.send_contact(member.user.phone, member.user.first_name, user_id=ketua.id)
    await office.settle()
    assert await office.say(ketua, "anak sakit") == "Maaf, saya belum mengerti. Coba /menu, /jadwal, atau /hadir"


async def test_a_clock_ahead_of_telegrams_keeps_nobody_from_pressing(office: Office) -> None:
    ketua, ctx = office.find("Ketua Panwascam", "Wonodadi"), office.bot.ctx
    sent_at = office.clock.now() - timedelta(minutes=3)
    await register_by_contact(ctx, ketua.id, ketua.user.phone, sent_at)
    actor = await office.actor(ketua)
    require_holder(actor, sent_at + timedelta(seconds=1))
    with pytest.raises(Refusal, match="refused-other-holder"):
        require_holder(actor, sent_at - timedelta(seconds=1))


async def test_what_was_called_off_while_they_had_no_account_is_told_when_they_register_again(office: Office) -> None:
    ketua, _ = await hands_over(office)
    head = await office.head()
    await office.say(head, "/batalkan SDMO-02 banjir")
    await office.press(head, "Ya, batalkan sesi")
    again = office.sim.person("Nomor baru", ketua.user.phone)
    await office.register(again)
    assert [line for line in heads(list(again.messages)) if line.startswith("❌ Dibatalkan")]


async def test_who_was_chosen_to_stand_in_before_registering_hears_it_then_and_once(office: Office) -> None:
    head, kordiv = await office.head("HPS"), await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = office.find("Ketua Panwascam", "Wonodadi")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    for _ in range(2):
        await office.register(ketua)
    assert len([line for line in heads(list(ketua.messages)) if line.startswith("👥 Anda ditunjuk mewakili")]) == 1


async def test_who_has_left_since_it_was_owed_is_not_written_to(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.at("2023-10-02", 22)
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    left = update(Person).where(Person.telegram_id == ketua.id).values(active_until=date(2023, 10, 2))
    await office.bot.db.transact(partial(_run, query=left))
    await office.at("2023-10-03", 8)
    assert invitations(ketua) == []


async def moves(office: Office) -> tuple[Someone, Someone, Someone]:
    """Somebody shares the chair's number, who was registered with it elsewhere: that account, the new one, an admin."""
    admin, ketua = await office.admin(), await office.chair_of()
    new = office.sim.person("Akun baru", ketua.user.phone)
    await office.register(new)
    return ketua, new, admin


async def test_whoever_did_not_move_takes_the_account_back_and_all_are_told(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    ketua, new, admin = await moves(office)
    name = ketua.user.first_name
    assert ketua.screen.startswith(f"⚠️ {name} sekarang terdaftar di akun Telegram lain")
    assert ketua.screen == (
        "⚠️ Endah Wijaya, S.Sos. sekarang terdaftar di akun Telegram lain (2 Okt 08.01, dengan nomor "
        "telepon).\n"
        "\n"
        "Bila bukan Anda yang melakukannya, tekan tombol di bawah dalam 24 jam."
    )
    assert admin.screen.startswith(f"📱 {name} pindah ke akun Telegram lain")
    assert await office.say(ketua, "/jadwal") == NOT_REGISTERED
    asked = next(message for message in ketua.messages if message.text.startswith("⚠️"))
    for _ in range(2):
        ketua.press_data(f"acb:{(await office.deliveries(Purpose.ACCOUNT))[0].facts['entry']}", asked)
        await office.settle()
        assert asked.text.startswith(f"✅ {name} terdaftar kembali di akun ini")
    assert new.screen == MOVE_IS_UNDONE
    assert admin.screen == f"↩️ {name} terdaftar kembali di akun lamanya, oleh akun lama itu sendiri."
    assert len([one for one in admin.messages if one.text.startswith("↩️")]) == 1
    assert await office.say(new, "/jadwal") == NOT_REGISTERED
    # What was sent before the move is theirs to answer again.
    await office.press(ketua, "Hadir")
    assert "memakai akun ini sebelum Anda" not in str(ketua.notes)
    trail = await office.say(admin, "/audit")
    assert f"{name} pindah ke akun Telegram lain" in trail
    assert f"{name} mengembalikan {name} ke akun Telegram sebelumnya" in trail
    # The admin's button is of no more use, and says so.
    await office.press(admin, "Kembalikan ke akun lama")
    assert len(await office.deliveries(Purpose.ACCOUNT)) == 4


@pytest.mark.parametrize("back", ["press", "contact"])
async def test_who_has_the_account_again_hears_there_what_was_told_elsewhere_meanwhile(
    office: Office, back: str
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    new = office.sim.person("Akun lain", ketua.user.phone)
    await office.register(new)
    # Whoever has another account for the first time is told nothing twice.
    assert invitations(new) == []
    before = len(ketua.messages)
    if back == "press":
        await office.say(head, "/batalkan SDMO-02 banjir")
        await office.press(head, "Ya, batalkan sesi")
        await office.press(ketua, "Bukan saya, kembalikan")
        expected = [
            "Bimtek · SDMO-02/1",
            "Kegiatan pada Jumat, 6 Oktober 2023, 09.00–12.00 WIB, tidak jadi dilaksanakan.",
        ]
    else:
        for day in (9, 10):
            await office.say(head, f"/ubah SDMO-02/1 2023-10-{day:02} 13:00-15:00 Hotel")
            await office.press(head, "Ya, lanjutkan")
            await office.clock.advance(timedelta(minutes=3))
        ketua.share_contact()
        # From what stands there, not from what the other account was told.
        expected = ["🔁 Jadwal berubah · Sel 10 Okt 13.00", "Hari: Jumat, 6 Oktober 2023 → Selasa, 10 Oktober 2023"]
    await office.clock.advance(timedelta(minutes=10))
    told = [message.text for message in ketua.messages[before:] if expected[0] in message.text]
    assert [text.count(expected[1]) for text in told] == [1]
    (invited,) = (message for message in ketua.messages[:before] if "SDMO-02/1" in message.text)
    assert (invited.text.startswith("📨"), invited.buttons) == (False, [])


@pytest.mark.parametrize("known", [True, False])
async def test_who_has_the_account_back_is_invited_there_to_what_was_told_to_another(
    office: Office, *, known: bool
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    if known:
        await office.say(head, SET)
    new = office.sim.person("Akun lain", ketua.user.phone)
    await office.register(new)
    await office.say(head, "/tetapkan SDMO-02 2023-10-05 13:00-15:00 Hotel")
    await office.press(head, "Ya, ")
    assert len(invitations(new)) == 1
    before = len(invitations(ketua))
    await office.press(ketua, "Bukan saya, kembalikan")
    await office.clock.advance(timedelta(minutes=10))
    (told,) = invitations(ketua)[before:]
    assert told == "📨 Undangan · Kam 5 Okt 13.00"
    await office.press(ketua, "Hadir")
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen


async def test_an_admin_gives_the_account_back_by_a_link_that_was_not_meant(office: Office) -> None:
    ctx, admin, ketua = office.bot.ctx, await office.admin(), await office.chair_of()
    actor = await office.actor(ketua)
    new = office.sim.person("Akun baru", "+620001")
    await office.at("2023-10-02", 23)
    seen = len(admin.messages)
    await office.say(new, f"/start {await create_link(ctx, actor.id)}")
    # Who lost it hears at once, whoever has to decide in the morning.
    assert ketua.screen == (
        "⚠️ Endah Wijaya, S.Sos. sekarang terdaftar di akun Telegram lain (2 Okt 23.00, dengan tautan "
        "pendaftaran).\n"
        "\n"
        "Bila bukan Anda yang melakukannya, tekan tombol di bawah dalam 24 jam."
    )
    assert len(admin.messages) == seen
    await office.at("2023-10-03", 8)
    # Who somebody is changes by a second press.
    assert (await office.press(admin, "Kembalikan")).startswith(f"Kembalikan {actor.name} ke akun lamanya?")
    assert await office.say(ketua, "/jadwal") == NOT_REGISTERED
    assert await office.press(admin, "Ya, kembalikan") == f"✅ {actor.name} terdaftar kembali di akun lamanya."
    assert ketua.screen.startswith(f"✅ {actor.name} terdaftar kembali di akun ini")
    assert new.screen == MOVE_IS_UNDONE
    assert (await office.actor(ketua)).account_since == actor.account_since


async def test_nobody_moves_to_and_fro_all_day(office: Office) -> None:
    ketua, new, admin = await moves(office)
    name = ketua.user.first_name
    for one in (ketua, new, ketua):
        one.send_contact(ketua.user.phone, name, user_id=one.id)
        await office.settle()
    assert ketua.screen.startswith("Akun ini atau nama itu sudah berpindah 3 kali dalam sehari.")
    assert (await office.actor(new)).name == name
    assert len([one for one in admin.messages if one.text.startswith("📱")]) == 3
    await office.at("2023-10-03", 9)
    ketua.send_contact(ketua.user.phone, name, user_id=ketua.id)
    await office.settle()
    assert (await office.actor(ketua)).name == name


async def test_an_account_is_not_handed_from_chair_to_chair_all_day(office: Office) -> None:
    admin, ketua = await office.admin(), await office.chair_of()
    names = [ketua.user.first_name]
    for division in ("HP2H", "PP-PS"):
        names.append(office.find("Anggota Panwascam", "Wonodadi", division).user.first_name)
    names += [office.find("Ketua Panwascam", district).user.first_name for district in ("Srengat", "Udanawu")]
    people = {person.name: person for person in await roster(office.bot.ctx, office.office_id)}
    for name in names[1:4]:
        token = await create_link(office.bot.ctx, people[name].id)
        await office.say(ketua, f"/start {token}")
        await office.press(ketua, "Ya, saya")
        assert (await office.actor(ketua)).name == name
    token = await create_link(office.bot.ctx, people[names[4]].id)
    await office.say(ketua, f"/start {token}")
    await office.press(ketua, "Ya, saya")
    refused = "Akun ini atau nama itu sudah berpindah 3 kali dalam sehari."
    assert [note for note, _ in ketua.notes if note.startswith(refused)] or ketua.screen.startswith(refused)
    assert (await office.actor(ketua)).name == names[3]
    # The first of the chain is bound by it as well, and free the day after.
    await office.register(ketua)
    assert ketua.screen.startswith(refused)
    told = [one.text.split(" (")[0] for one in admin.messages if one.text.startswith("📱")]
    assert told == [f"📱 Akun Telegram {a} sekarang dipakai {b}" for a, b in pairwise(names[:4])]
    trail = await office.say(admin, "/audit")
    for before, after in pairwise(names[:4]):
        assert f"{after} mendaftar dengan akun Telegram yang tadinya dipakai {before}" in trail
    await office.at("2023-10-03", 9)
    await office.register(ketua)
    assert (await office.actor(ketua)).name == names[0]


async def test_what_is_too_late_or_would_take_anothers_account_is_refused(office: Office) -> None:
    ketua, new, admin = await moves(office)
    asked = next(message for message in ketua.messages if message.text.startswith("⚠️"))
    offered = next(message for message in admin.messages if message.text.startswith("📱"))
    entry = (await office.deliveries(Purpose.ACCOUNT))[0].facts["entry"]
    # Not for whoever has it now, nor for anybody else.
    new.press_data(f"acb:{entry}", new.messages[-1])
    await office.settle()
    assert (await office.actor(new)).name == ketua.user.first_name
    member = office.find("Anggota Panwascam", "Wonodadi", "HP2H")
    ketua.send_contact(member.user.phone, member.user.first_name, user_id=ketua.id)
    await office.settle()
    for person, message, said in (
        (ketua, asked, "memakai akun ini sebelum Anda"),
        (admin, offered, "dipakai anggota lain"),
    ):
        person.press(message.buttons[0], message=message)
        await office.settle()
        assert said in person.notes[-1][0]
    await office.register(member)
    await office.at("2023-10-03", 18)
    ketua.press("Bukan saya", message=asked)
    await office.settle()
    assert ketua.notes[-1][0] == (
        "Sudah lebih dari 24 jam, jadi tidak bisa dikembalikan dari sini. Hubungi sekretariat Bawaslu Kabupaten Blitar"
    )
    assert (await office.actor(new)).name == ketua.user.first_name


async def test_an_account_in_the_middle_of_two_moves_has_no_say_once_the_first_was_undone(office: Office) -> None:
    ketua, middle, _ = await moves(office)
    last = office.sim.person("Akun ketiga", "+620003")
    await office.say(last, f"/start {await create_link(office.bot.ctx, (await office.actor(middle)).id)}")
    offered = next(message for message in middle.messages if message.text.startswith("⚠️"))
    await office.press(ketua, "Bukan saya")
    assert last.screen == MOVE_IS_UNDONE
    middle.press("Bukan saya", message=offered)
    await office.settle()
    assert middle.notes[-1][0] == NO_LONGER
    assert (await office.actor(ketua)).name == ketua.user.first_name


async def test_who_has_left_office_is_no_stranger(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    card = ketua.messages[-1]
    ((here, *_), *_) = (card.markup or {})["inline_keyboard"]
    async with office.bot.db.write() as session:
        left = update(Person).where(Person.telegram_id == ketua.id).values(active_until=date(2023, 10, 1))
        await session.execute(left)
    over = (
        "Menurut daftar anggota, masa tugas Anda berakhir 01-10-2023. Bila itu keliru, hubungi "
        "sekretariat Bawaslu Kabupaten Blitar"
    )
    # Nobody is told the same twice within ten minutes.
    for hour, typed in enumerate(("/hadir", "/start", "halo", "/jadwall", "/bantuan"), 9):
        await office.at("2023-10-03", hour)
        assert (typed, await office.say(ketua, typed)) == (typed, over)
    # The message has lost its buttons by then; a phone may show them still.
    ketua.press_data(here["callback_data"], card)
    await office.settle()
    assert ketua.notes[-1][0] == over


async def test_whose_number_the_roster_gives_to_another_reads_so_in_their_account(office: Office) -> None:
    head, ketua, admin = await office.head(), await office.chair_of(), await office.admin()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    line = f"Bambang Prakoso;{ketua.user.phone};Wonodadi;Ketua Panwascam;SDMO"
    admin.send_document("roster.csv", f"nama;telepon;kecamatan;jabatan;divisi\n{line}\n".encode())
    await office.settle()
    await office.agree(admin)
    await office.clock.advance(timedelta(minutes=3))
    assert ketua.screen == (
        "ℹ️ Nomor Anda sekarang tercatat atas nama Bambang Prakoso. Akun ini tidak lagi terdaftar sebagai "
        f"{ketua.user.first_name}, dan undangan untuk nama itu tidak berlaku lagi. Bila Anda Bambang Prakoso: /start. Bila "
        "ini keliru, hubungi sekretariat Bawaslu Kabupaten Blitar"
    )
    assert ketua.messages[-2].buttons == []
    assert await office.say(ketua, "/hadir") == NOT_REGISTERED
