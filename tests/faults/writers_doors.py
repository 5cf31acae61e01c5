"""The doors as eight writers use them. Each gives what its author was told: accepted, refused, or nothing.

An author at the files looks, before they save, whether the file is still the one they opened, as
editors do; authors at one desk (two editors, and git) take turns. The server takes part in neither.
"""

import contextlib
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from html import unescape

import httpx
from openpyxl import Workbook
from writers_world import Gone, git, number_in, value_of

from passerelle.verbs.exchange import exchange

ACCEPTED, REFUSED, UNKNOWN, UNSENT = "accepted", "refused", "unknown", "unsent"
FIELDS = {"actions": ("title", "cost", "says"), "segments": ("promise",), "objectives": ("title",)}
TRIES = 60


@dataclass
class Edit:
    """One edit: who wanted to write what where, and what they were told."""

    number: int
    who: str
    door: str
    node: str = ""
    field: str = ""
    told: str = UNSENT
    why: str = ""

    @property
    def value(self):
        """The text that this edit writes."""
        return value_of(self.field, self.number)


def anywhere(seed, *, fields=None):
    """Choose a field that everybody writes; a few are wanted by all at once."""
    section = seed.choices(("actions", "segments", "objectives"), (8, 1, 1))[0]
    section = "actions" if fields else section
    count = 12 if section == "actions" else 4
    node = f"{section}/{section[0]}{seed.randrange(3 if seed.random() < 0.2 else count)}"
    return node, seed.choice(fields or FIELDS[section])


def form_page(world, seed, edit):
    """A person at the web form: opens the page, types, records."""
    edit.node, edit.field = anywhere(seed)
    world.up.wait(60)
    address = f"/plan/{edit.node}/"
    with world.client(edit.who) as client:
        try:
            page = client.get(address)
        except httpx.HTTPError:
            return UNSENT
        typed = fields_of(page.text) if page.status_code == 200 else {}
        if edit.field not in typed:
            edit.why = f"HTTP {page.status_code}, fields {list(typed)}"
            return UNSENT
        typed |= {edit.field: [edit.value], "why": [f"edit {edit.number}"]}
        time.sleep(seed.expovariate(20))
        try:
            done = client.post(address, data=typed, headers={"referer": str(page.url)})
        except httpx.HTTPError:
            return UNKNOWN
    edit.why = told = f"HTTP {done.status_code}"
    return {302: ACCEPTED, 409: REFUSED, 422: REFUSED}.get(done.status_code, told)


