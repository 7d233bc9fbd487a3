"""What the bot could not bear, to whoever sent it: by its name, so that they know what to do again."""

from __future__ import annotations

from bot.views.format import clipped
from bot.views.screen import Screen
from bot.views.text import t

# So much is quoted.
_GIVEN = 80


def set_aside(*, label: str, under: str, given: str, file: str) -> Screen:
    """The `label` of a button and the message `under` which it stood, a `file` by its name, or words; "" for what it was not."""
    if label:
        return Screen(t("set-aside-press", label=clipped(label, _GIVEN), under=clipped(under, _GIVEN)))
    if file:
        return Screen(t("set-aside-file", file=clipped(file, _GIVEN)))
    return Screen(t("set-aside-text", given=clipped(given, _GIVEN)) if given else t("set-aside"))
