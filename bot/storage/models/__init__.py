"""Tables. One class a table; what a row means stands in design words (office, district, person, activity ...)."""

from __future__ import annotations

from bot.storage.models.base import Base
from bot.storage.models.door import DayArrival, Decision, HandIn, SessionFile, SurveyResponse
from bot.storage.models.duty import DutyClimb, DutyCritical, DutyLeave, DutyRule, DutyShift, DutySwap
from bot.storage.models.duty_reports import DutyCounter, DutyDraft, DutyIncident, DutyPhoto, DutyReport
from bot.storage.models.groups import Card, Chat
from bot.storage.models.invitations import BatchSwitch, Invitation
from bot.storage.models.meetings import Activity, CalendarFeed, DatePoll, PollVote, Session
from bot.storage.models.office import NO_ANSWER, AuditEntry, Deputyship, District, FreeDay, Office, OfficeFault
from bot.storage.models.owing import INCIDENTS, IS_PENDING, Delivery
from bot.storage.models.papers import PaperNumber
from bot.storage.models.people import LinkToken, Person
from bot.storage.models.requests import DataAnswer, DataRequest
from bot.storage.models.updates import Dialogue, InboxUpdate, ProcessedUpdate, Taker, ToldTelegram

__all__ = [
    "INCIDENTS",
    "IS_PENDING",
    "NO_ANSWER",
    "Activity",
    "AuditEntry",
    "Base",
    "BatchSwitch",
    "CalendarFeed",
    "Card",
    "Chat",
    "DataAnswer",
    "DataRequest",
    "DatePoll",
    "DayArrival",
    "Decision",
    "Delivery",
    "Deputyship",
    "Dialogue",
    "District",
    "DutyClimb",
    "DutyCounter",
    "DutyCritical",
    "DutyDraft",
    "DutyIncident",
    "DutyLeave",
    "DutyPhoto",
    "DutyReport",
    "DutyRule",
    "DutyShift",
    "DutySwap",
    "FreeDay",
    "HandIn",
    "InboxUpdate",
    "Invitation",
    "LinkToken",
    "Office",
    "OfficeFault",
    "PaperNumber",
    "Person",
    "PollVote",
    "ProcessedUpdate",
    "Session",
    "SessionFile",
    "SurveyResponse",
    "Taker",
    "ToldTelegram",
]
