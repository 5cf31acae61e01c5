"""Links that can be counted: a signed redirect that carries the action's tracking code.

A token is signed (HMAC-SHA256, 128 bits kept), so nobody can make our address redirect to theirs.
It names a person only through a random code, only when the person consents to tracking, and stops
doing so when that consent is taken back, in messages already sent too.
"""

import hmac
import html as markup
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from passerelle.base.errors import NotFound
from passerelle.base.language import Text
from passerelle.records.claim import TRACKING
from passerelle.records.consent import consent_at
from passerelle.records.delivery import Delivery

_HREF = re.compile(r"""(href\s*=\s*)(["'])(https?://[^"'<>\s]+)\2""", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>()\[\]{}\"']+")
_HOST = re.compile(r"https?://([A-Za-z0-9.-]+(?::\d+)?)(?=[/?#\"'\s<>)]|$)")
_MAC = 22


@dataclass(frozen=True, slots=True)
class Click:
    """Where a link leads, the tracking code it counts for, who clicked if that may be known."""

    target: str
    action: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """Makes the links of one action.

    Args:
        base: Address of our web server, without a slash at its end.
        secret: What signs; the same for as long as links must work.
        code: The action's tracking code.
        hosts: Hosts that the template itself names; only these are redirected to.
    """

    base: str
    secret: str
    code: str
    hosts: Collection[str] = ()
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def link(self, url: str, link_token: str = "") -> str:
        """Give the counted link for ``url``; with ``link_token`` it names a person's delivery."""
        if not link_token and url in self._known:
            return self._known[url]
        target = with_code(url, self.code)
        made = f"{self.base}/r/{sign([target, self.code, link_token], self.secret)}"
        if not link_token:
            self._known[url] = made
        return made

    def unsubscribe(self, token: str) -> str:
        """Give the address of a person's way out."""
        return f"{self.base}/u/{token}"

    def rewrite(self, html: str, text: str, link_token: str = "") -> tuple[str, str]:
        """Replace the links of a rendered message by counted ones.

        Only links to a host that the template names are replaced: what a person's own data says
        is never signed.
        """

        def counted(url: str) -> str:
            split = urlsplit(url)
            return self.link(url, link_token) if split.netloc in self.hosts else url

        def in_html(found: re.Match[str]) -> str:
            url = counted(markup.unescape(found[3]))
            return f"{found[1]}{found[2]}{markup.escape(url)}{found[2]}"

        return _HREF.sub(in_html, html), _URL.sub(lambda found: counted(found[0]), text)


def hosts_in(source: str) -> tuple[str, ...]:
    """List the hosts that a template names literally."""
    return tuple(sorted(set(_HOST.findall(source))))


def with_code(url: str, code: str) -> str:
    """Add ``utm_campaign`` and ``utm_medium=email`` to an address that does not have them.

    >>> with_code("https://shop.example/p?a=1#top", "noel")
    'https://shop.example/p?a=1&utm_source=passerelle&utm_medium=email&utm_campaign=noel#top'
    """
    split = urlsplit(url)
    query = parse_qsl(split.query, keep_blank_values=True)
    wanted = {"utm_source": "passerelle", "utm_medium": "email", "utm_campaign": code}
    kept = [pair for pair in query if pair[0] not in wanted]
    return urlunsplit(split._replace(query=urlencode(kept + list(wanted.items()))))


def tracking_link(base: str, url: str, code: str, medium: str, secret: str) -> str:
    """Make the link of an action that people carry out: a flyer, a post, an event."""
    target = with_code(url, code).replace("utm_medium=email", urlencode({"utm_medium": medium}))
    return f"{base}/r/{sign([target, code, ''], secret)}"


def sign(content: list[str], secret: str) -> str:
    """Write a token: content, a dot, its signature; one spelling only."""
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    body = urlsafe_b64encode(data).decode().rstrip("=")
    return f"{body}.{_mac(body, secret)}"


def read(token: str, secret: str) -> list[str] | None:
    """Give a token's content, or None when we did not sign exactly this token."""
    body, _, mac = token.partition(".")
    if not token.isascii() or not hmac.compare_digest(mac, _mac(body, secret)):
        return None
    content: list[str] = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return content


def resolve(token: str, *, secret: str, at: datetime) -> Click:
    """Say where a link leads and for whom it counts.

    Args:
        token: What stands after ``/r/``.
        secret: What signed it.
        at: The moment of the click; the person is named only if tracking is consented to then.

    Raises:
        NotFound: We did not make this token.
    """
    content = read(token, secret)
    if content is None:
        raise NotFound(
            Text(en="This link is not one of ours.", fr="Ce lien n'est pas l'un des nôtres."),
            Text(
                en="Open the message again and use its link as it is.",
                fr="Rouvrez le message et utilisez son lien tel quel.",
            ),
        )
    target, action, link_token = content
    return Click(target, action, _person(link_token, at))


def _person(link_token: str, at: datetime) -> str | None:
    if not link_token:
        return None
    people = Delivery.objects.filter(link_token=link_token).values_list("person", flat=True)
    person = people.first()
    return person if person and consent_at(person, TRACKING, at) else None


def _mac(body: str, secret: str) -> str:
    digest = hmac.new(f"link\x00{secret}".encode(), body.encode(), sha256).digest()
    return urlsafe_b64encode(digest).decode()[:_MAC]
