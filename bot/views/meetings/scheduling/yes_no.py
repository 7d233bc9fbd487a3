"""Ya / Tidak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import InlineKeyboardMarkup

from bot.views.screen import button, rows
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.views.press import Press


def yes_no(pressed: Callable[[bool], Press]) -> InlineKeyboardMarkup:
    """Ya / Tidak."""
    return rows([button(plain("button-yes"), pressed(True)), button(plain("button-no"), pressed(False))])
