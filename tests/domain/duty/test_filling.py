from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.duty.filling import (
    END,
    PHOTOS_FULL,
    Draft,
    Unreadable,
    answered,
    as_nothing,
    back,
    begun,
    beyond,
    has_answer,
    is_meant_for,
    is_nothing,
    is_open,
    is_played_down,
    may_be_sent,
    missing,
    read_answer,
    report_text,
    said,
    says_safe,
    step_of,
    taken_over,
    with_answer,
    with_location,
    with_photo,
    with_words,
    without,
    without_photos,
)
from bot.domain.duty.forms import Form, Kind, Question
from bot.domain.duty.keywords import added, apart, begins_with_line, displaced, form_of_lines, read_lines, template
from bot.domain.duty.photos import MOST_PHOTOS
from bot.services.duty.form_directory import shipped_forms

FORMS = shipped_forms().of("")
CHOICE = Question("apa", "Apa?", Kind.CHOICE, choices={"aman": "🟢 Aman", "kejadian": "🔴 Ada kejadian"})
_VALUES: dict[Kind, Any] = {
    Kind.YES_NO: st.booleans(),
    Kind.NUMBER: st.integers(0, 10**9),
    Kind.TEXT: st.sampled_from(["Pelayanan normal", "Dua tamu: Budi", "a\nb", "Jumlah 3"]),
    Kind.TIME: st.sampled_from(["00.00", "09.30", "23.59"]),
}


def _value(question: Question) -> st.SearchStrategy[Any]:
    return st.sampled_from(sorted(question.choices)) if question.kind is Kind.CHOICE else _VALUES[question.kind]


@st.composite
def filled(draw: st.DrawFn) -> tuple[Form, Draft]:
    """A form with a draft after any presses: answered, passed over, back, in any order."""
    form = FORMS[draw(st.sampled_from(sorted(FORMS)))]
    draft = begun(form)
    for _ in range(draw(st.integers(0, 14))):
        question = form.question(draft.at)
        act = draw(st.sampled_from(("answer", "answer", "skip", "back")))
        if question is None or act == "back":
            draft = back(form, draft)
        elif act == "skip" or question.kind in (Kind.PHOTO, Kind.LOCATION):
            draft = draft if question.required else without(form, draft, question.key)
        else:
            draft = with_answer(form, draft, question.key, draw(_value(question)))
    return form, draft


@settings(max_examples=150)
@given(filled())
def test_wherever_somebody_stands_is_asked_and_the_end_is_only_where_nothing_is_missing(
    case: tuple[Form, Draft],
) -> None:
    form, draft = case
    asked = [question.key for question in form.asked(draft.answers)]
    assert draft.at in {*asked, END}
    if draft.at == END:
        assert missing(form, draft) == []
        assert all(has_answer(draft, one) or one.key in draft.skipped for one in form.asked(draft.answers))


@settings(max_examples=100)
@given(filled())
def test_a_step_is_counted_among_those_that_are_asked(case: tuple[Form, Draft]) -> None:
    form, draft = case
    asked = [question.key for question in form.asked(draft.answers)]
    which, many = step_of(form, draft)
    assert many == len(asked)
    assert which == many if draft.at == END else asked[which - 1] == draft.at


@settings(max_examples=100)
@given(filled())
def test_what_is_not_asked_is_not_told(case: tuple[Form, Draft]) -> None:
    form, draft = case
    asked = {question.key for question in form.asked(draft.answers)}
    told = {question.key for question, _ in answered(form, draft)}
    assert told == asked & set(draft.answers)
    assert report_text(form, draft).strip()


@settings(max_examples=100)
@given(filled())
def test_pressing_on_always_comes_to_the_end_and_back_to_the_first_question(case: tuple[Form, Draft]) -> None:
    form, draft = case
    steps = 0
    while draft.at != END:
        question = form.question(draft.at)
        assert question is not None
        if question.required:
            value = {
                Kind.CHOICE: next(iter(question.choices), ""),
                Kind.NUMBER: 1,
                Kind.YES_NO: True,
                Kind.TIME: "09.00",
            }
            draft = with_answer(form, draft, question.key, value.get(question.kind, "ya"))
        else:
            draft = without(form, draft, question.key)
        steps += 1
        assert steps <= 2 * len(form.questions)
    keys, passed = [question.key for question in form.asked(draft.answers)], []
    for _ in keys:
        draft = back(form, draft)
        passed.append(draft.at)
    assert passed == keys[::-1]
    assert back(form, draft).at == form.questions[0].key


