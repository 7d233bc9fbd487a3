"""Buttons that stand in chats are understood for years: what each kind of press looks like on the wire, who makes and who takes it."""

from __future__ import annotations

import ast
from collections import Counter
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.domain.meetings.plan_state import PlanState
from bot.domain.meetings.polls import Choice
from bot.domain.recap.facts import View
from bot.domain.recap.spans import Span, SpanUnit
from bot.domain.vocabulary import Division, ExcuseKind, Role
from bot.handlers.all_routes import all_routes
from bot.handlers.questions import kinds_of_questions
from bot.views import leaving, menu, people
from bot.views.door import presses as door
from bot.views.duty import presses as duty
from bot.views.groups import presses as groups
from bot.views.invitations import presses as invitations
from bot.views.meetings.presses import (
    attendees,
    board,
    calendar,
    cancelling,
    dating,
    feeds,
    last_look,
    months,
    outsiders,
    polls,
    proposals,
    series,
    undoing,
)
from bot.views.office import presses as office
from bot.views.papers import presses as papers
from bot.views.press import Mark, Press, kinds_of_presses
from bot.views.recap import presses as recap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BOT = Path(__file__).parents[2] / "bot"
ROUTES = all_routes()
OCTOBER = Span(SpanUnit.MONTH, date(2023, 10, 1))
# Never change a line: the button hangs in somebody's chat.
WIRE: dict[str, Press] = {
    "ci:7": door.CheckIn(7),
    "ci:7:2": door.CheckIn(7, 2),
    "pin:7": door.ShowPin(7),
    "loc:7": door.SetPlace(7),
    "absn:7": door.ShowArrivals(7),
    "clp:7:0": door.TurnArrivals(7, 0),
    "clp:7:1:2": door.TurnArrivals(7, 1, 2),
    "cl:7:12:0:0:1": door.MarkArrival(7, 12, 0, substitute=False, wanted=True),
    "cl:7:12:1:1:0:2": door.MarkArrival(7, 12, 1, substitute=True, wanted=False, day=2),
    "clx:7:12:0:1699491600": door.UnmarkArrival(7, 12, 0, 1699491600),
    "clx:7:12:0:1699491600:2": door.UnmarkArrival(7, 12, 0, 1699491600, 2),
    "sv:7": door.FillSurvey(7),
    "svr:7": door.FillSurveyAgain(7),
    "svs:7:0:5": door.GiveScore(7, 0, 5),
    "svt:7": door.AddWords(7),
    "svk:7": door.ShowResults(7),
    "svp:7": door.PictureResults(7),
    "mat:0:7": door.SendFiles(minutes=False, session=7),
    "mat:1:7": door.SendFiles(minutes=True, session=7),
    "filok": door.FilesDone(),
    "hi:7": door.HandInFiles(7),
    "hii:7:2": door.HandInItem(7, 2),
    "hic:7": door.ShowCollected(7),
    "hiz:7": door.FetchCollected(7),
    "hir:7": door.RemindToHandIn(7),
    "hie:7": door.EditHandIn(7),
    "hix:7": door.AskForNothing(7),
    "tlp": door.PickDecided(),
    "tln:7": door.WriteDecision(7),
    "tlw:12": door.AssignDecision(12),
    "tlt:2023-10-12": door.DateDecision(date(2023, 10, 12)),
    "tlk:3": door.DecisionDone(3),
    "file:3": door.Download(3),
    "files:3:1": door.TurnFiles(3, 1),
    "sra:7": series.Repeat(7),
    "sra:7:0w1mk2": series.Repeat(7, "0w1mk2"),
    "srok:7:0w1m:1": series.SetSeries(7, "0w1m", wanted=True),
    "srok:7:0w1mx3:1": series.SetSeries(7, "0w1mx3", wanted=True),
    "srl:7": series.SetAgain(7),
    "srs:7": series.SetSame(7),
    "srm:7:2": series.MoveFollowing(7, 2),
    "srm:7:2:1": series.MoveFollowing(7, 2, sure=True),
    "usm:2023-11-01": months.ProposeMonth(date(2023, 11, 1)),
    "usundo:7:12": months.UndoMonth(7, 12),
    "usundo:7:12:1": months.UndoMonth(7, 12, sure=True),
    "usundo:7:12:0:move": months.UndoMonth(7, 12, what="move"),
    "ussend:7:12": months.SendMonth(7, 12),
    "ussend:7:12:cancel": months.SendMonth(7, 12, what="cancel"),
    "gelp:HPS-07": attendees.LookAtBatches("HPS-07"),
    "gell:1": attendees.DivideAsListed(wanted=True),
    "pov:7:CAN": polls.Vote(7, Choice.CAN),
    "pov:7:IF_NEED_BE:2": polls.Vote(7, Choice.IF_NEED_BE, 2),
    "pos:7": polls.ShowPoll(7),
    "poc:7:1": polls.ChooseSlot(7, 1),
    "poa:SDMO-09": polls.AskSlots("SDMO-09"),
    "pok:1": polls.SendPoll(wanted=True),
    "src:7": series.CancelFollowing(7),
    "src:7:1": series.CancelFollowing(7, sure=True),
    "dutyack:7": duty.SeeToReport(7),
    "inc:7": duty.ActOnIncident(7),
    "inc:7:d": duty.ActOnIncident(7, duty.Act.DISMISSED),
    "inc:7:y": duty.ActOnIncident(7, duty.Act.DISMISSED_SURE),
    "inc:7:u": duty.ActOnIncident(7, duty.Act.BACK),
    "inc:7:t": duty.ActOnIncident(7, duty.Act.TAKE),
    "inc:7:l": duty.ActOnIncident(7, duty.Act.RELEASE),
    "inc:7:o": duty.ActOnIncident(7, duty.Act.OVER),
    "pik:m20231001": duty.ShowOverview(duty.Days(monthly=True, first=date(2023, 10, 1))),
    "pik:w20231002:7": duty.ShowOverview(duty.Days(monthly=False, first=date(2023, 10, 2)), 7),
    "pikf:png:m20231001": duty.MakeOverview(duty.FileKind.PICTURE, duty.Days(monthly=True, first=date(2023, 10, 1))),
    "pikm:1": duty.ShowMonth(1),
    "abs:7:SICK": door.ExplainAbsence(7, ExcuseKind.SICK),
    "mnt": duty.SendRequest(),
    "mntv:7": duty.ShowRequest(7),
    "mntx:7": duty.TableRequest(7),
    "mntp:7": duty.PictureRequest(7),
    "mntc:7": duty.CloseRequest(7),
    "mntc:7:1": duty.CloseRequest(7, sure=True),
    "mntf:7:9": duty.ShowAnswerFiles(7, 9),
    "mnta:7": duty.AnswerRequest(7),
    "mnta:7:1": duty.AnswerRequest(7, again=True),
    "mntk:7:2": duty.KeepAnswer(7, 2),
    "dutynote:7:2": duty.SendNote(7, 2),
    "dutyreply:7:2": duty.SendAnswer(7, 2),
    "mntu:7:1": duty.ReplaceAnswer(7, yes=True),
    "mntd:7": duty.AddFiles(7),
    "mnte:7": duty.FilesSent(7),
    "mnty:7:1": duty.AnswerYesNo(7, yes=True),
    "dutyv:7": duty.ShowReport(7),
    "dutyv:7:2": duty.ShowReport(7, 2),
    "dutyv:7:n": duty.ShowReport(7, mark=Mark.ASIDE),
    "dutyr:7": duty.FillReport(7),
    "dutyx:7": duty.FillAnother(7),
    "dutyo:7": duty.ShowForms(7),
    "dutyh": duty.ReportIncident(),
    "dutyf:7:harian": duty.FillForm(7, "harian"),
    "dutyt:7:harian": duty.ShowLines(7, "harian"),
    "dutya:7:harian:2:0": duty.AnswerQuestion(7, "harian", 2, 0),
    "dutyl:7:harian:2": duty.SkipQuestion(7, "harian", 2),
    "dutyg:7:harian:2": duty.GoPastQuestion(7, "harian", 2),
    "dutyb:7:harian": duty.GoBack(7, "harian"),
    "dutyok:7:harian": duty.SendReport(7, "harian"),
    "dutyok:7:harian:1": duty.SendReport(7, "harian", further=True),
    "dutydrop:7:harian": duty.DropReport(7, "harian"),
    "dutyins:7:harian": duty.TakeInstead(7, "harian"),
    "dutyn:7": duty.NothingHappened(7),
    "dutyn:7:1": duty.NothingHappened(7, dropped=True),
    "dutyw:1": duty.SetWeek(1),
    "dutyp:0": duty.PickOfficer(0),
    "dutyd": duty.SaveWeek(),
    "rota": duty.ShowRota(),
    "rota:n": duty.ShowRota(mark=Mark.ASIDE),
    "rotaall": duty.SetAllRules(),
    "rotaall:2": duty.SetAllRules(2),
    "swp": duty.PickSwap(),
    "swpd:20231107": duty.PickSwapOn(date(2023, 11, 7)),
    "swpw:20231107:0": duty.OfferSwap(date(2023, 11, 7), 0),
    "swpy:4": duty.AcceptSwap(4),
    "swpn:4": duty.DeclineSwap(4),
    "swpk:4": duty.KeepShift(4),
    "take:12": duty.AskTakeOver(12),
    "takeok:12": duty.TakeOver(12),
    "rule:5": duty.ChooseRule(5),
    "rule:5:oda": duty.ChooseRule(5, "oda"),
    "rule:5:rwa": duty.ChooseRule(5, "rwa"),
    "rule:5:twa2": duty.ChooseRule(5, "twa2"),
    "rule:5:twa2:1f": duty.ChooseRule(5, "twa2", "1f"),
    "rulewho:5:twa2:1f": duty.ChooseWho(5, "twa2", "1f"),
    "ruleok:5:oda": duty.SaveRule(5, "oda"),
    "ruleok:5:oda:1f:d": duty.SaveRule(5, "oda", "1f", duty.Clashing.DROP),
    "ruleend:5": duty.EndRule(5),
    "ruleend:5:1": duty.EndRule(5, sure=True),
    "crit": duty.ShowCritical(),
    "critok:20240210:20240214": duty.DeclareCritical(date(2024, 2, 10), date(2024, 2, 14)),
    "critx:20240210": duty.DropCritical(date(2024, 2, 10)),
    "leavew:5": duty.PickLeave(5),
    "leave:12": duty.AskLeave(12),
    "leavex:3": duty.DropLeave(3),
    "leaveo:12:20231103:20231105": duty.OfferLeft(12, date(2023, 11, 3), date(2023, 11, 5)),
    "leavek:12:20231103:20231105": duty.RecordLeave(12, date(2023, 11, 3), date(2023, 11, 5)),
    "dutyq:7": duty.AcceptReport(7),
    "dutyq:7:2": duty.AcceptReport(7, 2),
    "dutyi:7:2": duty.ReturnReport(7, 2),
    "dutye:7:2": duty.RewriteReport(7, 2),
    "dutyj:7:piket~2:1": duty.MendAnswer(7, "piket~2", 1),
    "dutym:7:2": duty.AnswerNote(7, 2),
    "dutyu:7:piket~2:2": duty.DropPhotos(7, "piket~2", 2),
    "dutyz:7:piket": duty.DropLines(7, "piket"),
    "inv:7": invitations.ShowInvitation(7),
    "inv:7:b": invitations.ShowInvitation(7, mark=Mark.TOGETHER),
    "yes:7": invitations.Attend(7),
    "yes:7:2": invitations.Attend(7, 2),
    "yes:7:2:b": invitations.Attend(7, 2, mark=Mark.TOGETHER),
    "yes:7:b": invitations.Attend(7, mark=Mark.TOGETHER),
    "no:7": invitations.Decline(7),
    "no:7:2": invitations.Decline(7, 2),
    "exc:7:OTHER_DUTY": invitations.GiveExcuse(7, ExcuseKind.OTHER_DUTY),
    "exc:7:SICK:b": invitations.GiveExcuse(7, ExcuseKind.SICK, mark=Mark.TOGETHER),
    "exc:7:SICK:2:b": invitations.GiveExcuse(7, ExcuseKind.SICK, 2, mark=Mark.TOGETHER),
    "izin:7": invitations.PickExcused(7),
    "ins:7": invitations.AskSubstitute(7),
    "ins:7:2": invitations.AskSubstitute(7, 2),
    "sub:7:12": invitations.ChooseSubstitute(7, 12),
    "sub:7:12:2": invitations.ChooseSubstitute(7, 12, 2),
    "insg:7:b": invitations.NameGuest(7, mark=Mark.TOGETHER),
    "insg:7:2:b": invitations.NameGuest(7, 2, mark=Mark.TOGETHER),
    "subno:7": invitations.DeclineSubstitution(7),
    "subno:7:2": invitations.DeclineSubstitution(7, 2),
    "kec:7": invitations.ShowColleagues(7),
    "seat:7": invitations.AskSeats(7),
    "seata": invitations.SeatAll(),
    "chs:7": invitations.PickChase(7),
    "chr:7:evening": invitations.Chase(7, "evening"),
    "ownsil:7": invitations.ShowOwnSilent(7),
    "for:7:12": invitations.AnswerFor(7, 12),
    "fora:7:12:H": invitations.GiveAnswerFor(7, 12, invitations.GivenReply.ATTENDS),
    "fora:7:12:D": invitations.GiveAnswerFor(7, 12, invitations.GivenReply.OTHER_DUTY),
    "gyes:7": groups.AttendFromGroup(7),
    "gyes:7:2": groups.AttendFromGroup(7, 2),
    "gno:7:2": groups.DeclineFromGroup(7, 2),
    "gno:7": groups.DeclineFromGroup(7),
    "grp:0": groups.LinkGroup(0),
    "grpx": groups.UnlinkGroup(),
    "rec:7": recap.ShowRecap(7),
    "rec:7:n": recap.ShowRecap(7, mark=Mark.ASIDE),
    "rek:o::2023-10": recap.ShowPeriod(View.OFFICE, "", OCTOBER),
    "rek:k:5:2023-Q4": recap.ShowPeriod(View.DISTRICT, "5", Span(SpanUnit.QUARTER, date(2023, 10, 1))),
    "rek:v:HP2H:2023": recap.ShowPeriod(View.DIVISION, "HP2H", Span(SpanUnit.YEAR, date(2023, 1, 1))),
    "recd:2023-10": recap.ShowDutyRecap(OCTOBER),
    "rekf:png:s:7:": recap.MakeFile(recap.FileKind.PICTURE, None, "7", None),
    "rekf:xlsx:p:12:2023-10": recap.MakeFile(recap.FileKind.WORKBOOK, View.PERSON, "12", OCTOBER),
    "rekf:pdf:ks::2023-10": recap.MakeFile(recap.FileKind.PDF, View.DISTRICTS, "", OCTOBER),
    "sil:7": recap.ShowSilent(7),
    "silc:7:0": recap.ShowContacts(7, 0),
    "nudge:7": recap.Nudge(7),
    "unregs": recap.ShowUnregistered(),
    "unreg:5": recap.ShowLinks(5),
    "cal:pekan.SDMO.@5:0": calendar.ShowSchedule("pekan.SDMO.@5", 0),
    "calp:2023-10.saya": calendar.PictureMonth("2023-10.saya"),
    "cald:bulan": calendar.PickDivision("bulan"),
    "calk:bulan": calendar.PickDistrict("bulan"),
    "act:SDMO-02@2023": calendar.ShowActivity("SDMO-02@2023"),
    "ics:7": calendar.MakeIcs(7),
    "feed": feeds.PickFeed(),
    "feedo:me": feeds.OpenFeed(None),
    "feedo:HP2H": feeds.OpenFeed(Division.HP2H),
    "feedc": feeds.CloseFeeds(),
    "brd": board.ShowBoard(),
    "brd:semua": board.ShowBoard("semua"),
    "brdc:HP2H:overdue:0": board.ShowColumn("HP2H", PlanState.OVERDUE, 0),
    "setp:1": calendar.TurnActivities(1),
    "seta:3:SDMO-02": dating.DateActivity(3, "SDMO-02"),
    "seta:3:SDMO-02:n": dating.DateActivity(3, "SDMO-02", mark=Mark.ASIDE),
    "movs:7": dating.MoveSession(7),
    "setd:2023-10-06": dating.PickDay(date(2023, 10, 6)),
    "sett:09.00-12.00": dating.PickHours("09.00-12.00"),
    "setl": dating.PickOffice(),
    "setk": dating.KeepAsItWas(),
    "setm:agenda": last_look.Prepare("agenda"),
    "sete:agenda": last_look.Empty("agenda"),
    "setb": last_look.BackToLook(),
    "setj": last_look.KeepAnswers(),
    "setok:1": last_look.AnswerDate(agreed=True),
    "setok:0": last_look.AnswerDate(agreed=False),
    "cans:7": cancelling.CallOff(7),
    "canok:1": cancelling.AnswerCallOff(agreed=True),
    "outs:7": outsiders.CountOutsiders(7),
    "outs:7:b": outsiders.CountOutsiders(7, mark=Mark.TOGETHER),
    "undo:7:2": undoing.Undo(7, 2),
    "undo:7:2:1": undoing.Undo(7, 2, sure=True),
    "undn:7:2": undoing.SendNow(7, 2),
    "undk:7": undoing.LeaveAsItIs(7),
    "undk:7:cancel": undoing.LeaveAsItIs(7, undoing.Stays.OFF),
    "undv:7": last_look.PreviewHeld(7),
    "usp:1": proposals.TurnProposals(1),
    "usa:SDMO-02": proposals.Propose("SDMO-02"),
    "usl:SDMO-02:2023-10-06:0900-1230": proposals.PickSlot("SDMO-02", date(2023, 10, 6), (time(9), time(12, 30))),
    "usok:1": months.LookAtAll(agreed=True),
    "usgo:0": months.AnswerAll(agreed=False),
    "ats:1:7": attendees.PickAttended(invited=True, session=7),
    "atd:7:12:0": attendees.ChangeAttendee(7, 12, invited=False),
    "atd:7:12:0:1": attendees.ChangeAttendee(7, 12, invited=False, sure=True),
    "gel:SDMO-02": attendees.Divide("SDMO-02"),
    "ltr:7": papers.MakeLetter(7),
    "dh:7": papers.MakeList(7),
    "dhf:7": papers.MakeFilledList(7),
    "dhx:7": papers.MakeForm(7),
    "cert:7": papers.MakeCertificates(7),
    "tgs:7": papers.MakeTask(7),
    "tgp:9": papers.MakeShiftTask(9),
    "tgt:9:2023-10-04:08.00-20.00": papers.MakeTurnTask(9, date(2023, 10, 4), "08.00-20.00"),
    "tgd:2023-10-04": papers.ShowTurns(date(2023, 10, 4)),
    "lhp:9:2": papers.MakeSupervision(9, 2),
    "aud:0:120": office.ShowChanges(answers=False, before=120),
    "aud:1:0": office.ShowChanges(answers=True, before=0),
    "retry": office.RetryFailed(),
    "tpl:roster": office.GetTemplate("roster"),
    "impy:2023": office.NameYear(2023),
    "usnote": months.SayBesideMonth(),
    "srn:7:m1": series.SayBesideSeries(7, "m1"),
    "swb:7": invitations.AskSwitch(7),
    "swb:7:8": invitations.AskSwitch(7, 8),
    "swd:7:1": invitations.DecideSwitch(7, agreed=True),
    "swd:7:0": invitations.DecideSwitch(7, agreed=False),
    "plh:7": office.ChooseDeputy(7),
    "plhok:7:2023-11-07:2023-11-10": office.NameDeputy(7, date(2023, 11, 7), date(2023, 11, 10)),
    "plh:7:9": office.ChooseDeputy(7, 9),
    "plhok:7:2023-11-07:2023-11-10:9": office.NameDeputy(7, date(2023, 11, 7), date(2023, 11, 10), 9),
    "plhwho": office.AskForHead(),
    "plhfor:9": office.ChooseHead(9),
    "plhend:7": office.EndDeputy(7),
    "plhno": office.LeaveDeputy(),
    "impok:0": office.AnswerImport(office.ImportAnswer.LEAVE),
    "impok:1": office.AnswerImport(office.ImportAnswer.LOOKED),
    "impok:2": office.AnswerImport(office.ImportAnswer.ROLES_TOO),
    "lnk:1": people.TakeLink(agreed=True),
    "acb:40": people.GiveBack(40),
    "acb:40:1": people.GiveBack(40, sure=True),
    "rol:12": people.ShowRole(12),
    "rolc:12:admin": people.PickRole(12, Role.ADMIN),
    "rolok:12:anggota": people.GiveRole(12, Role.MEMBER),
    "rolx": people.LeaveRole(),
    "menu": menu.OpenSection(),
    "menu:mine": menu.OpenSection("mine"),
    "do:jadwal": menu.DoCommand("jadwal"),
    "goon": leaving.GoOn(),
    "stop": leaving.Stop(),
}


