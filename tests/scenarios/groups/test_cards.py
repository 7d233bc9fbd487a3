"""Live cards: each group's on their own, one that lives in each group, cut to fit, and none kept for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text, update

from bot.domain.vocabulary import Answer, CardState
from bot.services.door import checking_in, proofs
from bot.simulator import Fault
from bot.simulator.entities import utf16
from bot.storage.models import Card, Chat, Invitation, Person

if TYPE_CHECKING:
    from bot.simulator import Group
    from bot.simulator.world import ShownMessage
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def states(office: Office) -> list[CardState]:
    async with office.bot.db.read() as session:
        return list((await session.execute(select(Card.state).order_by(Card.message_id))).scalars())


def edits(office: Office, group: Group) -> int:
    return len(office.sim.calls("editMessageText", group.id))


async def when(office: Office, words: str, card: ShownMessage, seconds: int = 120) -> float:
    """After how many seconds a card shows the words."""
    for passed in range(seconds):
        if words in card.text:
            return passed
        await office.clock.advance(timedelta(seconds=1))
    raise AssertionError(f"{words!r} is not in {card.text!r}")


# Each group on its own


async def test_a_429_in_one_group_holds_up_no_other_groups_card(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    one, other = await office.linked_group("", [ketua]), await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    office.sim.faults.add(Fault.flood(60), method="editMessageText", chat_id=one.id)
    ketua.press("Hadir", one)
    await office.clock.advance(timedelta(seconds=2))
    ketua.press("Berhalangan", other)
    assert await when(office, "🚫 Berhalangan: 1", other.messages[-1]) <= 5
    assert "🚫 Berhalangan: 0" in one.screen
    assert await when(office, "🚫 Berhalangan: 1", one.messages[-1]) >= 50


async def test_a_group_at_its_minute_holds_up_no_other_groups_card(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    member = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    one, other = await office.linked_group("", [ketua]), await office.linked_group("Wonodadi", [member])
    await office.say(head, SET)
    card = one.messages[-1]
    for number in range(25):
        ketua.send("/jadwal" if number % 2 else "/jadwal bulan", one)
        await office.clock.advance(timedelta(seconds=1))
    member.press("Hadir", other)
    assert await when(office, "✅ Menyatakan hadir: 1", other.messages[-1]) <= 5
    await when(office, "✅ Menyatakan hadir: 1", card)
    assert office.sim.gate.refused == 0


async def test_many_cards_of_one_group_leave_room_for_what_is_asked_there(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    crowd = [ketua, *[await office.chair_of(name) for name in ("Udanawu", "Srengat", "Kademangan", "Bakung")]]
    group = await office.linked_group("", crowd)
    for day in (6, 9, 10, 11, 12):
        await office.say(head, f"/tetapkan SDMO-02 2023-10-{day:02d} 09:00-12:00 Aula Bawaslu")
        if any("Ya, " in label for label in head.messages[-1].buttons):
            await office.press(head, "Ya, ")
    await office.clock.advance(timedelta(minutes=2))
    cards = [message for message in group.messages if "SDMO-02/" in message.text]
    assert len(cards) == 5
    for number in range(60):
        crowd[number % 5].press("Hadir" if number % 2 else "Berhalangan", group, cards[number % 5])
        await office.clock.advance(timedelta(seconds=1))
        if number in (20, 50):
            asked = number
            crowd[0].send("/jadwal" if number == 20 else "/jadwal bulan", group)
            said = len(group.messages)
        if number == asked + 6 if number > 20 else False:
            assert len(group.messages) > said, "asked six seconds ago"
    await office.clock.advance(timedelta(seconds=45))
    counted = await standing(office)
    assert [f"✅ Menyatakan hadir: {count}" in card.text for card, count in zip(cards, counted, strict=True)] == [
        True
    ] * 5
    assert office.sim.gate.refused == 0


async def standing(office: Office) -> list[int]:
    async with office.bot.db.read() as session:
        query = select(func.count(Invitation.answer).filter(Invitation.answer == "hadir")).group_by(
            Invitation.session_id
        )
        return list((await session.execute(query.order_by(Invitation.session_id))).scalars())


# One that lives in each group


async def test_the_newest_card_of_a_session_lives_and_older_ones_become_one_line(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    for _ in range(3):
        await office.say(ketua, "/hadir SDMO-02", group)
    *older, newest = [message for message in group.messages if "SDMO-02/1" in message.text]
    assert [(card.text, card.buttons) for card in older] == [("⬇️ Kartu SDMO-02/1 pindah ke bawah.", [])] * 3
    before = edits(office, group)
    await office.press(ketua, "Hadir", group)
    assert "✅ Menyatakan hadir: 1" in newest.text
    assert edits(office, group) == before + 1
    assert await states(office) == [CardState.LIVE]


async def test_in_a_supergroup_the_line_leads_to_the_card(office: Office) -> None:
    head, ketua, admin = await office.head(), await office.chair_of("Wonodadi"), await office.admin()
    group = office.sim.group("Panwascam Wonodadi", [admin, ketua], supergroup=True)
    group.add_bot(by=admin)
    await office.settle()
    await office.say(admin, "/grup", group)
    await office.press(admin, "Wonodadi", group)
    await office.say(head, SET)
    first = group.messages[-1]
    await office.say(ketua, "/hadir SDMO-02", group)
    (link,) = first.entities
    assert link["url"] == f"https://t.me/c/{str(group.id).removeprefix('-100')}/{group.messages[-1].id}"


async def test_a_group_that_is_linked_again_gets_its_cards_anew(office: Office) -> None:
    head, ketua, admin = await office.head(), await office.chair_of("Wonodadi"), await office.admin()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    old = group.messages[-1]
    await office.say(admin, "/grup", group)
    await office.press(admin, "Lepas tautan", group)
    # Nobody reads numbers there that are no longer true.
    assert (old.text, old.buttons) == ("🔓 Kartu SDMO-02/1 ditutup: grup ini tidak tertaut lagi.", [])
    assert await states(office) == []
    await office.say(admin, "/grup", group)
    await office.press(admin, "Wonodadi", group)
    new = group.messages[-1]
    assert "SDMO-02/1" in new.text
    await office.press(ketua, "Hadir", group)
    assert "✅ Menyatakan hadir: 1" in new.text
    # Once is enough.
    said = len(group.messages)
    await office.at("2023-10-03", 12)
    assert len(group.messages) == said


async def test_a_group_that_takes_the_bot_back_gets_its_cards_anew(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    group.kick_bot(by=ketua)
    await office.settle()
    await office.press(ketua, "Hadir")
    group.add_bot(by=ketua)
    await office.settle()
    assert "SDMO-02/1" in group.screen
    assert "✅ Menyatakan hadir: 1" in group.screen
    # What was changed while it was out shows on what stands there.
    old = group.messages[-1]
    group.kick_bot(by=ketua)
    await office.settle()
    await office.say(head, "/ubah SDMO-02/1 2023-10-06 13:00-15:00")
    group.add_bot(by=ketua)
    await office.settle()
    await office.at("2023-10-02", 12)
    assert "13.00–15.00 WIB" in group.screen
    assert old.buttons == []
    moved = group.messages[-1]
    group.kick_bot(by=ketua)
    await office.settle()
    await office.say(head, "/batalkan SDMO-02 hari libur")
    await office.press(head, "Ya, ")
    group.add_bot(by=ketua)
    await office.settle()
    assert "Sesi ini dibatalkan" in moved.text
    assert moved.buttons == []


async def test_a_group_that_becomes_a_supergroup_gets_cards_that_can_be_edited(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    old = group.messages[-1]
    group.migrate()
    await office.settle()
    assert group.messages[-1] is not old
    await office.press(ketua, "Hadir", group)
    assert "✅ Menyatakan hadir: 1" in group.messages[-1].text


async def test_a_migration_first_met_by_an_edit_is_followed(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    # Its service messages are never read.
    office.sim.updates.forget()
    group.migrate()
    office.sim.updates.forget()
    await office.press(ketua, "Hadir")
    async with office.bot.db.read() as session:
        assert list((await session.execute(select(Chat.id))).scalars()) == [group.id]
    # The next plan tells the group anew, of what can be kept true there.
    await office.at("2023-10-03", 8.1)
    assert "✅ Menyatakan hadir: 1" in group.screen


# None kept for ever


async def test_a_card_is_shown_once_as_closed_and_then_forgotten(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    card = group.messages[-1]
    await office.at("2023-10-06", 12.1)
    assert "Acara sudah selesai" in card.text
    assert card.buttons == []
    assert await states(office) == []


async def test_a_cancelled_card_is_shown_once_as_cancelled_and_then_forgotten(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    card = group.messages[-1]
    await office.say(head, "/batalkan SDMO-02 hari libur")
    await office.press(head, "Ya, ")
    assert "Sesi ini dibatalkan" in card.text
    assert await states(office) == []


# Nothing lost


async def test_who_checks_in_while_the_card_is_being_posted_is_on_it(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    await office.at("2023-10-06", 8.5)
    async with office.bot.db.read() as session:
        session_id = (await session.execute(select(Card.session_id))).scalar_one()

    async def _come() -> None:
        await checking_in.check_in(office.bot.ctx, ketua.id, session_id, proofs.Proof())

    office.sim.faults.add(Fault.meanwhile(_come), method="sendMessage", chat_id=group.id)
    await office.say(ketua, "/hadir SDMO-02", group)
    assert "Sudah check-in: 1" in group.screen


async def test_what_a_card_shows_already_costs_no_call(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    before = edits(office, group)
    await office.say(head, SET)
    assert edits(office, group) == before
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Sakit")
    assert edits(office, group) == before + 1
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Dinas lain")
    # Why somebody does not come is not on the card.
    assert edits(office, group) == before + 1


# Cut to fit


async def test_a_card_of_many_long_names_is_cut_by_its_real_length_and_lives(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("", [ketua])
    async with office.bot.db.write() as session:
        name = func.substr(Person.name + " " + "Sastrawinangun Kusumawardhani & Co. 🗳" * 3, 1, 60)
        await session.execute(update(Person).where(Person.telegram_id.is_(None)).values(name=name))
    await office.say(head, SET)
    async with office.bot.db.write() as session:
        for number, answer in enumerate(Answer):
            some = update(Invitation).where(Invitation.id % 4 == number)
            await session.execute(some.values(answer=answer, answered_at=office.clock.now()))
    await office.say(ketua, "/hadir SDMO-02", group)
    card = group.messages[-1]
    assert 3_800 < utf16(card.text) <= 4_096
    assert card.text.count("orang lagi") >= 3
    await office.press(ketua, "Berhalangan", group)
    await office.press(ketua, "Hadir", group)
    assert "✅ Menyatakan hadir: 1" in card.text
    assert card.text.rstrip().endswith("Tekan tombol untuk menjawab undangan Anda.")
    assert await states(office) == [CardState.LIVE]


async def test_a_card_that_cannot_be_composed_takes_no_other_with_it(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    one, other = await office.linked_group("", [ketua]), await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    await office.say(head, SET.replace("SDMO-02 2023-10-06", "PPDI-01 2023-10-05"))
    async with office.outside.write() as session:
        # Five guests whose names are five times as long for HTML, and a session that this version cannot read.
        guests = update(Invitation).where(
            Invitation.id.in_(select(Invitation.id).where(Invitation.session_id == 1).limit(5))
        )
        await session.execute(guests.values(answer=Answer.SUBSTITUTED, guest_name="&" * 120, guest_position="<" * 120))
        await session.execute(text("UPDATE activities SET division = 'DATIN' WHERE code = 'PPDI-01'"))
    async with office.bot.db.write() as session:
        await session.execute(update(Card).values(wanted=Card.wanted + 1))
    kept = next(message for message in other.messages if "SDMO-02/1" in message.text)
    ketua.press("Hadir", other, kept)
    await office.clock.advance(timedelta(minutes=2))
    for group in (one, other):
        card = next(message for message in group.messages if "SDMO-02/1" in message.text)
        assert "✅ Menyatakan hadir: 1" in card.text
    assert "&" * 120 in next(message for message in one.messages if "SDMO-02/1" in message.text).text
    # Mended, it is as it should be with the next answer.
    async with office.outside.write() as session:
        await session.execute(text("UPDATE activities SET division = 'PPDI' WHERE code = 'PPDI-01'"))
    broken = next(message for message in other.messages if "PPDI-01/1" in message.text)
    ketua.press("Hadir", other, broken)
    await office.clock.advance(timedelta(minutes=1))
    assert "✅ Menyatakan hadir: 1" in broken.text


async def test_who_stands_in_and_presses_on_the_card_reads_that_they_do(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua, kasek])
    await office.say(head, SET)
    await office.press(kasek, "Hadir", group)
    assert kasek.notes[-1][0].startswith("Anda tidak termasuk undangan sesi SDMO-02/1.")
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, kasek.user.first_name)
    for label in ("Hadir", "Berhalangan"):
        await office.press(kasek, label, group)
        assert kasek.notes[-1][0] == (
            f"Di sesi SDMO-02/1 Anda mewakili {ketua.user.first_name}, yang sudah menjawab; "
            "Anda tidak perlu menjawab lagi. Bila tidak bisa hadir: /hadir"
        )