@settings(max_examples=100)
@given(filled())
def test_lines_say_the_same_as_presses(case: tuple[Form, Draft]) -> None:
    form, draft = case
    lines = [f"{one.key}: {words}" for one, words in answered(form, draft)]
    read = read_lines(form, "\n".join(lines))
    told = {one.key for one, _ in answered(form, draft)}
    assert read.draft.answers == {key: draft.answers[key] for key in told}
    assert read.faults == ()


@settings(max_examples=150)
@given(st.sampled_from(sorted(FORMS)), st.text(max_size=200))
def test_of_what_is_written_nothing_is_lost(key: str, text: str) -> None:
    read = read_lines(FORMS[key], text)
    kept = "".join([*read.draft.unread, *(str(value) for value in read.draft.answers.values())])
    shown = "".join(char for line in text.splitlines() for char in line.strip())
    if not read.draft.answers:
        assert "".join(kept.split()) == "".join(shown.split())
    assert len(read.faults) >= len(read.draft.unread)


@settings(max_examples=150)
@given(st.data(), st.sampled_from(sorted(FORMS)))
def test_of_lines_of_all_kinds_nothing_is_lost(data: st.DataObject, key: str) -> None:
    form = FORMS[key]
    known = [f"{one.key}: {words}" for one in form if one.kind is not Kind.PHOTO for words in ("ya", "12", "aman")]
    line = st.sampled_from([*known, "tamu: 3 orang", "Selamat sore", "kegiatan: rapat: dua jam", "situas: aman"])
    lines = data.draw(st.lists(line, max_size=6))
    read = read_lines(form, "\n".join(lines))
    says = report_text(form, read.draft)
    for one in lines:
        if not any(one.startswith(f"{question.key}:") for question in form):
            assert one in says


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (CHOICE, "aman", "aman"),
        (CHOICE, " AMAN. ", "aman"),
        (CHOICE, "Ada kejadian", "kejadian"),
        (CHOICE, "kejadian", "kejadian"),
        (CHOICE, "🔴 ada", "kejadian"),
        (CHOICE, "a", "form-choice"),
        (CHOICE, "!!", "form-choice"),
        (CHOICE, "gawat", "form-choice"),
        (Question("x", "x", Kind.YES_NO), "Ya", True),
        (Question("x", "x", Kind.YES_NO), "tdk", False),
        (Question("x", "x", Kind.YES_NO), "mungkin", "form-yes-no"),
        (Question("x", "x", Kind.NUMBER), "1.250", 1250),
        (Question("x", "x", Kind.NUMBER), "1 250", 1250),
        (Question("x", "x", Kind.NUMBER), "3,5", 3.5),
        (Question("x", "x", Kind.NUMBER), "-2", -2),
        # Commas of the English: a thousand and more, or one and a quarter?
        (Question("x", "x", Kind.NUMBER), "1,250", "form-number-either"),
        (Question("x", "x", Kind.NUMBER), "-12,000", "form-number-either"),
        (Question("x", "x", Kind.NUMBER), "0,250", 0.25),
        (Question("x", "x", Kind.NUMBER), "1,25", 1.25),
        (Question("x", "x", Kind.NUMBER), "1,2500", 1.25),
        (Question("x", "x", Kind.NUMBER), "1.250,125", 1250.125),
        (Question("x", "x", Kind.NUMBER), "1.25", "form-number"),
        (Question("x", "x", Kind.NUMBER), "12 kotak", "form-number"),
        (Question("x", "x", Kind.NUMBER), "١٢", "form-number"),
        (Question("x", "x", Kind.NUMBER, least=0), "-1", "form-number-range"),
        (Question("x", "x", Kind.NUMBER, most=10), "11", "form-number-range"),
        (Question("x", "x", Kind.TIME), "19:30", "19.30"),
        (Question("x", "x", Kind.TIME), "pukul 9 pagi", "09.00"),
        (Question("x", "x", Kind.TIME), "25.00", "form-time"),
        (Question("x", "x", Kind.TEXT, longest=5), "halo", "halo"),
        (Question("x", "x", Kind.TEXT, longest=5), "halo-halo", "form-long"),
        (Question("x", "x", Kind.TEXT), "  ", "form-empty"),
        (Question("x", "x", Kind.PHOTO), "foto", "form-not-written"),
    ],
)
def test_words_are_read_or_not_at_all(question: Question, text: str, value: object) -> None:
    try:
        found = read_answer(question, text)
    except Unreadable as problem:
        found = problem.key
    assert found == value


