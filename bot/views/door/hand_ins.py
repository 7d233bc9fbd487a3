"""What kecamatan hand in before a session: how it stands, what is missing, the question for a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.door.hand_ins import lacking_of
from bot.views.door.presses import AskForNothing, EditHandIn, FetchCollected, HandInFiles, HandInItem, RemindToHandIn
from bot.views.format import dates_short, moment_short
from bot.views.invitations.messages import session_line
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.domain.door.hand_ins import Collected, HandedIn, Taken
    from bot.domain.meetings.session_facts import SessionFacts

_MOST_NAMED = 12


def stands(session: SessionFacts, collected: Collected, told: int | None = None, *, to_come: bool) -> Screen:
    """By item how many kecamatan have handed in, and who has not; until it begins those can be reminded.

    `told`: it was just asked for, which so many people are told.
    """
    if not collected.items:
        ask_for = [button(plain("button-hand-in-ask"), EditHandIn(session.id))]
        text = join_lines(t("hand-in-none", code=session.code), session_line(session))
        return Screen(text, rows(ask_for if to_come else []))
    edit = [button(plain("button-hand-in-edit"), EditHandIn(session.id))]
    lines: list[str] = [_item(item, collected) for item in collected.items]
    lines += [_latest(session, collected.latest)] if collected.latest is not None else []
    lines += [] if told is None else ["", t("hand-in-told", count=told)]
    fetch = [button(plain("button-hand-in-zip", count=len(collected.files)), FetchCollected(session.id))]
    ask = [button(plain("button-hand-in-remind"), RemindToHandIn(session.id))]
    return Screen(
        join_lines(t("hand-in-title", code=session.code), session_line(session), "", *lines),
        rows(
            fetch if collected.files else [],
            ask if to_come and not collected.complete else [],
            edit if to_come else [],
        ),
    )


def ask_items(session: SessionFacts) -> Screen:
    """What does each kecamatan hand in? What is asked for already stands above."""
    now = t("hand-in-now", items="; ".join(session.hand_in)) if session.hand_in else None
    none = [button(plain("button-hand-in-nothing"), AskForNothing(session.id))]
    return Screen(
        join_lines(session_line(session), now, "", t("hand-in-ask-items")), rows(none if session.hand_in else [])
    )


def reminded(count: int) -> Screen:
    """How many people are told."""
    return Screen(t("hand-in-reminded", count=count))


def missing(session: SessionFacts, items: Sequence[str]) -> Screen:
    """Asked for, or not there yet: for those invited of a kecamatan."""
    return Screen(
        join_lines(t("hand-in-missing"), "", session_line(session), "", _listed(items), "", t("hand-in-missing-next")),
        rows([button(plain("button-hand-in"), HandInFiles(session.id))]),
    )


def listed(items: Sequence[str]) -> list[Markup]:
    """What is waited for, in a message of which it is a part; nothing where all is there."""
    return [_listed(items), t("hand-in-missing-next")] if items else [t("hand-in-taken-all")]


def beside(session: SessionFacts, items: Sequence[str]) -> Screen:
    """What is still waited for, below what else is said of the session."""
    return Screen(waited_for(items), rows([button(plain("button-hand-in"), HandInFiles(session.id))]))


def waited_for(items: Sequence[str]) -> Markup:
    """The same in a line."""
    return t("hand-in-beside", items="; ".join(items))


def own(found: Sequence[tuple[SessionFacts, Collection[tuple[str, int]]]], district_id: int) -> Screen:
    """What one's kecamatan hands in, session by session."""
    if not found:
        return Screen(t("hand-in-own-none"))
    lines: list[Markup | str] = []
    buttons = []
    for session, handed in found[:_MOST_NAMED]:
        lacking = lacking_of(session.hand_in, handed, district_id)
        lines += ["", t("hand-in-of", code=session.code, day=dates_short(session))]
        lines += [t("hand-in-lacks" if item in lacking else "hand-in-there", item=item) for item in session.hand_in]
        buttons.append([button(plain("button-hand-in-of", code=session.code), HandInFiles(session.id))])
    return Screen(join_lines(t("hand-in-own"), *lines), rows(*buttons))


def which_first(found: Sequence[tuple[SessionFacts, Collection[tuple[str, int]]]], district_id: int) -> Screen:
    """A file came, and nobody has said what it is."""
    shown = own(found, district_id)
    return Screen(join_lines(t("hand-in-first"), "", shown.text), shown.keyboard)


def which(session: SessionFacts, lacking: Sequence[str]) -> Screen:
    """Which of several is sent?"""
    buttons = [
        [
            button(
                plain("button-hand-in-item", item=item, there=str(item not in lacking).lower()),
                HandInItem(session.id, number),
            )
        ]
        for number, item in enumerate(session.hand_in)
    ]
    return Screen(join_lines(t("hand-in-which"), session_line(session)), rows(*buttons))


def ask_file(session: SessionFacts, item: str) -> Screen:
    """The question for it."""
    return Screen(join_lines(t("hand-in-ask", item=item), session_line(session), "", t("hand-in-ask-next")))


def taken(session: SessionFacts, now: Taken, name: str) -> Screen:
    """It is there, in place of which; and what is not yet."""
    lacking, before = now.lacking, now.replaces
    following = t("hand-in-taken-lacks", items=", ".join(lacking)) if lacking else t("hand-in-taken-all")
    more = rows([button(plain("button-hand-in"), HandInFiles(session.id))]) if lacking else None
    said = t("hand-in-taken", item=now.item, name=name, code=session.code)
    return Screen(join_lines(said, _replaced(session, before) if before is not None else None, following), more)


def archive_name(session: SessionFacts) -> str:
    """`berkas-SDMO-02-1.zip`."""
    return f"berkas-{session.code.replace('/', '-')}.zip"


def archive_caption(session: SessionFacts, inside: Sequence[HandedIn], outside: Sequence[HandedIn]) -> Markup:
    """How many, and which there was no room for or could not be fetched."""
    names = ", ".join(f"{file.district} ({file.item})" for file in outside[:_MOST_NAMED])
    return join_lines(
        t("hand-in-archive", code=session.code, count=len(inside)),
        t("hand-in-outside", count=len(outside), names=names) if outside else None,
    )


def _replaced(session: SessionFacts, before: HandedIn) -> Markup:
    at = moment_short(before.at, session.zone)
    return t("hand-in-replaces", name=before.name, by=before.by, at=at)


def _latest(session: SessionFacts, file: HandedIn) -> Markup:
    return t("hand-in-latest", item=file.item, district=file.district, at=moment_short(file.at, session.zone))


def _item(item: str, collected: Collected) -> Markup:
    lacking = collected.lacking(item)
    count, of = len(collected.districts) - len(lacking), len(collected.districts)
    if not lacking:
        return t("hand-in-item-all", item=item, of=of)
    names = ", ".join(lacking[:_MOST_NAMED])
    more = len(lacking) - _MOST_NAMED
    return t("hand-in-item", item=item, count=count, of=of, names=names if more <= 0 else f"{names}, +{more}")


def _listed(items: Sequence[str]) -> Markup:
    return join_lines(*(t("hand-in-lacks", item=item) for item in items))
