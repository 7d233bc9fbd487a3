"""Somebody asks for another batch, a head decides with the seats of both in sight, and one message says old and new."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.models import Invitation, Person

if TYPE_CHECKING:
    from bot.simulator import Person as Phone
    from tests.office import Office


async def two_batches(office: Office) -> tuple[Phone, Phone, Phone]:
    """HPS-07 on two days, its kecamatan divided: the head, somebody of the first batch, and somebody of the second."""
    head = await office.head("HPS")
    first = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    last = await office.registered("Anggota Panwascam", "Selopuro", "PP-PS")
    await office.say(head, "/tetapkan HPS-07 2023-11-22 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan HPS-07 2023-11-23 13:00-16:00 Aula Bawaslu")
    await office.at("2023-10-03", 9)
    await office.say(head, "/gelombang HPS-07")
    await office.press(head, "Bagi begini")
    # Each reads that one of the two is off.
    return (head, last, first) if "22 November" in first.screen else (head, first, last)


async def _held(office: Office, name: str) -> list[int]:
    async with office.outside.read() as session:
        query = select(Invitation.session_id).join(Person, Person.id == Invitation.person_id)
        rows = await session.execute(query.where(Person.name == name))
        return sorted(rows.scalars())


@pytest.mark.handler("invitations.switching")
async def test_who_changes_batch_reads_of_it_once_and_is_in_the_other_alone(office: Office) -> None:
    head, one, other = await two_batches(office)
    (mine,) = [await _held(office, one.user.first_name)]
    assert len(mine) == 1
    # Refused first: nothing changes, and they may ask again.
    for answer in ("Tolak", "Setujui"):
        asked = [message for message in one.messages if "🔀 Tukar gelombang" in message.buttons][-1]
        one.press("Tukar gelombang", message=asked)
        await office.settle()
        assert "HPS-07/2 · Kam 23 Nov · 13.00–16.00 WIB · 22 diundang, 0 akan hadir, kursi cukup" in asked.text, (
            asked.text
        )
        one.press("HPS-07/2 · Kam 23 Nov", message=asked)
        await office.settle()
        assert "sudah dikirim" in asked.text
        assert head.screen.splitlines()[:3] == [
            "🔀 Permintaan tukar gelombang",
            "",
            f"{one.user.first_name} (Wonodadi) minta pindah",
        ]
        before = len(one.messages), len(other.messages)
        await office.press(head, answer)
        if answer == "Tolak":
            assert head.screen.endswith(f"❌ Ditolak {head.user.first_name}")
            assert [said.text.splitlines()[0] for said in one.messages[before[0] :]] == [
                "ℹ️ Permintaan Anda pindah ke HPS-07/2 tidak disetujui. Undangan Anda tetap:"
            ]
            assert await _held(office, one.user.first_name) == mine
            await office.press(one, "Kembali")
    assert head.screen.endswith(f"✅ Disetujui {head.user.first_name}")
    (told,) = one.messages[before[0] :]
    assert told.text.splitlines()[:3] == [
        "🔀 Gelombang Anda diganti: HPS-07/1 → HPS-07/2",
        "Hari: Rabu, 22 November 2023 → Kamis, 23 November 2023",
        "Jam: 09.00–12.00 WIB → 13.00–16.00 WIB",
    ]
    assert len(other.messages) == before[1]
    assert await _held(office, one.user.first_name) == [3 - mine[0]]
    # The answer goes to the new one, the old invitation has neither date nor buttons.
    news, _, asks = told.text.partition("Jawaban Anda: ")
    assert asks == "belum ada\nTekan salah satu tombol di bawah."
    await office.press(one, "Hadir")
    await office.settle()
    assert told.text == f"{news}Jawaban Anda: ✅ Hadir\nBisa diubah sampai acara dimulai."
    await office.say(one, "/hadir HPS-07/2")
    await office.press(one, "Berhalangan")
    await office.press(one, "Sakit")
    await office.settle()
    assert told.text == f"{news}Jawaban Anda: 🚫 Berhalangan (sakit)\nBisa diubah sampai acara dimulai."
    assert not any("22 November" in said.text and said.buttons for said in one.messages if said is not told)
    # Pressed again, or at night by planning, or divided anew: nothing is said twice.
    count = len(one.messages)
    head.press_data("swd:2:1", head.messages[-1])
    await office.at("2023-10-04", 9)
    await office.say(head, "/gelombang HPS-07")
    await office.press(head, "Bagi begini")
    assert len(one.messages) == count
    assert await _held(office, one.user.first_name) == [3 - mine[0]]


async def test_what_waits_for_the_morning_says_what_holds_and_nobody_forges(office: Office) -> None:
    head, one, other = await two_batches(office)
    await office.say(one, "/kegiatan HPS-07")
    await office.press(one, "Tukar gelombang")
    await office.press(one, "HPS-07/2")
    for forged in ("swd:1:1", "swd:99:1", "swb:1:99", "swb:99:1"):
        other.press_data(forged, other.messages[-1])
        await office.settle()
    await office.at("2023-10-03", 22)
    before = len(one.messages)
    await office.press(head, "Setujui")
    assert len(one.messages) == before
    # The new one is called off before they read of it: only that the old one is off is left to say, and no more than that.
    await office.say(head, "/batalkan HPS-07/2 ruang terpakai")
    await office.press(head, "Ya, batalkan sesi")
    await office.at("2023-10-04", 7)
    assert [said.text.splitlines()[0] for said in one.messages[before:]] == ["ℹ️ Undangan Anda ditarik"]
    # Of the one that is left, all come.
    await office.say(head, "/gelombang HPS-07")
    await office.press(head, "Undang semua")
    assert one.screen.startswith("📨 Undangan")
    assert await _held(office, one.user.first_name) != []


async def test_whoever_is_in_one_batch_answers_by_the_activitys_code(office: Office) -> None:
    head, one, other = await two_batches(office)
    assert "HPS-07/1" in await office.say(one, "/hadir HPS-07")
    assert "HPS-07/2" in await office.say(other, "/hadir hps 07")
    assert "🚫 Berhalangan (sakit)" in await office.say(other, "/izin HPS-07 sakit")
    # Who is in none is asked which.
    assert await office.say(head, "/hadir HPS-07") == (
        "Kegiatan HPS-07 punya beberapa sesi: HPS-07/1, HPS-07/2. Sebutkan salah satunya."
    )


async def test_who_asked_for_a_batch_that_is_called_off_reads_that_they_stay(office: Office) -> None:
    head, one, _ = await two_batches(office)
    await office.say(one, "/kegiatan HPS-07")
    await office.press(one, "Tukar gelombang")
    await office.press(one, "HPS-07/2")
    before = len(one.messages)
    await office.say(head, "/batalkan HPS-07/2 banjir")
    await office.press(head, "Ya, batalkan sesi")
    off = "ℹ️ HPS-07/2 dibatalkan, jadi Anda tidak bisa pindah ke sana. Undangan Anda tetap:"
    again = (
        "ℹ️ HPS-07/2 jadi dilaksanakan, jadi permintaan Anda pindah ke sana menunggu persetujuan lagi. "
        "Sampai itu undangan Anda tetap:"
    )
    assert [said.text.splitlines()[0] for said in one.messages[before:]] == [off]
    # Undone, they read that their request stands, and called off again that it does not.
    await office.press(head, "Urungkan")
    await office.press(head, "Ya, urungkan")
    await office.say(head, "/batalkan HPS-07/2 banjir")
    await office.press(head, "Ya, batalkan sesi")
    await office.at("2023-10-03", 20)
    assert [said.text.splitlines()[0] for said in one.messages[before:]] == [off, again, off]


@pytest.mark.parametrize("to_and_fro", [False, True])
async def test_who_has_the_account_again_reads_there_once_that_they_are_of_another_batch(
    office: Office, *, to_and_fro: bool
) -> None:
    head, one, _ = await two_batches(office)
    (mine,) = await _held(office, one.user.first_name)
    other = 3 - mine
    new = office.sim.person("Akun lain", one.user.phone)
    await office.register(new)
    invited = next(message for message in one.messages if f"HPS-07/{mine}" in message.text and message.buttons)
    before = len(one.messages)
    for batch in (other, mine) if to_and_fro else (other,):
        await office.say(head, f"/gelombang HPS-07/{batch} Wonodadi")
        await office.press(head, "Bagi begini")
        await office.clock.advance(timedelta(minutes=5))
        assert new.screen.startswith(f"🔀 Gelombang Anda diganti: HPS-07/{3 - batch} → HPS-07/{batch}")
    await office.press(one, "Bukan saya, kembalikan")
    await office.clock.advance(timedelta(minutes=10))
    told = [message for message in one.messages[before:] if "HPS-07" in message.text]
    (last,) = told
    if to_and_fro:
        assert last.text.startswith("📨 Undangan")
    else:
        assert last.text.startswith(f"🔀 Gelombang Anda diganti: HPS-07/{mine} → HPS-07/{other}")
        assert (invited.text.startswith("📨"), invited.buttons) == (False, [])
    await office.press(one, "Hadir")
    assert "Jawaban Anda: ✅ Hadir" in last.text
    # Once.
    count = len(one.messages)
    await office.restart()
    await office.at("2023-10-05", 12)
    assert len(one.messages) == count
