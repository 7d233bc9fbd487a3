"""The texts as a whole: nothing that people read is left without a text, or says "M.Pd..!"."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bot.data import FORMS_DIRECTORY
from bot.domain.refusals import Refusal
from bot.views.refusals import refusal_text
from bot.views.text import Markup, MissingText, locale_directory, plain, t

ROOT = Path(__file__).parents[2]
# Names, titles, places and reasons are people's own words, and often end in a full stop: "M.Pd.", "Jl."
_OWN_WORDS = (
    "name",
    "names",
    "title",
    "place",
    "reason",
    "substitute",
    "who",
    "old",
    "new",
    "district",
    "scope",
    "admins",
    "office",
    "what",
    "period",
    "actor",
    "person",
    "text",
    "owner",
    "values",
    "columns",
    "audience",
    "aims",
    "outputs",
    "note",
    "agenda",
    "bring",
)


# What the chats say; the texts of documents and of the shell are put together in ways of their own.
_CHAT = (
    "help",
    "meetings/calendar",
    "duty/reports",
    "duty/rota",
    "refusals",
    "people",
    "recap",
    "meetings/scheduling",
    "papers/chat",
    "common",
    "invitations/messages",
)


def _messages(*names: str) -> dict[str, str]:
    found = {}
    for file in sorted(locale_directory().rglob("*.ftl")):
        if names and file.relative_to(locale_directory()).with_suffix("").as_posix() not in names:
            continue
        for match in re.finditer(
            r"^([a-zA-Z][\w-]*) =(.*(?:\n(?:[ ].*|))*)", file.read_text(encoding="utf-8"), re.MULTILINE
        ):
            found[match[1]] = match[2]
    return found


@pytest.mark.parametrize("word", _OWN_WORDS)
def test_no_stop_follows_what_people_wrote_themselves(word: str) -> None:
    stop = re.compile(rf"\{{ \${word} \}}(?:</\w+>)*[.!?]")
    assert {key: text.strip() for key, text in _messages().items() if stop.search(text)} == {}


def test_the_law_is_cited_from_the_table_of_time_limits_alone() -> None:
    law = re.compile(r"\b(?:UU|Undang-Undang|Pasal|Perbawaslu|Peraturan Bawaslu)\b", re.IGNORECASE)
    files = [*locale_directory().rglob("*.ftl"), *FORMS_DIRECTORY.glob("*.toml")]
    assert [file.name for file in files if law.search(file.read_text("utf-8"))] == []


def test_no_text_is_written_twice() -> None:
    keys = [
        key
        for file in sorted(locale_directory().rglob("*.ftl"))
        for key in re.findall(r"^([a-zA-Z][\w-]*) =", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert sorted(key for key, times in Counter(keys).items() if times > 1) == []


@pytest.mark.parametrize(
    "what",
    [
        "move",
        "cancel",
        "outsiders",
        "letter",
        "list",
        "certificate",
        "pin",
        "place",
        "presence",
        "seats",
        "chase",
        "survey",
        "materi",
        "notulen",
    ],
)
def test_every_question_for_a_session_has_its_three_texts(what: str) -> None:
    assert {f"pick-{what}", f"pick-{what}-usage", f"pick-{what}-none"} <= _messages().keys()


def test_every_text_that_the_code_names_exists() -> None:
    known = _messages()
    named = set()
    for file in (ROOT / "bot").rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        named |= set(re.findall(r'\b(?:t|plain)\(\s*"([\w-]+)"', source))
        named |= set(re.findall(r'Refusal\(\s*"([\w-]+)"', source))
    assert sorted(named - known.keys()) == []


def test_no_text_is_left_over() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py"))
    # What a text is part of names it as `{ key }`.
    texts = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "locales" / "id").rglob("*.ftl"))
    # Keys that are put together: f"answer-{...}", f"pick-{what}-none"; those of imports by their reasons.
    made = [
        re.compile(re.sub(r"\\\{.*?\\\}", r"[\\w.-]+", re.escape(key)))
        for key in (
            *re.findall(r'f"([a-z]+-[^"\s]*\{[^"]*)"', source),
            "import-problem-{reason}",
            "import-note-{reason}",
        )
    ]
    quoted = set(re.findall(r"[\"'](?=([\w-]+)[\"'])", source))
    left = [
        key
        for key in _messages(*_CHAT)
        if f"{{ {key} }}" not in texts and key not in quoted and not any(pattern.fullmatch(key) for pattern in made)
    ]
    assert left == []


def test_values_are_escaped_once_and_a_missing_one_is_an_error() -> None:
    assert t("session-place", place="<b>Aula</b> & co") == "📍 &lt;b&gt;Aula&lt;/b&gt; &amp; co"
    assert plain("session-place", place="<b>Aula</b> & co") == "📍 <b>Aula</b> & co"
    # What is HTML already stays so, though as a string it equals the above.
    assert t("session-place", place=Markup("<b>Aula</b> & co")) == "📍 <b>Aula</b> & co"
    with pytest.raises(MissingText):
        t("session-place")
    with pytest.raises(MissingText):
        t("no-such-text")


def test_a_refusal_in_a_box_or_the_shell_shows_no_marks_but_what_was_typed() -> None:
    said = refusal_text(Refusal("refused-already-set", code="<b>X & Y"), as_html=False)
    assert said == (
        "Itu sudah ditetapkan: <b>X & Y, pada waktu dan tempat yang sama; undangannya tidak dikirim lagi. "
        "Untuk mengubahnya: /ubah <b>X & Y. Untuk gelombang lain, tulis jam atau tempat lain."
    )
