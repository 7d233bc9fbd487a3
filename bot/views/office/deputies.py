"""Pelaksana harian (Plh.): who may deputise, the last look, and what both of them read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.views.format import days_long
from bot.views.office.presses import ChooseDeputy, EndDeputy, LeaveDeputy, NameDeputy
from bot.views.screen import Screen, button, green, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from bot.domain.facts import PersonFacts
    from bot.domain.office.deputies import Deputy

_MOST = 20


def current(found: Sequence[Deputy], candidates: Sequence[PersonFacts], actor: PersonFacts, now: datetime) -> Screen:
    """Who deputises for whom; the own can be ended, and where there is none somebody chosen."""
    own = [one for one in found if one.head_id == actor.id]
    lines = [_line(one, now) for one in found]
    buttons = [[button(plain("button-deputy-end", deputy=one.deputy), EndDeputy(one.id))] for one in own]
    if candidates:
        buttons += [
            [button(plain("button-deputy", name=one.name, position=one.position.value), ChooseDeputy(one.id))]
            for one in candidates[:_MOST]
        ]
    head = [t("deputy-title"), "", *(lines or [t("deputy-none")]), ""]
    return Screen(join_lines(*head, t("deputy-usage" if candidates else "deputy-nobody")), rows(*buttons))


def which(found: Sequence[PersonFacts]) -> Screen:
    """Several have that in their names."""
    buttons = [
        [button(plain("button-deputy", name=one.name, position=one.position.value), ChooseDeputy(one.id))]
        for one in found[:_MOST]
    ]
    return Screen(t("deputy-which"), rows(*buttons))


def ask_until(name: str) -> Screen:
    """From when till when?"""
    return Screen(t("deputy-ask-until", name=name), rows([button(plain("button-leave"), LeaveDeputy())]))


def look(one: Deputy, today: date) -> Screen:
    """The last look: what goes to whom, and from when till when."""
    text = join_lines(
        t("deputy-look"),
        "",
        t("deputy-look-who", deputy=one.deputy, head=one.head),
        t("deputy-look-days", days=days_long(one.first, one.last), today="yes" if one.first == today else "no"),
        "",
        t("deputy-look-what"),
    )
    yes = green(button(plain("button-deputy-yes"), NameDeputy(one.deputy_id, one.first, one.last)))
    return Screen(text, rows([yes], [button(plain("button-leave"), LeaveDeputy())]))


def named(one: Deputy) -> Screen:
    """It stands."""
    text = join_lines(t("deputy-named", deputy=one.deputy), t("deputy-days", days=days_long(one.first, one.last)))
    return Screen(text, rows([button(plain("button-deputy-end", deputy=one.deputy), EndDeputy(one.id))]))


def ended(one: Deputy) -> Screen:
    """All is the head's again."""
    return Screen(t("deputy-ended", deputy=one.deputy))


def told(one: Deputy | None, facts: Mapping[str, Any], reader: int | None, now: datetime) -> Screen | None:
    """To who deputises, and at the end to both; None where it was ended since, and that was said."""
    if one is None:
        return None
    if facts["what"] == "ended":
        return Screen(t("deputy-told-ended", head=one.head))
    if one.ends_at.isoformat() != facts["until"] or (one.is_over(now) and facts["what"] != "over"):
        return None
    if facts["what"] == "over":
        return Screen(
            t("deputy-told-over" if reader == one.deputy_id else "deputy-over", head=one.head, deputy=one.deputy)
        )
    key = "deputy-told-soon" if facts["what"] == "soon" else "deputy-told"
    days = t("deputy-days", days=days_long(one.first, one.last))
    return Screen(join_lines(t(key, head=one.head), days, "", t("deputy-told-what")))


def instead_of(heads: Sequence[str], text: Markup) -> Markup:
    """What was meant for heads who are away, said to who deputises for them."""
    return join_lines(t("deputy-as", heads=", ".join(heads)), "", text)


def _line(one: Deputy, now: datetime) -> Markup:
    key = "deputy-line" if one.begins_at <= now else "deputy-line-coming"
    return t(key, deputy=one.deputy, head=one.head, days=days_long(one.first, one.last))