@pytest.mark.parametrize(
    ("value", "words"), [(1250, "1.250"), (3.5, "3,5"), (1234.25, "1.234,25"), (0, "0"), (2.0, "2")]
)
def test_numbers_are_said_as_they_are_written(value: float, words: str) -> None:
    assert said(Question("x", "x", Kind.NUMBER), value) == words


def test_a_report_by_lines_with_all_that_people_do() -> None:
    text = (
        "Selamat sore\n- Situasi = aman\nLAPORAN: Pelayanan normal\nDua tamu: Pak Lurah, Bu Camat\n\nsituas: kejadian"
    )
    read = read_lines(FORMS["piket"], text)
    assert read.draft.answers == {
        "situasi": "aman",
        "isi": "Pelayanan normal\nDua tamu: Pak Lurah, Bu Camat",
    }
    assert [fault.line for fault in read.faults] == ["Selamat sore", "situas: kejadian"]
    assert report_text(FORMS["piket"], read.draft) == (
        "Pelayanan normal\nDua tamu: Pak Lurah, Bu Camat\nSelamat sore\nsituas: kejadian"
    )


def test_lines_that_are_no_answer_are_named_and_kept() -> None:
    read = read_lines(FORMS["logistik"], "barang: kotak\njumlah: dua puluh\nbaik: ya\nwarna: merah\ntempat: gudang")
    assert [(fault.line, fault.key) for fault in read.faults] == [
        ("jumlah: dua puluh", "form-number"),
        ("warna: merah", "form-line-unknown"),
    ]
    assert read.draft.at == "jumlah"
    assert read.draft.unread == ("jumlah: dua puluh", "warna: merah")


def test_lines_that_belong_to_no_keyword_are_the_reports_own_words() -> None:
    form = FORMS["piket"]
    read = read_lines(form, "situasi: aman\ntamu: 3 orang\nSelamat sore\nkegiatan: rapat")
    assert read.draft.answers == {"situasi": "aman", "isi": "tamu: 3 orang\nSelamat sore\nkegiatan: rapat"}
    assert (read.faults, read.draft.unread, read.draft.at) == ((), (), END)
    assert report_text(form, read.draft) == "tamu: 3 orang\nSelamat sore\nkegiatan: rapat"
    # Without any keyword too; what is still asked is asked.
    read = read_lines(form, "tamu: 3 orang\nkegiatan: rapat")
    assert (read.draft.answers, read.draft.at) == ({"isi": "tamu: 3 orang\nkegiatan: rapat"}, "situasi")
    # A slip of the finger is shown, and asked for.
    read = read_lines(form, "situas: aman\ntamu: 3 orang")
    assert (read.draft.answers, read.draft.unread, read.draft.at) == (
        {"isi": "tamu: 3 orang"},
        ("situas: aman",),
        "situasi",
    )
    assert [one.line for one in read.faults] == ["situas: aman"]
    # No place or name is made of it.
    read = read_lines(FORMS["kampanye"], "langgar: tidak\ntamu: 3 orang")
    assert (read.draft.answers, read.draft.unread) == ({"langgar": False}, ("tamu: 3 orang",))
    for longest, taken in ((499, {}), (500, {"isi": "tamu: 3 orang\nSelamat sore"})):
        short = Form("x", "x", "x", (Question("isi", "Apa?", Kind.TEXT, longest=longest),))
        assert read_lines(short, "tamu: 3 orang\nSelamat sore").draft.answers == taken
    # Nor of more than it takes.
    read = read_lines(form, "situasi: aman\ntamu: " + "x" * 2000)
    assert (set(read.draft.answers), len(read.draft.unread), read.draft.at) == ({"situasi"}, 1, "isi")


