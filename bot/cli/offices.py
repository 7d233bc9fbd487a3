"""`panwascam office add|set|list|show`: the offices of this deployment."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.config.settings import Settings
    from bot.services.context import Context
    from bot.services.office.offices import OfficeLine

office_cli = typer.Typer(help="Kantor yang dilayani bot ini.", no_args_is_help=True, pretty_exceptions_enable=False)

Code = Annotated[str, typer.Argument(help="Kode Kemendagri kabupaten/kota, misalnya 63.10")]
Zone = Annotated[str | None, typer.Option("--zona", help="WIB, WITA, atau WIT")]
Address = Annotated[str | None, typer.Option("--alamat", help="Alamat di kop surat")]
Email = Annotated[str | None, typer.Option("--surel", help="Surel di kop surat")]
Website = Annotated[str | None, typer.Option("--laman", help="Laman di kop surat")]
Contact = Annotated[str | None, typer.Option("--kontak", help="Telepon atau lainnya di kop surat")]
Seat = Annotated[str | None, typer.Option("--tempat", help="Tempat surat ditulis; bawaan: nama kabupaten/kota")]
LetterCode = Annotated[str | None, typer.Option("--kode-surat", help="Kode kantor dalam nomor surat, K.JI-05")]
Classifications = Annotated[
    str | None,
    typer.Option("--klasifikasi", help="Kode klasifikasi, SDMO=KP.04, HPS=HK.02; LHP=PM.01.02 atau PM.01.02/JI-05"),
]
Pattern = Annotated[str | None, typer.Option("--pola-surat", help="Pola nomor surat")]
Basis = Annotated[str | None, typer.Option("--dasar", help="Dasar sertifikat, sesudah kata “berdasarkan”")]
Logo = Annotated[str | None, typer.Option("--logo", help="Berkas PNG atau JPEG untuk kop; '' menghapusnya")]

# The option by which a field is given; what is refused is named by it.
_OPTIONS = {
    "code": "KODE",
    "name": "NAMA",
    "timezone": "--zona",
    "address": "--alamat",
    "email": "--surel",
    "website": "--laman",
    "contact": "--kontak",
    "seat": "--tempat",
    "letter_code": "--kode-surat",
    "classifications": "--klasifikasi",
    "letter_pattern": "--pola-surat",
    "certificate_basis": "--dasar",
    "logo": "--logo",
}


@office_cli.command()
def add(  # noqa: PLR0913, PLR0917 (an option a field)
    code: Code,
    name: Annotated[str, typer.Argument(help="Nama kantor, misalnya “Bawaslu Kabupaten Tanah Bumbu”")],
    zone: Annotated[str, typer.Option("--zona", help="WIB, WITA, atau WIT")],
    address: Address = None,
    email: Email = None,
    website: Website = None,
    contact: Contact = None,
    seat: Seat = None,
    letter_code: LetterCode = None,
    classifications: Classifications = None,
    pattern: Pattern = None,
    basis: Basis = None,
    logo: Logo = None,
) -> None:
    """Tambah kantor; sesudahnya kecamatan, anggota, dan rencananya diimpor."""
    from bot.cli.work import finish

    given = _given(
        name=name,
        timezone=zone,
        address=address,
        email=email,
        website=website,
        contact=contact,
        seat=seat,
        letter_code=letter_code,
        classifications=classifications,
        letter_pattern=pattern,
        certificate_basis=basis,
        logo=logo,
    )
    finish(_add(code, given))


@office_cli.command("set")
def set_(  # noqa: PLR0913, PLR0917 (an option a field)
    code: Code,
    name: Annotated[str | None, typer.Option("--nama", help="Nama kantor")] = None,
    zone: Zone = None,
    address: Address = None,
    email: Email = None,
    website: Website = None,
    contact: Contact = None,
    seat: Seat = None,
    letter_code: LetterCode = None,
    classifications: Classifications = None,
    pattern: Pattern = None,
    basis: Basis = None,
    logo: Logo = None,
) -> None:
    """Ubah nama, zona waktu, kop, dan nomor surat kantor; '' mengosongkan."""
    from bot.cli.work import finish

    given = _given(
        name=name,
        timezone=zone,
        address=address,
        email=email,
        website=website,
        contact=contact,
        seat=seat,
        letter_code=letter_code,
        classifications=classifications,
        letter_pattern=pattern,
        certificate_basis=basis,
        logo=logo,
    )
    finish(_set(code, given))


@office_cli.command("list")
def list_() -> None:
    """Semua kantor: berapa kecamatan, anggota, dan rencana tahun mana."""
    from bot.cli.work import finish

    finish(_list())


@office_cli.command()
def show(code: Code) -> None:
    """Satu kantor selengkapnya."""
    from bot.cli.work import finish

    finish(_show(code))


def _given(**fields: str | None) -> dict[str, str]:
    return {field: value for field, value in fields.items() if value is not None}


def _with_logo(given: dict[str, str]) -> dict[str, str]:
    """The file that was named as it is kept; one that no paper could show is refused."""
    from bot.cli.refused import CommandRefused
    from bot.documents.typesetting import shows
    from bot.domain.office.offices import kept_logo
    from bot.views.text import plain

    if not given.get("logo"):
        return given
    try:
        kept = kept_logo(Path(given["logo"]).read_bytes())
    except OSError:
        raise CommandRefused(plain("office-logo-file", file=given["logo"])) from None
    if not shows(kept):
        raise CommandRefused(plain("office-logo-broken"))
    return {**given, "logo": kept}


async def _add(code: str, given: dict[str, str]) -> None:
    from bot.cli.work import load_settings, migrated, named_by
    from bot.services.office.offices import add_office
    from bot.views.text import plain

    settings = load_settings()
    async with migrated(settings) as ctx:
        with named_by(_OPTIONS):
            given = _with_logo(given)
            await _refuse_stated(ctx, settings, code, given)
            new = await add_office(ctx, code, given)
    typer.echo(plain("office-added" if new else "office-there", code=code, name=given["name"]))
    if new:
        typer.echo(plain("office-added-next", code=code))


async def _set(code: str, given: dict[str, str]) -> None:
    from bot.cli.work import load_settings, migrated, named_by
    from bot.services.office.offices import set_office
    from bot.views.text import plain

    settings = load_settings()
    async with migrated(settings) as ctx:
        with named_by(_OPTIONS):
            given = _with_logo(given)
            await _refuse_stated(ctx, settings, code, given)
            changed = await set_office(ctx, code, given)
    options = ", ".join("--nama" if field == "name" else _OPTIONS[field] for field in changed)
    typer.echo(plain("office-changed", code=code, options=options) if changed else plain("office-same", code=code))


async def _refuse_stated(ctx: "Context", settings: "Settings", code: str, given: dict[str, str]) -> None:
    """Settings hold at each start: what is said otherwise beside them would not last."""
    from bot.cli.refused import CommandRefused
    from bot.domain.office.offices import check_office
    from bot.leading.seed import SETTINGS, own_code, stated
    from bot.services.office.offices import office_codes
    from bot.views.text import plain

    if code != own_code(settings, await office_codes(ctx) or [code]):
        return
    values, said = check_office(given), stated(settings)
    for setting, field in SETTINGS.items():
        if field in said and values.get(field, said[field]) != said[field]:
            raise CommandRefused(plain("office-by-setting", option=_OPTIONS[field], setting=setting.upper()))


async def _list() -> None:
    from bot.cli.work import load_settings, present
    from bot.services.office.offices import list_offices
    from bot.views.text import plain

    async with present(load_settings()) as ctx:
        lines = await list_offices(ctx)
    for line in lines:
        typer.echo(f"{line.code} {line.name}: {_counted(line)}")
    if not lines:
        typer.echo(plain("office-none"))


async def _show(code: str) -> None:
    from bot.cli.work import load_settings, present
    from bot.services.office.offices import office_line
    from bot.views.text import plain

    async with present(load_settings()) as ctx:
        line = await office_line(ctx, code)
    typer.echo(f"{line.code} {line.name}: {_counted(line)}")
    for field, value in line.fields.items():
        if field != "name":
            shown = plain("office-logo-there") if value and field == "logo" else value
            typer.echo(f"{_OPTIONS[field]:15}{shown or '–'}")
    typer.echo(plain("office-districts", villages=line.villages, names=", ".join(line.districts) or "–"))


def _counted(line: "OfficeLine") -> str:
    from bot.views.text import plain

    return plain(
        "office-counts",
        zone=line.fields["timezone"],
        districts=len(line.districts),
        people=line.people,
        registered=line.registered,
        plans=", ".join(map(str, line.plans)) or "–",
    )
