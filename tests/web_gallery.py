"""Every part on one page, with made-up data: what tests and screenshots look at."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from passerelle.base.language import Text
from passerelle.web.chart import Chart, Column
from passerelle.web.doors import opens

REVENUE = [38, 41, 44, 40, 47, 52, 49, 55, 58, 54, 63, 71]
MONTHS = [
    {"month": f"2026-{n:02}-01", "revenue": value * 1000, "target": 60000}
    for n, value in enumerate(REVENUE, 1)
]
FIGURE = Chart(
    title=Text(
        "Revenue passed its target in November",
        "Le chiffre d'affaires a dépassé sa cible en novembre",
    ),
    sentence=Text("Net of returns, by month", "Net des retours, par mois"),
    spec={
        "width": 680,
        "height": 220,
        "data": {"values": MONTHS},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "axis": {"format": "%b", "title": None}},
        },
        "layer": [
            {
                "mark": "line",
                "encoding": {"y": {"field": "revenue", "type": "quantitative", "title": "€"}},
            },
            {"mark": "point", "encoding": {"y": {"field": "revenue", "type": "quantitative"}}},
            {
                "mark": {"type": "rule", "strokeDash": [4, 4]},
                "encoding": {"y": {"datum": 60000}, "x": None},
            },
        ],
    },
    columns=[
        Column("month", Text("Month", "Mois"), "day"),
        Column("revenue", Text("Revenue", "Chiffre d'affaires"), "money"),
        Column("target", Text("Target", "Cible"), "money"),
    ],
    rows=MONTHS,
)
FINDINGS = [
    {
        "rule": "AL-030",
        "severity": "error",
        "blocks": True,
        "waived_by": "",
        "href": "/",
        "place": "plan/plan.yaml:212:5",
        "message": {
            "en": "Winter sale gives 40 % to everyone; the brand allows 0 %.",
            "fr": "Soldes d'hiver : 40 % pour tous ; la marque n'en autorise aucune.",
        },
        "fix": {
            "en": "Keep it for members, at 15 % at most.",
            "fr": "Réservez-la aux membres, à 15 % au plus.",
        },
    },
    {
        "rule": "AL-051",
        "severity": "warning",
        "blocks": False,
        "waived_by": "",
        "place": None,
        "message": {
            "en": "Sales has not read it <b>yet</b>.",
            "fr": "La vente ne l'a pas encore lue.",
        },
        "fix": {"en": "Ask them.", "fr": "Demandez-leur."},
    },
]
FIGURES = [
    {
        "name": Text("Revenue", "Chiffre d'affaires"),
        "value": "71 240 €",
        "target": "60 000 €",
        "change": "+12,7 %",
        "health": "good",
        "says": Text("on course", "sur le cap"),
        "spark": REVENUE,
    },
    {
        "name": Text("Repurchase rate", "Taux de réachat"),
        "value": "24,6 %",
        "interval": Text("between 23.9 % and 25.3 %", "entre 23,9 % et 25,3 %"),
        "health": "watch",
        "says": Text("behind", "en retard"),
        "spark": [0.23, None, 0.24, 0.246],
    },
    {
        "name": Text("CAC", "Coût d'acquisition"),
        "missing": Text(
            "cannot be computed: no spend source", "non calculable : aucune source de dépenses"
        ),
    },
    {
        "name": Text("NPS", "NPS"),
        "value": "41",
        "health": "bad",
        "says": Text("off course", "hors du cap"),
    },
]
PAGE = """
{% extends "passerelle/base.html" %}{% load say parts %}
{% block title %}{% say en="Parts" fr="Éléments" %}{% endblock %}
{% block heading %}{% say en="Parts" fr="Éléments" %}{% endblock %}
{% block answer %}{% say en="{n} people can be reached: the plan is on course but for one action." fr="{n} personnes sont joignables : le plan tient le cap, sauf une action." n=12430 %}{% endblock %}
{% block actions %}<a class="button main" href="/">{% say en="Preview" fr="Aperçu" %}</a>{% endblock %}
{% block drawers %}{% drawers yaml=yaml command="passerelle check" explain=explain %}{% endblock %}
{% block main %}
{% figures figures %}
<section class="stack"><h2>{% say en="Findings" fr="Constats" %}</h2>{% findings findings %}</section>
<div class="columns">
<section class="stack"><h2 class="course">{% say en="Strategy" fr="Stratégie" %}</h2>{% reach 12430 9871 reasons %}</section>
<section class="stack"><h2 class="engine">{% say en="Operations" fr="Opérations" %}</h2>{% empty empty_said go "/" "passerelle send soldes" %}</section>
</div>
{% chart figure %}
<div class="confirm"><p class="people">9 871</p><p>{% say en="people will receive it in 60 s, unless stopped." fr="personnes le recevront dans 60 s, sauf arrêt." %}</p><p class="row"><button class="button main">{% say en="Send" fr="Envoyer" %}</button><button class="button stop">{% say en="Stop" fr="Arrêter" %}</button></p></div>
<div class="table" tabindex="0" role="region" aria-label="x"><table id="t"><thead><tr><th scope="col"><button data-sort>Action</button></th><th scope="col" class="n"><button data-sort>€</button></th></tr></thead><tbody><tr><th scope="row">Soldes</th>{% cell "money" 900 %}</tr><tr><th scope="row">Anniversaire</th>{% cell "money" 12400 %}</tr></tbody></table></div>
<dl class="diff"><dt>{% say en="Money" fr="Argent" %}</dt><dd><del>1 200 €</del><ins>900 €</ins></dd></dl>
{% endblock %}
"""


@opens("read")
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every part."""
    context = {
        "figures": FIGURES,
        "findings": FINDINGS,
        "figure": FIGURE,
        "reasons": {
            "consent": 1402,
            "suppression": 310,
            "no_address": 205,
            "holdout": 600,
            "cap": 42,
        },
        "empty_said": Text("No send yet.", "Aucun envoi pour l'instant."),
        "yaml": "actions:\n  soldes:\n    cost: 900 EUR",
        "go": Text("Plan one", "En prévoir un"),
        "explain": {
            "definition": Text(
                "Money that follows the strategy.", "L'argent qui suit la stratégie."
            ),
            "sql": "SELECT 1",
            "as_of": "2027-01-11T12:00:00+00:00",
        },
    }
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [path("gallery/", gallery, name="home"), path("", include("passerelle.web.urls"))]
