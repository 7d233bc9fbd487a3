"""A card that fills several messages turns in the last of them, where its buttons are."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from telegram import InlineKeyboardMarkup

from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.vocabulary import SessionStatus
from bot.services.meetings.undoing.changes import Change
from bot.views.meetings.presses.undoing import LeaveAsItIs
from bot.views.meetings.undoing import Card, What, ask, ask_all, card, kept, turned
from bot.views.screen import fits, pages
from bot.views.text import Markup, folded, join_lines
from tests.views.drawing import Drawer

NOW = datetime(2023, 11, 1, 2, 0, tzinfo=UTC)
LINES = [f"• HPS-{number:03}/1 · Kam 23 Nov · Aula Bawaslu" for number in range(200)]


@pytest.mark.parametrize("before", [join_lines("Ditetapkan", "", *LINES), join_lines("Ditetapkan", *folded(LINES))])
def test_a_card_of_several_messages_turns_in_the_last(before: Markup) -> None:
    drawn = Drawer(random.Random(7)).value(SessionFacts, "session")
    held = replace(
        drawn,
        status=SessionStatus.SCHEDULED,
        revision=1,
        starts_at=NOW + timedelta(days=9),
        ends_at=NOW + timedelta(days=9, hours=3),
        held_until=NOW + timedelta(minutes=2),
        zone=ZoneInfo("Asia/Jakarta"),
    )
    shown = card(Card(before), [held], NOW)
    assert shown.turns is not None
    first, *_, last = pages(shown.text)
    facts = json.loads(json.dumps(shown.turns.facts))
    assert pages(turned(facts, {held.id: held}, NOW).text) == [last]
    left = turned(facts, {held.id: held}, NOW + timedelta(minutes=3))
    assert fits(left)
    assert left.text.partition("📤")[0] == last.partition("⏳")[0]
    assert "Ditetapkan" in first
    assert "HPS-199/1" in left.text
    over = turned(facts, {held.id: held}, NOW + timedelta(minutes=20))
    assert over.keyboard is None
    assert "HPS-199/1" in over.text
    assert "HPS-000/1" not in over.text


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("schedule", "Tidak jadi. Sesi tetap."),
        ("move", "Tidak jadi. Perubahan tetap berlaku."),
        ("cancel", "Tidak jadi. Pembatalan tetap berlaku."),
    ],
)
def test_who_does_not_undo_it_reads_what_is_in_force_pressed_or_waited_for(what: What, said: str) -> None:
    held = replace(Drawer(random.Random(7)).value(SessionFacts, "session"), id=4)
    found = Change(what, held, told=2, groups=(), until=NOW, at=NOW)
    for asked in (ask(found), ask_all([found, found], what, 4, 4)):
        assert asked.turns is not None
        assert turned(asked.turns.facts, {4: held}, NOW).text == said
        assert isinstance(asked.keyboard, InlineKeyboardMarkup)
        verb, *words = str(asked.keyboard.inline_keyboard[-1][0].callback_data).split(":")
        assert verb == LeaveAsItIs.verb
        assert kept(LeaveAsItIs.read(words).stays).text == said
