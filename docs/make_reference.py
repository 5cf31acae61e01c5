"""Writes the pages of ``docs/reference`` that come from the program itself: ``make reference``.

A test compares what is checked in with what this would write, so that a page cannot grow old.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import typer

from passerelle.base.language import Language, Text
from passerelle.plan.kpi import Kpi, catalogue
from passerelle.plan.model import NAMED, SINGLE
from passerelle.plan.rule_catalogue import rules
from passerelle.plan.rule_page import rule_page
from passerelle.plan.schema import FormField, form
from passerelle.verbs.catalogue import VERBS
from passerelle.verbs.settings import Sending, Settings
from passerelle.warehouse.targets import TARGETS

FOLDER = Path(__file__).parent / "reference"
MADE = "<!-- Written by `make reference` from the program: change the program, not this page. -->"

SETTINGS = {
    "name": "The name shown on pages and reports",
    "language": "`fr` or `en`: the language of what is written in the workspace (task sheets, reports, messages), "
    "and of the terminal where its locale says neither",
    "currency": "ISO code of the amounts of the data",
    "timezone": "Time zone of days and sends",
    "warehouse": "Path of the DuckDB file; empty: `.passerelle/warehouse.duckdb`",
    "records": "Path of the SQLite file, or a `postgresql://` address; empty: `.passerelle/records.sqlite3`",
    "git": "`true`: each revision of the plan is committed in git too: see [keep the plan in git](../how-to/keep-in-git.md)",
    "address": "Address at which the web app is reached from outside: links in messages start with it",
    "shop": "Address of the shop: tracking links of task sheets lead to it",
    "hold_seconds": "How long a queued send waits, so that a person can stop it",
    "contacts_per_week": "Most messages a person receives in seven days on one channel",
    "active_days": "A customer is active who ordered within so many days",
    "attribution_days": "An order counts for the last touch within so many days before it",
    "reach_drift": "A preview is stale when an audience moved by more than this share",
    "preview_hours": "A preview older than this is stale",
    "sending": "The mail server: see below",
    "enforcement": "By rule: `advisory`, `soft` or `hard` instead of the rule's own",
    "thresholds": "By rule: thresholds instead of the rule's own",
    "host": "Mail server",
    "port": "Its port",
    "user": "Name to sign in with; empty: no sign-in",
    "password_env": "Name of the environment variable that holds the password, which is never in a file",
    "starttls": "`true`: nothing is sent before the line is encrypted",
    "from": "Sender, as `Name <me@example.com>`",
    "policy": "`at_most_once` or `at_least_once`: see [the delivery ledger](../explanation/delivery.md)",
    "connections": "Lines to the mail server at the same time, 1 to 50",
    "rate": "Most messages a second; empty: as fast as the server takes them",
    "inbox": "`true`: mail goes to the built-in inbox and nothing leaves the machine",
}


def pages() -> dict[str, str]:
    """Give every generated page by file name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.verbs.django_settings")
    made: dict[str, Callable[[], str]] = {
        "plan.md": plan_page,
        "rules.md": lambda: rules_page("en"),
        "regles.md": lambda: rules_page("fr"),
        "kpis.md": lambda: kpis_page("en"),
        "indicateurs.md": lambda: kpis_page("fr"),
        "commands.md": commands_page,
        "settings.md": settings_page,
        "source-fields.md": source_fields_page,
        "api.md": api_page,
        "../decisions/README.md": decisions_page,
    }
    return {name: f"{MADE}\n\n{write().strip()}\n" for name, write in made.items()}


def plan_page() -> str:
    """Every section and field of a plan, in both languages."""
    parts = [
        "# Fields of a plan / Champs d'un plan",
        "A plan is one YAML file or several under `plan/`; several files are read as one. "
        "[How values are written](plan-values.md) says what each kind accepts. "
        "`passerelle export` writes the same as JSON Schema, with which editors complete and check.",
        "A section with names holds things by name: `actions: {spring-letter: {…}}`.",
        *(_section(name) for name in (*SINGLE, *NAMED)),
    ]
    return "\n\n".join(parts)


def _section(name: str) -> str:
    spec = form(name)
    how = "names / noms" if spec.named else "one / un seul"
    rows = list(_rows(spec.fields, ""))
    head = f"## `{name}`: {_both(spec.title)}\n\n{how}"
    return head + "\n\n" + _table(("Field", "English", "Français", "Kind", "Example"), rows)


def _rows(fields: tuple[FormField, ...], above: str) -> Iterator[tuple[str, ...]]:
    for field in fields:
        key = f"{above}{field.key}" or "–"
        kind = field.kind + (f" of {' or '.join(field.ref)}" if field.ref else "")
        kind += " (required)" if field.required else ""
        example = f"`{field.example}`" if field.example else ""
        example = ", ".join(f"`{one}`" for one in field.choices) or example
        yield f"`{key}`", _words(field, "en"), _words(field, "fr"), kind, example
        inner = "NAME/" if field.kind in {"map"} else ""
        if field.fields:
            yield from _rows(field.fields, f"{key}/{inner}")