@pytest.mark.parametrize(("data", "pressed"), WIRE.items(), ids=WIRE)
def test_a_press_looks_as_it_always_did(data: str, pressed: Press) -> None:
    verb, *words = data.split(":")
    assert pressed.packed == data
    assert (pressed.verb, type(pressed).read(words)) == (verb, pressed)


def test_every_kind_of_press_is_held_to_its_looks() -> None:
    assert {type(pressed) for pressed in WIRE.values()} == set(_kinds())


def test_no_two_kinds_of_presses_go_by_the_same_verb() -> None:
    assert [verb for verb, times in Counter(kind.verb for kind in _kinds()).items() if times > 1] == []


def test_every_kind_of_press_is_taken_by_a_handler() -> None:
    assert {kind.__name__ for kind in _kinds() if kind.verb not in ROUTES.presses} == set()


def test_every_kind_of_press_is_made_by_a_view() -> None:
    assert {kind.__name__ for kind in _kinds()} - _made() == set()


def test_every_question_is_put_and_answered_in_words_or_by_a_button() -> None:
    kinds = {(kind.kind, kind.step): kind.__name__ for kind in kinds_of_questions()}
    assert set(kinds.values()) - _made() == set()
    assert ROUTES.questions.keys() - kinds.keys() == set()
    assert {kinds[key] for key in kinds.keys() - ROUTES.questions.keys()} - _asked() == set()


