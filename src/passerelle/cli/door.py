"""The way from typed words to a verb and back: progress while it works, words or JSON when it is done."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console

from passerelle.base.errors import NotFound, PasserelleError
from passerelle.base.language import LANGUAGES, Language, Text, language_of
from passerelle.verbs.call import Said, call, words_of
from passerelle.verbs.house import House
from passerelle.verbs.progress import Listener, Step
from passerelle.verbs.settings import Settings
from passerelle.verbs.tongue import language_at
from passerelle.verbs.workspace import Workspace, open_workspace

PIPED = 140

MANUAL = frozenset({"explain", "rules"})
"""Words about the rules themselves; outside a workspace they speak of the defaults."""

Show = Callable[[Console, dict[str, Any], Language], None]


_PLAIN: dict[str, Any] = {"highlight": False, "markup": False, "emoji": False}
"""Words of a plan are shown as they stand: ``[urgent]`` and ``:date:`` are no commands of ours."""


def _console() -> Console:
    """A console as wide as the terminal, and wide enough for tables where there is none."""
    console = Console(**_PLAIN)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        return Console(**_PLAIN, width=PIPED)
    return console


@dataclass
class Door:
    """One run of the terminal: whose workspace, which language, words or JSON."""

    folder: Path = Path()
    language: Language = "en"
    as_json: bool = False
    out: Console = field(default_factory=_console)
    err: Console = field(default_factory=lambda: Console(stderr=True, **_PLAIN))

    def workspace(self) -> Workspace:
        """Open the workspace that this run is about."""
        return open_workspace(self.folder)

    def ask(
        self, verb: str, arguments: dict[str, Any], show: Show, *, as_json: bool = False
    ) -> int:
        """Call a verb and show what it says; give the exit code."""
        said = self.said(verb, arguments)
        if as_json or self.as_json:
            sys.stdout.write(json.dumps(said.answer, ensure_ascii=False, indent=2) + "\n")
        else:
            show(self.out, said.answer, self.language)
        return said.code

    def said(self, verb: str, arguments: dict[str, Any]) -> Said:
        """Call a verb with progress on standard error."""
        opened = self._manual() if verb in MANUAL else self.workspace()
        with self._progress() as listener:
            return call(opened, verb, arguments, listener)

    def _manual(self) -> Workspace:
        """Open the workspace, or none: the manual is read anywhere."""
        try:
            return self.workspace()
        except NotFound:
            return Workspace(self.folder.resolve(), Settings())

    def start_workspace(
        self, folder: str, source: str, show: Show, *, template: bool, blank: bool, as_json: bool
    ) -> int:
        """Start a workspace in a folder."""
        from passerelle.verbs.init import init  # noqa: PLC0415 (spreadsheets are read only here)

        answer = init(
            Path(folder), source=source, template=template, blank=blank, language=self.language
        ).as_json()
        if as_json or self.as_json:
            sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
        else:
            show(self.out, answer, self.language)
        return 0

    def serve(self, host: str, port: int) -> int:
        """Serve the workspace until interrupted, and print a one-time sign-in link."""
        from passerelle.verbs.serving import serve, sign_in_link  # noqa: PLC0415 (loads the web)

        def ready(house: House) -> None:
            self.out.print(
                say(
                    self.language,
                    "Sign in, once, within 30 minutes:",
                    "Connexion, une fois, dans les 30 minutes :",
                )
            )
            self.out.print(sign_in_link(house, host, port), style="bold", soft_wrap=True)
            self.out.print(
                say(self.language, "Ctrl-C stops the server.", "Ctrl-C arrête le serveur."),
                style="dim",
            )

        try:
            serve(self.workspace(), host, port, ready)
        except KeyboardInterrupt:
            self.out.print(say(self.language, "Stopped.", "Arrêté."))
        return 0

    def build_demo(self, folder: str, people: int, seed: int, hold: int, show: Show) -> int:
        """Build the demo and show its report; the workspace of what follows is the demo."""
        from passerelle.verbs.demo import build_demo  # noqa: PLC0415 (loads numpy)

        with self._progress() as listener:
            done = build_demo(Path(folder), people, seed, listener, hold)
        self.folder = Path(folder)
        show(self.out, done.as_json(), self.language)
        return 0

    def _progress(self) -> Any:  # noqa: ANN401
        return (
            _Bar(self.err, self.language)
            if self.err.is_terminal
            else nullcontext(_lines(self.err, self.language))
        )


class _Bar:
    """A live bar on a terminal, gone when the work is done."""

    def __init__(self, console: Console, language: Language) -> None:
        from rich.progress import (  # noqa: PLC0415 (only where a bar is drawn)
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
        )

        self._language = language
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("…", total=None, visible=False)

    def __enter__(self) -> Listener:
        self._bar.start()
        return self._hear

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def _hear(self, step: Step) -> None:
        self._bar.update(
            self._task,
            description=step.text.read(self._language),
            completed=step.done or 0,
            total=step.total,
            visible=True,
        )


def _lines(console: Console, language: Language) -> Listener:
    """Tell each new step on a line of its own, where no bar can be drawn."""
    seen: set[str] = set()

    def hear(step: Step) -> None:
        words = step.text.read(language)
        if words not in seen:
            seen.add(words)
            console.print(f"… {words}", style="dim", soft_wrap=True)

    return hear


def from_here(name: str) -> str:
    """Give a file as the typist means it: from their folder, not from that of the workspace's owner."""
    return str(Path(name).absolute()) if name else ""


def guess_language(asked: str | None, folder: Path) -> Language:
    """Take the language asked for, else that of the terminal, else that of the workspace.

    A locale that names no language of ours (``C``, ``POSIX``, ``de_DE``) says nothing.
    """
    for tag in (asked, os.environ.get("PASSERELLE_LANG")):
        if tag:
            return language_of(tag)
    for tag in (os.environ.get("LC_ALL"), os.environ.get("LANG")):
        if tag and tag.lower()[:2] in LANGUAGES:
            return language_of(tag)
    return language_at(folder) or "en"


def fault_text(fault: PasserelleError, language: Language) -> str:
    """Write an error for a reader."""
    return str(words_of(fault)[language])


def say(language: Language, en: str, fr: str) -> str:
    """Choose one of two sentences."""
    return Text(en=en, fr=fr).read(language)
