"""Of a line that is not read whole the words are named that were not, and the line is written as it would be read."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.unread import Amiss, Unread, may_stand_before, unread
from bot.handlers.typed import misread, split_appointment

MONDAY = date(2023, 10, 2)
# What was typed | what is wrong | the words | hours that are offered | the place.
LINES = """
17 Nov Aula jam 9                    | order    | jam 9                  | jam 9                  | Aula
17 Nov di Aula pukul 09.00 WIB       | order    | pukul 09.00 WIB        | pukul 09.00 WIB        | di Aula
17 Nov Aula 09.00-12.00              | order    | 09.00-12.00            | 09.00-12.00            | Aula
17 Nov Aula 9-12                     | order    | 9-12                   | 9-12                   | Aula
17 Nov Aula jam 9 dan Ruang Rapat    | order    | jam 9                  | jam 9                  | Aula dan Ruang Rapat
17 Nov Aula lantai 2 jam 9           | order    | jam 9                  | jam 9                  | Aula lantai 2
17 Nov Aula pkl 13.00 - selesai      | order    | pkl 13.00 - selesai    | pkl 13.00 - selesai    | Aula
17 Nov Aula jam sembilan pagi        | order    | jam sembilan pagi      | jam sembilan pagi      | Aula
17 Nov Aula setengah sembilan        | order    | setengah sembilan      | setengah sembilan      | Aula
besok Aula jam 9                     | order    | jam 9                  | jam 9                  | Aula
Aula 17 Nov jam 9                    | order    | Aula                   | jam 9                  | Aula
jam 9 17 Nov Aula                    | order    | jam 9                  | jam 9                  | Aula
jam 9 Aula 17 Nov                    | order    | jam 9 Aula             | jam 9                  | Aula
Aula jam 9 17 Nov                    | order    | Aula jam 9             | jam 9                  | Aula
17 Nov pagi Aula                     | unread   | pagi                   |                        | Aula
17 Nov pagi                          | unread   | pagi                   |                        |
17 Nov Aula malam dan Ruang Rapat    | unread   | malam                  | 19.00-21.00            | Aula dan Ruang Rapat
17 Nov Aula malam                    | unread   | malam                  | 19.00-21.00            | Aula
17 Nov dari pagi Aula                | unread   | dari pagi              |                        | Aula
17 Nov mulai pagi sampai sore Aula   | unread   | mulai pagi sampai sore | 15.30-17.30            | Aula
17 Nov sekitar jam 9 Aula            | unread   | sekitar jam 9          | jam 9                  | Aula
17 Nov Aula sekitar jam 9 pagi       | unread   | sekitar jam 9 pagi     | jam 9 pagi             | Aula
17 Nov kurang lebih jam 9 Aula       | unread   | kurang lebih jam 9     | jam 9                  | Aula
17 Nov ± jam 9 Aula                  | unread   | ± jam 9                | jam 9                  | Aula
17 Nov antara jam 9 dan 12 Aula      | unread   | antara jam 9 dan 12    |                        | Aula
17 Nov bakda Jumat Aula              | unread   | bakda Jumat            | 13.00-15.00            | Aula
17 Nov ba'da magrib Masjid Agung     | unread   | ba'da magrib           | 19.00-21.00            | Masjid Agung
17 Nov setelah apel Aula             | unread   | setelah apel           |                        | Aula
17 Nov sehari penuh Aula             | unread   | sehari penuh           | 08.00-16.00            | Aula
17 Nov Aula                          | no-hours |                        |                        | Aula
17 Nov Aula 2                        | no-hours |                        |                        | Aula 2
17 Nov jam 9                         | no-place |                        | jam 9                  |
17 Nov 09.00-12.00                   | no-place |                        | 09.00-12.00            |
17 Nov                               | neither  |                        |                        |
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines(), ids=lambda line: line.split("|")[0].strip())
def test_the_words_that_were_not_read_are_named(line: str) -> None:
    typed, fault, words, hours, place = (part.strip() for part in line.split("|"))
    found = misread(typed, MONDAY)
    assert found is not None
    assert found[0] == (Amiss(fault), words, hours, place)
    # What is offered is read whole.
    offered = split_appointment(f"{found[1]} {hours or '09.00-12.00'} {place or 'Aula'}", MONDAY, "WIB")
    assert offered.hours is not None
    assert offered.place == (place or "Aula").removeprefix("bertempat ")


