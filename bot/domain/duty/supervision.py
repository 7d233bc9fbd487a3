"""What a form says for the laporan hasil pengawasan (Formulir Model A) that is made from its reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.domain.vocabulary import OFFICE_POSITIONS, Position

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bot.domain.people.facts import PersonFacts

# As the form names its lines: who watched what and how, then what looked like an infringement.
WATCHED = ("tahapan", "bentuk", "tujuan", "sasaran", "tempat")
SUSPECTED = (
    "peristiwa",
    "tempat_kejadian",
    "waktu_kejadian",
    "pelaku",
    "saksi",
    "alat_bukti",
    "barang_bukti",
    "uraian_dugaan",
    "fakta",
    "analisa",
)
_TELLING = ("peristiwa", "uraian_dugaan")
_OF_SECRETARIAT = frozenset({Position.SECRETARIAT_HEAD, Position.SECRETARIAT_STAFF, Position.DISTRICT_CHAIR})
_ANSWER = re.compile(r"\{([^{}]*)\}")


def named_answers(text: str) -> list[str]:
    """Keys of the questions whose answers a line takes: `{tempat}` the answer to `tempat`."""
    return _ANSWER.findall(text)


def filled_lines(lines: Mapping[str, str], answers: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The lines that can be said of a report's answers; one that takes an answer nobody gave is left out."""
    given = {one["key"]: str(one["answer"]).strip() for one in answers}
    return {
        name: _ANSWER.sub(lambda found: given[found[1]], text)
        for name, text in lines.items()
        if text and all(given.get(key) for key in named_answers(text))
    }


def is_suspicion(lines: Mapping[str, str], answers: Iterable[Mapping[str, Any]]) -> bool:
    """Whether an answer tells of an infringement, be the report marked as an incident or not."""
    said = filled_lines(lines, answers)
    return any(name in said and named_answers(lines[name]) for name in _TELLING)


def has_papers(person: PersonFacts, officers: Collection[int | None], district_id: int) -> bool:
    """Who gets the papers of a shift: its officers, the secretariat and chair there, the office's own people."""
    of_office = person.manages or person.position in OFFICE_POSITIONS
    there = person.district_id == district_id and person.position in _OF_SECRETARIAT
    return person.id in officers or of_office or there
