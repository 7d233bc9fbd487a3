"""A report as it is filled in: one question in one message, what is there before it is sent, other ways to report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from telegram import InlineKeyboardMarkup

from bot.domain.duty.filling import answered, has_answer, may_be_sent, report_text, step_of, tells
from bot.domain.duty.forms import Kind
from bot.domain.duty.keywords import template
from bot.domain.lengths import shortened
from bot.domain.vocabulary import Situation
from bot.views.duty.presses import (
    AnswerQuestion,
    DropLines,
    DropPhotos,
    DropReport,
    FillForm,
    GoBack,
    GoPastQuestion,
    MendAnswer,
    NothingHappened,
    ReportIncident,
    SendReport,
    SetWeek,
    ShowForms,
    ShowLines,
    ShowReport,
    SkipQuestion,
    TakeInstead,
)
from bot.views.duty.rota import rota_button, when_of
from bot.views.format import moment
from bot.views.papers.presses import MakeShiftTask
from bot.views.press import Mark
from bot.views.screen import Screen, button, green, red, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telegram import InlineKeyboardButton

    from bot.domain.duty.filling import Draft, Unreadable
    from bot.domain.duty.forms import Form, Question
    from bot.domain.duty.keywords import Fault
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.views.press import Press
    from bot.views.text import Markup

# So much of an answer is shown with its question, and so many lines that could not be read.
_SHOWN = 120
_SENT_SHOWN = 500
_MOST_FAULTS = 5
_WRONG = 40
# What may be pressed by its words, by verb; the first word of those that send.
_WRITTEN = {one.verb: one for one in (SendReport, SkipQuestion, GoPastQuestion, GoBack)}
SENDING = "kirim"
# Two buttons stand beside each other where both are short.
_SHORT = 15


class Filling(Protocol):
    """Where somebody is with a form."""

    @property
    def shift(self) -> ShiftFacts: ...
    @property
    def form(self) -> Form: ...
    @property
    def draft(self) -> Draft: ...
    @property
    def forms(self) -> Mapping[str, Form]: ...
    @property
    def further(self) -> bool: ...
    @property
    def report(self) -> DutyReportFacts | None: ...
    @property
    def begun_by(self) -> str: ...
    @property
    def sent(self) -> DutyReportFacts | None: ...
    @property
    def moved(self) -> bool: ...
    @property
    def incidents_only(self) -> bool: ...
    @property
    def lost(self) -> bool: ...
    @property
    def passed_on(self) -> bool: ...
    @property
    def is_theirs(self) -> bool: ...
    @property
    def on_behalf(self) -> bool: ...


def filling(
    found: Filling,
    *,
    weeks: Sequence[int] = (),
    problem: Unreadable | None = None,
    got: str = "",
    wrong: str = "",
) -> Screen:
    """The question that is asked, or what is to be sent; `problem`: what was written (`wrong`) is no answer; `got`: what came."""
    question = found.form.question(found.draft.at)
    said = [_no_answer(problem, wrong)] if problem is not None else []
    said += [_got(found, question, got)] if got else []
    said += [t("form-begun", name=found.begun_by)] if found.begun_by else []
    said += [t("form-moved")] if found.moved else []
    if not found.is_theirs:
        return _of_somebody_else(found, said)
    if found.lost:
        said.append(t("form-lost-incident", name=found.shift.officer.name))
    elif found.sent is not None and not found.form.is_of_incident:
        said.append(t("form-further", name=found.sent.reported_by, number=found.sent.number))
    elif found.further and found.report is None and not found.form.is_of_incident:
        said.append(t("form-further-own", number=found.shift.report_number or ""))
    if question is None:
        return _to_send(found, said)
    which, many = step_of(found.form, found.draft)
    lines = [
        title(found),
        *said,
        "",
        # Nobody sends what they have not read.
        *([*_filled_in(found), *found.draft.unread, ""] if found.begun_by else []),
        t("form-question", which=which, many=many, ask=question.ask),
        *([t("form-help", help=question.help)] if question.help else []),
        *_known(found, question),
        *([] if found.draft.empty else [t("form-unsent")]),
    ]
    return Screen(join_lines(*lines), rows(*_buttons(found, question, weeks)))


def _of_somebody_else(found: Filling, said: Sequence[str]) -> Screen:
    """The shift is another's by now: what becomes of what is filled in, and how it is told where it is an incident."""
    shift, form, sent, name = found.shift, found.form, found.sent, found.shift.officer.name
    filled_in = [*_filled_in(found), *found.draft.unread]
    if not filled_in:
        what = []
    elif sent is not None:
        what = [t("form-lost-sent", name=sent.reported_by, number=sent.number)]
    else:
        what = [t("form-lost-passed-on" if found.passed_on else "form-lost-left", name=name)]
    question = form.question(form.situation)
    telling = []
    if question is not None:
        number = form.questions.index(question)
        telling = [
            red(button(label, AnswerQuestion(shift.id, form.key, number, index)))
            for index, (key, label) in enumerate(question.choices.items())
            if key != Situation.SAFE
        ]
    lines = [
        title(found),
        *said,
        t("form-lost", name=name),
        *what,
        *(["", *filled_in] if filled_in else []),
        *(["", t("form-lost-next")] if telling else []),
    ]
    dropping = [[button(plain("button-form-drop-mine"), DropReport(shift.id, form.key))]] if filled_in else []
    return Screen(join_lines(*lines), rows(*([one] for one in telling), *dropping))


