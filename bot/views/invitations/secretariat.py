"""Who of a kecamatan is silent, with a button for each to answer for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.views.invitations.messages import marked, session_block, session_line
from bot.views.invitations.presses import AnswerFor, GiveAnswerFor, GivenReply, ShowOwnSilent
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.meetings.session_facts import SessionFacts


_REPLIES = {
    "answer-hadir": GivenReply.ATTENDS,
    "button-excuse-sakit": GivenReply.SICK,
    "button-excuse-dinas-lain": GivenReply.OTHER_DUTY,
}


class DistrictSilence(Protocol):
    """A session and who of one kecamatan has not answered."""

    @property
    def session(self) -> SessionFacts: ...
    @property
    def district(self) -> str: ...
    @property
    def silent(self) -> tuple[InvitationFacts, ...]: ...


def silent(found: DistrictSilence) -> Screen:
    """Names to tap; numbers are the kecamatan's own."""
    held = found.session
    if not found.silent:
        return Screen(t("own-silent-none", code=held.code, district=found.district))
    lines = []
    for one in found.silent:
        name = marked(one.person.name, reached=_reached(one))
        number = one.person.phone
        lines.append(t("belum-line", name=name, phone=number) if number else t("belum-line-plain", name=name))
    buttons = [
        [button(plain("button-answer-for", name=one.person.name), AnswerFor(held.id, one.person.id))]
        for one in found.silent
    ]
    following = "own-silent-next" if all(map(_reached, found.silent)) else "own-silent-next-untold"
    head = t("own-silent-title", district=found.district, count=len(found.silent))
    return Screen(join_lines(head, "", session_block(held), "", *lines, "", t(following)), rows(*buttons))


def _reached(one: InvitationFacts) -> bool:
    return one.person.telegram_id is not None and one.person.reachable


def choices(one: InvitationFacts) -> Screen:
    """What they say."""
    held, person = one.session, one.person
    answers = [button(plain(key), GiveAnswerFor(held.id, person.id, reply)) for key, reply in _REPLIES.items()]
    text = join_lines(t("answer-for-ask", name=person.name), session_line(held), "", t("answer-for-next"))
    return Screen(text, rows(answers[:1], answers[1:], [button(plain("button-back"), ShowOwnSilent(held.id))]))


def noted(one: InvitationFacts) -> str:
    """The note after answering for somebody."""
    return plain("answer-for-done", name=one.person.name)
