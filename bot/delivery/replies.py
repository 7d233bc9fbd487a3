"""Replies: those of one chat stand in line, go out in order, and are made again as long as that is safe.

A handler puts its reply in line and returns: nobody's next press waits for a paced one. What became of it is judged here, by
the same table as what the ledger owes (`bot.delivery.outcomes`).
"""

from __future__ import annotations

import asyncio
import itertools
import math
import random
from collections import OrderedDict, defaultdict, deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from telegram import Message
from telegram.error import BadRequest, TelegramError

from bot.delivery.errands import Errand
from bot.delivery.outcomes import (
    EDIT,
    REPLY,
    Expired,
    Gone,
    Halt,
    Later,
    Manner,
    Migrated,
    Muted,
    Outcome,
    Refused,
    Retry,
    Same,
    Sent,
    TopicGone,
    Vanished,
    backoff,
    judge,
)
from bot.domain.ledger import Priority
from bot.monitoring.events import Event
from bot.storage.outage import is_away

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterator
    from datetime import datetime

    from bot.clock import Clock

    # A call of the Bot API, but for `chat_id` and `rate_limit_args`.
    Call = Callable[..., Awaitable[Any]]
    # Told the id of the message that came of it, None where it was lost.
    Then = Callable[[int | None], Awaitable[None]]

_K = TypeVar("_K")
_V = TypeVar("_V")

# So long after one message of an album the next may still be on its way, in seconds.
_TOGETHER = 1.0
# Nobody looks for the answer any more; a phone stops waiting for the answer to a press sooner.
_OF_USE = timedelta(hours=1)
_NOTE_OF_USE = timedelta(seconds=30)
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 15.0
# Seconds in which what was said needs no saying again, in a group and in private; so many messages are remembered, of so many
# chats.
_JUST = 15.0
_MOMENT = 3.0
_MOST_SAID = 8
_MOST_CHATS = 4_096
# Of what Telegram lets a group have in a minute one person may ask for half; so many who asked are remembered.
_MOST_ASKED = 10
_ASKED_WITHIN = 60.0
_MOST_ASKING = 4_096
# Messages whose last edit is remembered: longer than a press is on its way.
_MOST_EDITED = 4_096
# Where another process leads, its edit may meet ours: so long after, in seconds, ours is made again, of the messages that were
# changed last. Whoever has pressed again meanwhile is rarely so quick, and sees the screen before once more.
_MET_WITHIN = 3.0
_MOST_MET = 256


@dataclass(slots=True, eq=False)
class _Standing:
    """One reply in line. `what` is what it says: an equal one that waits stands for both."""

    call: Call
    what: object
    manner: Manner
    # Of an edit: the message it changes, and what is said instead where that is gone.
    message_id: int | None = None
    instead: Call | None = None
    then: Then | None = None
    on_refused: Callable[[], None] | None = None
    # What the limiter was told of it; None while others of the chat stand before it.
    errand: Errand | None = None
    task: asyncio.Task[None] = field(init=False)

    @property
    def waits(self) -> bool:
        """Whether it has not gone out."""
        return self.errand is None or not self.errand.begun


@dataclass(slots=True, eq=False)
class _Gathering:
    """Messages that are answered together: what answers them, and when nothing more of them came for long enough."""

    answer: Callable[[], Awaitable[None]]
    until: float
    leads: bool
    task: asyncio.Task[None] = field(init=False)


