"""Every update that changes something, coming twice: the second time nothing is stored, owed or written down anew.

Telegram brings an update again that a killed process did not acknowledge, and people press and send again what they got no
answer to. Each act below is the last one of its story; what it did is compared with what is there after it came once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.storage.models import AuditEntry, Base, Dialogue, ProcessedUpdate

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy import Connection

    from bot.simulator import Person
    from tests.office import Office

    Act = Callable[[Office], Awaitable[object]]

pytestmark = pytest.mark.begins("2023-11-01")

SET = "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu"
ROSTER = "nama,telepon,kecamatan,jabatan,divisi,peran\nXaverius,0840 0000 9001,Wonodadi,PKD,,anggota\n"
# What the bot remembers of updates themselves, and what it only keeps up to date.
_NOT_COMPARED = {ProcessedUpdate.__tablename__, Dialogue.__tablename__, "inbox"}
# Whoever takes a paper out is on record each time, and each message in which somebody was shown an invitation is kept up to date.
_EACH_TIME = {"paper.letter", "shown"}
_FLEETING = {"wanted", "shown", "edit_after", "turns_at", "state", "settled_at", "due_at", "attempts", "lease_until"}
_ACTS: list[Act] = []


def act(story: Act) -> Act:
    """A story whose last update comes again."""
    _ACTS.append(story)
    return story


async def _dated(office: Office) -> tuple[Person, Person]:
    """A head of HPS, and one of those invited."""
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, SET)
    return head, kordiv


async def _held(office: Office) -> tuple[Person, Person]:
    """The meeting is under way: a head, and one who said yes."""
    head, kordiv = await _dated(office)
    await office.press(kordiv, "Hadir")
    await office.at("2023-11-08", 8.5)
    return head, kordiv


@act
async def answers_yes(office: Office) -> None:
    _, kordiv = await _dated(office)
    kordiv.press("Hadir")


@act
async def answers_in_a_group(office: Office) -> None:
    head, kordiv = await _dated(office)
    group = await office.linked_group("Wonodadi", [kordiv, head])
    kordiv.press("Hadir", group)


@act
async def is_excused_by_a_button(office: Office) -> None:
    _, kordiv = await _dated(office)
    await office.press(kordiv, "Berhalangan")
    kordiv.press("Sakit")


@act
async def is_excused_in_words(office: Office) -> None:
    _, kordiv = await _dated(office)
    await office.press(kordiv, "Berhalangan")
    await office.press(kordiv, "Lainnya")
    kordiv.send("ada hajatan")


@act
async def is_excused_in_one_line(office: Office) -> None:
    _, kordiv = await _dated(office)
    kordiv.send("/izin HPS-03 motor mogok")


@act
async def changes_the_answer_after_h1(office: Office) -> None:
    _, kordiv = await _held(office)
    kordiv.send("/izin HPS-03 motor mogok")


@act
async def chooses_a_substitute(office: Office) -> None:
    _, kordiv = await _dated(office)
    ketua = await office.chair_of()
    await office.press(kordiv, "Diwakilkan")
    kordiv.press(ketua.user.first_name)


@act
async def a_substitute_declines(office: Office) -> None:
    await chooses_a_substitute(office)
    await office.settle()
    (await office.chair_of()).press("Saya tidak bisa")


@act
async def names_a_guest(office: Office) -> None:
    _, kordiv = await _dated(office)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, "Orang lain")
    kordiv.send("Sutrisno, Staf Kecamatan Wonodadi")


@act
async def dates_in_one_line(office: Office) -> None:
    await office.chair_of()
    await office.say((await office.head("HPS")), SET, look=True)
    (await office.head("HPS")).press("Ya, lanjutkan")


@act
async def dates_after_a_last_look(office: Office) -> None:
    await office.chair_of()
    head = await office.head("HPS")
    await office.say(head, SET.replace("11-08", "12-08"))
    head.press("Ya, lanjutkan")


@act
async def moves_in_one_line(office: Office) -> None:
    head, _ = await _dated(office)
    await office.say(head, "/ubah HPS-03/1 2023-11-08 13:00-15:00", look=True)
    head.press("Ya, lanjutkan")


@act
async def moves_after_a_last_look(office: Office) -> None:
    head, _ = await _dated(office)
    await office.say(head, "/ubah HPS-03/1 2023-12-08")
    head.press("Ya, lanjutkan")


@act
async def calls_it_off(office: Office) -> None:
    head, _ = await _dated(office)
    await office.say(head, "/batalkan HPS-03/1 hari libur")
    head.press("Ya, batalkan sesi")


@act
async def limits_the_seats(office: Office) -> None:
    head, _ = await _dated(office)
    head.send("/kursi HPS-03 1")


@act
async def sets_when_the_silent_are_asked(office: Office) -> None:
    head, _ = await _dated(office)
    head.send("/kejar HPS-03 2d h3")


@act
async def enters_outsiders(office: Office) -> None:
    head, _ = await _held(office)
    await office.at("2023-11-08", 13)
    head.send("/peserta HPS-03/1 18")


@act
async def reminds_the_silent(office: Office) -> None:
    head, _ = await _dated(office)
    await office.at("2023-11-02", 10)
    head.send("/ingatkan HPS-03")


@act
async def says_where_the_place_is(office: Office) -> None:
    head, _ = await _dated(office)
    await office.say(head, "/lokasi HPS-03")
    head.send_location(-8.1287, 112.2206)


@act
async def checks_in(office: Office) -> None:
    _, kordiv = await _held(office)
    kordiv.press("Saya sudah di tempat")


@act
async def a_clerk_marks(office: Office) -> None:
    head, kordiv = await _held(office)
    await office.say(head, "/absen HPS-03")
    head.press(kordiv.user.first_name)


@act
async def says_why_nobody_came(office: Office) -> None:
    head, kordiv = await _held(office)
    ketua = await office.registered("Anggota Panwascam", "Udanawu", "PP-PS")
    await office.press(ketua, "Saya sudah di tempat")
    await office.say(head, "/materi HPS-03")
    await office.at("2023-11-09", 9)
    kordiv.press("Sakit")


@act
async def adds_materials(office: Office) -> None:
    head, _ = await _held(office)
    await office.say(head, "/materi HPS-03")
    head.send_document("paparan.pdf", b"%PDF materi")


@act
async def adds_minutes(office: Office) -> None:
    head, _ = await _held(office)
    await office.say(head, "/notulen HPS-03")
    head.send_document("notulen.pdf", b"%PDF notulen")


@act
async def answers_a_question_of_the_questionnaire(office: Office) -> None:
    _, kordiv = await _held(office)
    await office.press(kordiv, "Saya sudah di tempat")
    await office.at("2023-11-09", 9)
    await office.press(kordiv, "Isi kuesioner")
    kordiv.press("4")


@act
async def reports_duty(office: Office) -> None:
    officer, _ = await office.registered("Anggota Panwascam", "Wonodadi"), await office.head()
    await office.duty("2023-11-02", officer, "Wonodadi")
    await office.at("2023-11-02", 7.5)
    await office.say(officer, "/piket")
    await office.press(officer, "Ada kejadian")
    await office.say(officer, "Pengeroyokan pengawas di TPS 3")
    officer.press("Kirim laporan")


@act
async def reports_duty_in_one_message(office: Office) -> None:
    officer = await office.registered("Anggota Panwascam", "Wonodadi")
    await office.duty("2023-11-02", officer, "Wonodadi")
    await office.at("2023-11-02", 7.5)
    officer.send("/piket lapor\nsituasi: aman\nisi: Pelayanan normal")


async def _reported(office: Office) -> tuple[Person, Person]:
    """Who reported, and who looks after it."""
    officer, keeper = (
        await office.registered("Anggota Panwascam", "Wonodadi"),
        await office.registered("Kepala Sekretariat", "Wonodadi"),
    )
    await office.duty("2023-11-02", officer, "Wonodadi")
    await office.at("2023-11-02", 7.5)
    await office.say(officer, "/piket lapor\nsituasi: aman\nisi: Pelayanan normal")
    return officer, keeper


@act
async def accepts_a_report(office: Office) -> None:
    _, keeper = await _reported(office)
    keeper.press("Diterima")


@act
async def answers_what_was_asked_of_a_report(office: Office) -> None:
    officer, keeper = await _reported(office)
    await office.press(keeper, "Perlu diperbaiki")
    await office.say(keeper, "Berapa tamunya?")
    officer.send("Dua", answering=officer.messages[-1])


@act
async def answers_a_request(office: Office) -> None:
    head, keeper = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, "/minta Jumlah PTPS, paling lambat Jumat")
    await office.press(head, "Kirim ke semua kecamatan")
    await office.press(keeper, "Jawab")
    keeper.send("12")


@act
async def links_a_group(office: Office) -> None:
    await _dated(office)
    admin = await office.admin()
    group = office.sim.group("Panwascam Wonodadi", [admin])
    group.add_bot(by=admin)
    await office.settle()
    await office.say(admin, "/grup", group)
    admin.press("Wonodadi", group)


@act
async def shows_the_card_in_a_group(office: Office) -> None:
    head, kordiv = await _dated(office)
    group = await office.linked_group("Wonodadi", [kordiv, head])
    await office.say(kordiv, "/hadir HPS-03", group)
    kordiv.press("Berhalangan", group)


@act
async def the_bot_is_put_out_of_a_group(office: Office) -> None:
    await _dated(office)
    group = await office.linked_group("Wonodadi")
    group.kick_bot(by=await office.admin())


@act
async def unlinks_a_group(office: Office) -> None:
    await _dated(office)
    group = await office.linked_group("Wonodadi")
    await office.say(await office.admin(), "/grup", group)
    (await office.admin()).press("Lepas", group)


@act
async def imports_a_roster(office: Office) -> None:
    await _dated(office)
    admin = await office.admin()
    admin.send_document("baru.csv", ROSTER.encode())
    await office.settle()
    admin.press("Terapkan")


@act
async def registers(office: Office) -> None:
    head = await office.head("HPS")
    await office.say(head, SET)
    kordiv = office.find("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(kordiv, "/start")
    kordiv.tap("Bagikan nomor")


@act
async def blocks_the_bot(office: Office) -> None:
    _, kordiv = await _dated(office)
    kordiv.block()


@act
async def gives_a_role(office: Office) -> None:
    admin, _ = await office.admin(), await office.chair_of()
    await office.say(admin, "/peran Endah Wijaya")
    await office.press(admin, "Jadikan kepala")
    admin.press("Ya, lanjutkan")


@act
async def asks_for_a_letter(office: Office) -> None:
    head, _ = await _dated(office)
    head.send("/surat HPS-03")


@act
async def tries_again_what_failed(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    kordiv.room.blocked = True
    await office.say(head, SET)
    kordiv.room.blocked = False
    await office.say(head, "/status")
    head.press("Coba lagi")


def _everything(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All that is stored, but for what passes."""
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in _NOT_COMPARED:
            columns = [column for column in table.columns if column.name not in _FLEETING]
            rows = connection.execute(select(*columns))
            found[table.name] = sorted(
                (tuple(row) for row in rows if not _EACH_TIME.intersection(map(str, row))), key=repr
            )
    return found


@pytest.mark.parametrize("story", _ACTS, ids=[story.__name__ for story in _ACTS])
async def test_an_update_that_comes_twice_does_nothing_more(office: Office, story: Act) -> None:
    await story(office)
    await office.settle()
    update = office.sim.updates.last
    before = await office.outside.query(_everything)
    assert before[AuditEntry.__tablename__], "the act was refused"
    # As after a kill, or pressed and sent again: nobody knows any more that it was done.
    office.sim.updates.put_again({**update, "update_id": update["update_id"] + 1_000})
    await office.settle()
    after = await office.outside.query(_everything)
    new = {name: [row for row in rows if row not in before[name]] for name, rows in after.items()}
    assert {name: rows for name, rows in new.items() if rows} == {}
    assert after == before