def test_a_keyword_that_comes_twice_says_both() -> None:
    read = read_lines(FORMS["piket"], "isi: satu\nsituasi: aman\nISI: dua\nsituasi: kejadian\nSituasi: Aman")
    assert read.draft.answers == {"isi": "satu\ndua", "situasi": "aman"}
    assert read.draft.unread == ("situasi: kejadian",)
    assert [(one.line, one.key, dict(one.values)) for one in read.faults] == [
        ("situasi: kejadian", "form-line-twice", {"answer": "📝 Aman, ada catatan"})
    ]


def test_what_is_not_asked_is_said_all_the_same_and_only_once() -> None:
    form = FORMS["logistik"]
    lines = "barang: kotak\njumlah: 20\ntempat: gudang\nkurang: 2 basah\nbaik: "
    read = read_lines(form, lines + "ya")
    assert [(one.line, one.key) for one in read.faults] == [("kurang: 2 basah", "form-line-idle")]
    assert report_text(form, read.draft).splitlines() == [
        "Logistik: Kotak suara",
        "Jumlah: 20",
        "Semua baik: Ya",
        "Tempat: gudang",
        "kurang: 2 basah",
    ]
    # Written before it is known whether it is asked: once that is answered it stands in its place.
    later = with_answer(form, read_lines(form, lines.removesuffix("baik: ")).draft, "baik", value=False)
    assert report_text(form, later).splitlines()[3:] == ["Rusak atau kurang: 2 basah", "Tempat: gudang"]


def test_a_keyword_with_nothing_behind_it_says_nothing() -> None:
    """As the template is sent when little of it is filled in."""
    read = read_lines(FORMS["piket"], "situasi:\nisi: Pelayanan normal")
    assert (read.draft.answers, read.draft.unread, read.faults) == ({"isi": "Pelayanan normal"}, (), ())
    assert read.draft.at == "situasi"
    assert not read.is_plain
    # Nothing at all, or words that belong to no question, are as words under the question.
    assert read_lines(FORMS["piket"], "Pelayanan normal").is_plain
    assert not read_lines(FORMS["piket"], "Pelayanan normal\nwarna: merah").is_plain


def test_the_template_holds_what_can_be_written() -> None:
    assert template(FORMS["piket"]) == "situasi:\nisi:"
    assert template(FORMS["logistik"]) == "barang:\njumlah:\nbaik:\nkurang:\ntempat:"


# A photo, a place, words and a choice, one after the other.
ASKS = Form(
    "a",
    "A",
    "A",
    (
        Question("foto", "?", Kind.PHOTO),
        Question("tempat", "?", Kind.LOCATION),
        Question("apa", "?", Kind.CHOICE, choices={"aman": "Aman"}),
        Question("kisah", "?", Kind.TEXT),
    ),
)
PHOTO = ("file", "content", "2023-10-02")


def test_what_is_sent_answers_the_question_that_asks_for_it_and_else_is_kept_beside() -> None:
    at = {one.key: Draft(one.key) for one in ASKS}
    assert with_photo(ASKS, at["foto"], PHOTO) == Draft("tempat", photos=(PHOTO,))
    assert with_location(ASKS, at["foto"], (1.0, 2.0)) == Draft("foto", location=(1.0, 2.0))
    assert with_location(ASKS, at["tempat"], (1.0, 2.0)) == Draft("apa", location=(1.0, 2.0))
    assert with_photo(ASKS, Draft(END), PHOTO) == Draft(END, photos=(PHOTO,))
    assert without_photos(Draft(END, photos=(PHOTO,)), "foto") == at["foto"]
    assert with_words(ASKS, at["kisah"], " tamu ") == Draft("foto", {"kisah": "tamu"})
    assert with_words(ASKS, at["apa"], "aman") == Draft("kisah", {"apa": "aman"})
    # Words that are none of the choices are the report's own, and so is whatever comes later.
    assert with_words(ASKS, at["apa"], "ada tamu") == Draft("apa", {"kisah": "ada tamu"})
    assert with_words(ASKS, Draft(END, {"kisah": "ada tamu"}), "dua") == Draft(END, {"kisah": "ada tamu\ndua"})


