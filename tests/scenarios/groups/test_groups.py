from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose, State
from bot.storage.chats import move_chat
from bot.storage.models import Card, Chat
from tests.refusals import ADMINS_ONLY, NOT_LINKED

if TYPE_CHECKING:
    from tests.office import Office


async def test_only_an_admin_links_a_group(office: Office) -> None:
    ketua, admin = await office.chair_of(), await office.admin()
    group = office.sim.group("Panwascam Wonodadi", [ketua, admin])
    group.add_bot(by=ketua)
    await office.settle()
    assert group.screen == (
        "Terima kasih sudah menambahkan saya. Admin Bawaslu: kirim /grup di sini untuk menautkan grup ini."
    )
    assert await office.say(ketua, "/grup", group) == ADMINS_ONLY
    assert await office.say(admin, "/grup", group) == "Grup “Panwascam Wonodadi” ini untuk siapa?"
    ketua.press("Wonodadi", group)
    await office.settle()
    assert ketua.notes[-1][0] == ADMINS_ONLY
    assert "Kecamatan Wonodadi" in await office.press(admin, "Wonodadi", group)
    assert await office.say(admin, "/grup") == (
        "Perintah ini dipakai di dalam grup yang akan ditautkan. Tambahkan bot ke grup itu, lalu kirim /grup di sana."
    )


async def test_a_card_goes_to_groups_concerned_and_shows_no_phone_number(office: Office) -> None:
    head, ketua = await office.head("HPS"), await office.chair_of("Wonodadi")
    everybody, wonodadi = await office.linked_group("", [ketua]), await office.linked_group("Wonodadi", [ketua])
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    for group in (everybody, wonodadi):
        assert "HPS-03/1" in group.screen
        assert not re.search(r"\+62|0840", group.screen)
    assert "Diundang 22" in everybody.screen
    assert "Diundang 1 " in wonodadi.screen


async def test_many_presses_on_one_card_are_few_edits_and_the_last_shows_the_tally(office: Office) -> None:
    head = await office.head()
    crowd = [
        await office.chair_of(name) for name in ("Wonodadi", "Udanawu", "Srengat", "Kademangan", "Bakung", "Ponggok")
    ]
    group = await office.linked_group("", crowd)
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    before = len(group.messages[-1].versions)
    for person in crowd * 3:
        person.press("Hadir", group)
        await office.clock.advance(timedelta(milliseconds=200))
    await office.settle()
    assert "✅ Menyatakan hadir: 6" in group.screen
    assert "sudah menjawab 6 (9%)" in group.screen
    assert len(group.messages[-1].versions) - before <= 3
    assert office.sim.gate.refused == 0


async def test_a_press_by_an_outsider_of_the_roster_gets_a_private_hint(office: Office) -> None:
    head, ketua, stranger = await office.head("HPS"), await office.chair_of("Wonodadi"), office.stranger()
    group = await office.linked_group("", [ketua, stranger])
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    shown = len(group.messages)
    for person, hint in ((stranger, "khusus jajaran pengawas"), (ketua, "tidak termasuk undangan")):
        person.press("Hadir", group)
        await office.settle()
        assert hint in person.notes[-1][0]
    assert len(group.messages) == shown


