"""Filling in a report: a question at a time by taps, or all of it in one message by lines."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.duty.filling import (
    Unreadable,
    as_nothing,
    back,
    begun,
    is_nothing,
    is_played_down,
    is_quiet,
    is_told_urgently,
    read_answer,
    says_safe,
    tells,
    with_answer,
    with_location,
    with_photo,
    with_words,
    without,
    without_photos,
)
from bot.domain.duty.forms import Kind
from bot.domain.duty.keywords import added, apart, begins_with_line, displaced, has_lines, read_lines
from bot.domain.duty.mending import at_question, split_key, to_end
from bot.domain.duty.photos import Photo
from bot.domain.duty.shifts import is_ahead
from bot.domain.lengths import shortened
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Situation
from bot.handlers import questions
from bot.handlers.duty.week import weeks_of
from bot.services.duty import drafts, reports
from bot.services.duty.form_directory import DAILY
from bot.views.duty import filling as views
from bot.views.duty import reports as report_views
from bot.views.duty.presses import (
    AnswerQuestion,
    DropLines,
    DropPhotos,
    DropReport,
    FillAnother,
    FillForm,
    FillReport,
    GoBack,
    GoPastQuestion,
    MendAnswer,
    NothingHappened,
    ReportIncident,
    SendReport,
    ShowForms,
    ShowLines,
    SkipQuestion,
    TakeInstead,
)
from bot.views.refusals import refusal_text
from bot.views.screen import Screen
from bot.views.text import Markup, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telegram import Message

    from bot.domain.duty.filling import Draft
    from bot.domain.duty.forms import Form, Question
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.duty.drafts import Change, Filling

LINES = ("lapor", "laporan")
# More lines than a message holds.
_MOST_REPORTS = 10_000
_SAFE = (Situation.SAFE, "nihil")
# So much of a wrong answer is kept, to know it again.
_WRONG = 60
# Said of a report that is held to be sent.
_DONE = frozenset(["sudah", "sudah semua", "selesai", "cukup", "ok", "oke", "siap", "ya", "terima kasih", "makasih"])
# What no report takes along, and what it is called; an animation is a document, too.
_LEFT_OUT = {"video": "video", "animation": "video", "video_note": "video", "audio": "sound", "voice": "sound"} | {
    "document": "file"
}
# So much of a message is shown that is not sent.
_SHOWN = 200


@questions.question("duty", "question")
class AskedByForm(questions.Question):
    """A question of a form, or what is to be sent; `wrong` was written last, if it was no answer."""

    shift: int
    form: str = DAILY
    wrong: str | None = None
    # A message that waits to take the place of what was filled in before, up to so many photos.
    instead: str = ""
    photos: int = 0


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(FillReport)(start)
    routes.press(FillAnother)(start_another)
    routes.press(FillForm)(start_form)
    routes.press(ShowForms)(other_forms)
    routes.press(ReportIncident)(start_incident)
    routes.press(ShowLines)(show_lines)
    routes.press(AnswerQuestion)(answered)
    routes.press(SkipQuestion)(skipped)
    routes.press(GoPastQuestion)(gone_on)
    routes.press(GoBack)(gone_back)
    routes.press(MendAnswer)(mend)
    routes.press(DropPhotos)(drop_photos)
    routes.press(DropLines)(drop_lines)
    routes.press(SendReport)(save)
    routes.press(DropReport)(drop)
    routes.press(TakeInstead)(take_instead)
    routes.press(NothingHappened)(nothing_happened)
    routes.dialogue(AskedByForm)(came)


async def start(turn: Turn, pressed: FillReport) -> None:
    """The button under a reminder: the daily report, where it was left."""
    found = await drafts.look(turn.ctx, turn.actor, pressed.shift)
    if found.further and not tells(found.form, found.draft):
        raise Refusal("refused-duty-reported", number=found.shift.report_number or "")
    if is_ahead(found.shift.day, found.shift.shift, turn.ctx.clock.now(), turn.actor.zone) and found.draft.empty:
        raise Refusal("refused-duty-ahead", begins=found.shift.begins)
    await ask(turn, found)


async def start_another(turn: Turn, pressed: FillAnother) -> None:
    """Something else happened on a shift that is reported already."""
    found = await drafts.look(turn.ctx, turn.actor, pressed.shift)
    await turn.show(views.others(found))


async def start_form(turn: Turn, pressed: FillForm) -> None:
    """A form that was chosen."""
    left = await _left(turn)
    await ask(turn, await drafts.look(turn.ctx, turn.actor, pressed.shift, pressed.form))
    await _say_left(turn, left)


async def start_incident(turn: Turn, _pressed: ReportIncident) -> None:
    """Something happened, whoever is on duty."""
    turn.require_private()
    key = _incident_form(turn.ctx.forms.of(turn.actor.office_code))
    await ask(turn, await drafts.look(turn.ctx, turn.actor, await _shift_now(turn, incident=True), key))


async def other_forms(turn: Turn, pressed: ShowForms) -> None:
    """What else there is to report by."""
    await turn.show(views.others(await drafts.look(turn.ctx, turn.actor, pressed.shift)))


async def show_lines(turn: Turn, pressed: ShowLines) -> None:
    """Lines to copy, for a weak signal."""
    await turn.show(views.by_lines(await drafts.look(turn.ctx, turn.actor, pressed.shift, pressed.form)))


async def answered(turn: Turn, pressed: AnswerQuestion) -> None:
    """A choice, or yes or no."""
    question, index = _question(turn, pressed), pressed.choice
    values = list(question.choices) if question.kind is Kind.CHOICE else [True, False]
    if index >= len(values):
        raise Refusal("refused-stale-button")
    await _changed(turn, pressed, lambda form, draft: with_answer(form, draft, question.key, values[index]))


async def skipped(turn: Turn, pressed: SkipQuestion) -> None:
    """Passed over."""
    question = _question(turn, pressed)
    if question.required:
        raise Refusal("refused-stale-button")
    await _changed(turn, pressed, lambda form, draft: without(form, draft, question.key))


async def gone_on(turn: Turn, pressed: GoPastQuestion) -> None:
    """The answer that is there stays."""
    question = _question(turn, pressed)
    await _changed(turn, pressed, lambda form, draft: _past(form, draft, question))


async def gone_back(turn: Turn, pressed: GoBack) -> None:
    """The question before; of a report that is put right all of its answers."""
    await _changed(turn, pressed, back if split_key(pressed.form)[1] is None else to_end)


async def came(turn: Turn, asked: AskedByForm) -> None:
    """Something was written or sent while a question is asked."""
    await _came(turn, asked)
    if turn.text.strip():
        await say_left_out(turn)


async def say_words_alone(turn: Turn) -> None:
    """Of a message of which only the words are wanted: that what came with them is not taken."""
    if turn.message is not None and turn.message.photo:
        await turn.say(Screen(t("form-photo-left")))
    await say_left_out(turn)


async def say_left_out(turn: Turn) -> None:
    """Of a message whose words are taken: that the file which came with them is not."""
    message = turn.message
    if message is None:
        return
    what = next((name for name in _LEFT_OUT if getattr(message, name)), None)
    if what is not None:
        await turn.say(Screen(t("form-file-left", what=plain(f"form-file-{_LEFT_OUT[what]}"))))


async def _came(turn: Turn, asked: AskedByForm) -> None:
    shift_id = asked.shift
    # What was filled in by a form that is there no more goes on as the daily report.
    key = DAILY if drafts.is_gone(turn.ctx, turn.actor, asked.form) else asked.form
    if turn.message is None:
        await ask(turn, await drafts.look(turn.ctx, turn.actor, shift_id, key, asked=True))
        return
    message, text = turn.message, turn.text.strip()
    if asked.wrong is None or asked.wrong != text[:_WRONG]:
        # The same again, and the same said of it, would be seen by nobody where it stands already.
        turn.go_on_there()
    if not text and not message.photo and turn.where is None:
        await turn.say(Screen(t("form-got-file" if message.document else "form-got-nothing")))
        return
    if message.text and (views.words_of(text) in views.labels() | _DONE):
        found = await drafts.look(turn.ctx, turn.actor, shift_id, key, asked=True)
        if await _pressed_in_words(turn, found, text, asked):
            return
    if begins_with_line(drafts.form_of(turn.ctx, turn.actor, key), text):
        await _read_lines(turn, await drafts.look(turn.ctx, turn.actor, shift_id, key, asked=True), text, 0)
        return
    await add(turn, message, (shift_id, key), text, (asked.instead, asked.photos), asked=True)


async def _pressed_in_words(turn: Turn, found: Filling, text: str, asked: AskedByForm) -> bool:
    """A word that stands on a button presses it; where there is no such button, and of words that may mean any, it is said that nothing is sent."""
    question, words = found.form.question(found.draft.at), views.words_of(text)
    if question is not None and question.kind not in (Kind.TEXT, Kind.PHOTO, Kind.LOCATION):
        with suppress(Unreadable):
            read_answer(question, text)
            return False
    is_label = words in views.labels()
    if not is_label and question is not None and question.kind is Kind.TEXT:
        return False
    if asked.instead:
        turn.place = None
        await ask(turn, found, instead=(asked.instead, asked.photos))
        return True
    pressed = views.button_of(found, words) if is_label else None
    match pressed:
        case SendReport():
            await save(turn, pressed)
        case SkipQuestion():
            await skipped(turn, pressed)
        case GoPastQuestion():
            await gone_on(turn, pressed)
        case GoBack():
            await gone_back(turn, pressed)
        case _:
            ready = views.button_of(found, views.SENDING) is not None
            problem = Unreadable("form-word", ready="yes" if ready else "no")
            await ask(turn, found, problem=problem, wrong=text)
    return True


async def add(
    turn: Turn,
    message: Message,
    to: tuple[int, str],
    text: str,
    instead: tuple[str, int] = ("", 0),
    *,
    asked: bool = False,
) -> None:
    """Keep what came, and put the question that is open now; of an album, which comes as so many messages, the count goes up."""
    change, got, problems = _taken(message, text, turn.where)
    found = await drafts.change(turn.ctx, turn.actor, *to, change, asked=asked)
    problem = problems[0] if problems else None
    wrong = text if problem is not None and got == "text" else ""
    # A photo is acknowledged where it stands.
    if got == "photo" and problem is None:
        await turn.acknowledge(t("form-got-photo"))
    if got == "photo" and await _waits(turn, to):
        await turn.once_together(lambda: _ask_again(turn, to, problem=problem, asked=asked))
        return
    await ask(turn, found, problem=problem, got="" if wrong else got, wrong=wrong, instead=instead)


async def _waits(turn: Turn, to: tuple[int, str]) -> bool:
    """Whether it is that form that is filled in."""
    standing = AskedByForm.of(await turn.standing_in())
    return standing is not None and (standing.shift, standing.form) == to


async def _ask_again(turn: Turn, to: tuple[int, str], *, problem: Unreadable | None, asked: bool) -> None:
    """What is open once an album is there; nothing of one that was sent meanwhile."""
    found = await drafts.look(turn.ctx, turn.actor, *to, asked=asked)
    standing = AskedByForm.of(await turn.standing_in())
    waits = standing is not None and (standing.shift, standing.form) == to
    if waits or not found.draft.empty:
        instead = (standing.instead, standing.photos) if standing is not None and waits else ("", 0)
        await ask(turn, found, problem=problem, got="photo", instead=instead)


async def keep_photo(turn: Turn, to: tuple[int, str]) -> bool:
    """A photo under which nothing but a command stands is kept for the report; says whether there was one."""
    message = turn.message
    if message is None or not message.photo:
        return False
    await add(turn, message, to, "")
    return True


async def mend(turn: Turn, pressed: MendAnswer) -> None:
    """An answer of a report that is put right."""
    key = _question(turn, pressed).key
    found = await drafts.change(
        turn.ctx, turn.actor, pressed.shift, pressed.form, lambda _form, draft: at_question(draft, key)
    )
    await ask(turn, found)


async def drop_photos(turn: Turn, pressed: DropPhotos) -> None:
    """The photos are wrong: others are asked for."""
    key = _question(turn, pressed).key
    found = await drafts.change(
        turn.ctx, turn.actor, pressed.shift, pressed.form, lambda _form, draft: without_photos(draft, key)
    )
    await ask(turn, found)


async def drop_lines(turn: Turn, pressed: DropLines) -> None:
    """What could not be read does not go along."""
    found = await drafts.change(
        turn.ctx, turn.actor, pressed.shift, pressed.form, lambda _form, draft: replace(draft, unread=())
    )
    await ask(turn, found)


async def save(turn: Turn, pressed: SendReport) -> None:
    """Store it; the number is the receipt."""
    if split_key(pressed.form)[1] is not None:
        done = await drafts.send_mended(turn.ctx, turn.actor, pressed.shift, pressed.form)
        if isinstance(done, drafts.Filling):
            await ask(turn, done, screen=views.mended_by_another(done))
            return
        mended, changed = done
        asked = AskedByForm.of(await turn.standing_in())
        if not changed and asked is not None and asked.form == pressed.form:
            # It goes on, so that what is still to be sent is taken.
            raise Refusal("refused-mend-same")
        await turn.finish()
        await turn.show(report_views.report(mended, turn.actor, mended=True))
        return
    to, source = (pressed.shift, pressed.form), turn.update.update_id
    left = await _left(turn)
    await _sent(turn, await drafts.send(turn.ctx, turn.actor, *to, source, further=pressed.further), to)
    await _say_left(turn, left)


async def drop(turn: Turn, pressed: DropReport) -> None:
    """What is filled in is thrown away."""
    found = await drafts.drop(turn.ctx, turn.actor, pressed.shift, pressed.form)
    await turn.finish()
    await turn.show(views.dropped(found))


async def take_instead(turn: Turn, pressed: TakeInstead) -> None:
    """What was filled in before is thrown away, but for photos that came with the message or since."""
    asked = await turn.asked(AskedByForm)
    if not asked.instead or (asked.shift, asked.form) != (pressed.shift, pressed.form):
        raise Refusal("refused-stale-button")
    found = await drafts.look(turn.ctx, turn.actor, pressed.shift, pressed.form)
    left = replace(begun(found.form), photos=found.draft.photos[asked.photos :])
    await drafts.change(turn.ctx, turn.actor, pressed.shift, pressed.form, lambda _form, _draft: left)
    await _read_lines(turn, replace(found, draft=left, begun_by=""), asked.instead, 0)


async def _left(turn: Turn) -> str:
    """The message that was to take the place of what is filled in, and does not any more."""
    asked = AskedByForm.of(await turn.standing_in())
    return "" if asked is None else asked.instead


async def _say_left(turn: Turn, words: str) -> None:
    if words:
        await turn.say(Screen(t("form-instead-left", words=shortened(words, _SHOWN))))


async def _finish(turn: Turn, to: tuple[int, str], sent: DutyReportFacts) -> None:
    """The report is filled in no more, and where it was asked for it is said to be sent; another question of a dialogue still waits."""
    if await _waits(turn, to):
        await turn.finish(instead=Screen(t("form-is-sent", number=sent.number)))


async def _sent(turn: Turn, done: Filling | tuple[DutyReportFacts, list[ShiftFacts]], to: tuple[int, str]) -> None:
    """The receipt; or what somebody else has sent of the shift, and what is filled in."""
    if isinstance(done, tuple):
        await _finish(turn, to, done[0])
        await turn.show(report_views.confirmed(*done))
    elif done.is_theirs and done.sent is not None:
        await ask(turn, done, screen=views.sent_by_another(done, done.sent))
    else:
        await ask(turn, done)


async def nothing_happened(turn: Turn, pressed: NothingHappened) -> None:
    """Aman, nihil: what most days are, in one press."""
    await _send_nothing(turn, pressed.shift, dropped=pressed.dropped)


async def keep_unasked(turn: Turn, message: Message, shift: int) -> None:
    """A photo without a command: it is kept for the shift's report, which "nihil" below it fills in."""
    text, found = turn.text.strip(), await drafts.look(turn.ctx, turn.actor, shift)
    if found.form.nothing and says_safe(text) and found.draft.empty and not found.further:
        photo = _photo(message)
        to = shift, found.form.key
        await ask(
            turn,
            await drafts.change(
                turn.ctx, turn.actor, *to, lambda form, draft: as_nothing(form, with_photo(form, draft, photo))
            ),
        )
        return
    await add(turn, message, (shift, found.form.key), "" if says_safe(text) else text)


