"""Pelaksana harian (Plh.): who may deputise, the last look, and what both of them read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.views.format import days_long
from bot.views.office.presses import AskForHead, ChooseDeputy, ChooseHead, EndDeputy, LeaveDeputy, NameDeputy
from bot.views.screen import Screen, button, green, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from telegram import InlineKeyboardButton

    from bot.domain.office.deputies import Deputy
    from bot.domain.people.facts import PersonFacts

_MOST = 20


def current(
    found: Sequence[Deputy], candidates: Sequence[PersonFacts] | None, actor: PersonFacts, now: datetime
) -> Screen:
    """Who deputises for whom; the own can be ended, and where there is none somebody chosen. Admins do so for any head.

    `candidates` is None where the reader may choose nobody, as they have a deputy or are one.
    """
    ended_here = [one for one in found if one.head_id == actor.id or actor.is_admin]
    lines = [_line(one, now) for one in found]
    buttons = [[_end(one, actor)] for one in ended_here]
    if actor.is_admin:
        buttons.append([button(plain("button-deputy-for"), AskForHead())])
    buttons += _choices(candidates or (), None)
    head = [t("deputy-title"), "", *(lines or [t("deputy-none")]), ""]
    if candidates is None:
        usage = [t("deputy-nobody")] if actor.acting else []
    else:
        usage = [t("deputy-usage") if candidates else t("deputy-nobody-own")]
    return Screen(join_lines(*head, *usage, *([t("deputy-usage-for")] if actor.is_admin else [])), rows(*buttons))


def heads(found: Sequence[PersonFacts]) -> Screen:
    """Which of the heads is away?"""
    buttons = [
        [button(plain("button-deputy", name=one.name, position=one.position.value), ChooseHead(one.id))]
        for one in found[:_MOST]
    ]
    leave = [button(plain("button-leave"), LeaveDeputy())]
    return Screen(t("deputy-which-head") if found else t("deputy-no-heads"), rows(*buttons, leave))


def which(
    found: Sequence[PersonFacts], head_id: int | None, head: str | None = None, days: tuple[date, date] | None = None
) -> Screen:
    """Several have that in their names, or may deputise for `head`; `days` that were said need not be said again."""
    leave = [button(plain("button-leave"), LeaveDeputy())]
    if head is None:
        text = t("deputy-which")
    else:
        text = t("deputy-which-for", head=head) if found else t("deputy-nobody-for", head=head)
    return Screen(text, rows(*_choices(found, head_id, days), leave))


def ask_until(name: str, head: str | None) -> Screen:
    """From when till when? `head`: for whom, where it is not the reader."""
    text = t("deputy-ask-until", name=name, whose=head or "Anda")
    return Screen(text, rows([button(plain("button-leave"), LeaveDeputy())]))


def look(one: Deputy, today: date, actor: PersonFacts) -> Screen:
    """The last look: what goes to whom, and from when till when."""
    own = one.head_id == actor.id
    text = join_lines(
        t("deputy-look"),
        "",
        t("deputy-look-who", deputy=one.deputy, head=one.head),
        t("deputy-look-days", days=days_long(one.first, one.last), today="yes" if one.first == today else "no"),
        "",
        t("deputy-look-what") if own else t("deputy-look-what-for", head=one.head),
    )
    named_for = None if own else one.head_id
    yes = green(button(plain("button-deputy-yes"), NameDeputy(one.deputy_id, one.first, one.last, named_for)))
    return Screen(text, rows([yes], [button(plain("button-leave"), LeaveDeputy())]))


def named(one: Deputy, actor: PersonFacts) -> Screen:
    """It stands."""
    key = "deputy-named" if one.head_id == actor.id else "deputy-named-for"
    text = join_lines(t(key, deputy=one.deputy, head=one.head), t("deputy-days", days=days_long(one.first, one.last)))
    return Screen(text, rows([_end(one, actor)]))


def ended(one: Deputy, actor: PersonFacts) -> Screen:
    """All is the head's again."""
    return Screen(
        t("deputy-ended" if one.head_id == actor.id else "deputy-ended-for", deputy=one.deputy, head=one.head)
    )


def told(one: Deputy | None, facts: Mapping[str, Any], reader: int | None, now: datetime) -> Screen | None:
    """To who deputises, and at the end to both; None where it was ended since, and that was said.

    The head reads what an admin does for them (`by`).
    """
    if one is None:
        return None
    of_head, what, by = reader == one.head_id, facts["what"], facts.get("by", "")
    if what != "ended" and (one.ends_at.isoformat() != facts["until"] or (one.is_over(now) and what != "over")):
        return None
    if what in ("ended", "over"):
        return Screen(t(_last_words(what, by, of_head=of_head), head=one.head, deputy=one.deputy, by=by))
    days = t("deputy-days", days=days_long(one.first, one.last))
    if of_head:
        text = join_lines(t("deputy-head-named", deputy=one.deputy, by=by), days, "", t("deputy-head-named-what"))
    else:
        # An outage, or a block, may bring it when it has begun.
        key = "deputy-told-soon" if what == "soon" and now < one.begins_at else "deputy-told"
        text = join_lines(t(key, head=one.head), days, "", t("deputy-told-what"))
    return Screen(text)


def _last_words(what: str, by: str, *, of_head: bool) -> str:
    if what == "over":
        return "deputy-over" if of_head else "deputy-told-over"
    if of_head:
        return "deputy-head-ended"
    return "deputy-told-ended-by" if by else "deputy-told-ended"


def instead_of(heads: Sequence[str], text: Markup) -> Markup:
    """What was meant for heads who are away, said to who deputises for them."""
    return join_lines(t("deputy-as", heads=", ".join(heads)), "", text)


def _end(one: Deputy, actor: PersonFacts) -> InlineKeyboardButton:
    key = "button-deputy-end" if one.head_id == actor.id else "button-deputy-end-for"
    return button(plain(key, deputy=one.deputy, head=one.head), EndDeputy(one.id))


def _choices(
    found: Sequence[PersonFacts], head_id: int | None, days: tuple[date, date] | None = None
) -> list[list[InlineKeyboardButton]]:
    first, last = days or (None, None)
    return [
        [
            button(
                plain("button-deputy", name=one.name, position=one.position.value),
                ChooseDeputy(one.id, head_id, first, last),
            )
        ]
        for one in found[:_MOST]
    ]


def _line(one: Deputy, now: datetime) -> Markup:
    key = "deputy-line" if one.begins_at <= now else "deputy-line-coming"
    return t(key, deputy=one.deputy, head=one.head, days=days_long(one.first, one.last))
