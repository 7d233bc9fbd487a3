"""A question that stands while something else was written: go on with it, or leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.press import Press, press
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from bot.views.text import Markup


@press("goon")
class GoOn(Press):
    """Lanjutkan."""


@press("stop")
class Stop(Press):
    """Berhenti."""


def still_asking(text: Markup) -> Screen:
    """`text` says why what was written is no answer."""
    buttons = [button(plain("button-go-on"), GoOn()), button(plain("button-stop"), Stop())]
    return Screen(join_lines(text, t("still-asking")), rows(buttons))
