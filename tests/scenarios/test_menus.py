"""Help and command menus: what a person can do here, in Indonesian, and useful lines for what is not understood."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.documents.tables import read_table
from bot.services.importing import import_rows
from bot.simulator import Fault
from bot.storage.models import ToldTelegram
from tests.importing.desk import ROSTER

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="module")


def commands_of(office: Office, person: Person) -> list[str]:
    """The menu of a person's own chat; empty where it is the one of all."""
    scope = json.dumps({"chat_id": person.id, "type": "chat"}, sort_keys=True)
    return [entry["command"] for entry in office.sim.world.commands.get(scope, [])]


def _of_all(office: Office, kind: str) -> list[str]:
    entries = office.sim.world.commands[json.dumps({"type": kind})]
    assert all(entry["description"][0].isupper() for entry in entries)
    return [entry["command"] for entry in entries]


async def test_menus_of_eight_by_scope(office: Office) -> None:
    head, admin, ketua = await office.head(), await office.admin(), await office.chair_of()
    everybody = ["jadwal", "hadir", "izin", "piket", "kalender", "profil", "menu", "bantuan"]
    assert _of_all(office, "all_private_chats") == everybody
    assert _of_all(office, "all_group_chats") == ["jadwal", "hadir", "kegiatan", "bantuan"]
    # A head has the menu from the moment of registering, not from the next start.
    of_head = ["papan", "usul", "tetapkan", "belum", "rekap", "jadwal", "menu", "bantuan"]
    assert commands_of(office, head) == of_head
    of_admin = ["tetapkan", "rekap", "belum", "absen", "impor", "status", "menu", "bantuan"]
    assert commands_of(office, admin) == of_admin
    assert commands_of(office, ketua) == []


@pytest.mark.handler("menu")
async def test_all_that_can_be_done_stands_behind_menu_as_buttons_that_do_it(office: Office) -> None:
    admin, head, ketua = await office.admin(), await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    text = await office.say(admin, "/bantuan")
    commands = {word.strip("/") for word in text.split() if word.startswith("/")}
    await office.say(admin, "/menu")
    sections = list(admin.messages[-1].buttons)
    assert [label.split()[-1] for label in sections] == ["saya", "sesi", "rekap", "Hari-H", "daftar", "Admin"]
    done = set()
    for section in sections:
        await office.press(admin, section)
        for label in [one for one in admin.messages[-1].buttons if one != "« Menu"]:
            await office.say(admin, "/menu")
            await office.press(admin, section)
            seen = [message.text for message in admin.messages]
            await office.press(admin, label)
            assert [message.text for message in admin.messages] != seen, label
            assert "gangguan" not in admin.screen, label
            done.add(label)
        await office.say(admin, "/menu")
    # All but what only a group or a dialogue can do, and the menu itself.
    assert len(done) == len(commands - {"grup", "batal", "menu"} | {"bantuan"})
    # One who has no part in the office has all at once.
    await office.say(ketua, "/menu")
    assert "📅 Jadwal" in ketua.messages[-1].buttons
    assert "SDMO-02/1" in await office.press(ketua, "Undangan saya")
    await office.say(ketua, "/menu")
    ketua.press_data("do:peran", ketua.messages[-1])
    await office.settle()
    assert "tidak berlaku" in ketua.notes[-1][0]


async def test_menus_are_told_when_they_change_and_not_at_every_start(office: Office) -> None:
    await office.head()
    shown = office.sim.world.commands
    kept = dict(shown)
    assert len(kept) == 3
    shown.clear()
    await office.restart()
    assert shown == {}
    async with office.outside.write() as session:
        # As if this version had other words for it.
        await session.execute(update(ToldTelegram).where(ToldTelegram.name == "menu:groups").values(fingerprint="x"))
    await office.restart()
    assert list(shown) == [json.dumps({"type": "all_group_chats"})]
    assert shown.items() <= kept.items()


async def test_an_empty_chat_says_what_the_bot_is_for_and_is_told_only_when_that_changes(office: Office) -> None:
    await office.settle()
    world = office.sim.world
    assert world.description == (
        "Undangan, pengingat, kehadiran, dan piket Panwascam, langsung di Telegram.\n"
        "\n"
        "✅ Undangan tiba di sini; jawab dengan satu tekan\n"
        "🔔 Diingatkan sehari sebelumnya\n"
        "📍 Check-in di tempat acara: tombol di pesan pengingat itu, atau /hadir\n"
        "📝 Laporan piket: satu tekan bila aman, atau dengan foto\n"
        "\n"
        "Tekan Mulai, lalu Bagikan nomor. Nomor Anda dicocokkan dengan data anggota dari Bawaslu Kabupaten/Kota."
    )
    assert world.short_description == (
        "Undangan, pengingat, kehadiran, dan piket Panwascam. Tekan Mulai, lalu Bagikan nomor."
    )
    world.description = world.short_description = ""
    await office.restart()
    assert (world.description, world.short_description) == ("", "")
    async with office.outside.write() as session:
        # As if this version had other words for it.
        await session.execute(update(ToldTelegram).where(ToldTelegram.name == "menu:short").values(fingerprint="x"))
    await office.restart()
    assert world.description == ""
    assert world.short_description.startswith("Undangan, ")


