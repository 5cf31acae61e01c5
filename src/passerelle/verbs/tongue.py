"""The language of a workspace, known before anything else of it is read."""

import re
from pathlib import Path

from passerelle.base.language import Language, language_of
from passerelle.verbs.settings import FILE, Settings

_LANGUAGE = re.compile(r"^language:\s*['\"]?(\w+)", re.MULTILINE)


def language_at(folder: Path) -> Language | None:
    """Give the language that a workspace is written in; None where there is no workspace.

    The file is not read as YAML: what is wrong in it is told in its language too.
    """
    try:
        text = (folder / FILE).read_text("utf-8", "replace")
    except OSError:
        return None
    found = _LANGUAGE.search(text)
    return language_of(found[1]) if found else Settings.model_fields["language"].default
