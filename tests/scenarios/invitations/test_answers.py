from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.vocabulary import Answer
from bot.storage.models import AuditEntry, Invitation

if TYPE_CHECKING:
    from tests.office import Office


async def _answers(office: Office) -> list[Answer | None]:
    async with office.bot.db.read() as session:
        found = (await session.execute(select(Invitation.answer).order_by(Invitation.id))).scalars()
        return [answer for answer in found if answer is not None]


@pytest.mark.handler("invitations.answering")
async def test_an_answer_may_change_until_the_session_starts(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert "Jawaban Anda: ✅ Hadir" in await office.press(ketua, "Hadir")
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    assert "dalam satu pesan" in ketua.screen
    await office.say(ketua, "ada hajatan <b>keluarga</b> 🙏 & مرحبا")
    assert "🚫 Berhalangan (ada hajatan <b>keluarga</b> 🙏 & مرحبا)" in ketua.screen
    assert await _answers(office) == [Answer.EXCUSED]
    await office.at("2023-10-06", 9.1)
    await office.press(ketua, "Hadir")
    assert ketua.notes[-1][0] == "Sesi SDMO-02/1 sudah dimulai; jawaban tidak bisa diubah lagi."
    assert await _answers(office) == [Answer.EXCUSED]


async def test_a_double_press_is_one_answer(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    for _ in range(3):
        ketua.press("Hadir")
    await office.settle()
    assert await _answers(office) == [Answer.ATTENDING]
    async with office.bot.db.read() as session:
        query = select(AuditEntry).where(AuditEntry.action == "invitation.answer")
        assert len((await session.execute(query)).all()) == 1


async def test_a_substitute_of_the_kecamatan_is_told_reminded_and_released(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.press(kordiv, "Diwakilkan")
    assert sum(" · " in label for label in kordiv.messages[-1].buttons) == 3
    await office.press(kordiv, ketua.user.first_name)
    assert f"👥 Diwakilkan oleh {ketua.user.first_name}\n" in kordiv.screen
    assert ketua.screen.startswith(f"👥 Anda ditunjuk mewakili {kordiv.user.first_name}")
    await office.at("2023-11-07", 8.1)
    assert "Anda mewakili" in ketua.screen
    assert not kordiv.screen.startswith("🔔")
    await office.press(kordiv, "Hadir")
    assert ketua.screen.startswith("👥 Anda tidak jadi mewakili")


async def test_forged_and_stale_presses_get_a_clear_box_and_change_nothing(office: Office) -> None:
    head, ketua = await office.head("HPS"), await office.chair_of("Wonodadi")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    message = ketua.messages[-1]
    for data in (
        "yes:1",
        "yes:999",
        "yes:x",
        "sub:1:1",
        "zzz:1",
        "exc:1:SICK",
        "exc:1:NOPE",
        "nudge:1",
        "grp:1",
        "",
        "canok:1",
    ):
        ketua.press_data(data, message)
        await office.settle()
        assert ketua.notes[-1][1], data
        assert ketua.notes[-1][0], data
    assert await _answers(office) == []


async def test_izin_takes_the_reason_in_one_line(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    assert await office.say(ketua, "/izin sakit") == (
        "Tidak ada undangan yang menunggu jawaban Anda. Lihat /jadwal untuk rencana berikutnya."
    )
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert "Berhalangan (sakit)" in await office.say(ketua, "/izin sakit")
    assert "Berhalangan (motor mogok di Wates)" in await office.say(ketua, "/izin SDMO-02 motor mogok di Wates")
    assert await office.say(ketua, f"/izin SDMO-02 {'a' * 600}") == (
        "Alasan 600 huruf, paling banyak 500. Mohon dipersingkat."
    )


async def test_batal_leaves_a_dialogue_and_an_edited_message_is_no_answer(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    assert await office.say(ketua, "/batal") == "Isian dihentikan; tidak ada yang disimpan."
    assert await office.say(ketua, "sakit") == "Maaf, saya belum mengerti. Coba /menu, /jadwal, atau /hadir"
    ketua.edit_last("sakit sekali")
    await office.settle()
    assert await _answers(office) == []
    assert await office.say(ketua, "/batal") == "Tidak ada isian yang sedang berjalan."


async def test_a_photo_or_sticker_is_no_reason(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    ketua.send_photo()
    await office.settle()
    assert ketua.screen == (
        "Alasan ditulis dalam pesan teks, misalnya: “mengantar anak ke rumah sakit”. Untuk berhenti: /batal"
    )
    ketua.send_sticker()
    await office.settle()
    assert ketua.screen == (
        "Alasan ditulis dalam pesan teks, misalnya: “mengantar anak ke rumah sakit”. Untuk berhenti: /batal"
    )
    assert "Berhalangan (sakit gigi)" in await office.say(ketua, "sakit gigi")


async def test_a_press_under_an_earlier_day_is_no_answer_to_the_present_one(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    invitation, card = ketua.messages[-1], group.messages[-1]
    await office.say(head, "/ubah SDMO-02/1 2023-10-07 13:00-15:00")
    await office.press(head, "Ya, ")
    said = "Jadwal SDMO-02/1 berubah. Mohon dijawab lagi untuk jadwal yang baru."
    for pressed in ("yes:1:1", "no:1:1", "exc:1:SICK:1", "ins:1:1", "sub:1:2:1"):
        ketua.press_data(pressed, invitation)
        await office.settle()
        assert ketua.notes[-1] == (said, True)
        assert "Sabtu, 7 Oktober 2023" in invitation.text
        assert "Jawaban Anda: belum ada" in invitation.text
    ketua.press_data("gyes:1:1", card, group)
    await office.settle()
    assert ketua.notes[-1] == (said, True)
    # Another place alone asks nobody anew.
    await office.say(head, "/ubah SDMO-02/1 2023-10-07 13:00-15:00 Hotel")
    await office.press(head, "Ya, ")
    ketua.press_data("yes:1:2", invitation)
    await office.settle()
    assert "Jawaban Anda: ✅ Hadir" in invitation.text
