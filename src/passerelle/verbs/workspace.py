"""A workspace on disk: its settings, its plan texts, and where its three stores are."""

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from passerelle.base.clock import Clock, SystemClock, today
from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.verbs.settings import Settings, read_settings

STATE = ".passerelle"


@dataclass(frozen=True)
class Workspace:
    """A folder that holds ``passerelle.yaml``; nothing is opened until something is asked of it."""

    folder: Path
    settings: Settings
    clock: Clock = field(default_factory=SystemClock)

    @property
    def state(self) -> Path:
        """The folder of the embedded stores, made when first needed."""
        path = self.folder / STATE
        try:
            path.mkdir(exist_ok=True)
        except OSError as fault:
            raise _no_rights(path, fault) from fault
        return path

    @property
    def warehouse_path(self) -> str:
        """Where the warehouse is."""
        return self.settings.warehouse or str(self.state / "warehouse.duckdb")

    @property
    def records_path(self) -> str:
        """Where the records are."""
        return self.settings.records or str(self.state / "records.sqlite3")

    @property
    def today(self) -> str:
        """The calendar day in the workspace's time zone, as ISO text."""
        return today(self.clock, self.settings.timezone).isoformat()

    def served_at(self, host: str, port: int) -> "Workspace":
        """The same workspace, whose links lead to this port unless its settings name an address."""
        if "address" in self.settings.model_fields_set:
            return self
        reached = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 (compared)
        named = f"[{reached}]" if ":" in reached and "[" not in reached else reached
        address = f"http://{named}:{port}"
        return replace(self, settings=self.settings.model_copy(update={"address": address}))

    def secret(self) -> str:
        """The key that signs sessions and links; made once, readable by its owner only."""
        path = self.state / "secret"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        return path.read_text(encoding="utf-8").strip()


def open_workspace(folder: str | Path = ".", clock: Clock | None = None) -> Workspace:
    """Open the workspace in ``folder`` or in the nearest folder above it.

    Raises:
        NotFound: no ``passerelle.yaml`` there or above.
        InputErrors: its settings cannot be understood.
    """
    start = Path(folder).resolve()
    for candidate in (start, *start.parents):
        if (candidate / "passerelle.yaml").exists():
            return Workspace(candidate, read_settings(candidate), clock or SystemClock())
    return Workspace(start, read_settings(start), clock or SystemClock())


def _no_rights(path: Path, fault: OSError) -> UserError:
    return UserError(
        Text(en=f"{path} cannot be written.", fr=f"{path} ne peut être écrit."),
        Text(
            en="Give yourself the right to write in this folder, or free some disk, then try again.",
            fr="Donnez-vous le droit d'écrire dans ce dossier, ou libérez de l'espace, puis recommencez.",
        ),
        why=Text(en=str(fault), fr=str(fault)),
    )
