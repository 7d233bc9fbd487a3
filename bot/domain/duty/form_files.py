"""A form as its file says it (TOML), checked: each fault names the file, the question and what to do."""

from __future__ import annotations

import re
import tomllib
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain.duty.forms import Form, Kind, Question
from bot.domain.duty.supervision import SUSPECTED, WATCHED, named_answers

KEY = re.compile(r"[a-z][a-z0-9-]{0,19}")
# The form of what happens beside the report that is owed.
OF_INCIDENTS = "kejadian"
SITUATIONS = ("aman", "kejadian", "mendesak")
# As many as stand on a phone without scrolling, and as many questions as somebody answers standing.
_MOST_CHOICES = 8
_MOST_QUESTIONS = 20


class FormProblem(ValueError):
    """What is wrong with a file, one line each, in words for whoever wrote it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


_Words = Annotated[str, Field(min_length=1, max_length=200)]
_Line = Annotated[str, Field(max_length=300)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)


class _Question(_Strict):
    kunci: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,19}$")]
    tanya: _Words
    jenis: str
    wajib: bool = True
    pilihan: dict[str, Annotated[str, Field(min_length=1, max_length=40)]] = {}
    bila: dict[str, str | list[str] | bool] = {}
    bantuan: Annotated[str, Field(max_length=300)] = ""
    nama: Annotated[str, Field(max_length=40)] = ""
    paling_sedikit: float | int | None = None
    paling_banyak: float | int | None = None
    paling_panjang: Annotated[int, Field(ge=1, le=2000)] = 1000


class _Supervision(_Strict):
    tahapan: _Line = ""
    bentuk: _Line = ""
    tujuan: _Line = ""
    sasaran: _Line = ""
    tempat: _Line = ""
    peristiwa: _Line = ""
    tempat_kejadian: _Line = ""
    waktu_kejadian: _Line = ""
    pelaku: _Line = ""
    saksi: _Line = ""
    alat_bukti: _Line = ""
    barang_bukti: _Line = ""
    uraian_dugaan: _Line = ""
    fakta: _Line = ""
    analisa: _Line = ""


class _Form(_Strict):
    judul: Annotated[str, Field(min_length=1, max_length=60)]
    tombol: Annotated[str, Field(min_length=1, max_length=40)]
    situasi: str = "aman"
    nihil: Annotated[str, Field(max_length=200)] = ""
    bukan_temuan: dict[str, str | list[str] | bool] = {}
    lhp: _Supervision = _Supervision()
    pertanyaan: Annotated[list[_Question], Field(min_length=1, max_length=_MOST_QUESTIONS)]


def read_form(name: str, text: str) -> Form:
    """The form of a file `name` (`logistik.toml`); raises `FormProblem`."""
    key = name.removesuffix(".toml")
    if KEY.fullmatch(key) is None:
        raise FormProblem(
            [f"{name}: nama berkas hanya huruf kecil, angka dan -, paling panjang 20; contoh: logistik.toml"]
        )
    try:
        read = _Form.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise FormProblem([f'{name}: bukan TOML yang benar ({error}); teks ditulis di antara tanda "']) from None
    except ValidationError as error:
        raise FormProblem([f"{name}: {_said(one)}" for one in error.errors()]) from None
    problems = [f"{name}: {problem}" for problem in _contradictions(read)]
    if problems:
        raise FormProblem(problems)
    said = {line: text for line, text in read.lhp.model_dump().items() if text}
    questions = tuple(map(_question, read.pertanyaan))
    form = Form(key, read.judul, read.tombol, questions, read.situasi, read.nihil, said, _conditions(read.bukan_temuan))
    if key == OF_INCIDENTS and not form.is_of_incident:
        raise FormProblem(
            [
                f"{name}: situasi: formulir ini untuk /piket kejadian, jadi tidak boleh aman; tulis"
                ' situasi = "kejadian", atau kunci pertanyaan yang pilihannya hanya kejadian dan mendesak'
            ]
        )
    return form


def _question(read: _Question) -> Question:
    return Question(
        read.kunci,
        read.tanya,
        Kind(read.jenis),
        read.wajib,
        dict(read.pilihan),
        _conditions(read.bila),
        read.bantuan,
        read.nama,
        read.paling_sedikit,
        read.paling_banyak,
        read.paling_panjang,
    )


def _conditions(read: dict[str, str | list[str] | bool]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(_wanted(value)) for key, value in read.items()}


def _wanted(value: str | list[str] | bool) -> list[str]:  # noqa: FBT001 (as TOML has it)
    if isinstance(value, bool):
        return ["ya" if value else "tidak"]
    return [value] if isinstance(value, str) else value


def _contradictions(read: _Form) -> list[str]:
    """What is right in each place and wrong together."""
    found: list[str] = []
    before: dict[str, _Question] = {}
    for number, question in enumerate(read.pertanyaan, 1):
        where = f"pertanyaan {number} ({question.kunci})"
        if question.kunci in before:
            found.append(f"{where}: kunci sudah dipakai pertanyaan lain; beri kunci lain")
        found += [
            f"{where}: {problem}" for problem in (*_of_kind(question), *_of_condition("bila", question.bila, before))
        ]
        before[question.kunci] = question
    found += _of_supervision(read, before)
    found += _of_condition("bukan_temuan", read.bukan_temuan, before)
    said = before.get(read.situasi)
    if said is not None:
        if said.jenis != Kind.CHOICE or not set(said.pilihan) <= set(SITUATIONS) or not said.wajib or said.bila:
            found.append(
                f'situasi: pertanyaan "{read.situasi}" harus pilihan yang wajib, tanpa bila, dengan kunci pilihan aman,'
                " kejadian, mendesak"
            )
    elif read.situasi not in SITUATIONS:
        found.append(f'situasi: "{read.situasi}" bukan aman, kejadian, mendesak, atau kunci sebuah pertanyaan')
    return found


def _of_supervision(read: _Form, asked: dict[str, _Question]) -> list[str]:
    unknown = [
        (line, key)
        for line in (*WATCHED, *SUSPECTED)
        for key in named_answers(getattr(read.lhp, line))
        if key not in asked
    ]
    return [f"lhp.{line}: {{{key}}} bukan kunci sebuah pertanyaan; periksa ejaannya" for line, key in unknown]


def _of_kind(question: _Question) -> list[str]:
    known = [kind.value for kind in Kind]
    if question.jenis not in known:
        return [f'jenis "{question.jenis}" tidak dikenal; pilih salah satu: {", ".join(known)}']
    kind, found = Kind(question.jenis), []
    if kind is Kind.CHOICE and not 2 <= len(question.pilihan) <= _MOST_CHOICES:
        found.append(f'beri 2 sampai {_MOST_CHOICES} pilihan, contoh: pilihan = {{ baik = "Baik", rusak = "Rusak" }}')
    if kind is not Kind.CHOICE and question.pilihan:
        found.append("pilihan hanya untuk jenis pilihan; hapus, atau ganti jenisnya")
    if any(re.fullmatch(r"[a-z0-9_]{1,20}", key) is None for key in question.pilihan):
        found.append("kunci pilihan hanya huruf kecil, angka dan _, paling panjang 20")
    if len({label.casefold() for label in question.pilihan.values()}) < len(question.pilihan):
        found.append("dua pilihan berbunyi sama; bedakan")
    least, most = question.paling_sedikit, question.paling_banyak
    if kind is not Kind.NUMBER and (least is not None or most is not None):
        found.append("paling_sedikit dan paling_banyak hanya untuk jenis angka; hapus")
    if least is not None and most is not None and least > most:
        found.append("paling_sedikit lebih besar daripada paling_banyak; tukar")
    return found


_UNKNOWN = {
    "bila": "yang tidak ditanyakan sebelumnya; pindahkan pertanyaan itu ke atas",
    "bukan_temuan": "yang bukan kunci sebuah pertanyaan; periksa ejaannya",
}


def _of_condition(name: str, conditions: dict[str, str | list[str] | bool], known: dict[str, _Question]) -> list[str]:
    found = []
    for key, value in conditions.items():
        asked = known.get(key)
        if asked is None:
            found.append(f'{name} menunjuk "{key}", {_UNKNOWN[name]}')
            continue
        possible = set(asked.pilihan) if asked.jenis == Kind.CHOICE else {"ya", "tidak"}
        if asked.jenis not in (Kind.CHOICE, Kind.YES_NO):
            found.append(f'{name} menunjuk "{key}", yang bukan pilihan atau ya-tidak')
        elif not (wanted := set(_wanted(value))) or not wanted <= possible:
            found.append(
                f'{name} "{key}" = {sorted(wanted - possible)} tidak mungkin; yang ada: {", ".join(sorted(possible))}'
            )
    return found


_SAID = {
    "missing": "belum ada; tambahkan",
    "extra_forbidden": "tidak dikenal; periksa ejaannya, atau hapus",
    "string_type": 'harus teks, di antara tanda "',
    "bool_type": "harus true atau false, tanpa tanda petik",
    "int_type": "harus angka, tanpa tanda petik",
    "float_type": "harus angka, tanpa tanda petik",
    "list_type": "harus daftar; pertanyaan ditulis sebagai [[pertanyaan]]",
    "dict_type": 'harus seperti {{ kunci = "teks" }}',
    "string_too_short": "kosong; isi",
    "string_too_long": "terlalu panjang, paling banyak {max_length} huruf",
    "string_pattern_mismatch": "hanya huruf kecil, angka dan _, diawali huruf, paling panjang 20; contoh: jumlah_surat",
    "too_short": "belum ada pertanyaan; tambahkan [[pertanyaan]]",
    "too_long": "terlalu banyak, paling banyak {max_length}",
    "greater_than_equal": "paling kecil {ge}",
    "less_than_equal": "paling besar {le}",
}


def _said(error: Any) -> str:
    """One fault of pydantic's, in words: where it is, what it is, what to do."""
    place = [part for part in error["loc"] if part not in ("str", "bool", "float", "int", "list[str]")]
    where = ""
    if place[:1] == ["pertanyaan"] and len(place) > 1:
        where, place = f"pertanyaan {place[1] + 1}: ", place[2:]
    name = ".".join(str(part) for part in place) or "pertanyaan"
    words = _SAID.get(error["type"], "tidak dapat dibaca; lihat contoh di bot/data/forms")
    return f"{where}{name} {words.format(**error.get('ctx', {}))}"
