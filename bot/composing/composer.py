"""Turns ledger rows and stale cards into messages: facts from services, words from views, as things stand now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.composing.batch import (
    OF_DUTY,
    OF_INCIDENTS,
    OF_REPORTS,
    OF_REQUESTS,
    Batch,
    is_said_of,
    revisions,
    which_report,
)
from bot.composing.bundles import bundled
from bot.composing.incidents import incident_message
from bot.composing.messages import message_of
from bot.composing.older import older_screen
from bot.composing.personal import personal_screen
from bot.delivery.outcomes import Refused
from bot.domain.duty.incidents import is_newly_over, is_recalled
from bot.domain.duty.swaps import SwapState
from bot.domain.groups.troubles import GroupTrouble
from bot.domain.ledger import ACCOUNT_LOST, GROUP_ANNOUNCING, LEFT_OFFICE, Purpose
from bot.domain.meetings.days import next_turn
from bot.domain.vocabulary import Role, SessionStatus
from bot.services.groups.cards import cards_facts, ends
from bot.views import people as people_views
from bot.views.duty import critical as critical_views
from bot.views.duty import escalation as escalation_views
from bot.views.duty import filling as filling_views
from bot.views.duty import incidents as incident_views
from bot.views.duty import overview as overview_views
from bot.views.duty import reports as duty_views
from bot.views.duty import requests as request_views
from bot.views.duty import reviewing as review_views
from bot.views.duty import rota as rota_views
from bot.views.duty import rule as rule_views
from bot.views.groups import cards as card_views
from bot.views.groups import troubles as group_views
from bot.views.invitations.gathered import gathered
from bot.views.invitations.messages import as_known, changes
from bot.views.meetings import polls as poll_views
from bot.views.meetings import undoing as undoing_views
from bot.views.office import deputies as deputy_views
from bot.views.office import digest as digest_views

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.clock import Clock
    from bot.delivery.messages import Claimed, Message
    from bot.delivery.older import Older
    from bot.domain.duty.facts import RotaFacts
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.groups.cards import LiveCard
    from bot.domain.ledger import Bundle
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.duty.requests import RequestFacts
    from bot.storage.database import Database
    from bot.views.screen import Screen

_OF_PEOPLE = frozenset({Purpose.DEPUTY, Purpose.ROLE, Purpose.ACCOUNT})


class Composer:
    """Reads once per batch; what is no longer true is not said (None)."""

    def __init__(self, db: Database, clock: Clock, bot_username: str) -> None:
        self._db = db
        self._clock = clock
        self._bot_username = bot_username

    async def compose(self, rows: Sequence[Claimed]) -> dict[int, Message | Refused | None]:
        """Messages by delivery id; none is made for a chat that is another's by now."""
        now = self._clock.now()
        batch = await self._db.query(partial(Batch.load, rows=rows, now=now))
        made: dict[int, Message | Refused | None] = {}
        bundles: dict[tuple[int, Bundle], list[Claimed]] = defaultdict(list)
        for row in rows:
            bundle = row.purpose.traits.bundle
            accounts = batch.accounts_with_leavers if row.purpose.traits.to_leavers else batch.accounts
            if row.reader_id is not None and accounts.get(row.reader_id) != row.chat_id:
                made[row.id] = Refused(ACCOUNT_LOST if row.reader_id in accounts else LEFT_OFFICE)
            elif row.id in batch.deputies.told_already:
                made[row.id] = None
            elif bundle is None:
                made[row.id] = self._message(batch, row, now)
            else:
                bundles[row.chat_id, bundle].append(row)
        for (_, bundle), together in bundles.items():
            made |= bundled(batch, bundle, together, now)
        return batch.deputies.say_for_whom(made)

    async def compose_cards(self, cards: Sequence[LiveCard]) -> dict[int, Message]:
        """Cards as they should look now, by card id; without those that show nothing any more."""
        now = self._clock.now()
        shown, ended = await self._db.query(
            lambda connection: (cards_facts(connection, cards), ends(connection, cards))
        )
        living = {
            card_id: _card(card_views.card(facts, now, self._bot_username), facts.session, now)
            for card_id, facts in shown.items()
        }
        return living | {card_id: _last(card_views.ended(end)) for card_id, end in ended.items()}

    async def compose_older(self, messages: Sequence[Older]) -> dict[int, Message]:
        """What older messages should say by now, by delivery id; without those that may stay as they are."""
        now = self._clock.now()
        batch = await self._db.query(partial(Batch.of_people, messages=messages, now=now))
        # One that stands for several rows is changed once.
        last = {(older.chat_id, older.message_id): older.id for older in messages}
        screens: dict[int, Screen | None] = {}
        for older in messages:
            screen = older_screen(batch, older, now)
            if screen is not None:
                screens[last[older.chat_id, older.message_id]] = screen
        screens |= {last[place]: gathered(batch.parts.of(said), now) for place, said in batch.standing.items()}
        return {older_id: message_of(screen) for older_id, screen in screens.items() if screen}

    def _message(self, batch: Batch, row: Claimed, now: datetime) -> Message | None:
        if row.purpose in OF_INCIDENTS:
            return incident_message(batch, row, now)
        if row.purpose is Purpose.SECOND_THOUGHTS:
            turned = undoing_views.turned(row.facts, batch.sessions, now, batch.invited)
            return message_of(turned, edits=row.facts["message"], alone=True)
        if row.purpose is Purpose.SWAP_OVER:
            place = row.facts.get("message") or batch.asked_in.get((row.facts["swap"], row.person_id or 0))
            over = rota_views.asked_in_vain(row.facts, row.person_id, batch.swaps[row.facts["swap"]])
            return None if place is None else message_of(over, edits=place, alone=True)
        screen = self._screen(batch, row, now)
        if screen is None:
            return None
        topic = batch.topics.get(row.chat_id)
        held = batch.sessions.get(row.session_id or 0)
        if held is not None and row.purpose in GROUP_ANNOUNCING:
            kept = screen
            if row.purpose is Purpose.GROUP_MOVED:
                # What changed is said once, above the card as it is posted.
                kept = card_views.card(batch.cards[held.id, row.chat_id], now, self._bot_username)
            return replace(_card(screen, held, now), looks=kept.looks, topic=topic)
        return message_of(screen, revisions=revisions([held] if held else []), topic=topic)

    def _screen(self, batch: Batch, row: Claimed, now: datetime) -> Screen | None:
        if row.shift_id is not None:
            return _shift_screen(batch, row, row.shift_id, now)
        if row.session_id is None:
            return _office_screen(batch, row, now)
        facts = batch.sessions.get(row.session_id)
        if facts is None or not is_said_of(facts, row):
            return None
        if row.person_id is None:
            return self._group_screen(batch, facts, row, now)
        return personal_screen(batch, facts, row, now)

    def _group_screen(self, batch: Batch, facts: SessionFacts, row: Claimed, now: datetime) -> Screen | None:
        if row.purpose is Purpose.GROUP_CANCELLED:
            return card_views.group_cancelled(as_known(facts, row.facts), begun="begun" in row.facts)
        shown = batch.cards.get((facts.id, row.chat_id))
        if shown is None:
            return None
        known = facts.history.get(row.facts.get("known", 0))
        if row.purpose is Purpose.GROUP_MOVED and known is not None and not changes(known, facts):
            # It is again as the group was told, if it was.
            sure = row.facts.get("sure", row.facts["known"])
            known = facts.history.get(sure) if sure is not None else None
            if known is not None and not changes(known, facts):
                return None
        return card_views.card(shown, now, self._bot_username, known if row.purpose is Purpose.GROUP_MOVED else None)


