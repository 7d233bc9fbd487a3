"""A head who is away names who gets what is meant for them: all of it, once, till it is over; and both read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator import Fault
from tests.office import answered_by_two
from tests.refusals import HEADS_ONLY
from tests.scenarios.invitations.test_switching import two_batches

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

STAFF = """nama;telepon;kecamatan;jabatan;divisi;peran
Endah Wijaya;+6281200000777;;Staf Bawaslu;;anggota
"""


async def staff_member(office: Office) -> Person:
    """Staff of the office without a role, registered."""
    admin = await office.admin()
    admin.send_document("anggota.csv", STAFF.encode())
    await office.settle()
    await office.agree(admin)
    endah = office.sim.person("Endah Wijaya", "+6281200000777")
    await office.register(endah)
    return endah


def since(person: Person, count: int) -> list[str]:
    return [one.text for one in person.messages[count:]]


@pytest.mark.handler("office.deputies")
async def test_a_deputy_gets_what_is_meant_for_the_head_and_acts_and_it_ends_by_itself(office: Office) -> None:
    head, endah = await office.head(), await staff_member(office)
    assert await office.say(endah, "/papan") == HEADS_ONLY
    assert "Endah Wijaya (Staf Bawaslu)" in (await office.say(head, "/plh"), head.messages[-1].buttons)[1]
    await office.press(head, "Endah Wijaya")
    assert await office.say(head, "entah") == (
        "“entah” tidak dapat dibaca sebagai hari. Contoh: sampai Jumat, besok, 7-10 November 2023"
    )
    assert await office.say(head, "sampai Selasa") == (
        "👤 Periksa dulu: Plh.\n\nEndah Wijaya menjadi Plh. Heru Nugroho, S.Pd.\n📅 Senin–Selasa, 2–3 Oktober 2023, mulai sekarang\n\n"
        "Selama itu ringkasan harian, perubahan jawaban, permintaan persetujuan, dan teguran piket yang untuk Anda dikirim kepada Plh.; "
        "laporan kejadian kepada Anda berdua. Plh. boleh melakukan di bot yang boleh Anda lakukan. Hak Anda tetap, dan semuanya kembali "
        "sendiri kepada Anda sesudah hari terakhir."
    )
    await office.press(head, "Ya, tunjuk")
    assert endah.screen.splitlines()[0] == "👤 Anda menjadi Plh. Heru Nugroho, S.Pd."
    # The rights of a head, and one message instead of the head's.
    assert "Papan" in await office.say(endah, "/papan")
    ketua, _ = await answered_by_two(office)
    await office.at("2023-10-02", 17.9)
    before = len(head.messages), len(endah.messages)
    await office.at("2023-10-02", 18.1)
    assert since(head, before[0]) == []
    (digest,) = since(endah, before[1])
    assert digest.splitlines()[:3] == [
        "👤 Untuk Anda sebagai Plh. Heru Nugroho, S.Pd.",
        "",
        "🗒 Ringkasan Senin, 2 Oktober 2023",
    ]
    # The evening of the last day: what waits for the morning is the head's again, and both read that it is over.
    await office.at("2023-10-03", 17.9)
    assert "menjadi Plh. Anda" not in await office.say(head, "/plh Endah 5 Oktober 2023 sampai 4 Oktober 2023")
    await office.at("2023-10-04", 8.2)
    assert head.screen == "👤 Masa Plh. Endah Wijaya sudah selesai. Pesan untuk Anda datang lagi kepada Anda."
    assert endah.screen == "👤 Masa Anda sebagai Plh. Heru Nugroho, S.Pd. sudah selesai. Terima kasih!"
    assert await office.say(endah, "/papan") == HEADS_ONLY
    assert ketua.screen


async def test_of_two_of_one_name_one_is_chosen_and_the_days_are_not_asked_for_again(office: Office) -> None:
    head, admin = await office.head(), await office.admin()
    two = f"{STAFF}Endah Lestari;+6281200000778;;Staf Bawaslu;;anggota\n"
    admin.send_document("anggota.csv", two.encode())
    await office.settle()
    await office.agree(admin)
    await office.register(
        office.sim.person("Endah Wijaya", "+6281200000777"), office.sim.person("Endah Lestari", "+6281200000778")
    )
    asked = await office.say(head, "/plh Endah sampai Selasa")
    assert asked == "Nama itu ada pada beberapa orang. Siapa?"
    shown = await office.press(head, "Endah Lestari (Staf Bawaslu)")
    assert shown.splitlines()[2:4] == [
        "Endah Lestari menjadi Plh. Heru Nugroho, S.Pd.",
        "📅 Senin–Selasa, 2–3 Oktober 2023, mulai sekarang",
    ]


async def test_what_waits_for_the_morning_goes_to_whose_morning_it_is_and_a_blocked_deputy_loses_nothing(
    office: Office,
) -> None:
    head, endah = await office.head(), await staff_member(office)
    ketua, _ = await answered_by_two(office)
    await office.say(head, "/plh Endah sampai 5 Oktober 2023")
    await office.press(head, "Ya, tunjuk")
    # After H-1, by night, on the last day.
    await office.at("2023-10-05", 22)
    before = len(head.messages), len(endah.messages)
    await office.say(ketua, "/izin SDMO-02 sakit")
    assert (since(head, before[0]), since(endah, before[1])) == ([], [])
    await office.at("2023-10-06", 7)
    assert [one.splitlines()[0] for one in since(head, before[0])] == ["❗ Berubah setelah H-1"]
    assert since(endah, before[1]) == []
    # Whoever cannot be told loses nothing: the head gets it.
    await office.say(head, "/plh Endah hari ini")
    await office.press(head, "Ya, tunjuk")
    # Telegram says so only when it is written to.
    endah.room.blocked = True
    await office.settle()
    before = len(head.messages), len(endah.messages)
    await office.say(ketua, "/hadir SDMO-02")
    await office.press(ketua, "Hadir")
    await office.at("2023-10-06", 8)
    assert [one.splitlines()[0] for one in since(head, before[0])] == ["❗ Berubah setelah H-1"]


@pytest.mark.parametrize(
    ("day", "said"), [("2023-10-08", "⏰ Besok Anda"), ("2023-10-09", "👤 Anda"), ("2023-10-10", "👤 Anda")]
)
async def test_a_deputy_who_comes_back_reads_once_whether_it_has_begun(office: Office, day: str, said: str) -> None:
    head, endah = await office.head(), await staff_member(office)
    read = len(endah.messages)
    await office.say(head, "/plh Endah Wijaya 9-10 Oktober 2023")
    forbidden = '{"ok": false, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}'
    office.sim.faults.add(Fault.http(403, forbidden), method="sendMessage", chat_id=endah.id, times=2)
    await office.press(head, "Ya, tunjuk")
    await office.at(day, 12)
    endah.unblock()
    await office.settle()
    assert [one.splitlines()[0] for one in since(endah, read)] == [f"{said} menjadi Plh. Heru Nugroho, S.Pd."]


async def test_a_head_who_deputises_reads_what_is_meant_for_both_once_and_it_is_ended_early(office: Office) -> None:
    head, other, _ = await office.head(), await office.head("HPS"), await office.admin()
    name = other.user.first_name
    await office.say(head, f"/plh {name} sampai Rabu")
    await office.press(head, "Ya, tunjuk")
    await answered_by_two(office)
    await office.at("2023-10-02", 17.9)
    before = len(head.messages), len(other.messages)
    await office.at("2023-10-02", 18.1)
    assert since(head, before[0]) == []
    assert [one.splitlines()[0] for one in since(other, before[1])] == ["🗒 Ringkasan Senin, 2 Oktober 2023"]
    # The deputy of somebody who is away is no choice, nor is a second one, nor oneself.
    assert await office.say(other, f"/plh {head.user.first_name} besok") == (
        "Heru Nugroho, S.Pd. sendiri berhalangan sampai 04/10/2023 dan diwakili Sri Wahyuni. Pilih orang lain: /plh"
    )
    assert await office.say(head, "/plh Dewi besok") == (
        "Sri Wahyuni sudah menjadi Plh. Anda sampai 04/10/2023. Akhiri dulu lewat /plh"
    )
    assert "bernama" in await office.say(head, f"/plh {head.user.first_name} besok")
    await office.say(head, "/plh")
    await office.press(head, "Akhiri sekarang")
    assert head.screen == f"✅ {name} bukan lagi Plh. Anda. Pesan untuk Anda datang lagi kepada Anda."
    assert other.screen == f"👤 Anda bukan lagi Plh. {head.user.first_name}: diakhiri oleh yang menunjuk."
    await office.at("2023-10-03", 17.9)
    before = len(head.messages), len(other.messages)
    await office.at("2023-10-03", 18.1)
    assert [len(since(head, before[0])), len(since(other, before[1]))] == [1, 1]
    await office.at("2023-10-05", 8.1)
    assert not any("sudah selesai" in one.text for one in [*head.messages, *other.messages])


async def test_a_head_reads_that_who_deputises_has_left_office(office: Office) -> None:
    head, admin, endah = await office.head(), await office.admin(), await staff_member(office)
    await office.say(head, "/plh Endah Wijaya sampai Jumat")
    await office.press(head, "Ya, tunjuk")
    leaving = STAFF.replace("peran\n", "peran;sampai\n").replace("anggota\n", "anggota;2023-10-03\n")
    admin.send_document("anggota.csv", leaving.encode())
    await office.settle()
    await office.agree(admin)
    await office.at("2023-10-04", 8.2)
    over = "👤 Masa Plh. Endah Wijaya sudah selesai. Pesan untuk Anda datang lagi kepada Anda."
    assert head.screen == over
    told = len(endah.messages)
    await office.at("2023-10-07", 8.2)
    assert sum(text == over for text in since(head, 0)) == 1
    assert len(endah.messages) == told


async def test_an_urgent_incident_is_told_to_the_head_and_to_who_deputises(office: Office) -> None:
    head, endah = await office.head(), await staff_member(office)
    await office.say(head, "/plh Endah 2-5 Oktober 2023")
    await office.press(head, "Ya, tunjuk")
    officer = await office.registered("Anggota Panwascam", "Wonodadi")
    await office.duty("2023-10-03", officer, "Wonodadi")
    await office.at("2023-10-03", 23.5)
    before = {who.id: len(who.messages) for who in (head, endah)}
    await office.say(officer, "/piket")
    await office.press(officer, "Kejadian mendesak")
    await office.say(officer, "Pengeroyokan pengawas di TPS 3")
    for _ in range(2):
        if "Lewati" in officer.messages[-1].buttons:
            await office.press(officer, "Lewati")
    await office.press(officer, "Kirim laporan")
    for who in (head, endah):
        (told,) = [text for text in since(who, before[who.id]) if "Pengeroyokan" in text]
        assert "❗ Belum ada yang menangani." in told
    await office.press(endah, "Saya tangani")
    for who in (head, endah):
        (told,) = [text for text in since(who, before[who.id]) if "Pengeroyokan" in text]
        assert "🙋 Ditangani Endah Wijaya" in told


async def test_an_admin_names_who_deputises_for_a_head_who_is_ill_and_both_and_the_head_read_of_it(
    office: Office,
) -> None:
    head, admin, endah = await office.head(), await office.admin(), await staff_member(office)
    await office.say(admin, "/plh")
    await office.press(admin, "Untuk kepala yang berhalangan")
    assert admin.screen == "👤 Siapa yang berhalangan?"
    await office.press(admin, "Heru Nugroho")
    assert admin.screen == "👤 Siapa menjadi Plh. Heru Nugroho, S.Pd.?"
    await office.press(admin, "Endah Wijaya")
    assert admin.screen == (
        "Kapan Endah Wijaya menjadi Plh. Heru Nugroho, S.Pd.? Tulis harinya, misalnya sampai Jumat atau 7-10 November 2023"
    )
    assert await office.say(admin, "sampai Rabu") == (
        "👤 Periksa dulu: Plh.\n\nEndah Wijaya menjadi Plh. Heru Nugroho, S.Pd.\n📅 Senin–Rabu, 2–4 Oktober 2023, mulai sekarang\n\n"
        "Selama itu ringkasan harian, perubahan jawaban, permintaan persetujuan, dan teguran piket yang untuk Heru Nugroho, S.Pd. dikirim "
        "kepada Plh.; laporan kejadian kepada mereka berdua. Plh. boleh melakukan di bot yang boleh dilakukan kepala itu. Hak kepala itu tetap, "
        "dan semuanya kembali sendiri kepadanya sesudah hari terakhir."
    )
    await office.press(admin, "Ya, tunjuk")
    assert admin.screen == (
        "✅ Endah Wijaya menjadi Plh. Heru Nugroho, S.Pd.; keduanya diberi tahu.\n📅 Senin–Rabu, 2–4 Oktober 2023"
    )
    await office.settle()
    assert head.screen == (
        "👤 Endah Wijaya menjadi Plh. Anda, ditunjuk oleh Dewi Anggraini, M.Pd.\n📅 Senin–Rabu, 2–4 Oktober 2023\n\n"
        "Selama itu pesan untuk Anda datang kepada Plh.; hak Anda tetap. Bila Anda sudah bertugas lagi, akhiri lewat /plh"
    )
    assert endah.screen.splitlines()[0] == "👤 Anda menjadi Plh. Heru Nugroho, S.Pd."
    assert "Papan" in await office.say(endah, "/papan")
    # Twice is once; who is head of nothing has no deputy; the admin ends it, and both read so.
    told = len(head.messages), len(endah.messages)
    await office.say(admin, "/plh Endah Wijaya untuk Heru sampai Rabu")
    await office.press(admin, "Ya, tunjuk")
    assert (len(head.messages), len(endah.messages)) == told
    assert await office.say(admin, "/plh Dewi untuk Heru besok") == (
        "Endah Wijaya sudah menjadi Plh. Heru Nugroho, S.Pd. sampai 04/10/2023. Akhiri dulu lewat /plh"
    )
    assert "kepala" in await office.say(admin, "/plh Dewi untuk Endah Wijaya besok")
    await office.say(admin, "/plh")
    await office.press(admin, "Akhiri sekarang: Endah Wijaya (Plh. Heru Nugroho, S.Pd.)")
    assert admin.screen == "✅ Endah Wijaya bukan lagi Plh. Heru Nugroho, S.Pd.; keduanya diberi tahu."
    await office.settle()
    assert head.screen == (
        "👤 Dewi Anggraini, M.Pd. mengakhiri Plh. Anda, Endah Wijaya. Pesan untuk Anda datang lagi kepada Anda."
    )
    assert endah.screen == "👤 Anda bukan lagi Plh. Heru Nugroho, S.Pd.: diakhiri oleh Dewi Anggraini, M.Pd."
    assert await office.say(endah, "/papan") == HEADS_ONLY


async def test_a_head_names_and_ends_no_deputy_of_another(office: Office) -> None:
    head, other, _ = await office.head(), await office.head("HPS"), await staff_member(office)
    assert await office.say(other, "/plh Endah Wijaya untuk Heru besok") == (
        "Plh. kepala lain ditunjuk oleh admin. Untuk diri sendiri, tulis tanpa “untuk”: /plh Endah Wijaya besok"
    )
    await office.say(other, "/plh")
    assert "Untuk kepala yang berhalangan" not in other.messages[-1].buttons
    await office.say(head, "/plh Endah Wijaya besok")
    await office.press(head, "Ya, tunjuk")
    assert "Endah Wijaya" in await office.say(other, "/plh")
    assert not [label for label in other.messages[-1].buttons if label.startswith("Akhiri")]


async def test_what_an_absent_head_is_to_see_to_reaches_who_deputises(office: Office) -> None:
    head, endah = await office.head(), await staff_member(office)
    admin = await office.admin()
    await answered_by_two(office)
    await office.say(head, "/plh Endah Wijaya sampai 9 Oktober 2023")
    await office.press(head, "Ya, tunjuk")
    before = len(head.messages), len(endah.messages)
    # Written down by who deputises, whose own message is that it is late: the others are the head's all the same.
    await office.say(endah, "/tindaklanjut SDMO-02 kirim rekap; Heru Nugroho; 5 Oktober 2023")
    await office.at("2023-10-04", 8.2)
    await office.at("2023-10-06", 8.2)
    told = [text.splitlines() for text in since(endah, before[1]) if "indak lanjut" in text]
    assert since(head, before[0]) == []
    assert [[lines[0], lines[2]] for lines in told if lines[0].startswith("👤")] == [
        ["👤 Untuk Anda sebagai Plh. Heru Nugroho, S.Pd.", "📌 Tindak lanjut untuk Anda"],
        ["👤 Untuk Anda sebagai Plh. Heru Nugroho, S.Pd.", "⏰ Tindak lanjut: besok batasnya"],
    ]
    assert [lines[0] for lines in told if not lines[0].startswith("👤")] == ["⚠️ Tindak lanjut lewat batas"]
    await office.press(endah, "Sudah selesai")
    assert endah.screen.startswith("✅ Selesai: kirim rekap")
    assert await office.say(admin, "/tindaklanjut") == "Tidak ada tindak lanjut yang belum selesai."


async def test_a_head_of_whom_nobody_could_be_the_deputy_reads_what_to_do(office: Office) -> None:
    head = await office.head()
    assert await office.say(head, "/plh") == (
        "👤 Pelaksana harian (Plh.)\n\nSaat ini tidak ada Plh.\n\n"
        "Belum ada yang bisa menjadi Plh. Anda: Plh. harus kepala atau staf kantor yang terdaftar di bot ini. "
        "Minta salah satu mendaftar dulu: buka bot ini, kirim /start, bagikan nomor. Siapa yang belum: /belumdaftar"
    )
    endah = await staff_member(office)
    await office.say(head, "/plh Endah Wijaya sampai Jumat")
    await office.press(head, "Ya, tunjuk")
    # Who has one reads of no other, and who is one that a head names their own.
    assert "Belum ada" not in await office.say(head, "/plh")
    assert head.messages[-1].buttons == ["Akhiri sekarang: Endah Wijaya"]
    assert (await office.say(endah, "/plh")).endswith("Kepala yang berhalangan menunjuk Plh.-nya sendiri dengan /plh")


@pytest.mark.parametrize("how", ["by itself", "by the head", "the deputy leaves"])
async def test_what_a_deputy_was_asked_and_did_not_decide_is_asked_of_the_head(office: Office, how: str) -> None:
    head, one, _ = await two_batches(office)
    deputy = await staff_member(office)
    await office.say(head, "/plh Endah sampai Kamis")
    await office.press(head, "Ya, tunjuk")
    await office.say(one, "/kegiatan HPS-07")
    await office.press(one, "Tukar gelombang")
    await office.press(one, "HPS-07/2")
    asked = "🔀 Permintaan tukar gelombang"
    assert asked in deputy.screen
    assert not any(asked in message.text for message in head.messages)
    if how == "by the head":
        await office.press(head, "Akhiri sekarang")
    elif how == "the deputy leaves":
        admin = await office.admin()
        line = "Endah Wijaya;+6281200000777;;Staf Bawaslu;;anggota;2023-10-03\n"
        admin.send_document("anggota.csv", f"{STAFF.splitlines()[0]};sampai\n{line}".encode())
        await office.settle()
        await office.agree(admin)
    await office.at("2023-10-06", 8.5)
    (told,) = [message for message in head.messages if asked in message.text]
    assert f"{one.user.first_name} (Wonodadi) minta pindah" in told.text
    # Once, whatever is planned.
    await office.at("2023-10-07", 8.5)
    assert sum(asked in message.text for message in head.messages) == 1
    head.press("Setujui", message=told)
    await office.settle()
    assert one.screen.startswith("🔀 Gelombang Anda diganti: HPS-07/1 → HPS-07/2")


async def test_what_a_deputy_decided_is_not_asked_of_the_head(office: Office) -> None:
    head, one, _ = await two_batches(office)
    deputy = await staff_member(office)
    await office.say(head, "/plh Endah sampai Kamis")
    await office.press(head, "Ya, tunjuk")
    await office.say(one, "/kegiatan HPS-07")
    await office.press(one, "Tukar gelombang")
    await office.press(one, "HPS-07/2")
    await office.press(deputy, "Tolak")
    await office.at("2023-10-06", 8.5)
    assert not any("🔀 Permintaan tukar gelombang" in message.text for message in head.messages)
