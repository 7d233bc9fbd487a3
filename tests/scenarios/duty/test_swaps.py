"""Swaps as they are asked for in words, seen by the head of the secretariat, and over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.scenarios.duty.test_rota import ruled, wonodadi

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office


async def test_a_swap_of_a_later_day_and_with_somebody_is_asked_for_in_words(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    said = await office.say(ketua, "/piket tukar")
    assert said.startswith("🔁 Tukar piket Selasa, 3 Oktober 2023")
    assert "Piket Anda yang lain: tulis misalnya /piket tukar 7 oktober" in said
    said = await office.say(ketua, "/piket tukar 7 oktober")
    assert said.startswith("🔁 Tukar piket Sabtu, 7 Oktober 2023")
    name = anggota.user.first_name
    first = name.split()[0]
    said = await office.say(ketua, f"/piket tukar 7 oktober dengan {first}")
    assert said.startswith("🔁 Tukar piket Sabtu, 7 Oktober 2023")
    assert [label for label in ketua.messages[-1].buttons if "⇄" in label] == [f"{name} ⇄ Rab 4 Okt"]
    await office.press(ketua, name)
    assert f"Permintaan tukar terkirim ke {name} – piket Sabtu, 7 Oktober 2023" in ketua.screen
    assert "Sabtu, 7 Oktober 2023" in anggota.screen
    assert await office.say(ketua, "/piket tukar 4 oktober") == (
        "Anda tidak punya piket Rab 4 Okt yang bisa ditukar. Piket Anda: "
        "Sel 3 Okt, Sab 7 Okt, Rab 11 Okt, Sen 16 Okt, Jum 20 Okt"
    )
    assert (await office.say(ketua, "/piket tukar dengan Sinta Nonexisten")).startswith(
        "“Sinta Nonexisten” tidak bisa diminta mengambil piket Sel 3 Okt"
    )
    assert (await office.say(ketua, "/piket tukar entah kapan dengan Siti")).startswith(
        "“entah kapan dengan Siti” tidak"
    )


async def test_whoever_asked_reads_in_place_that_nobody_answered(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _asks(office, ketua, anggota)
    mine = ketua.messages[-1]
    await office.restart()
    await office.at("2023-10-03", 7.9)
    assert mine.buttons
    rung = len(ketua.messages)
    await office.at("2023-10-03", 8.1)
    assert mine.text == (
        f"✉️ Permintaan tukar ke {anggota.user.first_name}: Selasa, 3 Oktober 2023\n\n"
        "⏱ Tidak ada jawaban sampai piketnya mulai, jadi tetap milik Anda."
    )
    assert not mine.buttons
    assert len(ketua.messages) == rung


async def test_whoever_asked_reads_in_place_how_it_ended_and_what_they_took_back_stays(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _asks(office, ketua, anggota)
    first = ketua.messages[-1]
    await office.press(ketua, "Batalkan permintaan")
    await office.at("2023-10-02", 10)
    assert first.text.startswith("🛡 Piket Wonodadi")
    await _asks(office, ketua, anggota)
    second = ketua.messages[-1]
    await office.press(anggota, "Terima")
    assert second.text.endswith(f"✅ Sudah diterima {anggota.user.first_name}")
    assert not second.buttons
    assert ketua.screen.startswith("✅ Tukar piket jadi")


async def test_the_head_of_the_secretariat_sees_who_waits_for_whom_and_accepts_for_them(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _asks(office, ketua, anggota)
    one, two = ketua.user.first_name, anggota.user.first_name
    line = f"Sel 3 Okt · {one} → {two}, gantinya Rab 4 Okt"
    assert line in (await office.say(kasek, "/piket")).splitlines()
    assert line in (await office.say(anggota, "/piket")).splitlines()
    assert {"✅ Terima piket Sel 3 Okt", "❌ Tolak piket Sel 3 Okt"} <= set(anggota.messages[-1].buttons)
    assert line not in (await office.say(ketua, "/piket")).splitlines()
    await office.press(kasek, f"Terima untuk {two}, Sel 3 Okt")
    assert ketua.screen.startswith("✅ Tukar piket jadi")
    assert "Minta tukar" not in await office.say(kasek, "/piket")


async def test_whoever_comes_too_late_for_an_open_shift_reads_who_has_it(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Tukar piket saya")
    await office.press(ketua, "Tawarkan ke semua")
    mine = ketua.messages[-1]
    await office.say(anggota, "/piket")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Ambil piket Sel 3 Okt")
    await office.press(anggota, "Ambil piket Sel 3 Okt")
    assert anggota.screen == f"Piket Selasa, 3 Oktober 2023 sudah diambil {kasek.user.first_name}"
    assert mine.text.startswith("📢 Piket ditawarkan: Selasa, 3 Oktober 2023")


async def test_where_a_day_has_several_shifts_their_hours_are_said(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "24 jam")
    await office.press(kasek, "Simpan giliran")
    await office.say(ketua, "/piket")
    await office.press(ketua, "Tukar piket saya")
    assert ketua.screen.startswith("🔁 Tukar piket Selasa, 3 Oktober 2023 (08.00–20.00)")
    label = next(label for label in ketua.messages[-1].buttons if label.startswith(kasek.user.first_name))
    await office.press(ketua, label)
    assert f" ⇄ Rab 4 Okt {label[-11:]}" in label
    assert "(08.00–20.00)" in ketua.screen
    await office.press(kasek, "Terima")
    assert f"Selasa, 3 Oktober 2023 (08.00–20.00): {kasek.user.first_name}" in ketua.screen


async def _asks(office: Office, giver: Person, taker: Person) -> None:
    await office.say(giver, "/piket")
    await office.press(giver, "Tukar piket saya")
    await office.press(giver, taker.user.first_name)


async def test_who_took_an_open_shift_is_named_to_whoever_offered_it(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.say(ketua, "/piket tukar")
    await office.press(ketua, "Tawarkan ke semua")
    offered = ketua.messages[-1]
    await office.say(anggota, "/piket")
    await office.press(anggota, "Ambil piket")
    await office.clock.advance(timedelta(minutes=1))
    assert offered.text.endswith(f"✅ Sudah diterima {anggota.user.first_name}")


async def test_what_has_begun_is_offered_no_more(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.say(ketua, "/piket tukar")
    await office.press(ketua, "Tawarkan ke semua")
    await office.at("2023-10-03", 8.2)
    said = await office.say(anggota, "/piket")
    assert "Ditawarkan" not in said
    assert not anggota.can_press("Ambil piket")


async def test_a_swap_after_which_somebody_has_no_rest_is_marked(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "24 jam")
    await office.press(kasek, "Simpan giliran")
    said = await office.say(ketua, "/piket tukar")
    assert "⚠️ Sesudah tukar ini ada yang bertugas dua shift tanpa istirahat." in said
    marked = [label for label in ketua.messages[-1].buttons if label.startswith("⚠️")]
    assert marked
    # Those after which everybody rests come first.
    swaps = [label for label in ketua.messages[-1].buttons if "⇄" in label]
    assert swaps[-len(marked) :] == marked
    assert len(swaps) > len(marked)
    await office.press(ketua, marked[-1])
    asked = [who for who in (anggota, kasek) if "⚠️ Bila jadi, " in who.screen]
    assert asked
    assert "bertugas dua shift tanpa istirahat." in asked[0].screen


async def test_whoever_asked_is_never_put_beside_themselves(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "2 petugas")
    await office.press(kasek, "Simpan giliran")
    await office.say(ketua, "/piket tukar")
    await office.press(ketua, f"{kasek.user.first_name} ⇄ Rab 4 Okt")
    asked = kasek.messages[-1]
    # Meanwhile they get the other place of the day that they would have in return.
    await office.duty("2023-10-04", ketua, "Wonodadi")
    kasek.press("Terima", message=asked)
    await office.settle()
    name = ketua.user.first_name
    assert kasek.notes[-1][0] == (
        f"{name} sudah bertugas pada jam yang sama, jadi tidak bisa menggantikan. Lihat /piket"
    )
    assert f"Rab 4 Okt · {name} dan {kasek.user.first_name} (Anda)" in await office.say(kasek, "/piket")


async def test_a_supervisor_of_a_village_takes_nothing_and_has_what_was_imported(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    admin = await office.admin()
    line = "Parno;081399990001;Wonodadi;PKD"
    admin.send_document("anggota.csv", f"nama;telepon;kecamatan;jabatan\n{line}\n".encode())
    await office.settle()
    await office.agree(admin)
    parno = office.sim.person("Parno", "+6281399990001")
    await office.register(parno)
    await office.say(ketua, "/piket tukar")
    await office.press(ketua, "Tawarkan ke semua")
    said = await office.say(parno, "/piket")
    assert "Ditawarkan" not in said
    assert not parno.can_press("Ambil piket")
    parno.press_data("swpy:1", parno.messages[-1])
    await office.settle()
    refused = "Piket ini untuk Panwascam dan sekretariat; Anda tidak ikut gilirannya, jadi tidak bisa mengambilnya."
    assert parno.notes[-1][0] == refused
    await office.at("2023-10-03", 9)
    await office.say(parno, "/piket")
    assert not parno.can_press("Ambil alih")
    parno.press_data(f"takeok:{(await office.actor(ketua)).id}", parno.messages[-1])
    await office.settle()
    assert parno.notes[-1][0] == refused
    assert f"Bertugas sekarang: {ketua.user.first_name}" in await office.say(kasek, "/piket")
    # An office whose rota names them means it.
    await office.duty("2023-10-05", parno, "Wonodadi")
    assert "Piket Anda berikutnya: Kamis, 5 Oktober 2023" in await office.say(parno, "/piket")
