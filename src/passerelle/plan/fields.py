"""What a field of the plan tells people: its name, its meaning, and what it refers to."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Entity(BaseModel):
    """One thing of the plan: frozen, and closed to unknown keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        arbitrary_types_allowed=True,
        defer_build=True,
    )


def said(
    en: str,
    fr: str,
    *,
    ref: str | None = None,
    keys: str | None = None,
    widget: str | None = None,
    alias: str | None = None,
) -> Any:  # noqa: ANN401
    """Describe a field: ``"Label: explanation"`` in both languages.

    Args:
        en: English label, then after a colon what it is for.
        fr: The same in French.
        ref: Section of the plan that the value names (``"segments"``); checked by AL-003.
        keys: Section that the keys of a map name (``"offers"``); checked like ``ref``.
        widget: How the form shows it when the type does not say (``"text"``, ``"choice"``).
        alias: The key in the text when it is no Python name (``"for"``).

    Returns:
        A Pydantic field for ``Annotated``.
    """
    extra: dict[str, Any] = {"x-en": en, "x-fr": fr}
    if ref:
        extra["x-ref"] = ref
    if keys:
        extra["x-keys"] = keys
    if widget:
        extra["x-widget"] = widget
    return Field(description=f"{en} / {fr}", json_schema_extra=extra, alias=alias)


def inherits(section: str) -> Any:  # noqa: ANN401
    """Describe the field by which a node takes from another what it does not say itself."""
    return said(
        "Extends: takes from this one all that it does not say itself",
        "Prolonge : reprend de celui-ci tout ce qu'il ne dit pas lui-même",
        ref=section,
    )