def _words(field: FormField, language: Language) -> str:
    label, more = field.label.read(language), field.help.read(language)
    colon = ": " if language == "en" else "\u202f: "
    return label if not more or more == label else f"{label}{colon}{more}"


def rules_page(language: Language) -> str:
    """All rules with their pages, in one language."""
    head = (
        "# Rules\n\nThe questions that `passerelle check` asks of a plan. Each ends in *holds*, "
        "*broken* or *not checked: needs …*. `passerelle explain AL-030` shows one of these pages, "
        "with the thresholds of your workspace."
        if language == "en"
        else "# Règles\n\nLes questions que `passerelle check` pose à un plan. Chacune finit par "
        "*tient*, *rompue* ou *non vérifiée\u202f: il faut …*. `passerelle --lang fr explain AL-030` "
        "montre l'une de ces pages, avec les seuils de votre espace."
    )
    rows = [
        (f"[{name}](#{_anchor(module.RULE.id, module.RULE.title.read(language), language)})",
         module.RULE.title.read(language), module.RULE.severity.value, ", ".join(module.RULE.needs))
        for name, module in rules().items()
    ]  # fmt: skip
    words = {
        "en": ("Rule", "Title", "Gravest", "Looks at"),
        "fr": ("Règle", "Titre", "Au plus grave", "Regarde"),
    }[language]
    bodies = [_demoted(rule_page(name).read(language)) for name in rules()]
    return "\n\n".join([head, _table(words, rows), *bodies])


def _anchor(name: str, title: str, language: Language) -> str:
    text = f"{name}{': ' if language == 'en' else chr(0x202F) + ': '}{title}".lower()
    return "".join(one for one in text.replace(" ", "-") if one.isalnum() or one in "-_")


def _demoted(page: str) -> str:
    lines = []
    for line in page.strip().splitlines():
        lines.append(f"#{line}" if line.startswith("#") and not line.startswith("#!") else line)
    return "\n".join(lines)


def kpis_page(language: Language) -> str:
    """All KPIs with what they count, say and do not say, in one language."""
    english = language == "en"
    head = (
        "# KPIs\n\n`passerelle measure` shows the board, `passerelle measure ID` one of them with its "
        "parts, its interval and its SQL (`--sql`). A KPI *typed by hand* has no data behind it: the "
        "plan names who types it."
        if english
        else "# Indicateurs\n\n`passerelle measure` montre le tableau, `passerelle measure ID` un "
        "indicateur avec ses termes, son intervalle et son SQL (`--sql`). Un indicateur *saisi à la "
        "main* ne repose sur aucune donnée\u202f: le plan dit qui le saisit."
    )
    return "\n\n".join([head, *(_kpi(kpi, language) for kpi in catalogue().values())])


def _kpi(kpi: Kpi, language: Language) -> str:
    english = language == "en"
    parts = kpi.numerator.read(language)
    if kpi.denominator:
        parts += f" / {kpi.denominator.read(language)}"
    facts = [kpi.unit, kpi.direction, kpi.phase, kpi.kind]
    if kpi.by_hand:
        facts.append("typed by hand" if english else "saisi à la main")
    if kpi.needs:
        facts.append(("needs " if english else "demande ") + ", ".join(kpi.needs))
    says = ("Says", "Does not say") if english else ("Dit", "Ne dit pas")
    colon = ": " if english else "\u202f: "
    return (
        f"## `{kpi.id}`{colon}{kpi.name.read(language)}\n\n{', '.join(facts)}\n\n"
        f"- {parts}\n- {says[0]}{colon}{kpi.says.read(language)}\n"
        f"- {says[1]}{colon}{kpi.does_not_say.read(language)}"
    )


def commands_page() -> str:
    """Every word of the terminal with what it takes, as typer knows it."""
    from passerelle.cli.main import app

    group = typer.main.get_command(app)
    head = (
        "# Commands / Commandes\n\n`passerelle [--workspace FOLDER] [--lang en|fr] WORD …`. The language "
        "is taken from `--lang`, else `PASSERELLE_LANG`, a French or English locale (`LC_ALL`, `LANG`), "
        "else that of the workspace. Words that read take `--json`. "
        "[Exit codes](exit-codes.md)."
    )
    return "\n\n".join([head, *(_command(name, one) for name, one in group.commands.items())])


def _command(name: str, command: click.Command) -> str:
    rows = [
        (f"`{_spelled(one)}`", (getattr(one, "help", None) or "").strip(), _default(one))
        for one in command.params
        if one.name != "help"
    ]
    words = " ".join((command.help or "").split())
    table = _table(("Takes", "What", "Default"), rows) if rows else ""
    return f"## `passerelle {name}`\n\n{words}\n\n{table}".strip()


def _spelled(one: click.Parameter) -> str:
    if one.param_type_name == "argument":
        return (one.name or "").upper()
    return " / ".join(one.opts)


