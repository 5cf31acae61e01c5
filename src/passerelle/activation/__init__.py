"""Render, deliver, and read what providers answer; task sheets for the rest."""
