"""Every route of the bot, gathered from the modules that handle them."""

from __future__ import annotations

from bot.handlers import (
    administration,
    afterwards,
    answering,
    arranging,
    calendar,
    checkin,
    clerk,
    dating,
    duty,
    groups,
    leaving,
    menu,
    papers,
    recap,
    recap_files,
    recap_periods,
    registration,
    roles,
    scheduling,
    secretariat,
    standing_in,
    status,
    survey,
)
from bot.handlers import help as help_
from bot.handlers.routing import Routes


def all_routes() -> Routes:
    """The routes table."""
    routes = Routes()
    for module in (
        registration,
        answering,
        standing_in,
        checkin,
        clerk,
        afterwards,
        survey,
        arranging,
        secretariat,
        calendar,
        groups,
        duty,
        scheduling,
        dating,
        recap,
        recap_periods,
        recap_files,
        status,
        papers,
        administration,
        roles,
        leaving,
        menu,
        help_,
    ):
        module.register(routes)
    return routes
