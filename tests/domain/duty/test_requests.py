from __future__ import annotations

from datetime import date, time

import pytest

from bot.domain.duty.filling import Unreadable
from bot.domain.duty.requests import (
    RequestProblem,
    RequestText,
    Wanted,
    WantedKind,
    files_of,
    of_files,
    read_request,
    total,
)

MONDAY = date(2023, 11, 6)
FIGURE = WantedKind.NUMBER


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "jumlah pendaftar PTPS, paling lambat Jumat",
            RequestText(
                "jumlah pendaftar PTPS", (Wanted("jumlah pendaftar PTPS", FIGURE),), date(2023, 11, 10), time(16)
            ),
        ),
        (
            "Jumlah pendaftar, paling lambat 10 November 2023 pukul 09.30 WIB",
            RequestText("Jumlah pendaftar", (Wanted("Jumlah pendaftar", FIGURE),), date(2023, 11, 10), time(9, 30)),
        ),
        (
            "SK Pokja. Batas waktu: besok jam 12:00",
            RequestText("SK Pokja", (Wanted("SK Pokja", WantedKind.TEXT),), date(2023, 11, 7), time(12)),
        ),
        (
            "Pendaftar PTPS\nPaling lambat 10/11/2023\n- Laki-laki: angka\n- Jumlah perempuan\nKendala\nBerita acara: file\n"
            "Lengkap: ya-tidak",
            RequestText(
                "Pendaftar PTPS",
                (
                    Wanted("Laki-laki", FIGURE),
                    Wanted("Jumlah perempuan", FIGURE),
                    Wanted("Kendala", WantedKind.TEXT),
                    Wanted("Berita acara", WantedKind.FILE),
                    Wanted("Lengkap", WantedKind.YES_NO),
                ),
                date(2023, 11, 10),
                time(16),
            ),
        ),
        (
            "Rekap, paling lambat Jumat\nFoto: foto\nBerita acara (PDF)",
            RequestText(
                "Rekap",
                (Wanted("Foto", WantedKind.FILE), Wanted("Berita acara", WantedKind.FILE)),
                date(2023, 11, 10),
                time(16),
            ),
        ),
        ("Rekap, batas waktu hari Senin.", RequestText("Rekap", (Wanted("Rekap", WantedKind.TEXT),), MONDAY, time(16))),
        (
            "Foto sekretariat sebelum 31 Oktober 2024 jam 9",
            RequestText(
                "Foto sekretariat", (Wanted("Foto sekretariat", WantedKind.FILE),), date(2024, 10, 31), time(9)
            ),
        ),
        ("Rekap s.d. Jumat", RequestText("Rekap", (Wanted("Rekap", WantedKind.TEXT),), date(2023, 11, 10), time(16))),
        (
            "Data sebelum kampanye, sampai dengan besok pukul 08.30",
            RequestText(
                "Data sebelum kampanye",
                (Wanted("Data sebelum kampanye", WantedKind.TEXT),),
                date(2023, 11, 7),
                time(8, 30),
            ),
        ),
        ("Data sebelum kampanye", "request-no-deadline"),
        ("Data sebelum kampanye, paling lambat kapan saja", "request-bad-deadline"),
        (
            "Rekap; selambatnya Minggu",
            RequestText("Rekap", (Wanted("Rekap", WantedKind.TEXT),), date(2023, 11, 12), time(16)),
        ),
        (
            "Rekap, batas waktu 8 November 2023\nuang: rupiah\n: angka\nTotal biaya\n" + "y" * 61,
            RequestText(
                "Rekap",
                (
                    Wanted("uang: rupiah", WantedKind.TEXT),
                    Wanted("angka", WantedKind.TEXT),
                    Wanted("Total biaya", FIGURE),
                    Wanted("y" * 60, WantedKind.TEXT),
                ),
                date(2023, 11, 8),
                time(16),
            ),
        ),
        (
            "x" * 200 + ", paling lambat Jumat\n" + "a\n" * 10,
            RequestText("x" * 200, (Wanted("a", WantedKind.TEXT),) * 10, date(2023, 11, 10), time(16)),
        ),
        ("jumlah pendaftar PTPS", "request-no-deadline"),
        ("jumlah pendaftar PTPS, paling lambat", "request-no-deadline"),
        ("jumlah pendaftar PTPS, paling lambat nanti", "request-bad-deadline"),
        ("jumlah pendaftar PTPS, paling lambat Jumat 25.00", "request-bad-deadline"),
        ("paling lambat Jumat", "request-no-title"),
        ("x" * 201 + ", paling lambat Jumat", "request-no-title"),
        ("Data, paling lambat Jumat\n" + "a\n" * 11, "request-too-much"),
    ],
)
def test_a_request_is_read_as_it_is_written_or_not_at_all(text: str, read: RequestText | str) -> None:
    try:
        found: RequestText | str = read_request(text, MONDAY)
    except RequestProblem as problem:
        found = problem.key
    assert found == read


