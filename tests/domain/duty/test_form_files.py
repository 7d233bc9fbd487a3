from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.data import FORMS_DIRECTORY
from bot.domain.duty.form_files import FormProblem, read_form
from bot.domain.duty.forms import Form, Kind, Question

HEAD = 'judul = "Logistik"\ntombol = "Logistik"\n'
QUESTION = '[[pertanyaan]]\nkunci = "jumlah"\ntanya = "Berapa?"\njenis = "angka"\n'


def test_a_form_is_read_as_it_is_written() -> None:
    text = (
        HEAD
        + QUESTION
        + "paling_sedikit = 0\n"
        + '[[pertanyaan]]\nkunci = "baik"\ntanya = "Semua baik?"\njenis = "ya-tidak"\nnama = "Semua baik"\n'
        + '[[pertanyaan]]\nkunci = "rusak"\ntanya = "Apa?"\njenis = "teks"\nwajib = false\nbila = { baik = false }\n'
        + 'bantuan = "Sebut satu."\npaling_panjang = 50\n'
    )
    assert read_form("logistik.toml", text) == Form(
        "logistik",
        "Logistik",
        "Logistik",
        (
            Question("jumlah", "Berapa?", Kind.NUMBER, least=0),
            Question("baik", "Semua baik?", Kind.YES_NO, label="Semua baik"),
            Question(
                "rusak",
                "Apa?",
                Kind.TEXT,
                required=False,
                when={"baik": ("tidak",)},
                help="Sebut satu.",
                longest=50,
            ),
        ),
    )


_CHOICE = '[[pertanyaan]]\nkunci = "apa"\ntanya = "Apa?"\njenis = "pilihan"\n'
_SECOND = '[[pertanyaan]]\nkunci = "lalu"\ntanya = "Lalu?"\njenis = "teks"\n'


