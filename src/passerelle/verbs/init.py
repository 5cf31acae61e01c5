"""``init``: start a workspace, empty or from a spreadsheet; or write the spreadsheet to fill in."""

# ruff: noqa: E501 - the first plan is shown as its author sees it.

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passerelle.base.clock import SystemClock, today
from passerelle.base.errors import Fault, InputErrors, Refused, UserError
from passerelle.base.language import Language, Text
from passerelle.plan.load import read_plan
from passerelle.verbs.answer import Answer
from passerelle.verbs.working_copy import write_file

SETTINGS = """\
# {about}
name: {name}
language: {language}
currency: EUR
timezone: Europe/Paris
hold_seconds: 600
# sending: {{host: smtp.example.com, port: 587, starttls: true, user: me, password_env: SMTP_PASSWORD, from: Name <me@example.com>}}
"""

WIDE = 28
"""Characters a column of the template shows."""

ABOUT = Text(en="What this workspace says of itself.", fr="Ce que cet espace dit de lui-même.")

FIRST_PLAN = Text(
    en="""\
# The plan, written down once. `passerelle check` says what is missing; delete what you do not need.
vision: What we want to become, in one sentence
north_star: repurchase_rate
year: {period: YEAR, budget: 500 EUR}
facts:
  first-fact: {says: One thing we know of our customers, from: orders, assumption: true, until: YEAR-06-30}
segments:
  regulars: {rank: 1, who: orders >= 3 in 24 months, promise: What these people are promised, evidence: first-fact}
objectives:
  come-back:
    title: Customers come back within the year
    owner: marketing-director
    evidence: first-fact
    results: {repurchase_rate: 24 % -> 28 % by YEAR-12-31, unsubscribe_rate: stays under 0.4 %}
actions:
  first-letter:
    {for: regulars, by: email, when: YEAR-01-11, cost: 500 EUR, owner: marketing-director,
     says: What these people are promised, serves: come-back, brings: 1 / 4 / 6 pts, judged_on: [click_rate]}
""",
    fr="""\
# Le plan, écrit une fois. `passerelle check` dit ce qui manque ; supprimez ce qui ne sert pas.
vision: Ce que nous voulons devenir, en une phrase
north_star: repurchase_rate
year: {period: YEAR, budget: 500 EUR}
facts:
  premier-enseignement: {says: Une chose que nous savons de nos clients, from: orders, assumption: true, until: YEAR-06-30}
segments:
  fideles: {rank: 1, who: orders >= 3 in 24 months, promise: Ce qu'on promet à ces personnes, evidence: premier-enseignement}
objectives:
  faire-revenir:
    title: Les clients reviennent dans l'année
    owner: directrice-marketing
    evidence: premier-enseignement
    results: {repurchase_rate: 24 % -> 28 % by YEAR-12-31, unsubscribe_rate: stays under 0.4 %}
actions:
  premiere-lettre:
    {for: fideles, by: email, when: YEAR-01-11, cost: 500 EUR, owner: directrice-marketing,
     says: Ce qu'on promet à ces personnes, serves: faire-revenir, brings: 1 / 4 / 6 pts, judged_on: [click_rate]}
""",
)


@dataclass(frozen=True, slots=True)
class Started(Answer):
    """The files written, what could not be placed (sheet and cell), and what to do next."""

    folder: str
    written: tuple[str, ...]
    unplaced: tuple[Fault, ...]
    next: Text


BLANK = Text(
    en="# The plan. Nothing stands in it yet: open the pages and fill in your first plan.\n",
    fr="# Le plan. Il est encore vide : ouvrez les pages et remplissez votre premier plan.\n",
)