def test_answers_are_read_by_what_is_wanted() -> None:
    assert Wanted("a", FIGURE).read("1.250") == 1250
    assert total(Wanted("a", FIGURE), [1250, 0, 3]) == 1253
    assert total(Wanted("a", WantedKind.TEXT), ["x"]) is None
    for wanted, text in (
        (Wanted("a", FIGURE), "-1"),
        (Wanted("a", WantedKind.FILE), "nanti"),
        (Wanted("a", FIGURE), ""),
    ):
        with pytest.raises(Unreadable):
            wanted.read(text)


def test_words_are_taken_up_to_500_letters() -> None:
    wanted = Wanted("a", WantedKind.TEXT)
    assert wanted.read("x" * 500) == "x" * 500
    with pytest.raises(Unreadable):
        wanted.read("x" * 501)


def test_a_deadline_that_is_none_is_shown_in_short() -> None:
    with pytest.raises(RequestProblem) as problem:
        read_request("Rekap, paling lambat " + "x" * 41, MONDAY)
    assert problem.value.values == {"given": "x" * 40}


@pytest.mark.parametrize(("weekday", "day"), [("Kamis", 9), ("Jumat", 10), ("Sabtu", 11), ("Rabu", 15)])
def test_a_weekday_is_the_next_of_its_name_and_today_is_one(weekday: str, day: int) -> None:
    assert read_request(f"Rekap, paling lambat {weekday}", date(2023, 11, 9)).day == date(2023, 11, day)


@pytest.mark.parametrize(
    ("words", "now", "day"), [("Kamis", time(15, 59), 9), ("Kamis", time(16), 16), ("Kamis 10.00", time(11), 16)]
)
def test_of_todays_name_it_is_today_only_while_its_hour_is_ahead(words: str, now: time, day: int) -> None:
    assert read_request(f"Rekap, paling lambat {words}", date(2023, 11, 9), now).day == date(2023, 11, day)


@pytest.mark.parametrize("words", ["paling lambat minggu depan", "sebelum pekan depan"])
def test_of_a_week_it_is_the_last_working_day(words: str) -> None:
    assert read_request(f"Rekap {words}", date(2023, 11, 9)).day == date(2023, 11, 17)
    assert read_request(f"Rekap {words} 10.00", date(2023, 11, 9), free={date(2023, 11, 17)}).day == date(2023, 11, 16)


def test_an_answer_is_said_in_words_and_a_file_is_a_clip() -> None:
    file = {"file": "x", "document": True}
    assert (Wanted("a", WantedKind.FILE).said(file), Wanted("a", FIGURE).said(1250)) == ("📎", "1.250")


def test_a_figure_may_be_nought_and_not_less() -> None:
    assert Wanted("a", FIGURE).read("0") == 0
    with pytest.raises(Unreadable):
        Wanted("a", FIGURE).read("-1")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("file berita acara rakor", WantedKind.FILE),
        ("Foto sekretariat", WantedKind.FILE),
        ("kirim PDF SK Pokja", WantedKind.FILE),
        ("softcopy SK", WantedKind.FILE),
        ("Berita acara (file)", WantedKind.FILE),
        ("foto peserta: teks", WantedKind.TEXT),
        ("Fotokopi KTP sudah lengkap (ya-tidak)", WantedKind.YES_NO),
        ("Alamat dokumen", WantedKind.TEXT),
        ("Jumlah foto", FIGURE),
    ],
)
def test_what_is_wanted_says_whether_it_is_a_file(line: str, kind: WantedKind) -> None:
    assert read_request(f"Data, paling lambat Jumat\n{line}", MONDAY).wanted[0].kind is kind


