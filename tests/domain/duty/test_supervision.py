from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.duty.form_files import FormProblem, read_form
from bot.domain.duty.supervision import (
    SUSPECTED,
    WATCHED,
    day_of_event,
    filled_lines,
    has_papers,
    hour_told,
    is_suspicion,
)
from bot.domain.vocabulary import Position, Role
from bot.services.duty.form_directory import shipped_forms
from tests.documents import samples

FORMS = shipped_forms().general


def _given(**answers: str) -> list[dict[str, str]]:
    return [{"key": key, "answer": answer} for key, answer in answers.items()]


def test_a_line_takes_answers_and_is_left_out_without_them() -> None:
    lines = {"a": "Tetap", "b": "di {tempat}, {desa}", "c": "{tempat}", "d": "{lain}", "e": ""}
    assert filled_lines(lines, _given(tempat="Balai", desa="Pikatan", lain=" ")) == {
        "a": "Tetap",
        "b": "di Balai, Pikatan",
        "c": "Balai",
    }
    assert filled_lines(lines, _given(tempat="{desa} {x}")) == {"a": "Tetap", "c": "{desa} {x}"}


@pytest.mark.parametrize(
    ("form", "answers", "suspicion"),
    [
        ("piket", {"isi": "Normal"}, False),
        ("kampanye", {"siapa": "Partai", "tempat": "Lapangan", "langgar": "Tidak"}, False),
        ("kampanye", {"siapa": "Partai", "tempat": "Lapangan", "langgar": "Ya", "uraian": "Anak diajak"}, True),
        ("kejadian", {"jenis": "Politik uang", "apa": "Amplop"}, True),
        ("logistik", {"barang": "Tinta", "tempat": "Gudang"}, False),
    ],
)
def test_an_infringement_is_what_an_answer_tells(form: str, answers: dict[str, str], *, suspicion: bool) -> None:
    assert is_suspicion(FORMS[form].supervision, _given(**answers)) == suspicion


def test_an_answer_that_no_question_asks_for_is_named() -> None:
    text = """
judul = "A"
tombol = "A"
[lhp]
tempat = "di {desa}"
[[pertanyaan]]
kunci = "isi"
tanya = "Apa?"
jenis = "teks"
"""
    with pytest.raises(FormProblem) as caught:
        read_form("a.toml", text)
    assert caught.value.problems == ["a.toml: lhp.tempat: {desa} bukan kunci sebuah pertanyaan; periksa ejaannya"]
    with pytest.raises(FormProblem) as caught:
        read_form("a.toml", text.replace("tempat", "tmpat"))
    assert caught.value.problems == ["a.toml: lhp.tmpat tidak dikenal; periksa ejaannya, atau hapus"]


@pytest.mark.parametrize(
    ("position", "district_id", "own", "role", "has"),
    [
        (Position.SECRETARIAT_STAFF, 1, False, Role.MEMBER, True),
        (Position.SECRETARIAT_HEAD, 1, False, Role.MEMBER, True),
        (Position.DISTRICT_CHAIR, 1, False, Role.MEMBER, True),
        (Position.DISTRICT_MEMBER, 1, False, Role.MEMBER, False),
        (Position.DISTRICT_MEMBER, 1, True, Role.MEMBER, True),
        (Position.VILLAGE_SUPERVISOR, 1, False, Role.MEMBER, False),
        (Position.SECRETARIAT_HEAD, 2, False, Role.MEMBER, False),
        (Position.OFFICE_STAFF, 2, False, Role.MEMBER, True),
        (Position.SECRETARIAT_STAFF, 2, False, Role.ADMIN, True),
    ],
)
def test_papers_of_a_shift_are_its_officers_the_secretariats_and_the_offices(
    position: Position, district_id: int, role: Role, *, own: bool, has: bool
) -> None:
    person = replace(samples.person(4, "Siti", position=position), district_id=district_id, role=role)
    assert has_papers(person, [4 if own else 5, 6], 1) == has


def test_the_lines_of_the_form_as_the_forms_name_them() -> None:
    assert WATCHED == ("tahapan", "bentuk", "tujuan", "sasaran", "tempat")
    assert (
        *("peristiwa", "tempat_kejadian", "waktu_kejadian", "pelaku", "saksi", "alat_bukti", "barang_bukti"),
        *("uraian_dugaan", "fakta", "analisa"),
    ) == SUSPECTED


@pytest.mark.parametrize(("line", "tells"), [("peristiwa", True), ("uraian_dugaan", True), ("pelaku", False)])
def test_what_tells_of_an_infringement(line: str, tells: bool) -> None:
    assert is_suspicion({line: "{apa}"}, _given(apa="bagi-bagi sembako")) is tells
    # What stands in the form itself tells nothing.
    assert not is_suspicion({line: "Tidak ada"}, _given(apa="bagi-bagi sembako"))


@pytest.mark.parametrize(
    ("hour", "shift", "reported", "day"),
    [
        # In the hours of the shift, however late it is told.
        (time(14, 30), "08.00-16.00", datetime(2023, 10, 5, 11, tzinfo=UTC), 3),
        # Told in the morning of the evening before.
        (time(19, 30), "08.00-16.00", datetime(2023, 10, 3, 9, tzinfo=UTC), 2),
        (time(23, 30), "08.00-16.00", datetime(2023, 10, 3, 0, 30, tzinfo=UTC), 2),
        (time(15), "08.00-16.00", datetime(2023, 10, 3, 9, tzinfo=UTC), 2),
        # Of a shift over midnight the hours before its begin are of the next day.
        (time(23, 30), "malam", datetime(2023, 10, 4, 7, tzinfo=UTC), 3),
        (time(2), "malam", datetime(2023, 10, 4, 7, tzinfo=UTC), 4),
        (time(19), "malam", datetime(2023, 10, 3, 21, tzinfo=UTC), 3),
    ],
)
def test_the_day_of_what_was_told_by_its_hour(hour: time, shift: str, reported: datetime, day: int) -> None:
    assert day_of_event(hour, date(2023, 10, 3), shift, reported) == date(2023, 10, day)


@given(
    st.times(),
    st.sampled_from(["harian", "malam", "sore", "24 jam"]),
    st.integers(0, 6 * 24 * 60),
)
def test_nothing_is_told_before_it_is(hour: time, shift: str, minutes: int) -> None:
    reported = datetime(2023, 10, 3, tzinfo=UTC) + timedelta(minutes=minutes)
    hour = hour.replace(second=0, microsecond=0)
    found = datetime.combine(day_of_event(hour, date(2023, 10, 3), shift, reported), hour, UTC)
    assert datetime(2023, 10, 2, tzinfo=UTC) <= found <= reported


@pytest.mark.parametrize(
    ("text", "hour"), [("pukul 19.30 WIB", time(19, 30)), ("7:05", time(7, 5)), ("sore", None), ("29.75", None)]
)
def test_the_hour_of_a_text(text: str, hour: time | None) -> None:
    assert hour_told(text) == hour


@pytest.mark.parametrize(
    ("text", "hour"),
    [("pukul 23.59", time(23, 59)), ("pukul 24.00", None), ("pukul 12.60", None), ("pukul 00.00", time())],
)
def test_an_hour_is_one_of_the_day(text: str, hour: time | None) -> None:
    assert hour_told(text) == hour


def test_what_was_at_this_moment_was_today() -> None:
    day = date(2023, 11, 7)
    now = datetime(2023, 11, 7, 16, tzinfo=UTC)
    assert day_of_event(now.time(), day, "pagi", now) == day
    assert day_of_event(now.time(), day, "pagi", now - timedelta(minutes=1)) == day - timedelta(days=1)