def _default(one: click.Parameter) -> str:
    if one.required:
        return "required"
    return "" if one.default in {"", None, 0, False} else f"`{one.default}`"


def settings_page() -> str:
    """Every setting of ``passerelle.yaml`` with its default."""

    def rows(model: type[Settings] | type[Sending]) -> list[tuple[str, ...]]:
        found = []
        for name, info in model.model_fields.items():
            key = info.alias or name
            value = info.get_default(call_default_factory=True)
            shown = "" if isinstance(value, Sending) or value in ("", None, {}) else f"`{value}`"
            found.append(
                (
                    f"`{key}`",
                    SETTINGS[key],
                    shown.lower() if value in (True, False) and isinstance(value, bool) else shown,
                )
            )
        return found

    words = ("Setting", "What", "Default")
    return "\n\n".join(
        [
            "# Settings of `passerelle.yaml`",
            "A workspace is a folder with a `passerelle.yaml`. Every setting has a default.",
            _table(words, rows(Settings)),
            "## Under `sending:`",
            _table(words, rows(Sending)),
            "## Environment",
            _table(
                ("Variable", "What"),
                [
                    ("`PASSERELLE_LANG`", "`en` or `fr`, before `LC_ALL` and `LANG`"),
                    ("`PASSERELLE_HOSTS`", "Host names under which `serve` answers, with commas; beside the loopback and the host of `address`"),
                    ("`PASSERELLE_NOW`", "A moment, as `2026-11-23T09:00:00`, instead of the clock: a report can be made again later"),
                    ("`PASSERELLE_DEBUG`", "Any value: a fault of Passerelle itself shows where it happened"),
                ],
            ),
        ]
    )  # fmt: skip


def source_fields_page() -> str:
    """What each ``as:`` of a source may fill."""
    parts = [
        "# What a source may fill",
        "The fields that `columns:` and `constants:` of a [source](sources.md) may name. "
        "Those with * are needed. `attributes:` adds free properties where the table says so.",
    ]
    for name, target in TARGETS.items():
        fields = ", ".join(
            f"`{field}`{'*' if field in target.must else ''} ({kind})"
            for field, kind in target.fields.items()
        )
        more = " Free `attributes:`." if target.bag else ""
        parts.append(f"## `as: {name}`\n\n{fields}.{more}")
    return "\n\n".join(parts)


def api_page() -> str:
    """Every address under ``/api/``, and what each role may do."""
    from passerelle.web.api import NOT_HERE
    from passerelle.web.api_schema import KEPT_BACK

    files = sorted(KEPT_BACK - {"house"})

    rows = [
        (f"`/api/{verb.name}`", "GET" if verb.reads else "POST", f"`{verb.operation}`")
        for verb in VERBS.values()
        if verb.name not in NOT_HERE
    ]
    return "\n\n".join(
        [
            "# HTTP API",
            "`serve` answers the same verbs under `/api/`, for who is signed in, and for a program that sends a token "
            "made on the page Account as `Authorization: Bearer pas_...`. Arguments are those of the "
            "[commands](commands.md), except those that name a file of the server "
            f"({', '.join(f'`{name}`' for name in files)}). Verbs that change something take POST, "
            "with a JSON body and, from a browser's session, its CSRF token. `/api/openapi.json` describes all of it, "
            "`/api/` lists it. An error answers with `application/problem+json` in the reader's language.",
            _table(("Address", "Method", "Operation asked of the role"), rows),
            "## Roles",
            _roles(),
        ]
    )


def _roles() -> str:
    import django

    django.setup()
    from passerelle.records.permissions import MATRIX, Operation

    roles = [str(role) for role in MATRIX]
    rows = [
        (f"`{operation.value}`", *("yes" if operation in MATRIX[role] else "" for role in MATRIX))
        for operation in Operation
    ]
    return _table(("Operation", *(role.replace("_", " ") for role in roles)), rows)


def decisions_page() -> str:
    """List every decision note by number, with its own title."""
    lines = []
    for note in sorted((FOLDER.parent / "decisions").glob("[0-9]*.md")):
        title = note.read_text(encoding="utf-8").splitlines()[0].lstrip("# ").strip()
        title = re.sub(r"^\d{4}[ :.]*", "", title)
        lines.append(f"- {note.name[:4]} [{title}]({note.name})")
    head = (
        "# Decisions\n\nHalf a page each: what was decided, why, and what was refused. A later decision "
        "that contradicts one of these is welcome, with a note of its own."
    )
    return head + "\n\n" + "\n".join(lines)


def _both(text: Text) -> str:
    return text.en if text.en == text.fr else f"{text.en} / {text.fr}"


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def stale() -> list[str]:
    """Name the pages that are not what would be written now."""
    return [
        name
        for name, text in pages().items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != text
    ]


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for page, words in pages().items():
        (FOLDER / page).write_text(words, encoding="utf-8")
        sys.stdout.write(f"docs/reference/{page}\n")
