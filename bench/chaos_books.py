"""The books after the chaos: what the simulator saw against what the database says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from bot.domain.ledger import READ_ELSEWHERE, State
from bot.domain.vocabulary import Answer
from bot.storage.models import AuditEntry, Card, Delivery, InboxUpdate, Invitation, Person
from bot.views.recap.words import answer_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.storage.database import Database

_CODE = re.compile(r"\b[A-Z0-9]+-\d+/\d+\b")
# As the card words and writes it: "✅ Menyatakan hadir: 1.371".
_COUNTS = {answer: re.compile(re.escape(answer_name(answer)) + r": *(\d[\d.]*)") for answer in (*Answer, None)}
# What was on its way to Telegram when its moment came cannot be called back.
_ON_ITS_WAY = timedelta(seconds=0.5)
_FOR_AN_AVERAGE = 20
_OPEN = (State.PENDING, State.SENDING)


@dataclass(slots=True)
class Happened:
    """What the players noted while it went on."""

    # What each account pressed, in order.
    pressed: dict[int, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    kills: int = 0
    terminations: int = 0
    # Rows that were being sent at each kill -9.
    in_flight: int = 0
    slowest_drain: float = 0.0
    wrong_ends: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Verdict:
    """`violations` are what may not be; the rest tells how it went."""

    counts: dict[str, Any]
    violations: list[str]


async def unfinished(db: Database, now: datetime) -> int:
    """How many messages are due and not settled, cards not yet true, and updates kept and not done."""
    async with db.read() as session:
        due = select(func.count()).where(Delivery.state.in_(_OPEN), Delivery.due_at <= now).select_from(Delivery)
        stale = select(func.count()).where(Card.wanted > Card.shown).select_from(Card)
        kept = select(func.count()).where(InboxUpdate.set_aside_at.is_(None)).select_from(InboxUpdate)
        return sum([int((await session.execute(query)).scalar_one()) for query in (due, stale, kept)])


async def in_flight(db: Database) -> int:
    """Ledger rows that a process has taken and not settled."""
    async with db.read() as session:
        query = select(func.count()).where(Delivery.state == State.SENDING).select_from(Delivery)
        return int((await session.execute(query)).scalar_one())


async def audit(
    db: Database,
    session_id: int,
    calls: Sequence[dict[str, Any]],
    state: dict[str, Any],
    happened: Happened,
    now: datetime,
) -> Verdict:
    """Compare everything; `calls` and `state` are the simulator's."""
    async with db.read() as session:
        rows = list((await session.execute(select(Delivery))).scalars())
        answers = await _answers(session, session_id)
        changes = await _changes(session)
        aside = (await session.execute(select(InboxUpdate.lane).where(InboxUpdate.set_aside_at.is_not(None)))).scalars()
        set_aside = Counter(aside)
    sent = [call for call in calls if call["method"] == "sendMessage" and call["chat_id"] in answers]
    duplicates = _duplicates(sent)
    late = _late(sent, rows)
    lost = [*_not_sent(rows, happened, now), *_never_seen(rows, calls)]
    lost_presses = list(_lost_presses(happened, answers, changes, set_aside))
    violations = [
        *_told(lost, "owed message lost"),
        *_told(late, "message after its expiry"),
        *_told(lost_presses, "press lost"),
        *_told(happened.wrong_ends, "end of a process"),
        *_tally(calls, answers),
    ]
    if state["unanswered"] or state["pending"]:
        violations.append(f"{state['unanswered']} presses unanswered, {state['pending']} updates not acknowledged")
    # An average over a handful of kills says nothing.
    enough = happened.kills >= _FOR_AN_AVERAGE
    if duplicates > (min(happened.in_flight, happened.kills) if enough else happened.in_flight):
        violations.append(
            f"{duplicates} duplicates; in flight at the kills were {happened.in_flight}, kills {happened.kills}"
        )
    counts = {
        "kill -9": happened.kills,
        "SIGTERM": happened.terminations,
        "slowest drain (s)": round(happened.slowest_drain, 2),
        "owed": len([row for row in rows if row.due_at <= now]),
        **Counter(f"rows {row.state}" for row in rows),
        "messages accepted": len(sent),
        "duplicates": duplicates,
        "in flight at kills": happened.in_flight,
        "presses": sum(map(len, happened.pressed.values())),
        "presses lost": len(lost_presses),
        # Of three deaths on one update the processes were innocent here, and whoever sent it was told.
        "updates set aside": set_aside.total(),
        "owed lost": len(lost),
        "after expiry": len(late),
        "429s": state["refused"],
    }
    return Verdict(counts, violations)


