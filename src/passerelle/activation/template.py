"""Messages as authors write them: MJML, HTML or plain text with Liquid; compiled once a send."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.parsers import expat

from passerelle.activation.links import hosts_in
from passerelle.activation.plain_text import text_of
from passerelle.activation.render import Plain, Rendered, Renderer
from passerelle.base.errors import Fault, InputErrors, UserError
from passerelle.base.language import Language, Text
from passerelle.base.place import Place

WAY_OUT = {
    "en": "You receive this message because you agreed to it. Unsubscribe",
    "fr": "Vous recevez ce message parce que vous l'avez accepté. Se désinscrire",
}
"""Said at the foot of a message whose template has no ``unsubscribe_url``."""


@dataclass(frozen=True, slots=True)
class Template:
    """A message as it is written: its file (as people know it), source and subject line.

    ``text`` is the plain-text part when the author wrote one; else it is derived.
    """

    file: str
    source: str
    subject: str
    language: Language = "fr"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A message ready to render: Liquid in subject, HTML and text; hosts that may be counted."""

    file: str
    subject: str
    html: str
    text: str
    source: str
    hosts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A name for this very text."""
        said = f"{self.subject}\x00{self.html}\x00{self.text}"
        return sha256(said.encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Give it as plain JSON, to be frozen with a send."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Compiled":
        """Read it back."""
        return cls(**{**data, "hosts": tuple(data["hosts"])})


def read_template(folder: Path, name: str, subject: str, language: Language = "fr") -> Template:
    """Read a template of a workspace; ``name.txt`` beside it is its text part.

    Args:
        folder: The folder of templates; nothing outside it is read.
        name: File name, with or without ``.mjml``, ``.html``, ``.liquid`` or ``.txt``.
        subject: The subject line, with Liquid.
        language: Of the words that we add.

    Raises:
        UserError: There is no such file, or it is not UTF-8 text.
    """
    file = _find(folder, name)
    beside = file.with_suffix(".txt")
    text = _read(beside) if beside.exists() and beside != file else ""
    return Template(
        f"{folder.name}/{file.relative_to(folder)}", _read(file), subject, language, text
    )


def compile_template(template: Template, renderer: Renderer) -> Compiled:
    """Turn a template into what is rendered for each person.

    Raises:
        InputErrors: The MJML or the Liquid is wrong; each fault says file and line.
    """
    source = template.source
    _parse(template, {"html": source}, renderer)
    html = _html(template, renderer)
    html = _with_way_out(html, template.language)
    text = template.text or (text_of(html) if html else source)
    if "unsubscribe_url" not in text:
        text = f"{text.rstrip()}\n\n{WAY_OUT[template.language]} : {{{{ unsubscribe_url }}}}\n"
    parts = {"subject": template.subject, "html": html, "text": text}
    compiled = Compiled(
        template.file, template.subject, html, text, source, hosts_in(f"{source}\n{text}")
    )
    _parse(template, parts, renderer, compiled.key)
    _try(template, compiled, renderer)
    return compiled


def missing_faults(compiled: Compiled, rendered: Rendered) -> tuple[Fault, ...]:
    """Say which values a render printed without having them, and where it asks for them."""
    return tuple(_missing(compiled, name) for name in rendered.missing)


def error_fault(file: str, rendered: Rendered, source: str = "") -> Fault:
    """Say why a message could not be rendered."""
    line = rendered.line or _line_of_filter(rendered.error, source)
    return Fault(
        Text(
            en=f"The template cannot be rendered: {rendered.error}.",
            fr=f"Le modèle ne peut pas être rendu\u202f: {rendered.error}.",
        ),
        Text(
            en="Correct the Liquid at this line.",
            fr="Corrigez le Liquid à cette ligne.",
        ),
        Place(file, line or 1),
    )


def render_people(
    compiled: Compiled, contexts: Sequence[Mapping[str, Plain]], renderer: Renderer
) -> tuple[Rendered, ...]:
    """Render a compiled message for each context."""
    if not renderer.knows(compiled.key):
        parts = {"subject": compiled.subject, "html": compiled.html, "text": compiled.text}
        fault = renderer.load(compiled.key, parts)
        if fault:
            return tuple(fault for _ in contexts)
    return renderer.render(compiled.key, contexts)


def _find(folder: Path, name: str) -> Path:
    root = folder.resolve()
    for ending in ("", ".mjml", ".html", ".liquid", ".txt"):
        file = (root / f"{name}{ending}").resolve()
        if file.is_file() and file.is_relative_to(root):
            return folder / file.relative_to(root)
    raise UserError(
        Text(
            en=f"There is no template “{name}”.", fr=f"Le modèle «\u202f{name}\u202f» n'existe pas."
        ),
        Text(
            en=f"Put the file in {folder.name}/, or correct the action's message.",
            fr=f"Placez le fichier dans {folder.name}/, ou corrigez le message de l'action.",
        ),
        Place(f"{folder.name}/{name}"),
    )


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as problem:
        raise UserError(
            Text(
                en=f"The template {file.name} is not UTF-8 text.",
                fr=f"Le modèle {file.name} n'est pas un texte UTF-8.",
            ),
            Text(en="Save it again as UTF-8.", fr="Enregistrez-le de nouveau en UTF-8."),
            Place(f"{file.parent.name}/{file.name}"),
        ) from problem


def _html(template: Template, renderer: Renderer) -> str:
    """Give the HTML of a template, empty when it is plain text."""
    if "<mjml" not in template.source:
        return template.source if re.search(r"<[a-zA-Z!]", template.source) else ""
    html, error = renderer.mjml(template.source)
    if error:
        raise InputErrors([_mjml_fault(template, error)])
    return html


def _mjml_fault(template: Template, error: str) -> Fault:
    """Find the line that the MJML compiler does not give."""
    parser = expat.ParserCreate()
    parser.UseForeignDTD(True)
    line, column = 1, 1
    try:
        parser.Parse(template.source, True)
    except expat.ExpatError as problem:
        line, column = problem.lineno, problem.offset + 1
        error = expat.ErrorString(problem.code)
    return Fault(
        Text(en=f"The MJML cannot be read: {error}.", fr=f"Le MJML est illisible\u202f: {error}."),
        Text(
            en="Close each tag; write & as &amp; and < as &lt;.",
            fr="Fermez chaque balise\u202f; écrivez & sous la forme &amp; et < sous la forme &lt;.",
        ),
        Place(template.file, line, column),
    )


def _parse(
    template: Template, parts: Mapping[str, str], renderer: Renderer, key: str = "source"
) -> None:
    fault = renderer.load(key, parts)
    if fault:
        raise InputErrors([error_fault(template.file, fault, template.source)])


def _try(template: Template, compiled: Compiled, renderer: Renderer) -> None:
    """Render once with nothing, so that an unknown filter or an endless loop is found now."""
    tried = renderer.render(compiled.key, [{}])[0]
    if tried.error:
        raise InputErrors([error_fault(template.file, tried, template.source)])


def _with_way_out(html: str, language: Language) -> str:
    if not html or "unsubscribe_url" in html:
        return html
    foot = (
        '<p style="font:12px sans-serif;text-align:center">'
        f'<a href="{{{{ unsubscribe_url }}}}">{WAY_OUT[language]}</a></p>'
    )
    head, mark, tail = html.rpartition("</body>")
    return f"{head}{foot}{mark}{tail}" if mark else html + foot


def _missing(compiled: Compiled, name: str) -> Fault:
    found = re.search(rf"{{[{{%][^}}]*\b{re.escape(name)}\b", compiled.source)
    line = compiled.source.count("\n", 0, found.start()) + 1 if found else 1
    return Fault(
        Text(
            en=f"“{name}” has no value for this person and prints nothing.",
            fr=f"«\u202f{name}\u202f» n'a pas de valeur pour cette personne et n'affiche rien.",
        ),
        Text(
            en=f'Give it one: {{{{ {name} | default: "…" }}}}.',
            fr=f'Donnez-en une\u202f: {{{{ {name} | default: "…" }}}}.',
        ),
        Place(compiled.file if found else f"{compiled.file} (subject)", line),
    )


def _line_of_filter(error: str, source: str) -> int:
    named = re.search(r"unknown filter '([^']+)'", error)
    start = source.find(named[1]) if named else -1
    return source.count("\n", 0, start) + 1 if start >= 0 else 0
