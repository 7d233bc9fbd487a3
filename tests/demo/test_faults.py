"""The page while things go wrong, and what else phones can do: albums, places, topics, another owner, one phone alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.demo.conftest import Demo

# One grey pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
LINE = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


@pytest.mark.browser
async def test_faults_are_seen_and_come_right_and_phones_can_what_phones_can(demo: Demo) -> None:
    demo.server.reach = demo.url
    page = await demo.page(1440, 900)
    await register(page)
    await shows(page, 3, "Anda terdaftar")
    await demo.prepared(page)
    await go_wrong_and_come_right(page)
    await subscribe(page, demo)
    await open_a_pdf(page)
    await send_album(page)
    await page.wait_for_selector(".phone:nth-child(1) .album .photo:nth-child(2)")
    await attach(page, "Lokasi")
    await page.click(".sheet .buttons button:nth-child(1)")
    await shows(page, 1, "-8.1265, 112.2243")
    await write_in_a_topic(page, demo)
    await choose_another_owner_and_open_it_alone(page, demo)
    assert demo.said == []


async def go_wrong_and_come_right(page: Page) -> None:
    await toggle(page, "away")
    await say(page, 1, "/profil")
    assert "Telepon:" not in await page.inner_text(".phone:nth-child(1) .messages")
    await toggle(page, "away")
    await shows(page, 1, "Telepon:")

    await toggle(page, "flood")
    await say(page, 1, "/jadwal")
    await say(page, 3, "/papan")
    await toggle(page, "flood")
    await shows(page, 1, "Jadwal 30 hari")
    await shows(page, 3, "Papan")

    await toggle(page, "block")
    await say(page, 3, LINE)
    await page.click(".phone:nth-child(3) .keys button:has-text('Ya, lanjutkan')")
    await shows(page, 3, "✅ Ditetapkan")
    # As live it waits two minutes, in which nobody has heard of it.
    await shows(page, 3, "Sampai saat itu dapat dibatalkan tanpa ada yang tahu.")
    await page.click(".phone:nth-child(3) .keys button:has-text('Batalkan pengiriman')")
    await shows(page, 3, "SDMO-02/1 diurungkan. Tidak ada yang sempat menerima kabarnya.")
    await say(page, 3, LINE)
    await page.click(".phone:nth-child(3) .keys button:has-text('Ya, lanjutkan')")
    await page.click(".phone:nth-child(3) .keys button:has-text('Kirim sekarang')")
    await shows(page, 2, "Belum menjawab")
    assert "Undangan ·" not in await page.inner_text(".phone:nth-child(1) .messages")
    await toggle(page, "block")
    await page.wait_for_selector(".phone:nth-child(1) textarea")
    await say(page, 1, "/hadir")
    await shows(page, 1, "Jawaban Anda: belum ada")
    await shows(page, 1, "Jawaban Anda: belum ada")


async def subscribe(page: Page, demo: Demo) -> None:
    """The address that the bot gives is the demo's own, and answers with what its person is invited to."""
    await say(page, 1, "/kalender alamat")
    await page.click(".phone:nth-child(1) .keys button:has-text('Sesi saya')")
    await shows(page, 1, "Alamat kalender: sesi saya")
    said = await page.inner_text(".phone:nth-child(1) .message:has-text('Alamat kalender: sesi saya') code")
    assert said.startswith(f"{demo.url}kalender/")
    async with ClientSession() as calendar, calendar.get(said) as answer:
        assert answer.status == 200
        content = (await answer.text()).replace("\r\n ", "")
    assert content.count("BEGIN:VEVENT") == 1
    assert "SDMO-02/2" in content


async def open_a_pdf(page: Page) -> None:
    await say(page, 3, "/surat SDMO-02/2")
    await page.click(".phone:nth-child(3) .file:has-text('.pdf')")
    shown = page.locator("#viewer-body iframe, #viewer-body a")
    address = await shown.get_attribute("src") or await shown.get_attribute("href")
    assert re.match(r"files/\w+/surat-undangan-SDMO-02-2\.pdf", str(address))
    head = "async (url) => (await (await fetch(url)).text()).slice(0, 5)"
    assert await page.evaluate(head, address) == "%PDF-"
    await page.click("#viewer-close")


async def write_in_a_topic(page: Page, demo: Demo) -> None:
    group = demo.scene.stage.groups[""]
    topic = group.open_topic("Rapat")
    demo.scene.cast.admin.phone.send("Bahan rapat di sini", group, topic=topic)
    await page.click(".phone:nth-child(2) .topics button:has-text('Rapat')")
    await say(page, 2, "Siap hadir")
    await shows(page, 2, "Siap hadir")
    assert group.room.messages[-1].thread == topic


async def choose_another_owner_and_open_it_alone(page: Page, demo: Demo) -> None:
    other = demo.scene.cast.admin
    await page.select_option(".phone:nth-child(2) select", str(other.phone.id))
    await shows(page, 2, "Anda terdaftar")
    await page.click(".phone:nth-child(2) .bar button:last-child")
    drawn = "async (code) => { await code.decode(); return code.naturalWidth; }"
    assert await page.eval_on_selector(".sheet .code", drawn) > 100
    handset = await demo.page(360, 740, query=f"?phone={other.phone.id}&chat={other.phone.id}")
    assert await handset.locator(".phone").count() == 1
    assert other.name in str(await handset.get_attribute(".phone", "aria-label"))


async def register(page: Page) -> None:
    await page.click(".phone:nth-child(1) .start")
    await page.click(".phone:nth-child(1) .board button")
    await page.click(".phone:nth-child(1) .sheet .share")
    await shows(page, 1, "Anda terdaftar")


async def toggle(page: Page, fault: str) -> None:
    await page.click(f'[data-fault="{fault}"]')


async def say(page: Page, phone: int, text: str) -> None:
    await page.fill(f".phone:nth-child({phone}) textarea", text)
    await page.click(f".phone:nth-child({phone}) .send")
    await shows(page, phone, text)


async def shows(page: Page, phone: int, text: str) -> None:
    await page.wait_for_selector(f".phone:nth-child({phone}) .message:has-text('{text}')")


async def attach(page: Page, what: str) -> None:
    await page.click(".phone:nth-child(1) [aria-label='Lampirkan']")
    await page.click(f".phone:nth-child(1) .sheet button:text-is('{what}')")


async def send_album(page: Page) -> None:
    async with page.expect_file_chooser() as chosen:
        await attach(page, "Foto")
    files = [{"name": f"{number}.png", "mimeType": "image/png", "buffer": PIXEL} for number in (1, 2)]
    await (await chosen.value).set_files(files)  # type: ignore[arg-type]