def _not_sent(rows: Sequence[Delivery], happened: Happened, now: datetime) -> list[str]:
    """Due, and neither sent nor rightly expired nor said by another message, nor in the hands of who pressed under it."""
    told = {_news(row) for row in rows if row.purpose.traits.says_all and (row.state is State.SENT or _expired(row))}
    lost = []
    for row in rows:
        if row.due_at > now or row.state is State.SENT or _expired(row):
            continue
        if row.state is State.CANCELLED and row.purpose.traits.recalls and _news(row) in told:
            continue
        # It arrived, and whoever sent it died before that was booked.
        if row.error == READ_ELSEWHERE and row.chat_id in happened.pressed:
            continue
        lost.append(f"{row.key} is {row.state} {row.error}")
    return lost


def _expired(row: Delivery) -> bool:
    return row.state is State.EXPIRED and row.settled_at is not None and row.useless_at <= row.settled_at


def _news(row: Delivery) -> tuple[int, int | None, int]:
    return row.chat_id, row.session_id, row.revision


def _never_seen(rows: Iterable[Delivery], calls: Iterable[dict[str, Any]]) -> list[str]:
    """Booked as sent, but the simulator knows nothing of it."""
    seen = {(call["chat_id"], call["message_id"]) for call in calls if call["method"] == "sendMessage"}
    return [
        f"{row.key} is booked as message {row.message_id}"
        for row in rows
        if row.state is State.SENT and (row.chat_id, row.message_id) not in seen
    ]


def _duplicates(sent: Iterable[dict[str, Any]]) -> int:
    """The same notice of the same session to the same person, more than once."""
    copies = Counter((call["chat_id"], call["text"].split("\n", 1)[0], _code(call["text"])) for call in sent)
    return sum(count - 1 for count in copies.values())


def _late(sent: Iterable[dict[str, Any]], rows: Iterable[Delivery]) -> list[str]:
    """Accepted after the session it speaks of was over."""
    useless: dict[int, dict[int | None, datetime]] = defaultdict(dict)
    for row in rows:
        # A message may stand for several rows: it is of use as long as the last.
        of_chat = useless[row.chat_id]
        of_chat[row.message_id] = max(row.useless_at, of_chat.get(row.message_id, row.useless_at))
    found = []
    for call in sent:
        until = useless[call["chat_id"]].get(call["message_id"])
        at = datetime.fromisoformat(call["at"])
        if until is not None and at > until + _ON_ITS_WAY:
            found.append(f"{call['chat_id']} {_code(call['text'])} {(at - until).total_seconds():.2f} s late")
    return found


def _lost_presses(
    happened: Happened, answers: dict[int, Answer | None], changes: Counter[int], set_aside: Counter[int]
) -> Iterable[str]:
    """Presses without their effect; of whoever was told that one was set aside nothing is known."""
    for who, pressed in happened.pressed.items():
        if set_aside[who]:
            continue
        if answers.get(who) is not pressed[-1]:
            yield f"{who} pressed {pressed[-1]} last, stored is {answers.get(who)}"
        elif changes[who] < len(pressed):
            yield f"{who} pressed {len(pressed)} times, {changes[who]} changes are in the audit"


def _tally(calls: Sequence[dict[str, Any]], answers: dict[int, Answer | None]) -> list[str]:
    """The group's card, as it reads in the end, against the answers stored."""
    cards = [
        call["text"]
        for call in calls
        if call["chat_id"] is not None and call["chat_id"] < 0 and card_counts(call["text"])
    ]
    if not cards:
        return ["no card in the group"]
    shown, stored = card_counts(cards[-1]), Counter(answers.values())
    wrong = {answer: (shown.get(answer), stored[answer]) for answer in _COUNTS if shown.get(answer) != stored[answer]}
    return [f"the card shows otherwise than stored (shown, stored): {wrong}"] if wrong else []


def card_counts(text: str) -> dict[Answer | None, int]:
    """How many gave each answer (None: no answer yet), as a group's card says; empty where the text is no card."""
    found = {answer: pattern.search(text) for answer, pattern in _COUNTS.items()}
    return {answer: int(match[1].replace(".", "")) for answer, match in found.items() if match}


async def _answers(session: AsyncSession, session_id: int) -> dict[int, Answer | None]:
    query = (
        select(Person.telegram_id, Invitation.answer)
        .join(Invitation, Invitation.person_id == Person.id)
        .where(Invitation.session_id == session_id, Person.telegram_id.is_not(None))
    )
    return {int(who or 0): answer for who, answer in await session.execute(query)}


async def _changes(session: AsyncSession) -> Counter[int]:
    """Answers in the audit, by account."""
    query = (
        select(Person.telegram_id, func.count())
        .join(AuditEntry, AuditEntry.actor_id == Person.id)
        .where(AuditEntry.action == "invitation.answer")
        .group_by(Person.telegram_id)
    )
    return Counter({int(who or 0): count for who, count in await session.execute(query)})


def _code(text: str) -> str:
    found = _CODE.search(text)
    return found[0] if found else ""


def _told(found: Sequence[str], what: str) -> list[str]:
    return [f"{what}: {one}" for one in found[:5]] + ([f"... and {len(found) - 5} more"] if len(found) > 5 else [])
