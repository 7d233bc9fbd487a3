"""A roster turns nobody into somebody else: by a number, by an empty cell, or by taking the last admin away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.documents.tables import write_csv
from bot.domain.ledger import Purpose, State
from bot.domain.vocabulary import Role
from bot.storage.models import Person
from tests.importing.desk import ROSTER, counts, named
from tests.office import heads

if TYPE_CHECKING:
    from bot.services.importing import Imported
    from bot.simulator import Person as Someone
    from tests.importing.desk import Desk
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

BUDI = "Ma'ruf Budi,0840 0000 1001,Wonodadi,Ketua Panwascam,SDMO,anggota"
INA = "Ina,0840 0000 1005,,Staf Bawaslu,SDMO,admin"
OTHER = "Orang Lain,0840 0000 1001,Srengat,PKD,,"
PHONE = "+6284000001001"
SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def registered(desk: Desk, name: str, telegram_id: int) -> None:
    async with desk.ctx.db.write() as session:
        values = {"telegram_id": telegram_id, "registered_at": desk.ctx.clock.now()}
        await session.execute(update(Person).where(Person.name == name).values(values))


async def standing(desk: Desk) -> list[tuple[str, str | None, int | None, str]]:
    return [(one.name, one.phone, one.telegram_id, str(one.active_until or "")) for one in await desk.people()]


def replaced(done: Imported) -> list[tuple[str, str]]:
    assert done.roster is not None
    return [(one.before.name, one.after.name) for one in done.roster.replaced]


@pytest.mark.parametrize("dry_run", [False, True])
async def test_a_number_of_somebody_else_changes_nothing_unasked(desk: Desk, dry_run: bool) -> None:
    await desk.roster(BUDI)
    await registered(desk, "Ma'ruf Budi", 77)
    before, audit = await standing(desk), await desk.audit()
    # Nor does any other line of the file.
    done = await desk.roster(OTHER, INA, dry_run=dry_run)
    assert (done.asks, done.kept, replaced(done)) == (True, False, [("Ma'ruf Budi", "Orang Lain")])
    assert (await standing(desk), await desk.audit()) == (before, audit)
    # What somebody agreed to of another is no leave to do this.
    (budi,) = await desk.people()
    assert (await desk.roster(OTHER, agreed=[budi.id + 1])).asks
    assert await standing(desk) == before


async def test_once_agreed_the_one_leaves_office_and_account_and_the_other_is_new(desk: Desk) -> None:
    await desk.roster(BUDI, INA)
    await registered(desk, "Ma'ruf Budi", 77)
    budi, _ = await desk.people()
    done = await desk.roster(OTHER, agreed=[budi.id])
    assert (counts(done), done.kept, done.asks) == ((1, 0, 0), True, False)
    assert await standing(desk) == [
        ("Ma'ruf Budi", None, None, "2023-10-01"),
        ("Ina", "+6284000001005", None, ""),
        ("Orang Lain", PHONE, None, ""),
    ]
    assert ("person.replaced", {"by": "Orang Lain"}) in await desk.audit()
    assert counts(await desk.roster(OTHER)) == (0, 0, 1)
    # An account is not what it takes: a person whom nobody has registered has a history too.
    again = await desk.roster("Lain Lagi,0840 0000 1001,Udanawu,PKD,,", agreed=None)
    assert replaced(again) == [("Orang Lain", "Lain Lagi")]


@pytest.mark.parametrize(
    "line",
    [
        "MA’RUF BUDI,0840 0000 1001,Wonodadi,Ketua Panwascam,SDMO,anggota",
        '"Drs. H. Ma\'ruf Budi, S.H., M.Si.",0840 0000 1001,Wonodadi,Ketua Panwascam,SDMO,anggota',
        "Makruf Budi Santoso,0840 0000 1009,Wonodadi,Ketua Panwascam,SDMO,anggota",
        "Marouf Budi,0840 0000 1001,Wonodadi,Ketua Panwascam,HP2H,anggota",
        "M. Budi,0840 0000 1001,Wonodadi,Ketua Panwascam,SDMO,anggota",
        '"Ma‘ruf  Budi, S.Pd.",0840 0000 1001,Srengat,PKD,,anggota',
        '"Maruf Budi S.H.",0840 0000 1009,Wonodadi,Ketua Panwascam,HP2H,anggota',
    ],
)
async def test_who_is_only_written_differently_or_has_moved_stays_the_same(desk: Desk, line: str) -> None:
    await desk.roster(BUDI)
    await registered(desk, "Ma'ruf Budi", 77)
    done = await desk.roster(line)
    if "Makruf" in line:
        # Another number as well: nothing says that it is he.
        assert counts(done) == (1, 0, 0)
        return
    assert counts(done) == (0, 1, 0)
    (budi,) = await desk.people()
    assert budi.telegram_id == 77


async def test_who_takes_over_a_chair_with_its_number_is_somebody_else_with_an_own_number_nobody_goes(
    desk: Desk,
) -> None:
    await desk.roster(BUDI)
    assert (await desk.roster(BUDI.replace("Ma'ruf Budi", "Joko Susilo"))).asks
    assert counts(await desk.roster(BUDI.replace("Ma'ruf Budi", "Joko Susilo").replace("1001", "1002"))) == (1, 0, 0)
    assert [until for *_, until in await standing(desk)] == ["", ""]


async def test_a_namesake_with_another_number_in_another_chair_is_taken_for_nobody_unasked(desk: Desk) -> None:
    await desk.roster(BUDI)
    await registered(desk, "Ma'ruf Budi", 77)
    before = await standing(desk)
    line = "Ma'ruf Budi,0840 0000 1009,Wonodadi,PKD,,"
    done = await desk.roster(line)
    assert (done.asks, done.kept) == (True, False)
    assert done.roster is not None
    (doubtful,) = done.roster.doubtful
    assert doubtful.name == "Ma'ruf Budi"
    assert await standing(desk) == before
    # As the bot advises where they are two: the names differ.
    assert counts(await desk.roster('"Ma\'ruf Budi, S.Pd.",0840 0000 1010,Wonodadi,PKD,,')) == (1, 0, 0)
    assert counts(await desk.roster(line, agreed=[doubtful.person_id])) == (0, 1, 0)
    assert (await standing(desk))[0] == ("Ma'ruf Budi", "+6284000001009", 77, "")


async def test_a_roster_with_titles_and_one_without_are_of_the_same_people(desk: Desk) -> None:
    first = (
        '"BUDI SANTOSO, S.H., M.H.",,Wonodadi,Kepala Sekretariat,,',
        "Drs. H. Agus Uji,,Udanawu,Staf Sekretariat,,",
        '"Rini Uji, S.Pd",0840 0000 1003,Srengat,PKD,,',
        "Ma'ruf Uji,0840 0000 1004,Srengat,PKD,,",
    )
    then = (
        "Budi Santoso,,Wonodadi,Kepala Sekretariat,,",
        "H. Agus Uji,,Udanawu,Staf Sekretariat,,",
        "Rini Uji,0840 0000 1003,Srengat,PKD,,",
        "Maruf  UJI,0840 0000 1004,Srengat,PKD,,",
    )
    assert counts(await desk.roster(*first)) == (4, 0, 0)
    assert counts(await desk.roster(*then)) == (0, 4, 0)
    # As the office writes them now.
    assert [one.name for one in await desk.people()] == ["Budi Santoso", "H. Agus Uji", "Rini Uji", "Maruf UJI"]
    # Twice in one file.
    done = await desk.roster(first[0], then[0], "Rini Uji,0840 0000 1003,Srengat,PKD,,")
    assert named(done.problems) == [(3, "nama", "Budi Santoso", "same-person")]
    assert done.problems[0].values == {"first": 2, "name": "BUDI SANTOSO, S.H., M.H."}


async def test_two_who_differ_in_titles_and_number_alone_are_asked_about(desk: Desk) -> None:
    known, other = '"Budi Uji, S.H.",0840 0000 1001,Wonodadi,PKD,,', '"Budi Uji, M.H.",0840 0000 1002,Wonodadi,PKD,,'
    await desk.roster(known)
    done = await desk.roster(other)
    assert done.roster is not None
    assert (done.asks, done.kept, [one.name for one in done.roster.doubtful]) == (True, False, ["Budi Uji, S.H."])
    # Both of them, each with a number: two people, as the question advises.
    assert counts(await desk.roster(known, other)) == (1, 0, 1)
    # Whom of the two a name without title and number means, nobody knows.
    done = await desk.roster("Budi Uji,,Wonodadi,PKD,,")
    assert named(done.problems) == [(2, "nama", "Budi Uji", "namesake")]
    assert done.problems[0].values == {"names": "Budi Uji, S.H. / Budi Uji, M.H."}


async def test_an_empty_role_leaves_it_as_it_is(desk: Desk) -> None:
    await desk.roster(BUDI, INA)
    assert counts(await desk.roster(BUDI.replace("anggota", ""), INA.replace("admin", ""))) == (0, 0, 2)
    assert [person.role for person in await desk.people()] == [Role.MEMBER, Role.ADMIN]


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("Ina,0840 0000 1005,,Staf Bawaslu,SDMO,anggota,", "peran", "anggota"),
        ("Ina,0840 0000 1005,,Staf Bawaslu,SDMO,,2023-10-01", "sampai", "2023-10-01"),
        ("Ina,0840 0000 1005,,Staf Bawaslu,SDMO,,2023-12-31", "sampai", "2023-12-31"),
        ("Ina,0840 0000 1005,,Staf Bawaslu,SDMO,,2023-12-31", "mulai", "2023-12-31"),
        ("Orang Lain,0840 0000 1005,,Kordiv Bawaslu,SDMO,,", "telepon", "+6284000001005"),
    ],
)
async def test_the_last_admin_is_not_taken_away(desk: Desk, line: str, column: str, value: str) -> None:
    await desk.roster(BUDI, INA)
    head = f"{ROSTER},{'mulai' if column == 'mulai' else 'sampai'}"
    done = await desk.roster(line, head=head, agreed=None)
    assert named(done.problems) == [(2, column, value, "last-admin")]
    assert done.problems[0].values == {"name": "Ina"}
    assert [until for *_, until in await standing(desk)] == ["", ""]
    # Another in the same file will do.
    joko = "Joko,0840 0000 1006,,Staf Bawaslu,SDMO,admin,"
    assert (await desk.roster(line, joko, head=head, agreed=None)).kept


async def test_an_office_without_an_admin_may_import(desk: Desk) -> None:
    await desk.roster(BUDI)
    assert counts(await desk.roster(BUDI, "Ina,0840 0000 1005,,Staf Bawaslu,SDMO,anggota")) == (1, 0, 1)


async def test_what_changes_is_told_by_column(desk: Desk) -> None:
    await desk.roster(f"{BUDI},", f"{INA},", "Rina,,Srengat,PKD,,,", head=f"{ROSTER},sampai")
    done = await desk.roster(
        "Ma’ruf Budi,0840 0000 1002,Wonodadi,Anggota Panwascam,HP2H,kepala,2023-11-30",
        f"{INA},",
        "Rina,,Srengat,PKD,,,",
        "Joko,,Udanawu,PKD,,,",
        head=f"{ROSTER},sampai",
        dry_run=True,
    )
    assert (done.added, done.changed, done.same, done.asks, done.kept) == (1, 1, 2, True, False)
    assert done.roster is not None
    (budi,) = done.roster.altered
    assert (budi.name, [(one.column, one.before, one.after) for one in budi.fields]) == (
        "Ma'ruf Budi",
        [
            ("nama", "Ma'ruf Budi", "Ma’ruf Budi"),
            ("telepon", PHONE, "+6284000001002"),
            ("jabatan", "Ketua Panwascam", "Anggota Panwascam"),
            ("divisi", "SDMO", "HP2H"),
            ("peran", "anggota", "kepala"),
        ],
    )
    assert [(one.name, str(one.last_day)) for one in done.roster.leaving] == [("Ma'ruf Budi", "2023-11-30")]
    assert [(one.name, one.district) for one in done.roster.new] == [("Joko", "Udanawu")]


async def send(office: Office, admin: Someone, *lines: str) -> str:
    content = write_csv(ROSTER.split(","), [tuple(line.split(",")) for line in lines])
    admin.send_document("daftar.csv", content)
    await office.settle()
    return admin.screen


async def test_in_the_chat_a_press_makes_one_person_another_and_nothing_of_the_first_is_the_seconds(
    office: Office,
) -> None:
    head, ketua, admin = await office.head(), await office.chair_of(), await office.admin()
    await office.say(head, SET)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Sakit")
    line = f"Orang Lain,{ketua.user.phone},Srengat,PKD,,"
    asked = await send(office, admin, line)
    assert "File sebelumnya" not in asked
    assert asked.startswith("🔎 Daftar anggota, belum disimpan: 1 baru, 0 berubah, 0 tetap.")
    name = ketua.user.first_name
    assert f": {name} (Ketua Panwascam Wonodadi) → Orang Lain (PKD Srengat)" in asked
    assert "Tidak ada yang disimpan" in await office.press(admin, "Tidak jadi")
    assert "SDMO-02/1" in await office.say(ketua, "/hadir SDMO-02")
    await send(office, admin, line)
    # Words are no agreement; the same file again asks again.
    assert "Belum disimpan" in await office.say(admin, "ya")
    assert "File sebelumnya belum disimpan" in await send(office, admin, line)
    before = len(ketua.messages)
    answered = next(one for one in ketua.messages if "(sakit)" in one.text)
    comes = next(one["callback_data"] for one in answered.inline_buttons if "Hadir" in one["text"])
    assert (await office.press(admin, "Terapkan")).startswith("✅ Daftar anggota diimpor: 1 baru")
    assert f"mengganti {name} dengan Orang Lain" in await office.say(admin, "/audit")
    # That account is told whose number it is now and nothing else, and its buttons answer for nobody.
    assert [name in one.text and "Orang Lain" in one.text for one in ketua.messages[before:]] == [True]
    before += 1
    ketua.press_data(comes, answered)
    await office.settle()
    assert "Tercatat" not in ketua.notes[-1][0]
    await office.at("2023-10-05", 9)
    assert len(ketua.messages) == before
    await office.register(ketua)
    assert "Orang Lain" in ketua.screen
    ketua.press_data(comes, answered)
    await office.settle()
    assert "memakai akun ini sebelum Anda" in ketua.notes[-1][0]
    await office.at("2023-10-06", 13)
    assert not [text for text in heads(list(ketua.messages[before:])) if text.startswith(("🔔", "📨"))]
    assert not [row for row in await office.deliveries(state=State.PENDING) if row.chat_id == ketua.id]


async def test_a_file_in_the_chat_lists_what_would_be_and_keeps_it_with_a_press(office: Office) -> None:
    ketua, admin = await office.chair_of(), await office.admin()
    name = ketua.user.first_name.split(",")[0]
    line = f"{name},{ketua.user.phone},Wonodadi,Anggota Panwascam,SDMO,"
    assert await send(office, admin, line, "Xaverius,,Srengat,PKD,,") == (
        "🔎 Daftar anggota, belum disimpan: 1 baru, 1 berubah, 0 tetap.\nBaru:\n• Xaverius (PKD Srengat)\nBerubah:\n"
        f"• {ketua.user.first_name} – nama: {ketua.user.first_name} → {name}; jabatan: Ketua Panwascam → Anggota Panwascam\n"
        "Terapkan seperti ini?"
    )
    assert "Tidak ada anggota bernama" in await office.say(admin, "/peran Xaverius")
    await send(office, admin, line, "Xaverius,,Srengat,PKD,,")
    assert (await office.press(admin, "Terapkan")).startswith("✅ Daftar anggota diimpor: 1 baru, 1 berubah, 0 tetap.")
    assert "Xaverius" in await office.say(admin, "/peran Xaverius")
    # Nothing to keep: nothing to press.
    done = await send(office, admin, line)
    assert (done, admin.messages[-1].buttons) == ("✅ Daftar anggota diimpor: 0 baru, 0 berubah, 1 tetap.", [])


async def test_whoever_loses_a_role_is_told_once_and_not_at_night(office: Office) -> None:
    head, admin = await office.head(), await office.admin()
    name = head.user.first_name.split(",")[0]
    await office.at("2023-10-02", 22)
    before = len(head.messages)
    for role in ("anggota", "kepala", "anggota"):
        await send(office, admin, f"{name},{head.user.phone},,Kordiv Bawaslu,SDMO,{role}")
        await office.agree(admin)
    assert len(head.messages) == before
    await office.at("2023-10-03", 9)
    told = [one.text for one in head.messages[before:] if one.text.startswith("🔑")]
    assert len(told) == 1
    assert "dari kepala menjadi anggota" in told[0]
    await office.say(admin, f"/peran {name} kepala")
    await office.press(admin, "Ya, lanjutkan")
    assert len([one for one in head.messages if one.text.startswith("🔑")]) == 1
    await office.say(admin, f"/peran {name} anggota")
    await office.press(admin, "Ya, lanjutkan")
    assert head.screen.startswith("🔑 Peran Anda di bot berubah: dari kepala menjadi anggota")
    assert len(await office.deliveries(Purpose.ROLE, State.SENT)) == 2


async def test_the_last_admin_is_named_with_what_to_do(office: Office) -> None:
    admin = await office.admin()
    name = admin.user.first_name.split(",")[0]
    both = (f"{name},{admin.user.phone}", "Wiwik Yulianti,0840 0000 0095")
    said = await send(office, admin, *(f"{one},,Staf Bawaslu,SDMO,anggota" for one in both))
    assert f"{admin.user.first_name} admin terakhir kantor ini; jadikan orang lain admin dulu" in said
    assert said.count("admin terakhir") == 2
