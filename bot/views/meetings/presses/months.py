"""What the buttons of a month that is proposed, set, sent or taken back at once say."""

from __future__ import annotations

from datetime import date

from bot.views.press import Press, press


@press("usm")
class ProposeMonth(Press):
    """Dates for a whole month, by its first day."""

    first: date


@press("usundo")
class UndoMonth(Press):
    """Take back the dates that were set together: those of the sessions from one to another (by id); `sure` as in `Undo`.

    `what` is what was done: "schedule", or "move" and "cancel" of a series.
    """

    first: int
    last: int
    sure: bool = False
    what: str = "schedule"


@press("ussend")
class SendMonth(Press):
    """What waits of them goes out at once."""

    first: int
    last: int
    what: str = "schedule"


@press("usok")
class LookAtAll(Press):
    """Tetapkan semua: a last look at a month."""

    agreed: bool


@press("usnote")
class SayBesideMonth(Press):
    """Tambah kalimat under it."""


@press("usgo")
class AnswerAll(Press):
    """Ya or Tidak under it."""

    agreed: bool
