"""What typer itself says, in the users' language: help pages, and what is wrong with what was typed, with an example."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

# Of each command; the first is shown beside an error. Tests read all of them as typed.
EXAMPLES: dict[str, tuple[str, ...]] = {
    "": ("panwascam init", "panwascam run", "panwascam status"),
    "init": (
        "panwascam init",
        "panwascam init --token 123456:AA... --kantor 73.01 --admin 'Budi Santoso, 0812-3456-7890'",
    ),
    "run": ("panwascam run", "panwascam run --take-over"),
    "status": ("panwascam status",),
    "jobs": ("panwascam jobs", "panwascam jobs --banyak 30"),
    "import": (
        "panwascam import roster anggota.csv --dry-run",
        "panwascam import calendar rencana-2024.xlsx --tahun 2024",
    ),
    "template": ("panwascam template roster anggota.csv", "panwascam template duty piket.xlsx"),
    "export": ("panwascam export kalender.xlsx", "panwascam export kalender.csv --tahun 2023 --force"),
    "plan": ("panwascam plan --month 2023-11",),
    "demo": ("panwascam demo", "panwascam demo --no-browser"),
    "link": ("panwascam link 'Budi Santoso'", "panwascam link Budi --qr budi.png"),
    "guide": ("panwascam guide", "panwascam guide panduan.pdf --bot panwascam_bot"),
    "forms": ("panwascam forms", "panwascam forms formulir"),
    "doctor": ("panwascam doctor",),
    "simulate": ("panwascam simulate --out hasil",),
    "office": ("panwascam office list",),
    "office add": ("panwascam office add 63.10 'Bawaslu Kabupaten Tanah Bumbu' --zona WITA",),
    "office set": ("panwascam office set 63.10 --alamat 'Jl. Raya 1'",),
    "office list": ("panwascam office list",),
    "office show": ("panwascam office show 73.01",),
    "recap": ("panwascam recap national --month 2023-11",),
    "recap national": ("panwascam recap national --month 2023-11 --out rekap-2023-11.xlsx",),
    "db": ("panwascam db backup",),
    "db upgrade": ("panwascam db upgrade",),
    "db check": ("panwascam db check",),
    "db backup": ("panwascam db backup", "panwascam db backup pindah.jsonl.gz"),
    "db restore": ("panwascam db restore panwascam-20231012-013000.db --force",),
}
_HELPS = {
    "--help": "shell-help-help",
    "--install-completion": "shell-help-install",
    "--show-completion": "shell-help-show",
}
_MESSAGES = (
    (r"No such command '(?P<given>[^']*)'\. .*?'(?P<near>.*)'\?", "usage-no-command-near"),
    (r"No such command '(?P<given>.*)'\.", "usage-no-command"),
    (r"No such option: (?P<given>.*)", "usage-no-option"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((?P<given>.*)\)", "usage-too-much"),
    (r"Option '(?P<given>.*)' requires .*", "usage-needs-value"),
    (r"Missing command\.", "usage-missing-command"),
)
_VALUES = (
    (r"'(?P<given>.*)' is not one of (?P<known>.*?)\.?", "usage-one-of"),
    (r".* '(?P<given>.*)' does not exist\.", "usage-no-file"),
    (r".* '(?P<given>.*)' is a directory\.", "usage-is-folder"),
    (r".*valid integer.*", "usage-number"),
    (r".*(?:greater|less) than.*", "usage-bounds"),
)


def _translated(params: list[Any]) -> list[Any]:
    from bot.views.text import plain

    for param in params:
        for name in getattr(param, "opts", ()):
            if name in _HELPS:
                param.help = plain(_HELPS[name])
    return params


def _usage(text: str) -> str:
    return (
        text.replace("Usage: ", "Cara pakai: ", 1)
        .replace("[OPTIONS]", "[PILIHAN]")
        .replace("COMMAND [ARGS]...", "PERINTAH ...")
    )


def _panels() -> None:
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE, rich_utils.OPTIONS_PANEL_TITLE = "Isian", "Pilihan"
    rich_utils.COMMANDS_PANEL_TITLE, rich_utils.REQUIRED_LONG_STRING = "Perintah", "[wajib]"
    rich_utils.DEFAULT_STRING = "[bawaan: {}]"


def epilog(name: str) -> str:
    """The examples of a command as they stand below its help."""
    return "\n\n".join(("Contoh:", *EXAMPLES.get(name, ())))


class Command(TyperCommand):
    """A command whose help is Indonesian."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _translated(super().get_params(ctx))

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _panels()
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """The same for a group of commands."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _translated(super().get_params(ctx))

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _panels()
        super().format_help(ctx, formatter)


def explain(error: Any) -> str:
    """What is wrong with what was typed, and how it is typed; the help itself where nothing was typed."""
    from bot.views.text import plain

    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.message)
    path = context.command_path if context is not None else "panwascam"
    example = EXAMPLES.get(path.partition(" ")[2], EXAMPLES[""])[0]
    return plain("usage-error", what=_what(error), example=example, help=f"{path} --help")


def _what(error: Any) -> str:
    from bot.views.text import plain

    said = " ".join(str(error.message).split()).removeprefix("Value error, ")
    hint = _hint(error)
    if type(error).__name__ == "MissingParameter":
        return plain("usage-missing", name=hint)
    for pattern, key in _VALUES if hint else _MESSAGES:
        if found := re.fullmatch(pattern, said):
            return plain(key, **({"name": hint} if hint else {}), **found.groupdict())
    near = ", ".join(getattr(error, "possibilities", None) or ())
    text = f"{hint}: {said}" if hint else said
    return f"{text} ({near})" if near else text


def _hint(error: Any) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return ""
    return str(param.opts[0]) if param.param_type_name == "option" else str(param.name).upper()
