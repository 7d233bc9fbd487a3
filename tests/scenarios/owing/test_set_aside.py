"""What the bot could not bear is told to whoever sent it, by its name: so they know what to do again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert

from bot.storage.inbox import MOST_DEATHS
from bot.storage.models import InboxUpdate

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office


def _message(person: Person, **what: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": 1_696_208_400, "chat": {"id": person.id, "type": "private"}, **what}


def _sent(person: Person, how: str) -> dict[str, Any]:
    """An update as Telegram writes it."""
    by = {"id": person.id, "is_bot": False, "first_name": "Budi"}
    invitation = person.messages[-1]
    if how == "press":
        shown = _message(person, text=invitation.text, reply_markup=invitation.markup)
        data = invitation.inline_buttons[0]["callback_data"]
        return {"callback_query": {"id": "1", "from": by, "chat_instance": "1", "data": data, "message": shown}}
    if how == "file":
        document = {"file_id": "a", "file_unique_id": "a", "file_name": "anggota.csv"}
        return {"message": _message(person, **{"from": by}, document=document)}
    return {"message": _message(person, **{"from": by}, text="/izin SDMO-02 sakit <b>")}


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (
            "press",
            "Maaf, tombol ✅ Hadir yang Anda tekan di bawah “📨 Undangan · Jum 6 Okt 09.00” tidak bisa kami proses dan sudah "
            "dilewati. Lihat dulu pesannya; bila belum sesuai, tekan lagi tombol itu.",
        ),
        (
            "text",
            "Maaf, tulisan Anda “/izin SDMO-02 sakit <b>” tidak bisa kami proses dan sudah dilewati. Silakan kirim lagi.",
        ),
        (
            "file",
            "Maaf, berkas anggota.csv dari Anda tidak bisa kami proses dan sudah dilewati. Periksa isinya lalu kirim lagi, "
            "atau serahkan kepada petugas Bawaslu.",
        ),
    ],
)
async def test_what_was_set_aside_is_named_to_whoever_sent_it(office: Office, how: str, said: str) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    body = {"update_id": 900, **_sent(ketua, how)}
    await office.lose()
    async with office.outside.write() as session:
        row = {"update_id": 900, "body": body, "lane": ketua.id, "begun": MOST_DEATHS, "effective": False, "owner": "x"}
        await session.execute(insert(InboxUpdate).values(**row, received_at=office.clock.now()))
    await office.come_back()
    assert ketua.messages[-1].text == said


@pytest.mark.parametrize("where", ["private", "group"])
async def test_a_press_that_was_set_aside_is_answered_too(office: Office, where: str) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    group = await office.linked_group(members=[head, ketua]) if where == "group" else None
    if group is not None:
        await office.say(ketua, "/hadir SDMO-02/1", group)
    await office.lose()
    ketua.press("Hadir", group)
    press = office.sim.updates.last
    office.sim.updates.forget()
    async with office.outside.write() as session:
        row = {"body": press, "lane": ketua.id, "begun": MOST_DEATHS, "effective": False, "owner": "x"}
        await session.execute(
            insert(InboxUpdate).values(**row, update_id=press["update_id"], received_at=office.clock.now())
        )
    await office.come_back()
    assert office.sim.world.unanswered == {}
    told = ("Maaf, tombol itu tadi tidak bisa kami proses. Silakan tekan lagi.", True)
    assert ketua.notes[-1] == (("", False) if group is None else told)
