"""A refusal in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.text import plain, t

if TYPE_CHECKING:
    from bot.domain.refusals import Refusal


def refusal_text(refusal: Refusal, *, as_html: bool = True) -> str:
    """The line a person reads: what was wrong and how to right it."""
    render = t if as_html else plain
    return render(refusal.key, **refusal.values)
