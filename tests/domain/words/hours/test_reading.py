"""Hours however an Indonesian writes or says them: read whole, of the right half of the day, or openly not."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.reading import parse_hours, parse_time, read_hours
from bot.domain.words.hours.stretch import Hours
from bot.domain.words.hours.words_of_time import words_of_time

CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
# What begins, and what it means with how much of it left over: "?" where it must be asked about.
BEGINNINGS = """
09.00-12.00 Aula                      | 09.00-12.00   | Aula
09.00 hingga 12.00 Aula               | 09.00-12.00   | Aula
09.00 sd 12.00 Aula                   | 09.00-12.00   | Aula
09.00 s/d. 12.00 Aula                 | 09.00-12.00   | Aula
09.00 s.d 12.00 WIB Aula              | 09.00-12.00   | Aula
09.00 sampai dgn 12.00 Aula           | 09.00-12.00   | Aula
09.00–12.00 Aula                      | 09.00-12.00   | Aula
09.00\u201112.00 Aula                 | 09.00-12.00   | Aula
09.00 \u2212 12.00 Aula               | 09.00-12.00   | Aula
09.00 — 12.00 Aula                    | 09.00-12.00   | Aula
0\u200b9.00-12.00 Aula                | 09.00-12.00   | Aula
(09.00-12.00 WIB) Aula                | 09.00-12.00   | Aula
09.00WIB-12.00WIB Aula                | 09.00-12.00   | Aula
09:00:00 - 12:00:00 Aula              | 09.00-12.00   | Aula
0900-1200 Aula                        | 09.00-12.00   | Aula
0900 s.d. 1200 WIB Aula               | 09.00-12.00   | Aula
09 00 - 12 00 Aula                    | 09.00-12.00   | Aula
9-12 Aula                             | 09.00-12.00   | Aula
jam 9-12 siang Aula                   | 09.00-12.00   | Aula
jam 9 pagi sampai jam 12 siang Aula   | 09.00-12.00   | Aula
Pukul : 09.00 WIB s.d. Selesai        | 09.00-        |
Pukul 09.00 WIB - selesai. Aula       | 09.00-        | Aula
Mulai pukul 08.00 WIB Aula            | 08.00-        | Aula
waktu: pukul 08.00 - selesai Aula     | 08.00-        | Aula
pk. 08.00 Aula                        | 08.00-        | Aula
pkl.08.00 Aula                        | 08.00-        | Aula
jam 9 Aula                            | 09.00-        | Aula
jam 9 tepat Aula                      | 09.00-        | Aula
jam9 Aula                             | 09.00-        | Aula
0900                                  | 09.00-        |
1300 Aula                             | 13.00-        | Aula
jam 7 malam Aula                      | 19.00-        | Aula
jam 7 mlm Aula                        | 19.00-        | Aula
malam jam 7 Aula                      | 19.00-        | Aula
jam 7 malam hari Aula                 | 19.00-        | Aula
jam 7 pagi Aula                       | 07.00-        | Aula
7 pm Aula                             | 19.00-        | Aula
jam 1 siang Aula                      | 13.00-        | Aula
jam 1-3 siang Aula                    | 13.00-15.00   | Aula
jam 2 siang s/d 4 sore Aula           | 14.00-16.00   | Aula
7-9 malam Aula                        | 19.00-21.00   | Aula
malam 8-10 Aula                       | 20.00-22.00   | Aula
10-1 siang Aula                       | 10.00-13.00   | Aula
9-3 sore Aula                         | 09.00-15.00   | Aula
8 pagi - 2 siang Aula                 | 08.00-14.00   | Aula
8 pagi - 2 Aula                       | 08.00-14.00   | Aula
5-7 malam Aula                        | 17.00-19.00 ? | Aula
19.00-9 malam Aula                    | 19.00-21.00   | Aula
8-5 Aula                              | 08.00-17.00   | Aula
9-1 Aula                              | 09.00-13.00   | Aula
12-1 Aula                             | 12.00-13.00   | Aula
22.00-01.00 Aula                      | 22.00-01.00   | Aula
10 malam - 2 Aula                     | 22.00-02.00   | Aula
11-1 malam Aula                       | 23.00-01.00   | Aula
19.00-24.00 Aula                      | 19.00-00.00   | Aula
08.00-24.00 Aula                      | 08.00-00.00   | Aula
00.00-24.00 Aula                      | 00.00-00.00   | Aula
00:00 s/d 24:00 WIB Aula              | 00.00-00.00   | Aula
19.00-00.00 Aula                      | 19.00-00.00   | Aula
09.00-00.00 Aula                      | 09.00-00.00 ? | Aula
17.59-00.00 Aula                      | 17.59-00.00 ? | Aula
18.00-00.00 Aula                      | 18.00-00.00   | Aula
09.00-12 malam Aula                   | 09.00-00.00   | Aula
8 s/d 12 malam Aula                   | 20.00-00.00   | Aula
setengah delapan pagi Aula            | 07.30-        | Aula
jam setengah 8 malam Aula             | 19.30-        | Aula
jam setengah satu siang Aula          | 12.30-        | Aula
jam setengah sepuluh Aula             | 09.30-        | Aula
jam delapan pagi Aula                 | 08.00-        | Aula
jam 8 lewat 15 Aula                   | 08.15-        | Aula
jam 9 kurang seperempat Aula          | 08.45-        | Aula
jam 1 kurang seperempat Aula          | 12.45-        | Aula
jam satu siang Aula                   | 13.00-        | Aula
jam dua siang Aula                    | 14.00-        | Aula
jam tiga sore Aula                    | 15.00-        | Aula
jam empat sore Aula                   | 16.00-        | Aula
jam lima sore Aula                    | 17.00-        | Aula
jam enam pagi Aula                    | 06.00-        | Aula
jam tujuh pagi Aula                   | 07.00-        | Aula
jam sepuluh pagi Aula                 | 10.00-        | Aula
jam sebelas siang Aula                | 11.00-        | Aula
jam dua belas siang Aula              | 12.00-        | Aula
jam duabelas siang Aula               | 12.00-        | Aula
jam tiga belas Aula                   | 13.00-        | Aula
jam empat belas Aula                  | 14.00-        | Aula
jam lima belas Aula                   | 15.00-        | Aula
jam enam belas Aula                   | 16.00-        | Aula
jam tujuh belas Aula                  | 17.00-        | Aula
jam delapan belas Aula                | 18.00-        | Aula
jam sembilan belas Aula               | 19.00-        | Aula
jam dua puluh Aula                    | 20.00-        | Aula
jam dua puluh satu Aula               | 21.00-        | Aula
jam sembilan sampai dua belas Aula    | 09.00-12.00   | Aula
jam 9 (pagi) Aula                     | 09.00-        | Aula
09.00 s.d. selesai acara, Aula        | 09.00-        | , Aula
jam 1 Aula                            | 13.00-      ? | Aula
1-3 Aula                              | 13.00-15.00 ? | Aula
jam 7 Aula                            | 07.00-      ? | Aula
7-9 Aula                              | 07.00-09.00 ? | Aula
7-12 Aula                             | 07.00-12.00   | Aula
jam 6 Aula                            | 06.00-      ? | Aula
setengah delapan Aula                 | 07.30-      ? | Aula
13-9 Aula                             | 13.00-21.00 ? | Aula
01.00-03.00 Aula                      | 01.00-03.00 ? | Aula
jam 2 malam Aula                      | 02.00-      ? | Aula
00.00 malam Aula                      | 00.00-      ? | Aula
jam 2-4 pagi Aula                     | 02.00-04.00   | Aula
jam 3 pagi Aula                       | 03.00-        | Aula
jam 4 subuh Aula                      | 04.00-        | Aula
jam 2 dini hari Aula                  | 02.00-        | Aula
3 am Aula                             | 03.00-        | Aula
00.30 Aula                            | 00.30-      ? | Aula
05.59 Aula                            | 05.59-      ? | Aula
06.00 Aula                            | 06.00-        | Aula
06.00-07.00 Aula                      | 06.00-07.00   | Aula
9 Naga Resto                          | 09.00-      ? | Naga Resto
09.00, lantai 2                       | 09.00-        | , lantai 2
09.00 malam Minggu Cafe               | 21.00-        | Minggu Cafe
"""
READ = [tuple(part.strip() for part in line.split("|")) for line in BEGINNINGS.strip().splitlines()]


@pytest.mark.parametrize(("written", "meant", "rest"), READ, ids=[written for written, *_ in READ])
def test_hours_at_the_beginning_of_a_line(written: str, meant: str, rest: str) -> None:
    found = read_hours(written.encode().decode("raw_unicode_escape") if "\\u" in written else written, "WIB")
    assert found is not None
    hours, left = found
    assert f"{hours.start:%H.%M}-{f'{hours.end:%H.%M}' if hours.end else ''}" == meant.rstrip(" ?")
    assert hours.sure != meant.endswith("?")
    assert left.strip() == rest


@pytest.mark.parametrize(
    "written",
    [
        "9a",
        "09.00 - Dua Naga",
        "jam 9an",
        "jam 9-an Aula",
        "09.OO",
        "25.00",
        "09.60",
        "24.00",
        "9.0",
        "09.00.00",
        "12/10",
        "2 jam Aula",
        "30 menit",
        "jam 9 sore",
        "14.00 pagi",
        "12 malam",
        "12.30 malam",
        "jam 12 malam s/d 2 pagi",
        "5 siang",
        "jam 20 pagi",
        # What goes on is not dropped.
        "09.00 sampai sore Aula",
        "09.00 hingga Magrib Aula",
        "09.00-12.00 dan 13.00-15.00 Aula",
        "09.00 12.00 Aula",
        "09.00-12.00-15.00",
        "09.00 atau 10.00 Aula",
        "09.00 & 13.00 Aula",
        "jam 9 jam 10 Aula",
        "9-12 Oktober",
        "pukul 09.00 WIB/11.00 WIT",
        "09.00 s/d entah",
        "6 Oktober 2023",
        "09.00 - malam Aula",
        "09.00-12.60",
        "09.00 sd Aula",
    ],
)
def test_what_cannot_be_read_whole_is_openly_not_read(written: str) -> None:
    with pytest.raises(DateProblem) as problem:
        read_hours(written, "WIB")
    assert problem.value.code == "not_a_time"
    assert problem.value.values["given"].split()[0] == written.split(maxsplit=1)[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("09:00", (9, 0)),
        ("09.00", (9, 0)),
        ("09,30", (9, 30)),
        ("9", (9, 0)),
        ("jam 9", (9, 0)),
        ("pukul 13.30 WIB", (13, 30)),
        ("pkl. 8.05", (8, 5)),
        ("00.00", (0, 0)),
        ("23:59", (23, 59)),
        ("mulai 09.00", (9, 0)),
        ("09.00 WIT.", (9, 0)),
        ("jam 9 pagi", (9, 0)),
        ("11 siang", (11, 0)),
        ("12 siang", (12, 0)),
        ("1 siang", (13, 0)),
        ("jam 2.30 siang", (14, 30)),
        ("4 sore", (16, 0)),
        ("7 malam", (19, 0)),
        ("13.00 siang", (13, 0)),
        ("8:45", (8, 45)),
        ("08:45:00", (8, 45)),
        ("2 malam", (2, 0)),
        ("subuh jam 4", (4, 0)),
        ("jam 12 tengah hari", (12, 0)),
        ("1.15", (13, 15)),
    ],
)
def test_a_moment_as_people_write_it(written: str, meant: tuple[int, int]) -> None:
    assert parse_time(written) == time(*meant)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "24.00",
        "9.60",
        "12 malam",
        "sembilan",
        "9.0",
        "09.00.00",
        "-1",
        "pagi",
        "123",
        "nanti",
        "09.00-10.00",
        "9 Aula",
    ],
)
def test_what_is_no_moment_says_so(written: str) -> None:
    with pytest.raises(DateProblem) as problem:
        parse_time(written)
    assert problem.value.code == "not_a_time"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("12.00-09.00", "end_before_start"),
        ("09.00-09.00", "end_before_start"),
        ("13.00-10.00", "end_before_start"),
        ("09.00-nanti", "not_a_time"),
        ("pagi-siang", "not_a_time"),
        ("09.00-12.00 Aula", "not_a_time"),
    ],
)
def test_a_stretch_that_is_none_says_why(written: str, code: str) -> None:
    with pytest.raises(DateProblem) as problem:
        parse_hours(written)
    assert problem.value.code == code


_SPOKEN = {
    "{h} pagi": range(1, 12),
    "jam {h} siang": range(10, 16),
    "{h} sore": range(15, 19),
    "pukul {h} malam": range(18, 24),
    "{w} pagi": range(1, 12),
    "jam {w} siang": range(10, 16),
    "jam {w} sore": range(15, 19),
    "{w} malam": range(18, 24),
}
_WORDS = [
    "dua belas",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
]
_PLACES = st.sampled_from(["", " Aula Bawaslu", ", Hotel Puri", "\nJl. Raya 9", " (daring)"])


@given(st.sampled_from(sorted(_SPOKEN)), st.data(), _PLACES)
def test_an_hour_said_with_its_part_of_the_day_reads_back_as_itself(form: str, data: st.DataObject, place: str) -> None:
    hour = data.draw(st.sampled_from(_SPOKEN[form]))
    said = form.format(h=hour % 12 or 12, w=_WORDS[hour % 12])
    assert read_hours(said + place) == (Hours(time(hour)), place)
    half = f"setengah {_WORDS[(hour + 1) % 12]} {form.rsplit(maxsplit=1)[-1]}{place}"
    assert read_hours(half) == (Hours(time(hour, 30)), place)


@given(
    CLOCKS,
    CLOCKS,
    st.sampled_from(["-", " – ", " s/d ", " sampai dengan ", " sd ", "\u2011", " hingga pukul "]),
    st.sampled_from(["%H:%M", "%H.%M", "%H%M", "Pukul %H.%M WIB"]),
    _PLACES,
)
def test_every_stretch_of_a_day_reads_back_and_leaves_the_place(
    one: time, other: time, to: str, how: str, place: str
) -> None:
    start, end = sorted((one, other))
    if start == end:
        return
    found = read_hours(f"{start:{how}}{to}{end:{how}}{place}", "WIB")
    assert found is not None
    assert (found[0].start, found[0].end, found[1]) == (start, end, place)


@given(
    st.lists(
        st.sampled_from(
            [
                "9",
                "09.00",
                "1-3",
                "jam",
                "pukul",
                "malam",
                "siang",
                "s/d",
                "-",
                "dan",
                "WIB",
                "selesai",
                "Aula",
                "setengah",
                "12.00",
                "hingga",
                ",",
                "menit",
            ]
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_word_of_time_becomes_the_place_unasked_and_nothing_is_dropped(words: list[str]) -> None:
    text = " ".join(words)
    try:
        found = read_hours(text, "WIB")
    except DateProblem:
        return
    hours, rest = found or (None, text)
    assert text.endswith(rest)
    place = rest.strip(" ,-")
    assert place.partition(" ")[0] in ("", "Aula") or words_of_time(place)
    assert hours is None or hours.given + rest in (text, text.replace(f"{hours.given} ", hours.given, 1), text.strip())


@given(st.text(max_size=30) | st.text(alphabet="0123456789:.- pagismlert/d", max_size=20))
def test_any_text_is_a_stretch_or_a_problem(text: str) -> None:
    try:
        hours = parse_hours(text)
    except DateProblem as problem:
        code = problem.code
    else:
        # The whole day ends as it begins.
        assert hours.end != hours.start or hours.start == time(0)
        return
    assert code in ("not_a_time", "end_before_start")


@pytest.mark.parametrize("word", ["selesai", "selese", "slesai", "sls", "rampung", "tuntas", "finish"])
@pytest.mark.parametrize("around", ["{}", "acara {}", "kegiatan {}", "{} rapat", "dengan {}", "dengan rapat {}"])
def test_every_way_to_leave_an_end_open(word: str, around: str) -> None:
    assert parse_hours(f"09.00 - {around.format(word)}") == Hours(time(9))
    with pytest.raises(DateProblem):
        parse_hours(f"09.00 - {around.format(word)}x")


@pytest.mark.parametrize("label", ["jam", "pukul", "pkl", "puk", "pk", "jm", "waktu"])
@pytest.mark.parametrize("lead", ["", "pada ", "mulai ", "dimulai ", "dari ", "tepat ", "start "])
@pytest.mark.parametrize("sign", ["", ".", ":", " : "])
def test_every_word_before_an_hour(label: str, lead: str, sign: str) -> None:
    assert parse_time(f"{lead}{label}{sign} 9.30") == time(9, 30)


@pytest.mark.parametrize(
    "joiner",
    ["-", "~", "→", " s/d ", " s.d. ", " sd ", " sampai ", " sampai dengan ", " hingga ", " ke ", " to ", " until "],
)
def test_every_word_between_two_hours(joiner: str) -> None:
    assert parse_hours(f"09.00{joiner}12.00") == Hours(time(9), time(12))


@pytest.mark.parametrize(("zone", "name"), [("WIB", "barat"), ("WITA", "tengah"), ("WIT", "timur")])
def test_a_zone_is_said_by_its_letters_or_its_name(zone: str, name: str) -> None:
    for said in (zone, zone.lower(), f"({zone})", f"Waktu Indonesia {name.title()}", "waktu setempat"):
        assert parse_hours(f"09.00-12.00 {said}", zone) == Hours(time(9), time(12))
