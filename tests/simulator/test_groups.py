"""What groups are like besides plain ones: topics, chats that speak, a bot that may not write or that hears everything."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from telegram import Bot, ChatMemberAdministrator, ChatMemberRestricted, Update
from telegram.constants import ChatID
from telegram.error import BadRequest, RetryAfter

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.clock import VirtualClock
    from bot.simulator import Group, Person, Simulator


@pytest.fixture
def budi(sim: Simulator) -> Person:
    return sim.person("Budi", "+6284000000001")


@pytest.fixture
def group(sim: Simulator, budi: Person) -> Group:
    made = sim.group("Panwascam", [budi], supergroup=True)
    made.add_bot(by=budi)
    return made


async def refusal(call: Awaitable[object]) -> str:
    with pytest.raises(BadRequest) as caught:
        await call
    return caught.value.message


async def heard(bot: Bot) -> Update:
    return (await bot.get_updates())[-1]


async def test_a_topic_is_addressed_by_its_thread_and_general_by_none(bot: Bot, group: Group, budi: Person) -> None:
    topic = group.open_topic("Rapat")
    budi.send("/hadir", group, topic=topic)
    said = (await heard(bot)).message
    assert said is not None
    assert (said.message_thread_id, said.is_topic_message, said.chat.is_forum) == (topic, True, True)
    there = await bot.send_message(group.id, "di topik", message_thread_id=topic)
    here = await bot.send_message(group.id, "di General")
    assert (there.message_thread_id, there.is_topic_message) == (topic, True)
    assert (here.message_thread_id, here.is_topic_message) == (None, None)
    assert [shown.text for shown in group.in_topic(topic)] == ["di topik"]
    # General has an id of its own, which nobody may name.
    for unknown in (1, topic + 1000):
        assert await refusal(bot.send_message(group.id, "x", message_thread_id=unknown)) == "Message thread not found"
    group.delete_topic(topic)
    assert await refusal(bot.send_message(group.id, "x", message_thread_id=topic)) == "Message thread not found"
    budi.send("/start")
    assert await refusal(bot.send_message(budi.id, "x", message_thread_id=topic)) == "Message thread not found"


async def test_who_is_no_admin_may_not_write_in_a_closed_topic(bot: Bot, group: Group, budi: Person) -> None:
    topic = group.open_topic("Rapat")
    group.close_topic()
    assert await refusal(bot.send_message(group.id, "x")) == "Topic_closed"
    sent = await bot.send_message(group.id, "x", message_thread_id=topic)
    group.close_topic(topic)
    assert await refusal(bot.send_document(group.id, b"x", message_thread_id=topic)) == "Topic_closed"
    await bot.edit_message_text("y", group.id, sent.message_id)
    group.reopen_topic()
    await bot.send_message(group.id, "x")
    group.promote_bot(by=budi)
    await bot.send_message(group.id, "x", message_thread_id=topic)


async def test_a_group_speaks_for_its_anonymous_admin_and_a_channel_for_whoever_is_behind_it(
    bot: Bot, sim: Simulator, group: Group, budi: Person
) -> None:
    channel = sim.channel("Kabar")
    budi.send("/grup", group, behind=group)
    budi.send("/hadir", group, behind=channel)
    channel.post("/hadir", group)
    updates = await bot.get_updates()
    said = [update.message for update in updates if update.message]
    assert [message.from_user.id for message in said if message.from_user] == [
        ChatID.ANONYMOUS_ADMIN,
        ChatID.FAKE_CHANNEL,
        ChatID.SERVICE_CHAT,
    ]
    senders = [message.sender_chat.id for message in said if message.sender_chat]
    assert senders == [group.id, channel.room.id, channel.room.id]
    assert [message.is_automatic_forward for message in said] == [None, None, True]


async def test_a_bot_that_is_restricted_is_told_so_and_may_not_write(bot: Bot, group: Group, budi: Person) -> None:
    shown = await bot.send_message(group.id, "x")
    group.mute_bot(by=budi)
    change = (await heard(bot)).my_chat_member
    assert change is not None
    assert isinstance(change.new_chat_member, ChatMemberRestricted)
    assert not change.new_chat_member.can_send_messages
    assert await refusal(bot.send_message(group.id, "x")) == "Not enough rights to send text messages to the chat"
    assert await refusal(bot.send_photo(group.id, b"x")) == "Not enough rights to send photos to the chat"
    await bot.edit_message_text("y", group.id, shown.message_id)
    group.unmute_bot(by=budi)
    await bot.send_message(group.id, "x")


async def test_a_bot_that_is_an_admin_hears_everything(bot: Bot, group: Group, budi: Person) -> None:
    assert budi.send("halo", group) is None
    group.promote_bot(by=budi)
    change = (await heard(bot)).my_chat_member
    assert change is not None
    assert isinstance(change.new_chat_member, ChatMemberAdministrator)
    acts = (
        budi.send("halo", group),
        budi.send_contact("62811", "Ani", chat=group),
        budi.send_location(-8.1, 112.2, chat=group),
        budi.send_photo(chat=group),
        budi.send_document("x.csv", b"a;b", chat=group),
    )
    assert {update.update_id for update in await bot.get_updates()} >= set(acts)


async def test_slow_mode_holds_back_new_messages_of_who_is_no_admin(
    bot: Bot, group: Group, budi: Person, clock: VirtualClock
) -> None:
    group.room.slow_mode = 30
    shown = await bot.send_message(group.id, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(group.id, "x")
    await bot.edit_message_text("y", group.id, shown.message_id)
    await clock.advance(timedelta(seconds=30))
    await bot.send_message(group.id, "x")
    group.promote_bot(by=budi)
    await bot.send_message(group.id, "x")
