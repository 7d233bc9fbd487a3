"""Two files at once, each of which takes one of the two admins: the second is refused, for then nobody would be left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.documents.tables import read_table
from bot.domain.vocabulary import Role
from bot.services.importing import Imported, import_rows
from bot.services.people.roles import change_role
from tests.interleavings.interleaving import interleaved

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.services.context import Context
    from tests.office import Office

HEAD = "nama;telepon;kecamatan;jabatan;divisi;peran\n"
DEWI = "Dewi Anggraini, M.Pd.;6284000000094;;Staf Bawaslu;;anggota\n"
WIWIK = "Wiwik Yulianti;0840 0000 0095;;Staf Bawaslu;;anggota\n"


def _takes(ctx: Context, office: Office, line: str) -> Awaitable[Imported]:
    return import_rows(ctx, office.office_id, "roster", read_table((HEAD + line).encode()).rows)


async def test_two_files_at_once_do_not_take_both_admins(postgres_office: Office) -> None:
    office = postgres_office
    both = await interleaved(
        office.bot.ctx, lambda ctx: _takes(ctx, office, DEWI), lambda ctx: _takes(ctx, office, WIWIK)
    )
    assert both.waited
    assert isinstance(both.second, Imported), both.second
    assert [(one.column, one.reason) for one in both.second.problems] == [("peran", "last-admin")]


async def test_a_file_and_a_press_at_once_do_not_take_both_admins(postgres_office: Office) -> None:
    office = postgres_office
    actor = await office.actor(await office.admin())

    def _steps_down(ctx: Context) -> Awaitable[object]:
        return change_role(ctx, actor, actor.id, Role.MEMBER)

    both = await interleaved(office.bot.ctx, _steps_down, lambda ctx: _takes(ctx, office, WIWIK))
    assert both.waited
    assert isinstance(both.second, Imported), both.second
    assert [one.reason for one in both.second.problems] == ["last-admin"]
