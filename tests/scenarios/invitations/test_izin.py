"""/izin with several open invitations: which one is asked, not guessed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.models import Activity, Invitation, Session

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office


async def _two_open(office: Office) -> Person:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    return ketua


async def _excused(office: Office) -> list[str]:
    async with office.bot.db.read() as session:
        query = (
            select(Activity.code)
            .join(Session, Session.activity_id == Activity.id)
            .join(Invitation, Invitation.session_id == Session.id)
            .where(Invitation.excuse.is_not(None))
        )
        return list((await session.execute(query)).scalars())


async def test_a_reason_without_a_code_asks_which_session_and_is_kept_over_a_restart(office: Office) -> None:
    ketua = await _two_open(office)
    assert await office.say(ketua, "/izin mengantar anak ke rumah sakit") == "Berhalangan untuk acara yang mana?"
    assert [label[:9] for label in ketua.messages[-1].buttons] == ["Kam 5 Okt", "Jum 6 Okt"]
    assert await _excused(office) == []
    await office.restart()
    assert "Berhalangan (mengantar anak ke rumah sakit)" in await office.press(ketua, "Jum 6 Okt")
    assert await _excused(office) == ["SDMO-02"]
    # The other is the only one without an answer, and yet perhaps not the one that is meant.
    assert await office.say(ketua, "/izin sakit") == "Berhalangan untuk acara yang mana?"
    assert await _excused(office) == ["SDMO-02"]
    assert "Berhalangan (sakit)" in await office.press(ketua, "Kam 5 Okt")
    assert sorted(await _excused(office)) == ["PPDI-01", "SDMO-02"]


async def test_a_reason_is_not_taken_for_the_one_that_has_no_answer(office: Office) -> None:
    ketua = await _two_open(office)
    await office.press(ketua, "Hadir")
    assert await office.say(ketua, "/izin sakit") == "Berhalangan untuk acara yang mana?"
    assert await _excused(office) == []


async def test_alone_it_asks_which_and_why_by_buttons(office: Office) -> None:
    ketua = await _two_open(office)
    await office.say(ketua, "/izin")
    assert await office.say(ketua, "yang jumat") == "Berhalangan untuk acara yang mana?"
    assert "Mengapa berhalangan" in await office.press(ketua, "Jum 6 Okt")
    assert "Berhalangan (dinas lain)" in await office.press(ketua, "Dinas lain")
    assert await _excused(office) == ["SDMO-02"]


async def test_a_code_alone_asks_why(office: Office) -> None:
    ketua = await _two_open(office)
    assert "Mengapa berhalangan" in await office.say(ketua, "/izin ppdi-01")
    await office.press(ketua, "Sakit")
    assert await _excused(office) == ["PPDI-01"]


async def test_a_substitute_stands_in_for_one_person_only(office: Office) -> None:
    head = await office.head()
    ketua = await office.chair_of("Wonodadi")
    other = await office.registered("Anggota Panwascam", "Wonodadi")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "Diwakilkan")
    (kasek,) = [label for label in ketua.messages[-1].buttons if "Kepala Sekretariat" in label]
    forged = ketua.messages[-1].markup
    await office.press(ketua, kasek)
    await office.press(other, "Diwakilkan")
    assert "sudah mewakili orang lain" in other.screen
    assert other.messages[-1].buttons == ["👤 Orang lain (tulis)", "« Kembali"]
    data = next(row[0]["callback_data"] for row in (forged or {})["inline_keyboard"] if row[0]["text"] == kasek)
    other.press_data(data, other.messages[-1])
    await office.settle()
    assert "belum mewakili orang lain" in other.notes[-1][0]
    # Whoever has the substitute may keep or change them.
    await office.press(ketua, "Diwakilkan")
    assert kasek in ketua.messages[-1].buttons


@pytest.mark.parametrize("way", ["Berhalangan", "/izin"])
async def test_a_reason_is_written_where_the_reasons_are_shown(office: Office, way: str) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    asked = await (office.say(ketua, way) if way.startswith("/") else office.press(ketua, way))
    assert "Pilih alasannya, atau tulis alasan lain." in asked
    shown = await office.say(ketua, "anak sakit")
    assert "Jawaban Anda: 🚫 Berhalangan (anak sakit)" in shown
    # Answered: what is written then is about something else.
    assert "belum mengerti" in await office.say(ketua, "anak sudah sembuh")
    # By button, or not at all: no more is asked.
    for label in ("Sakit", "Kembali"):
        await office.press(ketua, "Berhalangan")
        await office.press(ketua, label)
        assert "belum mengerti" in await office.say(ketua, "halo")
    assert "Jawaban Anda: 🚫 Berhalangan (sakit)" in await office.say(ketua, "/hadir SDMO-02/1")


async def test_reasons_that_were_shown_of_another_invitation_are_that_invitation_again(office: Office) -> None:
    ketua = await _two_open(office)
    # The second comes with the next morning.
    await office.at("2023-10-03", 9)
    first, second = [message for message in ketua.messages if message.text.startswith("📨")][-2:]
    for message in (first, second):
        ketua.press("Berhalangan", message=message)
        await office.settle()
    await office.clock.advance(timedelta(minutes=2))
    assert "✅ Hadir" in first.buttons
    assert any("Sakit" in label for label in second.buttons)
    await office.say(ketua, "keluarga menikah")
    assert "Berhalangan (keluarga menikah)" in second.text
    assert "Jawaban Anda: belum ada" in first.text
