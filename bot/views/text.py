"""Every sentence a user reads comes from `locales/id/` through `t`; values are escaped for HTML here, once."""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGE = "id"


# Workbooks are worded in a thread; a pattern that is being formatted takes a second call for a reference to itself.
_FORMATTING = Lock()
# Fluent refuses values of more than 2,500 characters (`fluent.runtime.resolver.MAX_PART_LENGTH`): those are put in after it.
# None of them is one that a text chooses its words by.
_LONG = 1000
# No text has it, and no value: escaping takes it out.
_MARK = "\0"
_MARKED = re.compile(f"{_MARK}([^{_MARK}]+){_MARK}")
_TAG = re.compile(r"<[^>]+>")
# A sign in a list and its word: no line ends between them.
_UNIT = re.compile(r"(?<=· [\u231a-\u2bff\U0001f300-\U0001faff]) |(?<=· [\u231a-\u2bff\U0001f300-\U0001faff]\ufe0f) ")


class Markup(str):
    """Text that is HTML already (made by `t` or by a view); `t` does not escape it again."""

    __slots__ = ()


class MissingText(LookupError):
    """A key that no `.ftl` file has, or a value that a message needs and was not given."""


def t(key: str, /, **values: object) -> Markup:
    """The message `key` with its values, as Telegram HTML. A wrong key or a missing value raises `MissingText`."""
    return _formatted(key, **values)


# Cards and invitations say the same to many: of a hundred thousand formatted in a replay, eight thousand differ. Typed,
# because `Markup` equals the text that it is not escaped like.
@lru_cache(maxsize=1024, typed=True)
def _formatted(key: str, /, **values: object) -> Markup:
    bundle = texts()
    name, _, attribute = key.partition(".")
    if not bundle.has_message(name):
        raise MissingText(key)
    message = bundle.get_message(name)
    pattern = message.attributes.get(attribute) if attribute else message.value
    if pattern is None:
        raise MissingText(key)
    safe = {name: _safe(value) for name, value in values.items()}
    long = {name: value for name, value in safe.items() if isinstance(value, str) and len(value) > _LONG}
    with _FORMATTING:
        text, errors = bundle.format_pattern(pattern, safe | {name: f"{_MARK}{name}{_MARK}" for name in long})
    if errors:
        raise MissingText(f"{key}: {errors[0]}")
    return Markup(_MARKED.sub(lambda found: long[found[1]], str(text)) if long else text)


def plain(key: str, /, **values: object) -> str:
    """The same as plain text, for button labels, alerts and files."""
    return html.unescape(t(key, **values))


def unmarked(text: str) -> str:
    """A text of the chat for the shell."""
    return html.unescape(_TAG.sub("", text)) if "<" in text or "&" in text else text


def join_lines(*lines: str | None) -> Markup:
    """Non-None parts on lines of their own; an empty string makes a blank line. Plain parts are escaped."""
    return Markup(
        "\n".join(line if isinstance(line, Markup) else html.escape(line) for line in lines if line is not None)
    )


def folded(lines: Sequence[str], most: int = 3) -> list[Markup]:
    """Lines of a list; more than `most` are folded up, to be opened by a touch (https://core.telegram.org/bots/api#html-style)."""
    if len(lines) <= most:
        return [join_lines(*lines)] if lines else []
    return [Markup(f"<blockquote expandable>{join_lines(*lines)}</blockquote>")]


def _safe(value: object) -> Any:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return html.escape(value.replace(_MARK, ""), quote=False)


@cache
def texts() -> FluentBundle:
    """All of them, parsed once: a seventh of a second, which is asked for at the start, for else the first press would wait for it."""
    # Isolation marks would show as boxes on old phones; every text of ours runs left to right.
    bundle = FluentBundle([LANGUAGE], use_isolating=False)
    files = sorted(locale_directory().rglob("*.ftl"))
    if not files:
        raise MissingText(f"no .ftl files in {locale_directory()}")
    for file in files:
        bundle.add_resource(FluentResource(_UNIT.sub("\u00a0", file.read_text(encoding="utf-8"))))
    return bundle


def locale_directory() -> Path:
    """`bot/locales` in an installed wheel, `locales` beside the package in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "locales" / LANGUAGE
    return installed if installed.is_dir() else package.parent / "locales" / LANGUAGE
