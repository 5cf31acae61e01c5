"""Passerelle: the bridge between a company's marketing strategy and its marketing operations.

``import passerelle as ps; ps.open("my-brand").kpi("revenue", by="channel")`` works in a notebook,
with no server.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from passerelle.verbs.notebook import Notebook

__version__ = "0.1.0"

__all__ = ["__version__", "open"]


def open(folder: str = ".") -> "Notebook":  # noqa: A001
    """Open a workspace; the verbs are methods of what comes back.

    Raises:
        UserError: ``folder`` holds no ``passerelle.yaml``.
    """
    return __getattr__("_open")(folder)  # type: ignore[no-any-return]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    # The engine is loaded only when someone opens a workspace: `passerelle check` stays quick.
    if name == "_open":
        from passerelle.verbs.notebook import open_notebook  # noqa: PLC0415

        return open_notebook
    raise AttributeError(name)
