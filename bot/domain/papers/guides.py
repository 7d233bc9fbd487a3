"""A page that shows how the bot is used."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.papers.parts import ReportList


@dataclass(frozen=True, slots=True)
class GuideButton:
    """A button as it looks in the chat; `style` is Telegram's: success, danger, primary, or empty."""

    label: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class GuideBubble:
    """A message as it looks in the chat: its lines, the first of them bold, and rows of buttons below."""

    lines: tuple[str, ...]
    buttons: tuple[tuple[GuideButton, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """The page that members are given: numbered `steps` in titled parts, what a chat looks like, words to type.

    `link` leads to the bot and `qr` is its code as SVG; both are empty where nobody said which bot it is.
    """

    title: str
    lead: str
    parts: tuple[ReportList, ...]
    example: str
    bubbles: tuple[GuideBubble, ...]
    words_title: str
    words: tuple[tuple[str, str], ...]
    closing: str
    link: str = ""
    qr: str = ""
