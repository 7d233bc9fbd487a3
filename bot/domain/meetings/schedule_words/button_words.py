"""The same again, as a button says it."""

from __future__ import annotations

from datetime import date

from bot.domain.meetings.schedule_words.asked import Asked
from bot.domain.meetings.schedule_words.understood import DISTRICT, MINE, understood

_JOIN = "."
# Bytes that all words may take on a button, beside its verb and page.
_ROOM = 55


def button_words(asked: Asked) -> str:
    """All of it, as a button says it: of what is looked for as much as fits."""
    division = asked.division.value if asked.division else ""
    district = f"{DISTRICT}{asked.district_id}" if asked.district_id is not None else ""
    said = [*filter(None, (asked.span_token, MINE if asked.mine else "", division, district))]
    for word in asked.search:
        room = _ROOM - len(_JOIN.join(said).encode()) - len(_JOIN)
        kept = word.encode()[: max(room, 0)].decode(errors="ignore")
        if kept == word or _is_to_be_looked_for(kept):
            said.append(kept)
        if kept != word:
            # A later one for which there is room again would stand in its place.
            break
    return _JOIN.join(said)


def _is_to_be_looked_for(cut: str) -> bool:
    """Whether a part of a word is none of the calendar's own: "sengketa" cut to "sen" would be a Monday."""
    return cut != "" and understood([cut], date(2000, 1, 1), {}).search == (cut,)
