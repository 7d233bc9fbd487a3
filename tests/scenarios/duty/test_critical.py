"""Critical days: asked, declared, listed, called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.refusals import HEADS_ONLY
from tests.scenarios.duty.test_rota import ruled, wonodadi

if TYPE_CHECKING:
    from tests.office import Office

USAGE = "Hari kritis: piket 24 jam di semua kecamatan. Tulis misalnya: /piket kritis 10-14 Februari 2024"


@pytest.mark.handler("duty.critical")
async def test_critical_days_are_asked_for_declared_listed_and_called_off(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    head = await office.head()
    assert await office.say(head, "/piket kritis") == USAGE
    told = [len(who.messages) for who in (ketua, anggota, kasek)]
    assert await office.say(head, "/piket kritis 3-4 oktober") == (
        "Jadikan Selasa–Rabu, 3–4 Oktober 2023 hari kritis? Shift 08.00–14.00, 14.00–20.00, 20.00–08.00 di 1 kecamatan, "
        "juga pada hari libur. Petugas yang piket berikutnya berubah diberi tahu."
    )
    assert [len(who.messages) for who in (ketua, anggota, kasek)] == told
    assert "14.00–20.00" not in await office.say(kasek, "/piket 3 oktober")
    said = await office.press(head, "Ya, 3–4 Okt kritis")
    assert said.startswith("✅ Hari kritis Selasa–Rabu, 3–4 Oktober 2023: shift 08.00–14.00, 14.00–20.00, 20.00–08.00")
    assert "14.00–20.00" in await office.say(kasek, "/piket 3 oktober")
    assert await office.say(head, "/piket kritis") == (
        "Hari kritis\n\nSelasa–Rabu, 3–4 Oktober 2023: shift 08.00–14.00, 14.00–20.00, 20.00–08.00\n\n" + USAGE
    )
    assert (await office.press(head, "Batalkan hari kritis 3–4 Okt")).startswith(
        "✅ Selasa–Rabu, 3–4 Oktober 2023 bukan hari kritis lagi."
    )
    assert "14.00–20.00" not in await office.say(kasek, "/piket 3 oktober")
    assert await office.say(head, "/piket kritis") == USAGE


async def test_days_that_have_begun_stay_and_only_the_office_declares_them(office: Office) -> None:
    _, _, kasek = await wonodadi(office)
    head = await office.head()
    assert (await office.say(head, "/piket kritis 2 oktober")).startswith("Hari kritis paling cepat besok.")
    await office.say(head, "/piket kritis 3-4 oktober")
    await office.press(head, "Ya, 3–4 Okt kritis")
    await office.at("2023-10-03", 9)
    await office.press(head, "Batalkan hari kritis")
    assert str(head.notes[-1][0]).startswith("Hari kritis paling cepat besok.")
    await office.say(head, "/piket kritis")
    assert not head.messages[-1].buttons
    for words in ("/piket kritis", "/piket kritis 10 oktober"):
        assert await office.say(kasek, words) == HEADS_ONLY


async def test_heads_of_secretariats_read_of_critical_days_and_nothing_of_what_is_taken_back_untold(
    office: Office,
) -> None:
    *_, kasek = await wonodadi(office)
    await ruled(office, kasek)
    # There is no rota there, and so nothing that changes.
    other = await office.registered("Kepala Sekretariat", "Udanawu")
    head = await office.head()
    await office.say(head, "/piket")
    await office.press(head, "Hari kritis")
    assert head.screen == USAGE
    told = len(other.messages)
    await office.say(head, "/piket kritis 10-11 oktober")
    await office.press(head, "Ya, 10–11 Okt kritis")
    (said,) = [one for one in kasek.messages if one.text.startswith("📅")]
    assert said.text.startswith(
        "📅 Hari kritis: Selasa–Rabu, 10–11 Oktober 2023\n\nBawaslu menetapkannya untuk semua kecamatan:"
        " piket Wonodadi pada hari itu dalam shift 08.00–14.00, 14.00–20.00, 20.00–08.00,"
    )
    await office.press(kasek, "Jadwal piket")
    assert kasek.can_press("Atur giliran")
    await office.press(head, "Batalkan hari kritis 10–11 Okt")
    assert [one.text for one in kasek.messages if "bukan hari kritis lagi" in one.text]
    # At night nobody is told, and what is taken back by the morning never is.
    await office.at("2023-10-03", 22)
    await office.say(head, "/piket kritis 12 oktober")
    await office.press(head, "Ya, Kam 12 Okt kritis")
    await office.press(head, "Batalkan hari kritis Kam 12 Okt")
    await office.at("2023-10-04", 9)
    assert not any("12 Oktober" in one.text for one in kasek.messages if one.text.startswith("📅"))
    assert len(other.messages) == told
