"""People of one kecamatan: who stands in hears of it or is said not to, and each sees who of the others comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose
from tests.office import heads
from tests.refusals import NO_LONGER, NOT_YOURS

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

SET = "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu"
ALL = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
NOT_REACHED = "belum bisa dihubungi lewat bot"


async def invited(office: Office) -> tuple[Person, Person]:
    """Somebody invited, and a colleague who is not on the bot."""
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, SET)
    return kordiv, office.find("Ketua Panwascam", "Wonodadi")


async def test_a_substitute_who_is_not_on_the_bot_is_said_not_to_be_told(office: Office) -> None:
    kordiv, ketua = await invited(office)
    asked = await office.press(kordiv, "Diwakilkan")
    assert "📵" in asked
    label = next(one for one in kordiv.messages[-1].buttons if ketua.user.first_name in one)
    assert label.endswith(" 📵")
    chosen = await office.press(kordiv, ketua.user.first_name)
    assert (
        kordiv.notes[-1][0] == "Tercatat: diwakilkan. Wakil Anda belum bisa dihubungi lewat bot; teruskan undangannya."
    )
    assert f"{ketua.user.first_name} {NOT_REACHED}. Mohon teruskan undangan ini kepadanya." in chosen
    # It stands wherever the answer does, until it is so no more.
    assert NOT_REACHED in await office.say(kordiv, "/hadir HPS-03")
    await office.register(ketua)
    assert ketua.screen.startswith(f"👥 Anda ditunjuk mewakili {kordiv.user.first_name}")
    assert NOT_REACHED not in await office.say(kordiv, "/hadir HPS-03")
    ketua.block()
    await office.settle()
    assert NOT_REACHED in await office.say(kordiv, "/hadir HPS-03")


@pytest.mark.begins("2023-11-01")
async def test_a_substitute_who_registers_later_is_told_once_and_reminded(office: Office) -> None:
    kordiv, ketua = await invited(office)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    await office.register(ketua)
    await office.say(ketua, "/start")
    ketua.block()
    ketua.unblock()
    await office.settle()
    await office.at("2023-11-07", 12)
    told = [line for line in heads(list(ketua.messages)) if line.startswith(("👥", "🔔"))]
    assert told == [f"👥 Anda ditunjuk mewakili {kordiv.user.first_name}", "🔔 Pengingat: besok pukul 09.00"]
    await office.press(kordiv, "Hadir")
    assert ketua.screen.startswith("👥 Anda tidak jadi mewakili")


@pytest.mark.begins("2023-11-01")
async def test_a_substitute_told_at_night_who_was_out_of_reach_hears_it_once(office: Office) -> None:
    kordiv, ketua = await invited(office)
    await office.register(ketua)
    await office.at("2023-11-01", 22)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    ketua.block()
    await office.settle()
    ketua.unblock()
    await office.settle()
    await office.at("2023-11-02", 9)
    assert len([line for line in heads(list(ketua.messages)) if line.startswith("👥")]) == 1
    assert len(await office.deliveries(Purpose.SUBSTITUTE)) == 1


async def test_a_guest_is_said_to_be_out_of_reach_wherever_the_answer_stands(office: Office) -> None:
    kordiv, _ = await invited(office)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, "Orang lain")
    line = "Mohon teruskan undangan ini kepadanya; bot tidak bisa menghubungi orang di luar daftar anggota."
    assert (await office.say(kordiv, "Sutrisno, Staf Kecamatan")).count(line) == 1
    assert line in await office.say(kordiv, "/hadir HPS-03")


async def test_each_sees_who_of_the_own_kecamatan_comes(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    member = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    far = await office.chair_of("Udanawu")
    await office.say(head, ALL)
    await office.press(member, "Berhalangan")
    await office.press(member, "Sakit")
    await office.press(far, "Hadir")
    shown = await office.press(ketua, "Rekan sekecamatan")
    assert shown.startswith("👥 Kecamatan Wonodadi · SDMO-02/1")
    assert "Diundang 3 · sudah menjawab 1 (33%)" in shown
    assert f"🚫 Berhalangan: 1\n{member.user.first_name}" in shown
    # Why is nobody else's business, and who comes from elsewhere not theirs; nor is anybody's number.
    assert "sakit" not in shown
    assert far.user.first_name not in shown
    assert member.user.phone not in shown
    assert "Jawaban Anda: belum ada" in await office.press(ketua, "Kembali")
    assert "Jawaban Anda: ✅ Hadir" in await office.press(ketua, "Hadir")
    # The office's own people have no kecamatan; others' sessions are nobody's to look at.
    ketua.press_data("kec:999", ketua.messages[-1])
    await office.settle()
    assert ketua.notes[-1][0] == NOT_YOURS
    head.press_data("kec:1", head.messages[-1])
    await office.settle()
    assert head.notes[-1][0] == NO_LONGER


async def test_a_head_of_secretariat_is_told_whom_the_bot_cannot_tell(office: Office) -> None:
    await invited(office)
    await office.say(await office.head(), ALL)
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    shown = await office.say(kasek, "/belum SDMO-02")
    assert f"{office.find('Ketua Panwascam', 'Wonodadi').user.first_name} 📵" in shown
    assert f"{office.find('Anggota Panwascam', 'Wonodadi', 'PP-PS').user.first_name} 📵" not in shown
    assert "mereka langsung diberi tahu, kecuali yang bertanda 📵" in shown