async def told(turn: Turn) -> bool:
    """`/piket kejadian ...`, `/piket aman ...`, or lines under `/piket` alone: a report, as behind `/piket lapor`; whether it is one."""
    first, words = turn.cut(1)
    forms = turn.ctx.forms.of(turn.actor.office_code)
    key = first.casefold().strip(".,:;!")
    if key in forms and not words:
        shift = await _shift_now(turn, incident=forms[key].is_of_incident)
        if not await keep_photo(turn, (shift, key)):
            await ask(turn, await drafts.look(turn.ctx, turn.actor, shift, key))
    elif is_nothing(turn.rest) or key in _SAFE or has_lines(forms[DAILY], turn.rest):
        await in_lines(turn, turn.rest)
    elif key in forms and forms[key].is_of_incident:
        # "kejadian: nihil" says that there was none.
        await in_lines(turn, words if is_nothing(words) else f"{key}\n{words}")
    elif key == Situation.URGENT:
        await in_lines(turn, f"{_incident_form(forms)}\n{turn.rest}")
    else:
        return False
    return True


async def several(turn: Turn) -> bool:
    """Several reports in one message, each under the command, are taken one by one; whether there are."""
    forms = turn.ctx.forms.of(turn.actor.office_code)
    begins = {*LINES, *_SAFE, *forms, Situation.URGENT.value}
    parts = apart(turn.rest, begins)
    if len(parts) == 1 or re.split(r"\W", parts[0], maxsplit=1)[0].casefold() not in begins:
        return False
    for nth, words in enumerate(parts):
        try:
            await in_lines(turn, _under(forms, words), nth)
        except Refusal as refusal:
            await turn.say(Screen(Markup(refusal_text(refusal))))
    return True


