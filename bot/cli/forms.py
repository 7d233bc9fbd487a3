"""`panwascam forms`: which forms of reports there are, and what is wrong with an office's own."""

from typing import Annotated

import typer

Folder = Annotated[str | None, typer.Argument(help="Folder formulir; bawaan: FORMS_DIR")]


def forms(folder: Folder = None) -> None:
    """Periksa formulir laporan piket: yang salah disebut berkas, pertanyaan, dan cara memperbaikinya."""
    from bot.cli.refused import CommandRefused
    from bot.cli.work import load_settings
    from bot.domain.duty.form_files import FormProblem
    from bot.services.duty.form_directory import load_forms
    from bot.views.text import plain

    try:
        found = load_forms(folder if folder is not None else load_settings().forms_dir)
    except FormProblem as problem:
        raise CommandRefused(str(problem)) from None
    for office, of_office in ({"": found.general} | dict(found.of_office)).items():
        if office:
            typer.secho(plain("forms-office", office=office), bold=True)
        for form in of_office.values():
            typer.echo(plain("forms-line", key=form.key, title=form.title, count=len(form.questions)))
