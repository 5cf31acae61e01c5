"""The story of the first run: a promotion against the brand, and the repair that settles it."""

from dataclasses import dataclass

from passerelle.base.language import Text

SEED = 7
"""Seed of the shop that ``demo`` builds."""

AUTHOR = "directrice-marketing"
"""Who records the repair."""

SEND = "completer-la-parure"
"""The e-mail action that starts today."""

FAULT = "AL-030"
"""The rule that the plan first breaks."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One field of the plan to change: ``value`` is written as it would be typed."""

    node: str
    field: str
    value: str
    reason: Text


REPAIR = Repair(
    node="actions/jours-du-blanc",
    field="promotion",
    value="14 % public",
    reason=Text(
        en="A public 40% discount breaks our own limit of 20% and the promise of linen kept for "
        "ten years; 14% stays well inside it.",
        fr="Une remise publique de 40 % contredit notre limite de 20 % et la promesse d'un "
        "linge gardé dix ans ; 14 % reste nettement en deçà.",
    ),
)
"""What the demo changes when ``check`` has blocked the plan."""

STEPS: tuple[Text, ...] = (
    Text(
        en="The plan holds a public −40% promotion; the brand allows 20%.",
        fr="Le plan contient une promotion publique de −40 % ; la marque en permet 20 %.",
    ),
    Text(
        en="Check blocks it and apply refuses.",
        fr="Le contrôle l'arrête et l'application est refusée.",
    ),
    Text(
        en="The suggested repair becomes a recorded revision, with its reason.",
        fr="La correction proposée devient une révision enregistrée, avec sa raison.",
    ),
    Text(
        en="Preview, apply, send to the built-in inbox, measure, propose.",
        fr="Aperçu, application, envoi vers la boîte intégrée, mesure, propositions.",
    ),
)
"""What the first run tells, in order."""
