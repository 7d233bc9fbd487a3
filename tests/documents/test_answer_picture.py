"""What kecamatan answered to a request as a picture: who, what, how much of it, and who is silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.documents.typesetting import typeset
from bot.domain.duty.answer_picture import AnswerCell, AnswerRow
from bot.domain.duty.grid_picture import Tone
from bot.views.duty.requests import picture
from tests.documents import duty_samples as duty
from tests.documents import samples
from tests.documents.test_charts import colours

LATER, BEFORE = duty.REPORTED + timedelta(hours=9), duty.REPORTED - timedelta(hours=1)


def test_figures_have_their_share_and_come_to_something() -> None:
    found = picture(duty.request(6), LATER)
    assert (found.subtitle, found.total) == ("Masuk 5 dari 6 kecamatan", ("Jumlah", "2.192", ""))
    assert found.rows[3:] == (
        AnswerRow("Kademangan", Tone.DONE, (AnswerCell("548", 548 / 822), AnswerCell("Ya"))),
        AnswerRow("Bakung", Tone.MISSING, (AnswerCell("belum menjawab"),)),
        AnswerRow("Ponggok", Tone.LATE, (AnswerCell("822", 1.0), AnswerCell("Tidak"))),
    )
    assert found.legend == (("tepat waktu", Tone.DONE), ("terlambat", Tone.LATE), ("tidak menjawab", Tone.MISSING))
    assert picture(duty.request(6), BEFORE).rows[4].tone is Tone.OPEN


@pytest.mark.parametrize("wanted", [1, 2, 8])
def test_a_picture_is_as_wide_as_a_phone_and_shows_who_is_silent(wanted: int) -> None:
    width, _, shown = colours(typeset(picture(duty.request(wanted=wanted), LATER)))
    assert (width, shown[0xD2, 0x45, 0x3A] > 0) == (1080, True)


def test_without_answers_or_with_zeros_alone_there_is_a_picture_too() -> None:
    asked = duty.request(3)
    silent = picture(replace(asked, answers={}), LATER)
    assert (silent.total, {row.tone for row in silent.rows}) == ((), {Tone.MISSING})
    zeros = {number: replace(given, values=(0, True)) for number, given in asked.answers.items()}
    assert {row.cells[0].share for row in picture(replace(asked, answers=zeros), LATER).rows} == {0.0}
    assert typeset(silent)


def test_whatever_was_typed_is_shown_as_typed() -> None:
    asked = duty.request(3, 3)
    typed = {number: replace(given, values=(3.5, True, samples.HOSTILE * 4)) for number, given in asked.answers.items()}
    found = picture(replace(asked, title=samples.HOSTILE, answers=typed), LATER)
    assert {row.cells[0].text for row in found.rows} == {"3,5"}
    assert {len(row.cells[2].text) for row in found.rows} <= {119, 120}
    assert typeset(found)