def _office_screen(batch: Batch, row: Claimed, now: datetime) -> Screen | None:
    """What is of no session and no shift."""
    if row.purpose in OF_DUTY | OF_REQUESTS:
        return _duty_screen(batch, row, now)
    if row.purpose is Purpose.DIGEST:
        facts = batch.digests[row.office_id].of(row.person_id or 0)
        return digest_views.digest(facts, facts.divisions.get(row.person_id or 0))
    if row.purpose is Purpose.DATE_POLL:
        return _poll_screen(batch, row, now)
    if row.purpose in _OF_PEOPLE:
        return _person_screen(batch, row, now)
    is_back = row.facts["trouble"] == GroupTrouble.LEFT and row.facts["chat"] not in batch.left
    return None if is_back else group_views.trouble(row.facts)


def _person_screen(batch: Batch, row: Claimed, now: datetime) -> Screen | None:
    """What somebody may do, for whom, and with which account."""
    if row.purpose is Purpose.DEPUTY:
        return deputy_views.told(batch.deputies_named.get(row.facts["deputy"]), row.facts, row.person_id, now)
    if row.purpose is Purpose.ROLE:
        return people_views.role_lost(Role(row.facts["before"]), Role(row.facts["after"]))
    # Said to nobody's account: whoever has it by now is another, or has it back.
    return None if row.person_id is None and row.chat_id in batch.held else people_views.account_news(row.facts)


def _poll_screen(batch: Batch, row: Claimed, now: datetime) -> Screen | None:
    """Which slots suit; said once more only to whoever has not answered, and of a poll that goes on."""
    poll, person_id = batch.polls.get(row.facts["poll"]), row.person_id or 0
    if poll is None or poll.is_over or person_id not in poll.asked:
        return None
    again = "again" in row.facts
    return None if again and poll.answered(person_id, now) else poll_views.question(poll, person_id, now, again=again)


