"""What the office asks of its kecamatan: before it is sent, as it is asked, its questions, and the table of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from bot.domain.duty.answer_picture import AnswerCell, AnswerPicture, AnswerRow
from bot.domain.duty.grid_picture import Tone
from bot.domain.duty.requests import WantedKind, files_of, total
from bot.domain.lengths import shortened
from bot.domain.workbooks import CellKind, Column, Sheet, Workbook
from bot.views.duty.presses import (
    AddFiles,
    AnswerRequest,
    AnswerYesNo,
    CloseRequest,
    FilesSent,
    KeepAnswer,
    PictureRequest,
    ReplaceAnswer,
    SendRequest,
    ShowAnswerFiles,
    ShowRequest,
    TableRequest,
)
from bot.views.format import day_long, moment
from bot.views.press import Mark
from bot.views.screen import Screen, button, red, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.domain.duty.filling import Unreadable
    from bot.domain.duty.requests import RequestText, Wanted

_MOST_FILES = 22
# Of an answer in words, in a picture.
_MOST_PICTURED = 120
# Of an answer, on a button; of the name of what is wanted, above a table.
_MOST_ON_BUTTON = 30
_MOST_ABOVE = 24


class Answer(Protocol):
    """What a kecamatan answered."""

    @property
    def values(self) -> tuple[Any, ...]: ...
    @property
    def by(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def by_id(self) -> int: ...


class Request(Protocol):
    """A request with its answers."""

    @property
    def id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def wanted(self) -> tuple[Wanted, ...]: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def zone(self) -> ZoneInfo: ...
    @property
    def asked_by(self) -> str: ...
    @property
    def closed(self) -> bool: ...
    @property
    def districts(self) -> tuple[tuple[int, str], ...]: ...
    @property
    def answers(self) -> Mapping[int, Answer]: ...
    @property
    def complete(self) -> bool: ...


def preview(text: RequestText, reached: int, unreached: Sequence[str]) -> Screen:
    """What is asked, and of whom, before it is: how many kecamatan are told, and which cannot be."""
    lines = [
        t("request-preview"),
        "",
        t("request-title", title=text.title),
        *(t("request-wanted", name=one.name, kind=one.kind.value) for one in text.wanted),
        t("request-due", due=f"{day_long(text.day)} {text.at:%H.%M}"),
        "",
        *([_unreached(unreached)] if unreached else []),
        t("request-preview-next", count=reached, all=reached + len(unreached)),
    ]
    return Screen(join_lines(*lines), rows([button(plain("button-request-send"), SendRequest())]))


def sent(found: Request, unreached: Sequence[str]) -> Screen:
    """It is on its way, to all kecamatan but those where nobody is on Telegram."""
    count = len(found.districts) - len(unreached)
    text = join_lines(
        t("request-sent", count=count, due=moment(found.due_at, found.zone)),
        _unreached(unreached) if unreached else None,
    )
    return Screen(text, rows([button(plain("button-request-show"), ShowRequest(found.id))]))


def _unreached(names: Sequence[str]) -> Markup:
    return t("request-unreached", count=len(names), names=", ".join(names))


def to_answer(found: Sequence[Request], district: int, *, unplaced: str = "") -> Screen:
    """What a kecamatan is asked, for whoever answers for it; `unplaced` ("words" or "file") came without a question."""
    if not found:
        return Screen(t("request-open-none"))
    lines = [
        t(
            "request-open-line",
            title=one.title,
            due=moment(one.due_at, one.zone),
            answered="yes" if district in one.answers else "no",
        )
        for one in found
    ]
    buttons = [
        [button(plain("button-request-answer-of", title=one.title), AnswerRequest(one.id, mark=Mark.ASIDE))]
        for one in found
    ]
    head = [t(f"request-unplaced-{unplaced}"), ""] if unplaced else []
    return Screen(join_lines(*head, t("request-open"), "", *lines), rows(*buttons))


def asked(found: Request, district: int, now: datetime, *, again: bool) -> Screen | None:
    """The question to a kecamatan; None once it is answered, or no longer asked."""
    if found.closed or district in found.answers:
        return None
    over = now > found.due_at
    last = now.astimezone(found.zone).date() == found.due_at.astimezone(found.zone).date()
    reminds = "request-over-again" if over else "request-today" if last else "request-again"
    lines = [
        t(reminds if again else "request-asked"),
        "",
        t("request-title", title=found.title),
        *(t("request-item", name=one.name) for one in found.wanted if len(found.wanted) > 1),
        t("request-due-over" if over else "request-due", due=moment(found.due_at, found.zone)),
        t("request-by", name=found.asked_by),
    ]
    return Screen(join_lines(*lines), rows([button(plain("button-request-answer"), AnswerRequest(found.id))]))


class Answering(NamedTuple):
    """What was given before a question is asked.

    `old` is what is answered now, where it is changed; `files` are those that came to this question, `sent`: they are with the
    office already; `begun` is what was kept of an answer that was left.
    """

    old: Any = None
    files: int = 0
    sent: bool = False
    begun: Answer | None = None


_NOTHING = Answering()


def question(
    found: Request, number: int, problem: Unreadable | None = None, known: Answering = _NOTHING, wrong: str = ""
) -> Screen:
    """One thing that is wanted; `problem`: what came (in words: `wrong`) is no answer."""
    wanted = found.wanted[number]
    why = t(problem.key, **problem.values) if problem is not None else None
    old = wanted.said(known.old) if known.old is not None and not known.files else ""
    got = t("request-files-sent" if known.sent else "request-files-got", count=known.files) if known.files else None
    lines = [
        t("request-title", title=found.title),
        t("form-wrong", given=shortened(wrong, _MOST_ON_BUTTON), why=why) if why and wrong else why,
        "",
        *(_begun(found, known.begun) if known.begun is not None else []),
        t("request-question", which=number + 1, many=len(found.wanted), name=wanted.name),
        t("request-now", answer=old) if old else None,
        got or t(f"request-how-{wanted.kind.value}"),
    ]
    yes_no = [button(plain(f"button-form-{word}"), AnswerYesNo(found.id, yes=word == "yes")) for word in ("yes", "no")]
    keep = plain("button-request-keep", answer=shortened(old, _MOST_ON_BUTTON))
    buttons = [
        yes_no if wanted.kind is WantedKind.YES_NO else [],
        [button(keep, KeepAnswer(found.id, number))] if old else [],
        [button(plain("button-request-add"), AddFiles(found.id))] if old and wanted.kind is WantedKind.FILE else [],
        [button(plain("button-request-done"), FilesSent(found.id))] if known.files else [],
    ]
    return Screen(join_lines(*lines), rows(*filter(None, buttons)) if any(buttons) else None)


def _begun(found: Request, begun: Answer) -> list[Markup | str]:
    given = zip(found.wanted, begun.values, strict=False)
    lines = [t("request-line", name=one.name, answer=one.said(value)) for one, value in given]
    return [t("request-begun", name=begun.by), *lines, ""]


def answered(found: Request, district: int, *, alone: bool = False, by: str = "") -> Screen:
    """The receipt; `alone`: a file that came with the words did not go along; `by`: who of the kecamatan answered before."""
    lines = [
        t("request-answered-by", title=found.title, name=by) if by else t("request-answered", title=found.title),
        *_lines(found, found.answers[district].values),
        *([t("request-words-alone")] if alone else []),
        t("request-answered-next"),
    ]
    return Screen(
        join_lines(*lines), rows([button(plain("button-request-change"), AnswerRequest(found.id, again=True))])
    )


def replacing(found: Request, district: int, values: Sequence[Any]) -> Screen:
    """Somebody else of the kecamatan has answered meanwhile: which of both?"""
    given = found.answers[district]
    lines = [
        t("request-answered-by", title=found.title, name=given.by),
        *_lines(found, given.values),
        "",
        t("request-yours"),
        *_lines(found, values),
        "",
        t("request-replace-next", name=given.by),
    ]
    replace = button(plain("button-request-replace"), ReplaceAnswer(found.id, yes=True))
    leave = button(plain("button-request-leave"), ReplaceAnswer(found.id, yes=False))
    return Screen(join_lines(*lines), rows([leave], [replace]))


def replaced(found: Request, district: int, reader: int) -> Screen | None:
    """To whoever had answered: what stands now; None where that is theirs again."""
    given = found.answers.get(district)
    if given is None or given.by_id == reader:
        return None
    lines = [t("request-replaced", title=found.title, name=given.by), *_lines(found, given.values)]
    return Screen(
        join_lines(*lines), rows([button(plain("button-request-change"), AnswerRequest(found.id, again=True))])
    )


def _lines(found: Request, values: Sequence[Any]) -> list[Markup]:
    given = zip(found.wanted, values, strict=True)
    return [t("request-line", name=one.name, answer=one.said(value)) for one, value in given]


def listed(requests: Sequence[Request]) -> Screen:
    """The office's last requests, and how another is made."""
    lines = [t("request-usage")]
    buttons = []
    for one in requests:
        label = plain("button-request-one", title=one.title, answered=len(one.answers), asked=len(one.districts))
        buttons.append([button(label, ShowRequest(one.id))])
    return Screen(join_lines(*lines), rows(*buttons) if buttons else None)


