from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.duty.filling import END, Draft, kept_answers, missing, report_text, with_answer
from bot.domain.duty.forms import Form, Kind, Question
from bot.domain.duty.mending import at_question, mended, mended_key, reopened, split_key, to_end
from bot.services.duty.form_directory import shipped_forms

FORMS = shipped_forms().general
CAME = Draft(END, photos=(("id", "unik", "2023-10-03T02:00:00+00:00"),), location=(-8.0, 112.0))


@pytest.mark.parametrize(
    ("key", "split"),
    [
        ("piket", ("piket", None)),
        ("piket~1", ("piket", 1)),
        ("a~12", ("a", 12)),
        ("a~", ("a~", None)),
        ("a~x", ("a~x", None)),
        ("a~²", ("a~²", None)),
    ],
)
def test_a_key_says_which_report_is_put_right(key: str, split: tuple[str, int | None]) -> None:
    assert split_key(key) == split
    assert split[1] is None or mended_key(split[0], split[1]) == key


def _answer(question: Question) -> st.SearchStrategy[Any]:
    match question.kind:
        case Kind.CHOICE:
            return st.sampled_from(list(question.choices))
        case Kind.YES_NO:
            return st.booleans()
        case Kind.NUMBER:
            return st.integers(0, 10_000)
        case _:
            return st.sampled_from(["Normal", "dua\nbaris", "isi: lain", "19.30"])


@st.composite
def _filled(draw: st.DrawFn) -> tuple[Form, Draft]:
    form = draw(st.sampled_from(list(FORMS.values())))
    draft = replace(CAME, unread=tuple(draw(st.lists(st.sampled_from(["halo", "catatan: x"]), max_size=2))))
    for question in form:
        if question.kind not in (Kind.PHOTO, Kind.LOCATION) and (question.required or draw(st.booleans())):
            draft = replace(draft, answers={**draft.answers, question.key: draw(_answer(question))})
    return form, draft


@settings(max_examples=60)
@given(_filled())
def test_a_report_that_is_opened_again_says_what_it_said(filled: tuple[Form, Draft]) -> None:
    form, draft = filled
    said, stored = report_text(form, draft), kept_answers(form, draft)
    again = reopened(mended(form, 1), stored, said, form.situation_of(draft.answers), CAME)
    assert (report_text(form, again), kept_answers(form, again)) == (said, stored)
    assert (again.at, again.photos, again.location) == (END, CAME.photos, CAME.location)


@pytest.mark.parametrize("text", ["Situasi aman, nihil laporan.", "Dua tamu", "x" * 3000])
def test_words_that_no_answers_make_answer_the_first_question_for_words(text: str) -> None:
    draft = reopened(mended(FORMS["piket"], 1), (), text, "aman", Draft(END))
    assert (draft.answers, draft.at, draft.skipped) == ({"situasi": "aman", "isi": text}, END, ("foto",))
    assert report_text(FORMS["piket"], draft) == text


def test_what_the_form_asks_by_now_is_asked() -> None:
    form = mended(FORMS["logistik"], 2)
    stored: list[dict[str, object]] = [
        {"key": "barang", "value": "hapus", "answer": "?"},
        {"key": "jumlah", "value": 3, "answer": "3"},
        {"key": "baik", "value": "ya", "answer": "ya"},
        {"key": "lain", "value": "x", "answer": "x"},
    ]
    draft = reopened(form, stored, "Jumlah: 3", "aman", Draft(END))
    assert draft.answers == {"jumlah": 3}
    assert (draft.at, missing(form, draft)) == ("barang", ["barang", "baik", "tempat"])


def test_words_for_nothing_happened_are_asked_anew_where_something_did() -> None:
    form = mended(FORMS["piket"], 1)
    sent = reopened(form, (), form.nothing, "aman", replace(CAME, photos=(), location=None))
    assert (sent.at, sent.answers) == (END, {"situasi": "aman", "isi": form.nothing})
    happened = with_answer(form, sent, "situasi", "kejadian")
    assert (happened.at, happened.answers) == ("isi", {"situasi": "kejadian"})
    assert with_answer(form, sent, "situasi", "aman").answers == sent.answers


def test_a_question_is_asked_anew_and_left_for_the_end() -> None:
    form = mended(FORMS["piket"], 1)
    whole = reopened(form, (), "Dua tamu", "aman", Draft(END))
    again = at_question(whole, "isi")
    assert (again.at, again.answers) == ("isi", whole.answers)
    assert to_end(form, again) == whole
    # What is lacking is asked before.
    assert to_end(form, replace(again, answers={"situasi": "aman"})).at == "isi"


def test_where_no_words_are_asked_for_they_stand_beside_the_answers() -> None:
    form = Form("a", "A", "A", (Question("situasi", "?", Kind.CHOICE, choices={"aman": "Aman"}),), "situasi")
    draft = reopened(mended(form, 1), (), "Dua tamu\ndan hujan", "aman", Draft(END))
    assert (draft.answers, draft.unread, draft.at) == ({"situasi": "aman"}, ("Dua tamu", "dan hujan"), END)


@pytest.mark.parametrize(("value", "fits"), [(3, True), (2.5, True), (True, False), ("3", False), (None, False)])
def test_of_a_number_only_a_number_is_an_answer_still(value: object, *, fits: bool) -> None:
    form = mended(FORMS["logistik"], 1)
    known = {"jumlah": value, "baik": True} if fits else {"baik": True}
    stored = [{"key": "jumlah", "value": value}, {"key": "baik", "value": True}]
    draft = reopened(form, stored, report_text(form, Draft(END, known)), "aman", Draft(END))
    assert draft.answers == known
