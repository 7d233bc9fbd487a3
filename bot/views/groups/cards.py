"""The live attendance card of a group: counts, names per answer, buttons for all; never a phone number."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton

from bot.domain.door.checkin import OPENS_BEFORE
from bot.domain.invitations.answers import may_answer
from bot.domain.vocabulary import Answer, CardState, SessionStatus
from bot.views.format import clock_time
from bot.views.groups.presses import AttendFromGroup, DeclineFromGroup
from bot.views.invitations.messages import cancelled_text, changes, moved_title, session_block, session_line
from bot.views.invitations.presses import ShowInvitation
from bot.views.recap.words import answer_name
from bot.views.screen import Screen, button, fits, green, one_message, red, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.groups.cards import CardEnd, CardFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms

# A card of all 66 must stay readable; beyond this the rest is counted, and sooner where names are long.
MOST_NAMES = 30
_SUPERGROUP = "-100"


def card(facts: CardFacts, now: datetime, bot_username: str, known: Terms | None = None) -> Screen:
    """The card; with `known`, headed by what changed since the group was last told.

    It is one message whatever the names: as many of each answer as fit, the rest counted.
    """
    screen = _card(facts, now, bot_username, known, MOST_NAMES)
    if fits(screen):
        return screen
    # The most names that still fit; without any it is cut at a line's end.
    most = bisect_left(range(MOST_NAMES), True, key=lambda n: not fits(_card(facts, now, bot_username, known, n)))
    screen = _card(facts, now, bot_username, known, max(most - 1, 0))
    return one_message(screen)


def colleagues(facts: CardFacts, now: datetime) -> Screen:
    """To one of a kecamatan: who of the others comes, as things stand; back to the own invitation."""
    session, tally = facts.session, facts.tally
    back = rows([button(plain("button-back"), ShowInvitation(session.id))])
    if not tally.invited:
        return Screen(t("colleagues-none"), back)
    text = join_lines(
        t("colleagues-title", district=facts.scope, code=session.code),
        session_line(session),
        "",
        t("card-total", invited=tally.invited, answered=tally.answered, percent=tally.response_percent),
        t("card-came", came=facts.came) if facts.came else None,
        *[_names(facts, answer, MOST_NAMES) for answer in (*Answer, None) if facts.names[answer]],
        "",
        t("colleagues-as-of", at=clock_time(now, session.zone)),
    )
    return one_message(Screen(text, back))


def ended(end: CardEnd) -> Screen:
    """The one line that is left of a card that lives no longer; it leads to the one that does."""
    code = end.session.code
    if end.state is CardState.UNLINKED:
        return Screen(t("card-unlinked", code=code))
    url = _address(end.chat_id, end.newest)
    if url is None:
        return Screen(t("card-below", code=code))
    return Screen(Markup(f'<a href="{url}">{t("card-below", code=code)}</a>'))


def in_topic(facts: CardFacts, chat_id: int, message_id: int) -> Screen:
    """How things stand, asked for in another topic than that of the card, which stays where it is."""
    session, tally = facts.session, facts.tally
    text = join_lines(
        t("card-title"),
        session_block(session),
        "",
        t("card-total", invited=tally.invited, answered=tally.answered, percent=tally.response_percent),
        t("card-in-topic"),
    )
    url = _address(chat_id, message_id)
    return Screen(text, rows([InlineKeyboardButton(plain("button-card"), url=url)]) if url is not None else None)


def _address(chat_id: int, message_id: int | None) -> str | None:
    """Only messages of supergroups have addresses (https://core.telegram.org/api/links#message-links)."""
    chat = str(chat_id)
    if message_id is None or not chat.startswith(_SUPERGROUP):
        return None
    return f"https://t.me/c/{chat.removeprefix(_SUPERGROUP)}/{message_id}"


def _card(facts: CardFacts, now: datetime, bot_username: str, known: Terms | None, most: int) -> Screen:
    session = facts.session
    head = t("card-title") if known is None else join_lines(moved_title(known, session), *changes(known, session))
    scope = t("card-scope", district=facts.scope) if facts.scope else t("card-scope-all")
    tally = facts.tally
    counts = [_names(facts, answer, most) for answer in (*Answer, None)]
    total = t("card-total", invited=tally.invited, answered=tally.answered, percent=tally.response_percent)
    text = join_lines(
        Markup(f"{head} · {scope}") if known is None else head,
        "",
        session_block(session),
        "",
        total,
        _came(facts, now),
        *counts,
        "",
        _closing(session, now),
    )
    buttons = _buttons(session, bot_username) if may_answer(session.status, session.starts_at, now) else []
    if session.open_day(now) is not None:
        link = f"https://t.me/{bot_username}?start=c{session.id}"
        buttons = [[green(InlineKeyboardButton(plain("button-check-in-card"), url=link))], *buttons]
    return Screen(text, rows(*buttons) if buttons else None)


def group_cancelled(session: SessionFacts, *, begun: bool) -> Screen:
    """The cancellation notice for a group."""
    return Screen(cancelled_text(session, None, begun=begun))


def _came(facts: CardFacts, now: datetime) -> Markup | None:
    """How many are there; of several days on that which is, or was the last."""
    session = facts.session
    if not session.is_of_days:
        return t("card-came", came=facts.came) if facts.came else None
    days = [day for day in session.days if day.starts_at - OPENS_BEFORE <= now]
    came = facts.came_on.get(days[-1].day, 0) if days else 0
    return t("card-came-on", came=came, number=days[-1].number) if came else None


def _closing(session: SessionFacts, now: datetime) -> Markup:
    if session.status is SessionStatus.CANCELLED:
        return t("card-cancelled", reason=session.cancel_reason)
    if now >= session.ends_at:
        return t("card-over")
    return t("card-hint") if now < session.starts_at else t("card-closed")


def _names(facts: CardFacts, answer: Answer | None, most: int) -> Markup:
    names = facts.names[answer]
    head = t("card-count", label=answer_name(answer), count=len(names))
    if not names:
        return head
    if not most:
        return head
    listed = t("card-names", names=", ".join(names[:most]))
    more = t("card-more", count=len(names) - most) if len(names) > most else None
    return join_lines(head, Markup(f"<blockquote expandable>{listed} {more or ''}</blockquote>"))


def _buttons(session: SessionFacts, bot_username: str) -> list[list[InlineKeyboardButton]]:
    yes = green(button(plain("answer-hadir"), AttendFromGroup(session.id, session.revision)))
    no = red(button(plain("answer-berhalangan"), DeclineFromGroup(session.id, session.revision)))
    private = InlineKeyboardButton(plain("button-private"), url=f"https://t.me/{bot_username}?start=s{session.id}")
    return [[yes, no], [private]]
