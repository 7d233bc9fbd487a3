"""From a Telegram update to a handler: commands, presses and dialogue steps, with one way of saying no."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from telegram import Update
from telegram.constants import ChatType
from telegram.error import Forbidden
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from bot.domain.people.names.written import shown_name
from bot.domain.refusals import Refusal
from bot.handlers import typed_command
from bot.handlers.questions import Question
from bot.handlers.turn import Turn
from bot.monitoring.events import Event
from bot.services import access, dialogues
from bot.services.dialogues import Step
from bot.services.groups import linking
from bot.services.owing.showing import has_seen
from bot.services.people import registration
from bot.services.people.former import out_of_office
from bot.views.press import Press
from bot.views.refusals import refusal_text
from bot.views.screen import Screen
from bot.views.set_aside import set_aside
from bot.views.text import Markup, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import MaybeInaccessibleMessage, Message
    from telegram.ext import ContextTypes, ExtBot

    from bot.documents.reading import FileReader
    from bot.documents.worker import Typesetter
    from bot.domain.people.facts import PersonFacts
    from bot.handlers.turn import Replies
    from bot.handlers.typed_command import TypedCommand
    from bot.services.context import Context

# Seconds in which a stranger is not told the same again, in private or, whoever it is, in a group.
STRANGERS_QUIET = 600.0
# The parameter of a link that only leads to registering.
REGISTER = "daftar"

P = TypeVar("P", bound=Press)
Q = TypeVar("Q", bound=Question)
Handle = Callable[[Turn], Awaitable[None]]
HandlePress = Callable[[Turn, P], Awaitable[None]]
HandleReply = Callable[[Turn, int], Awaitable[bool]]
HandleStep = Callable[[Turn, Step], Awaitable[None]]
HandleQuestion = Callable[[Turn, Q], Awaitable[None]]
App = Application[Any, Any, Any, Any, Any, Any]


@dataclass(slots=True)
class Routes:
    """What the handler modules register; `attach` turns it into python-telegram-bot handlers."""

    commands: dict[str, Handle] = field(default_factory=dict)
    # Those of them that also read a file or a photo sent with the command as its caption.
    captions: dict[str, Handle] = field(default_factory=dict)
    presses: dict[str, Handle] = field(default_factory=dict)
    # By kind and step.
    questions: dict[tuple[str, str], HandleStep] = field(default_factory=dict)
    # Open to people who are not (yet) in the roster.
    open_to_strangers: set[Handle] = field(default_factory=set)
    # Their use case finds the presser itself, in its own transaction: `turn.actor` is not theirs to ask.
    finding_actor: set[Handle] = field(default_factory=set)
    # Commands that a group itself may give, by its anonymous admins: nobody's own business is in them.
    for_groups: set[Handle] = field(default_factory=set)
    # Commands behind which stands the code of an activity or session.
    coded: set[Handle] = field(default_factory=set)
    # Buttons that stand in groups; all others work in private alone, whoever presses them wherever.
    in_groups: set[Handle] = field(default_factory=set)
    contact: Handle | None = None
    membership: Handle | None = None
    service: Handle | None = None
    document: Handle | None = None
    # Where a place on the map goes that no dialogue asked for.
    location: Handle | None = None
    # A command that leads nowhere, or whose caption nobody reads.
    stray: Handle | None = None
    fallback: Handle | None = None
    edited: Handle | None = None
    # Takes what is written in reply to a message (by its number), and says whether it was for that one.
    reply: HandleReply | None = None

    def command(
        self, *names: str, strangers: bool = False, groups: bool = False, captions: bool = False, coded: bool = False
    ) -> Callable[[Handle], Handle]:
        """Register a command by its names (without the slash).

        `groups`: also for whoever speaks as the group itself; `captions`: also as the caption of a file or a photo;
        `coded`: what follows begins with the code of an activity or session, which is one word to the handler however it is parted.
        """

        def _register(handle: Handle) -> Handle:
            for name in names:
                self.commands[name] = handle
                if captions:
                    self.captions[name] = handle
            if groups:
                self.for_groups.add(handle)
            if coded:
                self.coded.add(handle)
            return self._opened(handle, strangers=strangers)

        return _register

    def press(
        self, kind: type[P], *, finds_actor: bool = False, in_groups: bool = False
    ) -> Callable[[HandlePress[P]], HandlePress[P]]:
        """Register who handles a kind of presses, and gets the press."""

        def _register(handle: HandlePress[P]) -> HandlePress[P]:
            reads = _reading(kind, handle)
            self.presses[kind.verb] = reads
            if finds_actor:
                self.finding_actor.add(reads)
            if in_groups:
                self.in_groups.add(reads)
            return handle

        return _register

    def dialogue(self, kind: type[Q]) -> Callable[[HandleQuestion[Q]], HandleQuestion[Q]]:
        """Register who takes the answer to a question, put by `turn.ask(screen, question)`."""

        def _register(handle: HandleQuestion[Q]) -> HandleQuestion[Q]:
            self.questions[kind.kind, kind.step] = _answering(kind, handle)
            return handle

        return _register

    def _opened(self, handle: Handle, *, strangers: bool) -> Handle:
        if strangers:
            self.open_to_strangers.add(handle)
        return handle


# Seconds in which a group is told once that somebody asks too much there.
_CROWD_QUIET = 60.0


class Router:
    """Runs handlers: finds the actor, turns refusals into one friendly line, never leaves a press unanswered."""

    def __init__(
        self,
        ctx: Context,
        bot: ExtBot[int],
        routes: Routes,
        typesetter: Typesetter,
        reader: FileReader,
        replies: Replies,
    ) -> None:
        self._bot = bot
        self._ctx = ctx
        self._routes = routes
        self._typesetter = typesetter
        self._reader = reader
        self._replies = replies
        # Told of each command in a group that is not taken up, for its sender takes the others' place.
        self.on_dropped: list[Callable[[Update], None]] = []

    def attach(self, app: App) -> None:
        """Add python-telegram-bot handlers for all routes."""
        app.add_handler(ChatMemberHandler(self._membership, ChatMemberHandler.MY_CHAT_MEMBER))
        app.add_handler(CallbackQueryHandler(self._press))
        # An edited message is not a new wish: only a dialogue's own step could mean it, and that has passed.
        app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, self._edited))
        new = filters.UpdateType.MESSAGE
        # A chat speaks, we do not know for whom.
        app.add_handler(MessageHandler(new & filters.SenderChat.ALL & ~filters.StatusUpdate.ALL, self._chat_speaks))
        app.add_handler(MessageHandler(new & filters.StatusUpdate.ALL, self._service))
        app.add_handler(MessageHandler(new, self._message))
        app.add_error_handler(self._broken)

    async def _chat_speaks(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """The group for an admin of it, somebody behind a channel of theirs, or a channel, which is not talking to us."""
        message = update.effective_message
        if message is None or message.sender_chat is None or message.is_automatic_forward:
            return
        said = typed_command.said_in(message)
        handle = self._commanded(said, self._routes.commands)
        if said is None or handle is None or typed_command.is_passed_on(message):
            return
        if await self._crowds(update):
            return
        if handle in self._routes.for_groups:
            await self._run(update, handle, self._words(handle, said), self._find_group)
        else:
            anonymous = message.sender_chat.id == message.chat.id
            why = "refused-anonymous" if anonymous else "refused-as-channel"
            await self._refuse(self._turn(update), Refusal(why, given=f"/{said.name}"))

    async def _press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        data = (update.callback_query.data or "") if update.callback_query else ""
        verb, *args = data.split(":")
        handle = self._routes.presses.get(verb, _stale)
        private = update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE
        # What a forged button would show there is nobody else's business.
        await self._run(update, handle if private or handle in self._routes.in_groups else _stale, args)

    async def _service(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if self._routes.service is not None:
            await self._run(update, self._routes.service, [])

    async def _membership(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if self._routes.membership is not None:
            await self._run(update, self._routes.membership, [])

    async def _message(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        said = typed_command.said_in(update.effective_message)
        handle = await self._find(update, said)
        if handle is not None and not await self._crowds(update):
            await self._run(update, handle, self._words(handle, said))

    async def _crowds(self, update: Update) -> bool:
        """Whether somebody has had their share of what may be said in a group: then the group is told, once."""
        turn, sender = self._turn(update), update.effective_sender
        if turn.private or sender is None or not self._replies.has_had_their_share(turn.chat.id, sender.id):
            return False
        for listener in self.on_dropped:
            listener(update)
        turn.quiet = _CROWD_QUIET
        await turn.say(Screen(t("too-many-in-group", bot=self._bot.username)))
        return True

    def _words(self, handle: Handle, said: TypedCommand | None) -> list[str]:
        if said is None:
            return []
        return (typed_command.with_whole_code(said.rest) if handle in self._routes.coded else said.rest).split()

    async def _edited(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if self._routes.edited is None or update.effective_chat is None:
            return
        # In a group people correct what they say to each other; a command was meant for us.
        private = update.effective_chat.type == ChatType.PRIVATE
        if (
            private
            or self._commanded(typed_command.said_in(update.effective_message), self._routes.commands) is not None
        ):
            await self._run(update, self._routes.edited, [])

    def _commanded(self, said: TypedCommand | None, known: dict[str, Handle]) -> Handle | None:
        """Who handles a command that was sent, if this bot is meant and has it."""
        return known.get(said.name) if said is not None and said.is_for(self._bot.username) else None

    async def _find(self, update: Update, said: TypedCommand | None) -> Handle | None:
        message, user, chat = update.effective_message, update.effective_user, update.effective_chat
        if message is None or user is None or chat is None:
            return None
        routes = self._routes
        handle = self._commanded(said, routes.commands if message.text else routes.captions)
        if handle is not None and typed_command.is_passed_on(message):
            # Somebody else's wish; in a group people pass on to each other what they like.
            return routes.stray if chat.type == ChatType.PRIVATE else None
        if handle is not None:
            return handle
        if chat.type != ChatType.PRIVATE:
            # An admin of a group hears everything in it: people talk to each other.
            return None
        if said is not None:
            # Never an answer: who types /jadwl wants something else.
            return routes.stray
        step = await dialogues.current(self._ctx, chat.id, user.id)
        # A number registers, whatever else was asked.
        takes = self._answered_by(step) if message.contact is None and step is not None else None
        takes = takes or self._unasked(message)
        replied = message.reply_to_message if message.text is not None or message.photo else None
        return takes if replied is None else self._replying(replied.message_id, takes)

    def _replying(self, replied: int, otherwise: Handle | None) -> Handle:
        """First whoever asked in the message that is replied to."""

        async def _reply(turn: Turn) -> None:
            takes = self._routes.reply
            if takes is not None and await takes(turn, replied):
                return
            if otherwise is not None:
                await otherwise(turn)

        return _reply

    def _answered_by(self, step: Step) -> Handle | None:
        """Who takes what comes while `step` waits for it."""
        routes = self._routes
        handle = routes.questions.get((step.kind, step.step))
        return None if handle is None else lambda turn: handle(turn, step)

    def _unasked(self, message: Message) -> Handle | None:
        """Who reads what came without a question."""
        routes = self._routes
        if message.contact is not None and routes.contact is not None:
            return routes.contact
        if message.document is not None and routes.document is not None:
            return routes.document
        if message.location is not None and routes.location is not None:
            return routes.location
        return routes.fallback

    async def say_too_many(self, update: Update) -> None:
        """Some of a person's updates came too fast and were dropped: say so, but not to a whole group."""
        chat = update.effective_chat
        if update.callback_query is None and (chat is None or chat.type != ChatType.PRIVATE):
            return
        await self._turn(update, []).notify(plain("too-many"), alert=True)

    async def answer_merged(self, update: Update) -> None:
        """A press that repeats one under way: its phone need not wait."""
        if update.callback_query is not None:
            await self._turn(update, []).notify("")

    async def say_set_aside(self, update: Update) -> None:
        """To whoever sent what the bot could not bear: in private, and where it was a press, on that screen too if there is time."""
        turn = self._turn(update, [])
        private = update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE
        if update.callback_query is not None:
            # Else the button of a phone that has not given up yet goes on turning.
            await turn.notify("" if private else plain("set-aside-toast"), alert=not private)
        if private:
            document = turn.message.document if turn.message is not None else None
            file = (shown_name(document.file_name or "") or plain("set-aside-unnamed")) if document is not None else ""
            label, under = turn.pressed_label, turn.shown_text.strip().partition("\n")[0]
            await turn.say(set_aside(label=label, under=under, given=turn.text.strip(), file=file))

    async def _run(
        self,
        update: Update,
        handle: Handle,
        args: list[str],
        find: Callable[[Update], Awaitable[PersonFacts | None]] | None = None,
    ) -> None:
        judges_itself = handle in self._routes.finding_actor
        turn = self._turn(update, args)
        turn.coded = handle in self._routes.coded
        try:
            turn.person = None if judges_itself else await (find or self._find_actor)(update)
            if turn.person is None and not self._may_become_somebody(handle):
                turn.quiet = STRANGERS_QUIET
            if turn.person is None and not (judges_itself or self._is_open(handle)):
                raise Refusal("refused-stranger")  # noqa: TRY301 (the one way of saying no)
            if turn.person is not None:
                access.require_holder(turn.person, turn.shown_at)
            await handle(turn)
        except Refusal as refusal:
            await self._refuse(turn, refusal)
        if handle is not self._routes.membership:
            await self._hear_from(turn, judges_itself=judges_itself)
        if update.callback_query is not None and not turn.answered:
            await turn.notify("")

    async def _hear_from(self, turn: Turn, *, judges_itself: bool) -> None:
        """Whoever says something in private can be written to, whatever Telegram said before."""
        if turn.update.effective_chat is None or not turn.private:
            return
        if turn.person is None and judges_itself:
            turn.person = await self._find_actor(turn.update)
        if turn.person is not None and not turn.person.reachable:
            await registration.set_reachable(self._ctx, turn.user.id, reachable=True)

    def _turn(self, update: Update, args: Sequence[str] = ()) -> Turn:
        return Turn(update, self._bot, self._ctx, None, list(args), self._typesetter, self._reader, self._replies)

    async def _find_actor(self, update: Update) -> PersonFacts | None:
        if update.effective_user is None:
            return None
        user, now = update.effective_user.id, self._ctx.clock.now()
        return await self._ctx.db.query(lambda connection: access.find_actor(connection, user, now))

    async def _find_group(self, update: Update) -> PersonFacts | None:
        return None if update.effective_chat is None else await linking.voice(self._ctx, update.effective_chat.id)

    def _may_become_somebody(self, handle: Handle) -> bool:
        """What strangers may do to be strangers no longer, however often."""
        routes = self._routes
        return handle in routes.open_to_strangers or handle in (routes.contact, routes.membership, routes.service)

    def _is_open(self, handle: Handle) -> bool:
        """Whether strangers may: some handlers judge them themselves (contacts register them, groups ignore them)."""
        routes = self._routes
        judging = (routes.contact, routes.membership, routes.service, routes.fallback, routes.edited, routes.stray)
        return handle in routes.open_to_strangers or handle in judging

    async def _refuse(self, turn: Turn, refusal: Refusal) -> None:
        if refusal.key == "refused-stranger" and (turn.private or turn.update.callback_query is not None):
            refusal = await out_of_office(self._ctx, turn.user.id) or refusal
        if refusal.key == "refused-stranger" and turn.private:
            # They are where others are sent.
            refusal = Refusal("refused-stranger-here")
        if refusal.tells_of is not None:
            await has_seen(self._ctx, turn.user.id, refusal.tells_of)
        query = turn.update.callback_query
        if query is not None and refusal.key == "refused-stale-button" and self._has_just_changed(query.message):
            # A second tap, made before the screen had changed: what they wanted is done.
            await turn.notify("")
        elif query is not None:
            # Whoever is not known yet registers in private, where the press leads.
            start = REGISTER if refusal.key == "refused-stranger" and not turn.private else ""
            await turn.notify(refusal_text(refusal, as_html=False), alert=True, start=start)
        elif turn.update.effective_chat is not None:
            await turn.say(Screen(Markup(refusal_text(refusal))))

    def _has_just_changed(self, message: MaybeInaccessibleMessage | None) -> bool:
        return message is not None and self._replies.has_just_changed(message.chat.id, message.message_id)

    async def _broken(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A fault of ours: logged (the turn's update id with it); the person gets one friendly line."""
        if isinstance(context.error, Forbidden):
            # They wrote or pressed and then blocked the bot, or put it out: nobody is left to answer.
            Event.NOBODY_TO_ANSWER.emit(reason=context.error.message)
            return
        Event.HANDLER_BROKE.emit(exc_info=context.error)
        if not isinstance(update, Update) or update.effective_chat is None:
            return
        turn = self._turn(update)
        if update.callback_query is not None:
            await turn.notify(t("error-internal"), alert=True)
        else:
            await turn.say(Screen(t("error-internal")))


def _reading(kind: type[P], handle: HandlePress[P]) -> Handle:
    async def _read(turn: Turn) -> None:
        pressed = kind.read(turn.args)
        turn.mark, turn.args = pressed.mark, []
        await handle(turn, pressed)

    return _read


def _answering(kind: type[Q], handle: HandleQuestion[Q]) -> HandleStep:
    async def _answer(turn: Turn, step: Step) -> None:
        turn.answers = step
        await handle(turn, kind.read(step.data))

    return _answer


async def _stale(turn: Turn) -> None:  # noqa: ARG001 (a handler takes a turn)
    raise Refusal("refused-stale-button")
