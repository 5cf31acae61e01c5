"""A value that no reader of the plan understands: what was found and what to write instead."""

from collections.abc import Mapping

from passerelle.base.language import Text


class Unreadable(ValueError):
    """A short text that cannot be read; ``what`` says what was found, ``fix`` gives the right form.

    It is a ``ValueError`` so that Pydantic carries it; ``plan.load`` turns it into a fault with
    its place. ``column`` counts from 1 inside the text, 0 when the whole text is meant.
    """

    def __init__(self, what: Text, fix: Text, column: int = 0) -> None:
        super().__init__(f"{what.en} {fix.en}")
        self.what = what
        self.fix = fix
        self.column = column


def shown(value: object) -> str:
    """Write a found value between quotes, cut after 60 characters."""
    text = _typed(value).replace("\n", " ")
    return f"« {text[:59]}… »" if len(text) > 60 else f"« {text} »"  # noqa: PLR2004


def _typed(value: object) -> str:
    """Write a value as it would stand in the plan: no quotes or None of Python's."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_typed(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_typed(one) for one in value) + "]"
    return "" if value is None else str(value)


def not_a(value: object, en: str, fr: str, example: str | Text) -> Unreadable:
    """Say that ``value`` is no ``en``/``fr`` (with its article), and show the right form."""
    seen = shown(value)
    return Unreadable(
        Text(en=f"A value is missing: {en}.", fr=f"Il manque une valeur : {fr}.")
        if value is None
        else Text(en=f"{seen} is not {en}.", fr=f"{seen} n’est pas {fr}."),
        for_example(example),
    )


def for_example(example: str | Text) -> Text:
    """Show the right form; one with words in it is shown in the reader's language."""
    said = example if isinstance(example, Text) else Text(en=example, fr=example)
    return Text(en=f"Write for example: {said.en}", fr=f"Écrivez par exemple : {said.fr}")
