from __future__ import annotations

from telegram.constants import ParseMode
from telegram.ext import Defaults

from bot.telegram.reading import Receiver


def test_an_empty_text_stays_empty_where_the_bot_has_defaults() -> None:
    bot = Receiver("1:a", defaults=Defaults(parse_mode=ParseMode.HTML))
    data: dict[str, object] = {"text": "", "caption": "x", "commands": [], "show_alert": False}
    bot._insert_defaults(data)
    assert data == {"text": "", "caption": "x", "commands": [], "show_alert": False}
