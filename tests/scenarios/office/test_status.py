"""What people see of failures, and the press that tries again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose, State
from bot.simulator import Fault, Person
from bot.storage.models import AuditEntry
from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
RETRY = "Coba lagi"


async def _three_fail(office: Office, head: Person) -> list[Person]:
    """Two block the bot, one message is refused; the bot does not yet know of the former."""
    people = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu", "Srengat", "Bakung")]
    for person in people[:2]:
        person.room.blocked = True
    body = '{"ok":false,"error_code":400,"description":"Bad Request: BUTTON_DATA_INVALID"}'
    office.sim.faults.add(Fault.http(400, body), method="sendMessage", chat_id=people[2].id)
    await office.say(head, SET)
    return people


async def test_a_head_sees_failures_by_reason(office: Office) -> None:
    head = await office.head()
    await _three_fail(office, head)
    said = await office.say(head, "/status")
    assert " menunggu, 1 terkirim, 3 gagal, 0 kedaluwarsa" in said
    assert "⚠️ 2 kiriman gagal: penerima memblokir bot" in said
    assert "⚠️ 1 kiriman gagal: pesan ditolak Telegram (Button_data_invalid)" in said
    assert head.messages[-1].buttons == ["🔁 Coba lagi (3)"]


async def test_the_evening_digest_tells_of_failures(office: Office) -> None:
    head = await office.head()
    await _three_fail(office, head)
    await office.at("2023-10-02", 18.1)
    digest = head.screen
    assert digest.startswith("🗒 Ringkasan")
    # Who has blocked the bot is named, once.
    assert "kiriman gagal: penerima memblokir bot" not in digest
    assert digest.count("🚫 Tidak bisa dihubungi: ") == 1
    assert "1 kiriman gagal: pesan ditolak Telegram (Button_data_invalid)" in digest


@pytest.mark.handler("office.status")
async def test_a_press_tries_again_once_and_is_on_record(office: Office) -> None:
    head = await office.head()
    back, still_blocked, refused, _ = await _three_fail(office, head)
    back.room.blocked = False
    await office.say(head, "/status")
    message = head.messages[-1]
    head.press(RETRY)
    head.press(RETRY)
    await office.settle()
    assert [note for note, _ in head.notes if note] == ["3 kiriman dicoba lagi."]
    for person in (back, refused):
        assert sum(shown.text.startswith("📨 Undangan") for shown in person.messages) == 1
    states = {row.chat_id: row.state for row in await office.deliveries(Purpose.INVITATION)}
    assert states[still_blocked.id] == State.FAILED
    assert list(states.values()).count(State.SENT) == 3
    # The screen under the button says how things stand now.
    assert "0 terkirim" not in message.text
    async with office.bot.db.read() as session:
        entries = (await session.execute(select(AuditEntry).where(AuditEntry.action == "delivery.retry"))).scalars()
        assert [entry.detail for entry in entries] == [{"count": 3}]


async def test_what_is_of_no_more_use_is_not_tried_again(office: Office) -> None:
    head = await office.head()
    await _three_fail(office, head)
    await office.say(head, "/status")
    await office.at("2023-10-06", 13)
    head.press(RETRY)
    await office.settle()
    assert head.notes[-1][0] == "Tidak ada kiriman gagal yang masih berguna untuk dicoba lagi."
    assert {row.state for row in await office.deliveries(Purpose.INVITATION)} == {State.SENT, State.FAILED}
    assert "kiriman gagal" in await office.say(head, "/status")
    assert head.messages[-1].buttons == []


async def test_a_retry_at_night_waits_for_the_morning(office: Office) -> None:
    head = await office.head()
    _, _, refused, _ = await _three_fail(office, head)
    await office.at("2023-10-02", 22)
    await office.say(head, "/status")
    head.press(RETRY)
    await office.clock.advance(timedelta(hours=6))
    assert not any(shown.text.startswith("📨 Undangan") for shown in refused.messages)
    # Its session is days away: at the usual hour.
    await office.at("2023-10-03", 7.9)
    assert not any(shown.text.startswith("📨 Undangan") for shown in refused.messages)
    await office.at("2023-10-03", 8.1)
    assert any(shown.text.startswith("📨 Undangan") for shown in refused.messages)


async def test_only_heads_and_admins_see_it_and_may_try_again(office: Office) -> None:
    head, admin = await office.head(), await office.admin()
    *_, ketua = await _three_fail(office, head)
    assert "pimpinan" in (await office.say(ketua, "/status")).lower() or "kordiv" in ketua.screen.lower()
    await office.say(admin, "/status")
    ketua.press_data("retry", ketua.messages[-1])
    await office.settle()
    assert "dicoba lagi" not in ketua.notes[-1][0]
    assert len(await office.deliveries(Purpose.INVITATION, State.FAILED)) == 3
    await office.press(admin, RETRY)
    assert admin.notes[-1][0] == "3 kiriman dicoba lagi."


async def test_a_session_cancelled_meanwhile_is_not_announced_by_a_retry(office: Office) -> None:
    head = await office.head()
    _, _, refused, _ = await _three_fail(office, head)
    await office.say(head, "/batalkan SDMO-02 hari libur")
    await office.press(head, "Ya, batalkan sesi")
    await office.say(head, "/status")
    # Nothing of it is of use any more.
    assert head.messages[-1].buttons == []
    assert not any(shown.text.startswith("📨 Undangan") for shown in refused.messages)
    states = {row.chat_id: row.state for row in await office.deliveries(Purpose.INVITATION)}
    assert states[refused.id] == State.CANCELLED