def fields_of(html):
    """Read a form as a browser would: all its fields with what is in them."""
    form = re.search(r'<form class="form two".*?</form>', html, re.DOTALL)[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        kept = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if kept.get("type") == "checkbox" and " checked" not in tag:
            continue
        found.setdefault(kept["name"], []).append(unescape(kept.get("value", "")))
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL
    ):
        found[name] = [unescape(text)]
    for name, body in re.findall(
        r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        found[name] = [unescape(one) for one in re.findall(r'value="([^"]*)" selected', body)]
    return found


def look(world, edit):
    """Look at a node of head; give its values and the revision."""
    section, _, name = edit.node.partition("/")
    status, said = world.api(edit.who, "GET", "form", {"section": section, "name": name})
    return (said["values"], said["revision"]) if status == 200 else (None, None)


def program(world, seed, edit):
    """A program of its owner: one field, on the revision that it read a while ago."""
    edit.node, edit.field = anywhere(seed)
    return _post(world, seed, edit, lambda _: [_change(edit)])


def whole_nodes(world, seed, edit):
    """A program that writes whole nodes: makes them, removes them, replaces them."""
    kind = seed.random()
    if kind < 0.2:
        edit.node, edit.field = f"actions/n{edit.number}", "title"
        made = {"node": edit.node, "field": "", "value": {"title": edit.value, "by": "site"}}
        return _post(world, seed, edit, lambda _: [made])
    if kind < 0.3:
        names = world.api(edit.who, "GET", "form", {"section": "actions"})[1]["names"]
        ours = [name for name in names if name.startswith("n")]
        if ours:
            edit.node, edit.field = f"actions/{seed.choice(ours)}", "gone"
            return _post(
                world, seed, edit, lambda _: [{"node": edit.node, "field": "", "value": None}]
            )
    edit.node, edit.field = anywhere(seed)

    def replaced(values):
        return [{"node": edit.node, "field": "", "value": {**values, edit.field: edit.value}}]

    return _post(world, seed, edit, replaced)


def _change(edit):
    return {"node": edit.node, "field": edit.field, "value": edit.value}


def _post(world, seed, edit, changes):
    new = edit.node.startswith("actions/n") and edit.field == "title"
    probe = Edit(0, edit.who, edit.door, "actions/a0") if new else edit
    try:
        values, base = look(world, probe)
    except Gone:
        return UNSENT
    if values is None:
        return UNSENT
    time.sleep(seed.expovariate(20))
    given = {"changes": changes(values), "reason": f"edit {edit.number}", "base": base}
    try:
        status, said = world.api(edit.who, "POST", "edit", given)
    except Gone:
        return UNKNOWN
    return _told(edit, status, said)


def _told(edit, status, said):
    edit.why = json.dumps(said, ensure_ascii=False)[:300]
    if status == 200:
        return REFUSED if said.get("conflicts") else ACCEPTED
    return REFUSED if status in (404, 409, 422) else f"HTTP {status}"


def proposal(world, seed, edit):
    """A proposal is kept (as ``adjust`` does), and a person accepts it."""
    edit.node, edit.field = anywhere(seed)
    try:
        values, base = look(world, edit)
    except Gone:
        return UNSENT
    if values is None:
        return UNSENT
    number = keep_proposal(world, edit, base)
    time.sleep(seed.expovariate(20))
    try:
        status, said = world.api(edit.who, "POST", "accept", {"proposal": str(number)})
    except Gone:
        return UNKNOWN
    return _told(edit, status, said)


def keep_proposal(world, edit, base):
    """Write an open proposal into the records."""
    row = {
        "kind": "test", "digest": f"{edit.number:064d}", "changes": json.dumps([_change(edit)]),
        "reason": '{"en": "r", "fr": "r"}', "expected": "{}", "evidence": "{}",
        "revision": base, "status": "open", "at": "2027-01-11 12:00:00",
    }  # fmt: skip
    path = world.folder / ".passerelle" / "records.sqlite3"
    marks = ", ".join("?" * len(row))
    with contextlib.closing(sqlite3.connect(path, timeout=30)) as rows, rows:
        put = f"INSERT INTO records_proposalrow ({', '.join(row)}) VALUES ({marks})"
        return rows.execute(put, list(row.values())).lastrowid


def sheet(world, seed, edit):
    """A person fills a workbook from a revision and lays it over the plan."""
    edit.node, edit.field = anywhere(seed, fields=("cost", "says"))
    try:
        values, base = look(world, edit)
    except Gone:
        return UNSENT
    if not values or "title" not in values:
        return UNSENT
    book = Workbook()
    book.active.title = "Actions"
    book.active.append(["Action", "Cost" if edit.field == "cost" else "Message"])
    book.active.append([values["title"], edit.number if edit.field == "cost" else edit.value])
    path = world.folder.parent / f"sheet-{edit.who}.xlsx"
    book.save(path)
    time.sleep(seed.expovariate(20))
    try:
        said, _, error = world.line(
            "import-plan", source=str(path), reason=f"edit {edit.number}", base=base
        )
    except Gone:
        return UNKNOWN
    edit.why = error or json.dumps(said, ensure_ascii=False)[:300]
    return REFUSED if error or said["conflicts"] else ACCEPTED


def editor(world, seed, edit):
    """An editor: opens a file, changes a line, saves over what it opened, then ``record``."""
    edit.node, edit.field = anywhere(seed)
    with world.desk:
        for _ in range(TRIES):
            if (seen := _with_line(world, edit)) is None:
                return UNSENT
            path, before, after = seen
            if _save(path, before, after, in_place=edit.who == "w7"):
                break
        else:
            return UNSENT
        return record(world, seed, edit)


def _with_line(world, edit):
    """Find the file with the node, and write the value on its line."""
    section, _, name = edit.node.partition("/")
    path = world.folder / "plan" / ("actions.yaml" if section == "actions" else "goals.yaml")
    before = path.read_bytes().decode()
    line = rf"(?ms)(^  {name}:\n(?:(?!^  ?\S).*?\n)*?    {edit.field}: )([^\n#]*?)(  #[^\n]*)?$"
    after, count = re.subn(line, lambda m: m[1] + edit.value + (m[3] or ""), before, count=1)
    return (path, before, after) if count else None


def _save(path, before, after, *, in_place):
    if in_place:
        with path.open("r+b", buffering=0) as file:
            if (
                file.read().decode() != before
                or os.fstat(file.fileno()).st_ino != path.stat().st_ino
            ):
                return False
            file.seek(0)
            file.truncate()
            half = len(after) // 2
            file.write(after[:half].encode())
            file.write(after[half:].encode())
            return os.fstat(file.fileno()).st_ino == path.stat().st_ino
    beside = path.with_name(f".{path.name}.editor")
    beside.write_bytes(after.encode())
    exchange(beside, path)
    same = beside.read_bytes().decode() == before
    if not same:
        exchange(beside, path)
    beside.unlink()
    return same


def record(world, seed, edit):
    """Record what is on disk; ask again while the owner is away, and take back what is refused."""
    refused = False
    for _ in range(TRIES):
        try:
            error = _recorded(world, seed, f"edit {edit.number}")
        except Gone:
            time.sleep(0.1)
            continue
        if not error:
            return REFUSED if refused else ACCEPTED
        edit.why = error[:300]
        if _speaks_of(edit, error):
            refused = True
            take_back(world, edit)
        time.sleep(0.05)
    return "never recorded: " + edit.why


def _speaks_of(edit, error):
    """Whether a refusal names the value of this edit; amounts are told with spaces in them."""
    joined = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3})", "", error)
    return re.search(rf"\bt?{edit.number}\b", joined) is not None


