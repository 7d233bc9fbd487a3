"""Links of online meetings in what a head types as the place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings.online_links import only_online, read_link, sounds_online, split_link


@pytest.mark.parametrize(
    ("text", "place", "link"),
    [
        ("Aula Bawaslu", "Aula Bawaslu", ""),
        ("Aula  Bawaslu\nJl. Raya 9", "Aula  Bawaslu\nJl. Raya 9", ""),
        ("https://zoom.us/j/93412?pwd=a.b", "", "https://zoom.us/j/93412?pwd=a.b"),
        ("us02web.zoom.us/j/93412", "", "https://us02web.zoom.us/j/93412"),
        ("Zoom: https://zoom.us/j/93412.", "Zoom", "https://zoom.us/j/93412"),
        ("Aula Bawaslu dan meet.google.com/abc-defg-hij", "Aula Bawaslu", "https://meet.google.com/abc-defg-hij"),
        ("Aula Bawaslu (daring: https://s.id/rakor)", "Aula Bawaslu (daring)", "https://s.id/rakor"),
        ("https://zoom.us/j/1\nMeeting ID: 1", "Meeting ID: 1", "https://zoom.us/j/1"),
        ("HTTPS://Zoom.us/j/1", "", "HTTPS://Zoom.us/j/1"),
        ("https://", "https://", ""),
        ("Jl. zoom.us", "Jl. zoom.us", ""),
        ('https://a.id/"><b>', '"><b>', "https://a.id/"),
        ("javascript://zoom.us/j/1", "javascript://zoom.us/j/1", ""),
    ],
)
def test_a_link_is_taken_out_of_the_place(text: str, place: str, link: str) -> None:
    assert split_link(text) == (place, link)
    assert split_link(place) == (place, "")


@pytest.mark.parametrize("sign", [*"azAZ09", "/", "=", "-", "_", "&", "%", "#"])
def test_a_link_ends_with_what_belongs_to_it(sign: str) -> None:
    assert split_link(f"https://zoom.us/j/1{sign}") == ("", f"https://zoom.us/j/1{sign}")


@pytest.mark.parametrize("sign", ".,;:!?)]}'")
def test_what_ends_a_sentence_is_none_of_the_link(sign: str) -> None:
    assert split_link(f"https://zoom.us/j/1{sign}") == ("", "https://zoom.us/j/1")


@given(st.text(max_size=60))
def test_what_is_called_a_link_can_be_one(text: str) -> None:
    place, link = split_link(text)
    assert len(place) <= len(text)
    assert not link or (link.casefold().startswith(("http://", "https://")) and not set(link) & set(' \n<>"'))
    assert link or place == text.strip()


@pytest.mark.parametrize(
    ("text", "link"),
    [(" zoom.us/j/1 ", "https://zoom.us/j/1"), ("Klik https://zoom.us/j/1", "https://zoom.us/j/1"), ("nanti", None)],
)
def test_a_link_is_read_from_an_answer(text: str, link: str | None) -> None:
    assert read_link(text) == link


@pytest.mark.parametrize(
    ("place", "sounds", "only"),
    [
        ("Aula Bawaslu", False, False),
        ("Daring", True, True),
        ("Zoom Meeting", True, True),
        ("daring melalui Google Meet", True, True),
        ("Aula Bawaslu dan Zoom", True, False),
        ("Gedung Meeting Center", False, False),
        ("Meeting", False, False),
        ("", False, False),
    ],
)
def test_a_place_that_is_none_is_known_by_its_words(place: str, *, sounds: bool, only: bool) -> None:
    assert (sounds_online(place), only_online(place)) == (sounds, only)


@pytest.mark.parametrize(
    "beside", ["meeting", "room", "cloud", "Microsoft", "via", "melalui", "lewat", "secara", "link", "tautan"]
)
def test_what_stands_beside_an_online_meeting_is_no_place(beside: str) -> None:
    assert only_online(f"{beside} Zoom")
    assert not only_online(f"{beside} Aula")


@pytest.mark.parametrize(
    "host",
    [
        "zoom.us",
        "us02web.zoom.us",
        "zoom.com",
        "meet.google.com",
        "teams.microsoft.com",
        "teams.live.com",
        "webex.com",
        "a.webex.com",
        "meet.jit.si",
        "s.id",
        "bit.ly",
    ],
)
def test_each_host_needs_no_https(host: str) -> None:
    assert split_link(f"Aula {host}/j/1") == ("Aula", f"https://{host}/j/1")


@pytest.mark.parametrize("word", ["daring", "online", "zoom", "gmeet", "teams", "webex", "webinar", "virtual"])
def test_each_word_for_a_meeting_online_is_no_place(word: str) -> None:
    assert only_online(word.upper())
    assert only_online(f"secara {word} via link")
    assert sounds_online(f"Aula dan {word}")
    assert not only_online(f"Aula dan {word}")
    assert not sounds_online(f"Aula {word}x")


@pytest.mark.parametrize(
    "word", ["meeting", "room", "cloud", "microsoft", "via", "melalui", "lewat", "secara", "link", "tautan"]
)
def test_what_stands_beside_it_makes_no_place(word: str) -> None:
    assert only_online(f"zoom {word}")
    assert not sounds_online(word)


def test_many_such_words_are_no_place_either() -> None:
    words = "daring online zoom gmeet teams webex webinar virtual meeting room cloud microsoft via melalui lewat secara link tautan"
    assert only_online(words)
    assert not only_online(f"{words} Aula")
