"""Letters of another encoding are pointed out; those of names and texts as they are written here are not."""

from __future__ import annotations

import pytest

from bot.domain.words.garbled import garbled

NAMES = [
    "Ma’ruf Amin",
    "Ma‘ruf",
    "Nu`man, S.Pd.",
    "Ma\u00b4ruf",
    "Ma\u02bcruf",
    "Andrée Doré",
    "JOSÉ MUÑOZ",
    "Élise",
    "Müller",
    "Siti “Mina” Ayu",
    "Nur–Huda",
    "Siti – Ayu",
    "Siti\u00a0Ayu",
    "Aḥmad Ṣāliḥ",
    "Cafe\u0301",
    "Vile\u0300",
    "Siti \u2580",
    "Rina 😀",
]
TEXTS = [
    *NAMES,
    "Rapat koordinasi – “tahap II” …",
    "Aula ± 50 m², suhu 30° • 100 %",
    "√ hadir × tidak → selesai ≥ 2",
    "½ hari; Rp 100.000 ÷ 2",
    "مكتب",
    "┌──┐",
]
SHOWN = ["Ma’ruf", "José", "SitiÑAyu", "Siti – Ayu", "Siti\u00a0Ayu", "Siti “Mina” Ayu", "Siti … Ayu"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name(name: str) -> None:
    assert garbled(name, is_name=True) == ""


@pytest.mark.parametrize("text", TEXTS)
def test_a_text(text: str) -> None:
    assert garbled(text) == ""


@pytest.mark.parametrize("other", ["cp1252", "mac_roman", "cp437", "cp850", "latin-1"])
@pytest.mark.parametrize(
    "name", ["Ma’ruf", "José", "Siti – Ayu", "Siti\u00a0Ayu", "Siti “Mina” Ayu", "Müller", "Andrè"]
)
def test_utf_8_read_as_another_encoding(name: str, other: str) -> None:
    assert garbled(name.encode().decode(other, errors="replace")) != ""


@pytest.mark.parametrize("name", ["Ma’ruf", "Siti – Ayu", "Siti “Mina” Ayu", "José", "SitiÉAyu", "Ma‘ruf", "A — B"])
def test_a_macs_letters_read_as_cp1252(name: str) -> None:
    wrong = name.encode("mac_roman").decode("cp1252", errors="replace")
    # A long dash is a letter that JOSÉ MUÑOZ has.
    assert (garbled(wrong, is_name=True) != "") is (wrong != "A Ñ B")


@pytest.mark.parametrize("name", ["José", "Müller", "Andrè", "Muñoz", "Zoë", "Muoöz", "Françoise"])
@pytest.mark.parametrize("encoding", ["cp437", "cp850"])
def test_letters_of_dos_read_as_cp1252(name: str, encoding: str) -> None:
    assert garbled(name.encode(encoding).decode("cp1252", errors="replace"), is_name=True) != ""


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("MaÕruf", "Õ"),
        ("Siti\ufffd", "\ufffd"),
        ("\u041c\u0430 Ruf", "\u041c"),
        ("Siti™", "™"),
        ("Siti\u2500", "\u2500"),
        ("Siti\u257f", "\u257f"),
        ("Siti\u00a9", "\u00a9"),
        ("Siti•", "•"),
        ("Siti €", "€"),
        ("├®Siti", "├®"),
    ],
)
def test_which_sign_it_is(text: str, sign: str) -> None:
    assert garbled(text, is_name=True) == sign


# What a name in another encoding comes to: whole signs of UTF-8 as cp1252, Mac Roman and CP437 read them, and a Mac's and DOS's own as cp1252 does.
_READ_TWICE = (
    "Ã© Ã¡ Ã± Ã… Ã‡ Ã“ Ãš Ã‘ Ã\u203a Ã€ Â° Â® â€™ â€œ â\u0080 ï»¿ ðŸ \u201aÄ √© ¬† ¬© ¬® ΓÇ ÔÇ ├⌐ ┬á \u0081 \ufffd"
)


@pytest.mark.parametrize("signs", _READ_TWICE.split())
def test_every_sign_of_a_text_that_was_read_twice_is_pointed_out(signs: str) -> None:
    assert garbled(f"ok {signs} ok") != ""


@pytest.mark.parametrize("sign", "ÐðÕÔÒÞþŠšŽžŸÿƒˆ‰\u2039\u203a\u201a„¤¡¢¿ßŒœÆæ")
def test_every_sign_that_no_text_has_is_pointed_out(sign: str) -> None:
    assert garbled(f"Siti {sign}") == sign


@pytest.mark.parametrize("mark", "\u2018\u2019\u02bb\u02bc\u00b4\u2032\u2010\u2011\u2012\u2212\u00a0")
def test_every_mark_that_people_type_is_of_a_name(mark: str) -> None:
    assert garbled(f"Ma{mark}ruf", is_name=True) == ""


@pytest.mark.parametrize("mark", "“”–—•…")
def test_a_mark_between_two_letters_is_an_accent_of_a_mac(mark: str) -> None:
    assert garbled(f"Ni{mark}o", is_name=True) == mark
    assert garbled(f"Ni{mark}o") == ""