def _under(forms: Mapping[str, Form], words: str) -> str:
    """The lines of a report by what stands behind the command."""
    first, *rest = words.split(maxsplit=1)
    if first.casefold() in LINES:
        return "".join(rest)
    if first.casefold() == Situation.URGENT:
        return f"{_incident_form(forms)}\n{words}"
    return "\n".join([first, *rest]) if first.casefold() in forms else words


async def in_lines(turn: Turn, words: str, nth: int = 0) -> None:
    """`/piket lapor` with lines under it: stored at once if all of it can be read, else what is open is asked.

    `nth`: which report of the message it is, from 0.
    """
    head, _, rest = words.partition("\n")
    forms, word = turn.ctx.forms.of(turn.actor.office_code), head.strip().casefold()
    key, text = (word, rest) if word in forms else (DAILY, f"{head}\n{rest}")
    shift = await _shift_now(turn, incident=forms[key].is_of_incident)
    found = await drafts.look(turn.ctx, turn.actor, shift, key)
    if not text.strip():
        if not await keep_photo(turn, (shift, key)):
            await turn.say(views.by_lines(found))
        return
    if is_nothing(text) and found.form.nothing:
        if turn.message is not None and turn.message.photo:
            await _nothing_with_photo(turn, turn.message, found, nth)
        else:
            await _send_nothing(turn, shift, nth=nth)
        return
    if turn.message is not None and read_lines(found.form, text).is_plain:
        await add(turn, turn.message, (shift, key), text.strip())
        return
    await _read_lines(turn, found, text, nth)


