"""What somebody reads first of a session is the invitation, whatever else is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.office import heads

if TYPE_CHECKING:
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def test_who_comes_back_reads_the_invitation_and_then_the_materials(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    ketua.block()
    await office.say(head, SET)
    await office.say(head, "/materi SDMO-02")
    head.send_document("paparan.pdf", b"%PDF materi")
    await office.settle()
    ketua.unblock()
    read = len(ketua.messages)
    await office.say(ketua, "/bantuan")
    late = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    assert heads(list(ketua.messages[read:]))[-2:] == ["📨 Undangan · Jum 6 Okt 09.00", "📎 Materi"]
    # The answer to the registration comes on a way of its own, before or after them.
    told = [line for line in heads(list(late.messages)) if not line.startswith("✅ Anda terdaftar")]
    assert told[-2:] == ["📨 Undangan · Jum 6 Okt 09.00", "📎 Materi"]
