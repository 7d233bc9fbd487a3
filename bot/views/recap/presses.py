"""What the buttons of recaps say, and of those who are silent or not registered."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from bot.domain.recap.facts import Query, View
from bot.domain.recap.spans import Span, span_of_code
from bot.domain.refusals import Refusal
from bot.views.press import Codec, Press, number, press

_SESSION = "s"


class FileKind(StrEnum):
    """How the figures of a recap can be had."""

    PICTURE = "png"
    WORKBOOK = "xlsx"
    PDF = "pdf"


def _read_span(word: str) -> Span:
    found = span_of_code(word)
    if found is None:
        raise ValueError(f"no period: {word!r}")
    return found


_SPAN = Codec(lambda span: span.code, _read_span)
_SPAN_OR_NONE = Codec(lambda span: span.code if span else "", lambda word: _read_span(word) if word else None)
_VIEW_OR_NONE = Codec(lambda view: view or _SESSION, lambda word: None if word == _SESSION else View(word))


def query_of(view: View, span: Span, subject: str) -> Query:
    """What a button asks for. Raises `Refusal` for a subject that such a view cannot have."""
    if view in (View.DISTRICT, View.PERSON):
        try:
            return Query(view, span, str(number(subject)))
        except ValueError:
            raise Refusal("refused-stale-button") from None
    return Query(view, span, subject)


@press("rec")
class ShowRecap(Press):
    """The figures of a session."""

    session: int


@press("rek")
class ShowPeriod(Press):
    """The figures of a period; `subject` is the id of a kecamatan or person, the code of a division, or "" as in `Query`."""

    view: View
    subject: str
    span: Annotated[Span, _SPAN]


@press("recd")
class ShowDutyRecap(Press):
    """The piket of a month."""

    month: Annotated[Span, _SPAN]


@press("rekf")
class MakeFile(Press):
    """The same figures as a file: of a session (no view and no period, its id is the subject), or as in `ShowPeriod`."""

    kind: FileKind
    view: Annotated[View | None, _VIEW_OR_NONE]
    subject: str
    span: Annotated[Span | None, _SPAN_OR_NONE]


@press("sil")
class ShowSilent(Press):
    """Who has not answered, by kecamatan."""

    session: int


@press("silc")
class ShowContacts(Press):
    """Ways to reach the silent of a kecamatan, 0: of the office itself."""

    session: int
    district: int


@press("nudge")
class Nudge(Press):
    """Ask those who are silent."""

    session: int


@press("unregs")
class ShowUnregistered(Press):
    """Who is not registered."""


@press("unreg")
class ShowLinks(Press):
    """Ways to reach them, of a kecamatan, 0: of the office itself."""

    district: int
