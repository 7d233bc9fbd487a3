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
