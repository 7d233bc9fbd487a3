"""The checker of a chaos run is code: what it must see, and what it must not take for a fault."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from bench import chaos_books
from bench.chaos_books import Happened, card_counts
from bot.domain.groups.cards import CardFacts
from bot.domain.invitations.answers import Tally
from bot.domain.ledger import READ_ELSEWHERE, Purpose, State
from bot.domain.vocabulary import Answer
from bot.storage.models import Delivery
from bot.views.groups.cards import card
from tests.documents.samples import session

NOW = datetime(2023, 10, 6, 1, 0, tzinfo=UTC)
GROUP, ENDAH = -100, 7


def of_group(text: str) -> dict[str, Any]:
    return {"method": "sendMessage", "chat_id": GROUP, "message_id": 1, "text": text, "at": NOW.isoformat()}


def card_text(**answered: int) -> str:
    counts = {
        Answer.ATTENDING: answered.get("attending", 0),
        Answer.EXCUSED: answered.get("excused", 0),
        Answer.SUBSTITUTED: answered.get("substituted", 0),
        None: answered.get("silent", 0),
    }
    names = {answer: tuple(f"Orang {number}" for number in range(count)) for answer, count in counts.items()}
    return card(CardFacts(session(), "", Tally(**answered), names, 0), NOW, "panwascam_bot").text


def row(
    state: State, purpose: Purpose = Purpose.INVITATION, *, useless_at: datetime = NOW, revision: int = 1, **more: Any
) -> Delivery:
    return Delivery(
        key="k",
        chat_id=ENDAH,
        state=state,
        due_at=NOW - timedelta(hours=1),
        useless_at=useless_at,
        purpose=purpose,
        session_id=1,
        revision=revision,
        error="",
        **more,
    )


@pytest.mark.parametrize("attending", [0, 1, 999, 1_000, 1_371, 22_000])
def test_a_card_is_read_as_it_is_written_thousands_too(attending: int) -> None:
    text = card_text(attending=attending, excused=1_001, silent=3)
    assert card_counts(text) == {Answer.ATTENDING: attending, Answer.EXCUSED: 1_001, Answer.SUBSTITUTED: 0, None: 3}


def test_a_message_that_is_no_card_has_no_counts() -> None:
    assert card_counts("📨 Undangan\nHadir sebelum pukul 09.00") == {}


def test_a_card_must_show_what_is_stored() -> None:
    answers = {number: Answer.ATTENDING if number < 1_371 else None for number in range(2_000)}
    assert chaos_books._tally([of_group(card_text(attending=1_371, silent=629))], answers) == []
    # The last one counts.
    old, new = of_group(card_text(attending=1_371, silent=629)), of_group(card_text(attending=1, silent=629))
    assert chaos_books._tally([new, old], answers) == []
    assert len(chaos_books._tally([old, new], answers)) == 1
    assert chaos_books._tally([], answers) == ["no card in the group"]
    assert chaos_books._tally([{**old, "chat_id": ENDAH}], answers) == ["no card in the group"]


def test_what_is_owed_is_sent_or_came_too_late() -> None:
    late = row(State.EXPIRED, useless_at=NOW - timedelta(minutes=2), settled_at=NOW)
    early = row(State.EXPIRED, useless_at=NOW + timedelta(minutes=2), settled_at=NOW)
    rows = [row(State.SENT), late, early, row(State.FAILED), row(State.PENDING), row(State.SENDING)]
    assert len(chaos_books._not_sent(rows, Happened(), NOW)) == 4
    assert chaos_books._not_sent([row(State.PENDING)], Happened(), NOW - timedelta(hours=2)) == []


def test_a_reminder_is_not_owed_to_whoever_was_told_all_at_its_hour() -> None:
    reminder = row(State.CANCELLED, Purpose.REMINDER)
    late = row(State.EXPIRED, useless_at=NOW - timedelta(minutes=2), settled_at=NOW)
    assert chaos_books._not_sent([reminder, row(State.SENT)], Happened(), NOW) == []
    assert chaos_books._not_sent([reminder, late], Happened(), NOW) == []
    for other in (row(State.SENT, revision=2), row(State.SENT, Purpose.THANKS)):
        assert len(chaos_books._not_sent([reminder, other], Happened(), NOW)) == 1
    assert len(chaos_books._not_sent([row(State.CANCELLED), row(State.SENT)], Happened(), NOW)) == 1


def test_who_pressed_under_a_message_has_it_although_its_sender_died_before_that_was_booked() -> None:
    read = row(State.CANCELLED)
    read.error = READ_ELSEWHERE
    pressed = Happened()
    pressed.pressed[ENDAH].append(Answer.ATTENDING)
    assert chaos_books._not_sent([read], pressed, NOW) == []
    assert len(chaos_books._not_sent([read], Happened(), NOW)) == 1
    assert len(chaos_books._not_sent([row(State.CANCELLED)], pressed, NOW)) == 1


def test_what_is_booked_as_sent_was_seen() -> None:
    seen = {**of_group("📨 Undangan"), "chat_id": ENDAH, "message_id": 5}
    assert chaos_books._never_seen([row(State.SENT, message_id=5)], [seen]) == []
    assert len(chaos_books._never_seen([row(State.SENT, message_id=6)], [seen])) == 1
    assert len(chaos_books._never_seen([row(State.SENT, message_id=5)], [{**seen, "method": "editMessageText"}])) == 1


def test_copies_are_of_one_notice_of_one_session_to_one_person() -> None:
    first = {**of_group("📨 Undangan\n<b>SDMO-02/1</b>"), "chat_id": ENDAH}
    assert chaos_books._duplicates([first, {**first, "chat_id": 8}]) == 0
    assert chaos_books._duplicates([first, {**first, "text": "📨 Undangan\n<b>SDMO-02/2</b>"}]) == 0
    assert chaos_books._duplicates([first, {**first, "text": "🔔 Pengingat\n<b>SDMO-02/1</b>"}]) == 0
    assert chaos_books._duplicates([first, first, first]) == 2


def test_what_was_on_its_way_is_not_late() -> None:
    sent = {**of_group("📨 Undangan"), "chat_id": ENDAH, "message_id": 5}
    for late, found in ((0.4, 0), (0.6, 1)):
        booked = row(State.SENT, message_id=5, useless_at=NOW - timedelta(seconds=late))
        assert len(chaos_books._late([sent], [booked])) == found


def test_of_each_the_last_press_stands_and_each_is_in_the_audit() -> None:
    happened = Happened()
    happened.pressed[ENDAH] = [Answer.ATTENDING, Answer.EXCUSED]
    lost = partial(chaos_books._lost_presses, set_aside=Counter())
    assert list(lost(happened, {ENDAH: Answer.EXCUSED}, Counter({ENDAH: 2}))) == []
    assert len(list(lost(happened, {ENDAH: Answer.ATTENDING}, Counter({ENDAH: 2})))) == 1
    assert len(list(lost(happened, {ENDAH: None}, Counter({ENDAH: 2})))) == 1
    assert len(list(lost(happened, {ENDAH: Answer.EXCUSED}, Counter({ENDAH: 1})))) == 1
    # Whose update was set aside has read that.
    aside = Counter({ENDAH: 1})
    assert list(lost(happened, {ENDAH: None}, Counter(), set_aside=aside)) == []
    assert len(list(lost(happened, {ENDAH: None}, Counter(), set_aside=Counter({8: 1})))) == 1
