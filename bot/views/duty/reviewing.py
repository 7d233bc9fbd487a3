"""Reports as they are looked at: what is to be put right, what was answered, and the buttons for either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from bot.domain.duty.shifts import is_outside_rota
from bot.domain.duty.supervision import has_papers
from bot.domain.ledger import Purpose
from bot.domain.lengths import shortened
from bot.domain.night import not_at_night
from bot.views.duty.presses import AcceptReport, AnswerNote, ReturnReport, RewriteReport, SendAnswer, SendNote
from bot.views.duty.rota import when_of
from bot.views.format import moment
from bot.views.papers.presses import MakeShiftTask, MakeSupervision
from bot.views.press import Mark
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from telegram import InlineKeyboardButton

    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.people.facts import PersonFacts


class Noted(Protocol):
    """A report to be put right: who reads the note, and who will once they have unblocked the bot."""

    @property
    def report(self) -> DutyReportFacts: ...
    @property
    def told(self) -> frozenset[int]: ...
    @property
    def out_of_reach(self) -> frozenset[int]: ...


class Reader(NamedTuple):
    """Who is told of a report: of which of its remarks, and whether it was sent for them (`own`)."""

    id: int | None
    remark: int | None = None
    own: bool = False


# Of a report's words, in a message about it; the report itself is a press away.
_SHOWN = 1000
# Of what was asked and answered, in such a message.
_LAST = 2


def told(
    purpose: Purpose, found: DutyReportFacts, zone: ZoneInfo, opens: InlineKeyboardButton, reader: Reader
) -> Screen | None:
    """What the ledger tells of a report: to be put right, answered or put right, sent; None where that is past.

    `opens` leads to the report.
    """
    if reader.own:
        return _sent_for(found, zone, opens)
    if purpose is Purpose.DUTY_REVIEW:
        return _asked(found, opens, reader.remark) if found.review_note else None
    if found.reviewed_at is not None:
        return None
    return _filed(found, zone, opens) if purpose is Purpose.DUTY_FILED else _answered(found, zone, opens, reader.id)


def _asked(found: DutyReportFacts, opens: InlineKeyboardButton, nth: int | None) -> Screen:
    # Two may have asked by the time the first note goes out: each message has its own.
    by, note = (found.reviewed_by, found.review_note)
    if nth is not None and nth < len(found.remarks):
        by, note = found.remarks[nth].by, found.remarks[nth].text
    lines = [
        t("review-title"),
        _which(found),
        "",
        t("review-note", name=by, note=note),
        "",
        t("review-next"),
    ]
    return Screen(join_lines(*lines), rows([answer_button(found.shift), rewrite_button(found.shift)], [opens]))


def _answered(found: DutyReportFacts, zone: ZoneInfo, opens: InlineKeyboardButton, reader: int | None) -> Screen:
    """What was said last, below what the reader asked."""
    said = history(found, zone)
    asked = [] if reader is None else [nth for nth, one in enumerate(found.remarks) if one.asked_by == reader][-1:]
    lines = [said[nth] for nth in asked if nth < len(said) - _LAST] + said[-_LAST:]
    lines = [t("review-answered"), _which(found), "", *lines, "", shortened(found.text, _SHOWN)]
    return Screen(join_lines(*lines), rows(review_buttons(found), [opens]))


def _sent_for(found: DutyReportFacts, zone: ZoneInfo, opens: InlineKeyboardButton) -> Screen:
    sent = t("duty-report-by", name=found.reported_by, at=moment(found.reported_at, zone))
    lines = [
        t("review-sent-for"),
        _which(found),
        sent,
        "",
        shortened(found.text, _SHOWN),
        "",
        t("review-sent-for-next"),
    ]
    return Screen(join_lines(*lines), rows([opens]))


def _filed(found: DutyReportFacts, zone: ZoneInfo, opens: InlineKeyboardButton) -> Screen:
    came = ["", t("duty-done-extras", extras=extras(found))] if extras(found) else []
    lines = [t("review-filed"), _which(found), sender(found, zone), *added(found), "", shortened(found.text, _SHOWN)]
    return Screen(join_lines(*lines, *came), rows(review_buttons(found), [opens]))


def sender(found: DutyReportFacts, zone: ZoneInfo) -> str:
    """Who sent it and when, for whom, and since when it is as grave as it is."""
    at = moment(found.reported_at, zone)
    if found.on_behalf:
        by = t("duty-report-behalf", name=found.reported_by, officer=found.shift.officer.name, at=at)
    else:
        by = t("duty-report-by", name=found.reported_by, at=at)
    if found.raised_at is None or not found.situation.is_incident:
        return by
    raised, situation = moment(found.raised_at, zone), plain(f"situation-{found.situation.value}")
    return join_lines(by, t("duty-report-raised", situation=situation, at=raised))


def extras(found: DutyReportFacts) -> str:
    """What came along: "3 foto, lokasi"."""
    photos = [plain("extra-photos", count=found.photos)] if found.photos else []
    return ", ".join(photos + [plain("extra-location")] * found.has_location)


def added(found: DutyReportFacts) -> list[str]:
    """That it came beside the report of the shift, which stands."""
    beside = found.shift.nth > 1 and not (found.situation.is_incident or is_outside_rota(found.shift.shift))
    return [t("duty-report-added")] if beside else []


def _which(found: DutyReportFacts) -> str:
    return t("review-which", number=found.number, district=found.shift.district, day=when_of(found.shift, short=True))


def state(found: DutyReportFacts) -> list[str]:
    """Whether somebody looked at it, and what came of that."""
    if found.review_note:
        return [t("review-note", name=found.reviewed_by, note=found.review_note)]
    return [t("review-accepted", name=found.reviewed_by)] if found.reviewed_at is not None else []


def history(found: DutyReportFacts, zone: ZoneInfo) -> list[str]:
    """Questions and answers, and what the report said at first."""
    said: list[str] = [
        t(
            "review-remark-photos" if one.photos else "review-remark",
            name=one.by,
            at=moment(one.at, zone),
            text=one.text,
            photos=one.photos,
        )
        for one in found.remarks
    ]
    if found.corrected:
        said.append(t("review-first", times=found.corrected, text=shortened(found.first_text, _SHOWN)))
    return said


def buttons(found: DutyReportFacts, viewer: PersonFacts) -> list[list[InlineKeyboardButton]]:
    """What the viewer may do about a report."""
    shift, lines = found.shift, []
    officers = [one.id for one in shift.officers]
    own = viewer.id in (found.sender_id, *officers)
    looks_after = viewer.manages or (viewer.leads_secretariat and viewer.district_id == shift.district_id)
    if looks_after and not own and (found.reviewed_at is None or found.review_note):
        lines.append(review_buttons(found))
    if own:
        lines.append([*([answer_button(shift)] if found.review_note else []), rewrite_button(shift)])
    if own or has_papers(viewer, officers, shift.district_id):
        lines.append(paper_buttons(shift))
    return lines


def paper_buttons(shift: ShiftFacts) -> list[InlineKeyboardButton]:
    """What is printed of a report: Formulir Model A, and the surat tugas that it names, where there was duty."""
    task = [] if is_outside_rota(shift.shift) else [button(plain("button-task"), MakeShiftTask(shift.id))]
    return [button(plain("button-form-a"), MakeSupervision(shift.id, shift.nth)), *task]


def review_buttons(found: DutyReportFacts) -> list[InlineKeyboardButton]:
    """In order, or to be put right."""
    shift = found.shift
    return [
        button(plain("button-review-accept"), AcceptReport(shift.id, shift.nth, found.corrected)),
        button(plain("button-review-return"), ReturnReport(shift.id, shift.nth, mark=Mark.ASIDE)),
    ]


def rewrite_button(shift: ShiftFacts) -> InlineKeyboardButton:
    """To put it right oneself."""
    return button(plain("button-review-rewrite"), RewriteReport(shift.id, shift.nth, mark=Mark.ASIDE))


def answer_button(shift: ShiftFacts) -> InlineKeyboardButton:
    """To answer a note in words."""
    return button(plain("button-review-answer"), AnswerNote(shift.id, shift.nth, mark=Mark.ASIDE))


def ask_answer(found: DutyReportFacts) -> Screen:
    """What is answered to the note?"""
    note = t("review-note", name=found.reviewed_by, note=found.review_note) if found.review_note else None
    return Screen(join_lines(t("review-ask-answer", number=found.number), note))


def offer_answer(found: DutyReportFacts, words: str, *, owes: bool) -> Screen:
    """What was written may be the answer to a note; `owes`: another report is waited for, too."""
    shift = found.shift
    lines = [
        t("review-offer", number=found.number),
        t("review-note", name=found.reviewed_by, note=found.review_note),
        "",
        t("review-offer-words", words=shortened(words, _SHOWN)),
        *([t("review-offer-owes")] if owes else []),
    ]
    sending = button(plain("button-review-send-answer"), SendAnswer(shift.reported_as, shift.nth))
    return Screen(join_lines(*lines), rows([sending], [rewrite_button(shift)]))


def ask_note(number: str) -> Screen:
    """What is to be put right?"""
    return Screen(t("review-ask-note", number=number))


def note_still(found: DutyReportFacts, note: str) -> Screen:
    """The report was put right while the note was written: does it hold?"""
    shift = found.shift
    lines = [
        t("review-still", number=found.number),
        "",
        shortened(found.text, _SHOWN),
        "",
        t("review-still-note", note=note),
        t("review-still-next"),
    ]
    sending = button(plain("button-review-send"), SendNote(shift.id, shift.nth))
    accepting = button(plain("button-review-accept"), AcceptReport(shift.id, shift.nth, found.corrected))
    return Screen(join_lines(*lines), rows([sending], [accepting]))


def note_sent(noted: Noted, actor: PersonFacts, now: datetime) -> Screen:
    """Who is told of the note, and when; and who is not."""
    found = noted.report
    people = {found.shift.officer.id: found.shift.officer.name, found.sender_id: found.reported_by}
    people.pop(actor.id, None)
    told = " dan ".join(name for one, name in people.items() if one in noted.told)
    at = not_at_night(now, actor.zone)
    lines = [
        t("review-kept", number=found.number)
        if not told
        else t("review-sent-later", name=told, at=f"{at.astimezone(actor.zone):%H.%M}")
        if at > now
        else t("review-sent", name=told),
        *(
            t("review-out-of-reach" if one in noted.out_of_reach else "review-not-here", name=name)
            for one, name in people.items()
            if one not in noted.told
        ),
    ]
    return Screen(join_lines(*lines))


def ask_words(found: DutyReportFacts) -> Screen:
    """How the report should read."""
    return Screen(join_lines(t("review-ask-words", number=found.number), "", shortened(found.text, _SHOWN)))