def init(
    folder: Path,
    *,
    source: str = "",
    template: bool = False,
    blank: bool = False,
    language: Language = "en",
) -> Started:
    """Start a workspace in ``folder``.

    Args:
        folder: Where; made when absent. With ``template``, the spreadsheet to write.
        source: A spreadsheet to read the first plan from.
        template: Write the empty spreadsheet instead of a workspace.
        blank: Start with no plan at all, to be written in the browser.
        language: Of the words written.

    Raises:
        Refused: the folder is a workspace already, or the file exists.
        UserError: the spreadsheet cannot be read, or the folder cannot be written.
    """
    if template:
        return _write_template(folder, language)
    if (folder / "passerelle.yaml").exists():
        raise Refused(
            Text(en=f"{folder} is a workspace already.", fr=f"{folder} est déjà un espace."),
            Text(
                en="Name another folder, or edit its plan.",
                fr="Nommez un autre dossier, ou modifiez son plan.",
            ),
        )
    first = {"plan/plan.yaml": BLANK.read(language)} if blank else _first_plan(language)
    texts, unplaced = _from_sheets(Path(source)) if source else (first, ())
    settings = SETTINGS.format(
        about=ABOUT.read(language), name=folder.resolve().name, language=language
    )
    files = {"passerelle.yaml": settings, **texts, ".gitignore": ".passerelle/\n"}
    for name, text in files.items():
        write_file(folder / name, text)
    read_plan(texts)
    return Started(
        str(folder),
        tuple(files),
        unplaced,
        _next(folder, blank=blank),
    )


def _next(folder: Path, *, blank: bool) -> Text:
    word = "serve" if blank else "check"
    return Text(
        en=f"Next: passerelle -w {folder} {word}", fr=f"Ensuite : passerelle -w {folder} {word}"
    )


def _first_plan(language: Language) -> Mapping[str, str]:
    """The first plan, for the year that comes."""
    year = str(today(SystemClock(), "Europe/Paris").year + 1)
    return {"plan/plan.yaml": FIRST_PLAN.read(language).replace("YEAR", year)}


def _from_sheets(path: Path) -> tuple[Mapping[str, str], tuple[Fault, ...]]:
    from passerelle.plan.spreadsheet import plan_from_sheets

    supplied = plan_from_sheets(read_sheets(path))
    return supplied.texts, supplied.unplaced


def read_sheets(path: Path) -> dict[str, list[list[object]]]:
    """Read all sheets of a workbook as rows of values.

    Raises:
        UserError: there is no such file, or it is no workbook.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    if not path.exists():
        raise UserError(
            Text(en=f"{path} does not exist.", fr=f"{path} n'existe pas."),
            Text(
                en="Write the template with `passerelle init plan.xlsx --template`, fill it in, then name it.",
                fr="Écrivez le modèle avec `passerelle init plan.xlsx --template`, remplissez-le, puis nommez-le.",
            ),
        )
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        return {name: _rows(workbook.get_sheet_by_name(name)) for name in workbook.sheet_names}
    except (CalamineError, OSError, ValueError) as fault:
        raise UserError(
            Text(
                en=f"{path} is no workbook that can be read.",
                fr=f"{path} n'est pas un classeur lisible.",
            ),
            Text(
                en="Save it as .xlsx, then try again.",
                fr="Enregistrez-le en .xlsx, puis recommencez.",
            ),
            why=Text(en=str(fault), fr=str(fault)),
        ) from fault


def _rows(sheet: Any) -> list[list[object]]:  # noqa: ANN401 (a sheet of calamine)
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def _write_template(path: Path, language: Language) -> Started:
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    from passerelle.plan.spreadsheet import template_sheets

    if path.exists():
        raise Refused(
            Text(en=f"{path} exists already.", fr=f"{path} existe déjà."),
            Text(en="Name another file.", fr="Nommez un autre fichier."),
        )
    book = Workbook()
    book.remove(book.active)
    for template in template_sheets(language):
        sheet = book.create_sheet(template.name)
        sheet.append(list(template.headings))
        sheet.append(list(template.example))
        for heading, words in zip(sheet[1], template.help, strict=True):
            heading.font = Font(bold=True)
            heading.comment = Comment(words, "Passerelle")
        for column in sheet.columns:
            sheet.column_dimensions[column[0].column_letter].width = WIDE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
    except OSError as fault:
        raise InputErrors([_unwritable(path, fault)]) from fault
    command = f"passerelle init my-brand --from {path}"
    return Started(
        str(path),
        (str(path),),
        (),
        Text(en=f"Fill it in, then: {command}", fr=f"Remplissez-le, puis : {command}"),
    )


def _unwritable(path: Path, fault: OSError) -> Fault:
    return Fault(
        Text(en=f"{path} cannot be written.", fr=f"{path} ne peut être écrit."),
        Text(
            en="Choose a folder you may write in.",
            fr="Choisissez un dossier où vous pouvez écrire.",
        ),
        why=Text(en=str(fault), fr=str(fault)),
    )
