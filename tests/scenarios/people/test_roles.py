"""/peran and /audit: who may what, changed by admins with a question, and told in sentences."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.documents.imports import COLUMNS
from bot.views.text import locale_directory
from tests.refusals import ADMINS_ONLY, HEADS_ONLY
from tests.scenarios.test_menus import commands_of

if TYPE_CHECKING:
    from tests.office import Office

ROOT = Path(__file__).parents[3]


@pytest.mark.handler("people.roles")
async def test_an_admin_makes_somebody_a_head_and_the_new_head_acts_at_once(office: Office) -> None:
    admin, ketua = await office.admin(), await office.chair_of()
    assert await office.say(ketua, "/belum") == HEADS_ONLY
    assert await office.say(admin, "/peran Endah Wijaya") == "• Endah Wijaya, S.Sos. (Wonodadi): anggota"
    assert "Ubah perannya? anggota → kepala" in await office.press(admin, "Jadikan kepala")
    assert "Peran diubah" in await office.press(admin, "Ya, lanjutkan")
    assert "Belum ada sesi bertanggal" in await office.say(ketua, "/rekap")
    assert "tetapkan" in commands_of(office, ketua)
    assert "Dewi Anggraini, M.Pd. mengubah peran Endah Wijaya, S.Sos.: anggota → kepala" in await office.say(
        admin, "/audit"
    )
    await office.say(admin, "/peran Endah Wijaya anggota")
    await office.press(admin, "Ya, lanjutkan")
    assert await office.say(ketua, "/belum") == HEADS_ONLY
    assert commands_of(office, ketua) == []


async def test_a_role_that_was_given_back_meanwhile_is_not_said_to_be_gone_to_who_comes_back(office: Office) -> None:
    admin, head = await office.admin(), await office.head()
    read = len(head.messages)
    head.block()
    await office.settle()
    for role in ("anggota", "kepala"):
        await office.say(admin, f"/peran {head.user.first_name} {role}")
        await office.press(admin, "Ya, lanjutkan")
    head.unblock()
    await office.settle()
    assert head.messages[read:] == []


async def test_no_changes_nothing(office: Office) -> None:
    admin = await office.admin()
    await office.say(admin, "/peran Endah Wijaya admin")
    assert await office.press(admin, "Tidak") == "Tidak jadi; tidak ada yang berubah."
    assert await office.say(admin, "/peran Endah Wijaya") == "• Endah Wijaya, S.Sos. (Wonodadi): anggota"


async def test_of_several_of_a_name_one_is_chosen(office: Office) -> None:
    admin = await office.admin()
    assert await office.say(admin, "/peran Endah kepala") == "Ada beberapa orang bernama itu. Yang mana?"
    await office.press(admin, "Endah Zubaidah, S.Pd. (Doko)")
    assert "Endah Zubaidah, S.Pd. (Doko): kepala" in await office.press(admin, "Ya, lanjutkan")


async def test_the_last_admin_stays_one(office: Office) -> None:
    admin = await office.admin()
    names = [line for line in (await office.say(admin, "/peran")).splitlines() if line.endswith(": admin")]
    assert len(names) == 2
    own = next(line for line in names if "Dewi Anggraini" in line)
    other = next(line for line in names if line != own).removeprefix("• ").split(" (")[0]
    await office.say(admin, f"/peran {other} anggota")
    await office.press(admin, "Ya, lanjutkan")
    await office.say(admin, "/peran Dewi Anggraini kepala")
    await office.press(admin, "Ya, lanjutkan")
    assert admin.notes[-1][0] == (
        "Ini satu-satunya admin kantor Anda. Jadikan orang lain admin dulu, baru ubah peran ini."
    )
    assert await office.say(admin, "/peran Dewi Anggraini") == "• Dewi Anggraini, M.Pd. (Staf Bawaslu): admin"


async def test_only_admins_see_and_change_roles(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    for person in (head, ketua):
        for line in ("/peran", "/peran Endah admin", "/audit"):
            assert await office.say(person, line) == ADMINS_ONLY
        for data in ("rol:1", "rolc:1:admin", "rolok:1:admin", "aud:0:0"):
            person.press_data(data, person.messages[-1])
            await office.settle()
            assert "untuk admin Bawaslu" in person.notes[-1][0], data


async def test_the_trail_names_what_was_done(office: Office) -> None:
    head, admin, ketua = await office.head(), await office.admin(), await office.chair_of()
    await office.linked_group("Wonodadi", [ketua])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/ubah SDMO-02 2023-10-06 10:00-12:00")
    await office.say(head, "/ingatkan SDMO-02")
    await office.press(ketua, "Hadir")
    await office.say(head, "/batalkan SDMO-02 hari libur")
    await office.press(head, "Ya, batalkan sesi")
    text = await office.say(admin, "/audit")
    for done in (
        "Heru Nugroho, S.Pd. membatalkan SDMO-02/1: hari libur",
        "Heru Nugroho, S.Pd. mengingatkan 1 orang untuk SDMO-02/1",
        "Heru Nugroho, S.Pd. mengubah SDMO-02/1",
        "Heru Nugroho, S.Pd. menetapkan SDMO-02/1",
        "Dewi Anggraini, M.Pd. menautkan grup “Panwascam Wonodadi” ke Wonodadi",
        "Endah Wijaya, S.Sos. mendaftar di bot",
        "Sistem mengimpor kalender: 69 baru, 0 berubah",
    ):
        assert done in text
    assert "menjawab undangan" not in text
    assert "Endah Wijaya, S.Sos. menjawab undangan SDMO-02/1: hadir" in await office.press(
        admin, "Dengan jawaban undangan"
    )
    assert "Belum ada perubahan" in await office.press(admin, "Lebih lama")


def test_every_action_that_is_recorded_has_its_sentence() -> None:
    texts = "\n".join(file.read_text(encoding="utf-8") for file in locale_directory().rglob("*.ftl"))
    recorded = {f"import.{kind}" for kind in COLUMNS}
    for file in (ROOT / "bot").rglob("*.py"):
        recorded |= set(re.findall(r'action="([\w.]+)"', file.read_text(encoding="utf-8")))
    assert {
        action for action in recorded - {"store_true"} if f"\naudit-{action.replace('.', '-')} =" not in texts
    } == set()