@given(st.lists(st.integers(0, 40), max_size=60))
@example(list(range(22)) * 2)
def test_of_photos_the_first_of_each_content_are_kept_as_many_as_there_is_room_for(contents: list[int]) -> None:
    draft = Draft("kisah")
    for number, content in enumerate(contents):
        photo = (f"file{number}", f"content{content}", "2023-10-02")
        if len(draft.photos) == MOST_PHOTOS and all(photo[1] != one[1] for one in draft.photos):
            with pytest.raises(Unreadable, match=PHOTOS_FULL):
                with_photo(ASKS, draft, photo)
        else:
            draft = with_photo(ASKS, draft, photo)
    first = [
        (f"file{contents.index(content)}", f"content{content}", "2023-10-02") for content in dict.fromkeys(contents)
    ]
    assert draft == Draft("kisah", photos=tuple(first[:MOST_PHOTOS]))


def test_a_draft_is_empty_until_something_is_said_in_it() -> None:
    nothing = Draft("situasi", skipped=("catatan",))
    some: list[dict[str, Any]] = [
        {"answers": {"situasi": "aman"}},
        {"photos": (("file", "content", "2023-10-02"),)},
        {"location": (0.0, 0.0)},
        {"unread": ("entah",)},
    ]
    assert nothing.empty
    assert not any(replace(nothing, **said).empty for said in some)


@pytest.mark.parametrize(
    ("value", "words"),
    [(True, "ya y iya ada sudah benar yes"), (False, "tidak tdk t tak belum nihil no tidak+ada")],
)
def test_every_way_to_say_yes_and_no(value: bool, words: str) -> None:
    question = Question("ada", "Ada?", Kind.YES_NO)
    said = [word.replace("+", " ") for word in words.split()]
    assert {word: read_answer(question, word.title()) for word in said} == dict.fromkeys(said, value)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        *[(word, "mendesak") for word in ("ya", "Iya", "y", "ya, mendesak", "mendesak", "iya mendesak", "sudah")],
        *[(word, "kejadian") for word in ("tidak", "Tdk", "belum", "tidak mendesak", "bisa menunggu", "kejadian")],
    ],
)
def test_yes_and_no_answer_a_choice_between_yes_and_something_else(words: str, key: str) -> None:
    assert read_answer(FORMS["kejadian"].questions[0], words) == key


@pytest.mark.parametrize("words", ["tidak tahu", "mungkin", "tidak ya"])
def test_what_is_neither_yes_nor_no_is_no_choice(words: str) -> None:
    with pytest.raises(Unreadable, match="form-choice"):
        read_answer(FORMS["kejadian"].questions[0], words)
    choices = {"kejadian": "Bisa menunggu", "mendesak": "Ya, mendesak", "aman": "Aman"}
    with pytest.raises(Unreadable, match="form-choice"):
        read_answer(Question("apa", "Apa?", Kind.CHOICE, choices=choices), "tidak")


