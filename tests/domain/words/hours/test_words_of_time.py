"""Words of time where a place should stand."""

from __future__ import annotations

import pytest

from bot.domain.words.hours.words_of_time import begins_with_time, words_of_time


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


_OF_TIME = """
    jam pukul pkl waktu menit mnt mulai sejak selama tepat setengah seperempat lewat kurang nanti besok lusa hari ba'da bada ba'kda bakda habis
    setelah sesudah sebelum selepas menjelang usai sekitar kira-kira kurleb antara seharian sehari isya magrib maghrib zuhur dzuhur dhuhur asar
    ashar gmt utc pg sg satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas tanggal tgl pekan bulan tahun dan atau januari
    februari maret april mei juni juli agustus september oktober november desember senin selasa rabu kamis jumat jum'at sabtu minggu ahad
    dst dsb dll seterusnya sampai sampe kelar end xx.xx x:x selesai pagi siang sore petang malam wib wita wit
"""


@pytest.mark.parametrize("word", _OF_TIME.split())
def test_with_no_word_of_time_a_place_begins(word: str) -> None:
    assert words_of_time(f"{word.title()} Aula") == f"{word.title()} Aula"
    assert words_of_time(f"{word.title()}ya Aula") == ""
    assert not begins_with_time(f"{word.title()}ya Aula")


@pytest.mark.parametrize(
    ("text", "begins"), [("jam 9", True), ("- besok Aula", True), ("9", True), ("Aula besok", False)]
)
def test_what_begins_with_time(text: str, begins: bool) -> None:
    assert begins_with_time(text) is begins
