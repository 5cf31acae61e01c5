"""All verbs by name: what a door may call, what each needs, and who may."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.verbs.answer import Answer

Needs = Literal["text", "owner"]


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing a user can ask for.

    ``needs`` is ``text`` when files alone decide, ``owner`` when the stores are opened;
    ``operation`` is what a role must be allowed; ``reads`` says that nothing changes.
    """

    name: str
    path: str
    needs: Needs
    operation: str
    reads: bool = True

    def load(self) -> Callable[..., Answer]:
        """Import the verb's own file and give its function."""
        module, function = self.path.split(":")
        return getattr(import_module(f"passerelle.verbs.{module}"), function)  # type: ignore[no-any-return]


def _verbs(*rows: tuple[Any, ...]) -> dict[str, Verb]:
    return {row[0]: Verb(*row) for row in rows}


VERBS: dict[str, Verb] = _verbs(
    ("check", "check:check", "text", "read"),
    ("check-revision", "check:check_revision", "owner", "read"),
    ("saved-preview", "preview:saved_preview", "text", "read"),
    ("explain", "explain:explain", "text", "read"),
    ("rules", "rules:rules", "text", "read"),
    ("export", "export:export", "text", "read"),
    ("exports", "export_files:exports", "owner", "read"),
    ("export-files", "export_files:export_files", "owner", "read"),
    ("feeds", "feeds:feeds", "owner", "read"),
    ("renew-feeds", "feeds:renew_feeds", "owner", "manage_people", False),
    ("form", "edit:form", "owner", "read"),
    ("outline", "outline:outline", "owner", "read"),
    ("status", "status:status", "owner", "read"),
    ("import", "import_data:import_data", "owner", "import_data", False),
    ("record", "record:record", "owner", "edit_plan", False),
    ("edit", "edit:edit", "owner", "edit_plan", False),
    ("import-plan", "import_plan:import_plan", "owner", "edit_plan", False),
    ("draft", "drafts:draft", "owner", "read"),
    ("keep-draft", "drafts:keep_draft", "owner", "edit_plan", False),
    ("discard-draft", "drafts:discard_draft", "owner", "read", False),
    ("history", "record:history", "owner", "read"),
    ("preview", "preview:preview", "owner", "read"),
    ("apply", "apply:apply", "owner", "apply", False),
    ("approve", "approvals:approve", "owner", "read", False),
    ("approvals", "approvals:approvals", "owner", "read"),
    ("canvas", "canvas:canvas", "owner", "read"),
    ("canvases", "canvas:canvases", "owner", "read"),
    ("templates", "group:templates", "owner", "read"),
    ("template", "group:template", "owner", "edit_plan", False),
    ("impact", "impact:impact", "owner", "read"),
    ("difference", "difference:difference", "owner", "read"),
    ("plan-on", "past:plan_on", "owner", "read"),
    ("alignment", "alignment:alignment", "owner", "read"),
    ("acknowledge", "converse:acknowledge", "owner", "acknowledge", False),
    ("reading-list", "converse:reading_list", "owner", "read"),
    ("audience", "audience:audience", "owner", "read"),
    ("audiences", "audience:audiences", "owner", "read"),
    ("send", "send:send", "owner", "run", False),
    ("sends", "send:sends", "owner", "read"),
    ("send-detail", "send:send_detail", "owner", "read"),
    ("stop", "send:stop", "owner", "stop_send", False),
    ("preview-message", "message:preview_message", "owner", "read_people"),
    ("test-message", "message:send_test", "owner", "send_test", False),
    ("tasks", "tasks:tasks", "owner", "read"),
    ("task-done", "tasks:task_done", "owner", "answer_task", False),
    ("measure", "measure:measure", "owner", "read"),
    ("board", "measure:board", "owner", "read"),
    ("type-reading", "type_reading:type_reading", "owner", "import_data", False),
    ("lift", "lift:lift", "owner", "read"),
    ("cascades", "cascade:cascades", "owner", "read"),
    ("cascade", "cascade:cascade", "owner", "read"),
    ("off-plan", "tracking:off_plan", "owner", "read"),
    ("belongs", "tracking:belongs", "owner", "import_data", False),
    ("adjust", "adjust:adjust", "owner", "run", False),
    ("proposals", "adjust:proposals", "owner", "read"),
    ("accept", "adjust:accept", "owner", "accept_proposal", False),
    ("refuse", "adjust:refuse", "owner", "accept_proposal", False),
    ("run", "run:run", "owner", "run", False),
    ("report", "report:report", "owner", "read"),
    ("bonuses", "bonus:bonuses", "owner", "read"),
    ("calendar", "calendar_view:calendar", "owner", "read"),
    ("home", "home:home", "owner", "read"),
    ("inbox", "inbox:inbox", "owner", "read_people"),
    ("set-password", "password:set_password", "owner", "read", False),
    ("people", "team:people", "owner", "manage_people"),
    ("save-person", "team:save_person", "owner", "manage_people", False),
    ("sign-in-link", "team:link_for", "owner", "manage_people", False),
    ("tokens", "tokens:tokens", "owner", "read"),
    ("make-token", "tokens:make_token", "owner", "read", False),
    ("revoke-token", "tokens:revoke_token", "owner", "read", False),
    ("doctor", "doctor:doctor", "text", "read"),
)


def verb_named(name: str) -> Verb:
    """Find a verb.

    Raises:
        NotFound: there is none of that name; the nearest are given.
    """
    if name not in VERBS:
        raise NotFound(
            Text(en=f"'{name}' is not a verb.", fr=f"« {name} » n'est pas un verbe."),
            nearest(name, VERBS),
        )
    return VERBS[name]
