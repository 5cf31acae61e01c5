"""A mail server for tests: it writes each message to a file and syncs it before it says 250.

As a process: ``python smtp_sink.py FOLDER [DELAY_MS]`` writes its port to FOLDER/port and one JSON
line a message to FOLDER/mail. In a test: ``Sink(folder, rules)`` inside an event loop. A rule is
``(stage, when, what)``: at ``connect|ehlo|mail|rcpt|data|dot``, when the address matches (a
regular expression, or the n-th time as a number), do ``"451 text"``, ``"drop"``, ``"stall"``,
``"garbage"`` or ``"taken"`` (keep the message, then drop without an answer).
"""

import asyncio
import contextlib
import json
import os
import re
import sys
import time
from collections import Counter
from pathlib import Path


class Dropped(Exception):
    """The sink hangs up."""


class Sink:
    """The server; ``port`` is set once it listens."""

    def __init__(self, folder, rules=(), delay=0.0, keep_body=False):
        self.folder, self.rules, self.delay, self.keep_body = (
            Path(folder),
            list(rules),
            delay,
            keep_body,
        )
        self.port, self.server, self.seen = 0, None, Counter()
        self.lines, self.flushed, self.lock = [], None, asyncio.Lock()
        self.sessions = set()

    async def start(self, port=0):
        """Listen; ``port`` 0 takes a free one."""
        self.file = os.open(self.folder / "mail", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self.server = await asyncio.start_server(self.session, "127.0.0.1", port, backlog=200)
        self.port = self.server.sockets[0].getsockname()[1]

    async def stop(self):
        """Hang up on everyone."""
        self.server.close()
        for session in list(self.sessions):
            session.cancel()
        await asyncio.gather(*self.sessions, return_exceptions=True)
        os.close(self.file)

    async def session(self, reader, writer):
        """Serve one line to its end."""
        task = asyncio.current_task()
        self.sessions.add(task)
        try:
            await self.talk(reader, writer)
        except (
            Dropped,
            ConnectionError,
            asyncio.IncompleteReadError,
            ValueError,
            asyncio.CancelledError,
        ):
            pass
        finally:
            self.sessions.discard(task)
            writer.close()

    async def talk(self, reader, writer):
        """Answer commands one by one."""
        address = ""

        async def say(line):
            writer.write(line.encode() + b"\r\n")
            await writer.drain()

        await self.reply("connect", "", "220 sink", say)
        while line := await reader.readline():
            words = line.decode("latin-1").strip()
            verb = words[:4].upper()
            if verb == "QUIT":
                return await say("221 bye")
            if verb in ("EHLO", "HELO"):
                await self.reply("ehlo", "", "250 sink", say)
            elif verb == "MAIL":
                await self.reply("mail", words, "250 ok", say)
            elif verb == "RCPT":
                address = re.search(r"<(.*)>", words)[1]
                await self.reply("rcpt", address, "250 ok", say)
            elif verb == "DATA":
                if await self.reply("data", address, "354 go on", say):
                    began = time.time()
                    body = await reader.readuntil(b"\r\n.\r\n")
                    await self.dot(address, body, say, began)
            else:
                await say("250 ok")
        return None

    async def reply(self, stage, subject, usual, say):
        """Say the usual line, or what a rule has instead; tell whether it was the usual one."""
        self.seen[stage] += 1
        for at, when, what in self.rules:
            if at == stage and (
                self.seen[stage] == when if isinstance(when, int) else re.search(when, subject)
            ):
                await self.misbehave(what, say)
                return False
        await say(usual)
        return True

    async def misbehave(self, what, say):
        """Do what a rule says."""
        if what in ("drop", "taken"):
            raise Dropped
        if what == "stall":
            await asyncio.sleep(3600)
        await say("��� no smtp at all" if what == "garbage" else what)

    async def dot(self, address, body, say, began):
        """Keep the message, or do what a rule says."""
        if self.delay:
            await asyncio.sleep(self.delay)
        # Counted before anything is awaited: two lines at their dots never share a number.
        self.seen["dot"] += 1
        told = [
            what
            for at, when, what in self.rules
            if at == "dot"
            and (self.seen["dot"] == when if isinstance(when, int) else re.search(when, address))
        ]
        if not told or told[0] == "taken":
            found = re.search(rb"^Message-ID: <([^>]*)>", body, re.MULTILINE | re.IGNORECASE)
            kept = {
                "to": address,
                "id": found[1].decode() if found else "",
                "began": began,
                "at": time.time(),
            }
            if self.keep_body:
                kept["body"] = body[:-3].decode("latin-1")
            await self.keep(json.dumps(kept))
        await (self.misbehave(told[0], say) if told else say("250 kept"))

    async def keep(self, line):
        """Write a line and sync it; lines that come meanwhile share the next sync."""
        self.lines.append(line)
        mine = line
        async with self.lock:
            if mine not in self.lines:
                return
            some, self.lines = self.lines, []
            data = "".join(one + "\n" for one in some).encode()
            await asyncio.get_running_loop().run_in_executor(None, self.write, data)

    def write(self, data):
        """Write and sync."""
        os.write(self.file, data)
        os.fsync(self.file)


def read_mail(folder):
    """Give what a sink kept, in order; a line cut by a kill of the sink is left out."""
    with contextlib.suppress(FileNotFoundError):
        return [
            json.loads(line)
            for line in (Path(folder) / "mail").read_text().splitlines()
            if line.endswith("}")
        ]
    return []


async def main(folder, delay):
    """Run as a command."""
    sink = Sink(folder, delay=delay / 1000)
    await sink.start()
    port = Path(folder) / "port"
    port.with_suffix(".new").write_text(str(sink.port))
    port.with_suffix(".new").rename(port)
    await sink.server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 0.0))