@pytest.mark.parametrize(
    "typed",
    [
        "5-6 dan 9-10 November 2023 jam 9 Aula",
        "akhir November jam 9 Aula",
        "1 November s/d Desember jam 9",
        "Jumat pagi Aula",
    ],
)
def test_a_date_that_is_not_read_whole_is_never_offered_shorter(typed: str) -> None:
    with pytest.raises(DateProblem):
        split_appointment(typed, MONDAY, "WIB")
    assert misread(typed, MONDAY) is None


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("malam", "19.00-21.00"),
        ("bakda isya", "19.00-21.00"),
        ("ba'da magrib", "19.00-21.00"),
        ("selepas maghrib", "19.00-21.00"),
        ("menjelang mahrib", "19.00-21.00"),
        ("sore", "15.30-17.30"),
        ("petang", "15.30-17.30"),
        ("bakda asar", "15.30-17.30"),
        ("bada ashar", "15.30-17.30"),
        ("siang", "13.00-15.00"),
        ("ba'da zuhur", "13.00-15.00"),
        ("bakda dhuhur", "13.00-15.00"),
        ("bakda zhuhur", "13.00-15.00"),
        ("selepas dzuhur", "13.00-15.00"),
        ("bakda jum'at", "13.00-15.00"),
        ("sehari penuh", "08.00-16.00"),
        ("seharian", "08.00-16.00"),
        ("pagi", ""),
        ("setengah", ""),
        ("seperempat", ""),
    ],
)
def test_each_part_of_a_day_is_a_word_of_time_and_some_have_hours(words: str, hours: str) -> None:
    found = misread(f"17 Nov Aula {words}", MONDAY)
    assert found is not None
    assert found[0] == (Amiss.UNREAD, words, hours, "Aula")


@pytest.mark.parametrize("vague", ["sekitar", "kira-kira", "kurang+lebih", "kurleb", "antara", "±"])
def test_each_word_for_about_leaves_the_hour(vague: str) -> None:
    said = f"{vague.replace('+', ' ')} jam 9"
    found = misread(f"17 Nov {said} Aula", MONDAY)
    assert found is not None
    assert found[0] == (Amiss.UNREAD, said, "jam 9", "Aula")


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("Aula", True),
        ("jam 9", True),
        ("Aula jam 9", True),
        ("akhir November", False),
        ("Senin", False),
        ("5-6 dan", False),
    ],
)
def test_what_may_stand_before_a_date_is_no_part_of_one(words: str, may: bool) -> None:
    assert may_stand_before(words.split()) is may


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        ("dan Aula", Unread(Amiss.UNREAD, "dan", "", "Aula")),
        ("pagi dan Aula", Unread(Amiss.UNREAD, "pagi", "", "dan Aula")),
        ("dari pagi dan Aula", Unread(Amiss.UNREAD, "dari pagi", "", "dan Aula")),
        ("Aula malam dan", Unread(Amiss.UNREAD, "malam", "19.00-21.00", "Aula dan")),
        ("", Unread(Amiss.NEITHER, "", "", "")),
    ],
)
def test_a_word_that_joins_is_of_a_time_only_between_two(rest: str, found: Unread) -> None:
    assert unread(rest) == found


@pytest.mark.parametrize("lead", ["dari", "mulai", "sejak", "pada"])
def test_what_leads_to_a_time_is_of_it(lead: str) -> None:
    assert unread(f"Aula {lead} pagi") == Unread(Amiss.UNREAD, f"{lead} pagi", "", "Aula")


@pytest.mark.parametrize(
    "join", ["-", "–", "—", "~", "s/d", "s.d.", "s.d", "sd", "sampai", "hingga", "dan", "atau", "&", "dengan"]
)
def test_every_word_that_joins_two_times(join: str) -> None:
    assert unread(f"Aula pagi {join} sore") == Unread(Amiss.UNREAD, f"pagi {join} sore", "15.30-17.30", "Aula")


@pytest.mark.parametrize(
    "before",
    ["setelah", "sesudah", "sebelum", "habis", "usai", "selepas", "menjelang", "ba'da", "bada", "bakda", "sehari"],
)
def test_what_a_time_is_before_or_after_is_of_it(before: str) -> None:
    hours = "08.00-16.00" if before == "sehari" else ""
    assert unread(f"{before} apel Aula") == Unread(Amiss.UNREAD, f"{before} apel", hours, "Aula")


@pytest.mark.parametrize(
    "hours",
    """jam 9; jam: 9; pukul 9; pkl 9; pk. 9; 09.00; 09:00; 9-12; 9 - 12; 9 s/d 12; 9 sd 12; 9 sampai 12; 9 wib; 9 WITA; 9 wit; jam sembilan
    pukul sembilan; pkl sembilan""".replace("\n", ";").split(";"),
)
def test_every_way_to_say_an_hour_is_found_behind_a_place(hours: str) -> None:
    assert unread(f"Aula {hours.strip()}") == Unread(Amiss.ORDER, hours.strip(), hours.strip(), "Aula")
