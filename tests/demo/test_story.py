"""The page of phones in a real browser: the guided story plays from its first step to its last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.demo.conftest import Demo

pytestmark = pytest.mark.browser


async def test_the_story_plays_from_its_first_step_to_its_last(demo: Demo) -> None:
    page = await demo.page(1440, 900, query="?pace=150")
    await page.click("#story-body button:nth-child(2)")
    await page.wait_for_selector('#story-body[data-step="8"]', timeout=240_000)
    # What it has shown on the way: the invitation, the reminder, the check-in, the workbook as a table.
    commissioner = page.locator(".phone").nth(0)
    assert "Check-in tercatat" in await commissioner.inner_text()
    assert await page.locator("#viewer td").count() > 20
    assert demo.said == []
