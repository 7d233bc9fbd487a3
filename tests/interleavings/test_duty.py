"""Reports from several secretariats at the same moment."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.documents.tables import read_table
from bot.domain.duty.filling import with_answer
from bot.domain.duty.swaps import SwapState
from bot.domain.ledger import Purpose
from bot.domain.vocabulary import Answer, Situation
from bot.replay.stage import duty_file
from bot.services.duty import drafts, requests, rota, swapping
from bot.services.duty.form_directory import DAILY
from bot.services.duty.reports import outlook
from bot.services.duty.submitting import ReportContent, submit
from bot.services.importing import Imported, import_rows
from bot.services.invitations.answering import Reply, answer
from bot.storage.models import District, DutySwap
from tests.interleavings.interleaving import interleaved, somebody_waits
from tests.office import WIB
from tests.patience import PATIENCE
from tests.scenarios.duty.test_rota import ruled, wonodadi

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.duty.filling import Draft
    from bot.domain.duty.forms import Form
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.simulator import Person
    from tests.office import Office


async def _reports(office: Office, district: str) -> Callable[[Context], Awaitable[object]]:
    officer = await office.registered("Kepala Sekretariat", district)
    await office.duty("2023-10-02", officer, district)
    actor = await office.actor(officer)
    (shift,) = (await outlook(office.bot.ctx, actor)).owed
    return lambda ctx: submit(ctx, actor, shift.id, ReportContent(Situation.SAFE, "Aman."))


async def test_reports_of_two_kecamatan_do_not_wait_for_each_other(postgres_office: Office) -> None:
    first = await _reports(postgres_office, "Wonodadi")
    second = await _reports(postgres_office, "Udanawu")
    both = await interleaved(postgres_office.bot.ctx, first, second)
    assert not both.waited
    assert [facts.number for facts, _ in (both.first, both.second)] == [
        "PKT/35.05.01/20231002/1",
        "PKT/35.05.02/20231002/1",
    ]


async def test_two_shifts_of_a_kecamatan_reported_at_once_have_two_numbers(postgres_office: Office) -> None:
    office = postgres_office
    morning, evening = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    admin, rota = await office.admin(), []
    for shift, officer in (("pagi", morning), ("malam", evening)):
        rota.append((date(2023, 10, 2), "Wonodadi", shift, officer.user.first_name))
    admin.send_document("piket.csv", duty_file(rota))
    await office.settle()
    await office.agree(admin)
    # Both have begun, or are about to.
    await office.at("2023-10-02", 19.5)

    async def _work(officer: Person) -> Callable[[Context], Awaitable[object]]:
        actor = await office.actor(officer)
        (shift,) = (await outlook(office.bot.ctx, actor)).owed
        return lambda ctx: submit(ctx, actor, shift.id, ReportContent(Situation.SAFE, "Aman."))

    both = await interleaved(office.bot.ctx, await _work(morning), await _work(evening))
    assert both.waited
    assert [facts.number for facts, _ in (both.first, both.second)] == [
        "PKT/35.05.01/20231002/1",
        "PKT/35.05.01/20231002/2",
    ]


async def test_a_report_waits_for_nobody_elses_answer(postgres_office: Office) -> None:
    reports = await _reports(postgres_office, "Wonodadi")
    head, chair = await postgres_office.head(), await postgres_office.chair_of("Udanawu")
    await postgres_office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    session_id = (await postgres_office.deliveries(Purpose.INVITATION))[0].session_id
    assert session_id is not None
    both = await interleaved(
        postgres_office.bot.ctx, lambda ctx: answer(ctx, chair.id, session_id, Reply(Answer.ATTENDING)), reports
    )
    assert not both.waited
    assert not isinstance(both.second, BaseException)


async def test_of_two_who_send_what_they_filled_in_at_once_the_second_sees_the_first(postgres_office: Office) -> None:
    office = postgres_office
    ketua, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.duty("2023-10-02", ketua, "Wonodadi")
    for who in (ketua, kasek):
        actor = await office.actor(who)
        shift = (await outlook(office.bot.ctx, await office.actor(ketua))).owed[0].id

        def _filled(form: Form, draft: Draft, words: str = who.user.first_name) -> Draft:
            return with_answer(form, with_answer(form, draft, "situasi", "aman"), "isi", words)

        await drafts.change(office.bot.ctx, actor, shift, DAILY, _filled)
    actors = [await office.actor(who) for who in (kasek, ketua)]
    both = await interleaved(
        office.bot.ctx,
        lambda ctx: drafts.send(ctx, actors[0], shift, DAILY, 1001),
        lambda ctx: drafts.send(ctx, actors[1], shift, DAILY, 1002),
    )
    assert both.waited
    assert both.first[0].number == "PKT/35.05.01/20231002/1"
    assert isinstance(both.second, drafts.Filling)
    assert both.second.sent == both.first[0]


async def test_of_two_of_a_kecamatan_who_answer_at_once_the_second_sees_the_first(postgres_office: Office) -> None:
    office = postgres_office
    head, kasek = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    chair = await office.chair_of()
    await office.say(head, "/minta Jumlah pendaftar, paling lambat Jumat")
    await office.press(head, "Kirim ke semua")
    first, second = await office.actor(kasek), await office.actor(chair)
    both = await interleaved(
        office.bot.ctx,
        lambda ctx: requests.answer(ctx, first, 1, [1]),
        lambda ctx: requests.answer(ctx, second, 1, [2]),
    )
    assert both.waited
    stands = requests.answered_by_another(both.second, second)
    assert stands is not None
    assert (stands.values, stands.by_id) == ((1,), first.id)


def _imported(ctx: Context, office: Office, who: Person, day: date = date(2023, 10, 5)) -> Awaitable[Imported]:
    table = read_table(duty_file([(day, "Wonodadi", "harian", who.user.first_name)]))
    return import_rows(ctx, office.office_id, "duty", table.rows)


async def _on_duty(office: Office, actor: PersonFacts, day: date = date(2023, 10, 5)) -> str:
    found = await swapping.own_rota(office.bot.ctx, actor)
    return found.names(turn for turn in found.turns if turn.day == day)


async def test_of_two_rotas_of_a_day_at_once_the_second_changes_what_the_first_wrote(postgres_office: Office) -> None:
    office = postgres_office
    ketua, anggota, kasek = await wonodadi(office)
    both = await interleaved(
        office.bot.ctx, lambda ctx: _imported(ctx, office, ketua), lambda ctx: _imported(ctx, office, anggota)
    )
    assert both.waited
    assert [(one.added, one.changed) for one in (both.first, both.second)] == [(1, 0), (0, 1)]
    assert await _on_duty(office, await office.actor(kasek)) == anggota.user.first_name


async def test_a_rota_and_a_swap_of_one_day_at_once_are_one_after_the_other(postgres_office: Office) -> None:
    office = postgres_office
    ketua, anggota, kasek = await wonodadi(office)
    await office.duty("2023-10-05", ketua, "Wonodadi")
    giver, taker = await office.actor(ketua), await office.actor(anggota)
    made = await swapping.offer(office.bot.ctx, giver, date(2023, 10, 5), taker.id)
    both = await interleaved(
        office.bot.ctx,
        lambda ctx: _imported(ctx, office, kasek),
        lambda ctx: swapping.answer(ctx, taker, made.id, accept=True),
    )
    assert both.waited
    # The import has ended the offer.
    assert isinstance(both.second, swapping.Answered), both.second
    assert both.second.state is SwapState.VOID
    assert await _on_duty(office, giver) == kasek.user.first_name


async def test_a_day_that_is_opened_while_its_rota_is_imported_has_the_imported_officer(
    postgres_office: Office,
) -> None:
    office = postgres_office
    _, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.lose()
    await office.clock.advance(timedelta(days=1, hours=6))
    both = await interleaved(
        office.bot.ctx,
        lambda ctx: rota.open_days(ctx, WIB),
        lambda ctx: _imported(ctx, office, anggota, date(2023, 10, 3)),
    )
    assert isinstance(both.second, Imported), both.second
    await office.come_back()
    found = await rota.week_places(office.bot.ctx, await office.actor(kasek), [date(2023, 10, 3)])
    assert [found.name(turn.person) for turn in found.turns] == [anggota.user.first_name]


async def test_who_answers_waits_for_the_rota_before_they_hold_the_offer(postgres_office: Office) -> None:
    office = postgres_office
    ketua, anggota, _ = await wonodadi(office)
    await office.duty("2023-10-05", ketua, "Wonodadi")
    giver, taker = await office.actor(ketua), await office.actor(anggota)
    made = await swapping.offer(office.bot.ctx, giver, date(2023, 10, 5), taker.id)
    async with office.outside.engine.begin() as other:
        await other.execute(select(District.id).where(District.id == taker.district_id).with_for_update())
        answering = asyncio.ensure_future(swapping.answer(office.bot.ctx, taker, made.id, accept=True))
        async with asyncio.timeout(PATIENCE):
            while not await somebody_waits(office.outside):
                assert not answering.done()
        # Whoever has the rota ends offers by it.
        await other.execute(select(DutySwap.id).where(DutySwap.id == made.id).with_for_update(nowait=True))
    assert (await answering).state is SwapState.ACCEPTED
