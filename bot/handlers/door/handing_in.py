"""/kumpulkan for heads: what kecamatan hand in, who is missing, all files as one; /berkas for those who hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot.documents.archive import Archive
from bot.domain.door.hand_ins import (
    LARGEST_FILE,
    LONGEST_ITEM,
    MOST_ITEMS,
    TooMany,
    archive_names,
    fitting,
    lacking_of,
    read_items,
)
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.handlers.door.afterwards import PHOTO, sent_file
from bot.handlers.questions import Question, question
from bot.services.access import require_manager
from bot.services.door import handing_in
from bot.services.meetings.calendar import office_sessions
from bot.views.door import hand_ins as views
from bot.views.door.presses import (
    AskForNothing,
    EditHandIn,
    FetchCollected,
    HandInFiles,
    HandInItem,
    RemindToHandIn,
    ShowCollected,
)
from bot.views.meetings.scheduling.picking import pick_session
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.domain.door.hand_ins import Collected
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


@question("handin", "file")
class AskedForItem(Question):
    """The file of an item, by its place in the session's list."""

    session: int
    item: int
    name: str


@question("handin", "items")
class AskedForItems(Question):
    """What each kecamatan hands in before a session."""

    session: int


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("kumpulkan", coded=True)(collect_command)
    routes.command("berkas", coded=True)(own_command)
    routes.press(ShowCollected)(show_press)
    routes.press(RemindToHandIn)(remind_press)
    routes.press(FetchCollected)(fetch_press)
    routes.press(HandInFiles)(files_press)
    routes.press(HandInItem)(item_press)
    routes.press(EditHandIn)(edit_press)
    routes.press(AskForNothing)(nothing_press)
    routes.dialogue(AskedForItem)(file_sent)
    routes.dialogue(AskedForItems)(items_step)


async def collect_command(turn: Turn) -> None:
    """/kumpulkan <sesi> [DIM; laporan; timeline]: asks for files, or says how it stands."""
    turn.require_private()
    require_manager(turn.actor)
    code, words = turn.cut(1)
    if not code:
        near = await office_sessions.near(turn.ctx, turn.actor)
        await turn.say(pick_session("kumpulkan", near, ShowCollected))
        return
    if words.strip():
        await _ask_for(turn, code, words)
        return
    session, collected = await handing_in.how_it_stands(turn.ctx, turn.actor, code)
    if not collected.items and _is_to_come(turn, session):
        await turn.ask(views.ask_items(session), AskedForItems(session.id))
    else:
        await turn.say(_stands(turn, session, collected))


async def show_press(turn: Turn, pressed: ShowCollected) -> None:
    """How it stands, by button."""
    turn.require_private()
    await turn.show(_stands(turn, *await handing_in.how_it_stands(turn.ctx, turn.actor, pressed.session)))


async def edit_press(turn: Turn, pressed: EditHandIn) -> None:
    """What is to be handed in: the question."""
    turn.require_private()
    session, _ = await handing_in.how_it_stands(turn.ctx, turn.actor, pressed.session)
    await turn.ask(views.ask_items(session), AskedForItems(session.id))


async def items_step(turn: Turn, asked: AskedForItems) -> None:
    """A list, as after the command."""
    session, _ = await handing_in.how_it_stands(turn.ctx, turn.actor, asked.session)
    if not turn.text.strip():
        await turn.ask(views.ask_items(session), asked)
    elif await _ask_for(turn, session.id, turn.text):
        await turn.finish()


async def nothing_press(turn: Turn, pressed: AskForNothing) -> None:
    """Nothing is to be handed in any more."""
    turn.require_private()
    session, collected, _ = await handing_in.ask_for(turn.ctx, turn.actor, pressed.session, ())
    await turn.finish()
    await turn.show(_stands(turn, session, collected))


async def _ask_for(turn: Turn, code: str | int, words: str) -> bool:
    """Whether the words were a list that a message has room for."""
    try:
        items = read_items(words)
    except TooMany:
        await turn.say(Screen(t("hand-in-too-many", most=MOST_ITEMS, longest=LONGEST_ITEM)))
        return False
    await turn.say(_stands(turn, *await handing_in.ask_for(turn.ctx, turn.actor, code, items)))
    return True


def _is_to_come(turn: Turn, session: SessionFacts) -> bool:
    return session.status is SessionStatus.SCHEDULED and turn.ctx.clock.now() < session.starts_at


def _stands(turn: Turn, session: SessionFacts, collected: Collected, told: int | None = None) -> Screen:
    return views.stands(session, collected, told, to_come=_is_to_come(turn, session))


async def remind_press(turn: Turn, pressed: RemindToHandIn) -> None:
    """Those of kecamatan that lack something."""
    turn.require_private()
    await turn.say(views.reminded(await handing_in.remind(turn.ctx, turn.actor, pressed.session)))


async def fetch_press(turn: Turn, pressed: FetchCollected) -> None:
    """All files as one, fetched one after the other."""
    turn.require_private()
    session, collected = await handing_in.how_it_stands(turn.ctx, turn.actor, pressed.session)
    inside, outside = fitting(collected.files)
    names = archive_names(inside)
    archive = Archive()
    for file in list(inside):
        try:
            archive.add(names[file.id], await turn.read_file(file.file_id.removeprefix(PHOTO)))
        except TelegramError:
            # Telegram has it no more: the others are of use all the same.
            inside.remove(file)
            outside.append(file)
    caption = views.archive_caption(session, inside, outside)
    if inside:
        await turn.send_file(views.archive_name(session), archive.finish(), caption)
    else:
        await turn.say(Screen(caption))


async def own_command(turn: Turn) -> None:
    """/berkas: what one's kecamatan hands in."""
    turn.require_private()
    found = await handing_in.of_own_district(turn.ctx, turn.actor)
    await turn.say(views.own(found, turn.actor.district_id or 0))


async def files_press(turn: Turn, pressed: HandInFiles) -> None:
    """Which item, or where there is one the question for it."""
    turn.require_private()
    session, lacking = await _own(turn, pressed.session)
    if len(session.hand_in) == 1:
        await _ask(turn, session, 0)
    else:
        await turn.say(views.which(session, lacking))


async def item_press(turn: Turn, pressed: HandInItem) -> None:
    """One of several."""
    turn.require_private()
    session, _ = await _own(turn, pressed.session)
    if pressed.item >= len(session.hand_in):
        raise Refusal("refused-stale-button")
    await _ask(turn, session, pressed.item)


async def file_sent(turn: Turn, asked: AskedForItem) -> None:
    """The file itself."""
    sent = sent_file(turn.message)
    if sent is None or turn.message is None:
        await turn.ask(Screen(t("hand-in-needs-file", item=asked.name)), asked)
        return
    document, photo = turn.message.document, turn.message.photo
    size = (document.file_size if document else photo[-1].file_size) or LARGEST_FILE
    session, taken = await handing_in.hand_in(turn.ctx, turn.user.id, asked.session, asked.item, sent, size)
    await turn.finish()
    await turn.say(views.taken(session, taken, sent.name))


async def _own(turn: Turn, session_id: int) -> tuple[SessionFacts, tuple[str, ...]]:
    """The session, with what the actor's kecamatan has not handed in."""
    for session, handed in await handing_in.of_own_district(turn.ctx, turn.actor):
        if session.id == session_id:
            return session, lacking_of(session.hand_in, handed, turn.actor.district_id or 0)
    raise Refusal("refused-stale-button")


async def _ask(turn: Turn, session: SessionFacts, number: int) -> None:
    item = session.hand_in[number]
    await turn.ask(views.ask_file(session, item), AskedForItem(session.id, number, item))
