"""A refusal in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.text import t, unmarked

if TYPE_CHECKING:
    from bot.domain.refusals import Refusal


def refusal_text(refusal: Refusal, *, as_html: bool = True) -> str:
    """The line a person reads: what was wrong and how to right it."""
    text = t(refusal.key, **refusal.values)
    # A box on the screen shows marks as they are written.
    return text if as_html else unmarked(text)