def test_a_line_that_was_not_read_is_gone_once_its_answer_is_said() -> None:
    form = FORMS["piket"]
    known = replace(begun(form), unread=("Catatan: ???", "entah apa"))
    key = next(one.key for one in form if one.kind is Kind.TEXT)
    wrong = replace(known, unread=(f"{key.upper()}: ?", "entah apa"))
    assert added(form, wrong, replace(begun(form), answers={key: "Pelayanan normal"})).unread == ("entah apa",)
    assert added(form, wrong, begun(form)).unread == wrong.unread


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("nihil", True),
        ("Nihil.", True),
        ("Aman, nihil", True),
        ("situasi: aman nihil", True),
        ("aman", False),
        ("situasi: aman", False),
        ("nihil kejadian", True),
        ("tidak ada kejadian", True),
        ("Laporan piket: nihil", True),
        ("Situasi dan kondisi aman, tertib dan lancar, nihil", True),
        ("Keadaan terkendali, kondusif, kejadian nihil", True),
        ("nihil kejadian, dua tamu", False),
        ("", False),
    ],
)
def test_how_it_is_said_that_there_is_nothing_to_report(text: str, nothing: bool) -> None:
    assert is_nothing(text) is nothing


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("mendesaknya: mendesak\njenis: money politics\napa: Amplop dibagikan", True),
        ("mendesaknya: mendesak\namplop dibagikan di balai desa", True),
        ("mendesaknya: mendesak", False),
        ("mendesaknya: mendesak\njenis: uang", False),
        ("mendesaknya: kejadian\njenis: money politics\napa: Amplop dibagikan", False),
        ("mendesaknya: kejadian\njenis: uang\napa: Amplop dibagikan\ndi mana: Gandekan", True),
    ],
)
def test_what_is_urgent_waits_for_no_answer_once_something_is_told(text: str, sent: bool) -> None:
    form = FORMS["kejadian"]
    assert may_be_sent(form, read_lines(form, text).draft) is sent


def test_words_that_nothing_asks_for_are_kept_where_they_would_be_asked() -> None:
    choice, story = CHOICE, Question("kisah", "?", Kind.TEXT, when={"apa": ("kejadian",)})
    at = Draft("apa")
    assert with_words(Form("a", "A", "A", (choice, story)), at, "ada tamu") == Draft("apa", {"kisah": "ada tamu"})
    # Where no question takes words they are not lost.
    assert with_words(Form("a", "A", "A", (choice,)), at, "ada tamu") == Draft("apa", unread=("ada tamu",))


@pytest.mark.parametrize(
    ("before", "after", "played_down"),
    [
        ("situasi: kejadian\nisi: Baliho roboh", "situasi: aman", True),
        ("isi: Baliho roboh", "situasi: aman", True),
        ("situasi: aman\nisi: Pelayanan normal", "situasi: aman", False),
        ("situasi: kejadian", "situasi: aman", False),
        ("situasi: aman\nisi: Pelayanan normal", "situasi: kejadian", False),
        ("situasi: kejadian\nisi: Baliho roboh", "isi: Baliho berdiri", False),
    ],
)
def test_what_was_told_of_something_is_not_reported_as_a_quiet_day(before: str, after: str, played_down: bool) -> None:
    form = FORMS["piket"]
    assert is_played_down(form, read_lines(form, before).draft, read_lines(form, after).draft) is played_down


@pytest.mark.parametrize(
    ("before", "after", "gone"),
    [
        ("situasi: kejadian\nisi: Baliho roboh", "situasi: aman\nisi: Dua tamu", ("Baliho roboh",)),
        ("situasi: kejadian\nisi: Baliho roboh", "situasi: aman", ()),
        ("isi: Baliho roboh", "isi: Ada baliho roboh di Kunir", ()),
        ("situasi: kejadian", "situasi: aman\nisi: Dua tamu", ()),
    ],
)
def test_which_words_would_be_gone_for_those_of_a_message(before: str, after: str, gone: tuple[str, ...]) -> None:
    form = FORMS["piket"]
    assert displaced(form, read_lines(form, before).draft, read_lines(form, after).draft) == gone


@pytest.mark.parametrize(
    ("text", "lines"),
    [("situasi: aman", True), ("\nIsi laporan = Dua tamu", True), ("Dua tamu\nisi: Ani", False), ("", False)],
)
def test_lines_begin_with_a_keyword(text: str, *, lines: bool) -> None:
    assert begins_with_line(FORMS["piket"], text) is lines