@pytest.mark.parametrize(
    ("name", "text", "problems"),
    [
        (
            "Logistik 2.toml",
            HEAD + QUESTION,
            ["nama berkas hanya huruf kecil, angka dan -, paling panjang 20; contoh: logistik.toml"],
        ),
        ("a.toml", HEAD, ["pertanyaan belum ada; tambahkan"]),
        ("a.toml", HEAD + "pertanyaan = []", ["pertanyaan belum ada pertanyaan; tambahkan [[pertanyaan]]"]),
        ("a.toml", QUESTION, ["judul belum ada; tambahkan", "tombol belum ada; tambahkan"]),
        ("a.toml", HEAD + QUESTION + "wajib = 'ya'", ["pertanyaan 1: wajib harus true atau false, tanpa tanda petik"]),
        (
            "a.toml",
            HEAD + QUESTION + 'pilihan = "a, b"',
            ['pertanyaan 1: pilihan harus seperti { kunci = "teks" }'],
        ),
        (
            "a.toml",
            HEAD + QUESTION + 'bantu = "x"',
            ["pertanyaan 1: bantu tidak dikenal; periksa ejaannya, atau hapus"],
        ),
        (
            "a.toml",
            HEAD + QUESTION.replace("angka", "bilangan"),
            [
                'pertanyaan 1 (jumlah): jenis "bilangan" tidak dikenal; pilih salah satu: pilihan, ya-tidak, angka, teks, foto, lokasi, waktu'
            ],
        ),
        (
            "a.toml",
            HEAD + QUESTION.replace('"jumlah"', '"Jumlah Surat"'),
            [
                "pertanyaan 1: kunci hanya huruf kecil, angka dan _, diawali huruf, paling panjang 20; contoh: jumlah_surat"
            ],
        ),
        (
            "a.toml",
            HEAD + QUESTION + QUESTION,
            ["pertanyaan 2 (jumlah): kunci sudah dipakai pertanyaan lain; beri kunci lain"],
        ),
        (
            "a.toml",
            HEAD + QUESTION + "paling_sedikit = 9\npaling_banyak = 2",
            ["pertanyaan 1 (jumlah): paling_sedikit lebih besar daripada paling_banyak; tukar"],
        ),
        (
            "a.toml",
            HEAD + QUESTION + 'pilihan = { a = "A", b = "B" }',
            ["pertanyaan 1 (jumlah): pilihan hanya untuk jenis pilihan; hapus, atau ganti jenisnya"],
        ),
        (
            "a.toml",
            HEAD + _CHOICE + 'pilihan = { a = "A" }',
            ['pertanyaan 1 (apa): beri 2 sampai 8 pilihan, contoh: pilihan = { baik = "Baik", rusak = "Rusak" }'],
        ),
        (
            "a.toml",
            HEAD + _CHOICE + 'pilihan = { a = "Baik", b = "baik" }',
            ["pertanyaan 1 (apa): dua pilihan berbunyi sama; bedakan"],
        ),
        (
            "a.toml",
            HEAD + _CHOICE + 'pilihan = { "a:b" = "A", b = "B" }',
            ["pertanyaan 1 (apa): kunci pilihan hanya huruf kecil, angka dan _, paling panjang 20"],
        ),
        (
            "a.toml",
            HEAD + _SECOND + "paling_banyak = 3",
            ["pertanyaan 1 (lalu): paling_sedikit dan paling_banyak hanya untuk jenis angka; hapus"],
        ),
        (
            "a.toml",
            HEAD + _SECOND + 'bila = { apa = "a" }',
            [
                'pertanyaan 1 (lalu): bila menunjuk "apa", yang tidak ditanyakan sebelumnya; pindahkan pertanyaan itu ke atas'
            ],
        ),
        (
            "a.toml",
            HEAD + QUESTION + _SECOND + 'bila = { jumlah = "1" }',
            ['pertanyaan 2 (lalu): bila menunjuk "jumlah", yang bukan pilihan atau ya-tidak'],
        ),
        (
            "a.toml",
            HEAD + _CHOICE + 'pilihan = { a = "A", b = "B" }\n' + _SECOND + 'bila = { apa = "c" }',
            ["pertanyaan 2 (lalu): bila \"apa\" = ['c'] tidak mungkin; yang ada: a, b"],
        ),
        (
            "a.toml",
            HEAD + 'bukan_temuan = { jenis = "a" }\n' + _CHOICE + 'pilihan = { a = "A", b = "B" }',
            ['bukan_temuan menunjuk "jenis", yang bukan kunci sebuah pertanyaan; periksa ejaannya'],
        ),
        (
            "a.toml",
            HEAD + 'bukan_temuan = { apa = ["a", "c"] }\n' + _CHOICE + 'pilihan = { a = "A", b = "B" }',
            ["bukan_temuan \"apa\" = ['c'] tidak mungkin; yang ada: a, b"],
        ),
        (
            "a.toml",
            HEAD + 'situasi = "gawat"\n' + QUESTION,
            ['situasi: "gawat" bukan aman, kejadian, mendesak, atau kunci sebuah pertanyaan'],
        ),
        (
            "a.toml",
            HEAD + 'situasi = "jumlah"\n' + QUESTION,
            [
                'situasi: pertanyaan "jumlah" harus pilihan yang wajib, tanpa bila, dengan kunci pilihan aman, kejadian, mendesak'
            ],
        ),
        (
            "a.toml",
            HEAD.replace('"Logistik"\ntombol', f'"{"x" * 61}"\ntombol') + QUESTION,
            ["judul terlalu panjang, paling banyak 60 huruf"],
        ),
        ("a.toml", HEAD + QUESTION.replace('"Berapa?"', '""'), ["pertanyaan 1: tanya kosong; isi"]),
        (
            "a.toml",
            HEAD + "".join(QUESTION.replace("jumlah", f"jumlah_{one}") for one in range(21)),
            ["pertanyaan terlalu banyak, paling banyak 20"],
        ),
        ("a.toml", HEAD + "pertanyaan = 3", ["pertanyaan harus daftar; pertanyaan ditulis sebagai [[pertanyaan]]"]),
        ("a.toml", HEAD.replace('"Logistik"', "3", 1) + QUESTION, ['judul harus teks, di antara tanda "']),
        (
            "a.toml",
            HEAD + QUESTION + "paling_panjang = '9'",
            ["pertanyaan 1: paling_panjang harus angka, tanpa tanda petik"],
        ),
        ("a.toml", HEAD + QUESTION + "paling_panjang = 0", ["pertanyaan 1: paling_panjang paling kecil 1"]),
        ("a.toml", HEAD + QUESTION + "paling_panjang = 2001", ["pertanyaan 1: paling_panjang paling besar 2000"]),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_what_to_do(name: str, text: str, problems: list[str]) -> None:
    with pytest.raises(FormProblem) as raised:
        read_form(name, text)
    assert raised.value.problems == [f"{name}: {problem}" for problem in problems]


def test_a_question_may_be_asked_whatever_the_choice_before_it_was() -> None:
    text = HEAD + _CHOICE + 'pilihan = { a = "A", b = "B" }\n' + _SECOND + 'bila = { apa = ["a", "b"] }'
    assert read_form("a.toml", text).questions[1].when == {"apa": ("a", "b")}


def test_the_form_for_incidents_is_never_of_a_quiet_day() -> None:
    with pytest.raises(FormProblem, match="tidak boleh aman"):
        read_form("kejadian.toml", HEAD + QUESTION)
    assert read_form("kejadian.toml", HEAD + 'situasi = "mendesak"\n' + QUESTION).situation == "mendesak"
    assert read_form("lain.toml", HEAD + QUESTION).situation == "aman"


def test_what_is_no_toml_is_named() -> None:
    with pytest.raises(FormProblem, match=r"^a\.toml: bukan TOML yang benar .* teks ditulis di antara tanda \"$"):
        read_form("a.toml", "judul = Logistik")


_KEYS = ("judul", "tombol", "situasi", "pertanyaan", "kunci", "tanya", "jenis", "pilihan", "bila", "wajib", "bantuan")
_ANYTHING = st.recursive(
    st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "a", "pilihan", "angka", "aman"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=6),
    max_leaves=15,
)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(_toml, value)) + "]" if isinstance(value, list) else json.dumps(value)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(_KEYS), _ANYTHING, max_size=6))
def test_whatever_stands_in_a_file_each_fault_names_it(form: dict[str, object]) -> None:
    text = "\n".join(f"{key} = {_toml(value)}" for key, value in form.items())
    found = []
    try:
        read_form("a.toml", text)
    except FormProblem as problem:
        found = problem.problems
    assert [one for one in found if not one.startswith("a.toml: ")] == []


