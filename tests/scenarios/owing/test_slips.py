"""A slip that is put right: whoever did not hear of it hears nothing of it, and no answer is lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.domain.ledger import Purpose, State
from bot.services.owing.nightly import plan
from bot.storage.models import Person
from tests.office import WIB

if TYPE_CHECKING:
    from bot.simulator import Person as Someone
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
ENDAH = "Endah Wijaya"


async def invited(office: Office) -> tuple[Someone, Someone]:
    """Its head, and a chair who says "Hadir"."""
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    return head, ketua


async def call_off(office: Office, head: Someone) -> None:
    await office.say(head, "/batalkan SDMO-02 hujan lebat")
    await office.press(head, "Ya, batalkan sesi")
    await office.settle()


async def undo(office: Office, head: Someone) -> None:
    await office.press(head, "Urungkan")
    if any("Ya, urungkan" in label for label in head.messages[-1].buttons):
        await office.press(head, "Ya, urungkan")
    await office.settle()


@pytest.mark.parametrize("away", ["known to be blocked", "found to be blocked"])
async def test_who_was_away_while_a_session_was_off_hears_nothing_of_it(office: Office, away: str) -> None:
    head, ketua = await invited(office)
    if away == "known to be blocked":
        ketua.block()
        await office.settle()
    else:
        ketua.room.blocked = True
    before = len(ketua.messages)
    await call_off(office, head)
    await undo(office, head)
    # Also when it moves meanwhile, they hear of the new date alone.
    await office.say(head, "/ubah SDMO-02 2023-10-06 13:00-14:00")
    await office.agree(head)
    ketua.unblock()
    ketua.send("/jadwal")
    await office.settle()
    await office.at("2023-10-03", 9)
    since = [message.text for message in ketua.messages[before:]]
    assert not any("Dibatalkan" in text for text in since)
    assert [text.splitlines()[0] for text in since if text.startswith("🔁")] == ["🔁 Jadwal berubah · Jum 6 Okt 13.00"]
    assert await office.deliveries(Purpose.CANCELLED, State.FAILED) == []


async def test_whose_invitation_falls_away_by_a_slip_has_still_answered(office: Office) -> None:
    head, ketua = await invited(office)
    await office.at("2023-10-02", 22.5)
    before = len(ketua.messages)
    await office.say(head, "/keluarkan SDMO-02 " + ENDAH)
    await office.press(head, "Ya, keluarkan")
    await office.say(head, "/undang SDMO-02 " + ENDAH)
    await office.agree(head)
    await office.at("2023-10-03", 9)
    assert len(ketua.messages) == before
    assert "Jawaban Anda: ✅ Hadir" in await office.say(ketua, "/hadir SDMO-02")


async def test_who_heard_that_they_need_not_come_is_invited_and_asked_anew(office: Office) -> None:
    head, ketua = await invited(office)
    await office.say(head, "/keluarkan SDMO-02 " + ENDAH)
    await office.press(head, "Ya, keluarkan")
    assert ketua.screen.startswith("ℹ️ Undangan Anda ditarik")
    await office.say(head, "/undang SDMO-02 " + ENDAH)
    await office.agree(head)
    await office.settle()
    assert "Jawaban Anda: belum ada" in ketua.screen


async def ends(office: Office, someone: Someone, last: date | None) -> None:
    """The roster says until when somebody is in office, and planning goes by that."""
    query = update(Person).where(Person.telegram_id == someone.id).values(active_until=last)
    await office.bot.db.transact(lambda connection: connection.execute(query).close())
    await plan(office.bot.ctx, WIB)
    await office.settle()


async def test_whose_term_ends_before_the_session_hears_that_they_no_longer_go(office: Office) -> None:
    _, ketua = await invited(office)
    await ends(office, ketua, date(2023, 10, 4))
    assert ketua.screen.startswith("ℹ️ Undangan Anda ditarik")


async def test_who_was_out_of_office_by_mistake_reads_no_more_of_what_was_cancelled_meanwhile(office: Office) -> None:
    head, ketua = await invited(office)
    await ends(office, ketua, date(2023, 10, 1))
    assert ketua.screen.startswith("ℹ️ Undangan Anda ditarik\n")
    read = len(ketua.messages)
    await call_off(office, head)
    # They know already that they do not go.
    await ends(office, ketua, None)
    assert len(ketua.messages) == read