def done(found: Request, what: str) -> Screen | None:
    """To whoever asked: all have answered, or the deadline is over; None where it was said already, or does not matter."""
    if found.closed or (what == "due" and found.complete):
        return None
    key = "request-all" if found.complete else "request-over"
    head = t(key, title=found.title, answered=len(found.answers), asked=len(found.districts))
    text = head if found.complete else join_lines(head, _missing(found))
    return Screen(text, rows([button(plain("button-request-show"), ShowRequest(found.id))]))


def result(found: Request, now: datetime) -> Screen:
    """Who answered what, what it comes to, and who is silent."""
    names = dict(found.districts)
    lines = [
        t("request-title", title=found.title),
        t("request-closed") if found.closed else t("request-due", due=moment(found.due_at, found.zone)),
        t("request-count", answered=len(found.answers), asked=len(found.districts)),
        "",
    ]
    if found.answers and len(found.wanted) > 1:
        names_of = " · ".join(shortened(one.name, _MOST_ABOVE) for one in found.wanted)
        lines.append(t("request-columns", names=names_of))
    for district, given in sorted(found.answers.items(), key=lambda one: names.get(one[0], "")):
        words = " · ".join(one.said(value) for one, value in zip(found.wanted, given.values, strict=True))
        late = " ⏱" if given.at > found.due_at else ""
        lines.append(t("request-result", district=names.get(district, ""), answer=f"{words}{late}"))
    for number, one in enumerate(found.wanted):
        value = total(one, [given.values[number] for given in found.answers.values()])
        if value is not None and found.answers:
            lines.append(t("request-total", name=one.name, total=one.said(value)))
    lines += [_missing(found), "", t("recap-moment", moment=moment(now, found.zone))]
    buttons = [
        [
            button(plain("button-request-picture"), PictureRequest(found.id)),
            button(plain("button-request-table"), TableRequest(found.id)),
        ],
        [button(plain("button-request-again"), ShowRequest(found.id))],
        *_files(found, names),
        [] if found.closed else [button(plain("button-request-close"), CloseRequest(found.id))],
    ]
    return Screen(join_lines(*lines), rows(*buttons))


