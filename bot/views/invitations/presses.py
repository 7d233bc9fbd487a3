"""What the buttons of invitations say: answers, who stands in, seats, asking those who are silent."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.vocabulary import ExcuseKind
from bot.views.press import ByName, Press, press


class GivenReply(StrEnum):
    """What a secretariat may answer for its people."""

    ATTENDS = "H"
    SICK = "S"
    OTHER_DUTY = "D"


@press("inv")
class ShowInvitation(Press):
    """The invitation as it stands, where the button is."""

    session: int


@press("yes")
class Attend(Press):
    """Hadir, to the session as it was at that revision (None: by a bot that did not say)."""

    session: int
    revision: int | None = None


@press("no")
class Decline(Press):
    """Berhalangan: why?"""

    session: int
    revision: int | None = None


@press("exc")
class GiveExcuse(Press):
    """Why not."""

    session: int
    kind: ByName[ExcuseKind]
    revision: int | None = None


@press("izin")
class PickExcused(Press):
    """The session that /izin is about."""

    session: int


@press("ins")
class AskSubstitute(Press):
    """Diwakilkan: by whom?"""

    session: int
    revision: int | None = None


@press("sub")
class ChooseSubstitute(Press):
    """By this person of the roster."""

    session: int
    person: int
    revision: int | None = None


@press("insg")
class NameGuest(Press):
    """Orang lain: the question for who."""

    session: int
    revision: int | None = None


@press("subno")
class DeclineSubstitution(Press):
    """Saya tidak bisa, of somebody who was to stand in."""

    session: int
    revision: int | None = None


@press("kec")
class ShowColleagues(Press):
    """Rekan sekecamatan: who of them comes."""

    session: int


@press("seat")
class AskSeats(Press):
    """A session: how many seats?"""

    session: int


@press("seata")
class SeatAll(Press):
    """Semua mendapat tempat, under that question."""


@press("chs")
class PickChase(Press):
    """A session: when are its silent asked again?"""

    session: int


@press("chr")
class Chase(Press):
    """A rule, by the name of its label."""

    session: int
    rule: str


@press("ownsil")
class ShowOwnSilent(Press):
    """Who of the own kecamatan is silent."""

    session: int


@press("for")
class AnswerFor(Press):
    """Somebody of them: what do they say?"""

    session: int
    person: int


@press("fora")
class GiveAnswerFor(Press):
    """Their answer."""

    session: int
    person: int
    reply: GivenReply


@press("swb")
class AskSwitch(Press):
    """Tukar gelombang of a session; with `wanted` to that one."""

    session: int
    wanted: int | None = None


@press("swd")
class DecideSwitch(Press):
    """Setujui, Tolak."""

    switch: int
    agreed: bool