async def _read_lines(turn: Turn, before: Filling, text: str, nth: int) -> None:
    """Lines are added to what was filled in `before`, and sent where nothing is open."""
    to, read = (before.shift.id, before.form.key), read_lines(before.form, text)
    photo = _photo(turn.message) if turn.message is not None and turn.message.photo else None
    others = displaced(before.form, before.draft, read.draft)
    # What is urgent goes out before anybody is asked: both do.
    held = others and not is_told_urgently(before.form, added(before.form, before.draft, read.draft))
    if before.report is not None:
        # What is put right is to read otherwise.
        others, held = (), False
    problems: list[Unreadable] = []

    def _change(form: Form, draft: Draft) -> Draft:
        whole = draft if held else added(form, draft, read.draft)
        whole = whole if held else replace(whole, unread=(*whole.unread, *others))
        try:
            return with_photo(form, whole, photo) if photo is not None else whole
        except Unreadable as problem:
            problems.append(problem)
            return whole

    found = await drafts.change(turn.ctx, turn.actor, *to, _change, asked=before.lost)
    if problems:
        await ask(turn, found, problem=problems[0])
        return
    whole, at_once = not (read.faults or found.draft.at), is_told_urgently(found.form, found.draft)
    if held:
        asked = AskedByForm.of(await turn.standing_in())
        left = asked.instead if asked is not None else ""
        waiting = asked is not None and left and (asked.shift, asked.form) == to
        await ask(turn, found, instead=(text, asked.photos if asked and waiting else len(before.draft.photos)))
        # One that waited before this one does no more.
        await _say_left(turn, "" if left == text else left)
        return
    looked_at = (
        before.begun_by
        or (before.report is not None and whole)
        or is_played_down(found.form, before.draft, found.draft)
    )
    if looked_at or (whole and found.draft.unread and not at_once):
        # Somebody else's words, what was no "aman" before, and what could not be read before, are looked at first.
        await ask(turn, found)
        return
    if not whole and (before.report is not None or not at_once):
        await ask(turn, found, screen=views.unread(found, read.faults))
        return
    await _send_whole(turn, to, nth)


