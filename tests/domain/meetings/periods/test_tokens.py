"""What kind each word of a planned time is: every word that the reader of plans knows stands in one of these sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.meetings.periods.names import Named, Unit
from bot.domain.meetings.periods.tokens import tokens
from bot.domain.meetings.periods.window import MonthPart

OCTOBER = Named(Unit.DAY, 11, 10, 2023)
BEGINNING, MIDDLE, END = MonthPart.BEGINNING, MonthPart.MIDDLE, MonthPart.END


def _kinds(text: str) -> str:
    return " ".join(token.kind for token in tokens(text, 2023))


@pytest.mark.parametrize(
    ("text", "kinds", "values"),
    [
        ("hari Senin tanggal 13", "H w G n", [0, 13]),
        ("harinya Selasa, tanggalnya 14", "H w c G n", [1, 14]),
        ("minggu ke 2 bulan Mei", "S o b m", [2, 1, 5]),
        ("minggunya kedua, bulannya Mei", "S o c b m", [2, 1, 5]),
        ("pekan 2, mg 3, mgg 4, mggu 5", "S n c S n c S n c S n", [2, 3, 4, 5]),
        ("tahun 2023, tahunnya 2024", "T y c T y", [12, 2023, 12, 2024]),
        ("triwulan I tw II trw III triw IV", "Q r Q r Q r Q r", [3, 1, 3, 2, 3, 3, 3, 4]),
        ("kuartal V kwartal VI triwulannya VII", "Q r Q r Q r", [3, 5, 3, 6, 3, 7]),
        ("semester VIII smt IX smtr XI semesternya XII", "E r E r E r E r", [6, 8, 6, 9, 6, 11, 6, 12]),
        ("sebulan setriwulan sesemester setahun", "B B B B", [1, 3, 6, 12]),
        ("bulanan triwulanan kuartalan semesteran tahunan", "U U U U U", [1, 3, 3, 6, 12]),
        (
            "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas",
            "q q q q q q q q q q q",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        ),
        ("kesatu kedua ketiga keempat kelima keenam", "o o o o o o", [1, 2, 3, 4, 5, 6]),
        ("ketujuh kedelapan kesembilan kesepuluh kesebelas pertama", "o o o o o o", [7, 8, 9, 10, 11, 1]),
        ("ke tujuh, ke X, ke 12", "o c o c o", [7, 10, 12]),
        ("awal tengah pertengahan medio akhir", "p p p p p", [BEGINNING, MIDDLE, MIDDLE, MIDDLE, END]),
        ("setiap bulan, per tahun", "e b c e T", [1, 12]),
        ("dua kali, 3 x, sekali", "q k c n k c K", [2, 3]),
        ("gelombang 1 gel 2 angkatan 3 tahap 4 batch 5", "g n g n g n g n g n", [1, 2, 3, 4, 5]),
        ("13 dan 14 serta 15 & 16", "n a n a n a n", [13, 14, 15, 16]),
        ("batas akhir harus selesai", "D F", []),
        ("antara 5 dan 6 mulai 7 sejak 8 dari 9 selesai", "A n a n f n f n f n z", [5, 6, 7, 8, 9]),
        ("selama 3 hari", "s n H", [3]),
        ("sebelum menjelang jelang pra 5", "x x x x n", [-1, -1, -1, -1, 5]),
        ("setelah sesudah pasca usai seusai 5", "x x x x x n", [1, 1, 1, 1, 1, 5]),
        ("dua (2) hari, 3 (tiga) hari", "n H c n H", [2, 3]),
        # Two numbers that differ are two.
        ("dua (3) hari, 4 (dua) hari", "q ( n ) H c n ( q ) H", [2, 3, 4, 2]),
        ("(Senin) [Selasa] 1/2; 3 - 4: 5", "( w ) ( w ) n l n c n h n : n", [0, 1, 1, 2, 3, 4, 5]),
        ("ad-hoc 13, ad - hoc 14", "P n c P h P n", [13, 14]),
        ("H-3, H - 10, H+2", "O c O c O", [-3, -10, 2]),
        ("Q4 2023", "Q n y", [3, 4, 2023]),
        ("99 100 1999 2000 2099 2100 12345", "n N N y y N N", [99, 100, 1999, 2000, 2099, 2100]),
        ("2023-10-11/12", "I t n", [OCTOBER, 12]),
        ("2023-10-11-2023-10-12", "I t I", [OCTOBER, replace(OCTOBER, number=12)]),
        ("11/10/2023-12/10/2023", "I t I", [OCTOBER, replace(OCTOBER, number=12)]),
        ("Senin Legi Selasa Pahing Rabu Pon Kamis Wage Jumat Kliwon", "w j w j w j w j w j", [0, 1, 2, 3, 4]),
        ("Sabtu Manis Minggu Paing", "w j S j", [5]),
    ],
)
def test_a_word_of_time_is_of_its_kind(text: str, kinds: str, values: list[int | MonthPart | Named]) -> None:
    found = tokens(text, 2023)
    assert (_kinds(text), [token.value for token in found if token.value is not None]) == (kinds, values)


@pytest.mark.parametrize(
    "text",
    [
        "acara dan agenda yang akan bertempat dalam gedung",
        "diadakan di Wonodadi, diagendakan, dijadwalkan",
        "dilaksanakan, dilakukan, direncanakan, diselenggarakan",
        "jadwal kegiatan minimal pada pelaksanaan pelaksanaannya",
        "rencana rencananya rutin sebanyak secara sekurangnya seluruh",
        "sepanjang setidaknya tepatnya waktu waktunya yaitu yakni",
    ],
)
def test_words_that_say_nothing_of_when_are_left_out(text: str) -> None:
    assert set(_kinds(text).split()) <= {"P", "a", "c"}
    assert [token.text for token in tokens(text, 2023) if token.kind == "P"] == [
        word for word in ("gedung", "wonodadi") if word in text.casefold()
    ]


@pytest.mark.parametrize(
    "text",
    [
        "abad apabila atas atau batal belas",
        "berakhirnya berikut berjalan berkala berlalu berselang bertahap berturut",
        "besok bila bilamana bimingguan catur caturwulan",
        "dasarian dekade dekat depan dibatalkan dihitung diliburkan dimajukan dimundurkan",
        "dini ditambah ditunda diundur dll dsb dst dwimingguan dwiwulan",
        "ganjil genap habisnya hampir harian ini jam jangan jarang jika kadang kadangkadang nyaris",
        "kalau kapan kapanpun kemarin kini kira kirakira kurang",
        "lalu lebih lewat libur liwat lusa maju malam masing masingmasing",
        "melewati mendatang mendekati mingguan mundur nanti",
        "pagi paling paro paruh penghujung perempat petang pukul puluh",
        "sari seandainya secepatnya segera sehari sekarang sekitar sekitarnya",
        "selain selang selanjutnya semalam semenjak seminggu semula",
        "separuh sepekan seperempat sesegera sesekali setengah seterusnya sewaktu",
        "siang sisa sisanya sore subuh tadi tanpa",
        "terlewat terlewati tersebut tidak tunda tuntas ujung ultimo",
        "wib windu wit wita",
        # One slip away from a word that is read, or that word itself where no rule reads it.
        "berakhir berikutnya bukan kecuali kemudian terakhir",
        "khir awall pertngahan sebelom setela sesuda menjelan hinga sampei setipa",
        "mingu tangal triwlan semeter pertma kdua ketga keempt kelma sekalli",
        "bulann tahin gelomban lamat selesi kecuai terahir kemudan berikutna",
        "bulanam tahunam mulaii sejk seni selsa rbau kamiss jumt sabt",
    ],
)
def test_a_word_of_time_that_no_rule_reads_is_never_passed_over(text: str) -> None:
    assert set(_kinds(text).split()) == {"X"}


@pytest.mark.parametrize(
    ("text", "glued"),
    [("13-15 Mei", [False, True, False, False]), ("13 -15 Mei", [False] * 4), ("13- 15 Mei", [False] * 4)],
)
def test_a_sign_without_blanks_around_it_is_glued(text: str, glued: list[bool]) -> None:
    assert [token.glued for token in tokens(text, 2023)] == glued


@pytest.mark.parametrize("sign", ".\"'!*|")
def test_a_sign_that_stresses_words_says_nothing_but_between_figures(sign: str) -> None:
    assert (_kinds(f"13 {sign} November"), _kinds(f"{sign}Mei{sign}"), _kinds(f"13{sign}14")) == ("n m", "m", "n X n")


@pytest.mark.parametrize("sign", "?#~%")
def test_any_other_sign_is_not_understood(sign: str) -> None:
    assert (_kinds(f"13 {sign} November"), _kinds(f"{sign}Mei"), _kinds(f"13{sign}14")) == ("n X m", "X m", "n X n")


@pytest.mark.parametrize(
    ("text", "kinds"), [("-rapat", "h P"), ("/rapat 5 November", "l P n m"), ("acara-rapat", "h P")]
)
def test_a_sign_that_begins_a_text_joins_nothing(text: str, kinds: str) -> None:
    assert _kinds(text) == kinds
