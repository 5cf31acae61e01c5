"""The records file of the ledgers, as a fixture."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "faults"))

from ledger_fixture import empty_ledger, ledger

__all__ = ["empty_ledger", "ledger"]
