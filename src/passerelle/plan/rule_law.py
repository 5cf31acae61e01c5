"""Rules of law: they ask for a waiver until someone has confirmed the law, then nothing lifts them."""

from dataclasses import replace

from passerelle.base.finding import Enforcement, Finding


def binding(finding: Finding, *, confirmed: bool) -> Finding:
    """Make a finding one that no waiver lifts, when a named person has confirmed the law."""
    return replace(finding, enforcement=Enforcement.HARD) if confirmed else finding