def closing(found: Request) -> Screen:
    """Nobody could answer any more: is it meant?"""
    lines = [t("request-title", title=found.title), t("request-close-sure"), "", _missing(found)]
    yes = red(button(plain("button-request-close-yes"), CloseRequest(found.id, sure=True)))
    return Screen(join_lines(*lines), rows([yes], [button(plain("button-leave"), ShowRequest(found.id))]))


def _files(found: Request, names: Mapping[int, str]) -> list[list[Any]]:
    if all(one.kind is not WantedKind.FILE for one in found.wanted):
        return []
    given = list(found.answers)[:_MOST_FILES]
    return [
        [button(plain("button-request-files", district=names.get(one, "")), ShowAnswerFiles(found.id, one))]
        for one in given
    ]


def _missing(found: Request) -> str:
    silent = [name for district, name in found.districts if district not in found.answers]
    return t("request-missing", count=len(silent), names=", ".join(silent)) if silent else t("request-none-missing")


def table(found: Request, now: datetime) -> Workbook:
    """A line for each kecamatan, also those that are silent; figures are numbers."""
    columns = (
        Column("number", plain("column-number"), 6, CellKind.COUNT),
        Column("district", plain("column-district"), 22, CellKind.TEXT),
        *(Column(f"wanted{number}", one.name, 24, CellKind.TEXT) for number, one in enumerate(found.wanted, 1)),
        Column("by", plain("column-request-by"), 28, CellKind.TEXT),
        Column("at", plain("column-request-at"), 22, CellKind.TEXT),
    )
    lines: list[tuple[Any, ...]] = []
    for number, (district, name) in enumerate(found.districts, 1):
        given = found.answers.get(district)
        if given is None:
            lines.append((number, name, *[""] * len(found.wanted), "", plain("request-silent")))
            continue
        values = [
            value if one.kind is WantedKind.NUMBER else one.said(value)
            for one, value in zip(found.wanted, given.values, strict=True)
        ]
        at = moment(given.at, found.zone)
        late = plain("request-table-late", at=at) if given.at > found.due_at else at
        lines.append((number, name, *values, given.by, late))
    head = (plain("recap-moment", moment=moment(now, found.zone)),)
    return Workbook((Sheet(plain("sheet-request"), found.title, head, columns, tuple(lines)),))


