"""Words of time where a place should stand."""

from __future__ import annotations

import pytest

from bot.domain.words.hours.words_of_time import words_of_time


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("Aula Bawaslu", ""),
        ("Jam Gadang Bukittinggi", "Jam Gadang Bukittinggi"),
        ("malam Aula", "malam Aula"),
        ("hingga 12", "hingga 12"),
        ("WITA Aula", "WITA Aula"),
        ("selesai", "selesai"),
        ("Minggu", "Minggu"),
        ("12 Aula", "12 Aula"),
        ("Selasar Hotel", ""),
        ("tiga puluh Aula", "tiga puluh Aula"),
        ("- sore", "sore"),
        ("Hotel 88", ""),
        ("", ""),
        ("Sabtuan", ""),
        ("Pagilaran", ""),
        ("di Aula", ""),
        ("Jl. Malam 2", ""),
        ("desember Aula", "desember Aula"),
        ("ba'da Isya Aula", "ba'da Isya Aula"),
        ("habis maghrib", "habis maghrib"),
        ("GMT+7 Aula", "GMT+7 Aula"),
        ("(sembilan) Aula", "sembilan) Aula"),
        ("Aula jam 9", "jam 9"),
        ("Aula 13.00-15.00", "13.00-15.00"),
        ("Aula s/d selesai", "s/d selesai"),
        ("Jl. Raya 12.", ""),
        ("Gedung 10.2.1", ""),
        ("dst Aula", "dst Aula"),
        ("? Aula", "? Aula"),
        ("... Aula", "... Aula"),
        ("__ Aula", "__ Aula"),
        ("+ Aula", "+ Aula"),
        ("kelar Aula", "kelar Aula"),
        ("xx.xx Aula", "xx.xx Aula"),
        ("sampai jadi Aula", "sampai jadi Aula"),
        ("“Griya” Aula", ""),
        ("Dstika Hall", ""),
        ("(Aula)", ""),
        ("Endah Resto", ""),
    ],
)
def test_a_place_that_begins_with_words_of_time(place: str, words: str) -> None:
    assert words_of_time(place) == words
