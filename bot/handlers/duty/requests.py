"""/minta: the office asks all its kecamatan for figures, words or files; their answers, and the table of these."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.domain.duty.filling import Unreadable
from bot.domain.duty.requests import MOST_FILES, RequestProblem, WantedKind, files_of, is_later, of_files, read_request
from bot.domain.lengths import shortened
from bot.domain.refusals import Refusal
from bot.handlers.questions import Question, question
from bot.services.duty import requests
from bot.services.duty.limits import closed_days
from bot.services.meetings.office_days import kept_days_of
from bot.views.duty import requests as views
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
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.duty.requests import RequestText
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.duty.requests import AnswerFacts, RequestFacts

# Of what stands under a file.
_MOST_WORDS = 200
_DONE = frozenset({"selesai", "sudah", "cukup", "sudah semua"})


@question("minta", "check")
class AskedToCheck(Question):
    """A request as it was written, to be sent or written otherwise."""

    text: str
    # When it was looked at: words such as "Jumat" mean what was shown then.
    at: datetime | None = None


@question("jawab", "value")
class AskedForValue(Question):
    """The next thing that is wanted; `values` are those before it, `files` what came to it so far.

    `again`: what is answered already stands until all of it is answered otherwise.
    """

    request: int
    values: list[Any]
    again: bool = False
    files: list[Any] = field(default_factory=list)
    # When what stood then was answered.
    seen: datetime | None = None
    # What came last, if it was no answer.
    wrong: str | None = None


@question("jawabganti", "which")
class AskedToReplace(Question):
    """Whether `values` take the place of what somebody else answered at `seen`."""

    request: int
    values: list[Any]
    seen: datetime


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("minta")(request_command)
    routes.press(SendRequest)(send)
    routes.press(ShowRequest)(show)
    routes.press(TableRequest)(table)
    routes.press(PictureRequest)(picture)
    routes.press(CloseRequest)(close)
    routes.press(ShowAnswerFiles)(show_files)
    routes.press(AnswerRequest)(begin)
    routes.press(AnswerYesNo)(yes_or_no)
    routes.press(KeepAnswer)(keep)
    routes.press(AddFiles)(add_files)
    routes.press(ReplaceAnswer)(replace_answer)
    routes.press(FilesSent)(files_sent)
    routes.dialogue(AskedToCheck)(written_again)
    routes.dialogue(AskedForValue)(came)
    routes.dialogue(AskedToReplace)(which_one)


async def request_command(turn: Turn) -> None:
    """/minta alone: what was asked; with words: another request, to be looked at before it goes out.

    For whoever answers for a kecamatan: what it is asked.
    """
    turn.require_private()
    if not turn.actor.manages:
        found = await requests.open_ones(turn.ctx, turn.actor)
        await turn.say(views.to_answer(found, turn.actor.district_id or 0))
        return
    if not turn.rest.strip():
        await turn.say(views.listed(await requests.lately(turn.ctx, turn.actor)))
        return
    await _check(turn, turn.rest)


async def written_again(turn: Turn, asked: AskedToCheck) -> None:
    """Written otherwise, instead of sent."""
    await _check(turn, turn.text or asked.text)


async def send(turn: Turn, pressed: SendRequest) -> None:
    """Kirim."""
    _ = pressed
    asked = await turn.asked(AskedToCheck)
    found, unreached = await requests.ask(
        turn.ctx, turn.actor, await _read(turn, asked.text, asked.at or _now(turn)), turn.update.update_id
    )
    await turn.finish()
    await turn.show(views.sent(found, unreached))


async def show(turn: Turn, pressed: ShowRequest) -> None:
    """What came of it so far."""
    turn.require_private()
    found = await requests.look(turn.ctx, turn.actor, pressed.request)
    await turn.show(views.result(found, turn.ctx.clock.now()))


async def picture(turn: Turn, pressed: PictureRequest) -> None:
    """The same as a picture."""
    turn.require_private()
    found, now = await requests.look(turn.ctx, turn.actor, pressed.request), turn.ctx.clock.now()
    content = await turn.make(views.picture(found, now))
    await turn.send_picture(content, Screen(t("request-title", title=found.title)))


async def table(turn: Turn, pressed: TableRequest) -> None:
    """The same as XLSX."""
    turn.require_private()
    found, now = await requests.look(turn.ctx, turn.actor, pressed.request), turn.ctx.clock.now()
    content = await turn.make(views.table(found, now))
    await turn.send_file(f"permintaan-{found.id}.xlsx", content, t("request-title", title=found.title))


async def close(turn: Turn, pressed: CloseRequest) -> None:
    """Tutup, once it is meant."""
    turn.require_private()
    if not pressed.sure:
        await turn.show(views.closing(await requests.look(turn.ctx, turn.actor, pressed.request)))
        return
    found = await requests.close(turn.ctx, turn.actor, pressed.request)
    await turn.show(views.result(found, turn.ctx.clock.now()))


async def show_files(turn: Turn, pressed: ShowAnswerFiles) -> None:
    """What a kecamatan sent."""
    turn.require_private()
    found = await requests.look(turn.ctx, turn.actor, pressed.request)
    given = found.answers.get(pressed.district)
    for wanted, value in zip(found.wanted, given.values if given is not None else (), strict=False):
        if wanted.kind is WantedKind.FILE:
            for one in files_of(value):
                await (turn.send_kept_file if one["document"] else turn.send_photo)(one["file"])


async def begin(turn: Turn, pressed: AnswerRequest) -> None:
    """Jawab, where it was left, or answer otherwise; what was answered is not written over unseen."""
    turn.require_private()
    found = await requests.to_answer(turn.ctx, turn.actor, pressed.request)
    district = turn.actor.district_id or 0
    given = found.answers.get(district)
    if given is not None and not pressed.again:
        await turn.show(views.answered(found, district, by="" if given.by == turn.actor.name else given.by))
        return
    begun = found.begun.get(district)
    values = list(begun.values) if begun is not None else []
    seen = None if given is None else given.at
    await _put(turn, found, AskedForValue(found.id, values, again=given is not None, seen=seen), begun=begun)


async def yes_or_no(turn: Turn, pressed: AnswerYesNo) -> None:
    """Ya or Tidak."""
    found, asked = await _asked(turn, pressed.request)
    if found.wanted[len(asked.values)].kind is not WantedKind.YES_NO:
        raise Refusal("refused-stale-button")
    await _go_on(turn, found, asked, pressed.yes)


async def keep(turn: Turn, pressed: KeepAnswer) -> None:
    """Tetap: what was answered before."""
    found, asked = await _asked(turn, pressed.request)
    old = _old(turn, found, asked)
    if old is None or pressed.question != len(asked.values):
        raise Refusal("refused-stale-button")
    await _go_on(turn, found, asked, old)


async def add_files(turn: Turn, pressed: AddFiles) -> None:
    """Tambah: what comes now is one more."""
    found, asked = await _asked(turn, pressed.request)
    old = _old(turn, found, asked)
    if old is None or found.wanted[len(asked.values)].kind is not WantedKind.FILE:
        raise Refusal("refused-stale-button")
    await _keep_files(turn, found, asked, files_of(old))


async def files_sent(turn: Turn, pressed: FilesSent) -> None:
    """Selesai."""
    found, asked = await _asked(turn, pressed.request)
    if not asked.files:
        raise Refusal("refused-stale-button")
    await _go_on(turn, found, asked, of_files(asked.files))


async def came(turn: Turn, asked: AskedForValue) -> None:
    """What is wanted, or something else."""
    if asked.wrong is None or asked.wrong != turn.text.strip()[:_MOST_WORDS]:
        # The same again, and the same said of it, would be seen by nobody where it stands already.
        turn.go_on_there()
    found = await requests.to_answer(turn.ctx, turn.actor, asked.request)
    wanted = found.wanted[len(asked.values)]
    if wanted.kind is WantedKind.FILE:
        await _file_came(turn, found, asked)
        return
    if not turn.text.strip():
        await _wrong(turn, found, asked, Unreadable("request-not-words"))
        return
    try:
        value = wanted.read(turn.text)
    except Unreadable as problem:
        await _wrong(turn, found, asked, problem)
        return
    # Under a file that nobody wanted.
    alone = turn.message is not None and turn.message.text is None
    await _go_on(turn, found, asked, value, alone=alone)


async def _file_came(turn: Turn, found: RequestFacts, asked: AskedForValue) -> None:
    """A file, then perhaps another; each is kept when it comes, and with the office where it is all that was lacking."""
    file = _file(turn)
    if file is None and asked.files and turn.text.strip(" .!").casefold() in _DONE:
        await _go_on(turn, found, asked, of_files(asked.files))
        return
    if file is not None and len(asked.files) < MOST_FILES:
        await _keep_files(turn, found, asked, [*asked.files, file])
        return
    problem = Unreadable("request-too-many-files", most=MOST_FILES) if file is not None else _no_file(turn.text)
    await _wrong(turn, found, asked, problem)


def _no_file(words: str) -> Unreadable:
    return Unreadable("request-later" if is_later(words, exact=True) else "request-not-a-file")


async def _keep_files(
    turn: Turn, found: RequestFacts, asked: AskedForValue, files: Sequence[Mapping[str, Any]]
) -> None:
    value = of_files(files)
    values = [*asked.values, value]
    whole = len(values) == len(found.wanted)
    if whole or not asked.again:
        found = await requests.answer(turn.ctx, turn.actor, found.id, values, asked.seen)
    if whole and await _stands(turn, found, values):
        return
    await _put(turn, found, replace(asked, again=asked.again or whole, files=list(files_of(value))))


async def _asked(turn: Turn, request: int) -> tuple[RequestFacts, AskedForValue]:
    asked = await turn.asked(AskedForValue)
    if asked.request != request:
        raise Refusal("refused-stale-button")
    return await requests.to_answer(turn.ctx, turn.actor, request), asked


def _old(turn: Turn, found: RequestFacts, asked: AskedForValue) -> Any:
    given = found.answers.get(turn.actor.district_id or 0)
    return given.values[len(asked.values)] if asked.again and given is not None else None


async def _put(
    turn: Turn,
    found: RequestFacts,
    asked: AskedForValue,
    problem: Unreadable | None = None,
    begun: AnswerFacts | None = None,
    wrong: str | None = None,
) -> None:
    number = len(asked.values)
    sent = asked.again and number + 1 == len(found.wanted)
    known = views.Answering(_old(turn, found, asked), len(asked.files), sent=sent, begun=begun)
    await turn.ask(views.question(found, number, problem, known, wrong or ""), replace(asked, wrong=wrong))


async def _wrong(turn: Turn, found: RequestFacts, asked: AskedForValue, problem: Unreadable) -> None:
    """What came is no answer: it is shown, with why."""
    await _put(turn, found, asked, problem, wrong=turn.text.strip()[:_MOST_WORDS])


async def _go_on(turn: Turn, found: RequestFacts, asked: AskedForValue, value: Any, *, alone: bool = False) -> None:
    values = [*asked.values, value]
    whole = len(values) == len(found.wanted)
    if whole or not asked.again:
        found = await requests.answer(turn.ctx, turn.actor, found.id, values, asked.seen)
    if not whole:
        problem = Unreadable("request-words-alone") if alone else None
        await _put(turn, found, replace(asked, values=values, files=[]), problem)
        return
    if await _stands(turn, found, values):
        return
    await turn.finish()
    await turn.show(views.answered(found, turn.actor.district_id or 0, alone=alone))


async def _stands(turn: Turn, found: RequestFacts, values: list[Any]) -> bool:
    """Ask, where somebody else has answered meanwhile; whether that is so."""
    other = requests.answered_by_another(found, turn.actor)
    if other is None:
        return False
    shown = views.replacing(found, turn.actor.district_id or 0, values)
    await turn.ask(shown, AskedToReplace(found.id, values, other.at))
    return True


async def which_one(turn: Turn, asked: AskedToReplace) -> None:
    """Only a button answers that."""
    found = await requests.to_answer(turn.ctx, turn.actor, asked.request)
    if not await _stands(turn, found, asked.values):
        await turn.finish()


async def replace_answer(turn: Turn, pressed: ReplaceAnswer) -> None:
    """Ganti, or Biarkan."""
    asked = await turn.asked(AskedToReplace)
    if asked.request != pressed.request:
        raise Refusal("refused-stale-button")
    found = await requests.to_answer(turn.ctx, turn.actor, asked.request)
    if pressed.yes:
        found = await requests.answer(turn.ctx, turn.actor, found.id, asked.values, asked.seen)
        if await _stands(turn, found, asked.values):
            return
    await turn.finish()
    other = requests.answered_by_another(found, turn.actor)
    await turn.show(views.answered(found, turn.actor.district_id or 0, by="" if other is None else other.by))


async def _check(turn: Turn, text: str) -> None:
    now = _now(turn)
    written = await _read(turn, text, now)
    shown = views.preview(written, *await requests.reached(turn.ctx, turn.actor, written))
    await turn.ask(shown, AskedToCheck(text, now))


def _now(turn: Turn) -> datetime:
    return turn.ctx.clock.now().astimezone(turn.actor.zone)


async def _read(turn: Turn, text: str, now: datetime) -> RequestText:
    free = closed_days(await kept_days_of(turn.ctx, turn.actor.office_id))
    try:
        return read_request(text, now.date(), now.time(), free)
    except RequestProblem as problem:
        raise Refusal(problem.key, **problem.values) from None


def _file(turn: Turn) -> dict[str, Any] | None:
    message = turn.message
    if message is not None and message.document is not None:
        return {"file": message.document.file_id, "document": True, "words": shortened(turn.text.strip(), _MOST_WORDS)}
    if message is not None and message.photo:
        return {
            "file": message.photo[-1].file_id,
            "document": False,
            "words": shortened(turn.text.strip(), _MOST_WORDS),
        }
    return None