def _recorded(world, seed, reason):
    """Ask for ``record`` over the owner's line; sometimes in a terminal of its own."""
    if seed.random() > 0.01:
        return world.line("record", reason=reason)[2]
    words = [sys.executable, "-m", "passerelle.cli.main", "-w", str(world.folder), "--lang", "en"]
    done = subprocess.run(
        [*words, "record", "-m", reason], capture_output=True, text=True, check=False, timeout=120
    )
    if "went away" in done.stderr:
        raise Gone(done.stderr)
    return done.stderr if done.returncode else ""


def take_back(world, edit):
    """Write what head holds in the place of a value that was refused."""
    for _ in range(TRIES):
        try:
            values, _ = look(world, Edit(0, "w1", "", edit.node))
        except Gone:
            continue
        held = Edit(
            number_in((values or {}).get(edit.field)) or 0, edit.who, "", edit.node, edit.field
        )
        seen = _with_line(world, held)
        if seen is None or edit.value not in seen[1] or _save(*seen, in_place=False):
            return


def pull(world, seed, edit):
    """A commit made in a clone is pulled into the folder, then recorded."""
    edit.node, edit.field = anywhere(seed)
    clone = world.folder.parent / "clone"
    if not clone.exists():
        git(world.folder.parent, "clone", "-q", str(world.folder), "clone")
    if git(clone, "fetch", "-q", "origin", check=False) is None:
        return UNSENT
    git(clone, "reset", "-q", "--hard", "origin/main")
    seen = _with_line(_Folder(clone), edit)
    if seen is None:
        return UNSENT
    seen[0].write_bytes(seen[2].encode())
    git(clone, "commit", "-q", "-am", f"edit {edit.number}")
    time.sleep(seed.expovariate(20))
    with world.desk:
        if not _merged(world.folder, clone, edit):
            return REFUSED
        return record(world, seed, edit)


def _merged(folder, clone, edit):
    """Pull; what git cannot merge, it shows to its author, who gives up."""
    for _ in range(TRIES):
        done = git(
            folder, "pull", "-q", "--no-rebase", "--no-edit", str(clone), "main", check=False
        )
        if done is not None:
            return True
        if (folder / ".git" / "MERGE_HEAD").exists():
            edit.why = "git: conflict"
            while git(folder, "merge", "--abort", check=False) is None:
                time.sleep(0.02)
            return False
        edit.why = "git: busy"
        time.sleep(0.02)
    return False


@dataclass
class _Folder:
    folder: object


DOORS = {
    "w1": form_page, "w2": program, "w3": whole_nodes, "w4": proposal,
    "w5": sheet, "w6": editor, "w7": editor, "w8": pull,
}  # fmt: skip
"""Which writer goes through which door."""


def seed_of(start, who):
    """A generator of a writer's own."""
    return random.Random(f"{start} {who}")
