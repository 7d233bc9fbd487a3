"""Whatever is written or imported, every view holds: it is drawn with texts at their limits, and Telegram would take it."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from telegram import InlineKeyboardMarkup

from bot.domain.door.survey import QUESTIONS
from bot.domain.duty.filling import END, Draft, Unreadable
from bot.domain.duty.forms import Kind
from bot.domain.duty.keywords import Fault
from bot.domain.duty.report_facts import DutyReportFacts
from bot.domain.duty.requests import Wanted, WantedKind
from bot.domain.duty.rota import Turn
from bot.domain.duty.shift_facts import ShiftFacts
from bot.domain.groups.troubles import GroupTrouble
from bot.domain.ledger import Purpose
from bot.domain.lengths import units
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.people.accounts import AccountNews
from bot.domain.people.facts import PersonFacts
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Role, Situation
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.unread import Amiss, Unread
from bot.services.duty.form_directory import shipped_forms
from bot.services.duty.requests import AnswerFacts, RequestFacts
from bot.simulator.entities import parse_html
from bot.views import menu
from bot.views.door.presses import ShowPin
from bot.views.duty.presses import ShowReport
from bot.views.duty.requests import Answering
from bot.views.duty.rule import CHOICES
from bot.views.meetings import undoing
from bot.views.meetings.calendar.listing import Entry
from bot.views.press import CALLBACK_LIMIT
from bot.views.screen import LABEL_LIMIT, Screen, button, caption, fits, one_message, pages, rows
from bot.views.text import Markup
from tests.views.drawing import Drawer, views

if TYPE_CHECKING:
    from collections.abc import Callable

VIEWS = views()
NOW = datetime(2023, 11, 13, 3, 0, tzinfo=UTC)
_DRAWN = 3
# Said in as many messages as it takes: answers to a command, which nobody's ledger owes. What is owed and here as well is cut
# where it would be more than one (`composing/messages.py`): everything that can be written about a session at its longest at once, or
# a change from that to as much.
_SAID_IN_PARTS = frozenset(
    {
        "door.survey.results",
        "duty.filling.filling",
        "duty.filling.unread",
        "duty.overview.overview",
        "duty.reports.nothing_due",
        "duty.reports.report",
        "duty.requests.question",
        "duty.requests.answered",
        "duty.requests.result",
        "duty.reviewing.ask_words",
        "duty.rota.office",
        "duty.rota.rota",
        "importing.confirm",
        "invitations.contacts.links",
        "invitations.gathered.alone",
        "invitations.gathered.gathered",
        "invitations.messages.invitation",
        "invitations.messages.moved",
        "invitations.messages.substitute",
        "invitations.switching.switched",
        "invitations.news.late_changes",
        "invitations.secretariat.silent",
        "meetings.calendar.activity.activity",
        "meetings.polls.outcome",
        "meetings.proposals.last_look",
        "meetings.proposals.month",
        "meetings.proposals.proposed",
        "meetings.scheduling.last_look.confirm",
        "meetings.series.look",
        "meetings.series.look_at_cancelling",
        "meetings.series.look_at_moves",
        "meetings.scheduling.results.moved",
        "office.changes.change_list",
        "office.digest.digest",
        "people.managers",
        "recap.periods.recap",
        "recap.session.session",
        "recap.session.silent_list",
        "recap.session.unregistered",
        "recap.session.whatsapp_links",
    }
)


def _late(draw: Drawer) -> dict[str, Any]:
    person = {"name": draw.text("name"), "district": draw.text("district"), "reason": draw.text("reason")}
    session = draw.value(SessionFacts, "session")
    return {"changes": [(session, person | {"before": "hadir", "after": "berhalangan"})] * draw.dice.choice((1, 3))}


def _incident(draw: Drawer) -> DutyReportFacts:
    found: DutyReportFacts = draw.value(DutyReportFacts, "report")
    return replace(found, situation=draw.dice.choice(list(Situation)))


def _request(draw: Drawer) -> RequestFacts:
    """One of all kinds of things, answered by some."""
    wanted = tuple(Wanted(draw.text("place")[:60], kind) for kind in WantedKind)
    values = (10**12, draw.text("text")[:500], True, {"file": "x", "document": True})
    answer = AnswerFacts(values, draw.text("name"), NOW)
    districts = tuple((number, draw.text("district")) for number in range(1, 23))
    answers = dict.fromkeys(range(1, draw.dice.choice((2, 22, 23))), answer)
    closed = draw.dice.random() > 1 / 2
    return RequestFacts(
        7,
        draw.text("title")[:200],
        wanted,
        NOW,
        ZoneInfo("Asia/Jakarta"),
        draw.text("name"),
        closed,
        districts,
        answers,
    )


def _filling(draw: Drawer) -> SimpleNamespace:
    """Anywhere in any of the shipped forms, with whatever can be written in it."""
    forms = shipped_forms().of("")
    form = draw.dice.choice(list(forms.values()))
    texts = {one.key: draw.text("text")[: one.longest] for one in form if one.kind is Kind.TEXT}
    draft = Draft(
        draw.dice.choice([END, *(one.key for one in form)]),
        {one.key: next(iter(one.choices)) for one in form if one.kind is Kind.CHOICE} | texts,
        unread=(draw.text("place"),),
    )
    shift = draw.value(ShiftFacts, "shift")
    report = draw.value(DutyReportFacts, "report") if draw.dice.random() > 1 / 2 else None
    further, begun_by = draw.dice.random() > 1 / 2, draw.text("name")
    sent = draw.value(DutyReportFacts, "report") if further else None
    lost = draw.dice.random() > 1 / 2
    return SimpleNamespace(
        shift=shift,
        form=form,
        draft=draft,
        forms=forms,
        further=further,
        report=report,
        begun_by=begun_by,
        sent=sent,
        moved=further,
        incidents_only=further,
        lost=lost,
        passed_on=lost and sent is None,
        is_theirs=not lost or form.is_of_incident,
        on_behalf=draw.dice.choice((True, False)),
    )


def _turned(draw: Drawer) -> dict[str, Any]:
    """A card that was shown a moment ago, as the ledger keeps it."""
    held = replace(draw.value(SessionFacts, "session"), revision=draw.dice.choice((1, 2)), held_until=NOW)
    card = undoing.Card(Markup("Judul"), above=[[button("Rekap", ShowPin(7))]], together=draw.dice.random() > 1 / 2)
    shown = undoing.card(card, [held], NOW - timedelta(minutes=1))
    facts = shown.turns.facts if shown.turns is not None else {"sessions": [(held.id, 1)], "kept": "Tetap."}
    return {"facts": json.loads(json.dumps(facts)), "sessions": {held.id: replace(held, revision=1)}}


def _admin() -> PersonFacts:
    person: PersonFacts = Drawer(random.Random(1)).value(PersonFacts, "person")
    return replace(person, role=Role.ADMIN)


_TURN = {"day": "2023-11-07", "shift": "harian"}


_LEAVES = ("leave", "leave-noted", "leave-dropped")
# What a type does not tell: keys of texts, words of buttons, facts of a row of the ledger.
GIVEN: dict[str, Callable[[Drawer], dict[str, Any]]] = {
    "invitations.seats_and_chasing.pick_rule": lambda _: {"rules": {"all": "2d h3 h1", "none": ""}},
    "invitations.seats_and_chasing.rule_set": lambda _: {"rules": {"all": "2d h3 h1"}, "rule": "h1"},
    "invitations.news.late_changes": _late,
    "invitations.news.news": lambda draw: {"facts": {"who": draw.text("name")}},
    "duty.rule.rule": lambda draw: {"chosen": draw.dice.choice(list(CHOICES.values())), "who": "1f"},
    "duty.rule.people_of": lambda draw: {"who": "3", "pool": [draw.value(PersonFacts, "person")]},
    "duty.rule.who": lambda draw: {"chosen": draw.dice.choice(list(CHOICES.values()))},
    "duty.rule.clashing": lambda draw: {"chosen": draw.dice.choice(list(CHOICES.values())), "who": "1f"},
    "duty.rota.unreached": lambda _: {"today": date(2023, 11, 7), "new": ["1", "20231107:1"]},
    "duty.rota.changed": lambda draw: {
        "facts": {"district": draw.text("district"), "before": draw.dice.choice((None, _TURN)), "after": _TURN}
    },
    "duty.rota.left": lambda draw: {
        "facts": {
            "name": draw.text("name"),
            "district": draw.text("district"),
            "moved": draw.dice.choice((True, False)),
            "left": [_TURN | {"instead": draw.text("name"), "open": False}, _TURN | {"instead": "", "open": True}] * 10,
        }
    },
    "duty.rota.asked": lambda draw: {
        "facts": {
            "what": draw.dice.choice(("ask", "declined", "accepted", "taken", "dropped", *_LEAVES, "ruled")),
            "left": [_TURN] * 20,
            "ends": draw.dice.choice((True, False)),
            "begins": "2023-11-03",
            "shifts": draw.dice.choice(([], ["harian", "harian petugas 2"])),
            "rotation": "harian",
            "days_off": True,
            "people": [draw.text("name")] * 5,
            "by": draw.text("by"),
            "first": "2023-11-03",
            "last": "2023-11-05",
            "person": 2**31 - 1,
            "name": draw.text("name"),
            "turns": [_TURN] * 20,
            "next": draw.dice.choice((None, _TURN)),
            "turn": _TURN,
            "back": _TURN,
            "for": 1,
            "swap": 7,
            **{name: draw.text(name) for name in ("district", "giver", "taker", "who")},
        }
    },
    "duty.rota.asked_in_vain": lambda draw: {
        "facts": {
            "what": "ask",
            "turn": _TURN,
            "back": _TURN,
            "for": 1,
            "swap": 7,
            **{name: draw.text(name) for name in ("district", "giver", "taker", "who")},
        }
    },
    "duty.filling.unsent": lambda draw: {
        "facts": {"form": "kejadian", "ready": draw.dice.choice((True, False)), "said": draw.text("said")}
    },
    "duty.requests.sent": lambda draw: {"found": _request(draw)},
    "duty.requests.to_answer": lambda draw: {
        "found": [_request(draw)] * 10,
        "district": draw.dice.choice((1, 9)),
        "unplaced": draw.dice.choice(("", "words", "file")),
    },
    "duty.requests.asked": lambda draw: {"found": _request(draw), "district": 9, "now": NOW + timedelta(1)},
    "duty.requests.answered": lambda draw: {"found": _request(draw), "district": 1},
    "duty.requests.replacing": lambda draw: {
        "found": (found := _request(draw)),
        "district": 1,
        "values": found.answers[1].values,
    },
    "duty.requests.replaced": lambda draw: {"found": _request(draw), "district": 1, "reader": 7},
    "duty.requests.done": lambda draw: {"found": _request(draw), "what": draw.dice.choice(("due", "all"))},
    "duty.requests.closing": lambda draw: {"found": _request(draw)},
    "duty.requests.result": lambda draw: {"found": _request(draw)},
    "duty.requests.table": lambda draw: {"found": _request(draw)},
    "duty.requests.picture": lambda draw: {"found": _request(draw)},
    "duty.requests.question": lambda draw: {
        "found": (found := _request(draw)),
        "number": (number := draw.dice.choice((0, 1, 2, 3))),
        "problem": draw.dice.choice((None, Unreadable("form-number"))),
        "wrong": draw.text("text")[:200],
        "known": Answering(
            *draw.dice.choice(
                ((), (found.answers[1].values[number],), (None, 20, True), (None, 0, False, found.answers[1]))
            )
        ),
    },
    "duty.requests.listed": lambda draw: {"requests": [_request(draw)] * 10},
    "duty.filling.filling": lambda draw: {
        "found": _filling(draw),
        "problem": draw.dice.choice((None, Unreadable("form-number-range", limits="least", least="0", most=""))),
        "got": draw.dice.choice(("", "photo", "location", "text")),
    },
    "duty.filling.nothing_over": lambda draw: {"found": _filling(draw)},
    "duty.filling.instead": lambda draw: {"found": _filling(draw)},
    "duty.filling.mended_by_another": lambda draw: {"found": _filling(draw)},
    "duty.filling.button_of": lambda draw: {"found": _filling(draw), "words": draw.dice.choice(("kirim", "lewati"))},
    "duty.filling.send_button": lambda _: {"form": "piket"},
    "duty.critical.told": lambda draw: {
        "said": {
            "first": "2024-02-10",
            "last": "2024-02-14",
            "shifts": ["pagi", "sore", "malam"],
            "dropped": draw.dice.choice((True, False)),
        }
    },
    "duty.filling.with_weeks": lambda _: {
        "screen": Screen(Markup("Jadwal piket."), rows([button("Jadwal", ShowPin(7))])),
        "weeks": [0, 1],
    },
    "duty.filling.with_rota": lambda draw: {
        "screen": Screen(Markup("Laporan piket."), rows([button("Jadwal", ShowPin(7))])),
        "lines": [draw.text("line")],
    },
    "duty.reports.with_begun": lambda draw: {
        "screen": Screen(Markup("Tidak bertugas."), rows([button("Jadwal", ShowPin(7))])),
        "begun": [SimpleNamespace(shift=7, day=NOW.date(), form="piket", title=draw.text("place"))] * 3,
    },
    "duty.filling.title": lambda draw: {"found": _filling(draw)},
    "duty.filling.sent_by_another": lambda draw: {"found": _filling(draw)},
    "duty.filling.dropped": lambda draw: {"found": _filling(draw)},
    "duty.filling.others": lambda draw: {"found": _filling(draw)},
    "duty.filling.by_lines": lambda draw: {"found": _filling(draw)},
    "duty.filling.unread": lambda draw: {
        "found": _filling(draw),
        "faults": [Fault(draw.text("text"), "form-number"), Fault(draw.text("text"), "form-line-unknown")] * 5,
    },
    "duty.filling.attachments": lambda draw: {"draft": _filling(draw).draft},
    "duty.reviewing.note_still": lambda draw: {"note": draw.text("text")[:500]},
    "duty.reviewing.told": lambda draw: {
        "purpose": draw.dice.choice((Purpose.DUTY_FILED, Purpose.DUTY_REVIEW, Purpose.DUTY_FIXED)),
        "opens": button("Buka", ShowReport(7)),
    },
    "duty.reports.pick_officer": lambda draw: {
        "places": [Turn(date(2023, 11, 7), f"pagi petugas {number}", 1) for number in range(1, 22)],
        "chosen": [draw.dice.choice((1, None)) for _ in range(20)],
        "names": {1: draw.text("name")},
        "able": [1] * 30,
    },
    "duty.reports.what_happened": lambda draw: {"found": _incident(draw)},
    "duty.incidents.taken": lambda draw: {"found": _incident(draw)},
    "duty.incidents.dismissing": lambda draw: {"found": _incident(draw)},
    "duty.incidents.mended": lambda draw: {"found": _incident(draw)},
    "duty.incidents.incident": lambda draw: {"found": _incident(draw)},
    "duty.pictures.month": lambda _: {"first": date(2023, 11, 1), "last": date(2023, 11, 30)},
    "people.account_news": lambda draw: {
        "facts": {
            "news": draw.dice.choice(list(AccountNews)),
            "name": draw.text("name"),
            "entry": 2**31 - 1,
            "ask": draw.text("name"),
            "at": "2023-10-02T01:00:00+00:00",
            "zone": "Asia/Jakarta",
            "by": draw.text("name"),
            "how": draw.dice.choice(("contact", "link")),
        }
    },
    "groups.troubles.trouble": lambda draw: {
        "facts": {"trouble": draw.dice.choice(list(GroupTrouble)), "title": draw.text("name")}
    },
    "menu.lines": lambda _: {"commands": menu.of_clerk(_admin())},
    "menu.menu": lambda _: {"offered": menu.sections(_admin(), clerk=True), "chosen": "admin"},
    "refusals.refusal_text": lambda draw: {"refusal": Refusal("refused-unknown-district", name=draw.text("name"))},
    "recap.ranks.best_and_worst": lambda _: {"of": "districts"},
    "invitations.messages.office_reminder": lambda draw: {"outsiders": (draw.text("audience"),)},
    "meetings.calendar.listing.listed_lines": lambda draw: {
        "entries": [Entry("planned", mine=draw.dice.choice((True, False)), text=lambda: Markup("Judul"))]
    },
    "meetings.scheduling.prepared.ask_prepared": lambda draw: {"what": draw.dice.choice(["agenda", "bring", "link"])},
    "meetings.scheduling.problems.not_read": lambda draw: {
        "command": draw.text("place"),
        "unread": Unread(Amiss.UNREAD, draw.text("place"), "jam 9", draw.text("place")),
    },
    "meetings.scheduling.problems.date_problem": lambda draw: {
        "problem": DateProblem("not_a_date", given=draw.text("place"))
    },
    "meetings.scheduling.asking.ask_zone": lambda _: {
        "problem": DateProblem("other_zone", given="WITA", own="WIB", written="09.00", here="08.00")
    },
    "meetings.undoing.card": lambda _: {"of": undoing.Card(Markup("Judul"), above=[[button("Rekap", ShowPin(7))]])},
    "meetings.undoing.turned": _turned,
    # What is left of a month are codes of activities.
    "meetings.proposals.applied": lambda draw: {
        "found": SimpleNamespace(
            done=(one := draw.value(undoing.Followed, "found")).done, left=("SDMO-02", "HPS-07"), reaches=one.reaches
        )
    },
    "meetings.undoing.ask_all": lambda draw: {"found": [draw.value(undoing.Undoable, "found")]},
    "meetings.scheduling.picking.pick_session": lambda _: {"what": "move", "pressed": ShowPin},
    "door.survey.ask": lambda draw: {"question": draw.dice.randrange(len(QUESTIONS))},
    "door.survey.done": lambda _: {"key": "survey-done"},
}


@pytest.mark.parametrize("long", [False, True], ids=["at the limit", "beyond it"])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_holds_whatever_stands_in_it(name: str, *, long: bool) -> None:
    for turn in range(1 if long else _DRAWN):
        drawer = Drawer(random.Random(f"{name} {turn}"), long=long)
        given = GIVEN[name](drawer) if name in GIVEN else {}
        shown = drawer.call(VIEWS[name], **given)
        _check(name, shown, long=long)


def test_what_is_said_of_views_is_said_of_some_that_exist() -> None:
    assert (GIVEN.keys() | _SAID_IN_PARTS) - VIEWS.keys() == set()


def _check(name: str, shown: Any, *, long: bool) -> None:
    if isinstance(shown, Screen):
        _check_buttons(shown)
        if name in _SAID_IN_PARTS or long:
            _check_pages(shown.text)
            _check_text(one_message(shown).text, 4096)
            assert fits(one_message(shown))
        else:
            assert fits(shown)
            _check_text(shown.text, 4096)
    elif name.endswith("caption"):
        _check_text(caption(shown), 1024)
    elif isinstance(shown, Markup):
        _check_pages(shown)


def _check_pages(text: str) -> None:
    found = pages(text)
    for page in {*found[:2], found[-1]}:
        _check_text(page, 4096)


def _check_text(text: str, most: int) -> None:
    """As the Bot API reads it: whole HTML, something to see, and not too much."""
    read = parse_html(text)[0]
    assert read.strip()
    assert units(read) <= most


def _check_buttons(screen: Screen) -> None:
    if isinstance(screen.keyboard, InlineKeyboardMarkup):
        for one in [one for line in screen.keyboard.inline_keyboard for one in line]:
            assert one.text.strip()
            assert units(one.text) <= LABEL_LIMIT
            assert len(str(one.callback_data or "").encode()) <= CALLBACK_LIMIT
