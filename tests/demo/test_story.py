"""The page of phones in a real browser: the guided story plays from its first step to its last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.demo.conftest import Demo

# Milliseconds, on a machine with other work.
STEP_TIMEOUT = 120_000

pytestmark = pytest.mark.browser


async def test_the_story_plays_from_its_first_step_to_its_last(demo: Demo) -> None:
    page = await demo.page(1440, 900, query="?pace=150")
    await page.click("#story-body button:nth-child(2)")
    # One step after the other: whoever waits too long is told at which.
    for step in range(9):
        reached = ", ".join(f'#story-body[data-step="{further}"]' for further in range(step, 9))
        await page.wait_for_selector(reached, timeout=STEP_TIMEOUT)
    # What it has shown on the way: the invitation, the reminder, the check-in, the workbook as a table.
    commissioner = page.locator(".phone").nth(0)
    assert "Check-in tercatat" in await commissioner.inner_text()
    assert await page.locator("#viewer td").count() > 20
    assert demo.said == []