async def _send_whole(turn: Turn, to: tuple[int, str], nth: int) -> None:
    """Send what one message said; of an album the other photos are on their way, and go along."""

    async def _send() -> None:
        done = await drafts.send(turn.ctx, turn.actor, *to, _source(turn, nth), said_at=_said_at(turn))
        await _sent(turn, done, to)

    if turn.message is not None and turn.message.media_group_id is not None:
        await turn.wait_for_more(AskedByForm(*to), in_place=await _waits(turn, to))
    await turn.once_together(_send, leads=True)


async def ask(
    turn: Turn,
    found: Filling,
    *,
    problem: Unreadable | None = None,
    got: str = "",
    wrong: str = "",
    screen: Screen | None = None,
    instead: tuple[str, int] = ("", 0),
) -> None:
    """Put the question, or what is to be sent, in the one message of the report; `wrong` was written and is no answer.

    `instead`: a message that may take the place of what is filled in, but for photos beyond so many.
    """
    shown = screen or views.filling(found, weeks=weeks_of(turn), problem=problem, got=got, wrong=wrong)
    if instead[0]:
        shown = views.instead(found, instead[0])
    await turn.ask(shown, AskedByForm(found.shift.id, found.form.key, wrong[:_WRONG] or None, *instead))


async def _changed(turn: Turn, pressed: AnswerQuestion | SkipQuestion | GoPastQuestion | GoBack, how: Change) -> None:
    await ask(turn, await drafts.change(turn.ctx, turn.actor, pressed.shift, pressed.form, how))