def picture(found: Request, now: datetime) -> AnswerPicture:
    """The same for a phone: who answered, figures by their size, what they come to, who is silent."""
    sums = [
        total(one, [given.values[number] for given in found.answers.values()])
        for number, one in enumerate(found.wanted)
    ]
    lines = tuple(_pictured(found, district, name, now) for district, name in found.districts)
    counted = any(value is not None for value in sums) and bool(found.answers)
    tones = ((Tone.DONE, "done"), (Tone.LATE, "late"), (Tone.OPEN, "open"), (Tone.MISSING, "missing"))
    return AnswerPicture(
        title=found.title,
        subtitle=plain("request-picture-count", answered=len(found.answers), asked=len(found.districts)),
        columns=tuple(one.name for one in found.wanted),
        rows=lines,
        total=(
            plain("row-total"),
            *("" if value is None else one.said(value) for one, value in zip(found.wanted, sums, strict=True)),
        )
        if counted
        else (),
        legend=tuple(
            (plain(f"request-picture-{word}"), tone) for tone, word in tones if any(row.tone is tone for row in lines)
        ),
        footer=plain("recap-moment", moment=moment(now, found.zone)),
    )


def _pictured(found: Request, district: int, name: str, now: datetime) -> AnswerRow:
    given = found.answers.get(district)
    if given is None:
        tone = Tone.MISSING if now > found.due_at else Tone.OPEN
        return AnswerRow(name, tone, (AnswerCell(plain("request-silent")),))
    cells = tuple(_cell(found, number, value) for number, value in enumerate(given.values))
    return AnswerRow(name, Tone.LATE if given.at > found.due_at else Tone.DONE, cells)


def _cell(found: Request, number: int, value: Any) -> AnswerCell:
    wanted = found.wanted[number]
    if wanted.kind is WantedKind.FILE:
        return AnswerCell(plain("request-picture-file", count=len(files_of(value))))
    if wanted.kind is not WantedKind.NUMBER:
        return AnswerCell(shortened(wanted.said(value), _MOST_PICTURED))
    largest = max(given.values[number] for given in found.answers.values())
    return AnswerCell(wanted.said(value), value / largest if largest > 0 else 0.0)