def words_of(text: str) -> str:
    """The words of a button, or what somebody wrote, without signs."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def labels() -> set[str]:
    """What may be written instead of a press: what stands on a button, or its first word."""
    keys = ("button-duty-save", "button-mend-save", "button-form-skip", "button-form-next", "button-form-back")
    whole = {words_of(plain(key)) for key in keys}
    return whole | {label.split()[0] for label in whole}


def button_of(found: Filling, words: str) -> Press | None:
    """The button that `words` stand on, of those that send or go on."""
    keyboard = filling(found).keyboard
    shown = keyboard.inline_keyboard if isinstance(keyboard, InlineKeyboardMarkup) else ()
    for one in (one for line in shown for one in line):
        label = words_of(one.text)
        verb, *rest = str(one.callback_data).split(":")
        if verb in _WRITTEN and (label == words or label.split()[:1] == [words]):
            return _WRITTEN[verb].read(rest)
    return None


def _no_answer(problem: Unreadable, wrong: str) -> Markup:
    why = t(problem.key, **problem.values)
    return t("form-wrong", given=shortened(wrong, _WRONG), why=why) if wrong else why


def _got(found: Filling, question: Question | None, got: str) -> Markup:
    """What came; words that did not answer a choice are shown, and that there is still something to press."""
    if got == "text" and question is not None and question.kind is Kind.CHOICE:
        return t("form-got-words", words=shortened(report_text(found.form, found.draft), _SHOWN))
    if got == "photo":
        return t("form-got-photos", count=len(found.draft.photos))
    return t(f"form-got-{got}")


def title(found: Filling) -> str:
    """Which report of which shift this is."""
    shift, report = found.shift, found.report
    if report is not None:
        head = t("mend-title", number=report.number, district=shift.district, day=when_of(shift))
        note = t("review-note", name=report.reviewed_by, note=report.review_note) if report.review_note else None
        return join_lines(head, note)
    head = t("form-title", title=found.form.title, district=shift.district, day=when_of(shift))
    return join_lines(head, t("form-for", name=shift.officer.name) if found.on_behalf else None)


def _known(found: Filling, question: Question) -> list[str]:
    if question.key in found.draft.answers:
        told = {one.key: words for one, words in answered(found.form, found.draft)}
        return [t("form-known", answer=shortened(told.get(question.key, ""), _SHOWN))]
    if question.kind is Kind.PHOTO and found.draft.photos:
        return [t("form-known", answer=plain("extra-photos", count=len(found.draft.photos)))]
    return []


def nothing_over(found: Filling) -> Screen:
    """Nothing is to be reported, and something is filled in: which of both?"""
    form, shift = found.form, found.shift
    ready = may_be_sent(form, found.draft)
    going_on = _send(found) if ready else button(plain("button-unsent-go-on"), FillForm(shift.id, form.key))
    dropping = red(button(plain("button-form-drop"), NothingHappened(shift.id, dropped=True)))
    asked = t("form-drop-or-send" if ready else "form-drop-or-go-on")
    still = t("form-still-there-of", name=found.begun_by) if found.begun_by else t("form-still-there")
    text = join_lines(title(found), still, "", *_filled_in(found), *found.draft.unread, "", asked)
    return Screen(text, rows([going_on], [dropping]))


def instead(found: Filling, words: str) -> Screen:
    """A message has other words than those that are filled in: which of both?"""
    form, shift = found.form, found.shift
    sending = may_be_sent(form, found.draft)
    going_on = _send(found) if sending else button(plain("button-unsent-go-on"), FillForm(shift.id, form.key))
    taking = red(button(plain("button-form-instead"), TakeInstead(shift.id, form.key)))
    text = join_lines(
        title(found),
        *([t("form-begun", name=found.begun_by)] if found.begun_by else []),
        t("form-instead"),
        "",
        *_filled_in(found),
        *found.draft.unread,
        "",
        t("form-instead-words"),
        t("form-sent-text", text=shortened(words, _SENT_SHOWN)),
        "",
        t("form-instead-next", ready="yes" if sending else "no"),
    )
    return Screen(text, rows([going_on], [taking]))


def sent_by_another(found: Filling, sent: DutyReportFacts) -> Screen:
    """Somebody else has reported of the shift: what they said, and what is filled in here beyond it."""
    shift, form, more = found.shift, found.form, tells(found.form, found.draft)
    at = moment(sent.reported_at, shift.officer.zone)
    lines = [
        title(found),
        t("form-sent-by", name=sent.reported_by, at=at, number=sent.number),
        t("form-sent-text", text=shortened(sent.text, _SENT_SHOWN)),
        "",
        *([t("form-sent-yours"), *_filled_in(found), "", t("form-sent-next")] if more else [t("form-sent-same")]),
    ]
    adding = button(plain("button-form-add"), SendReport(shift.id, form.key, further=True))
    if not may_be_sent(form, found.draft):
        adding = button(plain("button-unsent-go-on"), FillForm(shift.id, form.key))
    reading = button(plain("button-duty-read"), ShowReport(shift.reported_as))
    dropping = red(button(plain("button-form-drop-mine"), DropReport(shift.id, form.key)))
    return Screen(join_lines(*lines), rows(*([[adding]] if more else []), [reading], [dropping]))


def mended_by_another(found: Filling) -> Screen:
    """Somebody else has put the report right meanwhile: what it says by now, and what is filled in here."""
    report, now = found.report, "" if found.report is None else found.report.text
    lines = [
        t("mend-title", number=report.number, district=found.shift.district, day=when_of(found.shift))
        if report
        else None,
        t("mend-another"),
        t("form-sent-text", text=shortened(now, _SENT_SHOWN)),
        "",
        t("mend-another-yours"),
        *_filled_in(found),
        *found.draft.unread,
        "",
        t("mend-another-next"),
    ]
    dropping = red(button(plain("button-form-drop-mine"), DropReport(found.shift.id, found.form.key)))
    return Screen(join_lines(*lines), rows([_send(found)], *_mended(found), [dropping]))


def dropped(found: Filling) -> Screen:
    """What was filled in is gone; what stands of the shift."""
    sent = found.sent
    lines = [t("form-dropped")]
    if sent is not None:
        at = moment(sent.reported_at, found.shift.officer.zone)
        lines.append(t("form-sent-by", name=sent.reported_by, at=at, number=sent.number))
    return Screen(join_lines(title(found), *lines))


def _filled_in(found: Filling) -> list[str]:
    lines = [t("form-line", name=one.name, answer=words) for one, words in answered(found.form, found.draft)]
    extras = attachments(found.draft)
    return [*lines, *([t("duty-done-extras", extras=extras)] if extras else [])]


def _to_send(found: Filling, said: Sequence[str]) -> Screen:
    ready = t("form-ready" if found.report is None else "mend-ready")
    unread = ["", t("form-unread"), *found.draft.unread] if found.draft.unread else []
    text = join_lines(title(found), *said, "", *_filled_in(found), *unread, "", ready)
    below = [[_back(found)]] if found.report is None else _mended(found)
    if unread:
        below.insert(0, [button(plain("button-form-drop-lines"), DropLines(found.shift.id, found.form.key))])
    return Screen(text, rows([_send(found)], *below))


def _mended(found: Filling) -> list[list[InlineKeyboardButton]]:
    """A button for each answer."""
    form = found.form
    made = [
        button(plain("button-mend", name=one.name), MendAnswer(found.shift.id, form.key, form.questions.index(one)))
        for one in form.asked(found.draft.answers)
    ]
    return _paired(made)


def attachments(draft: Draft) -> str:
    """What comes along: "3 foto, lokasi"."""
    return _extras(len(draft.photos), place=draft.location is not None)


def _extras(photos: int, *, place: bool) -> str:
    came = [plain("extra-photos", count=photos)] if photos else []
    return ", ".join(came + [plain("extra-location")] * place)


def _buttons(found: Filling, question: Question, weeks: Sequence[int]) -> list[list[InlineKeyboardButton]]:
    form, draft, shift = found.form, found.draft, found.shift
    number = form.questions.index(question)
    is_first = number == 0 and found.report is None
    lines = _choices(found, question, number)
    if is_first and _is_daily(found) and form.nothing and not found.further:
        lines.insert(0, [nothing_button(shift)])
    if may_be_sent(form, draft) and not draft.empty:
        lines.append([_send(found)])
    if question.kind is Kind.PHOTO and draft.photos:
        lines.append([button(plain("button-form-drop-photos"), DropPhotos(shift.id, form.key, number))])
    passing = []
    if has_answer(draft, question):
        passing = [button(plain("button-form-next"), GoPastQuestion(shift.id, form.key, number))]
    elif not question.required:
        passing = [button(plain("button-form-skip"), SkipQuestion(shift.id, form.key, number))]
    lines.append([*([] if is_first else [_back(found)]), *passing])
    if is_first:
        others = [] if found.incidents_only else [button(plain("button-form-others"), ShowForms(shift.id))]
        lines += [[*others, button(plain("button-form-lines"), ShowLines(shift.id, form.key))]]
        telling = red(button(plain("button-duty-incident"), ReportIncident(mark=Mark.ASIDE)))
        lines.append([rota_button(), *([] if form.is_of_incident else [telling])])
        lines.append(week_buttons(weeks))
    return lines


def _is_daily(found: Filling) -> bool:
    """The daily report comes first."""
    return found.form.key == next(iter(found.forms))


def _choices(found: Filling, question: Question, number: int) -> list[list[InlineKeyboardButton]]:
    labels = {
        Kind.CHOICE: list(question.choices.values()),
        Kind.YES_NO: [plain("button-form-yes"), plain("button-form-no")],
    }.get(question.kind, [])
    made = [
        button(label, AnswerQuestion(found.shift.id, found.form.key, number, index))
        for index, label in enumerate(labels)
    ]
    if question.key == found.form.situation:
        made = [red(one) if _alarms(question, key) else one for one, key in zip(made, question.choices, strict=True)]
    return _paired(made)


def _paired(made: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Two beside each other where both are short."""
    lines: list[list[InlineKeyboardButton]] = []
    for one in made:
        if lines and len(lines[-1]) == 1 and len(lines[-1][0].text) <= _SHORT and len(one.text) <= _SHORT:
            lines[-1].append(one)
        else:
            lines.append([one])
    return lines


