"""What is said of a planned time once its words are put together, if that is all that they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.anomaly import NotUnderstood
from bot.domain.meetings.periods.names import Named
from bot.domain.meetings.periods.recurrence import Recurrence
from bot.domain.meetings.periods.series import PeriodSeries

# What may be left once everything is put together. Anything else is a figure, a joining word or a word of time too many.
_LEFT = "ZRCMLuDFWftsaxPc()"
# Of these at most one each, wherever it stands; of the rest a sentence of this form.
_EXTRAS = "RCMLu"
_SENTENCE = re.compile("([DFft]?)(ZZ?)([DFW]?)|")
# A deadline may say what is due before it says when.
_INTRODUCING = "DF"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said of a time: what stands before and behind it, and what it is; of the extras their values."""

    text: str
    plan_year: int
    marks: str
    times: tuple[PeriodSeries, ...]
    recurrence: Recurrence | None = None
    meetings: int | None = None
    length: int | None = None
    week: Named | None = None


def sentence_of(text: str, found: Sequence[PeriodToken], plan_year: int) -> Sentence:
    """What the words say, if that is all that they say. Raises `Contradiction` with what is too much."""
    for place, token in enumerate(found):
        if token.kind not in _LEFT or not _in_place(found, place):
            raise NotUnderstood(token.text)
    core = [token for token in found if token.kind not in f"saxPc(){_EXTRAS}"]
    form = _SENTENCE.fullmatch("".join(token.kind for token in core))
    extras = {kind: [token.value for token in found if token.kind == kind] for kind in _EXTRAS}
    if form is None or any(len(values) > 1 for values in extras.values()):
        raise NotUnderstood(text)
    recurrence, times, batches, length, week = ((extras[kind] or [None])[0] for kind in _EXTRAS)
    if (times is not None and batches is not None) or times == 0:
        raise NotUnderstood(text)
    return Sentence(
        text,
        plan_year,
        (form[1] or "") + (form[3] or ""),
        tuple(token.value for token in core if token.kind == "Z"),
        recurrence,
        batches if times is None else times,
        length,
        week,
    )


def _in_place(found: Sequence[PeriodToken], place: int) -> bool:
    """Whether a word that says nothing by itself may stand where it stands."""
    kind = found[place].kind
    before, after = (found[place - 1].kind if place else ""), (found[place + 1].kind if place + 1 < len(found) else "")
    if kind == "a":
        # "dan" between other words, or before "menjelang": what it joins is no time.
        return after == "x" or before == after == "P"
    if kind == "x":
        # "pasca penetapan (3 November)" is not the 3rd; "minggu kedua menjelang kampanye" is the second week.
        return after == "P" and not any(token.kind in f"Z{_EXTRAS}" for token in found[place:])
    if kind == "s":
        return after == "L" or (after == "Z" and not any(name.loose for name in found[place + 1].value.stretches))
    if kind == "P" and after in {"Z", "u"}:
        # "kelompok 2 November": right before a time a word may belong to it.
        run = next((token.kind for token in reversed(found[:place]) if token.kind != "P"), "")
        return run in set(_INTRODUCING)
    return True
