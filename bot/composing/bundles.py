"""What is due to one chat together, as one message: of several where Telegram would not take it as one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.composing.batch import is_said_of, revisions, said_by
from bot.composing.messages import message_of
from bot.composing.personal import personal_screen
from bot.domain.invitations.gathered import in_two
from bot.domain.ledger import Bundle, Purpose
from bot.views.door import hand_ins
from bot.views.invitations import messages, news, switching
from bot.views.invitations.gathered import MOST_PARTS, gathered
from bot.views.screen import fits, lines_of, rows
from bot.views.text import join_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.composing.batch import Batch
    from bot.delivery.messages import Claimed, Message
    from bot.domain.invitations.gathered import Part
    from bot.views.screen import Screen


def bundled(batch: Batch, bundle: Bundle, rows: Sequence[Claimed], now: datetime) -> dict[int, Message | None]:
    """Messages by delivery id; `rows` are of one chat and of that bundle."""
    told = [row for row in rows if row.session_id in batch.sessions and is_said_of(batch.sessions[row.session_id], row)]
    nothing: dict[int, Message | None] = dict.fromkeys(row.id for row in rows)
    if bundle is Bundle.SWITCH:
        return nothing | _switches(batch, told, now)
    return nothing | (_changes(batch, told) if bundle is Bundle.CHANGES else _of_sessions(batch, told, now))


def _switches(batch: Batch, rows: Sequence[Claimed], now: datetime) -> dict[int, Message | None]:
    """That somebody is of another batch now; where one half is not true any more, the other is said alone."""
    made: dict[int, Message | None] = {}
    of_switch: dict[int, list[Claimed]] = defaultdict(list)
    for row in rows:
        concerned = (row.session_id or 0, row.person_id or 0) in batch.invitations
        if concerned is (row.purpose is Purpose.SWITCHED_TO):
            of_switch[row.facts["switch"]].append(row)
    for halves in of_switch.values():
        made |= _as_one(batch, halves, _switched(batch, {row.purpose: row for row in halves}, now))
    return made


def _switched(batch: Batch, halves: Mapping[Purpose, Claimed], now: datetime) -> Screen:
    before, after = halves.get(Purpose.SWITCHED_FROM), halves.get(Purpose.SWITCHED_TO)
    untold = before.facts.get("untold") if before is not None else None
    if after is None:
        gone = batch.sessions[before.session_id or 0 if before is not None else 0]
        return messages.withdrawn(gone, to_pass_on=messages.pass_on_to(untold))
    key = after.session_id or 0, after.person_id or 0
    invitation, twice = batch.invitations[key], batch.twice.get(key, ())
    restored = "restored" in after.facts
    if before is None:
        return messages.invitation(invitation, now, twice, restored=restored)
    known = batch.sessions[before.session_id or 0], before.revision
    return switching.switched(*known, invitation, now, twice, untold, restored=restored)


def _changes(batch: Batch, rows: Sequence[Claimed]) -> dict[int, Message | None]:
    told = [(row, facts) for row, facts in ((row, _as_it_stands(batch, row)) for row in rows) if facts is not None]
    if not told:
        return {}
    screen = news.late_changes([(batch.sessions[row.session_id or 0], facts) for row, facts in told])
    if len(told) > 1 and not fits(screen):
        half = len(rows) // 2
        return _changes(batch, rows[:half]) | _changes(batch, rows[half:])
    return _as_one(batch, [row for row, _ in told], screen)


def _as_it_stands(batch: Batch, row: Claimed) -> Mapping[str, Any] | None:
    """The change from what they know, as far as it holds by now; None where it was taken back."""
    invitation = batch.invitations.get((row.session_id or 0, row.facts.get("who", 0)))
    if invitation is None or invitation.answer is None:
        return row.facts
    if invitation.answer == row.facts["before"]:
        return None
    reason = invitation.excuse_text or (invitation.excuse or "")
    return {**row.facts, "after": invitation.answer, "reason": reason}


def _of_sessions(batch: Batch, rows: Sequence[Claimed], now: datetime) -> dict[int, Message | None]:
    """What rings is one message; what goes on in older ones changes these. Thanks go with what rings, if anything does."""
    screens = {row.id: personal_screen(batch, batch.sessions[row.session_id or 0], row, now) for row in rows}
    alone = {row_id: screen for row_id, screen in screens.items() if screen is not None}
    said = [row for row in rows if row.id in alone]
    ringing = [row for row in said if batch.place_of(row) is None]
    going_on: dict[int, list[Claimed]] = defaultdict(list)
    for row in said:
        place = batch.place_of(row)
        if place is not None and ringing and row.purpose is Purpose.THANKS:
            ringing.append(row)
        elif place is not None:
            going_on[place].append(row)
    made = _ring(batch, ringing, alone, now)
    for place, on in going_on.items():
        made |= _go_on(batch, place, on, alone, now)
    return made


def _ring(
    batch: Batch, rows: Sequence[Claimed], alone: Mapping[int, Screen], now: datetime
) -> dict[int, Message | None]:
    if not rows:
        return {}
    parts = batch.parts.of(said_by(row) for row in rows) if len(rows) > 1 else []
    if len(parts) == 1:
        # Of one session one says all.
        screen = next(alone[row.id] for row in reversed(rows) if row.purpose is parts[0].purpose)
        screen = _with_lacking(screen, parts[0])
    else:
        screen = gathered(parts, now) if parts else alone[rows[-1].id]
    if len(parts) > 1 and (len(parts) > MOST_PARTS or not fits(screen)):
        some, others = in_two(rows, parts)
        return _ring(batch, some, alone, now) | _ring(batch, others, alone, now)
    return _as_one(batch, rows, screen)


def _go_on(
    batch: Batch, place: int, rows: Sequence[Claimed], alone: Mapping[int, Screen], now: datetime
) -> dict[int, Message | None]:
    standing = batch.standing.get((rows[0].chat_id, place), [])
    parts = batch.parts.of([*standing, *(said_by(row) for row in rows)])
    if len(parts) > 1:
        screen = gathered(parts, now)
        return _as_one(batch, rows, screen, place if fits(screen) else None)
    screen = _with_lacking(_opened(parts, now) or alone[rows[-1].id], parts[0])
    return _as_one(batch, rows, screen, place)


def _with_lacking(screen: Screen, part: Part) -> Screen:
    """What is said of a session, and below it what is still waited for; the button for it once."""
    if not part.lacking or part.purpose is Purpose.HAND_IN:
        return screen
    more = hand_ins.beside(part.session, part.lacking)
    lines = {line[0].callback_data: list(line) for one in (screen, more) for line in lines_of(one)}
    return replace(screen, text=join_lines(screen.text, "", more.text), keyboard=rows(*lines.values()))


def _opened(parts: Sequence[Part], now: datetime) -> Screen | None:
    """The open door where an answer was asked for: it may still be changed there, and a substitution declined."""
    (part,) = parts
    if part.purpose is not Purpose.CHECK_IN:
        return None
    if part.invitation is not None and messages.may_come(part.invitation, part.session.coming_day(now)):
        return messages.opened(part.invitation, now)
    return messages.substitute_opened(part.session, part.stands_for, now) if part.stands_for is not None else None


def _as_one(
    batch: Batch, rows: Sequence[Claimed], screen: Screen, edits: int | None = None
) -> dict[int, Message | None]:
    held = [batch.sessions[row.session_id or 0] for row in rows]
    message = message_of(screen, revisions=revisions(held), edits=edits)
    return dict.fromkeys((row.id for row in rows), message)
