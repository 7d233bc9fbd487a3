"""/start, "Bagikan nomor", one-time links, /profil, and noticing who left or came back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from telegram import ChatMember, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.domain.refusals import Refusal
from bot.handlers.door import checkin
from bot.handlers.invitations.answering import EXCUSE_LINK, show_invitation, show_reasons
from bot.handlers.questions import Question, question
from bot.handlers.routing import REGISTER
from bot.services.invitations import reminding
from bot.services.office.offices import only_office
from bot.services.people import registration
from bot.services.people.former import out_of_office
from bot.services.people.registration import AskBack, Registered
from bot.views import people as people_views
from bot.views.people import GiveBack, TakeLink
from bot.views.refusals import refusal_text
from bot.views.screen import Screen
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


# Ids are 32-bit columns on PostgreSQL; a one-time token is longer than any of them.
_LONGEST_ID = 10
_CHECK_IN = re.compile(r"c(?P<session>[0-9]{1,9})(?:-(?P<code>[0-9a-f]{16}))?")


@question("link", "confirm")
class AskedToTakeLink(Question):
    """Whether a link for somebody else is to be taken."""

    token: str


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("start", strangers=True)(start)
    routes.command("profil")(profile)
    routes.press(TakeLink)(other_link)
    # By an account that is nobody's, too.
    routes.press(GiveBack, finds_actor=True)(give_back)
    routes.dialogue(AskedToTakeLink)(link_typed)
    routes.contact = contact


async def start(turn: Turn) -> None:
    """Greets whoever is registered; asks a stranger for the number; takes a link's token."""
    if not turn.private:
        await turn.say(Screen(t("start-in-group", bot=turn.bot.username)))
        return
    token = turn.args[0] if turn.args else ""
    # The QR code shown at the venue: c<session id>-<code>; without a code, a card's button.
    if scanned := _CHECK_IN.fullmatch(token):
        await _at_the_door(turn, int(scanned["session"]), scanned["code"] or "")
        return
    # From a card in a group: s<session id> the invitation, e<session id> why one cannot come.
    session_id = _session_of_link(token)
    if turn.person is not None and session_id is not None:
        await (show_reasons if token.startswith(EXCUSE_LINK) else show_invitation)(turn, session_id)
        return
    if token not in ("", REGISTER) and session_id is None:
        found = await registration.register_by_token(turn.ctx, turn.user.id, token, turn.sent_at)
        if isinstance(found, Registered):
            await _greet(turn, found)
        else:
            await turn.ask(people_views.other_link(found.person, found.present), AskedToTakeLink(token))
        return
    if turn.person is not None:
        await _greet(turn, Registered(turn.person, again=True))
        return
    over = await out_of_office(turn.ctx, turn.user.id)
    # With another number they may be somebody of the roster.
    welcome = people_views.consent(await only_office(turn.ctx)) if over is None else Markup(refusal_text(over))
    await turn.say(Screen(welcome, share_keyboard()))


async def other_link(turn: Turn, pressed: TakeLink) -> None:
    """Ya, saya ... or Tidak, under a link that is for somebody else than whoever opened it."""
    turn.require_private()
    asked = await turn.asked(AskedToTakeLink)
    await turn.finish()
    if not pressed.agreed:
        await turn.show(Screen(t("link-left")))
        return
    found = await registration.register_by_token(turn.ctx, turn.user.id, asked.token, agreed=True)
    if isinstance(found, Registered):
        await turn.show(Screen(t("link-agreed", name=found.person.name)))
        await _greet(turn, found)


async def give_back(turn: Turn, pressed: GiveBack) -> None:
    """Bukan saya, kembalikan (in the account before), or an admin's word for it."""
    turn.require_private()
    found = await registration.give_back(turn.ctx, turn.user.id, pressed.entry, turn.shown_at, sure=pressed.sure)
    if isinstance(found, AskBack):
        await turn.show(people_views.ask_give_back(found.person, pressed.entry))
        return
    await turn.show(Screen(t("account-yours" if found.own else "account-given-back", name=found.person.name)))


async def link_typed(turn: Turn, _asked: AskedToTakeLink) -> None:
    """Words instead of a press."""
    await turn.say(Screen(t("link-press")))


async def _at_the_door(turn: Turn, session_id: int, code: str) -> None:
    """Checks in whoever is registered; the others register first and scan again."""
    if turn.person is not None:
        await checkin.begin(turn, session_id, code)
        return
    welcome = people_views.consent(await only_office(turn.ctx))
    await turn.say(Screen(join_lines(welcome, "", t("start-at-the-door")), share_keyboard()))


async def contact(turn: Turn) -> None:
    """A shared contact registers its sender; somebody else's is refused."""
    turn.require_private()
    shared = turn.message.contact if turn.message else None
    passed_on = turn.message is not None and (
        turn.message.forward_origin is not None or turn.message.via_bot is not None
    )
    if shared is None or shared.user_id != turn.user.id or passed_on:
        raise Refusal("refused-foreign-contact")
    found = await registration.register_by_contact(turn.ctx, turn.user.id, shared.phone_number, turn.sent_at)
    await _greet(turn, found)


async def profile(turn: Turn) -> None:
    """What the roster says of me."""
    turn.require_private()
    await turn.say(Screen(people_views.profile(turn.actor)))


async def membership(turn: Turn) -> None:
    """A person blocked the bot or came back; a group took it in or put it out."""
    change = turn.update.my_chat_member
    if change is None or not turn.private:
        return
    gone = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    await registration.set_reachable(turn.ctx, change.from_user.id, reachable=not gone)


def _session_of_link(token: str) -> int | None:
    number = token[1:] if token[:1] in ("s", EXCUSE_LINK) else ""
    return int(number) if number.isdecimal() and len(number) < _LONGEST_ID else None


def share_keyboard() -> ReplyKeyboardMarkup:
    """The one big button."""
    return ReplyKeyboardMarkup(
        [[KeyboardButton(plain("button-share"), request_contact=True)]],
        resize_keyboard=True,
        one_time_keyboard=True,
        input_field_placeholder=plain("share-placeholder"),
    )


async def _greet(turn: Turn, registered: Registered) -> None:
    person = registered.person
    # Who is new is welcomed at once: their invitations follow, and say all of it.
    coming, standing_in = await reminding.coming(turn.ctx, person, shown=registered.again)
    text = people_views.greeting(person, coming, standing_in, again=registered.again)
    await turn.say(Screen(text, ReplyKeyboardRemove()))
