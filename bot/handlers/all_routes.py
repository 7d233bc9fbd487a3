"""Every route of the bot, gathered from the modules that handle them."""

from __future__ import annotations

from bot.handlers import groups, importing, leaving, menu, papers
from bot.handlers import help as help_
from bot.handlers.door import afterwards, checkin, clerk, decisions, handing_in, survey
from bot.handlers.duty import critical, escalation, incidents, overview
from bot.handlers.duty import filling as duty_filling
from bot.handlers.duty import leave as duty_leave
from bot.handlers.duty import papers as duty_papers
from bot.handlers.duty import reports as duty_reports
from bot.handlers.duty import requests as duty_requests
from bot.handlers.duty import reviewing as duty_reviewing
from bot.handlers.duty import rota as duty_rota
from bot.handlers.duty import rule as duty_rule
from bot.handlers.duty import week as duty_week
from bot.handlers.invitations import answering, seats_and_chasing, secretariat, standing_in, switching
from bot.handlers.meetings import attendees, board, calendar, feeds, polling, proposing, scheduling, series, undoing
from bot.handlers.meetings.dating import routes as dating_routes
from bot.handlers.office import changes, deputies, exporting, status
from bot.handlers.people import registration, roles
from bot.handlers.recap import files, periods, recap
from bot.handlers.routing import Routes


def all_routes() -> Routes:
    """The routes table."""
    routes = Routes()
    for module in (
        registration,
        answering,
        standing_in,
        switching,
        checkin,
        clerk,
        afterwards,
        handing_in,
        decisions,
        survey,
        seats_and_chasing,
        secretariat,
        calendar,
        feeds,
        board,
        groups,
        duty_reports,
        duty_filling,
        duty_week,
        duty_reviewing,
        duty_papers,
        duty_requests,
        duty_rota,
        duty_rule,
        duty_leave,
        critical,
        escalation,
        incidents,
        overview,
        scheduling,
        dating_routes,
        attendees,
        proposing,
        series,
        polling,
        undoing,
        recap,
        periods,
        files,
        status,
        papers,
        exporting,
        changes,
        deputies,
        importing,
        roles,
        leaving,
        menu,
        help_,
    ):
        module.register(routes)
    return routes
