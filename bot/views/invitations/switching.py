"""Tukar gelombang: which batches there are, what a head is asked, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.format import dates_short, hours
from bot.views.invitations.messages import changes, pass_on_to, personal, session_line
from bot.views.invitations.presses import AskSwitch, DecideSwitch, ShowInvitation
from bot.views.screen import Screen, button, green, red, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.invitations.switching import Filled, Switch
    from bot.domain.meetings.session_facts import SessionFacts

_MOST = 10


def choices(own: SessionFacts, others: Sequence[Filled], asked: int | None) -> Screen:
    """To which batch? `asked` is the one that was asked for already."""
    waiting = next((one.session.code for one in others if one.session.id == asked), None)
    text = join_lines(
        t("switch-title"),
        "",
        t("switch-own", code=own.code, day=dates_short(own), hours=hours(own, own.zone)),
        *map(_seats, others[:_MOST]),
        "",
        t("switch-next") if waiting is None else t("switch-waiting", code=waiting),
    )
    buttons = [
        [
            button(
                plain("button-switch-to", code=one.session.code, day=dates_short(one.session)),
                AskSwitch(own.id, one.session.id),
            )
        ]
        for one in others[:_MOST]
        if one.session.id != asked
    ]
    return Screen(text, rows(*buttons, [button(plain("button-back"), ShowInvitation(own.id))]))


def asked(found: Switch) -> Screen:
    """It is asked for."""
    text = t("switch-asked", before=found.before.session.code, after=found.after.session.code)
    return Screen(text, rows([button(plain("button-back"), ShowInvitation(found.before.session.id))]))


def to_decide(found: Switch) -> Screen:
    """A head is asked; once decided, what was said."""
    text = join_lines(
        t("switch-request"),
        "",
        t("switch-who", name=found.name, district=found.district or plain("word-none")),
        _seats(found.before),
        t("switch-arrow"),
        _seats(found.after),
    )
    if found.agreed is not None:
        return Screen(join_lines(text, "", _decision(found)))
    yes = green(button(plain("button-switch-yes"), DecideSwitch(found.id, agreed=True)))
    return Screen(text, rows([yes, red(button(plain("button-switch-no"), DecideSwitch(found.id, agreed=False)))]))


def refused(session: SessionFacts, after: str, *, off: bool = False) -> Screen:
    """They stay where they are; `off`: because what they wanted is called off."""
    return Screen(
        join_lines(t("switch-off" if off else "switch-refused", after=after), session_line(session)),
        rows([button(plain("button-back"), ShowInvitation(session.id))]),
    )


def asks_again(session: SessionFacts, after: str) -> Screen:
    """What they asked for takes place after all: a head decides, until then they stay where they are."""
    return Screen(
        join_lines(t("switch-again", after=after), session_line(session)),
        rows([button(plain("button-back"), ShowInvitation(session.id))]),
    )


def switched(
    before: SessionFacts,
    revision: int,
    invitation: InvitationFacts,
    now: datetime,
    twice: Sequence[SessionFacts] = (),
    untold: str | None = None,
    *,
    restored: bool = False,
) -> Screen:
    """That they are of the other batch now: what changes from what (as of a revision), and its invitation; `restored` as there.

    `untold` was to come to the one before instead of them, and does not hear of it from the bot.
    """
    session = invitation.session
    title = t("switched-title", before=before.code, after=session.code)
    head = join_lines(
        title,
        *([t("invitation-restored")] if restored else []),
        *changes(before.terms_at(revision), session),
        *pass_on_to(untold),
    )
    return personal(head, invitation, now, twice)


def _decision(found: Switch) -> Markup:
    return t("switch-agreed" if found.agreed else "switch-declined", by=found.decided_by)


def _seats(one: Filled) -> Markup:
    session = one.session
    left = one.left
    return t(
        "switch-batch",
        code=session.code,
        day=dates_short(session),
        hours=hours(session, session.zone),
        invited=one.invited,
        coming=one.coming,
        seats=plain("switch-seats-all")
        if left is None
        else plain("switch-seats-left", left=left, seats=session.seats or 0),
    )