def _kinds() -> list[type[Press]]:
    # Tests make some of their own.
    return [kind for kind in kinds_of_presses() if kind.__module__.startswith("bot.")]


def _made() -> set[str]:
    """What a view names, and what a handler calls, hands on or lists to be called, but for where it registers routes."""
    handed_on = {name for node in _nodes("handlers") for name in _names(_handed_on(node))}
    return handed_on | {node.id for node in _nodes("views") if isinstance(node, ast.Name)}


def _asked() -> set[str]:
    """Questions whose buttons make sure that they still wait."""
    calls = [node for node in _nodes("handlers") if isinstance(node, ast.Call)]
    asking = [call.args for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "asked"]
    return {name for args in asking for name in _names(args)}


def _nodes(floor: str) -> Iterator[ast.AST]:
    for file in (BOT / floor).rglob("*.py"):
        yield from ast.walk(ast.parse(file.read_text("utf-8")))


def _handed_on(node: ast.AST) -> Iterable[ast.expr]:
    if isinstance(node, ast.Tuple):
        return node.elts
    if not isinstance(node, ast.Call):
        return ()
    registers = isinstance(node.func, ast.Attribute) and node.func.attr in ("press", "dialogue", "asked", "of", "read")
    return () if registers else (node.func, *node.args)


def _names(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