def test_the_words_under_a_file_are_said_with_it() -> None:
    wanted = Wanted("a", WantedKind.FILE)
    given = {"file": "f", "document": True}
    assert [wanted.said(one) for one in (given, {**given, "words": ""}, {**given, "words": "rakor"})] == [
        "📎",
        "📎",
        "📎 rakor",
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Sudah pleno (ya/tidak)?", "Sudah pleno?"),
        ("Sudah pleno: ya/tidak", "Sudah pleno"),
        ("Sudah pleno ya / tidak", "Sudah pleno"),
        ("Sudah pleno (Y/T)", "Sudah pleno"),
        ("Apakah sudah pleno, ya atau tidak?", "Apakah sudah pleno?"),
        ("Jumlah TPS lengkap (ya-tidak)?", "Jumlah TPS lengkap?"),
    ],
)
def test_a_question_that_says_ya_tidak_is_one(line: str, name: str) -> None:
    assert read_request(f"Data, paling lambat Jumat\n{line}", MONDAY).wanted == (Wanted(name, WantedKind.YES_NO),)


@pytest.mark.parametrize("line", ["Nama wilayah/tidaknya", "Ya, tidak ada kendala", "Biaya/tarif"])
def test_words_that_look_like_ya_tidak_are_none(line: str) -> None:
    assert read_request(f"Data, paling lambat Jumat\n{line}", MONDAY).wanted[0].kind is WantedKind.TEXT


@pytest.mark.parametrize(
    ("kind", "text", "later"),
    [
        (FIGURE, "menyusul", True),
        (FIGURE, "Belum ada.", True),
        (FIGURE, "nanti ya", True),
        (WantedKind.FILE, "filenya menyusul", True),
        (WantedKind.TEXT, "Menyusul ya", True),
        (WantedKind.YES_NO, "menyusul", True),
        # Words that are meant as they are.
        (WantedKind.TEXT, "belum ada", False),
        (WantedKind.YES_NO, "belum", False),
        (WantedKind.TEXT, "berita acara menyusul besok", False),
    ],
)
def test_who_has_no_answer_yet_is_told_so(kind: WantedKind, text: str, later: bool) -> None:
    if later:
        with pytest.raises(Unreadable, match="request-later"):
            Wanted("a", kind).read(text)
    else:
        Wanted("a", kind).read(text)


def test_files_are_one_answer_in_the_order_they_came_and_none_counts_twice() -> None:
    first, second = {"file": "f", "document": True, "words": "rakor"}, {"file": "g", "document": False, "words": ""}
    answer = of_files([first, second, first])
    assert files_of(answer)[0]["file"] == "f"
    assert of_files(files_of(answer)) == answer
    assert Wanted("a", WantedKind.FILE).said(answer) == "📎 2 file rakor"
    assert of_files([first]) == first


@pytest.mark.parametrize("lead", ["", "Kirim ", "kirimkan ", "Unggah ", "lampirkan ", "upload "])
@pytest.mark.parametrize(
    "word",
    ["file", "berkas", "dokumen", "foto", "pdf", "scan", "pindaian", "softcopy", "softfile", "soft_copy", "soft_file"],
)
def test_every_way_to_ask_for_a_file(lead: str, word: str) -> None:
    asked = f"{lead}{word.replace('_', ' ')}"
    assert [one.kind for one in read_request(f"Data, paling lambat Jumat\n{asked} SK\n{asked}x SK", MONDAY).wanted] == [
        WantedKind.FILE,
        WantedKind.TEXT,
    ]


@pytest.mark.parametrize("word", ["Jumlah", "berapa", "banyaknya", "total"])
def test_every_word_that_asks_for_a_figure(word: str) -> None:
    assert read_request(f"{word} TPS, paling lambat Jumat", MONDAY).wanted == (Wanted(f"{word} TPS", FIGURE),)


@pytest.mark.parametrize(
    "words",
    [
        "paling lambat",
        "selambat-lambatnya",
        "selambatlambatnya",
        "selambat lambatnya",
        "selambatnya",
        "batas",
        "batas waktu",
        "Batas waktu:",
        "sebelum",
        "sampai",
        "sampai dengan",
        "hingga",
        "s.d.",
        "s/d",
        "s.d",
        "sd",
    ],
)
@pytest.mark.parametrize(
    "hour", ["pukul 9", "jam 9", "pkl 9", "pkl. 9", "09.00", "jam 09:00 WIB", "9.00 wita", "pukul 9 WIT"]
)
def test_every_way_to_say_till_when(words: str, hour: str) -> None:
    assert read_request(f"Rekap, {words} Jumat {hour}", MONDAY) == RequestText(
        "Rekap", (Wanted("Rekap", WantedKind.TEXT),), date(2023, 11, 10), time(9)
    )
