"""Two offices on one bot, with plans of the same codes: nobody sees, hears of or touches what is another office's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.replay.stage import duty_file
from bot.storage.models import AuditEntry, Chat, District, DutyShift, Invitation, Session
from tests.refusals import NOT_YOURS

if TYPE_CHECKING:
    from tests.office import Neighbours, Office

SECRET = "Aula Rahasia Blitar"


@pytest.fixture
async def selayar(office: Office) -> Neighbours:
    """Blitar holds a session with an answer, piket with a report, a linked group; all of it could leak to Selayar."""
    selayar = await office.neighbours()
    head, ketua = await office.head(), await office.chair_of()
    await office.linked_group("Wonodadi", [ketua, selayar.ketua, selayar.admin])
    await office.say(head, f"/tetapkan SDMO-02 2023-10-06 09:00-12:00 {SECRET}")
    await office.press(ketua, "Hadir")
    await office.duty("2023-10-02", ketua, "Wonodadi")
    await office.say(ketua, "/piket")
    await office.press(ketua, "Aman, ada catatan")
    await office.say(ketua, "Laporan rahasia")
    await office.press(ketua, "Kirim laporan")
    return selayar


async def _session_id(office: Office) -> int:
    async with office.bot.db.read() as session:
        return (await session.execute(select(Session.id))).scalars().one()


async def test_no_command_of_the_neighbours_tells_of_the_session(office: Office, selayar: Neighbours) -> None:
    for person, lines in (
        (selayar.ketua, ("/jadwal minggu", "/kegiatan SDMO-02", "/hadir", "/hadir SDMO-02", "/izin SDMO-02/1 sakit")),
        (
            selayar.head,
            (
                "/rekap",
                "/rekap SDMO-02/1",
                "/rekap bulan",
                "/rekap kecamatan",
                "/rekap kecamatan Wonodadi",
                "/rekap piket",
                "/rekap PKT/35.05.01/20231003/1",
                "/belum",
                "/belum SDMO-02/1",
                "/ingatkan SDMO-02/1",
                "/ubah",
                "/ubah SDMO-02/1 2023-10-07 09:00 Sana",
                "/batalkan",
                "/batalkan SDMO-02/1 iseng",
                "/peserta SDMO-02/1 5",
                "/belumdaftar",
                "/status",
            ),
        ),
        (selayar.admin, ("/audit", "/peran", "/peran Endah", "/peran a")),
    ):
        for line in lines:
            seen = len(person.messages)
            await office.say(person, line)
            said = "\n".join(message.text + " ".join(message.buttons) for message in person.messages[seen:])
            assert said, line
            for leak in (SECRET, "rahasia", "Endah Wijaya", "Jum 6 Okt", "Blitar:", "Heru"):
                # What a person typed comes back in a refusal.
                assert leak not in said or leak in line, (line, leak, said)


async def test_no_forged_button_of_the_neighbours_works(office: Office, selayar: Neighbours) -> None:
    session_id = await _session_id(office)
    async with office.bot.db.read() as session:
        shift_id = (await session.execute(select(DutyShift.id))).scalars().one()
        district_id = (await session.execute(select(District.id).where(District.name == "Wonodadi"))).scalars().one()
        before = await _everything(office)
    presses = [
        *(f"{verb}:{session_id}" for verb in ("inv", "yes", "no", "ins", "gyes", "gno", "izin")),
        *(f"{verb}:{session_id}" for verb in ("rec", "sil", "nudge", "rekf:xlsx:s", "movs", "cans", "outs")),
        f"exc:{session_id}:SICK",
        f"exc:{session_id}:OTHER",
        f"sub:{session_id}:1",
        f"dutyr:{shift_id}",
        f"dutyn:{shift_id}",
        f"dutya:{shift_id}:piket:0:0",
        f"dutyf:{shift_id}:kejadian",
        f"dutyok:{shift_id}:piket",
        f"dutyv:{shift_id}:1",
        f"rek:k:{district_id}:2023-10",
        "rek:p:1:2023",
        f"rekf:pdf:k:{district_id}:2023-10",
        f"grp:{district_id}",
        "rol:1",
        "rolc:1:admin",
        "rolok:1:anggota",
    ]
    for person in (selayar.ketua, selayar.head, selayar.admin):
        seen = len(person.messages)
        for data in presses:
            person.press_data(data, person.messages[-1])
            await office.settle()
            assert person.notes[-1][0], (person.user.first_name, data)
            assert "Endah" not in person.notes[-1][0]
        assert len(person.messages) == seen
        texts = "\n".join(message.text for message in person.messages)
        assert SECRET not in texts
        assert "Endah" not in texts
    assert await _everything(office) == before


async def test_a_link_to_a_session_of_another_office_opens_nothing(office: Office, selayar: Neighbours) -> None:
    assert await office.say(selayar.ketua, f"/start s{await _session_id(office)}") == NOT_YOURS


async def test_in_a_group_of_another_office_nothing_is_said_of_either(office: Office, selayar: Neighbours) -> None:
    ketua = await office.chair_of()
    async with office.bot.db.read() as session:
        chat_id = (await session.execute(select(Chat.id))).scalars().one()
    group = next(group for group in office.groups if group.id == chat_id)
    for line in ("/jadwal", "/kegiatan SDMO-02", "/hadir", "/hadir SDMO-02"):
        said = await office.say(selayar.ketua, line, group)
        assert "tertaut ke kantor Bawaslu lain" in said, line
    assert SECRET in await office.say(ketua, "/hadir", group)
    selayar.ketua.press("Hadir", group)
    await office.settle()
    assert selayar.ketua.notes[-1][0] == NOT_YOURS


async def test_an_admin_of_another_office_cannot_take_a_group_over(office: Office, selayar: Neighbours) -> None:
    group = office.groups[0]
    await office.say(selayar.admin, "/grup", group)
    for data in ("grp:0", "grpx"):
        selayar.admin.press_data(data, group.messages[-1], group)
        await office.settle()
        assert selayar.admin.notes[-1][0] == (
            "Grup ini tertaut ke Bawaslu Kabupaten Blitar; hanya admin kantor itu yang bisa mengubahnya."
        )
    async with office.bot.db.read() as session:
        chat = (await session.execute(select(Chat))).scalars().one()
    assert chat.office_id == office.office_id
    assert chat.left_at is None


async def test_the_same_code_means_each_offices_own_session(office: Office, selayar: Neighbours) -> None:
    await office.say(selayar.head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Benteng")
    assert "Aula Benteng" in selayar.ketua.screen
    ketua = await office.chair_of()
    assert "Aula Benteng" not in "\n".join(message.text for message in ketua.messages)
    assert "Menyatakan hadir 0" in await office.say(selayar.head, "/rekap SDMO-02")
    assert "Menyatakan hadir 1" in await office.say(await office.head(), "/rekap SDMO-02")
    owed = await office.deliveries(Purpose.INVITATION)
    assert {row.office_id for row in owed} == {office.office_id, selayar.office_id}
    async with office.bot.db.read() as session:
        crossing = (
            select(Invitation.id)
            .join(Session, Session.id == Invitation.session_id)
            .where(Session.office_id == selayar.office_id, Invitation.person_id < 96)
        )
        assert list((await session.execute(crossing)).scalars()) == []


@pytest.mark.safety_tick
async def test_a_digest_speaks_of_its_own_office(office: Office, selayar: Neighbours) -> None:
    selayar.admin.send_document("piket.csv", duty_file([(date(2023, 10, 2), "Benteng", "harian", "Andi Anggota")]))
    await office.settle()
    await office.agree(selayar.admin)
    await office.at("2023-10-02", 18.5)
    # Who heads the division reads who is missing in the alarm.
    for who, missing in ((selayar.admin, "Benteng: Andi Anggota"), (selayar.head, "Piket belum melapor (1 dari 1)")):
        (digest,) = [message.text for message in who.messages if message.text.startswith("🗒")]
        assert missing in digest
        assert "SDMO-02" not in digest
    assert any("Benteng · Andi Anggota" in message.text for message in selayar.head.messages)
    assert "Andi" not in (await office.head()).screen


async def _everything(office: Office) -> list[object]:
    """What a stranger's press could have changed."""
    async with office.bot.db.read() as session:
        answers = list(await session.execute(select(Invitation.id, Invitation.answer, Invitation.excuse)))
        sessions = list(await session.execute(select(Session.id, Session.status, Session.revision)))
        chats = list(await session.execute(select(Chat.id, Chat.office_id, Chat.district_id)))
        entries = list((await session.execute(select(AuditEntry.id).order_by(AuditEntry.id))).scalars())
        owed = [row.key for row in await office.deliveries()]
        return [answers, sessions, chats, entries, owed]
