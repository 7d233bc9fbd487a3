"""Reports from several secretariats at the same moment."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.duty.filling import with_answer
from bot.domain.ledger import Purpose
from bot.domain.vocabulary import Answer, Situation
from bot.replay.stage import duty_file
from bot.services.duty import drafts, requests
from bot.services.duty.form_directory import DAILY
from bot.services.duty.reports import outlook
from bot.services.duty.submitting import ReportContent, submit
from bot.services.invitations.answering import Reply, answer
from tests.interleavings.interleaving import interleaved

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.duty.filling import Draft
    from bot.domain.duty.forms import Form
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