class Replies:
    """The replies of this process; `drain` waits for them."""

    def __init__(self, clock: Clock, watch: Callable[..., Awaitable[None]] | None = None) -> None:
        self._clock = clock
        # Told of groups that refuse what is written to them: the chat, Telegram's words, whether we are `gone` from it.
        self._watch = watch
        self._lines: dict[int, list[_Standing]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._edited: OrderedDict[tuple[int, int], tuple[object, datetime]] = OrderedDict()
        # Of messages to which somebody else's edit is on its way: what we have changed there meanwhile.
        self._crossed: defaultdict[tuple[int, int], list[list[_Standing]]] = defaultdict(list)
        # Of these the ones that another process changes.
        self._met: set[tuple[int, int]] = set()
        # What came together with something else (chat, album) and is answered once it is all there.
        self._gathering: dict[tuple[int, str], _Gathering] = {}
        self._said: OrderedDict[int, deque[tuple[float, object, int]]] = OrderedDict()
        # When each who asks in a group was last answered, by chat and person.
        self._asked: OrderedDict[tuple[int, int], deque[float]] = OrderedDict()
        # The latest message that was said in each chat, of the chats that were last spoken in.
        self._latest: OrderedDict[int, int] = OrderedDict()
        # Of messages that were changed lately: when somebody else's edit of ours ended, and what presses made of them when.
        self._ended: OrderedDict[tuple[int, int], float] = OrderedDict()
        self._changes: OrderedDict[tuple[int, int], tuple[float, list[_Standing]]] = OrderedDict()
        # Told of each message (chat, id) that a press is about to change here.
        self.on_edit: list[Callable[[int, int], None]] = []
        # Told of each that somebody else's edit here has changed while a press that another process serves did.
        self.on_crossed: list[Callable[[int, int], None]] = []
        # Told of the replies that are put in line, by the task of whoever puts them there.
        self.on_standing: list[Callable[[asyncio.Task[None]], None]] = []
        # Spreads repeats; no decision of the field hangs on it.
        self._jitter: Callable[[], float] = random.random

    def send(
        self,
        chat_id: int,
        call: Call,
        what: object = None,
        *,
        then: Then | None = None,
        on_refused: Callable[[], None] | None = None,
        quiet: float | None = None,
        asked_by: int | None = None,
    ) -> None:
        """Put a message in the chat's line, unless one that says `what` (None: unlike any other) makes it needless.

        Equal questions are answered once: one in line is enough, and in a group one that all see now, or have just seen; in
        private one that has come a moment ago and stands last. `quiet` seconds after it was said it is not said again at all.
        `asked_by` is who is answered in a group.
        """
        if what is not None:
            for one in self._lines.get(chat_id, ()):
                if one.message_id is None and (one.waits or chat_id < 0) and one.what == what:
                    self._also(one.task)
                    return
            if self._has_just_said(chat_id, what, quiet):
                return
        if asked_by is not None:
            self._note_asked(chat_id, asked_by)
        self._stand(chat_id, _Standing(call, what, REPLY, then=then, on_refused=on_refused))

    def has_had_their_share(self, chat_id: int, person: int) -> bool:
        """Whether somebody was answered so often in a group that others there would wait for it."""
        asked = self._asked.get((chat_id, person), ())
        since = self._clock.monotonic() - _ASKED_WITHIN
        return sum(at >= since for at in asked) >= _MOST_ASKED

    def _note_asked(self, chat_id: int, person: int) -> None:
        asked = self._asked.setdefault((chat_id, person), deque(maxlen=_MOST_ASKED))
        asked.append(self._clock.monotonic())
        self._asked.move_to_end((chat_id, person))
        if len(self._asked) > _MOST_ASKING:
            self._asked.popitem(last=False)

    def edit(
        self,
        chat_id: int,
        message_id: int,
        call: Call,
        what: object,
        *,
        instead: Call | None = None,
        then: Then | None = None,
        on_refused: Callable[[], None] | None = None,
    ) -> None:
        """Put the change of a message in the chat's line; a change of the same message that still waits gives way to it.

        `what` is all that the message will say; None where only a part of it changes.
        """
        for listener in self.on_edit:
            listener(chat_id, message_id)
        new = _Standing(call, what, EDIT, message_id, instead, then, on_refused)
        for one in reversed(self._lines.get(chat_id, ())):
            if one.message_id != message_id:
                continue
            if one.then is None and then is None and one.what == what:
                self._also(one.task)
                return
            if one.errand is None and what is not None:
                one.call, one.what, one.instead, one.on_refused = call, what, instead, on_refused
                # What was to be said before stands, as far as anybody knows, where this one does.
                one.then = _each(one.then, then)
                self._also(one.task)
                return
            break
        self._stand(chat_id, new)

    def gather(
        self, chat_id: int, together: str, answer: Callable[[], Awaitable[None]], *, leads: bool = False
    ) -> None:
        """Answer what came together once, when no more of it has come for a second; each is finished with that.

        The last one's `answer` is given, unless an earlier one `leads`.
        """
        place, until = (chat_id, together), self._clock.monotonic() + _TOGETHER
        found = self._gathering.get(place)
        if found is None:
            found = self._gathering[place] = _Gathering(answer, until, leads)
            found.task = self._begin(self._answer_together(place, found))
            return
        found.until = until
        if leads or not found.leads:
            found.answer, found.leads = answer, leads
        self._also(found.task)

    async def _answer_together(self, place: tuple[int, str], found: _Gathering) -> None:
        try:
            while (left := found.until - self._clock.monotonic()) > 0:
                await self._clock.sleep(left)
        finally:
            del self._gathering[place]
        with self._clock.hold():
            await self._follow(found.answer)

    def shows(self, chat_id: int, message_id: int, what: object) -> bool:
        """Whether a message whose screen was seen to say `what` still does: no other edit of ours is on its way to it."""
        if any(one.message_id == message_id for one in self._lines.get(chat_id, ())):
            return False
        edited = self._edited.get((chat_id, message_id))
        return edited is None or edited[0] == what

    def has_just_changed(self, chat_id: int, message_id: int) -> bool:
        """Whether an edit of ours is on its way to a message, or came so lately that a thumb may still have met what was there before."""
        if any(one.message_id == message_id for one in self._lines.get(chat_id, ())):
            return True
        edited = self._edited.get((chat_id, message_id))
        return edited is not None and self._clock.now() - edited[1] < timedelta(seconds=_MOMENT)

    def stands_last(self, chat_id: int, message_id: int) -> bool:
        """Whether no reply is known to stand, or to come, below a message: then what it says is seen."""
        coming = any(one.message_id is None for one in self._lines.get(chat_id, ()))
        return not coming and self._latest.get(chat_id, message_id) <= message_id

    def note(self, call: Call) -> None:
        """Answer a press: Telegram does not limit that, so it stands in no line. It begins at once."""
        self._begin(self._answer(call))

    async def drain(self) -> None:
        """Wait until nothing stands in line."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def kill(self) -> None:
        """Drop everything in mid-air."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._also(task)
        return task

    def _also(self, task: asyncio.Task[None]) -> None:
        """Whoever is under way asked for this reply."""
        for listener in self.on_standing:
            listener(task)

    def _stand(self, chat_id: int, one: _Standing) -> None:
        line = self._lines.setdefault(chat_id, [])
        before = line[-1].task if line else None
        line.append(one)
        one.task = self._begin(self._run(chat_id, one, before))

    async def _run(self, chat_id: int, one: _Standing, before: asyncio.Task[None] | None) -> None:
        try:
            if before is not None:
                await asyncio.wait({before})
            outcome = await self._deliver(chat_id, one)
        finally:
            line = self._lines[chat_id]
            line.remove(one)
            if not line:
                del self._lines[chat_id]
        if isinstance(outcome, Sent):
            self._remember(chat_id, one, outcome.message_id)
        if isinstance(outcome, Gone | Muted) and chat_id < 0 and self._watch is not None:
            await self._follow(partial(self._watch, chat_id, outcome.error, gone=isinstance(outcome, Gone)))
        if one.then is not None:
            await self._follow(partial(one.then, outcome.message_id if isinstance(outcome, Sent) else None))

    async def _deliver(self, chat_id: int, one: _Standing) -> Outcome:
        """Make the call until it is settled; says in the log what was lost."""
        until = self._clock.now() + _OF_USE
        general: dict[str, Any] = {}
        while True:
            one.errand = Errand(Priority.REPLY, until)
            call = partial(one.call, chat_id=chat_id, rate_limit_args=one.errand, **general)
            outcome = await self._settle(call, one.manner, until, one.on_refused)
            match outcome:
                case Migrated(new_id) if new_id != chat_id:
                    chat_id = new_id
                case TopicGone() if not general:
                    general = {"message_thread_id": None}
                case Vanished() if one.instead is not None:
                    one.call, one.manner, one.instead = one.instead, REPLY, None
                # Of an edit nothing is read that comes back.
                case Same() | Sent(0) if one.message_id is not None:
                    return Sent(one.message_id)
                case _:
                    return outcome

    async def _answer(self, call: Call) -> None:
        await self._settle(call, EDIT, self._clock.now() + _NOTE_OF_USE)

    async def _settle(
        self, call: Call, manner: Manner, until: datetime, on_refused: Callable[[], None] | None = None
    ) -> Outcome:
        counted = 0
        broke: Exception | None
        for tries in itertools.count(1):
            try:
                made = await call()
            except TelegramError as error:
                counted += 1
                outcome = judge(error, counted, self._clock.now(), self._jitter, manner)
                broke, refused = None, isinstance(error, BadRequest)
            except Exception as error:  # noqa: BLE001 (told below)
                outcome = Refused(f"{type(error).__name__}: {error}")
                broke, refused = error, True
            else:
                return Sent(made.message_id if isinstance(made, Message) else 0)
            match outcome:
                case Retry(counts=False):
                    counted -= 1
                    again = self._clock.now() + backoff(tries, self._jitter(), manner)
                case Retry(at=again) | Later(at=again):
                    pass
                case _:
                    _tell(outcome, broke)
                    if refused and isinstance(outcome, Refused) and on_refused is not None:
                        on_refused()
                    return outcome
            if again >= until:
                Event.REPLY_GIVEN_UP.emit(reason=outcome.error, tries=tries)
                return Expired()
            Event.REPLY_AGAIN.emit(reason=outcome.error, tries=tries)
            await self._clock.sleep_until(again)
        raise AssertionError("counting has no end")

    async def _follow(self, then: Callable[[], Awaitable[None]]) -> None:
        """Write down what came of it; a database that is away is waited for."""
        wait = _FIRST_WAIT
        until = self._clock.now() + _OF_USE
        while True:
            try:
                await then()
            except Exception as error:  # noqa: BLE001 (logged with its traceback)
                if not is_away(error) or self._clock.now() >= until:
                    Event.FOLLOWING_BROKE.emit(exc_info=True)
                    return
                Event.FOLLOWING_WAITS.emit(reason=str(error))
            else:
                return
            await self._clock.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)

    def edited_since(self, chat_id: int, message_id: int, since: datetime) -> bool:
        """Whether an edit of ours changed a message since then, or is on its way to it."""
        if any(one.message_id == message_id for one in self._lines.get(chat_id, ())):
            return True
        edited = self._edited.get((chat_id, message_id))
        return edited is not None and edited[1] >= since

    @contextmanager
    def crossing(self, chat_id: int, message_id: int, errand: Errand) -> Iterator[None]:
        """Somebody else's edit is on its way to a message: what we change there meanwhile is changed again after it.

        Which of the two Telegram took last nobody knows, and ours is newer.
        """
        place = chat_id, message_id
        ours: list[_Standing] = []
        self._crossed[place].append(ours)
        try:
            yield
        finally:
            self._crossed[place] = [other for other in self._crossed[place] if other is not ours]
            if not self._crossed[place]:
                del self._crossed[place]
            if errand.begun:
                _put(self._ended, place, self._clock.monotonic(), _MOST_MET)
                self._change_again(chat_id, message_id, ours)
            if place in self._met and place not in self._crossed:
                self._met.remove(place)
                if errand.begun:
                    self._tell_crossed(chat_id, message_id)

    def edited_elsewhere(self, chat_id: int, message_id: int) -> None:
        """A press that another process serves is changing a message: what it says by now is not known here.

        Where an edit of somebody else here is on its way there, or just came, that process is told, to show it again.
        """
        self._note_edited(chat_id, message_id, object())
        place = chat_id, message_id
        if place in self._crossed:
            self._met.add(place)
        elif self._clock.monotonic() - self._ended.get(place, -math.inf) < _MET_WITHIN:
            self._tell_crossed(chat_id, message_id)

    def show_again(self, chat_id: int, message_id: int) -> None:
        """Another process's edit crossed what a press has just shown here: it is shown again after it."""
        at, ours = self._changes.get((chat_id, message_id), (-math.inf, []))
        self._change_again(chat_id, message_id, ours if self._clock.monotonic() - at < _MET_WITHIN else [])

    def _change_again(self, chat_id: int, message_id: int, ours: list[_Standing]) -> None:
        of_it = [one for one in self._lines.get(chat_id, ()) if one.message_id == message_id]
        if not any(one.waits and one.what is not None for one in of_it):
            for one in _from_the_last_whole([*ours, *(one for one in of_it if not one.waits)]):
                self._stand(chat_id, _Standing(one.call, one.what, EDIT, message_id))

    def _tell_crossed(self, chat_id: int, message_id: int) -> None:
        for listener in self.on_crossed:
            listener(chat_id, message_id)

    def _note_edited(self, chat_id: int, message_id: int, what: object) -> None:
        _put(self._edited, (chat_id, message_id), (what, self._clock.now()), _MOST_EDITED)

    def _remember(self, chat_id: int, one: _Standing, message_id: int) -> None:
        if message_id != one.message_id:
            self._latest[chat_id] = message_id
            self._latest.move_to_end(chat_id)
            if len(self._latest) > _MOST_EDITED:
                self._latest.popitem(last=False)
        if one.message_id is not None:
            for ours in self._crossed.get((chat_id, one.message_id), ()):
                ours.append(one)
            self._note_edited(chat_id, one.message_id, one.what)
            _, before = self._changes.get((chat_id, one.message_id), (0.0, []))
            changes = _from_the_last_whole([*before, one])[-_MOST_SAID:]
            _put(self._changes, (chat_id, one.message_id), (self._clock.monotonic(), changes), _MOST_MET)
        elif one.what is not None:
            said = self._said.setdefault(chat_id, deque(maxlen=_MOST_SAID))
            said.append((self._clock.monotonic(), one.what, message_id))
            self._said.move_to_end(chat_id)
            if len(self._said) > _MOST_CHATS:
                self._said.popitem(last=False)

    def _has_just_said(self, chat_id: int, what: object, quiet: float | None) -> bool:
        now = self._clock.monotonic()
        since = now - (quiet if quiet is not None else _JUST if chat_id < 0 else _MOMENT)
        just = [message_id for at, said, message_id in self._said.get(chat_id, ()) if at >= since and said == what]
        if chat_id < 0 or quiet is not None:
            return bool(just)
        # A private chat is one person's, who may look for it below something else, or in a message that changed since.
        return any(self._stands_as_said(chat_id, message_id) for message_id in just)

    def _stands_as_said(self, chat_id: int, message_id: int) -> bool:
        changed = (chat_id, message_id) in self._edited
        return not changed and self._latest.get(chat_id) == message_id and not self._lines.get(chat_id)