def _alarms(question: Question, answer: str) -> bool:
    """Whether more people hear of this answer than of its mildest."""
    return answer == Situation.URGENT or (answer == Situation.INCIDENT and Situation.SAFE in question.choices)


def _send(found: Filling) -> InlineKeyboardButton:
    if found.report is None:
        return send_button(found.shift, found.form.key, further=found.further)
    return green(button(plain("button-mend-save"), SendReport(found.shift.id, found.form.key)))


def send_button(shift: ShiftFacts, form: str, *, further: bool = False) -> InlineKeyboardButton:
    """What is filled in is sent."""
    return green(button(plain("button-duty-save"), SendReport(shift.id, form, further=further)))


def _back(found: Filling) -> InlineKeyboardButton:
    return button(plain("button-form-back"), GoBack(found.shift.id, found.form.key))


def nothing_button(shift: ShiftFacts) -> InlineKeyboardButton:
    """Aman, nihil: one press."""
    return green(button(plain("button-duty-nothing"), NothingHappened(shift.id)))


def week_buttons(weeks: Sequence[int]) -> list[InlineKeyboardButton]:
    """Which weeks the head of a secretariat may set."""
    return [
        button(plain("button-duty-next-week" if week else "button-duty-this-week"), SetWeek(week)) for week in weeks
    ]


