"""What the buttons of the office itself say: changes, imports, what failed."""

from __future__ import annotations

from datetime import date
from enum import Enum

from bot.views.press import Press, press


class ImportAnswer(Enum):
    """What is pressed under what a file would change."""

    LEAVE = 0
    LOOKED = 1
    # Where roles change, the second press.
    ROLES_TOO = 2


@press("aud")
class ShowChanges(Press):
    """The changes before that one (0: the last), with or without answers to invitations."""

    answers: bool
    before: int


@press("retry")
class RetryFailed(Press):
    """What failed and is still of use is owed again."""


@press("tpl")
class GetTemplate(Press):
    """An empty file of a kind, to fill in."""

    kind: str


@press("impy")
class NameYear(Press):
    """Of which year a plan is."""

    year: int


@press("impok")
class AnswerImport(Press):
    """Simpan or Tidak jadi."""

    answer: ImportAnswer


@press("plh")
class ChooseDeputy(Press):
    """Somebody who may deputise, for the head of whom it is said: till when, unless that was said too?"""

    person: int
    head: int | None = None
    first: date | None = None
    last: date | None = None


@press("plhok")
class NameDeputy(Press):
    """Ya, under the last look."""

    person: int
    first: date
    last: date
    head: int | None = None


@press("plhwho")
class AskForHead(Press):
    """An admin: for whom, of the heads?"""


@press("plhfor")
class ChooseHead(Press):
    """An admin: who deputises for this one?"""

    head: int


@press("plhend")
class EndDeputy(Press):
    """Akhiri sekarang."""

    deputy: int


@press("plhno")
class LeaveDeputy(Press):
    """Tidak jadi."""