def test_several_reports_in_one_message_begin_with_the_command_and_a_word_of_a_report() -> None:
    words = {"lapor", "kejadian"}
    assert apart("lapor\nisi: a", words) == ["lapor\nisi: a"]
    assert apart("lapor\nisi: lihat /piket kejadian", words) == ["lapor\nisi: lihat /piket kejadian"]
    assert apart("lapor\nisi: a\nx/piket kejadian", words) == ["lapor\nisi: a\nx/piket kejadian"]
    assert apart("lapor\nisi: a\n/piket besok", words) == ["lapor\nisi: a\n/piket besok"]
    assert apart("lapor\nisi: a\n /Piket@uji_bot  Kejadian\napa: b\n/piket lapor c", words) == [
        "lapor\nisi: a",
        "Kejadian\napa: b",
        "lapor c",
    ]


FREE = Form(
    "bebas", "Bebas", "Bebas", (Question("situasi", "?", Kind.CHOICE), Question("isi", "?", Kind.TEXT, longest=20))
)


@pytest.mark.parametrize(
    ("said", "told", "left"),
    [
        ("Dua tamu", "Dua tamu", None),
        ("Dua tamu\nTiga", "Dua tamu", "Tiga"),
        # Words that only begin alike are others.
        ("Dua tamu lagi", "Dua tamu", "Dua tamu lagi"),
        ("Dua tamu", None, "Dua tamu"),
    ],
)
def test_beyond_another_report_a_draft_says_what_that_does_not(said: str, told: str | None, left: str | None) -> None:
    photos = (("file1", "same", "2023-10-02"), ("file2", "new", "2023-10-02"))
    draft = Draft(END, {"situasi": "aman", "isi": said}, photos=photos)
    found = beyond(FREE, draft, {"situasi": "aman"} | ({} if told is None else {"isi": told}), {"same"})
    assert found.answers == {"situasi": "aman"} | ({} if left is None else {"isi": left})
    assert found.photos == photos[1:]
    assert found.at == (END if left else "isi")


def test_what_a_form_that_is_gone_has_left_goes_on_in_words() -> None:
    data = {
        "answers": {"gembok": False, "jumlah": 3},
        "unread": ["entah"],
        "photos": [["file", "content", "2023-10-02"]],
        "location": [1.0, 2.0],
    }
    photos = (("file", "content", "2023-10-02"),)
    short = taken_over(FREE, begun(FREE), data)
    assert (short.answers, short.unread) == ({}, ("gembok: Tidak", "jumlah: 3", "entah"))
    whole = taken_over(replace(FREE, questions=(Question("isi", "?", Kind.TEXT),)), Draft("isi"), data)
    assert whole == Draft("isi", {"isi": "gembok: Tidak\njumlah: 3\nentah"}, photos=photos, location=(1.0, 2.0))
    nothing: dict[str, Any] = {"answers": {}, "unread": [], "photos": [], "location": None}
    assert taken_over(FREE, begun(FREE), nothing) == begun(FREE)


@pytest.mark.parametrize(
    ("skipped", "answers", "waits"),
    [((), {}, True), (("isi",), {}, False), ((), {"isi": "x"}, False), (("isi",), {"isi": "x"}, False)],
)
def test_a_question_waits_until_it_is_answered_or_passed_over(
    skipped: tuple[str, ...], answers: dict[str, str], waits: bool
) -> None:
    form = FORMS["piket"]
    question = form.question("isi")
    assert question is not None
    assert is_open(replace(begun(form), skipped=skipped, answers=answers), question) is waits


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("aman", True),
        ("Aman terkendali!", True),
        ("situasi aman dan kondusif", True),
        ("nihil", True),
        ("tidak ada kejadian", True),
        ("tidak aman", False),
        ("belum aman", False),
        ("kejadian", False),
        ("aman, kejadian", False),
        ("aman, dua tamu", False),
        ("terkendali", False),
        ("", False),
    ],
)
def test_how_it_is_said_that_all_is_well(text: str, safe: bool) -> None:
    assert says_safe(text) is safe


def test_nihil_answers_how_the_situation_is() -> None:
    form = FORMS["piket"]
    read = read_lines(form, "situasi: nihil\nisi: Dua tamu")
    assert (read.draft.answers, read.faults) == ({"situasi": "aman", "isi": "Dua tamu"}, ())
    assert with_words(form, begun(form), "nihil").answers == {"situasi": "aman"}


