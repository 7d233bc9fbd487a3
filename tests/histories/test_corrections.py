"""Random reports of every form, put right again and again: whatever was told of them can be told as they stand then.

A message is composed when it goes out, and a copy of an incident whenever it changes: one that cannot be composed says nothing to
anybody, and what it should have said is lost.
"""

from __future__ import annotations

import asyncio
import faulthandler
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from bot.delivery.messages import Claimed, Message
from bot.delivery.outcomes import Refused
from bot.domain.duty.filling import END, Draft, with_answer
from bot.domain.duty.forms import Form, Kind, Question
from bot.domain.duty.mending import mended_key
from bot.domain.ledger import Purpose, State
from bot.domain.vocabulary import Position
from bot.services.duty import drafts, escalating, incidents, reports, reviewing
from bot.services.duty.form_directory import shipped_forms
from bot.storage.models import Delivery, DutyReport, DutyShift
from bot.views.duty import incidents as incident_views
from bot.views.duty import reports as report_views
from bot.views.text import join_lines
from tests.histories.world import START, WIB, World

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection

    from bot.domain.duty.forms import Answers
    from bot.domain.people.facts import PersonFacts
    from bot.services.duty.reports import Which

FORMS = shipped_forms().general
_OF_REPORT = frozenset(
    {
        Purpose.INCIDENT,
        Purpose.INCIDENT_STANDS,
        Purpose.DUTY_FILED,
        Purpose.DUTY_REVIEW,
        Purpose.DUTY_FIXED,
        Purpose.DUTY_UNSENT,
    }
)
_words = st.sampled_from(["Normal", "dua\nbaris", "isi: lain", "<b>tebal</b>", "x" * 900])
_letters = st.sampled_from([incidents.TAKE, incidents.FURTHER, *incidents.ACTS])
# Half of what happens is another answer.
_STEPS = ("words", "asked", "accepted", "replied", "act", "time", *["answers"] * 6)
_numbers = count(1)


def _answer(question: Question) -> st.SearchStrategy[Any]:
    match question.kind:
        case Kind.CHOICE:
            return st.sampled_from(list(question.choices))
        case Kind.YES_NO:
            return st.booleans()
        case Kind.NUMBER:
            return st.integers(0, 10_000)
        case Kind.TIME:
            return st.just("19.30")
        case _:
            return _words.map(lambda words: words[: question.longest])


def _answers(data: st.DataObject, form: Form) -> Answers:
    found: Answers = {}
    for question in form:
        if question.kind not in (Kind.PHOTO, Kind.LOCATION) and (question.required or data.draw(st.booleans())):
            found[question.key] = data.draw(_answer(question), label=question.key)
    return found


class Told(World):
    """An office in which everything that was told of a report is composed anew, as often as it changes."""

    def shift(self, officer: PersonFacts) -> int:
        """A shift of today."""
        values = {
            "office_id": self.office_id,
            "district_id": officer.district_id,
            "day": self.now.astimezone(WIB).date(),
            "shift": f"harian {next(_numbers)}",
            "person_id": officer.id,
        }
        made = insert(DutyShift).values(values).returning(DutyShift.id)
        return self.run(self.ctx.db.transact(lambda connection: connection.execute(made).scalar_one()))

    def of(self, position: Position) -> PersonFacts:
        return self.actor(next(one for one in self.people if one.position is position and one.telegram_id))

    async def filled(self, who: PersonFacts, shift_id: int, key: str, answers: Answers) -> None:
        """Answer everything at once."""

        def _how(form: Form, draft: Draft) -> Draft:
            filled = replace(draft, answers={}, skipped=(), unread=())
            for question, value in answers.items():
                filled = with_answer(form, filled, question, value)
            return replace(filled, at=END)

        await drafts.change(self.ctx, who, shift_id, key, _how)

    def check(self, which: Which, report_id: int, viewers: list[PersonFacts]) -> None:
        """Every message of it, sent or not, and every screen that shows it."""
        rows = self.run(self.ctx.db.query(lambda connection: _claimed(connection, which[0])))
        made = self.run(self.composer.compose(rows))
        for row in rows:
            assert not isinstance(made[row.id], Refused)
        for viewer in viewers:
            found, _ = self.run(reports.report_of_shift(self.ctx, viewer, *which))
            assert found.number in report_views.report(found, viewer).text
        if any(row.purpose is Purpose.INCIDENT for row in rows):
            kept = self.run(incidents.act(self.ctx, viewers[0], report_id, incidents.LOOK))
            shown = incident_views.incident(kept.report, kept.stands, kept.end, WIB, self.ctx.clock.now())
            # A copy that was read reads as the report does now.
            says = (kept.report.number, str(join_lines(kept.report.text)))
            copies = [made[row.id] for row in rows if row.purpose is Purpose.INCIDENT_STANDS]
            for text in (shown.text, *(one.text for one in copies if isinstance(one, Message))):
                assert all(part in text for part in says)
        # What follows from here is of copies that went out.
        self.deliver()


