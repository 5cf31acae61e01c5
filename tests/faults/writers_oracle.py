"""What must hold of eight writers' edits, whatever was killed: read from the records, files and git.

Nothing of Passerelle reads the texts here: YAML's own reader does, and each value says which edit
wrote it. A value that comes back after another had its place is an edit that was lost.
"""

import contextlib
import json
import sqlite3
from collections import Counter
from hashlib import sha1

import yaml
from writers_doors import ACCEPTED, REFUSED, UNSENT
from writers_world import git, number_in

SKIPPED = {"by", "rank", "who", "owner"}


def revisions_of(folder):
    """Give (number, number of the parent, author, texts), oldest first."""
    path = folder / ".passerelle" / "records.sqlite3"
    ask = (
        "SELECT r.number, p.number, u.username, r.texts FROM records_revision r "
        "LEFT JOIN records_revision p ON p.id = r.parent_id "
        "LEFT JOIN records_user u ON u.id = r.author_id ORDER BY r.number"
    )
    with contextlib.closing(sqlite3.connect(path, timeout=30)) as rows:
        return [(n, p, who, json.loads(texts)) for n, p, who, texts in rows.execute(ask)]


def fields_of(texts, known):
    """Give every field of the texts: (node, field) to the number of the edit that wrote it."""
    found = {}
    for text in texts.values():
        if text not in known:
            known[text] = yaml.load(text, Loader=yaml.CSafeLoader) or {}
        for section, held in known[text].items():
            if section == "vision":
                found["vision", ""] = number_in(held)
            for name, node in (held if section != "vision" else {}).items():
                for field, value in node.items():
                    if field not in SKIPPED and section != "people":
                        found[f"{section}/{name}", field] = number_in(value)
    return found


def judge(folder, edits):
    """Compare what authors were told with what was written; every list names its culprits."""
    rows = revisions_of(folder)
    by_number = {edit.number: edit for edit in edits}
    line = [n for n, parent, _, _ in rows if parent != (n - 1 or None)]
    line += [k for k, row in enumerate(rows, 1) if row[0] != k]
    back, strange, gone, appeared, before = _replayed(rows, by_number)
    removed = {e.node for e in edits if e.field == "gone" and e.told not in (REFUSED, UNSENT)}
    wanted = [e for e in edits if e.field != "gone"]
    head = rows[-1]
    return {
        "revisions": len(rows),
        "told": dict(Counter(e.told for e in edits)),
        "by_door": {
            who: dict(Counter(e.told for e in edits if e.who == who))
            for who in sorted({e.who for e in edits})
        },
        "lost": [(e.number, e.door, e.node, e.field) for e in wanted if e.told == ACCEPTED and e.number not in appeared],
        "undone": back,
        "written_though_refused": [(e.number, e.door, appeared[e.number], e.why) for e in wanted if e.told in (REFUSED, UNSENT) and e.number in appeared],
        "from_nowhere": strange,
        "removed_by_nobody": [row for row in gone if row[1] not in removed],
        "not_removed": [e.node for e in edits if e.field == "gone" and e.told == ACCEPTED and (e.node, "title") in before],
        "not_a_line": line,
        "oddly_told": [(e.number, e.door, e.told) for e in edits if e.told not in (ACCEPTED, REFUSED, "unknown", UNSENT)],
        "files": _files(folder, head[3]),
        "git": _git(folder, rows),
    }  # fmt: skip


def _replayed(rows, by_number):
    """Walk through the revisions; give what came back, came from nowhere, went, and came, and the end."""
    seen, back, strange, gone, appeared = {}, [], [], [], {}
    known, before = {}, None
    for number, _, _, texts in rows:
        now = fields_of(texts, known)
        for place in (now.keys() | before.keys()) if before is not None else ():
            old, new = before.get(place), now.get(place)
            if old == new:
                continue
            if new is None:
                gone.append((number, *place))
            elif new in seen.get(place, set()):
                back.append((number, *place, old, new))
            else:
                appeared[new] = number
                edit = by_number.get(new)
                if edit is None or (edit.node, edit.field) != place:
                    strange.append((number, *place, new))
        for place, value in now.items():
            seen.setdefault(place, set()).add(value)
        before = now
    return back, strange, gone, appeared, before


def faults_of(report):
    """Name what did not hold."""
    held = ("revisions", "told", "by_door")
    return {name: found for name, found in report.items() if name not in held and found}


def _files(folder, texts):
    """What differs between the files at rest and head; what a kill left lying about."""
    disk = {
        f"plan/{path.name}": path.read_bytes().decode()
        for path in (folder / "plan").iterdir()
        if not path.name.startswith(".")
    }
    wrong = [name for name in disk.keys() | texts.keys() if disk.get(name) != texts.get(name)]
    return sorted(wrong)


def _git(folder, rows):
    """What is not so in git: its head, its authors, a revision that no commit holds."""
    wrong = []
    if (said := git(folder, "status", "--porcelain")).strip():
        wrong.append(f"status: {said[:200]}")
    for name, text in rows[-1][3].items():
        if git(folder, "show", f"HEAD:{name}", check=False) != text:
            wrong.append(f"HEAD differs: {name}")
    form = "%H%x1f%an%x1f%(trailers:key=Passerelle-Revision,valueonly,separator=%x20)"
    log = [row.split("\x1f") for row in git(folder, "log", f"--format={form}").splitlines()]
    trees = {}
    for commit, author, trailer in log:
        trees[commit] = (author, trailer)
    marked = Counter(int(trailer) for _, _, trailer in log if trailer)
    wrong += [f"revision {n} in {count} commits" for n, count in marked.items() if count > 1]
    authors = {int(t): a for _, a, t in log if t}
    wrong += [
        f"revision {n} is {authors[n]}'s in git, {who}'s here"
        for n, _, who, _ in rows
        if n in authors and authors[n] != who
    ]
    plans = set(git(folder, "log", "--format=%H:plan").split())
    held = _tree_names(folder, plans)
    wrong += [
        f"revision {n} is in no commit" for n, _, _, texts in rows if tree_name(texts) not in held
    ]
    return wrong


def _tree_names(folder, plans):
    import subprocess

    done = subprocess.run(
        ["git", "-C", str(folder), "cat-file", "--batch-check=%(objectname)"],
        input="\n".join(plans) + "\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.split())


def tree_name(texts):
    """Give the name that git gives to a folder of these files."""
    body = b""
    for name in sorted(texts):
        blob = texts[name].encode()
        made = sha1(b"blob %d\0%b" % (len(blob), blob)).digest()
        body += b"100644 " + name.removeprefix("plan/").encode() + b"\0" + made
    return sha1(b"tree %d\0%b" % (len(body), body)).hexdigest()
