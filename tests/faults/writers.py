"""Eight writers through five doors, and kills between any two steps: nothing accepted is lost.

``python tests/faults/writers.py --edits 8000 --kills 100 --seed 1`` prints one JSON object: what
authors were told, by door, and what did not hold (``faults``: empty when all promises were kept).
"""

import argparse
import itertools
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from writers_doors import DOORS, UNSENT, Edit, seed_of
from writers_oracle import faults_of, judge
from writers_server import STEPS
from writers_world import Gone, World

FIRST = 10_000
"""Number of the first edit: no text of the plan at the start holds it."""


class Campaign:
    """The writers and the killer."""

    def __init__(self, folder, edits, kills, seed):
        self.world, self.wanted, self.kills, self.start = World(folder), edits, kills, seed
        self.world.desk = threading.Lock()
        self.edits, self.numbers, self.sent = [], itertools.count(FIRST), 0
        self.lock, self.failed = threading.Lock(), []

    def writer(self, who):
        """Edit until the campaign has had enough."""
        seed, door = seed_of(self.start, who), DOORS[who]
        while (edit := self.next_edit(who, door.__name__)) is not None:
            try:
                edit.told = door(self.world, seed, edit)
            except Gone:
                edit.told = UNSENT
            except Exception as fault:
                self.failed.append(f"{who}: {fault!r}")
                raise
            if edit.told == UNSENT:
                time.sleep(0.02)
            else:
                with self.lock:
                    self.sent += 1

    def next_edit(self, who, door):
        """Give the next edit to a writer; edits that never left their author do not count."""
        with self.lock:
            if self.sent >= self.wanted or self.failed:
                return None
            edit = Edit(next(self.numbers), who, door)
            self.edits.append(edit)
            return edit

    def killer(self):
        """Kill the server so often, evenly over the edits, between every two steps in turn."""
        seed = random.Random(f"{self.start} killer")
        steps = [*STEPS, "", ""]
        for turn in range(self.kills):
            while self.sent < (turn + 0.5) * self.wanted / self.kills and not self.failed:
                time.sleep(0.01)
            if not steps:
                steps = [*STEPS, "", ""]
            self.world.kill(steps.pop(seed.randrange(len(steps))))
            self.world.start()

    def run(self):
        """Run it all; give the report."""
        began = time.monotonic()
        self.world.start()
        self.world.line("record", reason="start")
        threads = [threading.Thread(target=self.writer, args=(who,)) for who in DOORS]
        threads.append(threading.Thread(target=self.killer))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.world.line("record", reason="at rest")
        self.world.stop()
        report = judge(self.world.folder, self.edits)
        return {
            "edits": sum(edit.told != UNSENT for edit in self.edits),
            "seconds": round(time.monotonic() - began),
            "kills": dict(Counter(self.world.kills)),
            **{name: report[name] for name in ("revisions", "told", "by_door")},
            "why": dict(
                Counter(
                    f"{e.door} {e.told}: {e.why[:80]}"
                    for e in self.edits
                    if e.told not in ("accepted", "unknown")
                ).most_common(30)
            ),
            "faults": {**faults_of(report), **({"failed": self.failed} if self.failed else {})},
        }


def main():
    """Run as a command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=8000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", default="", help="keep the workspace here")
    asked = parser.parse_args()
    folder = Path(asked.folder or tempfile.mkdtemp(prefix="writers-")) / "brand"
    report = Campaign(folder, asked.edits, asked.kills, asked.seed).run()
    sys.stdout.write(json.dumps({"folder": str(folder), **report}, indent=1) + "\n")
    sys.exit(bool(report["faults"]))


if __name__ == "__main__":
    main()
