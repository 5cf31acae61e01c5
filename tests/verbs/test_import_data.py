"""Import: each source in one transaction, consents handed to their ledger once."""

import pyarrow as pa
import pytest
from pyarrow import parquet

from passerelle.base.errors import InputErrors, NotFound, UserError
from passerelle.records.consent import ConsentEvent, consent_at
from passerelle.verbs.import_data import import_data

LATER = "2027-01-10T10:00:00"


def test_the_same_files_again_change_nothing(shop):
    """Not a row, not a consent."""
    tables = ("orders", "order_lines", "customers", "events", "spend", "leads", "answers")
    count = "SELECT " + ", ".join(f"(SELECT count(*) FROM {name})" for name in tables)
    before = shop.warehouse.rows(count)
    consents = ConsentEvent.objects.count()
    done = import_data(shop)
    assert sum(row["added"] for row in done.as_json()["loads"]) == 0
    assert done.consents == 0
    assert shop.warehouse.rows(count) == before
    assert ConsentEvent.objects.count() == consents


def test_a_consent_withdrawn_in_a_later_file_holds_from_then_on(shop):
    """The history grows; what was true then stays true then."""
    from datetime import UTC, datetime

    granted = ConsentEvent.objects.filter(purpose="email", granted=True)
    person = next(
        event.person for event in granted if consent_at(event.person, "email", shop.clock.now())
    )
    path = shop.folder / "data" / "consentements.parquet"
    table = parquet.read_table(path)
    row = {
        "client": person,
        "finalite": "email",
        "accord": False,
        "depuis": datetime.fromisoformat(LATER),
    }
    new = pa.Table.from_pylist([row], schema=table.schema)
    parquet.write_table(pa.concat_tables([table, new]), path)
    assert import_data(shop, "consentements").consents == 1
    assert not consent_at(person, "email", shop.clock.now())
    assert consent_at(person, "email", datetime(2027, 1, 10, 8, tzinfo=UTC))
    assert import_data(shop, "consentements").consents == 0


def test_a_changed_answer_of_the_same_moment_is_handed_over_too(shop):
    """As many rows as before, one of them different: still seen."""
    path = shop.folder / "data" / "consentements.parquet"
    rows = parquet.read_table(path).to_pylist()
    index = next(n for n, row in enumerate(rows) if row["accord"] and row["finalite"] == "email")
    rows[index] = {**rows[index], "accord": False}
    parquet.write_table(pa.Table.from_pylist(rows, schema=parquet.read_schema(path)), path)
    import_data(shop, "consentements")
    assert not consent_at(rows[index]["client"], "email", shop.clock.now())


def test_a_bad_value_loads_nothing_of_its_source(shop):
    """File, line and what to do; the rows of before are as they were."""
    path = shop.folder / "data" / "avis.csv"
    before = shop.warehouse.rows("SELECT count(*) FROM answers")
    lines = path.read_text("utf-8").splitlines()
    cells = lines[3].split(",")
    moment = next(n for n, cell in enumerate(cells) if cell.strip('"').startswith("20"))
    cells[moment] = '"yesterday"'
    path.write_text("\n".join([*lines[:3], ",".join(cells), *lines[4:]]) + "\n", "utf-8")
    with pytest.raises(InputErrors) as caught:
        import_data(shop, "avis")
    assert "avis.csv:4" in caught.value.read("fr")
    assert shop.warehouse.rows("SELECT count(*) FROM answers") == before
    aside = shop.folder / "bad.csv"
    assert import_data(shop, "avis", reject_to=str(aside)).loads[0]["rejected"] == 1
    assert "yesterday" in aside.read_text("utf-8")


def test_a_source_that_is_not_there(shop):
    """The nearest name; and a workspace without any says what to write."""
    with pytest.raises(NotFound) as caught:
        import_data(shop, "commande")
    assert "commandes" in caught.value.read("fr")


def test_no_source_at_all(house):
    """The repair is a file to write."""
    with pytest.raises(UserError) as caught:
        import_data(house)
    assert "sources/" in caught.value.read("fr")


def test_a_file_that_is_not_there(shop):
    """Its name, and where it is named."""
    (shop.folder / "data" / "avis.csv").unlink()
    with pytest.raises(UserError) as caught:
        import_data(shop, "avis")
    assert "avis" in caught.value.read("fr")
