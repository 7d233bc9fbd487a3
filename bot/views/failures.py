"""Why a send failed, in words that the office can act on."""

from __future__ import annotations

from bot.views.text import plain

_WORDS = (
    ("blocked", "failure-blocked"),
    ("deactivated", "failure-deactivated"),
    ("kicked", "failure-kicked"),
    ("not found", "failure-not-found"),
    ("initiate conversation", "failure-not-found"),
)


def failure_words(reason: str) -> str:
    """Telegram's reason in Indonesian; an unknown one as it came."""
    for sign, key in _WORDS:
        if sign in reason.lower():
            return plain(key)
    return plain("failure-other", reason=reason)
