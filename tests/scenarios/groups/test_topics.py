"""Groups with topics: what belongs to a topic stays in it, and /grup says in which one the bot speaks by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.simulator import Group, Person
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


@pytest.fixture
async def ketua(office: Office) -> Person:
    return await office.chair_of("Wonodadi")


@pytest.fixture
async def forum(office: Office, ketua: Person) -> Group:
    """Linked to Wonodadi in its first topic; the second one is for other things."""
    admin = await office.admin()
    group = office.sim.group("Panwascam Wonodadi", [admin, ketua], supergroup=True)
    group.open_topic("Undangan")
    group.open_topic("Lain-lain")
    group.add_bot(by=admin)
    await office.settle()
    await link(office, group, topics(group)[0])
    return group


def topics(group: Group) -> list[int]:
    return list(group.room.topics or ())


async def link(office: Office, group: Group, topic: int | None) -> None:
    admin = await office.admin()
    admin.send("/grup", group, topic=topic)
    await office.settle()
    await office.press(admin, "Kecamatan Wonodadi" if admin.can_press("Kecamatan Wonodadi") else "Wonodadi", group)


async def test_what_is_asked_in_a_topic_is_answered_there(office: Office, forum: Group, ketua: Person) -> None:
    await office.say(await office.head(), SET)
    _, other = topics(forum)
    for topic, text, answer in ((other, "/hadir SDMO-02", "SDMO-02/1"), (None, "/jadwal", "SDMO-02/1")):
        before = len(forum.in_topic(topic))
        ketua.send(text, forum, topic=topic)
        await office.settle()
        said = forum.in_topic(topic)[before:]
        assert len(said) == 1
        assert answer in said[0].text
    # Also where a press is answered with a message of its own, and a refusal.
    before = len(forum.in_topic(other))
    ketua.send("/hadir SDMO-99", forum, topic=other)
    await office.settle()
    assert forum.in_topic(other)[before].text == (
        "Sesi “SDMO-99” tidak ditemukan. Kode sesi seperti SDMO-02/1; lihat daftarnya dengan /jadwal"
    )


async def test_cards_and_announcements_go_to_the_topic_that_was_linked(office: Office, forum: Group) -> None:
    head, (linked, other) = await office.head(), topics(forum)
    await office.say(head, SET)
    await office.say(head, "/ubah SDMO-02 2023-10-06 13:00-15:00 Aula Bawaslu")
    assert forum.in_topic(linked)[-1].text.startswith("🔁 Jadwal berubah")
    await office.say(head, "/batalkan SDMO-02 hari libur")
    await office.press(head, "Ya, ")
    assert forum.in_topic(linked)[-1].text.startswith("❌ Dibatalkan")
    assert forum.in_topic(other) == []


async def test_asking_in_another_topic_leaves_the_card_where_it_is(office: Office, forum: Group, ketua: Person) -> None:
    await office.say(await office.head(), SET)
    linked, other = topics(forum)
    card = forum.in_topic(linked)[-1]
    shown = card.text, card.buttons
    ketua.send("/hadir", forum, topic=other)
    await office.settle()
    (said,) = forum.in_topic(other)
    assert said.text == (
        "📋 Kehadiran\nBimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\nBimtek · SDMO-02/1\n\n"
        "📅 Jumat, 6 Oktober 2023\n🕘 09.00–12.00 WIB\n📍 Aula Bawaslu\n\nDiundang 3 · sudah menjawab 0 (0%)\n"
        "Kartunya, dengan tombol untuk menjawab, ada di topik lain grup ini."
    )
    assert {one["text"]: one["url"] for one in said.inline_buttons} == {
        "📋 Buka kartu": f"https://t.me/c/{str(forum.id).removeprefix('-100')}/{card.id}"
    }
    assert (card.text, card.buttons) == shown


async def test_grup_in_another_topic_moves_what_is_posted_there(office: Office, forum: Group) -> None:
    await office.say(await office.head(), SET)
    _, other = topics(forum)
    await link(office, forum, other)
    assert "SDMO-02/1" in forum.in_topic(other)[-1].text
    assert forum.in_topic(other)[-1].buttons


async def test_a_topic_that_was_deleted_gives_way_to_general(office: Office, forum: Group) -> None:
    forum.delete_topic(topics(forum)[0])
    await office.say(await office.head(), SET)
    assert "SDMO-02/1" in forum.in_topic(None)[-1].text


async def test_a_link_made_in_general_keeps_to_general(office: Office, forum: Group) -> None:
    await link(office, forum, None)
    await office.say(await office.head(), SET)
    assert "SDMO-02/1" in forum.in_topic(None)[-1].text


async def test_a_reply_in_a_plain_group_names_no_topic(office: Office, ketua: Person) -> None:
    # Replies to messages have a thread in plain supergroups too, which nobody may write to.
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(await office.head(), SET)
    office.sim.updates.put(
        "message",
        {
            "message_id": 900,
            "date": int(office.clock.now().timestamp()),
            "chat": group.room.as_json(),
            "from": ketua.user.as_json(),
            "message_thread_id": 4,
            "text": "/jadwal",
            "entities": [{"type": "bot_command", "offset": 0, "length": 7}],
        },
    )
    await office.settle()
    assert "SDMO-02/1" in group.screen


async def test_a_question_in_a_closed_topic_is_no_trouble_of_the_linked_one(
    office: Office, forum: Group, ketua: Person
) -> None:
    head, (linked, _) = await office.head(), topics(forum)
    forum.close_topic()
    ketua.send("/jadwal", forum)
    await office.settle()
    assert not any("topik yang ditutup" in message.text for message in head.messages)
    forum.close_topic(linked)
    await office.say(head, SET)
    assert any("topik yang ditutup" in message.text for message in head.messages)
