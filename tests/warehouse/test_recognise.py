"""The exports of known tools are recognised, and what is proposed really loads them."""

from decimal import Decimal

import pytest

from passerelle.base.errors import NotFound
from passerelle.warehouse.recognise import recognise, recognisers
from passerelle.warehouse.store import Warehouse
from warehouse.shop import load, write

EXPORTS = {
    "shopify_orders": (
        (
            "Name,Email,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,"
            "Discount Code,Billing Country\n"
            "#1001,a@x.fr,2026-01-05 10:00:00 +0100,2,Ring,12.50,R1,NOEL,FR\n"
        ),
        "SELECT gross FROM orders WHERE ordered_at = '2026-01-05 09:00:00'",
        Decimal(25),
    ),
    "woocommerce_orders": (
        (
            "Order Number,Order Date,Email (Billing),Item Name,Quantity,Item Cost,Coupon Code\n"
            "7,2026-01-05 10:00,a@x.fr,Ring,2,12.50,\n"
        ),
        "SELECT gross FROM orders",
        Decimal(25),
    ),
    "prestashop_orders": (
        (
            "ID;Référence;Nouveau client;Livraison;Client;Total;Paiement;État;Date\n"
            "1;XKBK;0;France;J. Martin;1 234,50 €;Carte;Livré;2026-01-05 10:00:00\n"
        ),
        "SELECT gross FROM orders",
        Decimal("1234.5"),
    ),
    "google_ads": (
        (
            "Campaign performance\n1 January 2026\nDay,Campaign,Cost,Impr.,Clicks\n"
            '2026-01-05,Brand,"1,234.50","12,000",30\n'
        ),
        "SELECT amount FROM spend WHERE impressions = 12000",
        Decimal("1234.5"),
    ),
    "google_ads_fr": (
        "Rapport\n1 janvier 2026\nJour;Campagne;Coût;Impr.;Clics\n05/01/2026;Marque;1 234,50;12 000;30\n",
        "SELECT amount FROM spend WHERE day = '2026-01-05'",
        Decimal("1234.5"),
    ),
    "meta_ads": (
        (
            "Reporting starts,Campaign name,Amount spent (EUR),Impressions,Link clicks\n"
            "2026-01-05,Brand,12.50,100,3\n"
        ),
        "SELECT amount FROM spend",
        Decimal("12.5"),
    ),
    "meta_ads_fr": (
        (
            "Jour,Nom de la campagne,Montant dépensé (EUR),Impressions,Clics sur un lien\n"
            "2026-01-05,Marque,12.50,100,3\n"
        ),
        "SELECT amount FROM spend WHERE channel = 'social'",
        Decimal("12.5"),
    ),
    "mailchimp_contacts": (
        (
            "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME\n"
            "A@x.fr,Ann,Lee,3,2026-01-05 10:00:00\n"
        ),
        "SELECT customer_id FROM customers",
        "a@x.fr",
    ),
    "brevo_contacts": (
        "CONTACT ID,EMAIL,NOM,PRENOM,SMS\n9,a@x.fr,Martin,Jo,33600000000\n",
        "SELECT first_name FROM customers",
        "Jo",
    ),
    "hubspot_leads": (
        (
            "Record ID,Deal Name,Create Date,Close Date,Amount,Deal owner\n"
            "5,Big one,2026-01-05 10:00,,1200,Zoé\n"
        ),
        "SELECT amount FROM leads",
        Decimal(1200),
    ),
    "generic_orders": (
        "commande;client;Date;montant\n1;a;2026-01-05;12.5\n",
        "SELECT gross FROM orders",
        Decimal("12.5"),
    ),
}


def test_every_recogniser_has_an_export():
    """No recogniser stands in the catalogue without a file that it recognises."""
    assert {one.name for one in recognisers()} == set(EXPORTS)


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_recognised_and_loads(tmp_path, name):
    """The proposed source is a valid one, and reads the very file it was proposed for."""
    content, question, answer = EXPORTS[name]
    path = write(tmp_path, "export.csv", content)
    found = recognise(path, "data/export.csv")
    assert found.recogniser == name
    with Warehouse.open(":memory:") as warehouse:
        load(warehouse, tmp_path, found.text)
        assert warehouse.rows(question) == [(answer,)]


def test_an_unknown_file_is_said_so(tmp_path):
    """A file whose columns nobody knows is not guessed at."""
    with pytest.raises(NotFound):
        recognise(write(tmp_path, "x.csv", "a,b\n1,2\n"), "data/x.csv")
