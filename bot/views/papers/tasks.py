"""Surat tugas in words: who is sent to a session or to a shift of piket, when and where; and what the chat says of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.duty.shifts import shift_begins, shift_ends
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.papers.parts import Annex, ReportTable
from bot.domain.papers.tasks import TaskLetter
from bot.domain.people.civil_servants import shown_nip
from bot.views.duty.rota import has_office_hours, hours_of
from bot.views.format import day_long, day_plain, day_short
from bot.views.papers.letterheads import letterhead, sender_of, signature
from bot.views.papers.letters import MOST_ADDRESSED
from bot.views.papers.names import district_name
from bot.views.papers.particulars import particulars, period
from bot.views.papers.presses import MakeShiftTask, MakeTurnTask, ShowTurns
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telegram import InlineKeyboardButton

    from bot.domain.duty.facts import DutyTurn
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.papers.facts import TaskFacts
    from bot.domain.papers.parts import Pairs
    from bot.domain.people.facts import PersonFacts
    from bot.views.text import Markup

_ONE_DAY, _AHEAD = timedelta(days=1), timedelta(days=7)


def task(facts: TaskFacts) -> TaskLetter:
    """The surat tugas itself; of more than five people they stand on its lampiran."""
    sender = sender_of(facts.issuer)
    listed = len(facts.people) > MOST_ADDRESSED
    of_session = isinstance(facts.about, SessionFacts)
    purpose = plain("task-purpose-session" if of_session else "task-purpose-shift", title=_title(facts))
    replaces = plain("task-replaces", number=facts.earlier[0], day=day_plain(facts.earlier[1])) if facts.earlier else ""
    return TaskLetter(
        letterhead=letterhead(sender),
        title=plain("task-title"),
        number=plain("form-a-number", number=facts.number),
        opening="" if listed else plain("task-opening", office=sender.office),
        people=() if listed else tuple(_person(one, facts.nips.get(one.id)) for one in facts.people),
        purpose=plain("task-purpose-listed", office=sender.office, purpose=purpose) if listed else purpose,
        particulars=particulars(facts.about) if isinstance(facts.about, SessionFacts) else _of_shift(facts.about),
        closing=" ".join(filter(None, (plain("task-closing"), replaces))),
        signature=signature(sender, facts.dated),
        annex=_annex(facts) if listed else None,
        page=plain("paper-page-letter", page="{page}"),
    )


def caption(facts: TaskFacts) -> Markup:
    """What the file is, and what is left to do by hand."""
    about = facts.about
    if isinstance(about, SessionFacts):
        what: str = about.code
    else:
        what = plain("paper-task-shift", district=about.district, day=day_long(about.day))
    return join_lines(
        t("paper-task", what=what, number=facts.number, day=day_plain(facts.dated)),
        t("paper-task-next"),
        None if facts.issuer.stationery.address else t("paper-no-address"),
        None if facts.issuer.signer else t("paper-no-signer"),
    )


def file_name(facts: TaskFacts) -> str:
    """`surat-tugas-SDMO-02-1.pdf`, `surat-tugas-piket-20231107-Wonodadi.pdf`."""
    about = facts.about
    if isinstance(about, SessionFacts):
        return f"surat-tugas-{about.code.replace('/', '-')}.pdf"
    return f"surat-tugas-piket-{about.day:%Y%m%d}-{about.district.replace(' ', '-')}.pdf"


def pick_turn(turns: Sequence[DutyTurn]) -> Screen:
    """Of which turn of the week ahead, in one's own kecamatan?"""
    if not turns:
        return Screen(t("pick-task-turn-none"))
    return Screen(t("pick-task-turn"), rows(*([_turn_button(one, day_short(one.day))] for one in turns)))


def pick_turn_of_day(turns: Sequence[DutyTurn], day: date, today: date) -> Screen:
    """The same for the office, a day at a time."""
    of_day = [one for one in turns if one.day == day]
    text = join_lines(t("pick-task-turn"), day_long(day)) if of_day else t("pick-task-day-none", day=day_long(day))
    ahead = [
        button(plain(f"button-task-{way}", day=day_short(to)), ShowTurns(to))
        for way, to in (("before", day - _ONE_DAY), ("after", day + _ONE_DAY))
        if today <= to <= today + _AHEAD
    ]
    return Screen(text, rows(*([_turn_button(one, one.district)] for one in of_day), ahead))


def _turn_button(turn: DutyTurn, of: str) -> InlineKeyboardButton:
    hours = "" if has_office_hours(turn.shift) else hours_of(turn.shift)
    label = plain("button-task-of", of=" ".join(filter(None, (of, hours))), name=turn.officer)
    if turn.shift_id is not None:
        return button(label, MakeShiftTask(turn.shift_id))
    return button(label, MakeTurnTask(turn.district_id, turn.day, turn.shift))


def _title(facts: TaskFacts) -> str:
    return facts.about.short_title if isinstance(facts.about, SessionFacts) else ""


def _person(person: PersonFacts, nip: str | None) -> Pairs:
    position = f"{person.position.value} {person.district}".strip()
    number = ((plain("task-nip"), (shown_nip(nip),)),) if nip else ()
    return ((plain("task-name"), (person.name,)), *number, (plain("task-position"), (position,)))


def _of_shift(shift: ShiftFacts) -> Pairs:
    zone = shift.officer.zone
    hours = period(shift_begins(shift.day, shift.shift, zone), shift_ends(shift.day, shift.shift, zone), zone)
    return (
        (plain("paper-label-day"), (day_long(shift.day),)),
        (plain("paper-label-time"), (hours,)),
        (plain("paper-label-place"), (plain("form-a-secretariat", district=shift.district),)),
    )


def _annex(facts: TaskFacts) -> Annex:
    references = (
        (plain("paper-label-annex"), (plain("task-annex-of"),)),
        (plain("paper-label-number"), (facts.number,)),
        (plain("paper-label-date"), (day_plain(facts.dated),)),
    )
    numbered = any(one.id in facts.nips for one in facts.people)
    keys = ("number", "name", *(("nip",) if numbered else ()), "position", "district")
    lines = tuple(
        (f"{index}.", one.name, *((_nip_of(facts, one),) if numbered else ()), one.position.value, district_name(one))
        for index, one in enumerate(facts.people, 1)
    )
    columns = tuple(plain(f"column-{key}") for key in keys)
    return Annex(references, ReportTable(plain("task-annex-title"), columns, lines))


def _nip_of(facts: TaskFacts, person: PersonFacts) -> str:
    nip = facts.nips.get(person.id)
    return shown_nip(nip) if nip else ""
