"""The canvases: one module each, registered by being there; see ``plan/canvas.py``."""
