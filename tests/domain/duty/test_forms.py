"""Which questions of a form are asked, and what its answers say of the day."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.duty.forms import Answers, Form, Forms, Kind, Question

FORM = Form(
    "logistik",
    "Logistik",
    "Logistik",
    (
        Question("semua_baik", "Semua baik?", Kind.YES_NO),
        Question("yang_rusak", "Apa yang rusak?", Kind.TEXT, when={"semua_baik": ("tidak",)}, label="Rusak"),
        Question("foto-rusak", "Foto?", Kind.PHOTO, when={"semua_baik": ("tidak",), "yang_rusak": ("kotak",)}),
        Question("catatan", "Catatan?", Kind.TEXT),
    ),
    situation="keadaan",
)


def _asked(answers: Answers) -> list[str]:
    return [one.key for one in FORM.asked(answers)]


def test_a_question_is_asked_where_those_before_it_lead_to_it() -> None:
    assert _asked({}) == ["semua_baik", "catatan"]
    assert _asked({"semua_baik": True, "yang_rusak": "kotak"}) == ["semua_baik", "catatan"]
    assert _asked({"semua_baik": False}) == ["semua_baik", "yang_rusak", "catatan"]
    assert _asked({"semua_baik": False, "yang_rusak": "kotak"}) == [one.key for one in FORM]


def test_a_question_is_found_by_its_key_or_as_the_first_of_its_kind_that_is_asked() -> None:
    assert FORM.question("catatan") is FORM.questions[3]
    assert FORM.question("entah") is None
    assert FORM.first(Kind.TEXT, {}) is FORM.questions[3]
    assert FORM.first(Kind.TEXT, {"semua_baik": False}) is FORM.questions[1]
    assert FORM.first(Kind.TIME, {}) is None


def test_a_report_calls_a_question_by_its_label_or_its_key() -> None:
    assert [one.name for one in FORM] == ["Semua baik", "Rusak", "Foto rusak", "Catatan"]


def test_a_report_says_of_the_day_what_its_form_says_or_the_choice_that_is_made() -> None:
    assert FORM.situation_of({"keadaan": "mendesak"}) == "keadaan"
    choice = Form("a", "A", "A", (Question("keadaan", "?", Kind.CHOICE),), situation="keadaan")
    assert (choice.situation_of({}), choice.situation_of({"keadaan": "mendesak"})) == ("aman", "mendesak")


def test_an_incident_may_be_a_finding_unless_its_form_says_of_an_answer_that_it_is_none() -> None:
    kind = Question("jenis", "?", Kind.CHOICE)
    burnt = Question("terbakar", "?", Kind.YES_NO, when={"jenis": ("banjir",)})
    plain = Form("a", "A", "A", (kind, burnt))
    some = replace(plain, no_finding={"jenis": ("banjir", "gempa"), "terbakar": ("tidak",)})
    assert plain.may_be_finding({"jenis": "banjir"})
    assert [some.may_be_finding({"jenis": one}) for one in ("uang", "banjir", "gempa")] == [True, False, False]
    # What is no longer asked says nothing; nor does silence.
    assert some.may_be_finding({"jenis": "uang", "terbakar": False})
    assert some.may_be_finding({})


def test_forms_of_an_office_come_before_those_of_all() -> None:
    own = Form("logistik", "Milik kantor", "L", ())
    forms = Forms({"harian": FORM, "logistik": FORM}, {"3505": {"logistik": own}})
    assert forms.of("3505") == {"harian": FORM, "logistik": own}
    assert forms.of("6310") == {"harian": FORM, "logistik": FORM}
