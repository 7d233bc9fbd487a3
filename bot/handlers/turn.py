"""One turn of a conversation: who spoke, where, and the ways to answer; every handler gets one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from telegram import InlineKeyboardMarkup
from telegram.constants import ChatType, ReactionEmoji

from bot.documents.worker import PaperFailed
from bot.domain.door.checkin import is_on_globe
from bot.domain.lengths import shortened
from bot.domain.refusals import Refusal
from bot.domain.words.unseen import without_unseen
from bot.handlers import typed_command
from bot.handlers.questions import Question
from bot.monitoring.events import Event
from bot.services import dialogues
from bot.services.dialogues import Step
from bot.services.invitations import gathered
from bot.services.meetings import turning
from bot.services.owing import showing
from bot.services.people.former import out_of_office
from bot.views.invitations import gathered as gathered_views
from bot.views.meetings import undoing
from bot.views.press import Mark
from bot.views.refusals import refusal_text
from bot.views.screen import Keyboard, Screen, pages, rows
from bot.views.screen import caption as cut_caption
from bot.views.text import Markup, plain, t, unmarked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date

    from telegram import Chat, Message, Update, User
    from telegram.ext import ExtBot

    from bot.documents.reading import FileReader
    from bot.documents.typesetting import Printable
    from bot.documents.worker import Typesetter
    from bot.domain.invitations.gathered import Part
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.views.screen import Turns

Q = TypeVar("Q", bound=Question)
ALERT_LIMIT = 200
# In a dialogue's data: its question stands in a message about several sessions.
_AMID = "amid"


class Replies(Protocol):
    """Where replies stand in line (`bot.delivery.replies`): each is made, again where need be, when its turn comes."""

    def send(
        self,
        chat_id: int,
        call: Callable[..., Awaitable[Any]],
        what: object = None,
        *,
        then: Callable[[int | None], Awaitable[None]] | None = None,
        on_refused: Callable[[], None] | None = None,
        quiet: float | None = None,
        asked_by: int | None = None,
    ) -> None: ...

    def gather(
        self, chat_id: int, together: str, answer: Callable[[], Awaitable[None]], *, leads: bool = False
    ) -> None: ...

    def has_had_their_share(self, chat_id: int, person: int) -> bool: ...

    def edit(
        self,
        chat_id: int,
        message_id: int,
        call: Callable[..., Awaitable[Any]],
        what: object,
        *,
        instead: Callable[..., Awaitable[Any]] | None = None,
        then: Callable[[int | None], Awaitable[None]] | None = None,
        on_refused: Callable[[], None] | None = None,
    ) -> None: ...

    def shows(self, chat_id: int, message_id: int, what: object) -> bool: ...

    def has_just_changed(self, chat_id: int, message_id: int) -> bool: ...

    def stands_last(self, chat_id: int, message_id: int) -> bool: ...

    def note(self, call: Callable[..., Awaitable[Any]]) -> None: ...


@dataclass(slots=True)
class Turn:
    """A message or a press. `actor` is None only in handlers that are open to strangers.

    What it says stands in line when `say`, `show` and the like return: nobody waits for it, and no failure of it is the
    handler's. Whoever needs the id of the message gives a `then`, which is told it (None: the message was lost).
    """

    update: Update
    bot: ExtBot[int]
    ctx: Context
    person: PersonFacts | None
    args: list[str]
    typesetter: Typesetter
    reader: FileReader
    replies: Replies
    # Whether what follows the command begins with a code.
    coded: bool = False
    # What becomes of the message in which a button was pressed.
    mark: Mark = Mark.NONE
    answered: bool = False
    # The message whose place the next screen takes, where something was written and no button pressed.
    place: int | None = None
    # Seconds in which what was said need not be said again; None: as it is for everybody.
    quiet: float | None = None
    # Where the dialogue stands whose question is answered by what was sent; None where a button was pressed.
    answers: Step | None = None
    # Whether the dialogue goes on in a message about several sessions.
    amid_others: bool = False

    @property
    def actor(self) -> PersonFacts:
        """The registered person; refuses strangers."""
        if self.person is None:
            raise Refusal("refused-stranger")
        return self.person

    async def refuse_former(self) -> None:
        """Refuse whoever is on the roster and not in office: what strangers are told is not for them."""
        if self.person is None and (over := await out_of_office(self.ctx, self.user.id)) is not None:
            raise over

    @property
    def user(self) -> User:
        if self.update.effective_user is None:
            raise Refusal("refused-stranger")
        return self.update.effective_user

    @property
    def chat(self) -> Chat:
        if self.update.effective_chat is None:
            raise Refusal("refused-stale-button")
        return self.update.effective_chat

    @property
    def today(self) -> date:
        """Today in the actor's office."""
        return self.ctx.today(self.actor.zone)

    @property
    def pressed_label(self) -> str:
        """What stands on the button that was pressed; "" where none was, or it is not known."""
        query = self.update.callback_query
        shown = query.message.api_kwargs if query is not None and query.message is not None else {}
        found = [one for row in (shown.get("reply_markup") or {}).get("inline_keyboard", ()) for one in row]
        labels = (str(one.get("text", "")) for one in found if query and one.get("callback_data") == query.data)
        return next(labels, "")

    @property
    def together(self) -> bool:
        """Whether this happens in a message about several sessions, which is to say all of them again."""
        return self.amid_others or self.mark is Mark.TOGETHER

    @property
    def private(self) -> bool:
        return self.chat.type == ChatType.PRIVATE

    @property
    def topic(self) -> int | None:
        """The topic of a forum in which this happens; None: General, or a chat without topics.

        A reply to a message has a thread in any group: only those of forums can be written to.
        """
        query = self.update.callback_query
        if query is not None:
            return query.message.api_kwargs.get("message_thread_id") if query.message is not None else None
        message = self.message
        return message.message_thread_id if message is not None and message.is_topic_message else None

    @property
    def sent_at(self) -> datetime | None:
        """When this was sent, by Telegram's clock; None where a button was pressed."""
        return self.message.date if self.message is not None else None

    @property
    def shown_at(self) -> datetime | None:
        """When the pressed message was sent, to whoever had this account then; None in groups, and where nobody knows."""
        query = self.update.callback_query
        sent = query.message.api_kwargs.get("date") if query is not None and query.message is not None else None
        return datetime.fromtimestamp(sent, UTC) if sent and self.private else None

    @property
    def message(self) -> Message | None:
        """The message that was sent or edited; None where a button was pressed."""
        return self.update.message or self.update.edited_message

    @property
    def text(self) -> str:
        """What was written, or the caption of what was sent, without signs that nobody sees."""
        message = self.message
        return without_unseen(((message.text or message.caption) if message else None) or "")

    @property
    def rest(self) -> str:
        """Everything after the command, as it was typed; "" where there is no command."""
        said = typed_command.said_in(self.message)
        return said.rest if said is not None else ""

    def cut(self, words: int) -> list[str]:
        """The first `words` words after the command, then what follows them; "" for what is missing."""
        return typed_command.cut(typed_command.with_whole_code(self.rest) if self.coded else self.rest, words)

    def require_private(self) -> None:
        """Some things are nobody else's business."""
        if not self.private:
            raise Refusal("refused-private-only", bot=self.bot.username)

    async def say(
        self,
        screen: Screen,
        then: Callable[[int | None], Awaitable[None]] | None = None,
        *,
        once: tuple[object, ...] = (),
        of: SessionFacts | None = None,
    ) -> None:
        """Answer with a new message (several where the text is long; the keyboard goes under the last).

        `once` names what is asked where the answer may read otherwise each time: it is given once, as equal ones are.
        `of`: a session as it concerns whoever asks, which is kept up to date there.
        """
        *head, last = pages(screen.text)
        for part in head:
            self._send(part, None)
        if of is not None and self.private and not head:
            once = once if then is not None else (screen.text, _said_by(screen.keyboard))
            then = self._kept_up(of, then)
        self._send(last, screen.keyboard, self._turning(screen, then), once)

    async def show(
        self,
        screen: Screen,
        then: Callable[[int | None], Awaitable[None]] | None = None,
        *,
        of: SessionFacts | None = None,
    ) -> None:
        """Answer by changing the message pressed (or `place`), where it says something else; otherwise say it, `of` as there."""
        message_id = self._takes_place_of(screen)
        if message_id is None:
            await self.say(screen, then, of=of)
            return
        what = (screen.text, screen.keyboard)
        if self._stands_there(screen) and self.replies.shows(self.chat.id, message_id, what):
            # The same answer again: nothing to call Telegram for.
            return
        if screen.turns is not None:
            await self._keep(message_id, screen.turns)
        elif self._may_turn():
            await turning.forget(self.ctx, self.actor, self.chat.id, message_id)
        text: dict[str, Any] = {"text": screen.text, "reply_markup": screen.keyboard}
        self.replies.edit(
            self.chat.id,
            message_id,
            partial(self.bot.edit_message_text, message_id=message_id, **text),
            what,
            instead=partial(self.bot.send_message, **text, message_thread_id=self.topic),
            then=self._turning(screen, then, kept=message_id),
            on_refused=self._apologise,
        )

    async def notify(self, text: str, *, alert: bool = False, start: str = "") -> None:
        """Answer a press with a line on top of the screen (or a box), any other turn with a message.

        With `start` the presser's Telegram also opens the private chat with the bot, as by a link with that parameter
        (https://core.telegram.org/bots/api#answercallbackquery).
        """
        query = self.update.callback_query
        if query is None:
            await self.say(Screen(text))
            return
        self.answered = True
        link = f"https://t.me/{self.bot.username}?start={start}" if start else None
        # What is not said is false, and is not sent.
        self.replies.note(
            partial(
                self.bot.answer_callback_query,
                query.id,
                shortened(text, ALERT_LIMIT),
                show_alert=(alert and link is None) or None,
                url=link,
            )
        )
        # Begun before the turn goes on: by webhook it travels in the response.
        await asyncio.sleep(0)

    async def acknowledge(self, instead: str) -> None:
        """Set a thumb on what was sent; where Telegram takes none, the line `instead` is said."""
        message = self.message
        if message is None:
            return
        self.replies.edit(
            self.chat.id,
            message.message_id,
            partial(self.bot.set_message_reaction, message_id=message.message_id, reaction=ReactionEmoji.THUMBS_UP),
            None,
            instead=partial(self.bot.send_message, text=instead, message_thread_id=self.topic),
        )

    async def make(self, paper: Printable) -> bytes:
        """A file, whoever pressed for it told that it is being made; refuses where it cannot be."""
        if self.update.callback_query is not None:
            await self.notify(plain("file-making"))
        try:
            with self.ctx.clock.hold():
                return await self.typesetter.make(paper)
        except PaperFailed as fault:
            Event.FILE_NOT_MADE.emit(reason=str(fault), exc_info=True)
            raise Refusal("refused-paper-failed") from None

    async def send_file(self, name: str, content: bytes, caption: str, keyboard: Keyboard | None = None) -> None:
        """Send a file with lines under it, and buttons under these."""
        self._put(
            self.bot.send_document,
            document=content,
            filename=name,
            caption=cut_caption(caption),
            reply_markup=keyboard,
        )

    async def send_picture(self, content: bytes, screen: Screen) -> None:
        """Send a picture with a screen under it."""
        self._put(
            self.bot.send_photo,
            photo=content,
            caption=cut_caption(screen.text),
            reply_markup=screen.keyboard,
        )

    async def send_kept_file(self, file_id: str) -> None:
        """Send a file that Telegram has already."""
        self._put(self.bot.send_document, document=file_id)

    async def send_photo(self, file_id: str) -> None:
        """Send a photo that Telegram has already."""
        self._put(self.bot.send_photo, photo=file_id)

    @property
    def where(self) -> tuple[float, float] | None:
        """Latitude and longitude of the place that was sent; refuses what is nowhere on the globe."""
        place = self.message.location if self.message is not None else None
        if place is None:
            return None
        if not is_on_globe(place.latitude, place.longitude):
            raise Refusal("refused-no-such-place", latitude=f"{place.latitude:g}", longitude=f"{place.longitude:g}")
        return place.latitude, place.longitude

    async def send_location(self, latitude: float, longitude: float) -> None:
        """Send a place on the map."""
        self._put(self.bot.send_location, latitude=latitude, longitude=longitude)

    async def send_contact(self, phone: str, name: str, vcard: str) -> None:
        """Send a contact card, to call or to keep."""
        self._put(self.bot.send_contact, phone_number=phone, first_name=name, vcard=vcard)

    async def read_file(self, file_id: str) -> bytes:
        """Fetch a file that somebody sent."""
        file = await self.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    async def ask(self, screen: Screen, question: Question, *, of: SessionFacts | None = None) -> None:
        """Put a dialogue's next question to this person in this chat; the question before it loses its buttons. `of` as in `say`."""
        data = question.data
        changed = self._takes_place_of(screen)
        if self.together and changed is not None:
            data[_AMID] = True
        has_buttons = isinstance(screen.keyboard, InlineKeyboardMarkup)
        prompt, stands = (changed, None) if has_buttons else (None, changed)
        asked = Step(question.kind, question.step, data, prompt, self.update.update_id, stands)
        before = await dialogues.put(self.ctx, self.chat.id, self.user.id, asked)

        async def _asked(shown: int | None) -> None:
            if shown is not None and (shown == changed or not has_buttons):
                return
            going_on = await dialogues.asked(self.ctx, self.chat.id, self.user.id, asked, shown)
            if shown is not None and not going_on:
                # Answered before it was there.
                self._take_buttons(shown)

        await self.show(screen, _asked, of=of)
        await self._retire(before, changed)

    async def asked(self, kind: type[Q]) -> Q:
        """The question of that kind that waits for this person's answer here; a button of one that is over is refused.

        So is one below another message than the one that asks, of a question that was asked before: what it shows is not what would be done.
        """
        step = await self.standing_in()
        found = kind.of(step)
        pressed = self._pressed_id()
        below_another = step is not None and step.prompt and pressed not in (None, step.prompt)
        if found is None or below_another:
            raise Refusal("refused-stale-button")
        return found

    def _pressed_id(self) -> int | None:
        query = self.update.callback_query
        return query.message.message_id if query is not None and query.message is not None else None

    async def standing_in(self) -> Step | None:
        """The dialogue this person is in here, if any."""
        return await dialogues.current(self.ctx, self.chat.id, self.user.id)

    def go_on_there(self) -> None:
        """What is shown next takes the place of the question that was answered in words, unless that is out of sight."""
        step = self.answers
        if step is None:
            return
        self.amid_others = bool(step.data.get(_AMID))
        seen = step.place is not None and self.replies.stands_last(self.chat.id, step.place)
        self.place = step.place if seen or self.amid_others else None

    async def wait_for_more(self, question: Question, *, in_place: bool) -> None:
        """Put a dialogue's question without a word: more of what came is on its way, and what is said follows it (`once_together`).

        `in_place`: it is the one that waited already, and what is said takes its place.
        """
        before = await self.standing_in()
        on = before if in_place else None
        prompt, stands = (on.prompt, on.stands) if on is not None else (None, None)
        asked = Step(question.kind, question.step, question.data, prompt, self.update.update_id, stands)
        await dialogues.put(self.ctx, self.chat.id, self.user.id, asked)
        if on is None:
            await self._retire(before, None)

    async def once_together(self, answer: Callable[[], Awaitable[None]], *, leads: bool = False) -> None:
        """Answer an album once, when all of it is there; what is no part of one at once. `leads`: this says what the album is."""
        album = self.message.media_group_id if self.message is not None else None
        if album is None:
            await answer()
            return

        async def _answered() -> None:
            self.answers = await self.standing_in()
            self.go_on_there()
            try:
                await answer()
            except Refusal as refusal:
                await self.say(Screen(Markup(refusal_text(refusal))))

        self.replies.gather(self.chat.id, album, _answered, leads=leads)

    async def finish(self, *, wholly: bool = False, instead: Screen | None = None) -> Step | None:
        """Leave the dialogue, whose question loses its buttons, or says something else `instead`; returns where it stood, if there was one.

        Another that it had come before waits again, and says so, unless both are left (`wholly`).
        """
        before = await dialogues.clear(self.ctx, self.chat.id, self.user.id, wholly=wholly)
        if before is not None and before.below is not None and not wholly:
            await self.say(Screen(t(f"waits-{before.below['kind']}")))
        pressed = self.update.callback_query.message if self.update.callback_query else None
        kept = pressed.message_id if pressed else self.place
        if instead is not None and before is not None and before.place not in (None, kept):
            call = partial(self.bot.edit_message_text, message_id=before.place, text=instead.text)
            self.replies.edit(self.chat.id, before.place, call, (instead.text, None))
            return before
        await self._retire(before, kept)
        return before

    async def show_again(self) -> None:
        """Say again all that the message about several sessions says, in which something was pressed or asked."""
        parts = await self.parts()
        if not parts:
            raise Refusal("refused-stale-button")
        await self.show(gathered_views.gathered(parts, self.ctx.clock.now()))

    async def parts(self) -> list[Part]:
        """What the message says, of each of its sessions, in which something was pressed or asked; nothing where it is no news."""
        query = self.update.callback_query
        message = query.message.message_id if query is not None and query.message is not None else self.place
        return await gathered.parts_of(self.ctx, self.chat.id, message) if message is not None else []

    @property
    def shown_text(self) -> str:
        """What the message said in which was pressed."""
        query = self.update.callback_query
        shown = query.message.api_kwargs if query is not None and query.message is not None else {}
        return str(shown.get("text") or shown.get("caption") or "")

    async def _retire(self, before: Step | None, kept: int | None) -> None:
        """Take the buttons from a question that was answered another way than by them."""
        if before is None or before.place in (None, kept):
            return
        # What was asked in the place of an invitation is the invitation again.
        if await gathered.bring_back(self.ctx, self.chat.id, before.place) or before.data.get(_AMID):
            return
        if before.prompt is not None:
            self._take_buttons(before.prompt)

    async def leave_out_pressed(self) -> None:
        """What was pressed is of use once: its button goes, the rest of the message stays."""
        query = self.update.callback_query
        if query is None or query.message is None:
            return
        message_id, shown = query.message.message_id, query.message.api_kwargs.get("reply_markup") or {}
        found = InlineKeyboardMarkup.de_json(shown) if shown else None
        lines = (
            [[one for one in line if one.callback_data != query.data] for line in found.inline_keyboard]
            if found
            else []
        )
        call = partial(self.bot.edit_message_reply_markup, message_id=message_id, reply_markup=rows(*lines))
        self.replies.edit(self.chat.id, message_id, call, None)
        await turning.leave_out(self.ctx, self.actor, self.chat.id, message_id, str(query.data))

    def _take_buttons(self, message_id: int) -> None:
        call = partial(self.bot.edit_message_reply_markup, message_id=message_id)
        self.replies.edit(self.chat.id, message_id, call, None)

    def _takes_place_of(self, screen: Screen) -> int | None:
        """The message that `screen` can take the place of, if any."""
        query = self.update.callback_query
        # Only a new message can bring the phone's own keyboard, or take it away.
        in_place = screen.keyboard is None or isinstance(screen.keyboard, InlineKeyboardMarkup)
        if not in_place or len(pages(screen.text)) > 1:
            return None
        if query is None or self.mark is Mark.ASIDE:
            return self.place
        return query.message.message_id if query.message is not None else None

    def _turning(
        self, screen: Screen, then: Callable[[int | None], Awaitable[None]] | None, kept: int | None = None
    ) -> Callable[[int | None], Awaitable[None]] | None:
        """What follows once a screen is there that time will change, elsewhere than where that is known already."""
        turns = screen.turns
        if turns is None:
            return then

        async def _then(shown: int | None) -> None:
            if then is not None:
                await then(shown)
            if shown not in (None, kept):
                await self._keep(shown, turns)

        return _then

    def _kept_up(
        self, facts: SessionFacts, then: Callable[[int | None], Awaitable[None]] | None
    ) -> Callable[[int | None], Awaitable[None]]:
        person, chat_id, read_at = self.actor, self.chat.id, self.ctx.clock.now()

        async def _then(shown: int | None) -> None:
            if then is not None:
                await then(shown)
            if shown:
                await showing.keep_up(self.ctx, person, (chat_id, shown), facts, read_at)

        return _then

    async def _keep(self, message_id: int, turns: Turns) -> None:
        await turning.keep(self.ctx, self.actor, self.chat.id, message_id, turns.at, turns.facts)

    def _may_turn(self) -> bool:
        """Whether time would have changed the message in which was pressed."""
        query = self.update.callback_query
        shown = query.message.api_kwargs if query is not None and query.message is not None else {}
        return undoing.may_turn(shown.get("reply_markup") or {})

    def _stands_there(self, screen: Screen) -> bool:
        """Whether the message said this when it was pressed."""
        query = self.update.callback_query
        shown = query.message.api_kwargs if query is not None and query.message is not None else {}
        if shown.get("text") != unmarked(screen.text).strip():
            return False
        keyboard = screen.keyboard.to_dict() if screen.keyboard is not None else None
        return bool(shown.get("reply_markup") == keyboard)

    def _send(
        self,
        text: str,
        keyboard: Keyboard | None,
        then: Callable[[int | None], Awaitable[None]] | None = None,
        once: tuple[object, ...] = (),
    ) -> None:
        call = partial(
            self.bot.send_message,
            text=text,
            reply_markup=keyboard,
            message_thread_id=self.topic,
        )
        # A question of a dialogue is somebody's own: each is asked.
        what = (self.topic, *(once or (text, _said_by(keyboard)))) if once or then is None else None
        self.replies.send(
            self.chat.id,
            call,
            what,
            then=then,
            on_refused=self._apologise,
            quiet=self.quiet,
            asked_by=self._asking,
        )

    def _put(self, call: Callable[..., Awaitable[Any]], **what: Any) -> None:
        what["message_thread_id"] = self.topic
        put = partial(call, **what)
        self.replies.send(self.chat.id, put, (call.__name__, what), on_refused=self._apologise, asked_by=self._asking)

    @property
    def _asking(self) -> int | None:
        """Who asked for what is said in a group, where others wait for it: somebody, or the chat that they speak for."""
        sender = self.update.effective_sender
        return None if self.private or sender is None else sender.id

    def _apologise(self) -> None:
        """Telegram does not take what we wanted to say: a fault of ours, but nobody is left without a word."""
        call = partial(self.bot.send_message, text=t("error-internal"), message_thread_id=self.topic)
        self.replies.send(self.chat.id, call, (self.topic, t("error-internal")))


def _said_by(keyboard: Keyboard | None) -> object:
    """A keyboard as it can be compared with another: those of the phone's own are none for python-telegram-bot."""
    return keyboard if keyboard is None or isinstance(keyboard, InlineKeyboardMarkup) else keyboard.to_json()