def _request_screen(found: RequestFacts | None, row: Claimed, now: datetime) -> Screen | None:
    if found is None:
        return None
    if row.purpose is Purpose.REQUEST_DONE:
        return request_views.done(found, row.facts["what"])
    if "replaced" in row.facts:
        return request_views.replaced(found, row.facts["district"], row.person_id or 0)
    return request_views.asked(found, row.facts["district"], now, again=row.purpose is Purpose.REQUEST_AGAIN)


def _watch_screen(batch: Batch, row: Claimed) -> Screen | None:
    """What is missing, what is to be done by when, and the week that is over."""
    if row.purpose is Purpose.DUTY_DIGEST:
        return overview_views.digest(batch.weeks[row.office_id])
    if row.purpose is Purpose.INCIDENT_LIMIT:
        today, limited = batch.limits[row.office_id]
        told = row.facts.get("reports", [])
        # Since this was owed a step may be done, and the next one be far ahead.
        near = [
            one
            for one in limited
            if ("own" not in row.facts or one.stands.taken_by == row.person_id)
            and (
                is_recalled(one.end.day, today) or (is_newly_over(one.end.day, today) and one.stands.report_id in told)
            )
        ]
        return incident_views.near([(one.stands, one.number, one.district, one.end) for one in near], today)
    shifts = [batch.shifts[one] for one in row.facts["shifts"] if one in batch.shifts]
    return escalation_views.silent([one for one in shifts if _is_missing(batch, one)])


def _duty_screen(batch: Batch, row: Claimed, now: datetime) -> Screen | None:
    if row.purpose in OF_REQUESTS:
        return _request_screen(batch.requests.get(row.facts["request"]), row, now)
    if row.purpose in (Purpose.DUTY_DIGEST, Purpose.INCIDENT_LIMIT, Purpose.DUTY_SILENT):
        return _watch_screen(batch, row)
    if row.purpose is Purpose.DUTY_CHANGED:
        return rota_views.changed(row.facts)
    if row.purpose is Purpose.DUTY_ASKED:
        is_over = row.facts["what"] == "ask" and batch.swaps.get(row.facts["swap"]) is not SwapState.OPEN
        return None if is_over else rota_views.asked(row.facts, row.person_id)
    rota = batch.rotas.get(row.id)
    if rota is None:
        return None
    return _keeper_screen(rota, row, now.astimezone(rota.zone).date())


def _keeper_screen(rota: RotaFacts, row: Claimed, today: date) -> Screen | None:
    if row.purpose is Purpose.DUTY_WEEK:
        return rota_views.week(rota, today, row.facts.get("flaws", ()))
    if "critical" in row.facts:
        return critical_views.told(rota.district, row.facts["critical"])
    if "joined" in row.facts:
        return rule_views.joined(rota, {int(one): name for one, name in row.facts["joined"].items()})
    if "left" in row.facts:
        return rota_views.left(row.facts)
    if "unreached" in row.facts:
        return rota_views.unreached(rota, today, row.facts["unreached"])
    return rota_views.flawed(rota, today, row.facts.get("flaws"))


def _shift_screen(batch: Batch, row: Claimed, shift_id: int, now: datetime) -> Screen | None:
    if row.purpose in OF_REPORTS:
        return _report_screen(row, batch.reports.get(which_report(row)))
    shift = batch.shifts.get(shift_id)
    if row.purpose is Purpose.DUTY_UNSENT:
        is_there = shift is not None and (row.person_id or 0, shift_id, row.facts["form"]) in batch.begun
        return filling_views.unsent(shift, row.facts) if shift is not None and is_there else None
    if row.purpose is Purpose.DUTY_UNREPORTED:
        return escalation_views.unreported(shift) if shift is not None and _is_missing(batch, shift) else None
    if shift is None or shift.officer.id != row.person_id:
        # The rota changed since: nobody or somebody else is on duty.
        return None
    ready = (row.person_id or 0, shift_id) in batch.ready
    begun_by = batch.begun_by_others.get(shift_id, "")
    return duty_views.owed(row.purpose, shift, now, ready=ready, begun_by=begun_by)


def _report_screen(row: Claimed, report: DutyReportFacts | None) -> Screen | None:
    if report is None:
        return None
    zone = report.shift.officer.zone
    reader = review_views.Reader(row.person_id, row.facts.get("remark"), own=row.facts.get("own", False))
    return review_views.told(row.purpose, report, zone, duty_views.report_button(report.shift), reader)


def _is_missing(batch: Batch, shift: ShiftFacts) -> bool:
    """Nobody has reported, and nobody sees to it."""
    return shift.report_number is None and shift.id not in batch.taken_shifts


def _card(screen: Screen, held: SessionFacts, now: datetime) -> Message:
    is_held = held.status is SessionStatus.SCHEDULED
    turns_at = next_turn(held.days, now) if is_held else None
    return message_of(screen, is_card=True, turns_at=turns_at, revisions=revisions([held]), looks=screen.looks)


def _last(screen: Screen) -> Message:
    return message_of(screen, looks=screen.looks)
