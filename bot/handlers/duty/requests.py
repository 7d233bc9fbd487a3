"""/minta: the office asks all its kecamatan for figures, words or files; their answers, and the table of these."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.domain.duty.filling import Unreadable
from bot.domain.duty.requests import RequestProblem, WantedKind, read_request
from bot.domain.lengths import shortened
from bot.domain.refusals import Refusal
from bot.handlers.questions import Question, question
from bot.services.duty import requests
from bot.views.duty import requests as views
from bot.views.duty.presses import (
    AnswerRequest,
    AnswerYesNo,
    CloseRequest,
    PictureRequest,
    SendRequest,
    ShowAnswerFiles,
    ShowRequest,
    TableRequest,
)
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.domain.duty.requests import RequestText, Wanted
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.duty.requests import RequestFacts

# Of what stands under a file.
_MOST_WORDS = 200


@question("minta", "check")
class AskedToCheck(Question):
    """A request as it was written, to be sent or written otherwise."""

    text: str
    # When it was looked at: words such as "Jumat" mean what was shown then.
    at: datetime | None = None


@question("jawab", "value")
class AskedForValue(Question):
    """The next thing that is wanted; `values` are those before it."""

    request: int
    values: list[Any]


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
    routes.dialogue(AskedToCheck)(written_again)
    routes.dialogue(AskedForValue)(came)


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
        turn.ctx, turn.actor, _read(asked.text, asked.at or _now(turn)), turn.update.update_id
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
    """Tutup."""
    turn.require_private()
    found = await requests.close(turn.ctx, turn.actor, pressed.request)
    await turn.show(views.result(found, turn.ctx.clock.now()))


async def show_files(turn: Turn, pressed: ShowAnswerFiles) -> None:
    """What a kecamatan sent."""
    turn.require_private()
    found = await requests.look(turn.ctx, turn.actor, pressed.request)
    given = found.answers.get(pressed.district)
    for wanted, value in zip(found.wanted, given.values if given is not None else (), strict=False):
        if wanted.kind is WantedKind.FILE:
            await (turn.send_kept_file if value["document"] else turn.send_photo)(value["file"])


async def begin(turn: Turn, pressed: AnswerRequest) -> None:
    """Jawab, or answer otherwise; what a colleague has answered is not written over unseen."""
    turn.require_private()
    found = await requests.to_answer(turn.ctx, turn.actor, pressed.request)
    district = turn.actor.district_id or 0
    given = found.answers.get(district)
    if given is not None and given.by != turn.actor.name and not pressed.again:
        await turn.show(views.answered(found, district, by=given.by))
        return
    await turn.ask(views.question(found, 0), AskedForValue(found.id, []))


async def yes_or_no(turn: Turn, pressed: AnswerYesNo) -> None:
    """Ya or Tidak."""
    asked = await turn.asked(AskedForValue)
    found = await requests.to_answer(turn.ctx, turn.actor, asked.request)
    if asked.request != pressed.request or found.wanted[len(asked.values)].kind is not WantedKind.YES_NO:
        raise Refusal("refused-stale-button")
    await _go_on(turn, found, [*asked.values, pressed.yes])


async def came(turn: Turn, asked: AskedForValue) -> None:
    """What is wanted, or something else."""
    turn.go_on_there()
    found = await requests.to_answer(turn.ctx, turn.actor, asked.request)
    number = len(asked.values)
    wanted = found.wanted[number]
    try:
        value, alone = _value(wanted, turn)
    except Unreadable as problem:
        await turn.ask(views.question(found, number, problem), asked)
        return
    await _go_on(turn, found, [*asked.values, value], alone=alone)


def _value(wanted: Wanted, turn: Turn) -> tuple[Any, bool]:
    """The answer that a message is, and whether it is the words alone under a file that nobody wanted."""
    if wanted.kind is WantedKind.FILE:
        return _file(turn) or wanted.read(turn.text), False
    if not turn.text.strip():
        raise Unreadable("request-not-words")
    return wanted.read(turn.text), turn.message is not None and turn.message.text is None


async def _go_on(turn: Turn, found: RequestFacts, values: list[Any], *, alone: bool = False) -> None:
    if len(values) < len(found.wanted):
        problem = Unreadable("request-words-alone") if alone else None
        await turn.ask(views.question(found, len(values), problem), AskedForValue(found.id, values))
        return
    found = await requests.answer(turn.ctx, turn.actor, found.id, values)
    await turn.finish()
    await turn.show(views.answered(found, turn.actor.district_id or 0, alone=alone))


async def _check(turn: Turn, text: str) -> None:
    now = _now(turn)
    await turn.ask(views.preview(_read(text, now)), AskedToCheck(text, now))


def _now(turn: Turn) -> datetime:
    return turn.ctx.clock.now().astimezone(turn.actor.zone)


def _read(text: str, now: datetime) -> RequestText:
    try:
        return read_request(text, now.date(), now.time())
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
