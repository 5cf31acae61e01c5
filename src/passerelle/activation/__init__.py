"""Render, deliver, and read what providers answer; task sheets for what Passerelle cannot do itself."""
