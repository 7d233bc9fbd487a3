"""The page for members: how to register, answer, check in and report, with messages as they look in the chat."""

from __future__ import annotations

from bot.domain.papers.guides import Guide, GuideBubble, GuideButton
from bot.domain.papers.parts import ReportList
from bot.views.text import plain, t, unmarked

# Parts of the page, with their number of steps, and the commands worth a line.
_PARTS = {"register": 3, "answer": 3, "day": 2, "duty": 3}
_WORDS = ("menu", "jadwal", "hadir", "izin", "piket", "kalender", "profil", "batal", "bantuan")


def guide(link: str = "", qr: str = "") -> Guide:
    """The page; `link` leads to the office's bot, and `qr` is it as SVG."""
    short = link.removeprefix("https://")
    opened = plain("guide-open", link=short) if link else plain("guide-open-ask")
    return Guide(
        title=plain("guide-title"),
        lead=plain("guide-lead"),
        parts=tuple(
            ReportList(
                plain(f"guide-{part}"),
                tuple(plain(f"guide-{part}-{number}", open=opened) for number in range(1, steps + 1)),
            )
            for part, steps in _PARTS.items()
        ),
        example=plain("guide-example"),
        bubbles=_bubbles(),
        words_title=plain("guide-words"),
        words=tuple((f"/{word}", plain(f"guide-{word}")) for word in _WORDS),
        closing=plain("guide-private"),
        link=short,
        qr=qr,
    )


def _bubbles() -> tuple[GuideBubble, GuideBubble]:
    """The invitation and the day's reminder, in the very words of the chat."""
    day, hours = plain("guide-example-day"), plain("guide-example-hours")
    about = (
        plain("guide-example-title"),
        _said("session-day", day=day),
        _said("session-hours", hours=hours),
        _said("session-place", place=plain("guide-example-place")),
    )
    answers = (
        (GuideButton(plain("answer-hadir"), "success"), GuideButton(plain("answer-berhalangan"), "danger")),
        (GuideButton(plain("answer-diwakilkan")),),
    )
    return (
        GuideBubble((_said("invitation-title", when=plain("guide-example-when")), *about), answers),
        GuideBubble((_said("check-in-title"), *about), ((GuideButton(plain("button-check-in"), "success"),),)),
    )


def _said(key: str, **values: str) -> str:
    return unmarked(t(key, **values))
