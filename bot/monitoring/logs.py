"""Structured logs on standard error: console or JSON lines, without tokens, passwords and phone numbers.

Lines of a turn carry its `update`, lines of a send its `delivery`, lines of a job its `job`: bound to the task's context
where each begins. What libraries log, warnings and a crash go the same way, and through the same sieve.

Tracebacks say where and of what kind, not the messages of the errors: these quote what people wrote (`KeyError: 'word'`, the
row of a broken constraint). A crash, which no update brings about, keeps its own.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy.engine import make_url

from bot.monitoring.events import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from types import TracebackType

    from bot.config.settings import Settings

_TOKEN = re.compile(r"\b\d{6,}:[A-Za-z0-9_-]{20,}")
# Mobile numbers however they are written, and any number in international form.
_PHONE = re.compile(r"(?<!\w)(?:\+62|62|0)[ .-]?8\d{1,2}[ .-]?\d{3,4}[ .-]?\d{2,5}(?!\d)|\+62\d{7,12}(?!\d)")
_PLAIN = (bool, int, float, type(None))


def configure(settings: Settings) -> None:
    """Set up structlog and the standard library's logging for the process."""
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    level = logging.getLevelName(settings.log_level)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_where),
            partial(_sieve, _secrets(settings)),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # Whatever standard error is by then.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    # Libraries: only what is wrong.
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[_Forward()], force=True)
    logging.captureWarnings(capture=True)
    sys.excepthook = _crashed


class _Forward(logging.Handler):
    """Hands a library's record to structlog."""

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage().rstrip()
        for error in _chain(record.exc_info[1] if record.exc_info else None):
            # "Task exception was never retrieved" quotes the task, which quotes its error.
            for quoted in filter(None, (repr(error), str(error))):
                said = said.replace(quoted, type(error).__name__)
        structlog.get_logger().log(record.levelno, said, logger=record.name, exc_info=record.exc_info)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came of."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _where(exc_info: Any) -> str:
    """A traceback without the errors' own words, but for those of the machine (`OSError`), which say what it lacks."""
    said = []
    for error in _chain(exc_info[1]):
        why = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
        lines = traceback.format_tb(error.__traceback__)
        said.append("".join(("Traceback (most recent call last):\n", *lines, f"{type(error).__qualname__}{why}")))
        if isinstance(error, BaseExceptionGroup):
            said.extend(_where((type(inner), inner, inner.__traceback__)) for inner in error.exceptions)
    return "\n\nof which came:\n\n".join(reversed(said))


def _crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    Event.CRASHED.emit(exception="".join(traceback.format_exception(kind, error, trace)).rstrip())


def _secrets(settings: Settings) -> list[str]:
    """The secrets of this deployment, longest first: one may be part of another."""
    known = {
        settings.bot_token.get_secret_value(),
        settings.webhook_secret.get_secret_value(),
        make_url(settings.database_url).password or "",
    }
    return sorted((secret for secret in known if secret), key=len, reverse=True)


def _sieve(
    secrets: list[str], _logger: object, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for key, value in event.items():
        event[key] = _clean(secrets, value)
    return event


def _clean(secrets: list[str], value: object) -> object:
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, dict):
        return {_clean(secrets, key): _clean(secrets, inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(secrets, inner) for inner in value]
    text = str(value)
    for secret in secrets:
        text = text.replace(secret, "<secret>")
    return _PHONE.sub("+62…", _TOKEN.sub("<token>", text))
