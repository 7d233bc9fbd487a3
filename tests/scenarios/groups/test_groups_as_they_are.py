"""Groups as they are: somebody speaks as the group or as a channel, the bot may not write, or hears what is not for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose, State
from bot.services.office.status import retry_failed
from tests.refusals import NOT_LINKED

if TYPE_CHECKING:
    from bot.simulator import Group, Person
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


@pytest.fixture
async def ketua(office: Office) -> Person:
    return await office.chair_of("Wonodadi")


@pytest.fixture
async def group(office: Office, ketua: Person) -> Group:
    return await office.linked_group("Wonodadi", [ketua])


async def told(office: Office, *, of: str) -> set[int]:
    """Whom the bot told of its trouble in a group in private."""
    rows = await office.deliveries(Purpose.GROUP_TROUBLE, State.SENT)
    return {row.chat_id for row in rows if row.facts["trouble"] == of}


# Chats that speak


async def test_an_anonymous_admin_is_answered_where_the_group_is_linked(office: Office, group: Group) -> None:
    admin = await office.admin()
    await office.say(await office.head(), SET)
    for text, answer in (("/jadwal", "SDMO-02/1"), ("/hadir", "Diundang 3")):
        admin.send(text, group, behind=group)
        await office.settle()
        assert answer in group.screen


async def test_an_anonymous_admin_who_wants_more_is_told_what_to_do(office: Office, group: Group) -> None:
    admin = await office.admin()
    for text in (
        "/grup",
        "/rekap",
        "/usul november",
        "/minta logistik",
        "/impor",
        "/berkas",
        "/tindaklanjut",
        "/piket tukar",
    ):
        said = len(group.messages)
        admin.send(text, group, behind=group)
        await office.settle()
        assert "matikan dulu “Tetap anonim”" in group.screen
        assert text.split()[0] in group.screen
        assert len(group.messages) == said + 1


async def test_a_stranger_reads_once_that_nothing_here_is_for_them(office: Office, group: Group) -> None:
    said, stranger = len(group.messages), office.stranger()
    for text in ("/usul november", "/minta logistik", "/impor", "/berkas", "/tindaklanjut", "/piket tukar", "/rekap"):
        await office.say(stranger, text, group)
    (told,) = group.messages[said:]
    assert told.text.startswith("Bot ini khusus jajaran pengawas pemilu yang terdaftar.")
    assert stranger.messages == []


async def test_an_anonymous_admin_of_a_group_that_is_not_linked_is_told_so(office: Office, ketua: Person) -> None:
    other = office.sim.group("Lain", [ketua])
    other.add_bot(by=ketua)
    await office.settle()
    ketua.send("/jadwal", other, behind=other)
    await office.settle()
    assert other.screen == NOT_LINKED


async def test_a_channel_is_not_answered(office: Office, group: Group, ketua: Person) -> None:
    channel = office.sim.channel("Kabar Bawaslu")
    said = len(group.messages)
    channel.post("/hadir", group)
    await office.settle()
    assert len(group.messages) == said


async def test_whoever_writes_behind_a_channel_is_answered_as_the_group_or_told_what_to_do(
    office: Office, group: Group, ketua: Person
) -> None:
    channel = office.sim.channel("Kabar Bawaslu")
    await office.say(await office.head(), SET)
    ketua.send("/hadir", group, behind=channel)
    await office.settle()
    assert "Diundang 3" in group.screen
    ketua.send("/piket", group, behind=channel)
    await office.settle()
    assert group.screen == (
        "Anda menulis atas nama kanal, jadi saya tidak tahu siapa Anda. Di kolom pesan grup ini, tekan foto kanal di "
        "sebelah kiri dan pilih akun Anda sendiri, lalu kirim /piket lagi."
    )
    said = len(group.messages)
    ketua.send("selamat pagi semua", group, behind=channel)
    await office.settle()
    assert len(group.messages) == said


async def test_a_card_of_another_office_says_that_it_is(office: Office, ketua: Person) -> None:
    neighbours = await office.neighbours()
    theirs = office.sim.group("Panwascam Benteng", [neighbours.admin, ketua])
    theirs.add_bot(by=neighbours.admin)
    await office.settle()
    await office.say(neighbours.admin, "/grup", theirs)
    await office.press(neighbours.admin, "Semua Panwascam", theirs)
    await office.say(neighbours.head, SET)
    for label in ("Hadir", "Berhalangan"):
        await office.press(ketua, label, theirs)
    answers = {text for text, _ in ketua.notes}
    assert answers == {"Sesi ini tidak ditemukan di kantor Anda. Undangan Anda: /hadir di chat pribadi."}


# A bot that hears everything


async def test_what_is_not_for_the_bot_draws_no_answer_though_it_hears_it(
    office: Office, group: Group, ketua: Person
) -> None:
    group.promote_bot(by=ketua)
    await office.settle()
    said = len(group.messages)
    ketua.send("halo semua", group)
    ketua.send_contact("6281200000000", "Ani", chat=group)
    ketua.send_contact(ketua.user.phone, "Saya", ketua.id, chat=group)
    ketua.send_location(-8.1, 112.2, chat=group)
    ketua.send_photo("foto kegiatan", chat=group)
    ketua.send_document("piket.csv", b"tanggal;kecamatan\n", chat=group)
    ketua.send("/bukanperintah", group)
    await office.settle()
    assert len(group.messages) == said


# A bot that may not write


async def test_the_heads_are_told_when_the_bot_is_put_out(office: Office, group: Group, ketua: Person) -> None:
    head, admin = await office.head(), await office.admin()
    group.kick_bot(by=ketua)
    await office.settle()
    assert "dikeluarkan dari grup “Panwascam Wonodadi”" in head.screen
    assert await told(office, of="left") == {head.id, admin.id}


async def test_who_is_back_before_the_morning_is_not_reported_as_put_out(
    office: Office, group: Group, ketua: Person
) -> None:
    head = await office.head()
    await office.at("2023-10-02", 22)
    group.kick_bot(by=ketua)
    await office.settle()
    group.add_bot(by=ketua)
    await office.at("2023-10-03", 6)
    assert "dikeluarkan" not in head.screen


async def test_the_heads_are_told_when_the_bot_may_not_write_and_what_waited_comes_when_it_may(
    office: Office, group: Group, ketua: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    head, admin = await office.head(), await office.admin()
    group.mute_bot(by=ketua)
    await office.settle()
    assert "tidak boleh menulis di grup “Panwascam Wonodadi”" in head.screen
    ketua.send("/jadwal", group)
    await office.say(head, SET)
    # Once a day is enough.
    assert await told(office, of="muted") == {head.id, admin.id}
    assert len(await office.deliveries(Purpose.GROUP_TROUBLE)) == 2
    assert "Traceback" not in capsys.readouterr().out
    assert "SDMO-02/1" not in group.screen
    group.unmute_bot(by=ketua)
    await office.settle()
    assert "SDMO-02/1" in group.screen


async def test_what_was_over_by_the_morning_is_not_told_and_comes_anew_if_it_is_again(
    office: Office, group: Group, ketua: Person
) -> None:
    head = await office.head()
    await office.at("2023-10-02", 22)
    group.mute_bot(by=ketua)
    await office.settle()
    group.unmute_bot(by=ketua)
    await office.at("2023-10-03", 6)
    assert "tidak boleh menulis" not in head.screen
    await office.at("2023-10-03", 22)
    for change in (group.mute_bot, group.unmute_bot, group.mute_bot):
        change(by=ketua)
        await office.settle()
    await office.at("2023-10-04", 6)
    assert "tidak boleh menulis di grup “Panwascam Wonodadi”" in head.screen


async def test_a_mute_that_nobody_told_of_is_met_by_the_first_message(
    office: Office, group: Group, ketua: Person
) -> None:
    head = await office.head()
    group.room.bot_status = "restricted"
    await office.say(ketua, "/jadwal", group)
    assert "tidak boleh menulis" in head.screen


async def test_a_closed_topic_is_told_and_what_waited_comes_when_it_opens(office: Office, ketua: Person) -> None:
    head, admin = await office.head(), await office.admin()
    forum = office.sim.group("Panwascam Wonodadi", [admin, ketua], supergroup=True)
    forum.open_topic("Umum")
    forum.add_bot(by=admin)
    await office.settle()
    await office.say(admin, "/grup", forum)
    await office.press(admin, "Wonodadi", forum)
    forum.close_topic()
    await office.say(head, SET)
    assert "topik yang ditutup di grup “Panwascam Wonodadi”" in next(
        message.text for message in reversed(head.messages) if "🔒" in message.text
    )
    assert await told(office, of="topic") == {head.id, admin.id}
    assert "SDMO-02/1" not in forum.screen
    forum.reopen_topic()
    await office.settle()
    assert "SDMO-02/1" in forum.screen
    # An admin opens it by themselves, and nobody told the bot: then a head does.
    forum.room.closed.add(1)
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu")
    forum.room.closed.clear()
    assert await retry_failed(office.bot.ctx, await office.actor(head)) > 0
    await office.settle()
    assert "PPDI-01/1" in forum.screen


async def test_a_slow_group_gets_everything_only_later(office: Office, group: Group, ketua: Person) -> None:
    group.room.slow_mode = 60
    await office.say(await office.head(), SET)
    ketua.send("/jadwal", group)
    await office.clock.advance(timedelta(minutes=4))
    texts = [message.text for message in group.messages]
    assert sum("SDMO-02/1" in text for text in texts) == 2
