"""/grup, /hadir and the bot's coming and going in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ChatMember, ChatMemberAdministrator, ChatMemberRestricted, InlineKeyboardMarkup
from telegram.constants import ChatType

from bot.domain.invitations.answers import only_agrees
from bot.domain.people.names.written import shown_name
from bot.domain.refusals import Refusal
from bot.handlers.invitations.answering import say_what_is_off, show_invitation
from bot.handlers.invitations.standing_in import stands_in
from bot.handlers.people import registration
from bot.services.access import require_admin
from bot.services.groups import linking, tags, troubles
from bot.services.groups.linking import ChatPlace
from bot.services.invitations import reminding
from bot.views.groups import cards
from bot.views.groups.presses import LinkGroup, UnlinkGroup
from bot.views.invitations import messages as session_views
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.invitations.facts import StandIn
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.groups.linking import Linked

# More would bury the first on a phone.
_MOST_SHOWN = 3
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("grup")(link_command)
    routes.command("hadir", groups=True, coded=True)(attendance_command)
    routes.press(LinkGroup, in_groups=True)(link_press)
    routes.press(UnlinkGroup, in_groups=True)(unlink_press)
    routes.membership = membership
    routes.service = service


async def link_command(turn: Turn) -> None:
    """/grup in a group: to which kecamatan, or to all?"""
    if turn.private:
        raise Refusal("refused-group-only")
    require_admin(turn.actor)
    now = await linking.linked(turn.ctx, turn.chat.id)
    title = _title(turn)
    text = join_lines(t("group-is", scope=_scope(now)), t("group-is-next")) if now else t("group-pick", title=title)
    await turn.say(Screen(text, await _choices(turn, linked=now is not None)))


async def link_press(turn: Turn, pressed: LinkGroup) -> None:
    """A kecamatan, or all (0)."""
    if turn.private:
        raise Refusal("refused-group-only")
    district_id = pressed.district or None
    done = await linking.link(turn.ctx, turn.actor, ChatPlace(turn.chat.id, turn.topic), _title(turn), district_id)
    await turn.show(Screen(join_lines(t("group-linked", scope=_scope(done)), t("group-linked-next"))))


def _title(turn: Turn) -> str:
    title = shown_name(turn.chat.title or "")
    if not title:
        raise Refusal("refused-group-nameless")
    return title


async def unlink_press(turn: Turn, _pressed: UnlinkGroup) -> None:
    """Lepas tautan."""
    await linking.unlink(turn.ctx, turn.actor, turn.chat.id)
    await turn.show(Screen(t("group-unlinked")))


async def attendance_command(turn: Turn) -> None:
    """/hadir [kode]: in a group the live card, in private the own invitation."""
    # "/hadir, ya pak" says no more than "/hadir".
    code = turn.args[0] if turn.args and not only_agrees(turn.rest) else ""
    if turn.private:
        await _own(turn, code)
        return
    now = turn.ctx.clock.now()
    held, card = await linking.card_session(turn.ctx, turn.actor, turn.chat.id, code)
    there = await linking.card_in_topic(turn.ctx, held, ChatPlace(turn.chat.id, turn.topic))
    if there is not None:
        await turn.say(cards.in_topic(card, turn.chat.id, there), once=("hadir", held.id))
        return
    screen = cards.card(card, now, turn.bot.username)

    async def _keep(message_id: int | None) -> None:
        if message_id is not None:
            await linking.keep_card(turn.ctx, held, turn.chat.id, message_id, looks=screen.looks, as_of=now)

    await turn.say(screen, _keep, once=("hadir", held.id))


async def membership(turn: Turn) -> None:
    """The bot's own membership changed."""
    change = turn.update.my_chat_member
    if change is None:
        return
    if turn.private:
        await registration.membership(turn)
        return
    if turn.chat.type not in _GROUPS:
        return
    now = change.new_chat_member
    may_tag = isinstance(now, ChatMemberAdministrator) and bool(now.can_manage_tags)
    await tags.note_right(turn.ctx, turn.bot.id, turn.chat.id, may=may_tag)
    if now.status in (ChatMember.BANNED, ChatMember.LEFT):
        await linking.left(turn.ctx, turn.chat.id)
        return
    comes = change.old_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    if comes:
        await linking.returned(turn.ctx, turn.chat.id)
    if isinstance(now, ChatMemberRestricted) and not now.can_send_messages:
        await troubles.may_not_write(turn.ctx, turn.chat.id)
        return
    await troubles.may_write(turn.ctx, turn.chat.id)
    if comes and await linking.linked(turn.ctx, turn.chat.id) is None:
        await turn.say(Screen(t("group-welcome")))


async def service(turn: Turn) -> None:
    """Service messages: a group's change of id, and a topic that is open again."""
    message = turn.message
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        await linking.migrate(turn.ctx, turn.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await linking.migrate(turn.ctx, message.migrate_from_chat_id, turn.chat.id)
    elif message.forum_topic_reopened is not None:
        await troubles.may_write(turn.ctx, turn.chat.id)


async def _own(turn: Turn, code: str) -> None:
    standing_in = await reminding.to_stand_in(turn.ctx, turn.actor, code, most=None if code else _MOST_SHOWN)
    if code:
        await _called(turn, code, standing_in)
        return
    off = await say_what_is_off(turn)
    coming = await reminding.open_invitations(turn.ctx, turn.actor, shown=True, begun=True)
    if not coming and not standing_in and not off:
        await turn.say(Screen(t("attend-none")))
    await stands_in(turn, standing_in)
    # The nearest last, where the eye is; more would bury it.
    for found in reversed(coming[:_MOST_SHOWN]):
        await turn.say(session_views.invitation(found, turn.ctx.clock.now()), of=found.session)
    if len(coming) > _MOST_SHOWN:
        await turn.say(session_views.more_invitations(coming[_MOST_SHOWN:]))


async def _called(turn: Turn, code: str, standing_in: Sequence[StandIn]) -> None:
    """What a code means to them: where they stand in, and the own invitation, of one batch or another."""
    await stands_in(turn, standing_in)
    try:
        found = await reminding.invitation_by_code(turn.ctx, turn.actor, code)
    except Refusal:
        if standing_in:
            return
        raise
    await show_invitation(turn, found.session.id)


async def _choices(turn: Turn, *, linked: bool) -> InlineKeyboardMarkup:
    found = await linking.districts(turn.ctx, turn.actor.office_id)
    buttons = [button(name, LinkGroup(district_id)) for district_id, name in found]
    lines = [buttons[start : start + 3] for start in range(0, len(buttons), 3)]
    unlink = [button(plain("button-unlink"), UnlinkGroup())] if linked else []
    return rows([button(plain("group-all"), LinkGroup(0))], *lines, unlink)


def _scope(found: Linked) -> str:
    return plain("group-linked-scope", district=found.district) if found.district else plain("group-all")
