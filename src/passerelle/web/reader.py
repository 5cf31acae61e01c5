"""Who reads this page: their language and time zone, for every sentence and number on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from passerelle.base.language import LANGUAGES, Language, language_of


@dataclass(frozen=True, slots=True)
class Reader:
    """The language, time zone and currency in which a page is written."""

    language: Language = "en"
    zone: str = "Europe/Paris"
    currency: str = "EUR"

    @property
    def timezone(self) -> ZoneInfo:
        """The time zone itself."""
        return ZoneInfo(self.zone)


_NOBODY = Reader()
_reader: ContextVar[Reader] = ContextVar("reader", default=_NOBODY)


def reader() -> Reader:
    """Whoever reads the page being written."""
    return _reader.get()


@contextmanager
def read_by(who: Reader) -> Iterator[None]:
    """Write everything inside the block for ``who``."""
    token = _reader.set(who)
    try:
        yield
    finally:
        _reader.reset(token)


def language_for(request: HttpRequest, default: Language) -> Language:
    """Choose: this session's language, the user's, the browser's, the workspace's."""
    chosen = request.session.get("language") or getattr(request.user, "language", "")
    if chosen in LANGUAGES:
        return language_of(chosen)
    accepted = request.headers.get("Accept-Language", "")
    for tag in (part.split(";")[0].strip().lower() for part in accepted.split(",")):
        if tag[:2] in LANGUAGES:
            return language_of(tag)
    return default
