"""``python writers_server.py FOLDER PORT``: a server that kills itself between two steps of a writing.

The step is named in FOLDER/.passerelle/die; the first thread that comes past it kills the process
with SIGKILL, as a power cut would. Everything else is the server as it is.
"""

import functools
import json
import os
import signal
import sys
from pathlib import Path

from passerelle.verbs import adjust, git_copy, ownership, working_copy
from passerelle.verbs.serving import serve
from passerelle.verbs.workspace import open_workspace

BEFORE, AFTER = "before", "after"
STEPS = {
    "before the revision": (ownership, "_record", BEFORE),
    "after the revision": (ownership, "_record", AFTER),
    "before the files": (ownership, "write_over", BEFORE),
    "new file beside": (working_copy, "_beside", AFTER),
    "files have changed places": (working_copy, "exchange", AFTER),
    "after the files": (ownership, "write_over", AFTER),
    "after the note": (ownership, "write_note", AFTER),
    "before git": (ownership, "keep_in_git", BEFORE),
    "after the commit": (git_copy, "_bring_index", BEFORE),
    "after the index": (git_copy, "_bring_index", AFTER),
    "before git's note": (git_copy, "_write_note", BEFORE),
    "after git": (ownership, "keep_in_git", AFTER),
    "proposal written, not yet decided": (adjust, "edit", AFTER),
}
"""Name of a step to the function that it stands before or after."""


def arm(die):
    """Put the deaths in their places."""
    for step, (module, name, when) in STEPS.items():
        setattr(module, name, _deadly(getattr(module, name), step, when, die))


def _deadly(function, step, when, die):
    def look():
        try:
            found = die.read_text() == step
        except FileNotFoundError:
            return
        if found:
            os.kill(os.getpid(), signal.SIGKILL)

    @functools.wraps(function)
    def run(*args, **kwargs):
        if when == BEFORE:
            look()
        done = function(*args, **kwargs)
        if when == AFTER:
            look()
        return done

    return run


def keys_for(names, path):
    """Make the writers, once: a token and a browser's session each."""

    def ready(house):
        if path.exists():
            return
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.contrib.sessions.backends.db import SessionStore

        from passerelle.records.people import User
        from passerelle.records.tokens import create_token

        keys = {}
        for name in names:
            user = User.objects.create_user(name, role="strategist")
            session = SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            session.create()
            token = create_token(user, "writer", at=house.clock.now())[1]
            keys[name] = {"token": token, "session": session.session_key}
        path.with_suffix(".new").write_text(json.dumps(keys))
        path.with_suffix(".new").replace(path)

    return ready


if __name__ == "__main__":
    state = Path(sys.argv[1]) / ".passerelle"
    state.mkdir(exist_ok=True)
    arm(state / "die")
    people = keys_for([f"w{n}" for n in range(1, 9)], state / "keys.json")
    serve(open_workspace(Path(sys.argv[1])), "127.0.0.1", int(sys.argv[2]), people)
