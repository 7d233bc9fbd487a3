"""The questionnaire of a session: for whoever came, one response each, and its results for the heads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, exists, or_, select

from bot.domain.door import survey as rules
from bot.domain.lengths import units
from bot.domain.recap.figures import Survey, survey
from bot.domain.refusals import Refusal
from bot.services.access import require_actor, require_manager
from bot.services.meetings.facts import SESSIONS, session_of
from bot.storage.models import Invitation, Session, SurveyResponse
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.context import Context

MAX_TEXT = 1000


@dataclass(frozen=True, slots=True)
class FilledSurvey:
    """Somebody's questionnaire as filled in so far; `question` is the next, None once all are answered."""

    session: SessionFacts
    scores: tuple[int, ...]
    text: str

    @property
    def question(self) -> int | None:
        return rules.next_question(self.scores)


@dataclass(frozen=True, slots=True)
class Results:
    """What all answered: for each statement how many gave 1 to 5, and the words, at `asked_at`.

    `sheets` are all that were handed in; `survey` judges the meeting by them, as recaps do (docs/figures.md).
    """

    session: SessionFacts
    sheets: int
    survey: Survey
    counts: tuple[tuple[int, ...], ...]
    texts: tuple[str, ...]
    asked_at: datetime


async def sheet(ctx: Context, telegram_id: int, session_id: int) -> FilledSurvey:
    """The person's sheet; refuses whoever did not come, and what is over."""
    now = ctx.clock.now()
    return await ctx.db.query(lambda connection: _sheet(connection, telegram_id, session_id, now)[0])


async def give_score(ctx: Context, telegram_id: int, session_id: int, question: int, score: int) -> FilledSurvey:
    """Store one answer; another one to the same statement replaces it."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> FilledSurvey:
        found, person_id = _sheet(connection, telegram_id, session_id, now)
        try:
            scores = rules.with_score(found.scores, question, score)
        except ValueError:
            raise Refusal("refused-stale-button") from None
        return _store(connection, found, person_id, (scores, found.text), now)

    return await ctx.db.transact(_unit)


async def give_text(ctx: Context, telegram_id: int, session_id: int, text: str) -> FilledSurvey:
    """Store what the person wants to say besides."""
    if units(text) > MAX_TEXT:
        raise Refusal("refused-survey-long", length=units(text), most=MAX_TEXT)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> FilledSurvey:
        found, person_id = _sheet(connection, telegram_id, session_id, now)
        return _store(connection, found, person_id, (list(found.scores), text.strip()), now)

    return await ctx.db.transact(_unit)


async def results(ctx: Context, telegram_id: int, session_id: int) -> Results:
    """What was answered so far, for heads of the office; nobody is named."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Results:
        actor = require_actor(connection, telegram_id, now)
        require_manager(actor)
        row = connection.execute(_SESSION, {"session": session_id}).one_or_none()
        if row is None or row.office_id != actor.office_id:
            raise Refusal("refused-not-your-session")
        found = connection.execute(_RESPONSES, {"session": session_id}).all()
        counted = rules.counts(one.scores for one in found)
        return Results(
            session_of(row),
            len(found),
            survey(one.scores for one in found),
            tuple(tuple(line) for line in counted),
            tuple(one.text for one in found if one.text),
            now,
        )

    return await ctx.db.query(_unit)


_SESSION = SESSIONS.where(Session.id == bindparam("session"))
_RESPONSES = (
    select(SurveyResponse.scores, SurveyResponse.text)
    .where(SurveyResponse.session_id == bindparam("session"))
    .order_by(SurveyResponse.answered_at, SurveyResponse.id)
)
_OWN = select(SurveyResponse.scores, SurveyResponse.text).where(
    SurveyResponse.session_id == bindparam("session"), SurveyResponse.person_id == bindparam("person")
)
_CAME = select(
    exists().where(
        Invitation.session_id == bindparam("session"),
        Invitation.checked_in_at.is_not(None),
        or_(
            and_(Invitation.person_id == bindparam("person"), Invitation.substitute_came.is_(False)),
            and_(Invitation.substitute_id == bindparam("person"), Invitation.substitute_came.is_(True)),
        ),
    )
)


def _sheet(connection: Connection, telegram_id: int, session_id: int, now: datetime) -> tuple[FilledSurvey, int]:
    actor = require_actor(connection, telegram_id, now)
    asked: dict[str, Any] = {"session": session_id, "person": actor.id}
    row = connection.execute(_SESSION, {"session": session_id}).one_or_none()
    if row is None or not connection.execute(_CAME, asked).scalar_one():
        raise Refusal("refused-survey-absent")
    facts = session_of(row)
    if not rules.is_open(facts.ends_at, now):
        raise Refusal("refused-survey-closed", code=facts.code)
    own = connection.execute(_OWN, asked).one_or_none()
    return FilledSurvey(facts, tuple(own.scores) if own else (), own.text if own else ""), actor.id


def _store(
    connection: Connection, found: FilledSurvey, person_id: int, filled: tuple[list[int], str], now: datetime
) -> FilledSurvey:
    scores, text = filled
    if (tuple(scores), text) == (found.scores, found.text):
        return found
    key = {"session_id": found.session.id, "person_id": person_id}
    upsert(connection, SurveyResponse, key, {"scores": scores, "text": text, "answered_at": now})
    return FilledSurvey(found.session, tuple(scores), text)
