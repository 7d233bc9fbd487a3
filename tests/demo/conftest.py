from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bot.demo.scene import Scene
from bot.demo.server import Server, address_of, open_door
from tests.demo.browser import CHROMIUM, FLAGS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser, Page


@dataclass(slots=True)
class Demo:
    """The demo, and a browser that looks at it; what the page's console says is kept."""

    scene: Scene
    server: Server
    url: str
    browser: Browser | None = None
    said: list[str] = field(default_factory=list)

    async def page(self, width: int, height: int, *, dark: bool = False, query: str = "") -> Page:
        if self.browser is None:
            pytest.skip("no Chromium: the page is not tried in a browser (on Debian: apt install chromium)")
        page = await self.browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        page.set_default_timeout(60_000)
        page.on(
            "console", lambda message: self.said.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.said.append(str(error)))
        await page.goto(self.url + query)
        await page.wait_for_selector("html[data-ready]")
        return page

    async def prepared(self, page: Page) -> None:
        """Return once everybody has registered by themselves and the groups have their place."""
        await page.wait_for_function("async () => (await (await fetch('api/start')).json()).status.ready")


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    door = open_door("127.0.0.1", 0)
    url = address_of(door)
    plays = itertools.count()

    async def play() -> Scene:
        return await Scene.open(f"sqlite+aiosqlite:///{tmp_path / f'demo-{next(plays)}.db'}", seed=7, address=url)

    scene = await play()
    server = Server(scene, play)
    scene.begin()
    await server.start(door)
    opened = Demo(scene, server, url)
    try:
        if CHROMIUM is None:
            yield opened
            return
        # A tenth of a second, and not in each worker: conftests are loaded by all of them.
        from playwright.async_api import async_playwright  # noqa: PLC0415

        async with async_playwright() as playwright:
            opened.browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            try:
                yield opened
            finally:
                await opened.browser.close()
    finally:
        await server.stop()
        await server.scene.end()
