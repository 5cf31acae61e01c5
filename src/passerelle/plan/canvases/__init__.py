"""The canvases: one module each, registered by being there; see ``plan/canvas.py`` and ``plan/canvas_catalogue.py``."""
