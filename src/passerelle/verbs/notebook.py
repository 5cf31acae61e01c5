"""The door for notebooks: the same verbs as values, with ``.to_pandas()`` and ``.sql``; no server, no Django pages."""

from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from passerelle.verbs.answer import Json
from passerelle.verbs.call import call
from passerelle.verbs.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Value:
    """What a verb said: its JSON, its rows, and the SQL that gave them where there is one."""

    verb: str
    body: Json = field(repr=False)
    rows: list[Json] = field(repr=False)

    @property
    def sql(self) -> str:
        """The SQL behind the number; empty when none was asked of the engine."""
        return str(self.body.get("sql") or self.body.get("reading", {}).get("sql") or "")

    @property
    def value(self) -> float | None:
        """The number itself, for a KPI; None when it cannot be told."""
        found = self.body.get("reading", {}).get("value")
        return None if found is None else float(found)

    def to_pandas(self) -> "pd.DataFrame":
        """The rows as a data frame."""
        import pandas as pd

        return pd.json_normalize(self.rows)

    def _repr_html_(self) -> str:
        """Show the rows as a table in a notebook."""
        return str(self.to_pandas().to_html(index=False))


class Notebook:
    """A workspace whose verbs are methods.

    >>> import passerelle as ps
    >>> ps.open("my-brand").kpi("revenue", by="channel").to_pandas()  # doctest: +SKIP
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is held between two verbs."""

    def check(self) -> Value:
        """What the rules say of the texts; one row a finding."""
        return self._ask("check", {}, "findings")

    def kpi(self, name: str, by: str = "", period: str = "", segment: str = "") -> Value:
        """One KPI; one row a slice, or one for the whole."""
        words = {"kpi": name, "by": by, "period": period, "segment": segment, "with_sql": True}
        found = self._ask("measure", words, "reading")
        reading = found.body["reading"]
        return Value("measure", found.body, reading["slices"] or [reading])

    def board(self, period: str = "") -> Value:
        """All KPIs of the board; one row a KPI."""
        return self._ask("board", {"period": period}, "rows")

    def audience(self, name: str, channel: str = "email", as_of: str = "") -> Value:
        """Who is in a segment and who can be reached; one row a reason."""
        found = self._ask(
            "audience",
            {"name": name, "channel": channel, "as_of": as_of, "with_sql": True},
            "reasons",
        )
        counts = {"reachable": found.body["reachable"], **found.body["reasons"]}
        return Value(
            "audience",
            found.body,
            [{"reason": reason, "people": count} for reason, count in counts.items()],
        )

    def forecasts(self) -> Value:
        """Key results with progress and forecast; one row a key result."""
        return self._ask("adjust", {}, "forecasts")

    def proposals(self) -> Value:
        """What is proposed; one row a proposal."""
        return self._ask("proposals", {}, "proposals")

    def verb(self, name: str, **words: Any) -> Value:  # noqa: ANN401 (words of any verb)
        """Any verb by name; its rows are its answer."""
        return self._ask(name, words, "")

    def _ask(self, verb: str, words: Json, rows: str) -> Value:
        body = call(self.workspace, verb, words).answer
        found = body.get(rows, body) if rows else body
        return Value(verb, body, found if isinstance(found, list) else [found])


def open_notebook(folder: str) -> Notebook:
    """Open a workspace for a notebook.

    Raises:
        UserError: ``folder`` holds no ``passerelle.yaml``.
    """
    return Notebook(open_workspace(folder))
