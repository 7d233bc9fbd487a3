"""Yes is green and no is red, wherever they are asked; what can be copied is copied whole or not offered."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from bot.domain.duty.filling import Draft
from bot.domain.duty.shift_facts import ShiftFacts
from bot.services.duty.drafts import Filling
from bot.services.duty.form_directory import shipped_forms
from bot.views.door import checkin
from bot.views.duty import filling
from bot.views.invitations import messages
from bot.views.meetings.presses.cancelling import AnswerCallOff
from bot.views.screen import button, copying, green, red
from tests.documents import samples
from tests.views.drawing import Drawer

HELD = samples.session()
BEFORE = HELD.starts_at - timedelta(hours=30)


def test_the_answers_of_an_invitation_are_green_red_and_plain() -> None:
    facts = samples.invitations(samples.commissioners()[:1], HELD)[0]
    keyboard = messages.invitation(facts, BEFORE).keyboard
    assert keyboard is not None
    shown = [
        [(one["text"].split()[-1], one.get("style")) for one in line] for line in keyboard.to_dict()["inline_keyboard"]
    ]
    assert shown[:2] == [[("Hadir", "success"), ("Berhalangan", "danger")], [("Diwakilkan", None), ("Kalender", None)]]


def test_a_colour_changes_nothing_else_of_a_button() -> None:
    plain = button("Ya", AnswerCallOff(agreed=True))
    for colour, style in ((green, "success"), (red, "danger")):
        assert colour(plain).to_dict() == {**plain.to_dict(), "style": style}


@pytest.mark.parametrize(
    ("form", "colours"),
    [
        ("piket", {"aman": None, "kejadian": "danger", "mendesak": "danger"}),
        ("kejadian", {"kejadian": None, "mendesak": "danger"}),
    ],
)
def test_an_answer_that_alarms_others_is_red(form: str, colours: dict[str, str | None]) -> None:
    forms = shipped_forms().of("")
    shift = Drawer(random.Random(1)).value(ShiftFacts, "shift")
    asked = forms[form].questions[0]
    found = Filling(shift, forms[form], Draft(asked.key), forms)
    keyboard = filling.filling(found).keyboard
    assert keyboard is not None
    shown = {one["text"]: one.get("style") for line in keyboard.to_dict()["inline_keyboard"] for one in line}
    assert {key: shown[label] for key, label in asked.choices.items()} == colours


def test_a_pin_is_copied_without_its_spaces() -> None:
    keyboard = checkin.pin(HELD, "0427", HELD.ends_at).keyboard
    assert keyboard is not None
    assert keyboard.to_dict()["inline_keyboard"][0] == [{"text": "📋 Salin PIN", "copy_text": {"text": "0427"}}]


@pytest.mark.parametrize(("text", "offered"), [("", 0), ("x", 1), ("x" * 256, 1), ("x" * 257, 0), ("😀" * 129, 0)])
def test_a_text_that_telegram_does_not_copy_is_not_offered(text: str, offered: int) -> None:
    assert len(copying("Salin", text)) == offered
