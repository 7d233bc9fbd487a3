"""How long Telegram asks to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from telegram.error import RetryAfter


def asked_wait(error: RetryAfter) -> timedelta:
    """What a 429 asks for (https://core.telegram.org/bots/api#responseparameters)."""
    # The public attribute warns until its type changes; the class itself keeps a timedelta.
    return error._retry_after  # noqa: SLF001
