"""The page of phones in a real browser: the guided story plays to its end, on a wide screen and beside it on a handset.

With PICTURES=folder (`./dev pictures`) what it sees on the way is kept there: the pictures of README and docs.
"""

from __future__ import annotations

import os
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.views.menu import description

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.demo.conftest import Demo

ROOT = Path(__file__).parents[2]
# Milliseconds, on a machine with other work.
STEP_TIMEOUT = 120_000
PICTURES = {
    *("demo.png", "demo-ponsel.png", "panduan-undangan.png", "panduan-grup.png", "panduan-rekap.png"),
    *("panduan-tukar.png", "panduan-ambil-alih.png"),
}
# At which step what shows what a guide speaks of.
SHOWN = {
    2: ("panduan-undangan.png", ".phone:nth-child(1) .screen"),
    4: ("panduan-grup.png", ".phone:nth-child(2) .screen"),
    9: ("panduan-rekap.png", "#viewer"),
}


@pytest.mark.browser
async def test_the_story_plays_to_its_end_and_everybody_can_use_the_page(demo: Demo) -> None:
    page = await demo.page(1440, 900, query="?pace=150")
    # Before the first message stands what the bot is for; other chats begin with what was said.
    purpose = page.locator(".purpose")
    assert await purpose.inner_text() == f"Apa yang dapat dilakukan bot ini?\n{description()}"
    assert await page.locator(".phone:nth-child(1) .purpose").count() == 1
    await page.click("#story-body button:nth-child(2)")
    for step in range(10):
        reached = ", ".join(f'#story-body[data-step="{further}"]' for further in range(step, 10))
        # One step after the other: what waits too long says at which.
        await page.wait_for_selector(reached, timeout=STEP_TIMEOUT)
        if step == 5:
            # Not amid a leap of the clock.
            await page.wait_for_selector("body:not(.leaping)", timeout=STEP_TIMEOUT)
            await keep(page, "demo.png")
        if step in SHOWN:
            name, where = SHOWN[step]
            await page.evaluate("document.querySelectorAll('.toast').forEach((one) => one.remove())")
            await keep(page.locator(where), name)
    assert await page.locator(".purpose").count() == 0
    commissioner = page.locator(".phone").nth(0)
    assert "Check-in tercatat" in await commissioner.inner_text()
    # Who came, beside the first phone's owner, stands in the workbook.
    assert await page.locator("#viewer td:has-text('awal')").count() > 20
    await page.click("#viewer-close")
    # Nobody was refused anything on the way, and nobody said the same twice.
    assert await page.locator(".sheet").count() == 0
    told = [one for one in demo.scene.cast.head.phone.room.messages if one.text.startswith("/tetapkan")]
    assert len(told) == 1
    assert any(" sesi ditetapkan\n" in one.text for one in demo.scene.cast.head.phone.room.messages)
    found = await barriers(page)
    for width, dark in ((1440, True), (360, False)):
        other = await demo.page(width, 900, dark=dark)
        await other.wait_for_selector(".phone .message")
        found += await barriers(other)
        for tab in range(4) if width == 360 else ():
            await other.click(f"#tabs button:nth-child({tab + 1})")
            found += await barriers(other)

    handset = await demo.page(360, 740, dark=True)
    await handset.wait_for_selector(".phone .message")
    assert await handset.evaluate("document.documentElement.scrollWidth") == 360
    await keep(handset, "demo-ponsel.png")
    for tab in range(3):
        await handset.click(f"#tabs button:nth-child({tab + 1})")
        shown = [await one.is_visible() for one in await handset.query_selector_all(".phone .messages")]
        assert shown == [tab == place for place in range(3)]
    found += await barriers(handset)
    assert found == []
    await handset.click("#tabs button:nth-child(4)")
    await handset.click("#language")
    assert await handset.inner_text("#ledger-title") == "Ledger"
    assert await handset.title() == "Panwascam demo"

    await begin_anew(demo, page, handset)
    assert demo.said == []


async def begin_anew(demo: Demo, page: Page, handset: Page) -> None:
    """Whoever comes later sees it from its beginning, on every page that is open."""
    await page.click("#story-body button:has-text('Ulangi dari awal')")
    for one in (page, handset):
        await one.wait_for_selector(".phone:nth-child(1) .message", state="detached")
        await one.wait_for_selector("html[data-ready]")
    assert demo.server.scene is not demo.scene
    assert await handset.is_hidden("#telling")
    await handset.click("#tabs button:nth-child(4)")
    await handset.click("#story-body button:nth-child(1)")
    # The story's words stand above the phone that it speaks of.
    assert await handset.locator(".phone:nth-child(1)").is_visible()
    assert (
        await handset.inner_text("#telling p")
        == "1/9 A commissioner registers: Start, then share the number. The bot matches it with the roster."
    )


async def barriers(page: Page) -> list[Any]:
    """What axe finds serious or critical (https://github.com/dequelabs/axe-core)."""
    await page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = await page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [
        (one["id"], [node["html"][:120] for node in one["nodes"]][:3])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


async def keep(page: Page | Locator, name: str) -> None:
    assert name in PICTURES
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=str(Path(folder) / name))


def test_pages_show_pictures_that_are_there_and_are_made_here() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {
        Path(found).name
        for page in pages
        for found in re.findall(r"!\[[^\]]*\]\(((?:docs/|\.\./)?pictures/[^)]+)\)", page.read_text(encoding="utf-8"))
    }
    kept = {path.name: path.stat().st_size for path in (ROOT / "docs" / "pictures").iterdir()}
    assert (shown, set(kept)) == (PICTURES, PICTURES)
    assert sum(kept.values()) < 1_500_000


def test_the_page_is_small_and_asks_nothing_of_others() -> None:
    parts = [path for path in (ROOT / "bot" / "demo" / "web").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in parts) <= 150_000
    whole = "\n".join(path.read_text(encoding="utf-8") for path in parts)
    asked = re.findall(r"https?://[\w.]+", whole)
    assert set(asked) <= {"http://www.w3.org", "http://schemas.openxmlformats.org", "https://t.me"}
