"""Every event that the bot logs, named once: level, sentence, and the fields that come along.

`docs/operations.md` has the table. What a line is about besides (`update`, `delivery`, `card`, `job`) is bound to the task's context where
each begins; with `exc_info` comes the traceback of an error.

A leaf like the clock: whoever logs may import it, and it knows nothing of the project.
"""

from __future__ import annotations

from enum import Enum, unique
from typing import Literal

import structlog

Level = Literal["debug", "info", "warning", "error", "critical"]

_log = structlog.get_logger()


@unique
class Event(Enum):
    """`Event.LEADING.emit(bot="@...", ...)`; the sentence is the line's `event`, the name its `code`."""

    def __init__(self, level: Level, sentence: str, *fields: str) -> None:
        self.level = level
        self.sentence = sentence
        self.fields = fields

    def emit(self, **fields: object) -> None:
        """Log it; the fields are those named here, which a test sees to, and `exc_info` where an error is behind it."""
        getattr(_log, self.level)(self.sentence, code=self.name.lower(), **fields)

    # The process.
    STARTING = "info", "starting", "version", "offices", "database", "updates", "health"
    TELEGRAM_UNREACHABLE = "warning", "Telegram cannot be reached", "host", "reason", "again_in"
    STOPPING = "info", "stopping: what was begun is finished", "signal"
    STOPPED_UNFINISHED = "warning", "not everything was finished before the stop: the rest is done later"
    STOPPED = "info", "stopped"
    CRASHED = "critical", "crashed", "exception"
    DEMO_STOPPED = "error", "the demo's clock stopped"
    HEALTH_PORT_TAKEN = "warning", "health port not available", "port", "reason"
    TOO_MANY_CONNECTIONS = "warning", "too many connections: those that ask for nothing are closed", "open"

    # Who leads.
    LEADING = "info", "leading", "bot", "updates", "database"
    LEADING_NO_LONGER = "warning", "leading no longer"
    NO_TERM = "warning", "no term for now", "reason"
    LEADER_UNHEARD = "warning", "leader's connection does not answer", "reason"
    LEADER_CLOSED_BADLY = "info", "leader's connection not closed in good order", "reason"
    BELL_UNHEARD = "info", "bell not heard", "reason"
    LEDGER_KEPT_FOR_NEXT_TERM = "warning", "ledger does not answer: what came back is kept for the next term"
    MENUS_WAIT = "warning", "menus wait", "reason"
    MENU_NOT_SET = "warning", "menu not set", "scope", "reason"
    TAG_NOT_SET = "info", "tag not set", "scope", "reason"
    PHOTO_WAITS = "warning", "photo of a report not fetched yet", "photo", "reason"
    FORM_LEFT_OUT = "error", "form of reports left out: panwascam forms says all that is wrong", "reason"
    PHOTO_LOST = "warning", "photo of a report is gone", "photo", "reason"

    # How updates come in.
    POLL_FAILED = "warning", "getting updates failed", "reason", "again_in"
    LAST_ACKNOWLEDGEMENT_FAILED = "info", "last acknowledgement failed", "reason"
    FOREIGN_WEBHOOK = "error", "updates go to a webhook that is not ours: does another program use this token?", "host"
    WEBHOOK_NOT_DELETED = "warning", "deleting the webhook failed", "reason"
    WEBHOOK_DELETED = "warning", "webhook is deleted: updates are polled for from now on", "host"
    WEBHOOK_LOST = "error", "webhook is not ours any more, is set again: does another program use this token?", "found"
    WEBHOOK_NOT_KEPT = "warning", "keeping the webhook failed", "reason", "again_in"
    TELEGRAM_CANNOT_POST = "warning", "Telegram cannot post updates", "reason", "pending"
    POST_NOT_UNDERSTOOD = "error", "post to the webhook not understood", "size", "reason"
    PRESS_NOT_ANSWERED = "info", "press not answered", "reason"
    UPDATE_NOT_UNDERSTOOD = "error", "update not understood", "number", "reason", "at"
    UPDATES_DROPPED = "warning", "updates of one person dropped", "waiting", "unfinished"
    UPDATE_WAITS = "warning", "update waits for the database", "reason"
    UPDATES_NOT_KEPT = "warning", "updates not kept", "count", "reason"
    UPDATES_NOT_RECORDED = "warning", "updates not recorded", "count", "reason"
    INBOX_TAKEN_UP = "info", "updates taken up from the inbox", "count"
    UPDATE_SET_ASIDE = "error", "update set aside: processes died while it was under way", "update"
    INBOX_NOT_LOOKED_AT = "warning", "inbox not looked at", "reason"
    GONE_WITHOUT_A_WORD = "info", "gone without a word", "reason"

    # Handlers and what they say.
    HANDLER_BROKE = "error", "handler broke"
    NOBODY_TO_ANSWER = "info", "nobody to answer", "reason"
    MAY_NOT_WRITE = "warning", "may not write there", "reason"
    REPLY_AGAIN = "info", "reply is tried again", "reason", "tries"
    REPLY_GIVEN_UP = "warning", "reply not sent", "reason", "tries"
    REPLY_REFUSED = "error", "reply refused", "reason"
    REPLY_HALTED = "warning", "reply not sent: the token is refused", "reason"
    REPLY_TOO_LATE = "info", "reply came too late"
    FOLLOWING_WAITS = "warning", "what follows a reply waits for the database", "reason"
    FOLLOWING_BROKE = "error", "what follows a reply broke"
    FILE_NOT_MADE = "error", "a file could not be made", "reason"
    TYPESETTER_DIED = "warning", "typesetting process had died; started again"
    FILE_NOT_READ = "warning", "file not read", "returncode", "size"

    # What is owed.
    DELIVERED = "debug", "delivered", "message"
    NOT_DELIVERED = "warning", "delivery not sent", "outcome", "reason"
    DELIVERY_BROKE = "error", "delivery broke"
    DELIVERY_NOT_COMPOSED = "error", "delivery cannot be composed", "delivery", "purpose"
    LEDGER_AWAY = "warning", "ledger does not answer", "reason", "unwritten", "again_in"
    LEDGER_BROKE = "error", "ledger broke", "unwritten", "again_in"
    CARD_NOT_EDITED = "warning", "card not edited", "reason"
    CARD_DROPPED = "info", "card dropped", "reason"
    CARD_BROKE = "error", "card broke"
    CARD_NOT_COMPOSED = "error", "card cannot be composed", "card"
    OLDER_MESSAGE_BROKE = "error", "older message broke", "delivery"
    OLDER_MESSAGE_NOT_COMPOSED = "error", "older message cannot be composed", "delivery"
    FLOOD_LIMIT = "warning", "flood limit", "chat", "retry_after", "overall", "rate"
    TELEGRAM_AWAY = "warning", "Telegram is away: one message at a time asks for it", "reason"
    TELEGRAM_BACK = "warning", "Telegram is back", "failures"
    TOKEN_REFUSED = "error", "token refused: nothing is sent, everything is kept; check BOT_TOKEN", "reason"
    TOKEN_STILL_REFUSED = "error", "token still refused: nothing is sent, everything is kept", "again_in"
    TOKEN_NOT_ASKED = "info", "token could not be asked for", "reason"
    TOKEN_ACCEPTED = "warning", "token accepted again: sending goes on"

    # Jobs.
    JOB_BROKE = "warning", "job broke, runs again", "job", "times", "at"
    LEFT_OUT = "error", "left out", "job", "office", "subject", "reason"
    BACKED_UP = "info", "backed up", "file", "size", "removed"
