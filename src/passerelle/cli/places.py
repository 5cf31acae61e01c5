"""``check`` with several places typed behind it: each under its name, and one exit code for all."""

import json
import sys
from typing import Any

from passerelle.base.errors import PasserelleError
from passerelle.cli.door import Door, fault_text
from passerelle.cli.failure import errors_of
from passerelle.cli.show.check import show_place, show_total
from passerelle.verbs.call import words_of


def check_places(door: Door, places: list[str], *, as_json: bool = False) -> int:
    """Check each place and show what the rules say of it.

    A place whose text cannot be read says so under its name, and the others are still checked.

    Returns:
        The gravest exit code: 2 when a text could not be read, 1 when a finding blocks, else 0.
    """
    from passerelle.verbs.check_places import check_place  # noqa: PLC0415 (loads the rules)

    code = 0
    answers: dict[str, Any] = {}
    as_json = as_json or door.as_json
    for place in places:
        try:
            found = check_place(place)
        except PasserelleError as fault:
            code = max(code, fault.exit_code)
            answers[place] = {"fault": words_of(fault), "errors": errors_of(fault)}
            told: str | None = fault_text(fault, door.language)
        else:
            code = max(code, found.code if found else 0)
            answers[place] = found.as_json() if found else None
            told = None
        if not as_json:
            show_place(door.out, place, answers[place], told, door.language)
    if as_json:
        sys.stdout.write(json.dumps(answers, ensure_ascii=False, indent=2) + "\n")
    else:
        show_total(door.out, answers, door.language)
    return code