@pytest.mark.handler("groups")
async def test_hadir_posts_a_live_card_and_jadwal_works_in_the_group(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    assert await office.say(ketua, "/hadir", group) == (
        "Belum ada sesi yang akan datang untuk grup ini. Lihat rencana: /jadwal"
    )
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert "SDMO-02/1" in await office.say(ketua, "/jadwal", group)
    assert "Diundang 3" in await office.say(ketua, "/hadir SDMO-02", group)
    await office.press(ketua, "Berhalangan", group)
    assert ketua.notes[-1][0] == "Tercatat: berhalangan. Tekan Mulai di chat pribadi untuk memilih alasannya."
    assert "🚫 Berhalangan: 1" in group.screen
    other = office.sim.group("Lain", [ketua])
    other.add_bot(by=ketua)
    assert await office.say(ketua, "/hadir", other) == NOT_LINKED


async def test_a_supergroup_keeps_link_and_cards(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    new = group.migrate()
    await office.settle()
    async with office.bot.db.read() as session:
        assert list((await session.execute(select(Chat.id))).scalars()) == [new]
        assert set((await session.execute(select(Card.chat_id))).scalars()) == {new}
    await office.press(ketua, "Hadir", group)
    assert "✅ Menyatakan hadir: 1" in group.screen


async def test_a_migration_first_met_by_a_send_is_followed(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    old = group.id
    group.migrate()
    await office.settle()
    # The service messages were lost (a backup restored): the database still names the old id.
    await office.bot.db.transact(lambda connection: move_chat(connection, group.id, old, office.clock.now()))
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert "SDMO-02/1" in group.screen
    assert [row.state for row in await office.deliveries(Purpose.GROUP_CARD)] == [State.SENT]


async def test_a_group_that_put_the_bot_out_is_left_alone(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    group.kick_bot(by=ketua)
    await office.settle()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert await office.deliveries(Purpose.GROUP_CARD) == []


async def test_a_moved_and_a_cancelled_session_are_told_to_the_group(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/ubah SDMO-02 2023-10-06 13:00-15:00 Aula Bawaslu")
    assert group.screen.startswith("🔁 Jadwal berubah")
    assert "Jam: 09.00–12.00 WIB → 13.00–15.00 WIB" in group.screen
    await office.say(head, "/batalkan SDMO-02 hari libur")
    await office.press(head, "Ya, batalkan sesi")
    assert group.screen.startswith("❌ Dibatalkan")
    assert "Sesi ini dibatalkan" in group.messages[-2].text


async def test_a_card_turns_when_check_in_opens_when_the_session_starts_and_when_it_ends(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    card = group.messages[-1]
    shown = []
    # Nobody presses anything meanwhile.
    for hour in (7.9, 8.1, 9.1, 12.1):
        await office.at("2023-10-06", hour)
        shown.append([re.sub(r"\W+", " ", label).strip() for label in card.buttons])
    before = ["Hadir", "Berhalangan", "Jawab di chat pribadi"]
    assert shown == [before, ["Check in", *before], ["Check in"], []]


async def test_a_group_that_was_unlinked_stays_so_though_the_bot_is_put_out_and_taken_back(office: Office) -> None:
    head, ketua, admin = await office.head(), await office.chair_of(), await office.admin()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    card = group.messages[-1]
    await office.say(admin, "/grup", group)
    await office.press(admin, "Lepas tautan", group)
    group.kick_bot(by=ketua)
    await office.settle()
    group.add_bot(by=ketua)
    await office.settle()
    said, shown = len(group.messages), card.text
    await office.press(ketua, "Hadir")
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu")
    await office.clock.advance(timedelta(minutes=10))
    # What was posted stays as it was, and nothing new comes.
    assert (len(group.messages), card.text) == (said, shown)
    assert await office.say(ketua, "/hadir", group) == NOT_LINKED


async def test_cards_of_the_office_before_tell_the_next_one_nothing(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    selayar = await office.neighbours()
    group = await office.linked_group("", [ketua, selayar.admin])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    card = group.messages[-1]
    group.kick_bot(by=ketua)
    await office.settle()
    group.add_bot(by=selayar.admin)
    await office.settle()
    await office.say(await office.admin(), "/grup", group)
    await office.press(await office.admin(), "Lepas tautan", group)
    await office.say(selayar.admin, "/grup", group)
    await office.press(selayar.admin, "Semua Panwascam", group)
    shown = card.text
    await office.press(ketua, "Hadir")
    await office.clock.advance(timedelta(minutes=10))
    assert card.text == shown
