"""Looking after reports: in order or to be put right; the answer as a reply, the correction by the form or in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.handlers.duty import filling
from bot.handlers.questions import Question, question
from bot.services.duty import drafts, reports, reviewing
from bot.services.duty.mending import form_of_report
from bot.views.duty import reports as report_views
from bot.views.duty import reviewing as views
from bot.views.duty.presses import AcceptReport, AnswerNote, ReturnReport, RewriteReport, SendAnswer, SendNote
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


@question("dutynote", "note")
class AskedWhatToFix(Question):
    """What is to be put right in a report that was put right so often when it was read; `note` is what was written before."""

    shift: int
    nth: int
    corrected: int | None = None
    note: str = ""


@question("dutyfix", "words")
class AskedForReport(Question):
    """How a report should read."""

    shift: int
    nth: int


@question("dutyanswer", "words")
class AskedForAnswer(Question):
    """What is answered to a note about a report."""

    shift: int
    nth: int


@question("dutyreply", "whether")
class AskedWhetherAnswer(Question):
    """Whether what was written without being asked for is the answer to a note about a report."""

    shift: int
    nth: int
    words: str


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(AcceptReport)(accept)
    routes.press(ReturnReport)(ask_note)
    routes.press(SendNote)(send_note)
    routes.press(RewriteReport)(ask_words)
    routes.dialogue(AskedWhatToFix)(noted)
    routes.press(AnswerNote)(ask_answer)
    routes.dialogue(AskedForReport)(rewritten)
    routes.dialogue(AskedForAnswer)(answered)
    routes.press(SendAnswer)(send_answer)

    async def something_else(turn: Turn, _asked: AskedWhetherAnswer) -> None:
        """It is no answer: what is written now is read for itself."""
        await turn.finish()
        if routes.fallback is not None:
            await routes.fallback(turn)

    routes.dialogue(AskedWhetherAnswer)(something_else)
    routes.reply = answer_to


async def accept(turn: Turn, pressed: AcceptReport) -> None:
    """Diterima."""
    turn.require_private()
    found = await reviewing.accept(turn.ctx, turn.actor, (pressed.shift, pressed.nth), pressed.corrected)
    await turn.show(report_views.report(found, turn.actor, changed=found.corrected != pressed.corrected))


async def ask_note(turn: Turn, pressed: ReturnReport) -> None:
    """Perlu diperbaiki: what?"""
    turn.require_private()
    found, _ = await reports.report_of_shift(turn.ctx, turn.actor, pressed.shift, pressed.nth)
    if not reports.may_review(turn.actor, found.shift.district_id):
        raise Refusal("refused-stale-button")
    await turn.ask(views.ask_note(found.number), AskedWhatToFix(pressed.shift, pressed.nth, found.corrected))


async def noted(turn: Turn, asked: AskedWhatToFix) -> None:
    """The words; they go to whoever is to put it right."""
    if not turn.text.strip():
        await turn.say(Screen(t("review-note-wanted")))
        return
    await _note(turn, asked, turn.text)
    await filling.say_words_alone(turn)


async def send_note(turn: Turn, pressed: SendNote) -> None:
    """The words that were written before the report was put right hold all the same."""
    asked = await turn.asked(AskedWhatToFix)
    if (asked.shift, asked.nth) != (pressed.shift, pressed.nth) or not asked.note:
        raise Refusal("refused-stale-button")
    await _note(turn, asked, asked.note)


async def _note(turn: Turn, asked: AskedWhatToFix, words: str) -> None:
    noted = await reviewing.ask_to_fix(turn.ctx, turn.actor, (asked.shift, asked.nth), words, asked.corrected)
    found = noted.report
    if asked.corrected not in (None, found.corrected):
        again = replace(asked, corrected=found.corrected, note=words)
        await turn.ask(views.note_still(found, words), again)
        return
    await turn.finish()
    await turn.show(views.note_sent(noted, turn.actor, turn.ctx.clock.now()))


async def ask_words(turn: Turn, pressed: RewriteReport) -> None:
    """Perbaiki: by the form it came from, an answer at a time; where that is gone, in words."""
    turn.require_private()
    key = await form_of_report(turn.ctx, turn.actor, (pressed.shift, pressed.nth))
    if key is not None:
        await filling.ask(turn, await drafts.look(turn.ctx, turn.actor, pressed.shift, key))
        return
    found = await reviewing.own_report(turn.ctx, turn.actor, (pressed.shift, pressed.nth))
    await turn.ask(views.ask_words(found), AskedForReport(pressed.shift, pressed.nth))


async def rewritten(turn: Turn, asked: AskedForReport) -> None:
    """The new words; what the report said first is kept."""
    if not turn.text.strip():
        await turn.say(Screen(t("review-words-wanted")))
        return
    found = await reviewing.rewrite(turn.ctx, turn.actor, (asked.shift, asked.nth), turn.text)
    await turn.finish()
    await turn.say(report_views.report(found, turn.actor, mended=True))
    await filling.say_words_alone(turn)


async def ask_answer(turn: Turn, pressed: AnswerNote) -> None:
    """Jawab: what is answered to the note?"""
    turn.require_private()
    found = await reviewing.own_report(turn.ctx, turn.actor, (pressed.shift, pressed.nth))
    await turn.ask(views.ask_answer(found), AskedForAnswer(pressed.shift, pressed.nth))


async def answered(turn: Turn, asked: AskedForAnswer) -> None:
    """The words, or a photo, or both; they stay with the report."""
    found = await _answer(turn, (asked.shift, asked.nth))
    if found is None:
        await turn.say(Screen(t("review-answer-wanted")))
        return

    async def _answered() -> None:
        if AskedForAnswer.of(await turn.standing_in()) == asked:
            await turn.finish()
        await turn.say(Screen(t("review-reply-kept", number=found.number)))

    await turn.once_together(_answered)
    await filling.say_left_out(turn)


async def offer_answer(turn: Turn, *, owes: bool) -> bool:
    """Somebody wrote what nobody asked for, and there is a note that waits for an answer: is it that? Says whether there is one."""
    found = await reviewing.open_note(turn.ctx, turn.actor)
    words = turn.text.strip()
    if found is None or not words:
        return False
    asked = AskedWhetherAnswer(found.shift.reported_as, found.shift.nth, words)
    await turn.ask(views.offer_answer(found, words, owes=owes), asked)
    return True


async def send_answer(turn: Turn, pressed: SendAnswer) -> None:
    """It is."""
    asked = await turn.asked(AskedWhetherAnswer)
    if (asked.shift, asked.nth) != (pressed.shift, pressed.nth):
        raise Refusal("refused-stale-button")
    found = await reviewing.reply(turn.ctx, turn.actor, (asked.shift, asked.nth), asked.words)
    await turn.finish()
    await turn.show(Screen(t("review-reply-kept", number=found.number)))


async def answer_to(turn: Turn, replied: int) -> bool:
    """A reply to the message that asked: the answer stays with the report. Says whether the message asked that."""
    which = await reviewing.asked_in(turn.ctx, turn.chat.id, replied)
    found = None if which is None else await _answer(turn, which)
    if found is None:
        return False
    kept = Screen(t("review-reply-kept", number=found.number))
    await turn.once_together(lambda: turn.say(kept))
    await filling.say_left_out(turn)
    return True


async def _answer(turn: Turn, which: tuple[int, int]) -> DutyReportFacts | None:
    """Keep what is answered; None where there is nothing of use."""
    message, words = turn.message, turn.text
    photo = filling.photo_of(message) if message is not None else None
    if message is None or (photo is None and not words.strip()):
        return None
    found = await reviewing.reply(turn.ctx, turn.actor, which, words, photo, message.media_group_id)
    if photo is not None:
        await turn.acknowledge(t("form-got-photo"))
    return found
