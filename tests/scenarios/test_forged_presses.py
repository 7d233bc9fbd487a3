"""Whoever presses, on whatever message: a button does only what the presser may, and in a group only what a group may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.models import Base, Chat, Dialogue, ProcessedUpdate

if TYPE_CHECKING:
    from bot.simulator import Person
    from bot.simulator.world import ShownMessage
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="module")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
# Made from data that buttons carry: ids, pages, codes.
ARGUMENTS = (
    "",
    ":1",
    ":0",
    ":1:1",
    ":1:SICK",
    ":1:1:H",
    ":1:0:5",
    ":1:1:0:0",
    ":1:anggota",
    ":xlsx:s:1",
    ":o::2023-10",
)
IN_GROUPS = {"gyes", "gno", "cal"}


async def _everything(office: Office) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored, but for what every update leaves behind."""
    async with office.bot.db.read() as session:
        return {
            table.name: sorted((tuple(map(repr, row)) for row in await session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table not in (Dialogue.__table__, ProcessedUpdate.__table__)
        }


async def _press_all(office: Office, person: Person, message: ShownMessage, group: object = None) -> None:
    for verb in office.bot.routes.presses:
        if group is not None and verb in IN_GROUPS:
            continue
        for arguments in ARGUMENTS:
            person.press_data(verb + arguments, message, group)  # type: ignore[arg-type]
    await office.settle()
    await office.settle()


async def test_a_stranger_presses_everything_and_gets_nothing(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    stranger = office.stranger()
    await office.say(stranger, "/start")
    before, seen = await _everything(office), len(stranger.messages)
    await _press_all(office, stranger, stranger.messages[0])
    assert await _everything(office) == before
    assert len(stranger.messages) == seen
    assert {box for _, box in stranger.notes} == {True}
    for note, _ in stranger.notes:
        assert "Endah" not in note


async def test_in_a_group_only_the_buttons_of_groups_work(office: Office) -> None:
    head, ketua, admin = await office.head(), await office.chair_of(), await office.admin()
    group = await office.linked_group("Wonodadi", [ketua, head, admin])
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    card, said = group.messages[-1], len(group.messages)
    assert "✅ Menyatakan hadir: 1" in card.text
    before, shown = await _everything(office), card.text
    for person in (ketua, head):
        private = len(person.messages)
        await _press_all(office, person, card, group)
        assert await _everything(office) == before
        assert (card.text, len(group.messages)) == (shown, said)
        assert len(person.messages) == private
    await office.press(ketua, "Berhalangan", group)
    assert "🚫 Berhalangan: 1" in card.text


async def test_a_private_chat_cannot_be_linked_as_a_group(office: Office) -> None:
    admin = await office.admin()
    admin.press_data("grp:0", admin.messages[-1])
    await office.settle()
    async with office.bot.db.read() as session:
        assert list((await session.execute(select(Chat.id))).scalars()) == []


async def test_a_press_below_a_file_is_answered_in_a_message_of_its_own(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await office.say(head, "/surat SDMO-02/1")
    file = head.messages[-1]
    assert file.attachment == "document"
    head.press_data("sra:1", file)
    await office.settle()
    assert head.messages[-1] is not file
    assert head.screen.startswith("🔁 Diulang kapan?")


async def test_a_yes_below_an_earlier_look_does_nothing_of_a_later_one(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await office.say(head, "/ulangi SDMO-02/1 mingguan 1 kali")
    await office.press(head, "Ya, lanjutkan")
    before = await office.say(head, "/jadwal Oktober")
    assert "(SDMO-02/2)" in before
    for earlier, later, yes in (
        ("/batalkan SDMO-02/1 satu", "/batalkan SDMO-02/2 dua", "canok:1"),
        ("/tetapkan SDMO-09 2023-10-30 09:00-12:00 Aula", "/tetapkan SDMO-09 2023-10-31 09:00-12:00 Aula", "setok:1"),
    ):
        await office.say(head, earlier, look=True)
        first = head.messages[-1]
        await office.say(head, later, look=True)
        assert head.messages[-1] is not first
        said = head.screen
        head.press_data(yes, first)
        await office.settle()
        assert head.screen == said
        assert await office.say(head, "/jadwal Oktober") == before
