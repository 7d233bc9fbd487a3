"""The end of a stretch: an hour, `selesai`, or nothing."""

from __future__ import annotations

from bot.domain.words.hours.marks import JOINER, OPEN
from bot.domain.words.hours.moment import Moment
from bot.domain.words.hours.text import HourText
from bot.domain.words.hours.zones import ZONE


def end_said(reader: HourText, start: Moment) -> tuple[Moment | None, bool]:
    """What is said of the end: a moment, or that it is open; nothing is read where nothing is said."""
    begin = reader.at
    if reader.take(JOINER):
        if reader.take(OPEN):
            reader.take(ZONE)
            _close(reader)
            return None, True
        if (end := reader.clock(after_words=start.worded)) is not None:
            _close(reader)
            return end, False
        reader.at = begin
    _close(reader)
    return None, False


def _close(reader: HourText) -> None:
    reader.take(r"\.?\)?\.?(?!\S)|[)]")
