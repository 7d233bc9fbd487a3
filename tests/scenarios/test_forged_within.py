"""Within one office: whoever presses a button of somebody else, with ids that are not theirs, changes nothing of others' and reads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from sqlalchemy import select

from bot.storage.models import DutyReport, DutyShift, Invitation, Person, Session
from tests.views.test_presses import WIRE

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.simulator import Group
    from bot.simulator import Person as Someone
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="module")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
A_FEW = 15
TABLES = (Session, Invitation, Person, DutyShift, DutyReport)


class Scene(NamedTuple):
    ketua: Someone
    session: int
    person: int
    district: int


async def stored(office: Office, own: int) -> dict[str, list[str]]:
    """All of the office's tables but what is the presser's own."""
    async with office.bot.db.read() as session:
        found = {}
        for table in TABLES:
            rows = (await session.execute(select(table.__table__))).mappings()
            found[table.__tablename__] = sorted(
                repr(dict(row))
                for row in rows
                if own not in (row.get("person_id"), None if table is not Person else row["id"])
            )
        return found


async def dated(office: Office) -> Scene:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    await office.say(ketua, "operasi-usus-rahasia")
    await office.duty("2023-10-05", ketua, "Wonodadi")
    person = await office.actor(ketua)
    return Scene(ketua, 1, person.id, person.district_id or 0)


def forged(scene: Scene) -> list[str]:
    """Each kind of press, its numbers being those of the session, the person and the kecamatan of others."""
    found = set()
    for data in WIRE:
        verb, *words = data.split(":")
        for person in (scene.person, scene.district):
            ids = {"7": str(scene.session), "9": str(scene.session), "12": str(person), "5": str(scene.district)}
            ids |= {"3": "1", "4": "1", "40": "1"}
            found.add(":".join([verb, *(ids.get(word, word) for word in words)]))
    return sorted(found)


OTHERS = (
    ("Kepala Sekretariat", "Srengat", ""),
    ("Ketua Panwascam", "Srengat", ""),
    ("Anggota Panwascam", "Wonodadi", "HP2H"),
)


async def pressed_everything(
    office: Office, scene: Scene, other: Someone, group: Group | None = None, but: Collection[str] = ()
) -> str:
    """What somebody has read after every press; each is answered, most of them with a word why not."""
    card = group.messages[-1] if group is not None else other.messages[-1]
    shown, notes = len(other.messages), len(other.notes)
    presses = [data for data in forged(scene) if data.split(":")[0] not in but]
    # What nobody has read yet is bounded by person: a few at a time.
    for few in range(0, len(presses), A_FEW):
        for data in presses[few : few + A_FEW]:
            other.press_data(data, card, group)
            await office.clock.settle()
        await office.settle()
    assert [one.label for one in office.sim.world.unanswered.values()] == []
    assert len(other.notes) - notes > len(presses) / 2
    return "\n".join(
        [*(one.text for one in other.messages[shown:]), card.text, *(note for note, _ in other.notes[notes:])]
    )


async def test_whoever_is_of_another_kecamatan_or_no_head_presses_everything_and_changes_nothing_of_others(
    office: Office,
) -> None:
    scene = await dated(office)
    for place in OTHERS:
        other = await office.registered(*place)
        own = (await office.actor(other)).id
        await office.say(other, "/profil")
        before = await stored(office, own)
        assert "operasi-usus-rahasia" in str(before)
        said = await pressed_everything(office, scene, other)
        assert await stored(office, own) == before
        assert "operasi-usus-rahasia" not in said
        if "Wonodadi" not in place:
            # The rota shows the numbers of the own kecamatan's officers.
            assert scene.ketua.user.phone.removeprefix("+") not in said.replace("-", "").replace(" ", "")


async def test_a_substitute_presses_everything_and_speaks_for_nobody_else(office: Office) -> None:
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    substitute = await office.registered("Ketua Panwascam", "Wonodadi")
    await office.say(await office.head("HPS"), "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, substitute.user.first_name)
    assert substitute.screen.startswith("👥 Anda ditunjuk mewakili")
    person, own = await office.actor(kordiv), (await office.actor(substitute)).id
    scene = Scene(kordiv, 1, person.id, person.district_id or 0)
    before = await stored(office, own)
    # To say that one cannot stand in is a substitute's own.
    await pressed_everything(office, scene, substitute, but=("subno",))
    assert await stored(office, own) == before


async def test_what_is_of_a_private_chat_does_and_shows_nothing_in_a_group(
    office: Office,
) -> None:
    scene = await dated(office)
    head, member = await office.head(), await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    group = await office.linked_group("Wonodadi", [scene.ketua, head, member])
    await office.say(head, "/hadir SDMO-02", group)
    own = (await office.actor(member)).id
    before = await stored(office, own)
    assert "operasi-usus-rahasia" not in await pressed_everything(office, scene, head, group, but=("gyes", "gno"))
    assert await stored(office, own) == before
    for command in sorted(office.bot.routes.commands):
        shown = len(group.messages)
        await office.say(head, f"/{command} SDMO-02/1", group, look=True)
        said = "\n".join(message.text for message in group.messages[shown:])
        assert scene.ketua.user.phone.removeprefix("+") not in said.replace("-", "").replace(" ", ""), command
        assert "operasi-usus-rahasia" not in said, command
    assert await stored(office, own) == before
