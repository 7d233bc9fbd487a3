"""What may have been read counts as read: whoever was perhaps told of a session is told what becomes of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.documents.tables import read_table
from bot.domain.ledger import Purpose, State
from bot.services.importing import import_rows
from bot.simulator import Fault
from tests.office import heads
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

SET = "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu"


async def _perhaps_invited(office: Office) -> tuple[Person, Person]:
    """The head, and somebody whose invitation Telegram took but never answered for; it waits to be repeated."""
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    office.sim.faults.add(Fault.reset_after(), method="sendMessage", chat_id=kordiv.id, times=100)
    await office.say(head, SET)
    (row,) = await office.deliveries(Purpose.INVITATION)
    assert row.state is State.PENDING
    return head, kordiv


async def _import(office: Office, line: str) -> None:
    rows = read_table(f"nama,telepon,kecamatan,jabatan,divisi,peran,sampai\n{line}\n".encode()).rows
    done = await import_rows(office.bot.ctx, office.office_id, "roster", rows)
    assert not done.problems


async def test_who_was_perhaps_invited_hears_of_the_cancellation(office: Office) -> None:
    head, kordiv = await _perhaps_invited(office)
    office.sim.faults.clear()
    head.send("/batalkan HPS-03 banjir")
    await office.settle()
    await office.press(head, "Ya, batalkan sesi")
    assert kordiv.screen.startswith("❌ Dibatalkan")


async def test_who_was_perhaps_invited_hears_what_changed(office: Office) -> None:
    head, kordiv = await _perhaps_invited(office)
    office.sim.faults.clear()
    await office.say(head, "/ubah HPS-03/1 2023-11-08 13:00-15:00 Aula Bawaslu")
    assert kordiv.screen.startswith("🔁 Jadwal berubah")
    assert len([line for line in heads(list(kordiv.messages)) if line.startswith("🔁 Jadwal")]) == 1


async def test_who_was_perhaps_invited_to_what_is_as_it_was_again_is_invited_once_more(office: Office) -> None:
    await office.at("2023-10-02", 20.9)
    head, kordiv = await _perhaps_invited(office)
    await office.at("2023-10-02", 21.5)
    for place in ("Hotel Puri", "Aula Bawaslu"):
        assert "Diubah" in await office.say(head, f"/ubah HPS-03/1 2023-11-08 09:00-12:00 {place}")
    office.sim.faults.clear()
    before = len(kordiv.messages)
    await office.at("2023-10-03", 6)
    assert heads(list(kordiv.messages[before:])) == ["📨 Undangan · Rab 8 Nov 09.00"]


async def test_who_was_perhaps_invited_left_and_is_back_is_invited_once_more(office: Office) -> None:
    _, kordiv = await _perhaps_invited(office)
    office.sim.faults.clear()
    before = len(kordiv.messages)
    for until in ("2023-10-01", ""):
        line = f'"{kordiv.user.first_name}",{kordiv.user.phone},Wonodadi,Anggota Panwascam,PP-PS,anggota,{until}'
        await _import(office, line)
        # The withdrawal goes out before the second import, which would take it back where it still waits.
        await office.settle()
    # The first send may have arrived as well: who left was told that it is withdrawn.
    assert heads(list(kordiv.messages[before:])) == ["ℹ️ Undangan Anda ditarik", "📨 Undangan · Rab 8 Nov 09.00"]
    assert [row.state for row in await office.deliveries(Purpose.INVITATION)] == [State.CANCELLED, State.SENT]


async def test_who_was_invited_hears_nothing_of_what_is_as_it_was_again(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, SET)
    await office.at("2023-10-02", 21.5)
    before = len(kordiv.messages)
    for place in ("Hotel Puri", "Aula Bawaslu"):
        await office.say(head, f"/ubah HPS-03/1 2023-11-08 09:00-12:00 {place}")
    await office.at("2023-10-03", 6)
    assert len(kordiv.messages) == before


async def test_who_was_perhaps_invited_and_was_then_given_up_hears_of_the_cancellation(office: Office) -> None:
    head, kordiv = await _perhaps_invited(office)
    await office.at("2023-10-02", 12)
    assert len(await office.deliveries(Purpose.INVITATION, State.FAILED)) == 1
    office.sim.faults.clear()
    await office.say(head, "/batalkan HPS-03 banjir")
    await office.press(head, "Ya, batalkan sesi")
    assert kordiv.screen.startswith("❌ Dibatalkan")


async def test_who_was_perhaps_told_of_the_withdrawal_and_then_stands_in_is_not_told_of_it_once_more(
    office: Office,
) -> None:
    head, ketua, kordiv = (
        await office.head("HPS"),
        await office.chair_of(),
        await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS"),
    )
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    office.sim.faults.add(Fault.reset_after(), method="sendMessage", chat_id=kordiv.id, times=100)
    await _import(office, f'"{kordiv.user.first_name}",{kordiv.user.phone},Wonodadi,Staf Sekretariat,,anggota,')
    await office.press(ketua, "Diwakilkan")
    office.sim.faults.clear()
    await office.press(ketua, kordiv.user.first_name)
    await office.at("2023-10-02", 10)
    assert kordiv.screen.startswith("👥 Anda ditunjuk mewakili")


async def test_who_was_perhaps_told_of_the_withdrawal_is_told_of_it_although_the_session_is_cancelled(
    office: Office,
) -> None:
    head, kordiv = await office.head("HPS"), await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, SET)
    office.sim.faults.add(Fault.reset_before(), method="sendMessage", chat_id=kordiv.id, times=100)
    await _import(office, f'"{kordiv.user.first_name}",{kordiv.user.phone},Wonodadi,Staf Sekretariat,,anggota,')
    await office.settle()
    await office.say(head, "/batalkan HPS-03 banjir")
    await office.press(head, "Ya, batalkan sesi")
    office.sim.faults.clear()
    await office.at("2023-10-02", 10)
    assert kordiv.screen.startswith(("ℹ️ Undangan Anda ditarik", "❌ Dibatalkan"))


async def test_who_was_perhaps_told_to_stand_in_is_told_when_it_is_over(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, SET)
    office.sim.faults.add(Fault.reset_after(), method="sendMessage", chat_id=ketua.id, times=100)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    office.sim.faults.clear()
    await office.press(kordiv, "Hadir")
    assert ketua.screen.startswith("👥 Anda tidak jadi mewakili")


async def test_what_a_killed_process_had_on_the_wire_was_perhaps_read(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    taken = asyncio.Event()

    async def _hold() -> None:
        taken.set()
        await asyncio.sleep(PATIENCE)

    office.sim.faults.add(Fault.meanwhile(_hold), method="sendMessage", chat_id=kordiv.id)
    await office.say(head, SET, look=True)
    head.press("Ya, lanjutkan")
    await asyncio.wait_for(taken.wait(), PATIENCE)
    await office.lose()
    office.sim.faults.clear()
    office.sim.faults.add(Fault.reset_before(), method="sendMessage", chat_id=kordiv.id, times=100)
    await office.come_back()
    assert [row.state for row in await office.deliveries(Purpose.INVITATION)] != [State.SENT]
    office.sim.faults.clear()
    await office.say(head, "/batalkan HPS-03 banjir")
    await office.press(head, "Ya, batalkan sesi")
    assert kordiv.screen.startswith("❌ Dibatalkan")


async def test_a_group_that_perhaps_has_the_card_hears_of_the_cancellation(office: Office) -> None:
    head = await office.head("HPS")
    group = await office.linked_group("Wonodadi", [])
    office.sim.faults.add(Fault.reset_after(), method="sendMessage", chat_id=group.id, times=100)
    await office.say(head, SET)
    office.sim.faults.clear()
    await office.say(head, "/batalkan HPS-03 banjir")
    await office.press(head, "Ya, batalkan sesi")
    assert "Dibatalkan" in group.screen
