"""Words that verbs use for states, channels and reasons, as readers call them."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from passerelle.base.language import Text
from passerelle.web.templatetags.parts import REASONS, sign
from passerelle.web.templatetags.say import read_text

register = template.Library()

CHANNELS = {
    "email": Text(en="e-mail", fr="e-mail"),
    "sms": Text(en="text message", fr="SMS"),
    "site": Text(en="web site", fr="site"),
    "social": Text(en="social networks", fr="réseaux sociaux"),
    "search": Text(en="search", fr="moteurs de recherche"),
    "display": Text(en="display", fr="bannières"),
    "affiliation": Text(en="affiliates", fr="affiliation"),
    "event": Text(en="event", fr="événement"),
    "press": Text(en="press", fr="presse"),
    "phone": Text(en="telephone", fr="téléphone"),
    "mail": Text(en="post", fr="courrier"),
    "post": Text(en="post", fr="courrier"),
    "tv": Text(en="television", fr="télévision"),
    "radio": Text(en="radio", fr="radio"),
    "visit": Text(en="sales visits", fr="visites commerciales"),
    "shop": Text(en="shop", fr="boutique"),
    "direct": Text(en="direct", fr="accès direct"),
    "organic": Text(en="organic search", fr="recherche naturelle"),
    "referral": Text(en="referral", fr="sites référents"),
    "": Text(en="not known", fr="non connu"),
}

ACTION_STATES = {
    "over": ("soft", Text(en="over", fr="terminée")),
    "running": ("good", Text(en="running", fr="en cours")),
    "coming": ("soft", Text(en="to come", fr="à venir")),
}

SEND_STATES = {
    "held": ("watch", Text(en="on hold", fr="en attente")),
    "due": ("watch", Text(en="due", fr="à envoyer")),
    "running": ("watch", Text(en="leaving", fr="en cours d'envoi")),
    "stopped": ("bad", Text(en="stopped", fr="arrêté")),
    "finished": ("good", Text(en="finished", fr="terminé")),
}

MESSAGE_STATES = {
    "planned": ("soft", Text(en="planned", fr="prévu")),
    "excluded": ("soft", Text(en="left out", fr="écarté")),
    "queued": ("soft", Text(en="queued", fr="en file")),
    "sending": ("watch", Text(en="leaving", fr="en cours d'envoi")),
    "sent": ("good", Text(en="sent", fr="envoyé")),
    "deferred": ("watch", Text(en="to try again", fr="à réessayer")),
    "failed": ("bad", Text(en="failed", fr="échoué")),
    "unknown": ("bad", Text(en="unknown", fr="inconnu")),
    "delivered": ("good", Text(en="delivered", fr="délivré")),
    "bounced": ("bad", Text(en="bounced", fr="rejeté")),
    "complained": ("bad", Text(en="complained", fr="plainte")),
    "unsubscribed": ("watch", Text(en="unsubscribed", fr="désabonné")),
}

PROPOSAL_STATES = {
    "open": ("watch", Text(en="to decide", fr="à décider")),
    "accepted": ("good", Text(en="accepted", fr="acceptée")),
    "refused": ("soft", Text(en="refused", fr="refusée")),
}

KINDS = {
    "action": ACTION_STATES,
    "send": SEND_STATES,
    "message": MESSAGE_STATES,
    "proposal": PROPOSAL_STATES,
}

TABLES = {
    "events": Text(en="visits and events", fr="visites et événements"),
    "orders": Text(en="orders", fr="commandes"),
    "leads": Text(en="leads", fr="prospects"),
    "spend": Text(en="spend", fr="dépenses"),
}

FIELDS = {
    "promotion": Text(en="promotion", fr="promotion"),
    "cost": Text(en="cost", fr="coût"),
    "when": Text(en="dates", fr="dates"),
    "by": Text(en="channel", fr="canal"),
    "for": Text(en="for", fr="pour"),
    "segments": Text(en="for", fr="pour"),
    "serves": Text(en="serves", fr="sert"),
    "owner": Text(en="owner", fr="responsable"),
    "title": Text(en="title", fr="titre"),
    "target": Text(en="target", fr="cible chiffrée"),
    "budget": Text(en="budget", fr="budget"),
    "message": Text(en="message", fr="message"),
    "says": Text(en="message", fr="message"),
    "tell": Text(en="to tell", fr="à prévenir"),
    "results": Text(en="key results", fr="résultats clés"),
}


@register.simple_tag
def state(kind: str, word: str) -> SafeString:
    """Write a state with its sign; ``kind`` is action, send, message or proposal."""
    health, label = KINDS[kind].get(word, ("soft", Text(word, word)))
    return sign(health, label)


@register.filter
def state_word(word: str, kind: str) -> str:
    """Write a state without its sign, for options and sentences."""
    return read_text(KINDS[kind].get(word, ("soft", Text(word, word)))[1])


@register.filter
def channel(word: str | None) -> str:
    """Write a channel as readers call it; one that a shop named itself stays as it is."""
    return read_text(CHANNELS.get(word or "", word))


@register.filter
def reason(word: str) -> str:
    """Write why a person is left out."""
    return read_text(REASONS.get(word, word))


@register.filter
def table(word: str) -> str:
    """Write the name of a table."""
    return read_text(TABLES.get(word, word))


@register.filter
def field(word: str) -> str:
    """Write the name of a field of the plan; one inside another keeps its path."""
    head, _, rest = word.partition("/")
    known = read_text(FIELDS.get(head, head))
    return f"{known} · {rest}" if rest else known


@register.filter
def plainly(value: Any) -> str:  # noqa: ANN401
    """Write a value of the plan in one line: pairs and lists as people write them."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {plainly(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(plainly(item) for item in value)
    return "" if value is None else str(value)
