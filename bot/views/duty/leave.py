"""Leave: whose, when, what is recorded, and what of the rota is still theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.duty.presses import AskLeave, AskTakeOver, DropLeave, OfferLeft
from bot.views.duty.rota import hours_of, rota_button
from bot.views.format import day_short, days_long, days_short
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.duty.facts import Leave
    from bot.domain.duty.rota import Span, Turn
    from bot.domain.people.facts import PersonFacts

# More lines would not be read.
_MOST = 15


def whose(people: Sequence[PersonFacts], leaves: Sequence[Leave]) -> Screen:
    """Who is on leave? With what is recorded already, to be taken back."""
    shown = leaves[:_MOST]
    known = [
        "",
        t("leave-known"),
        *(t("leave-line", name=one.name, days=days_long(one.first, one.last)) for one in shown),
    ]
    return Screen(
        join_lines(t("leave-who"), *(known if shown else [])),
        rows(
            *([button(one.name, AskLeave(one.id))] for one in people),
            *(
                [
                    button(
                        plain("button-leave-drop", name=one.name, days=days_short(one.first, one.last)),
                        DropLeave(one.id),
                    )
                ]
                for one in shown
            ),
        ),
    )


def saved(
    person: PersonFacts,
    days: Span,
    left: Sequence[Turn],
    begun: Sequence[Turn] = (),
    *,
    own: Sequence[Markup] = (),
    empty: Sequence[str] = (),
    may_take: bool = False,
) -> Screen:
    """Noted. What of these days is theirs all the same: `left`, because it was agreed, and what has `begun`.

    `empty`: what nobody has by it. `own`: what the next shift is of whoever reads it, where it is another now; `may_take`: they may take over what has begun.
    """
    lines: list[str] = [t("leave-saved", name=person.name, days=days_long(*days))]
    if empty:
        lines += [Markup(), t("leave-empty"), *empty[:_MOST], t("leave-empty-next")]
    lines += own_next(own)
    buttons = []
    for turn in begun:
        lines += [Markup(), t("leave-begun", name=person.name, day=day_short(turn.day), hours=hours_of(turn.shift))]
        if may_take:
            buttons.append([button(plain("button-rota-takeover", name=person.name), AskTakeOver(person.id))])
    if left:
        lines += [
            Markup(),
            t("leave-left", name=person.name),
            *(t("leave-left-line", day=day_short(one.day), hours=hours_of(one.shift)) for one in left[:_MOST]),
        ]
        offer = button(plain("button-leave-offer", count=len(left)), OfferLeft(person.id, *days))
        buttons.append([offer])
    return Screen(join_lines(*lines), rows(*buttons, [rota_button()]))


def offered(name: str, left: Sequence[Turn]) -> Screen:
    """What they have is offered to all."""
    days = ", ".join(day_short(one.day) for one in left[:_MOST])
    return Screen(t("leave-offered", name=name, days=days) if left else t("leave-nothing-left"), rows([rota_button()]))


def own_next(own: Sequence[Markup]) -> list[Markup]:
    """The next shift of whoever reads it, apart from what is said before."""
    return [Markup(), *own] if own else []


def taken_back(leave: Leave, today: date, own: Sequence[Markup] = ()) -> Screen:
    """It is none, or ends today."""
    if leave.first > today:
        text = t("leave-dropped", name=leave.name, days=days_long(leave.first, leave.last))
    else:
        text = t("leave-ends", name=leave.name)
    return Screen(join_lines(text, *own_next(own)), rows([rota_button()]))