def test_the_shipped_forms_are_right_and_short() -> None:
    forms = [read_form(file.name, file.read_text("utf-8")) for file in sorted(FORMS_DIRECTORY.glob("*.toml"))]
    assert [form.key for form in forms] == ["kampanye", "kejadian", "logistik", "piket"]
    assert [form.no_finding for form in forms] == [{}, {"jenis": ("bencana",)}, {}, {}]
    # Each question is a press or a message: a report is to take no more than twelve calls of Telegram's.
    assert [len(form.questions) for form in forms if form.key == "piket"] == [4]


@pytest.mark.parametrize(
    ("key", "most"), [("judul", 60), ("tombol", 40), ("tanya", 200), ("nama", 40), ("bantuan", 300)]
)
def test_words_of_a_form_have_room_for_so_much(key: str, most: int) -> None:
    def read(words: str) -> str:
        keys = {"judul": "Logistik", "tombol": "Logistik", "kunci": "a", "tanya": "Apa?", "jenis": "teks", key: words}
        lines = [f"{name} = {json.dumps(value)}" for name, value in keys.items()]
        return read_form("logistik.toml", "\n".join([*lines[:2], "[[pertanyaan]]", *lines[2:]])).key

    assert {read("x"), read("x" * most)} == {"logistik"}
    with pytest.raises(FormProblem):
        read("x" * (most + 1))


@pytest.mark.parametrize(
    ("questions", "problem"),
    [
        ('["x"]', "x.toml: pertanyaan 1: pertanyaan tidak dapat dibaca; lihat contoh di bot/data/forms"),
        ("1", "x.toml: pertanyaan harus daftar; pertanyaan ditulis sebagai [[pertanyaan]]"),
        (
            '[{kunci = "a", tanya = "b", jenis = "teks"}, {kunci = "c", tanya = "d", jenis = "teks", wajib = "x"}]',
            "x.toml: pertanyaan 2: wajib harus true atau false, tanpa tanda petik",
        ),
    ],
)
def test_a_fault_says_in_which_question_it_is(questions: str, problem: str) -> None:
    with pytest.raises(FormProblem) as found:
        read_form("x.toml", f'judul = "a"\ntombol = "b"\npertanyaan = {questions}\n')
    assert found.value.problems == [problem]
