"""One person's flood is little work and few words, and takes nothing from anybody else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.storage.models import AuditEntry
from tests.cluster.waiting import until

if TYPE_CHECKING:
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def test_floods_of_strangers_members_presses_and_cards_are_little_work_and_few_words(office: Office) -> None:
    head, ketua, honest = await office.head(), await office.chair_of(), await office.chair_of("Selopuro")
    strangers = [office.sim.person(f"Orang {number}", f"+628409999990{number}") for number in range(5)]
    group = await office.linked_group("Wonodadi", [ketua, *strangers])
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=1))
    before, own, posted, called = (
        len(strangers[0].messages),
        len(ketua.messages),
        len(group.messages),
        len(office.sim.calls()),
    )
    for _ in range(150):
        strangers[0].send("/jadwal")
        ketua.send("/jadwal")
        strangers[1].send("/profil", group)
        strangers[2].send("/jadwal", group)
        ketua.press("Hadir", message=ketua.messages[-1])
    for _ in range(60):
        ketua.send("/hadir SDMO-02", group)
    honest.press("Hadir")
    await until(lambda: honest.notes)
    await until(lambda: not (office.sim.updates.pending or office.bot.intake.running), moving=office.clock)
    await office.clock.advance(timedelta(seconds=30))
    # A stranger reads one line, and perhaps that it was too much; a member a few answers; a group one of each.
    assert 1 <= len(strangers[0].messages) - before <= 2
    assert 1 <= len(ketua.messages) - own <= 8
    assert len(group.messages) - posted <= 4
    assert sum("khusus jajaran" in message.text for message in group.messages) == 1
    answers = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "invitation.answer")
    assert await office.outside.query(lambda connection: connection.execute(answers).scalar_one()) == 2
    assert len(office.sim.calls()) - called < 100
    # Silence for strangers, whatever they write, but not for a while longer than that; and others are heard in that group.
    said = len(strangers[0].messages)
    await office.say(strangers[0], "/profil")
    assert len(strangers[0].messages) == said
    assert "SDMO-02" in await office.say(ketua, "/jadwal", group)
    await office.clock.advance(timedelta(minutes=11))
    await office.say(strangers[0], "/profil")
    assert len(strangers[0].messages) == said + 1
    # Who means to register is always heard.
    for _ in range(2):
        strangers[0].share_contact()
        await office.settle()
    assert len(strangers[0].messages) == said + 3
    await office.say(strangers[0], "/start")
    assert len(strangers[0].messages) == said + 4


async def test_different_commands_of_one_leave_half_of_a_group_to_others(office: Office) -> None:
    ketua, honest = await office.chair_of(), await office.chair_of("Selopuro")
    group = await office.linked_group("", [ketua, honest])
    await office.clock.advance(timedelta(minutes=2))
    posted, dropped = len(group.messages), list[object]()
    office.bot.intake.on_dropped.append(dropped.append)
    for number in range(60):
        ketua.send(f"/kegiatan X{number}", group)
    honest.send("/kegiatan SDMO-02", group)
    await until(lambda: not (office.sim.updates.pending or office.bot.intake.running), moving=office.clock)
    said = [message.text for message in group.messages[posted:]]
    assert len(said) == 12
    assert sum("Penguatan kelembagaan" in text for text in said) == 1
    assert sum(text.startswith("Terlalu banyak perintah sekaligus di grup ini") for text in said) == 1
    assert len(dropped) == 50
    # In private they are heard, and there too a minute later.
    assert "SDMO-02" in await office.say(ketua, "/kegiatan SDMO-02")
    await office.clock.advance(timedelta(minutes=1))
    assert "X1" in await office.say(ketua, "/kegiatan X1", group)


async def test_the_same_command_within_moments_is_answered_once_and_later_again(office: Office) -> None:
    ketua = await office.chair_of()
    before = len(ketua.messages)
    for _ in range(5):
        ketua.send("/profil")
        await office.clock.advance(timedelta(seconds=0.5))
    assert len(ketua.messages) == before + 1
    # Not where something else was said since, nor a while later.
    ketua.send("/bantuan")
    await office.clock.advance(timedelta(seconds=0.5))
    await office.say(ketua, "/profil")
    assert len(ketua.messages) == before + 3
    await office.say(ketua, "/profil")
    assert len(ketua.messages) == before + 4


async def test_edits_without_end_and_commands_of_all_kinds_in_a_group_are_few_words(office: Office) -> None:
    ketua, honest = await office.chair_of(), await office.chair_of("Selopuro")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(ketua, "/jadwa", group)
    await office.say(ketua, "/jadwa")
    own, posted, called = len(ketua.messages), len(group.messages), len(office.sim.calls())
    for number in range(200):
        ketua.edit_last(f"/jadwal {number}", group)
        ketua.edit_last(f"/jadwal {number}")
    honest.send("/profil")
    await until(lambda: "Selopuro" in honest.screen, moving=office.clock)
    await until(lambda: not (office.sim.updates.pending or office.bot.intake.running), moving=office.clock)
    await office.clock.advance(timedelta(seconds=60))
    assert (len(ketua.messages) - own, len(group.messages) - posted) == (1, 1)
    for number in range(60):
        for word in ("/jadwal", "/bantuan", "/profil", "/hadir", f"/jadwal {number % 2}"):
            ketua.send(word, group)
    await until(lambda: not (office.sim.updates.pending or office.bot.intake.running), moving=office.clock)
    await office.clock.advance(timedelta(seconds=120))
    assert 4 <= len(group.messages) - posted <= 20
    assert len(office.sim.calls()) - called < 40
