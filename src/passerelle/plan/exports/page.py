"""The plan on one page of A4, as PDF or PPTX; the extra ``reports`` draws it."""

import io
from importlib import import_module
from typing import Any

from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.plan.export import Asked, Export, Leaf
from passerelle.plan.handout.onepage import one_page
from passerelle.plan.handout.sheet import HIGH, WIDE, Box, Shape, layout

EXPORT = Export(
    id="page",
    title=Text(en="The plan on one page", fr="Le plan sur une page"),
    use=Text(
        en="To print, to show, to put on a wall: vision, North Star, objectives, segments, calendar and budget "
        "by quarter, alignment. Nobody is named; what does not fit is counted.",
        fr="À imprimer, à montrer, à afficher\u202f: vision, étoile polaire, objectifs, segments, calendrier et "
        "budget par trimestre, alignement. Personne n'y est nommé\u202f; ce qui ne tient pas est compté.",
    ),
    formats=("pdf", "pptx"),
    order=100,
)

_MM = 72 / 25.4
_EMU = 36000
"""English Metric Units in a millimetre."""


def make(asked: Asked) -> tuple[Leaf, ...]:
    """Draw the page.

    Raises:
        UserError: the library that draws this format is not installed.
    """
    shapes = layout(asked, one_page(asked))
    form = asked.format or "pdf"
    body = _pptx(asked, shapes) if form == "pptx" else _pdf(asked, shapes)
    return (Leaf(f"plan.{form}", body),)


def needed(module: str) -> Any:  # noqa: ANN401  (libraries without types)
    """Load a library of the extra ``reports``.

    Raises:
        UserError: it is not installed; the text says how to have it.
    """
    try:
        return import_module(module)
    except ImportError as fault:
        raise UserError(
            Text(
                en="The library that draws this page is not installed.",
                fr="La bibliothèque qui dessine cette page n'est pas installée.",
            ),
            Text(
                en='Install it with `pip install "passerelle[reports]"`, then ask again.',
                fr='Installez-la avec `pip install "passerelle[reports]"`, puis recommencez.',
            ),
            why=Text(en=str(fault), fr=str(fault)),
        ) from fault


def _pdf(asked: Asked, shapes: tuple[Shape, ...]) -> bytes:
    canvas, fonts = needed("reportlab.pdfgen.canvas"), needed("reportlab.pdfbase.pdfmetrics")
    types = needed("reportlab.pdfbase.ttfonts")
    for name in ("Vera", "VeraBd"):
        fonts.registerFont(types.TTFont(name, f"{name}.ttf"))
    known = fonts.getFont("Vera").face.charToGlyph
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(WIDE * _MM, HIGH * _MM), invariant=1, lang=asked.language)
    page.setTitle(f"{asked.name} · {EXPORT.title.read(asked.language)}")
    page.setCreator("Passerelle")
    for one in shapes:
        page.setFillColor(f"#{one.fill if isinstance(one, Box) else one.ink}")
        if isinstance(one, Box):
            y = HIGH - one.y - one.height
            page.rect(one.x * _MM, y * _MM, one.width * _MM, one.height * _MM, stroke=0, fill=1)
        else:
            page.setFont("VeraBd" if one.bold else "Vera", one.size)
            page.drawString(
                one.x * _MM, (HIGH - one.y) * _MM - one.size * 0.95, _drawn(one.text, known)
            )
    page.save()
    return out.getvalue()


def _drawn(text: str, known: Any) -> str:  # noqa: ANN401
    """Give a text in the characters of the font; narrow spaces widen, what it lacks becomes a point."""
    wide = text.replace("\u202f", "\u00a0")
    arrows = wide if ord("→") in known else wide.replace("→", "->")
    return "".join(one if ord(one) in known else "·" for one in arrows)


def _pptx(asked: Asked, shapes: tuple[Shape, ...]) -> bytes:
    pptx, kinds = needed("pptx"), needed("pptx.enum.shapes")
    colour, text = needed("pptx.dml.color").RGBColor, needed("pptx.enum.text")
    util = needed("pptx.util")
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = int(WIDE * _EMU), int(HIGH * _EMU)
    deck.core_properties.title = f"{asked.name} · {EXPORT.title.read(asked.language)}"
    deck.core_properties.author = "Passerelle"
    deck.core_properties.created = deck.core_properties.modified = asked.at.replace(tzinfo=None)
    deck.core_properties.language = asked.language
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for one in shapes:
        height = one.height if isinstance(one, Box) else one.size * 0.5
        where = [int(part * _EMU) for part in (one.x, one.y, one.width, height)]
        if isinstance(one, Box):
            made = slide.shapes.add_shape(kinds.MSO_SHAPE.RECTANGLE, *where)
            made.fill.solid()
            made.fill.fore_color.rgb = colour.from_string(one.fill)
            made.line.fill.background()
            made.shadow.inherit = False
            continue
        frame = slide.shapes.add_textbox(*where).text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap, frame.auto_size = False, text.MSO_AUTO_SIZE.NONE
        run = frame.paragraphs[0].add_run()
        run.text = one.text
        run.font.size, run.font.bold, run.font.name = util.Pt(one.size), one.bold, "Arial"
        run.font.color.rgb = colour.from_string(one.ink)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()