def others(found: Filling) -> Screen:
    """Which other forms there are."""
    lines = [[button(form.label, FillForm(found.shift.id, form.key))] for form in found.forms.values()]
    lines.append([button(plain("button-task"), MakeShiftTask(found.shift.id))])
    return Screen(join_lines(title(found), "", t("form-others")), rows(*lines))


def unsent(shift: ShiftFacts, facts: Mapping[str, Any]) -> Screen:
    """Something urgent was begun and not sent: it is offered again."""
    extras = _extras(facts.get("photos", 0), place=facts.get("place", False))
    text = join_lines(
        t("unsent-title"),
        t("unsent-which", district=shift.district, day=when_of(shift)),
        "",
        *([facts["said"]] if facts["said"] else [t("unsent-empty")]),
        *([t("duty-done-extras", extras=extras)] if extras else []),
        "",
        t("unsent-next" if facts["ready"] else "unsent-next-empty"),
    )
    sending = [green(button(plain("button-unsent-send"), SendReport(shift.id, facts["form"])))]
    going_on = [button(plain("button-unsent-go-on"), FillForm(shift.id, facts["form"]))]
    return Screen(text, rows(*([sending] if facts["ready"] else []), going_on))


def by_lines(found: Filling) -> Screen:
    """How to report in one message: lines to copy."""
    words = "" if _is_daily(found) else f" {found.form.key}"
    choices = [
        t("form-lines-choices", key=one.key, choices=", ".join(one.choices))
        for one in found.form
        if one.kind is Kind.CHOICE
    ]
    copied = t("form-lines-copy", lines=f"/piket lapor{words}\n{template(found.form)}")
    text = join_lines(title(found), "", t("form-lines"), "", copied, "", *choices, t("form-lines-next"))
    return Screen(text, rows([button(plain("button-form-back-to"), FillForm(found.shift.id, found.form.key))]))


def unread(found: Filling, faults: Sequence[Fault]) -> Screen:
    """A message was read in part: which lines were not, and the first question that is open."""
    asked = filling(found)
    lines = [
        t("form-fault", line=shortened(fault.line, _SHOWN), why=t(fault.key, **dict(fault.values)))
        for fault in faults[:_MOST_FAULTS]
    ]
    head = [t("form-lines-unread"), *lines, ""] if lines else [t("form-lines-missing"), ""]
    return Screen(join_lines(*head, asked.text), asked.keyboard)


def with_weeks(screen: Screen, weeks: Sequence[int]) -> Screen:
    """The rota, with the weeks that the viewer may set."""
    shown = screen.keyboard.inline_keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else ()
    return screen if not weeks else Screen(screen.text, rows(*map(list, shown), week_buttons(weeks)))


def with_rota(screen: Screen, lines: Sequence[str]) -> Screen:
    """The form, with what there is to know of the rota."""
    return screen if not lines else Screen(join_lines(screen.text, "", *lines), screen.keyboard)
