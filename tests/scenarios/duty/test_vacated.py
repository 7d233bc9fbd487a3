"""Shifts of whoever goes to another kecamatan, or whose time in office has ended: said at once, and given to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenarios.duty.test_rota import roster_of, ruled, wonodadi

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office


async def _roster(office: Office, who: Person, district: str, until: str = "") -> None:
    admin = await office.admin()
    admin.send_document("anggota.csv", roster_of(who, district, "Anggota Panwascam", until))
    await office.settle()
    await office.agree(admin)


def _said(who: Person) -> list[str]:
    return [one.text for one in who.messages if one.text.startswith("🔀")]


async def test_whoever_moves_leaves_agreed_shifts_to_the_rule(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.say(ketua, "/piket tukar")
    await office.press(ketua, anggota.user.first_name)
    await office.press(anggota, "Terima")
    assert f"Sel 3 Okt · {anggota.user.first_name}" in await office.say(kasek, "/piket")
    await _roster(office, anggota, "Udanawu")
    (said,) = _said(kasek)
    head, _, line = said.partition("\n\n")
    assert head == f"🔀 {anggota.user.first_name} pindah kecamatan. Piketnya di Wonodadi:"
    assert line.startswith("Sel 3 Okt (08.00–16.00): digantikan ")
    (own,) = _said(anggota)
    assert own == f"🔀 Anda pindah kecamatan. Piket Anda di Wonodadi:\n\n{line}"
    await office.at("2023-10-03", 9)
    assert not any("Piket hari ini" in one.text for one in anggota.messages)
    assert f"Bertugas sekarang: {line.rpartition('digantikan ')[2]}" in await office.say(kasek, "/piket")


async def test_without_a_rule_the_shifts_of_whoever_moves_are_open_to_all(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await office.duty("2023-10-05", anggota, "Wonodadi")
    await _roster(office, anggota, "Udanawu")
    line = "Kam 5 Okt (08.00–16.00): ⚠️ belum ada pengganti, ditawarkan ke petugas lain lewat /piket"
    assert _said(kasek) == [
        f"🔀 {anggota.user.first_name} pindah kecamatan. Piketnya di Wonodadi:\n\n{line}",
    ]
    assert _said(anggota) == [f"🔀 Anda pindah kecamatan. Piket Anda di Wonodadi:\n\n{line}"]
    # Nothing of it rings them, and what the head of the secretariat knows is not said again.
    await office.at("2023-10-04", 7.1)
    assert not any("perlu diperbaiki" in one.text for one in kasek.messages)
    assert "cuti, pindah, atau tidak aktif" in await office.say(kasek, "/piket")
    await office.say(ketua, "/piket")
    await office.press(ketua, "Ambil piket Kam 5 Okt")
    assert ketua.screen.startswith("✅ Tukar piket jadi")
    await office.at("2023-10-05", 9)
    assert not any("Piket hari ini" in one.text for one in anggota.messages)
    assert f"Bertugas sekarang: {ketua.user.first_name}" in await office.say(kasek, "/piket")


async def test_a_shift_that_is_on_is_said_to_the_head_at_once_when_its_officer_leaves(office: Office) -> None:
    _, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-04", 9)
    assert anggota.screen.startswith("🛡 Piket hari ini")
    await _roster(office, anggota, "Wonodadi", "03-10-2023")
    assert _said(kasek) == [
        f"🔀 {anggota.user.first_name} tidak lagi bertugas. Piketnya di Wonodadi:\n\n"
        "Rab 4 Okt (08.00–16.00): ⚠️ belum ada pengganti; ambil alih lewat /piket"
    ]
    await office.say(kasek, "/piket")
    await office.press(kasek, f"Ambil alih dari {anggota.user.first_name}")
    await office.press(kasek, "Ya, saya ambil alih")
    assert any(one.text.startswith("✅ Anda sekarang bertugas") for one in kasek.messages)


async def test_a_shift_of_today_that_has_not_begun_goes_to_somebody_else_when_its_officer_leaves(
    office: Office,
) -> None:
    _, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-04", 7.2)
    assert anggota.screen.startswith("🛡 Piket hari ini")
    await _roster(office, anggota, "Wonodadi", "03-10-2023")
    (said,) = _said(kasek)
    instead = said.rpartition("Rab 4 Okt (08.00–16.00): digantikan ")[2]
    assert instead != anggota.user.first_name
    await office.at("2023-10-04", 9)
    assert f"Bertugas sekarang: {instead}" in await office.say(kasek, "/piket")
