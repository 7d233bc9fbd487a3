"""What Telegram accepts and refuses in messages, and in which words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from telegram import (
    Bot,
    BotCommandScopeChat,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from bot.simulator.entities import utf16

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.clock import VirtualClock
    from bot.simulator import Person, Simulator


@pytest.fixture
def budi(sim: Simulator) -> Person:
    person = sim.person("Budi", "+6284000000001")
    person.send("/start")
    return person


async def refusal(call: Awaitable[object]) -> str:
    with pytest.raises(BadRequest) as caught:
        await call
    return caught.value.message


def button(text: str = "Tekan", data: str | None = "d", url: str | None = None) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=data, url=url)]])


async def test_a_message_has_4096_utf16_units_after_its_markup_is_read(bot: Bot, budi: Person) -> None:
    await bot.send_message(budi.id, "x" * 4096)
    await bot.send_message(budi.id, "\U0001f600" * 2048)
    await bot.send_message(budi.id, f"<b>{'x' * 4095}&amp;</b>", parse_mode=ParseMode.HTML)
    assert [utf16(message.text) for message in budi.messages] == [4096] * 3
    assert await refusal(bot.send_message(budi.id, "x" * 4097)) == "Message is too long"
    assert await refusal(bot.send_message(budi.id, "\U0001f600" * 2048 + "x")) == "Message is too long"
    assert await refusal(bot.send_message(budi.id, " \n ")) == "Message text is empty"
    assert await refusal(bot.send_message(budi.id, "<b> </b>", parse_mode=ParseMode.HTML)) == "Message text is empty"


async def test_an_address_in_a_text_is_fetched_unless_previews_are_off(sim: Simulator, bot: Bot, budi: Person) -> None:
    off = LinkPreviewOptions(is_disabled=True)
    await bot.send_message(budi.id, "Tanpa alamat, pukul 9.00")
    sent = await bot.send_message(budi.id, "Buka https://x.id/rahasia", link_preview_options=off)
    assert sim.world.fetched == []
    await bot.edit_message_text("Buka https://x.id/rahasia dan https://x.id/b", budi.id, sent.message_id)
    await bot.send_message(budi.id, '<a href="https://x.id/c">sini</a>', parse_mode=ParseMode.HTML)
    assert sim.world.fetched == ["https://x.id/rahasia", "https://x.id/c"]


async def test_html_becomes_entities_counted_in_utf16(bot: Bot, budi: Person) -> None:
    sent = await bot.send_message(
        budi.id,
        '\U0001f600 <b>tebal <i>miring</i></b> &lt;a&gt; <a href="https://x.id/?a=1&amp;b=2">taut</a>',
        parse_mode=ParseMode.HTML,
    )
    assert sent.text == "\U0001f600 tebal miring <a> taut"
    assert [(one.type, one.offset, one.length, one.url) for one in sent.entities] == [
        ("bold", 3, 12, None),
        ("italic", 9, 6, None),
        ("text_link", 20, 4, "https://x.id/?a=1&b=2"),
    ]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>x", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("x</b>", "Can't parse entities: unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Can\'t parse entities: unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("é<depan>", 'Can\'t parse entities: unsupported start tag "depan" at byte offset 2'),
        ("3 < 4", "Can't parse entities: unclosed start tag at byte offset 2"),
    ],
)
async def test_html_that_telegram_would_not_parse(bot: Bot, budi: Person, html: str, reason: str) -> None:
    assert (await refusal(bot.send_message(budi.id, html, parse_mode=ParseMode.HTML))).lower() == reason.lower()
    await bot.send_message(budi.id, html)
    assert budi.screen == html


async def test_buttons_have_text_and_1_to_64_bytes_of_data_or_a_known_kind_of_link(bot: Bot, budi: Person) -> None:
    for data in ("x" * 64, "é" * 32):
        await bot.send_message(budi.id, "ok", reply_markup=button(data=data))
    assert budi.messages[0].buttons == ["Tekan"]
    for data in ("x" * 65, "é" * 32 + "x"):
        assert await refusal(bot.send_message(budi.id, "x", reply_markup=button(data=data))) == "Button_data_invalid"
    assert "unallowed in the inline keyboard" in await refusal(
        bot.send_message(budi.id, "x", reply_markup=button(text=" "))
    )
    assert (
        "Unsupported url protocol".lower()
        in (await refusal(bot.send_message(budi.id, "x", reply_markup=button(data=None, url="ftp://x")))).lower()
    )


async def test_buttons_have_one_of_three_colours_and_copy_up_to_256_units(bot: Bot, budi: Person) -> None:
    def copying(text: str) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup([[InlineKeyboardButton("Salin", copy_text=CopyTextButton(text))]])

    for style in ("success", "danger", "primary"):
        keyboard = [[InlineKeyboardButton("Tekan", callback_data="d", style=style)]]
        await bot.send_message(budi.id, "ok", reply_markup=InlineKeyboardMarkup(keyboard))
    assert "invalid style" in await refusal(
        bot.send_message(
            budi.id,
            "x",
            reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="d", style="hijau")]]),
        )
    )
    await bot.send_message(budi.id, "ok", reply_markup=copying("x" * 256))
    assert await refusal(bot.send_message(budi.id, "x", reply_markup=copying("x" * 257))) == "Button_copy_text_invalid"


async def test_a_press_arrives_with_its_data_and_is_answered_once(sim: Simulator, bot: Bot, budi: Person) -> None:
    sent = await bot.send_message(budi.id, "Hadir?", reply_markup=button("Hadir", "a:1"))
    budi.press("Hadir")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.id, query.message and query.message.message_id) == (
        "a:1",
        budi.id,
        sent.message_id,
    )
    await bot.answer_callback_query(query.id, "Tercatat", show_alert=True)
    assert budi.notes == [("Tercatat", True)]
    assert "query is too old" in (await refusal(bot.answer_callback_query(query.id))).lower()
    budi.press("Hadir")
    again = (await bot.get_updates())[-1].callback_query
    assert again is not None
    assert again.id != query.id
    assert await refusal(bot.answer_callback_query(again.id, "x" * 201)) == "Message_too_long"


async def test_an_edit_that_changes_nothing_is_refused_in_telegrams_words(bot: Bot, budi: Person) -> None:
    sent = await bot.send_message(budi.id, "<b>a</b>", parse_mode=ParseMode.HTML, reply_markup=button())
    same = bot.edit_message_text("<b>a</b>", budi.id, sent.message_id, parse_mode=ParseMode.HTML, reply_markup=button())
    assert (await refusal(same)).startswith("Message is not modified: specified new message content and reply markup")
    # Other formatting, or no buttons any more, is a change.
    await bot.edit_message_text("a", budi.id, sent.message_id, reply_markup=button())
    await bot.edit_message_text("a", budi.id, sent.message_id)
    assert [version.text for version in budi.messages[0].versions] == ["a", "a", "a"]
    assert budi.messages[0].buttons == []
    assert await refusal(bot.edit_message_reply_markup(budi.id, sent.message_id, reply_markup=None))
    assert await refusal(bot.edit_message_text("a", budi.id, 4711)) == "Message to edit not found"
    assert await refusal(bot.edit_message_text("a", budi.id, 1)) == "Message can't be edited"
    await bot.delete_message(budi.id, sent.message_id)
    assert await refusal(bot.delete_message(budi.id, sent.message_id)) == "Message to delete not found"


async def test_a_number_is_asked_for_in_private_only_and_shared_without_a_plus(
    sim: Simulator, bot: Bot, budi: Person
) -> None:
    keyboard = ReplyKeyboardMarkup([[KeyboardButton("Bagikan nomor", request_contact=True)]])
    await bot.send_message(budi.id, "Nomor?", reply_markup=keyboard)
    budi.tap("Bagikan nomor")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.contact is not None
    assert (message.contact.phone_number, message.contact.user_id) == ("6284000000001", budi.id)
    await bot.send_message(budi.id, "Terima kasih", reply_markup=ReplyKeyboardRemove())
    group = sim.group("Panwascam", [budi])
    group.add_bot(by=budi)
    assert "private chats only" in await refusal(bot.send_message(group.id, "Nomor?", reply_markup=keyboard))


async def test_files_go_up_and_come_down(sim: Simulator, bot: Bot, budi: Person) -> None:
    content = bytes(range(256)) * 40
    sent = await bot.send_document(budi.id, content, filename="rekap.xlsx", caption="Rekap")
    assert sent.document is not None
    assert (sent.document.file_name, sent.caption) == ("rekap.xlsx", "Rekap")
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == content
    # A file that Telegram has is sent by its id.
    again = await bot.send_document(budi.id, sent.document.file_id)
    assert again.document is not None
    assert again.document.file_id == sent.document.file_id
    budi.send_document("daftar.csv", b"nama\n")
    received = (await bot.get_updates())[-1].message
    assert received is not None
    assert received.document is not None
    assert (received.document.file_name, received.document.file_size) == ("daftar.csv", 5)
    assert bytes(await (await received.document.get_file()).download_as_bytearray()) == b"nama\n"
    assert await refusal(bot.send_document(budi.id, content, caption="x" * 1025)) == "Message caption is too long"
    assert "wrong file_id" in (await refusal(bot.get_file("karangan"))).lower()


async def test_a_contact_comes_back_as_sent_and_its_card_has_2048_bytes_at_most(bot: Bot, budi: Person) -> None:
    sent = await bot.send_contact(budi.id, "+6284000000002", "Retno", vcard="BEGIN:VCARD")
    assert sent.contact is not None
    assert (sent.contact.phone_number, sent.contact.first_name) == ("+6284000000002", "Retno")
    with pytest.raises(BadRequest):
        await bot.send_contact(budi.id, "+6284000000002", "Retno", vcard="x" * 2049)


async def test_bots_download_files_up_to_20_megabytes(sim: Simulator, bot: Bot, budi: Person) -> None:
    budi.send_document("besar.bin", bytes(20 * 1024 * 1024 + 1))
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.document is not None
    assert await refusal(bot.get_file(message.document.file_id)) == "File is too big"


async def test_whom_a_bot_cannot_write_to(sim: Simulator, bot: Bot, budi: Person) -> None:
    async def _forbidden(chat_id: int) -> str:
        with pytest.raises(Forbidden) as caught:
            await bot.send_message(chat_id, "x")
        return caught.value.message

    assert await refusal(bot.send_message(4711, "x")) == "Chat not found"
    assert await _forbidden(sim.person("Siti").id) == "Forbidden: bot can't initiate conversation with a user"
    budi.block()
    assert await _forbidden(budi.id) == "Forbidden: bot was blocked by the user"
    change = (await bot.get_updates())[-1].my_chat_member
    assert change is not None
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
    budi.unblock()
    await bot.send_message(budi.id, "x")
    budi.deactivate()
    assert await _forbidden(budi.id) == "Forbidden: user is deactivated"
    group = sim.group("Panwascam", supergroup=True)
    group.add_bot(by=sim.person("Siti"))
    await bot.send_message(group.id, "x")
    group.kick_bot(by=sim.person("Siti"))
    assert await _forbidden(group.id) == "Forbidden: bot was kicked from the supergroup chat"


async def test_a_group_that_became_a_supergroup_tells_its_new_id(sim: Simulator, bot: Bot, budi: Person) -> None:
    group = sim.group("Panwascam", [budi])
    group.add_bot(by=budi)
    await bot.send_message(group.id, "lama")
    old = group.id
    new = group.migrate()
    told = [
        (update.message.migrate_to_chat_id, update.message.migrate_from_chat_id)
        for update in await bot.get_updates()
        if update.message
    ][-2:]
    assert told == [(new, None), (None, old)]
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(old, "x")
    assert caught.value.new_chat_id == new
    await bot.send_message(new, "baru")
    assert [message.text for message in group.messages] == ["lama", "baru"]


async def test_privacy_mode_keeps_from_the_bot_what_is_not_meant_for_it(sim: Simulator, bot: Bot, budi: Person) -> None:
    group = sim.group("Panwascam", [budi])
    group.add_bot(by=budi)
    await bot.get_updates(offset=-1)
    for text in ("halo semua", "/hadir", f"/hadir@{sim.username}", "/hadir@bot_lain"):
        budi.send(text, group)

    async def _seen() -> list[str | None]:
        return [
            update.message.text
            for update in await bot.get_updates()
            if update.message and update.message.chat.id == group.id
        ]

    assert await _seen() == ["/hadir", f"/hadir@{sim.username}"]
    assert (await bot.get_me()).can_read_all_group_messages is False
    sim.privacy_mode = False
    budi.send("halo lagi", group)
    assert (await _seen())[-1] == "halo lagi"
    assert (await bot.get_me()).can_read_all_group_messages is True


async def _wait(call: Awaitable[object]) -> int:
    with pytest.raises(RetryAfter) as caught:
        await call
    wait = caught.value.retry_after
    return wait if isinstance(wait, int) else int(wait.total_seconds())


async def test_one_private_chat_takes_a_burst_and_then_tells_how_long_to_wait(
    clock: VirtualClock, sim: Simulator, bot: Bot, budi: Person
) -> None:
    for number in range(5):
        await bot.send_message(budi.id, str(number))
    assert await _wait(bot.send_message(budi.id, "terlalu cepat")) == 5
    assert (budi.screen, sim.gate.refused) == ("4", 1)
    await clock.advance(timedelta(seconds=5))
    await bot.send_message(budi.id, "kini")
    assert budi.screen == "kini"


async def test_a_group_takes_twenty_messages_a_minute_edits_among_them(
    clock: VirtualClock, sim: Simulator, bot: Bot, budi: Person
) -> None:
    group = sim.group("Panwascam", [budi])
    group.add_bot(by=budi)
    sent = await bot.send_message(group.id, "0")
    for number in range(1, 20):
        await bot.edit_message_text(str(number), group.id, sent.message_id)
    assert await _wait(bot.edit_message_text("20", group.id, sent.message_id)) == 60
    await clock.advance(timedelta(seconds=60))
    await bot.edit_message_text("20", group.id, sent.message_id)


async def test_all_chats_together_take_thirty_messages_a_second(clock: VirtualClock, sim: Simulator, bot: Bot) -> None:
    people = [sim.person(f"Orang {number}") for number in range(31)]
    for person in people:
        person.send("/start")
    for person in people[:30]:
        await bot.send_message(person.id, "halo")
    assert await _wait(bot.send_message(people[30].id, "halo")) == 1
    await clock.advance(timedelta(seconds=1))
    await bot.send_message(people[30].id, "halo")


async def test_command_menus_are_kept_by_scope(bot: Bot, budi: Person) -> None:
    own = BotCommandScopeChat(budi.id)
    await bot.set_my_commands([("jadwal", "Jadwal")])
    await bot.set_my_commands([("rekap", "Rekap")], scope=own)
    assert [one.command for one in await bot.get_my_commands()] == ["jadwal"]
    assert [one.command for one in await bot.get_my_commands(scope=own)] == ["rekap"]
    await bot.delete_my_commands(scope=own)
    assert await bot.get_my_commands(scope=own) == ()
    assert await refusal(bot.set_my_commands([("x" * 33, "Terlalu panjang")])) == "Bot_command_invalid"