def _said_at(turn: Turn) -> datetime | None:
    """When a report was said; what an edited message says now it did not say then."""
    return turn.sent_at if turn.update.edited_message is None else None


def _source(turn: Turn, nth: int) -> int:
    """By what the `nth` report of a message is known again where the message comes a second time; no update has that number."""
    update = turn.update.update_id
    return update if nth == 0 else -(update * _MOST_REPORTS + nth)


async def _send_nothing(turn: Turn, shift: int, *, dropped: bool = False, nth: int = 0) -> None:
    done = await drafts.send_nothing(
        turn.ctx, turn.actor, shift, _source(turn, nth), dropped=dropped, said_at=_said_at(turn)
    )
    if isinstance(done, tuple):
        await _finish(turn, (shift, DAILY), done[0])
        await turn.show(report_views.confirmed(*done))
    else:
        await ask(turn, done, screen=None if done.lost else views.nothing_over(done))


async def _nothing_with_photo(turn: Turn, message: Message, found: Filling, nth: int) -> None:
    """A photo with the words that there is nothing: it goes along, with the rest of its album."""
    to = found.shift.id, found.form.key
    if found.further:
        # Nothing is said again, but what was sent is kept.
        await keep_photo(turn, to)
        return
    if not found.draft.empty:
        change, _, problems = _taken(message, "", None)
        found = await drafts.change(turn.ctx, turn.actor, *to, change)
        if problems:
            await ask(turn, found, problem=problems[0])
        else:
            await _send_nothing(turn, found.shift.id, nth=nth)
        return
    await drafts.change(
        turn.ctx, turn.actor, *to, lambda form, draft: as_nothing(form, with_photo(form, draft, _photo(message)))
    )
    await _send_whole(turn, to, nth)