def _each(one: Then | None, other: Then | None) -> Then | None:
    if one is None or other is None:
        return one or other

    async def _tell_both(message_id: int | None) -> None:
        await one(message_id)
        await other(message_id)

    return _tell_both


def _put(kept: OrderedDict[_K, _V], key: _K, value: _V, most: int) -> None:
    """Keep it as the newest of so many."""
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > most:
        kept.popitem(last=False)


def _from_the_last_whole(edits: list[_Standing]) -> list[_Standing]:
    """Edits that make a message what it is after all of them: the last that says all of it, and changes of a part since."""
    whole = [number for number, one in enumerate(edits) if one.what is not None]
    return edits[whole[-1] :] if whole else edits


def _tell(outcome: Outcome, broke: Exception | None) -> None:
    """One line in the log for a reply that was lost; with a traceback where it was not Telegram that said no."""
    match outcome:
        case Gone(error):
            # They wrote or pressed and then blocked the bot, or put it out: nobody is left to answer.
            Event.NOBODY_TO_ANSWER.emit(reason=error)
        case Muted(error):
            Event.MAY_NOT_WRITE.emit(reason=error)
        case Refused(error):
            Event.REPLY_REFUSED.emit(reason=error, exc_info=broke)
        case Halt(error):
            Event.REPLY_HALTED.emit(reason=error)
        case Expired():
            Event.REPLY_TOO_LATE.emit()
