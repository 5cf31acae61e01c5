"""The terminal door: parse words, call a verb, show what it says."""

import gc
import os

# A plan is tens of thousands of small objects that all stay: looking through them for garbage after
# every 700 new ones costs a third of reading them. No plug-in of Pydantic is used: none is looked for.
gc.set_threshold(50_000, 20, 100)
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