async def _shift_now(turn: Turn, *, incident: bool) -> int:
    """Of which shift a message reports: the one that owes a report, else today's for another; of an incident who is on duty now.

    An incident is reported by whoever is of a kecamatan, also where nobody is on duty.
    """
    on = await reports.place_of_incident(turn.ctx, turn.actor) if incident else None
    if on is not None:
        return on
    found = await reports.outlook(turn.ctx, turn.actor)
    owed = [*found.owed, *([found.reported] if found.reported is not None else []), *found.overdue, *found.ahead]
    if not owed and found.others:
        raise Refusal("refused-report-of-others")
    if not owed:
        raise Refusal("refused-no-shift-now" if turn.actor.district_id is not None else "refused-report-of-district")
    return owed[0].id


def _incident_form(forms: Mapping[str, Form]) -> str:
    return next((form.key for form in forms.values() if form.is_of_incident), DAILY)


def _question(
    turn: Turn, pressed: AnswerQuestion | SkipQuestion | GoPastQuestion | MendAnswer | DropPhotos
) -> Question:
    form, number = drafts.form_of(turn.ctx, turn.actor, pressed.form), pressed.question
    if number >= len(form.questions):
        raise Refusal("refused-stale-button")
    return form.questions[number]


def _past(form: Form, draft: Draft, question: Question) -> Draft:
    if question.key in draft.answers:
        return with_answer(form, draft, question.key, draft.answers[question.key])
    return without(form, draft, question.key)


def _taken(message: Message, text: str, place: tuple[float, float] | None) -> tuple[Change, str, list[Unreadable]]:
    """What a message adds, what is said of it (empty: nothing of use), and why its words are no answer, once it is added."""
    steps: list[Change] = []
    got, problems = "", []
    if message.photo:
        photo = _photo(message)
        steps.append(lambda form, draft: with_photo(form, draft, photo))
        got = "photo"
    elif place is not None:
        steps.append(lambda form, draft: with_location(form, draft, place))
        got = "location"
    if text:
        steps.append(lambda form, draft: _told(form, draft, text))
        got = got or "text"

    def _all(form: Form, draft: Draft) -> Draft:
        for step in steps:
            try:
                draft = step(form, draft)
            except Unreadable as problem:
                problems.append(problem)
        return draft

    return _all, got, problems


def _told(form: Form, draft: Draft, text: str) -> Draft:
    """Words; where nothing else is said yet, and they say that there is nothing, that is the whole report."""
    if form.nothing and is_quiet(form, draft, text):
        return as_nothing(form, draft)
    return with_words(form, draft, text)


def photo_of(message: Message) -> Photo | None:
    """The photo that was sent, if any."""
    return Photo(message.photo[-1].file_id, message.photo[-1].file_unique_id, message.date) if message.photo else None


def _photo(message: Message) -> tuple[str, str, str]:
    largest = message.photo[-1]
    return largest.file_id, largest.file_unique_id, message.date.isoformat()