def _claimed(connection: Connection, shift_id: int) -> list[Claimed]:
    rows = connection.execute(
        select(*(getattr(Delivery, name) for name in Claimed._fields if name != "deputy_id")).where(
            Delivery.shift_id == shift_id,
            Delivery.purpose.in_(_OF_REPORT),
            Delivery.state.in_((State.PENDING, State.SENT)),
        )
    )
    return [Claimed(*row) for row in rows]


def _play(world: Told, data: st.DataObject) -> None:
    world.clock.jump(START - world.now)
    officer, head = world.of(Position.DISTRICT_CHAIR), world.of(Position.OFFICE_HEAD)
    keeper = world.of(Position.SECRETARIAT_HEAD)
    form = data.draw(st.sampled_from(list(FORMS.values())), label="form")
    shift_id = world.shift(officer)
    world.run(world.filled(officer, shift_id, form.key, _answers(data, form)))
    world.run(drafts.send(world.ctx, officer, shift_id, form.key, next(_numbers)))
    (report_id, nth), *_ = world.run(
        world.ctx.db.query(
            lambda connection: connection.execute(
                select(DutyReport.id, DutyReport.nth).where(DutyReport.shift_id == shift_id)
            ).all()
        )
    )
    which = (shift_id, nth)
    world.check(which, report_id, [head, officer, keeper])
    for step in data.draw(st.lists(st.sampled_from(_STEPS), min_size=1, max_size=8), label="steps"):
        _take(world, data, step, (form, which, report_id), (officer, head, keeper))
        world.check(which, report_id, [head, officer, keeper])


def _take(
    world: Told,
    data: st.DataObject,
    step: str,
    what: tuple[Form, Which, int],
    who: tuple[PersonFacts, PersonFacts, PersonFacts],
) -> None:
    (form, which, report_id), (officer, head, keeper) = what, who
    mender = data.draw(st.sampled_from([officer, keeper]), label="by").id
    by = next(one for one in who if one.id == mender)

    def _mend() -> None:
        key = mended_key(form.key, which[1])
        # An incident that turns out to be urgent is refused as it is filled in.
        world.try_out(world.filled(by, which[0], key, _answers(data, form)))
        world.try_out(drafts.send_mended(world.ctx, by, which[0], key))

    def _time() -> None:
        world.clock.jump(timedelta(minutes=data.draw(st.sampled_from([1, 11, 90]))))
        world.run(escalating.escalate(world.ctx))

    steps: dict[str, Callable[[], object]] = {
        "answers": _mend,
        "words": lambda: world.try_out(reviewing.rewrite(world.ctx, by, which, data.draw(_words))),
        "asked": lambda: world.try_out(reviewing.ask_to_fix(world.ctx, head, which, data.draw(_words)[:300])),
        "accepted": lambda: world.try_out(reviewing.accept(world.ctx, head, which, 0)),
        "replied": lambda: world.try_out(reviewing.reply(world.ctx, by, which, data.draw(_words))),
        "act": lambda: world.try_out(incidents.act(world.ctx, head, report_id, data.draw(_letters))),
        "time": _time,
    }
    steps[step]()


def test_any_correction_of_a_report_keeps_every_message_about_it_composable(tmp_path: Path) -> None:
    faulthandler.cancel_dump_traceback_later()
    with asyncio.Runner() as runner:
        world = Told(runner, tmp_path / "corrections.db")
        many = settings().max_examples if settings.get_current_profile_name() == "ten-thousand" else 60

        @settings(max_examples=many)
        @given(st.data())
        def _history(data: st.DataObject) -> None:
            _play(world, data)

        try:
            _history()
        finally:
            world.close()
