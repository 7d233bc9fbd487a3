"""What the buttons under the last look at a date say."""

from __future__ import annotations

from bot.views.press import Press, press


@press("setm")
class Prepare(Press):
    """The agenda, what to bring, the link, a sentence: the question for it, by its name."""

    what: str


@press("sete")
class Empty(Press):
    """Kosongkan, under that question."""

    what: str


@press("setb")
class BackToLook(Press):
    """Kembali, to the last look."""


@press("setj")
class KeepAnswers(Press):
    """Jawaban tetap berlaku, or the reverse."""


@press("setok")
class AnswerDate(Press):
    """Ya or Tidak under the last look."""

    agreed: bool


@press("undv")
class PreviewHeld(Press):
    """What waits, and for whom."""

    session: int
