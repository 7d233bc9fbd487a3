"""A roster or an audience changes while sessions are dated: who is invited, who no longer is, and who hears of it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.documents.imports import recognise
from bot.domain.importing.changes import InvitationChange
from bot.domain.ledger import Purpose
from bot.services.importing import Imported, import_rows
from bot.services.owing.reconciling import reconcile_upcoming, upcoming
from bot.storage.models import Invitation
from tests.importing.desk import ROSTER
from tests.office import heads
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

ACTIVITY = "kode,divisi,judul,waktu,jenis,sasaran\nP2H-40,P2H,Rapat,Oktober 2023,rapat,kordiv HP2H\n"
WITHDRAWN = "ℹ️ Undangan Anda ditarik"


@pytest.fixture
async def admin(office: Office) -> Person:
    return await office.admin()


def line(person: Person, division: str, until: str = "") -> str:
    return f'"{person.user.first_name}",{person.user.phone},Wonodadi,Anggota Panwascam,{division},anggota,{until}'


async def load(office: Office, admin: Person, *lines: str) -> None:
    """Import; what the trial before it foresaw of invitations is what came."""
    content = "\n".join((f"{ROSTER},sampai", *lines)).encode()
    foreseen = (await trial(office, content)).invitations
    invited = (await to_come(office)).items()
    admin.send_document("daftar.csv", content)
    await office.settle()
    await office.agree(admin)
    assert admin.screen.startswith("✅ Daftar anggota diimpor"), admin.screen
    after = await to_come(office)
    came = [InvitationChange(code, len(after[code] - were), len(were - after[code])) for code, were in invited]
    assert foreseen == tuple(one for one in came if one.added or one.withdrawn)
    before = await stands(office)
    await office.bot.db.transact(partial(reconcile_upcoming, office_id=office.office_id, now=office.clock.now()))
    assert await stands(office) == before


async def stands(office: Office) -> tuple[list[Any], list[Any]]:
    """What is owed and who is invited: planning for everybody finds nothing to do after an import."""
    async with office.bot.db.read() as session:
        invited = select(Invitation.session_id, Invitation.person_id, Invitation.district_id, Invitation.substitute_id)
        rows = (await session.execute(invited.order_by(Invitation.id))).all()
    return [(row.key, row.state, row.due_at) for row in await office.deliveries()], [tuple(row) for row in rows]


async def trial(office: Office, content: bytes) -> Imported:
    rows = recognise(content, "roster")[1].rows
    return await import_rows(office.bot.ctx, office.office_id, "roster", rows, dry_run=True)


async def to_come(office: Office) -> dict[str, set[int]]:
    """Who is invited to each session that has not begun, by its code."""
    now = office.clock.now()
    async with office.bot.db.read() as session:
        connection = await session.connection()
        facts = await connection.run_sync(upcoming, office.office_id, now)
        rows = await session.execute(select(Invitation.session_id, Invitation.person_id))
        invited = [tuple(row) for row in rows]
    return {one.code: {who for which, who in invited if which == one.id} for one in facts if one.starts_at > now}


async def dated(office: Office, admin: Person) -> tuple[Person, Person]:
    """The Kordiv HP2H of Wonodadi, invited to a dated session, and the colleague of PP-PS."""
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    other = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    admin.send_document("kalender.csv", ACTIVITY.encode())
    await office.settle()
    await office.agree(admin)
    await office.say(await office.head("P2H"), "/tetapkan P2H-40 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert "P2H-40/1" in kordiv.screen
    assert "P2H-40/1" not in other.screen
    return kordiv, other


async def recap(office: Office) -> str:
    return await office.say(await office.head("P2H"), "/rekap P2H-40/1")


async def test_two_exchange_their_divisions_one_is_uninvited_and_told_the_other_invited(
    office: Office, admin: Person
) -> None:
    kordiv, other = await dated(office, admin)
    assert "Diundang 22 " in await recap(office)
    await load(office, admin, line(kordiv, "PP-PS"), line(other, "HP2H"))
    assert kordiv.screen.startswith(WITHDRAWN)
    assert "P2H-40/1" in kordiv.screen
    assert "Sistem menarik 1 undangan untuk P2H-40/1" in await office.say(admin, "/audit")
    assert other.screen.startswith("📨 Undangan")
    assert "Diundang 22 " in await recap(office)
    await office.at("2023-10-05", 9)
    assert kordiv.screen.startswith(WITHDRAWN)
    assert other.screen.startswith("🔔 Pengingat: besok")


async def test_a_mistaken_file_that_is_corrected_invites_again_and_the_h1_comes(office: Office, admin: Person) -> None:
    kordiv, _ = await dated(office, admin)
    for _ in range(2):
        await load(office, admin, line(kordiv, "SDMO"))
        assert kordiv.screen.startswith(WITHDRAWN)
        await load(office, admin, line(kordiv, "HP2H"))
        assert kordiv.screen.startswith("📨 Undangan")
    assert await press(office, kordiv, "Hadir") == "Tercatat: Anda menyatakan hadir."
    await office.at("2023-10-05", 9)
    assert [head for head in heads(list(kordiv.messages)) if head.startswith("🔔")] == [
        "🔔 Pengingat: besok pukul 09.00"
    ]


async def test_before_a_roster_is_kept_it_says_whose_invitations_it_sends_and_takes_back(
    office: Office, admin: Person
) -> None:
    kordiv, other = await dated(office, admin)
    lines = (line(kordiv, "PP-PS"), line(other, "HP2H"))
    heard = [len(person.messages) for person in (kordiv, other)]
    admin.send_document("daftar.csv", "\n".join((f"{ROSTER},sampai", *lines)).encode())
    await office.settle()
    told = "\n⚠️ Undangan sesi yang sudah bertanggal:\n• P2H-40/1: 1 undangan ditarik, 1 undangan baru"
    assert told in admin.screen
    assert [len(person.messages) for person in (kordiv, other)] == heard
    assert "Diundang 22 " in await recap(office)
    admin.send_document("daftar.csv", "\n".join((f"{ROSTER},sampai", *lines)).encode())
    await office.settle()
    assert told in await office.agree(admin)
    assert [len(person.messages) for person in (kordiv, other)] == [count + 1 for count in heard]


async def test_the_shells_trial_of_a_roster_counts_invitations_asks_and_keeps_nothing(
    office: Office, admin: Person
) -> None:
    kordiv, other = await dated(office, admin)
    # The number of one goes to a name that nobody has: to be agreed to, and counted all the same.
    content = f"{ROSTER},sampai\n{line(kordiv, 'HP2H').replace(kordiv.user.first_name, 'Pengganti Baru')}"
    heard = len(kordiv.messages), len(other.messages)
    # Whoever writes waits for no trial, and no trial for them.
    async with asyncio.timeout(PATIENCE), office.bot.db.write():
        tried = await trial(office, content.encode())
    assert (tried.asks, tried.kept, tried.added) == (True, False, 1)
    assert tried.invitations == (InvitationChange("P2H-40/1", 1, 1),)
    await office.settle()
    assert (len(kordiv.messages), len(other.messages)) == heard


async def press(office: Office, person: Person, label: str) -> str:
    person.press(label)
    await office.settle()
    return person.notes[-1][0]


async def test_a_mistake_corrected_at_night_disturbs_nobody(office: Office, admin: Person) -> None:
    kordiv, _ = await dated(office, admin)
    await office.at("2023-10-02", 22)
    before = len(kordiv.messages)
    await load(office, admin, line(kordiv, "SDMO"))
    await load(office, admin, line(kordiv, "HP2H"))
    await office.at("2023-10-03", 9)
    assert len(kordiv.messages) == before
    await office.at("2023-10-05", 9)
    assert kordiv.screen.startswith("🔔 Pengingat: besok")


async def test_whose_tenure_ends_before_the_session_is_no_longer_counted_and_hears_so_once(
    office: Office, admin: Person
) -> None:
    kordiv, _ = await dated(office, admin)
    await press(office, kordiv, "Hadir")
    before = len(kordiv.messages)
    await load(office, admin, line(kordiv, "HP2H", until="2023-10-02"))
    assert "Diundang 21 " in await recap(office)
    assert kordiv.screen.startswith("ℹ️ Undangan Anda ditarik")
    await office.at("2023-10-05", 9)
    await office.say(await office.head("P2H"), "/batalkan P2H-40/1 Banjir")
    assert len(kordiv.messages) == before + 1
    assert not [row for row in await office.deliveries(Purpose.CANCELLED) if row.chat_id == kordiv.id]


async def test_a_substitute_of_somebody_uninvited_is_released(office: Office, admin: Person) -> None:
    kordiv, other = await dated(office, admin)
    kordiv.press("Diwakilkan")
    await office.settle()
    kordiv.press(other.user.first_name.split(",")[0])
    await office.settle()
    assert "P2H-40/1" in other.screen
    await load(office, admin, line(kordiv, "SDMO"))
    assert "tidak jadi mewakili" in other.screen
    await office.at("2023-10-05", 9)
    assert not [head for head in heads(list(other.messages)) if head.startswith("🔔")]


async def test_cards_count_who_joins_and_who_leaves(office: Office, admin: Person) -> None:
    kordiv, other = await dated(office, admin)
    group = await office.linked_group("Wonodadi", [kordiv, other])
    assert "Diundang 1 " in group.screen
    await load(office, admin, line(other, "HP2H"))
    await office.at("2023-10-02", 9.5)
    assert "Diundang 2 " in group.screen
    await load(office, admin, line(kordiv, "SDMO"))
    await office.at("2023-10-02", 10)
    assert "Diundang 1 " in group.screen


async def test_who_comes_back_is_new_or_goes_to_another_kecamatan_is_foreseen_and_others_are_not(
    office: Office, admin: Person
) -> None:
    kordiv, other = await dated(office, admin)
    await load(office, admin, line(kordiv, "HP2H", until="2023-10-02"), line(other, "HP2H"))
    await load(office, admin, line(kordiv, "HP2H", until="2023-10-06"))
    await load(office, admin, line(kordiv, "HP2H").replace("Wonodadi", "Udanawu"))
    await load(office, admin, line(kordiv, "HP2H").replace(kordiv.user.first_name, f"{kordiv.user.first_name}, S.H."))
    await load(office, admin, "Orang Baru,081299990001,Wonodadi,Anggota Panwascam,HP2H,anggota,")


async def test_an_audience_that_changes_uninvites_and_invites(office: Office, admin: Person) -> None:
    kordiv, other = await dated(office, admin)
    admin.send_document("kalender.csv", ACTIVITY.replace("kordiv HP2H", "kordiv PP-PS").encode())
    await office.settle()
    await office.agree(admin)
    assert kordiv.screen.startswith(WITHDRAWN)
    assert other.screen.startswith("📨 Undangan")


async def test_a_session_that_has_begun_keeps_its_invitations(office: Office, admin: Person) -> None:
    kordiv, _ = await dated(office, admin)
    await office.at("2023-10-06", 10)
    before = len(kordiv.messages)
    await load(office, admin, line(kordiv, "SDMO"))
    assert "Diundang 22 " in await recap(office)
    assert len(kordiv.messages) == before


async def test_an_officer_who_has_left_office_is_not_rung_for_piket(office: Office, admin: Person) -> None:
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.duty("2023-10-04", kordiv, "Wonodadi")
    before = len(kordiv.messages)
    await load(office, admin, line(kordiv, "HP2H", until="2023-10-03"))
    await office.at("2023-10-04", 17)
    assert len(kordiv.messages) == before
