"""What every answer carries, and what goes wrong as a page in both languages."""

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from passerelle.base.errors import Bug, OutsideError, Refused
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.web.doors import public


@public
def refuses(request):
    """Refuse, with a place and a hostile word."""
    raise Refused(
        Text("Stale <b>preview</b>.", "Aperçu périmé."),
        Text("Run `passerelle preview` again.", "Relancez `passerelle preview`."),
        Place("plan/plan.yaml", 14, 3),
    )


@public
def outside(request):
    """Fail because of somebody else."""
    raise OutsideError(Text("The mail server is down.", "Le serveur est arrêté."), answer="451")


@public
def breaks(request):
    """Break our own promise."""
    raise Bug("impossible")


@public
def explodes(request):
    """Fail as nobody expected."""
    raise ZeroDivisionError


@public
def own_policy(request):
    """Show a received message under a stricter policy."""
    return HttpResponse("x", headers={"Content-Security-Policy": "sandbox"})


urlpatterns = [
    path("refuses/", refuses),
    path("outside/", outside),
    path("breaks/", breaks),
    path("explodes/", explodes),
    path("own/", own_policy),
    path("", include("passerelle.web.urls")),
]

handler404 = "passerelle.web.errors.not_found"
handler500 = "passerelle.web.errors.failed"

here = override_settings(ROOT_URLCONF=__name__)


@pytest.fixture
def visitor(served):
    """A visitor to whom failures come as pages."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("address", ["/sign-in/", "/nowhere/", "/static/passerelle/mark.svg"])
def test_every_answer_carries_the_strict_headers(visitor, address):
    """No inline script or style, no frame, nothing from elsewhere: pages, errors and files alike."""
    answer = visitor.get(address)
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@here
def test_a_stricter_policy_of_a_view_is_kept(visitor):
    """A view that shows somebody's message sandboxes it."""
    assert visitor.get("/own/")["Content-Security-Policy"] == "sandbox"


@here
def test_a_refusal_says_what_where_and_how(visitor):
    """The page has the sentence, the place and the repair; markup in it stays text."""
    answer = visitor.get("/refuses/")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Stale &lt;b&gt;preview" in page
    assert "<code>passerelle preview</code>" in page
    assert "plan/plan.yaml:14:3" in page
    french = visitor.get("/refuses/", headers={"Accept-Language": "fr"}).content.decode()
    assert "Aperçu périmé." in french
    assert 'lang="fr"' in french


@here
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/outside/", 503, "451"),
        ("/breaks/", 500, "Nothing is half-done"),
        ("/explodes/", 500, "Nothing is half-done"),
        ("/nowhere/", 404, "There is nothing at this address"),
    ],
)
def test_failures_are_pages_without_traceback(visitor, address, status, words):
    """Whoever's fault it is, the reader gets a page in their language."""
    answer = visitor.get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert "Traceback" not in page
    assert "ZeroDivisionError" not in page