@pytest.mark.safety_tick
async def test_a_role_taken_by_import_takes_its_menu_in_the_chat_as_in_the_shell(office: Office) -> None:
    head, admin = await office.head(), await office.admin()
    assert commands_of(office, head)[0] == "papan"
    line = f'"{head.user.first_name}",{head.user.phone},,Kordiv Bawaslu,SDMO'
    admin.send_document("daftar.csv", f"{ROSTER},sampai\n{line},anggota,".encode())
    await office.settle()
    await office.agree(admin)
    # Of the office's own people still.
    assert commands_of(office, head)[:2] == ["absen", "pin"]
    rows = read_table(f"{ROSTER},sampai\n{line},anggota,2023-10-02\n".encode()).rows
    done = await import_rows(replace(office.bot.ctx, db=office.outside), office.office_id, "roster", rows)
    assert not done.problems
    # Who leaves today is in office till midnight; the shell rings nobody, a tick of the ledger looks.
    await office.at("2023-10-03", 8)
    assert commands_of(office, head) == []


async def test_a_role_given_and_taken_changes_the_menu_at_once(office: Office) -> None:
    admin, member = await office.admin(), await office.chair_of()
    name = member.user.first_name.split(",")[0]
    for role, first in (("kepala", ["papan"]), ("anggota", [])):
        await office.say(admin, f"/peran {name} {role}")
        await office.press(admin, "Ya, lanjutkan")
        assert commands_of(office, member)[:1] == first


@pytest.mark.safety_tick
async def test_a_menu_that_telegram_refuses_is_tried_again_later_and_keeps_no_other_from_being_set(
    office: Office,
) -> None:
    await office.settle()
    refused = '{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}'
    office.sim.faults.add(Fault.http(400, refused), method="setMyCommands")
    head, admin = await office.head(), await office.admin()
    assert commands_of(office, head) == []
    assert commands_of(office, admin)
    await office.clock.advance(timedelta(hours=7))
    assert commands_of(office, head)


@pytest.mark.safety_tick
async def test_a_flood_of_menus_waits_as_long_as_telegram_asks(office: Office) -> None:
    await office.lose()
    await office.other_menus()
    office.sim.world.commands.clear()
    office.sim.faults.add(Fault.flood(7 * 3600), method="setMyCommands")
    await office.come_back()
    # The tick after six hours comes too early.
    await office.clock.advance(timedelta(hours=6, minutes=30))
    assert office.sim.world.commands == {}
    await office.clock.advance(timedelta(hours=6))
    assert len(office.sim.world.commands) == 2


async def test_every_command_of_the_help_and_the_menus_answers(office: Office) -> None:
    admin = await office.admin()
    text = await office.say(admin, "/bantuan")
    named = {word.strip("/") for word in text.split() if word.startswith("/")}
    assert set(commands_of(office, admin)) <= named | {"bantuan"}
    for command in sorted(named - {"batal"}):
        seen = len(admin.messages)
        await office.say(admin, f"/{command}")
        said = "\n".join(message.text for message in admin.messages[seen:])
        assert f"Perintah /{command} tidak ada" not in said, command
        assert "gangguan di sisi kami" not in said, command
        assert seen < len(admin.messages), command


@pytest.mark.handler("help")
async def test_help_by_role(office: Office) -> None:
    ketua, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    head, stranger = await office.head(), office.stranger()
    assert "/tetapkan" not in await office.say(ketua, "/bantuan")
    assert "jadwal piket" in await office.say(kasek, "/bantuan")
    assert "/tetapkan" in await office.say(head, "/bantuan")
    assert "/impor" not in head.screen
    assert "kirim /start" in await office.say(stranger, "/bantuan")
    group = await office.linked_group("Wonodadi", [ketua])
    assert "Di grup ini" in await office.say(ketua, "/bantuan", group)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("halo", "belum mengerti"),
        ("/takada", "Perintah /takada tidak ada"),
        ("مرحبا 😀", "belum mengerti"),
        ("<b>halo</b> & selamat", "belum mengerti"),
        ("a" * 4096, "belum mengerti"),
        ("/kegiatan " + "<i>" * 1000, "tidak ada dalam rencana"),
        ("/jadwal " + "&" * 2000, "tidak dikenal"),
        ("/hadir XYZ-1", "tidak ditemukan"),
        ("/start s99999999999999999999", "sudah dipakai atau kedaluwarsa"),
        ("/start s²", "sudah dipakai atau kedaluwarsa"),
    ],
)
async def test_what_is_not_understood_gets_a_useful_line(office: Office, said: str, answer: str) -> None:
    ketua = await office.chair_of()
    assert answer in await office.say(ketua, said)


async def test_an_edited_message_is_not_read_and_that_is_said(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(ketua, "/jadwal")
    ketua.edit_last("/hadir")
    await office.settle()
    assert "Pesan yang diubah tidak dibaca" in ketua.screen
    group = await office.linked_group("Wonodadi", [ketua])
    shown = len(group.messages)
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00 Aula")
    assert len(group.messages) == shown + 1


async def test_private_matters_are_refused_in_groups_with_the_way_to_the_private_chat(office: Office) -> None:
    admin, ketua = await office.admin(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    for line in (
        "/izin sakit",
        "/piket",
        "/profil",
        "/kalender",
        "/rekap",
        "/tetapkan",
        "/ubah",
        "/batalkan",
        "/belum",
        "/ingatkan",
        "/belumdaftar",
        "/status",
        "/peserta",
        "/impor",
        "/ekspor",
        "/peran",
        "/audit",
        "/surat",
        "/daftarhadir",
        "/sertifikat",
    ):
        assert "hanya bisa di chat pribadi. Buka @panwascam_uji_bot" in await office.say(admin, line, group), line


async def test_a_file_from_somebody_else_is_told_where_photos_belong(office: Office) -> None:
    ketua = await office.chair_of()
    ketua.send_document("foto.jpg", b"x")
    await office.settle()
    assert "kirim foto lewat /piket" in ketua.screen
    ketua.send_sticker()
    await office.settle()
    assert "belum mengerti" in ketua.screen
