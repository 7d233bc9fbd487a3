"""One turn of a conversation: who spoke, where, and the ways to answer; every handler gets one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardMarkup, Message
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest

from bot.domain.ledger import Priority
from bot.domain.refusals import Refusal
from bot.services import dialogues
from bot.services.dialogues import Step
from bot.views.screen import Keyboard, Screen, pages

if TYPE_CHECKING:
    from datetime import date

    from telegram import Chat, Update, User
    from telegram.ext import ExtBot

    from bot.documents.worker import Typesetter
    from bot.domain.facts import PersonFacts
    from bot.services.context import Context

ALERT_LIMIT = 200
# Ids are 32-bit columns on PostgreSQL: a larger number is forged, and would break the query.
_LARGEST_ID = 2**31 - 1


@dataclass(slots=True)
class Turn:
    """A message or a press. `actor` is None only in handlers that are open to strangers."""

    update: Update
    bot: ExtBot[int]
    ctx: Context
    person: PersonFacts | None
    args: list[str]
    typesetter: Typesetter
    answered: bool = False

    @property
    def actor(self) -> PersonFacts:
        """The registered person; refuses strangers."""
        if self.person is None:
            raise Refusal("refused-stranger")
        return self.person

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
    def message(self) -> Message | None:
        """The message that was sent or edited; None where a button was pressed."""
        return self.update.message or self.update.edited_message

    @property
    def text(self) -> str:
        """What was written, or the caption of what was sent."""
        message = self.message
        return ((message.text or message.caption) if message else None) or ""

    @property
    def rest(self) -> str:
        """Everything after the command, with line breaks kept."""
        _, _, rest = self.text.partition(" ")
        return rest.strip()

    def number(self, index: int) -> int:
        """A whole number among the arguments of a button; refuses forged or outdated data."""
        word = self.word(index)
        if not word.isdecimal() or int(word) > _LARGEST_ID:
            raise Refusal("refused-stale-button")
        return int(word)

    def word(self, index: int) -> str:
        """A word among the arguments of a button."""
        try:
            return self.args[index]
        except IndexError:
            raise Refusal("refused-stale-button") from None

    def require_private(self) -> None:
        """Some things are nobody else's business."""
        if not self.private:
            raise Refusal("refused-private-only", bot=self.bot.username)

    async def say(self, screen: Screen) -> Message:
        """Answer with a new message (several where the text is long; the keyboard goes under the last)."""
        *head, last = pages(screen.text)
        for part in head:
            await self._send(part, None)
        return await self._send(last, screen.keyboard)

    async def show(self, screen: Screen) -> int:
        """Answer a press by changing the message it stands under; otherwise say it. Returns the message's id."""
        query = self.update.callback_query
        keyboard = screen.keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else None
        # Only a new message can bring the phone's own keyboard, or take it away.
        in_place = keyboard is screen.keyboard
        if query is None or query.message is None or not in_place or len(pages(screen.text)) > 1:
            return (await self.say(screen)).message_id
        try:
            await self.bot.edit_message_text(
                screen.text,
                chat_id=query.message.chat.id,
                message_id=query.message.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                rate_limit_args=Priority.REPLY,
            )
        except BadRequest as error:
            reason = error.message.lower()
            if "not modified" not in reason:
                if "to edit not found" not in reason and "can't be edited" not in reason:
                    raise
                return (await self.say(screen)).message_id
        return query.message.message_id

    async def notify(self, text: str, *, alert: bool = False) -> None:
        """Answer a press with a line on top of the screen (or a box), any other turn with a message."""
        query = self.update.callback_query
        if query is None:
            await self.say(Screen(text))
            return
        self.answered = True
        try:
            await query.answer(text[:ALERT_LIMIT], show_alert=alert)
        except BadRequest as error:
            # The press waited too long (a restart): its effect stands, only the note is lost.
            if "query is too old" not in error.message.lower():
                raise

    async def send_file(self, name: str, content: bytes, caption: str, keyboard: Keyboard | None = None) -> None:
        """Send a file with lines under it, and buttons under these."""
        await self.bot.send_document(
            self.chat.id,
            content,
            filename=name,
            caption=caption,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            rate_limit_args=Priority.REPLY,
        )

    async def send_picture(self, content: bytes, screen: Screen) -> None:
        """Send a picture with a screen under it."""
        await self.bot.send_photo(
            self.chat.id,
            content,
            caption=screen.text,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.keyboard,
            rate_limit_args=Priority.REPLY,
        )

    async def send_kept_file(self, file_id: str) -> None:
        """Send a file that Telegram has already."""
        await self.bot.send_document(self.chat.id, file_id, rate_limit_args=Priority.REPLY)

    async def send_photo(self, file_id: str) -> None:
        """Send a photo that Telegram has already."""
        await self.bot.send_photo(self.chat.id, file_id, rate_limit_args=Priority.REPLY)

    async def send_location(self, latitude: float, longitude: float) -> None:
        """Send a place on the map."""
        await self.bot.send_location(self.chat.id, latitude, longitude, rate_limit_args=Priority.REPLY)

    async def send_contact(self, phone: str, name: str, vcard: str) -> None:
        """Send a contact card, to call or to keep."""
        await self.bot.send_contact(self.chat.id, phone, name, vcard=vcard, rate_limit_args=Priority.REPLY)

    async def read_file(self, file_id: str) -> bytes:
        """Fetch a file that somebody sent."""
        file = await self.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    async def ask(self, screen: Screen, kind: str, step: str, **data: Any) -> None:
        """Put a dialogue's next question to this person in this chat; the question before it loses its buttons."""
        shown = await self.show(screen)
        prompt = shown if isinstance(screen.keyboard, InlineKeyboardMarkup) else None
        before = await dialogues.put(self.ctx, self.chat.id, self.user.id, Step(kind, step, data, prompt))
        await self._retire(before, shown)

    async def dialogue(self, kind: str, *steps: str) -> Step:
        """The dialogue of `kind` this person is in here, at one of `steps`; a button of one that is over is refused."""
        step = await self.standing_in()
        if step is None or step.kind != kind or (steps and step.step not in steps):
            raise Refusal("refused-stale-button")
        return step

    async def standing_in(self) -> Step | None:
        """The dialogue this person is in here, if any."""
        return await dialogues.current(self.ctx, self.chat.id, self.user.id)

    async def finish(self) -> Step | None:
        """Leave the dialogue, whose question loses its buttons; returns where it stood, if there was one."""
        before = await dialogues.clear(self.ctx, self.chat.id, self.user.id)
        pressed = self.update.callback_query.message if self.update.callback_query else None
        await self._retire(before, pressed.message_id if pressed else None)
        return before

    async def _retire(self, before: Step | None, kept: int | None) -> None:
        """Take the buttons from a question that was answered another way than by them."""
        if before is None or before.prompt in (None, kept):
            return
        with suppress(BadRequest):
            await self.bot.edit_message_reply_markup(
                chat_id=self.chat.id, message_id=before.prompt, rate_limit_args=Priority.REPLY
            )

    async def _send(self, text: str, keyboard: object) -> Message:
        return await self.bot.send_message(
            self.chat.id,
            text,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,  # type: ignore[arg-type]
            message_thread_id=self.topic,
            rate_limit_args=Priority.REPLY,
        )
