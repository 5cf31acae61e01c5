"""Pages of plain HTML that open from a folder: no script, no server, their style inside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from passerelle.base.language import Language
from passerelle.plan.handout.plain import plain_text

STYLE = """
:root{color-scheme:light dark;--ink:#1d2430;--paper:#fff;--soft:#525c6b;--line:#d5dae1;--link:#1d4f91}
@media (prefers-color-scheme:dark){
:root{--ink:#e8ecf2;--paper:#14181f;--soft:#aab4c2;--line:#39424f;--link:#9cc3f5}}
*{box-sizing:border-box}
body{margin:0;font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
header,main,footer{max-width:60rem;margin:auto;padding:1rem}
header{border-bottom:1px solid var(--line)}footer{border-top:1px solid var(--line);color:var(--soft)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;list-style:none}
a{color:var(--link)}a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem}
.soft{color:var(--soft)}.vision{font-size:1.2rem}
.table{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line)}
dt{font-weight:600;margin-top:.8rem}dd{margin:0}
a.skip{position:absolute;left:-99rem}a.skip:focus{position:static}
@media print{nav,a.skip{display:none}}
""".strip()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a folder: its file, its title, its HTML."""

    file: str
    title: str
    body: str


def text(words: object) -> str:
    """Escape words for a page."""
    return escape(plain_text(str(words)))


def heading(words: str, level: int = 2) -> str:
    """Write a heading."""
    return f"<h{level}>{text(words)}</h{level}>"


def paragraph(words: str, kind: str = "") -> str:
    """Write a paragraph; nothing when there are no words."""
    return (
        f"<p{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{text(words)}</p>" if words else ""
    )


def items(rows: Sequence[str], none: str) -> str:
    """Write a list of words, or the one sentence that says there is nothing."""
    if not rows:
        return paragraph(none, "soft")
    return "<ul>" + "".join(f"<li>{text(one)}</li>" for one in rows) + "</ul>"


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], none: str) -> str:
    """Write a table whose first column names the row, or the one sentence that says it is empty."""
    held = list(rows)
    if not held:
        return paragraph(none, "soft")
    top = "".join(f'<th scope="col">{text(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{text(first)}</th>{"".join(f"<td>{text(one)}</td>" for one in rest)}</tr>'
        for first, *rest in held
    )
    return (
        f'<div class="table" tabindex="0" role="region" aria-label="{text(caption)}"><table>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def whole(page: Page, pages: Sequence[Page], name: str, foot: str, language: Language) -> str:
    """Write a whole page with the way to the others."""
    links = "".join(
        f'<li><a href="{one.file}"{" aria-current=" + chr(34) + "page" + chr(34) if one is page else ""}>'
        f"{text(one.title)}</a></li>"
        for one in pages
    )
    skip = "Aller au contenu" if language == "fr" else "To the content"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{text(page.title)} · {text(name)}</title><style>{STYLE}</style></head><body>"
        f'<a class="skip" href="#content">{skip}</a>'
        f'<header><p>{text(name)}</p><nav aria-label="Pages"><ul>{links}</ul></nav></header>'
        f'<main id="content" tabindex="-1">{heading(page.title, 1)}{page.body}</main>'
        f"<footer>{foot}</footer></body></html>\n"
    )
