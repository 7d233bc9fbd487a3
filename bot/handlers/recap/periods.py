"""/rekap bulan, triwulan, tahun, divisi, kecamatan, orang, saya: recaps of a period, by words or by buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.office.districts import DistrictNames
from bot.domain.recap.facts import Query, View
from bot.domain.recap.spans import Span, SpanUnit, span_of_words
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import OFFICE_DIVISIONS
from bot.services import recap
from bot.services.groups import linking
from bot.views.recap import periods as views
from bot.views.recap.presses import ShowPeriod, query_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_UNITS = {"bulan": SpanUnit.MONTH, "triwulan": SpanUnit.QUARTER, "tw": SpanUnit.QUARTER, "tahun": SpanUnit.YEAR}
SUBJECTS = ("divisi", "kecamatan", "orang", "saya")


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(ShowPeriod)(period_press)


async def period_words(turn: Turn, words: Sequence[str]) -> bool:
    """What is written after /rekap, if it means a period or whose figures; whether it does."""
    what = words[0].casefold()
    if what in SUBJECTS:
        await _subject(turn, what, list(words[1:]))
        return True
    span, taken = span_of_words(words, turn.today)
    if taken != len(words):
        if what not in _UNITS:
            return False
        # "triwulan 4" and "tahun 2023" are names as they stand; "bulan november" and "triwulan" alone are not.
        span = _dated(_UNITS[what], list(words[1:]), turn)
    if span is not None:
        await _show(turn, Query(View.OFFICE, span))
    return span is not None


async def period_press(turn: Turn, pressed: ShowPeriod) -> None:
    """A recap by button: view, subject, period."""
    turn.require_private()
    await _show(turn, query_of(pressed.view, pressed.span, pressed.subject))


async def _show(turn: Turn, query: Query) -> None:
    found = await recap.period_recap(turn.ctx, turn.actor, query)
    await turn.show(views.recap(found, whole=turn.actor.manages))


async def _subject(turn: Turn, what: str, words: list[str]) -> None:
    span, taken = span_of_words(words, turn.today)
    name = " ".join(words[: len(words) - taken])
    if what in ("orang", "saya"):
        await _person(turn, "" if what == "saya" else name, span or Span.of(SpanUnit.YEAR, turn.today))
        return
    span = span or Span.of(SpanUnit.MONTH, turn.today)
    if what == "divisi":
        await _show(turn, _division(name, span))
    else:
        await _show(turn, await _district(turn, name, span))


def _division(name: str, span: Span) -> Query:
    if not name:
        return Query(View.DIVISIONS, span)
    found = next((one for one in OFFICE_DIVISIONS if one.value == name.upper()), None)
    if found is None:
        raise Refusal("refused-unknown-division", name=name[:40])
    return Query(View.DIVISION, span, found.value)


async def _district(turn: Turn, name: str, span: Span) -> Query:
    """By its name or the beginning of it; without one all, or one's own."""
    actor = turn.actor
    if not name:
        own = not actor.manages and actor.district_id is not None
        return Query(View.DISTRICT, span, str(actor.district_id)) if own else Query(View.DISTRICTS, span)
    known = await linking.districts(turn.ctx, actor.office_id)
    ids = {title: found for found, title in known}
    known_names = DistrictNames(ids)
    meant = known_names.beginning(name)
    if len(meant) > 1:
        raise Refusal("refused-which-district", name=name[:40], names=", ".join(meant))
    if not meant:
        raise known_names.unknown(name)
    return Query(View.DISTRICT, span, str(ids[meant[0]]))


async def _person(turn: Turn, name: str, span: Span) -> None:
    """Oneself where no name is given."""
    found = await recap.find_subjects(turn.ctx, turn.actor, name) if name else [(turn.actor.id, "", "")]
    if len(found) == 1:
        await _show(turn, Query(View.PERSON, span, str(found[0][0])))
    else:
        await turn.say(views.pick_person(found, span, name[:40]))


def _dated(unit: SpanUnit, words: list[str], turn: Turn) -> Span:
    """The period of that length which the words name, or that of today."""
    if not words:
        return Span.of(unit, turn.today)
    span, taken = span_of_words(words, turn.today)
    if span is None or taken != len(words) or span.unit is not unit:
        raise Refusal("refused-unknown-period", name=" ".join(words)[:40])
    return span
