"""The stores of one workspace in the process that owns it: opened when first used, closed together."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from passerelle.base.clock import Clock
from passerelle.plan.load import read_plan, read_texts
from passerelle.plan.model import Plan
from passerelle.verbs.refused_files import RefusedFiles
from passerelle.verbs.settings import Settings
from passerelle.verbs.workspace import Workspace

if TYPE_CHECKING:
    from passerelle.warehouse.store import Warehouse


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a person who signed in, or the terminal of whoever owns the files."""

    name: str = "terminal"
    role: str = "administrator"
    team: str = ""


@dataclass
class _Opened:
    lock: RLock = field(default_factory=RLock)
    writing: RLock = field(default_factory=RLock)
    refused: RefusedFiles = field(default_factory=RefusedFiles)
    warehouse: "Warehouse | None" = None
    records: bool = False


@dataclass(frozen=True)
class House:
    """One workspace and its open stores, as seen by one actor."""

    workspace: Workspace
    actor: Actor = Actor()
    _opened: _Opened = field(default_factory=_Opened, compare=False, repr=False)

    @property
    def folder(self) -> Path:
        """The workspace's folder."""
        return self.workspace.folder

    @property
    def settings(self) -> Settings:
        """The workspace's settings."""
        return self.workspace.settings

    @property
    def clock(self) -> Clock:
        """The workspace's clock."""
        return self.workspace.clock

    @property
    def refused(self) -> RefusedFiles:
        """The files that could not be recorded as they are, until they or head change."""
        return self._opened.refused

    @property
    def writing(self) -> RLock:
        """Held by whoever moves head or the files, from what they read to what they wrote."""
        return self._opened.writing

    def seen_by(self, actor: Actor) -> "House":
        """The same open stores, for another actor."""
        return replace(self, actor=actor)

    def texts(self) -> dict[str, str]:
        """The plan texts on disk, by path within the workspace."""
        return read_texts(self.folder / "plan")

    @property
    def plan_on_disk(self) -> Plan:
        """The plan as the files say it now.

        Raises:
            InputErrors: the texts hold faults; all are given.
        """
        return read_plan(self.texts())

    @property
    def warehouse(self) -> "Warehouse":
        """The warehouse, opened once per process."""
        from passerelle.warehouse.store import Warehouse

        with self._opened.lock:
            if self._opened.warehouse is None:
                self._opened.warehouse = Warehouse.open(self.workspace.warehouse_path)
            return self._opened.warehouse

    def open_records(self) -> None:
        """Make the records ready: Django set up, the tables of this version in place."""
        with self._opened.lock:
            if not self._opened.records:
                start_django(self.workspace)
                _bring_tables_up_to_date()
                self._opened.records = True

    def close(self) -> None:
        """Close what was opened."""
        with self._opened.lock:
            if self._opened.warehouse is not None:
                self._opened.warehouse.close()
                self._opened.warehouse = None
            if self._opened.records:
                from django.db import connections

                connections.close_all()
                self._opened.records = False


def start_django(workspace: Workspace) -> None:
    """Point Django at this workspace's records; one workspace a process."""
    import django
    from django.apps import apps

    if apps.ready:
        return
    os.environ["PASSERELLE_RECORDS"] = workspace.records_path
    os.environ["PASSERELLE_SECRET"] = workspace.secret()
    os.environ.setdefault("PASSERELLE_ADDRESS", workspace.settings.address)
    os.environ["DJANGO_SETTINGS_MODULE"] = "passerelle.verbs.django_settings"
    django.setup()


def _bring_tables_up_to_date() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
