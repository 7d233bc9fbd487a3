"""Piket in the demo: one press gives every kecamatan its rota, people swap and report; with PICTURES what the guides show of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.demo.test_story import keep

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.demo.conftest import Demo


@pytest.mark.browser
async def test_piket_is_set_up_swapped_taken_over_and_reported(demo: Demo) -> None:
    cast = demo.scene.cast
    page = await demo.page(1440, 900)
    await demo.prepared(page)
    await say(page, 3, "/piket")
    await press(page, 3, "Susun giliran 22 kecamatan")
    await press(page, 3, "Ya, susun 22 kecamatan")
    await shows(page, 3, "Giliran piket 22 kecamatan dimulai besok")

    # The group's phone shows the chair of Udanawu, who is first by the roster's order, and then a colleague.
    await page.click(".phone:nth-child(2) .back")
    await page.click(".phone:nth-child(2) .chats li:first-child button")
    await shows(page, 2, "Giliran piket Anda")
    await say(page, 2, "/piket")
    await press(page, 2, "Tukar piket saya")
    await shows(page, 2, "Tukar piket")
    taker = next(one for one in cast.stage.members if (one.district, one.position) == ("Udanawu", "Anggota Panwascam"))
    await press(page, 2, f"{taker.name} ⇄")
    await shows(page, 2, "tetap milik Anda sampai ia menerima")
    await choose(page, 1, taker.phone.id)
    await shows(page, 1, "Minta tukar piket")
    await quiet(page)
    await keep(page.locator(".phone:nth-child(1) .screen"), "panduan-tukar.png")
    await press(page, 1, "Terima")
    await shows(page, 2, "Tukar piket jadi")

    await page.click("[data-to='tomorrow']")
    await shows(page, 1, "Piket hari ini")
    await say(page, 2, "/piket")
    await press(page, 2, f"Ambil alih dari {taker.name}")
    await shows(page, 2, f"Ambil alih piket dari {taker.name} sekarang?")
    await quiet(page)
    await keep(page.locator(".phone:nth-child(2) .screen"), "panduan-ambil-alih.png")
    # A day has its name above it once, whatever of it was changed since.
    days = await page.locator(".phone:nth-child(2) .day").all_inner_texts()
    assert days == ["Senin, 2 Oktober", "Selasa, 3 Oktober"]
    await press(page, 2, "Ya, saya ambil alih")
    await shows(page, 1, "mengambil alih piket Udanawu")

    await report_from_a_handset(demo)
    # All others on duty report when they are told to act by themselves.
    await page.click("#answer-all")
    await page.wait_for_selector("#acts-say:has-text('orang akan menekan')")
    assert int((await page.inner_text("#acts-say")).split()[0]) >= 19
    await press(page, 2, "Aman, nihil")
    await shows(page, 2, "Laporan piket diterima")
    assert demo.said == []


async def report_from_a_handset(demo: Demo) -> None:
    """What happened, a line and a photo: six presses from the morning's message to the receipt, all of them in reach of a thumb."""
    officer = next(
        one for one in demo.scene.stage.members if (one.district, one.position) == ("Srengat", "Ketua Panwascam")
    )
    handset = await demo.page(360, 740, query=f"?phone={officer.phone.id}")
    await shows(handset, 1, "Piket hari ini")
    await press(handset, 1, "Buat laporan")
    await shows(handset, 1, "Bagaimana situasinya?")
    await press(handset, 1, "Ada kejadian")
    await shows(handset, 1, "Apa laporannya?")
    await say(handset, 1, "Baliho roboh di Desa Pikatan pukul 09.30, sudah difoto.")
    await shows(handset, 1, "Kirim foto")
    await handset.click("[aria-label='Lampirkan']")
    await handset.click(".sheet button:text-is('Foto contoh')")
    await shows(handset, 1, "Kirim lokasi kejadian")
    await press(handset, 1, "Kirim laporan")
    await shows(handset, 1, "Laporan piket diterima")
    shown = officer.phone.messages[-1].text
    assert "Lampiran: foto" in shown
    await handset.close()


async def shows(page: Page, phone: int, text: str) -> None:
    await page.wait_for_selector(f".phone:nth-child({phone}) .message:has-text('{text}')")


async def say(page: Page, phone: int, text: str) -> None:
    await page.fill(f".phone:nth-child({phone}) textarea", text)
    await page.click(f".phone:nth-child({phone}) .composer .send")


async def press(page: Page, phone: int, label: str) -> None:
    await page.locator(f".phone:nth-child({phone}) .keys button", has_text=label).last.click()


async def choose(page: Page, phone: int, who: int) -> None:
    await page.select_option(f".phone:nth-child({phone}) select", str(who))


async def quiet(page: Page) -> None:
    """What passes over a screen has passed, and no mouse is on it."""
    await page.mouse.move(0, 0)
    await page.evaluate("document.querySelectorAll('.toast').forEach((one) => one.remove())")
