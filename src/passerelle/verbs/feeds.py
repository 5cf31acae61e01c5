"""Calendars that a program reads without signing in: each behind a link that nobody can guess.

The links of a workspace come from one random key in its state folder. Whoever has a link reads that
calendar and no other; new links are made by throwing the key away.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from passerelle.base.errors import NotFound
from passerelle.base.language import Text
from passerelle.plan.export import make
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.export_files import asked
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan

FILE = "feeds"
_KEPT = 32
"""Characters of a link's token: 192 bits."""

_WHOLE = {
    "actions": Text(en="All actions", fr="Toutes les actions"),
    "tasks": Text(en="All tasks", fr="Toutes les tâches"),
}


@dataclass(frozen=True, slots=True)
class Feeds(Answer):
    """Each calendar with its path within the web app, its title and whose it is."""

    feeds: tuple[Json, ...]


def feeds(house: House) -> Feeds:
    """List the calendars that can be subscribed to: all actions, all tasks, each team, each person."""
    _, plan = head_plan(house)
    names = [("whole", name, title.as_json()) for name, title in _WHOLE.items()]
    for kind, held in (("team", plan.teams), ("person", plan.people)):
        names += [(kind, name, _same(one.title or name)) for name, one in held.items()]
    rows = ({"kind": kind, "name": name, "title": title, "path": _path(house, kind, name)}
            for kind, name, title in names)  # fmt: skip
    return Feeds(tuple(rows))


def renew_feeds(house: House) -> Feeds:
    """Make all links anew; the old ones open nothing any more."""
    from passerelle.records.audit import note
    from passerelle.verbs.ownership import user_of

    _key_file(house).unlink(missing_ok=True)
    note(user_of(house), "renew-feeds", "feeds", at=house.clock.now())
    return feeds(house)


def feed(house: House, token: str, kind: str, name: str) -> bytes:
    """Give a calendar to whoever has its link.

    Raises:
        NotFound: the link is not one of ours, was renewed, or its team or person left the plan.
    """
    if not token.isascii() or not hmac.compare_digest(token, _token(house, kind, name)):
        raise _unknown()
    what = "ics-tasks" if (kind, name) == ("whole", "tasks") else "ics"
    chosen = replace(
        asked(house), team=name if kind == "team" else "", who=name if kind == "person" else ""
    )
    try:
        return make(what, chosen)[0].body
    except NotFound as fault:
        raise _unknown() from fault


def _path(house: House, kind: str, name: str) -> str:
    return f"/feed/{_token(house, kind, name)}/{kind}/{name}.ics"


def _token(house: House, kind: str, name: str) -> str:
    digest = hmac.new(_key(house).encode(), f"{kind}/{name}".encode(), sha256).digest()
    return urlsafe_b64encode(digest).decode()[:_KEPT]


def _key(house: House) -> str:
    """Give the key of the workspace's links, made when first asked for, readable by its owner only."""
    path = _key_file(house)
    if not path.exists():
        beside = path.with_name(f".{FILE}.{secrets.token_hex(4)}")
        beside.touch(mode=0o600)
        beside.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        beside.replace(path)
    return path.read_text(encoding="utf-8")


def _key_file(house: House) -> Path:
    return house.workspace.state / FILE


def _same(title: str) -> Json:
    return {"en": title, "fr": title}


def _unknown() -> NotFound:
    return NotFound(
        Text(en="This calendar is not one of ours.", fr="Ce calendrier n'est pas l'un des nôtres."),
        Text(
            en="Open the page Export and copy the link again.",
            fr="Ouvrez la page Exporter et copiez de nouveau le lien.",
        ),
    )
