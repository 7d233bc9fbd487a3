"""What stands behind /hadir and names nothing."""

from __future__ import annotations

import pytest

from bot.domain.invitations.answers import only_agrees


@pytest.mark.parametrize(
    "words", ["", "ya", "Ya.", "siap hadir pak", "ok min", "insyaallah", "Insya Allah", "👍", "—ya", "(ya)"]
)
def test_a_yes_names_no_session(words: str) -> None:
    assert only_agrees(words)


@pytest.mark.parametrize("words", ["SDMO", "SDMO-02", "besok", "tidak", "ya, SDMO-02", "rakor"])
def test_what_may_name_one_is_looked_for(words: str) -> None:
    assert not only_agrees(words)


_WORDS = """
    y ya yaa iya iyaa yes ok oke oka okey okay baik siap hadir bisa insyaallah inshaallah inallah insya allah saya kami aku akan mau pak
    bapak bu ibu mas mbak kak min admin komandan ndan 86 nggih njih inggih terima kasih terimakasih makasih mohon izin ijin selalu pasti datang
"""


@pytest.mark.parametrize("word", _WORDS.split())
def test_each_word_that_agrees_says_nothing_else(word: str) -> None:
    assert only_agrees(f"{word.upper()}!")
    assert not only_agrees(f"{word}x")
