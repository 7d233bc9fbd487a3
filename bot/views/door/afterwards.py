"""After a session: thanks with materials and the questionnaire, the question to who did not come, minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.vocabulary import ExcuseKind
from bot.views.door.presses import Download, ExplainAbsence, FilesDone, FillSurvey, TurnFiles, WriteDecision
from bot.views.format import clock_time
from bot.views.invitations.messages import excuse_label, session_block
from bot.views.papers.presses import MakeCertificates
from bot.views.press import Mark
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telegram import InlineKeyboardButton

    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.invitations.gathered import KeptFile
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.views.text import Markup

_MOST_FILES = 8


def thanks(session: SessionFacts, materials: Sequence[KeptFile]) -> Screen:
    """For whoever came."""
    return Screen(
        join_lines(
            t("thanks-title"),
            "",
            session_block(session, joins=False),
            "",
            t("thanks-survey"),
        ),
        rows(*thanks_buttons(session, materials)),
    )


def thanks_buttons(session: SessionFacts, materials: Sequence[KeptFile]) -> list[list[InlineKeyboardButton]]:
    """The questionnaire, the certificate, and what was shown."""
    return [
        [button(plain("button-survey"), FillSurvey(session.id))],
        [button(plain("button-own-certificate"), MakeCertificates(session.id))],
        *downloads(materials),
    ]


def ask_absence(invitation: InvitationFacts) -> Screen:
    """For whoever had said to come, or that somebody would for them, and was not seen."""
    return Screen(
        join_lines(
            absence_title(invitation), "", session_block(invitation.session, joins=False), "", absence_next(invitation)
        ),
        rows(*absence_buttons(invitation.session)),
    )


def was_there(invitation: InvitationFacts) -> Screen:
    """They, or who came for them, are recorded present after all."""
    return Screen(join_lines(present_after_all(invitation), "", session_block(invitation.session, joins=False)))


def present_after_all(invitation: InvitationFacts) -> Markup:
    """In place of the question."""
    return t("absence-came-substitute" if invitation.by_substitute else "absence-came")


def absence_title(invitation: InvitationFacts) -> Markup:
    """Who did not come."""
    return t("absence-title-substitute" if invitation.substitute else "absence-title")


def absence_next(invitation: InvitationFacts) -> Markup:
    """The question."""
    if invitation.substitute:
        return t("absence-next-substitute", name=invitation.substitute)
    return t("absence-next")


def absence_buttons(session: SessionFacts) -> list[list[InlineKeyboardButton]]:
    """The usual reasons."""
    kinds = [button(excuse_label(kind), ExplainAbsence(session.id, kind)) for kind in ExcuseKind]
    return [kinds[:2], kinds[2:]]


def minutes(session: SessionFacts, files: Sequence[KeptFile]) -> Screen:
    """For everybody invited."""
    return Screen(
        join_lines(t("minutes-title"), "", session_block(session, joins=False), "", t("minutes-next")),
        rows(*downloads(files)),
    )


def materials(session: SessionFacts, files: Sequence[KeptFile]) -> Screen:
    """For everybody invited, as soon as they are there."""
    return Screen(
        join_lines(t("materials-title"), "", session_block(session, joins=False), "", t("minutes-next")),
        rows(*downloads(files)),
    )


def ask_files(
    session: SessionFacts, files: Sequence[KeptFile], *, minutes: bool, stored: bool, later: datetime | None
) -> Screen:
    """The question for a file, or for one more; what is there already is sent by a press. At night people hear of it `later`."""
    kind = "notulen" if minutes else "materi"
    at = clock_time(later, session.zone) if later is not None else ""
    key = f"files-{'done' if stored else 'ask'}-{kind}{'-later' if at else ''}"
    decided = (
        [button(plain("button-decision-new"), WriteDecision(session.id, mark=Mark.ASIDE))] if minutes and stored else []
    )
    return Screen(
        t(key, code=session.code, at=at),
        rows(*_latest(files), decided, _done()),
    )


def needs_file() -> Screen:
    """Something else was written."""
    return Screen(t("files-needs-file"), rows(_done()))


def link(name: str, address: str) -> Screen:
    """A material that lies elsewhere."""
    return Screen(t("material-link", name=name, address=address))


def downloads(files: Sequence[KeptFile]) -> list[list[InlineKeyboardButton]]:
    """A button a file; what there is no room for is behind one that lists the rest."""
    return [*_buttons(files[:_MOST_FILES]), *_others(files, 1)]


def all_files(files: Sequence[KeptFile], page: int) -> Screen:
    """A page of what a session has of a kind."""
    pages = -(-len(files) // _MOST_FILES) or 1
    page = min(page, pages - 1)
    first = page * _MOST_FILES
    around = [
        *([button(plain("button-previous"), TurnFiles(files[0].id, page - 1))] if page else []),
        *([button(plain("button-next"), TurnFiles(files[0].id, page + 1))] if page < pages - 1 else []),
    ]
    shown = files[first : first + _MOST_FILES]
    text = t("files-page", first=first + 1, last=first + len(shown), count=len(files))
    return Screen(text, rows(*_buttons(shown), around))


def _latest(files: Sequence[KeptFile]) -> list[list[InlineKeyboardButton]]:
    """Those that were sent last, above them what leads to the others."""
    return [*_others(files, 0), *_buttons(files[-_MOST_FILES:])]


def _others(files: Sequence[KeptFile], page: int) -> list[list[InlineKeyboardButton]]:
    more = len(files) - _MOST_FILES
    if more <= 0:
        return []
    return [[button(plain("button-files-more", count=more), TurnFiles(files[0].id, page, mark=Mark.ASIDE))]]


def _buttons(files: Sequence[KeptFile]) -> list[list[InlineKeyboardButton]]:
    return [[button(plain("button-material", name=file.name), Download(file.id))] for file in files]


def _done() -> list[InlineKeyboardButton]:
    return [button(plain("button-files-done"), FilesDone())]