def test_what_was_filled_in_stays_beside_nothing_else_to_report() -> None:
    form = FORMS["piket"]
    assert as_nothing(form, begun(form)) == Draft(END, {"situasi": "aman", "isi": form.nothing})
    told = replace(begun(form), answers={"isi": "Dua tamu"}, photos=(PHOTO,))
    assert as_nothing(form, told) == Draft(END, {"situasi": "aman", "isi": "Dua tamu"}, photos=(PHOTO,))


@pytest.mark.parametrize("words", ["", "\nada tambahan: 3 tamu"])
def test_where_something_happened_after_all_it_is_asked_what(words: str) -> None:
    form = FORMS["piket"]
    quiet = Draft(END, {"situasi": "aman", "isi": f"{form.nothing}{words}"})
    turned = with_answer(form, quiet, "situasi", "mendesak")
    assert turned == Draft("isi", {"situasi": "mendesak"})
    assert not may_be_sent(form, turned)
    # What is said otherwise may be what happened.
    told = Draft(END, {"situasi": "aman", "isi": "Baliho roboh"})
    assert with_answer(form, told, "situasi", "kejadian").answers == {"situasi": "kejadian", "isi": "Baliho roboh"}


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("isi: dua tamu", True),
        ("isi = dua tamu", True),
        ("laporn: dua tamu", True),
        ("Laporan = dua tamu", True),
        ("warna: merah", False),
        ("dua tamu", False),
    ],
)
def test_for_which_question_a_line_was_meant(line: str, meant: bool) -> None:
    question = FORMS["piket"].question("isi")
    assert question is not None
    assert is_meant_for(question, line) is meant


@given(st.lists(st.sampled_from(["warna: merah", "entah apa", "sitasi: aman", "jumlah = banyak"]), max_size=3))
def test_a_whole_report_takes_the_place_of_what_was_not_read_before_it(left: list[str]) -> None:
    form = FORMS["piket"]
    known = replace(begun(form), unread=tuple(left), photos=(PHOTO,))
    whole = added(form, known, read_lines(form, "situasi: aman\nisi: Dua tamu").draft)
    assert whole == Draft(END, {"situasi": "aman", "isi": "Dua tamu"}, photos=(PHOTO,))
    part = added(form, known, read_lines(form, "situasi: aman").draft)
    assert part.unread == tuple(dict.fromkeys(line for line in left if not line.startswith("sitasi")))


@pytest.mark.parametrize("key", sorted(FORMS))
def test_lines_without_a_command_are_of_the_form_whose_they_are(key: str) -> None:
    lines = template(FORMS[key])
    assert form_of_lines(FORMS, lines) == (key, lines)
    for head in (key, f"piket lapor {key}", f"Lapor {key}:"):
        assert form_of_lines(FORMS, f"{head}\n{lines}") == (key, lines)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("isi: dua tamu", ("piket", "isi: dua tamu")),
        ("laporan: piket", ("piket", "laporan: piket")),
        ("piket lapor\nsituasi: aman", ("piket", "situasi: aman")),
        ("laporan\nsituasi: aman", ("piket", "situasi: aman")),
        ("laporan logistik\ntempat: gudang", ("logistik", "tempat: gudang")),
        # One line of another form may be anything.
        ("jam: 9", None),
        ("tempat: gudang", None),
        ("logistik\ntempat: gudang", ("logistik", "tempat: gudang")),
        ("Selamat pagi", None),
        ("lapor", None),
        ("", None),
    ],
)
def test_what_has_no_command_is_a_report_where_its_lines_say_so(text: str, found: tuple[str, str] | None) -> None:
    assert form_of_lines(FORMS, text) == found


def test_the_least_and_the_most_that_a_number_may_be_are_taken() -> None:
    question = Question("x", "x", Kind.NUMBER, least=2, most=10)
    assert [read_answer(question, words) for words in ("2", "2,5", "10")] == [2, 2.5, 10]
    for words in ("1,5", "11", "10,5"):
        with pytest.raises(Unreadable):
            read_answer(question, words)
