"""Write the shop down: the files that a workspace reads, and the truth beside them."""

import csv
import json
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
from pyarrow import parquet

from passerelle.demo import tables
from passerelle.demo.leads import ORIGINS, SALES
from passerelle.demo.plan_values import plan_values
from passerelle.demo.world import World

SHOP = Path(__file__).parent / "shop"
"""Plan, sources, templates and settings as shipped, with dates and figures to fill in."""

_BLANK = re.compile(r"<<([^>]+)>>")


def write_world(world: World, folder: Path) -> tuple[Path, ...]:
    """Write a workspace that the other verbs can read.

    Args:
        world: The shop.
        folder: Where; it is made when it does not exist, and files of the same name are replaced.

    Returns:
        The files written, relative to ``folder``, in order.
    """
    written = [*_data(world, folder), *_texts(world, folder)]
    truth = folder / "truth.json"
    truth.write_text(json.dumps(world.truth.as_json(), ensure_ascii=False, indent=1), "utf-8")
    return tuple(sorted(path.relative_to(folder) for path in [*written, truth]))


def _data(world: World, folder: Path) -> Iterator[Path]:
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    big = {
        "lignes_commandes": tables.order_lines,
        "clients": tables.customers,
        "visites": tables.visits,
        "lettres": tables.letters,
        "consentements": tables.consents,
    }
    for name, table in big.items():
        path = data / f"{name}.parquet"
        parquet.write_table(table(world), path, compression="zstd")
        yield path
    for name, table in {"produits": tables.products, "avis": tables.answers}.items():
        path = data / f"{name}.csv"
        arrow_csv.write_csv(_plain(table(world)), path)
        yield path
    yield _agency_file(world, data / "depenses-agence.csv")
    yield _lead_file(world, data / "prospects.jsonl")


def _plain(table: Any) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Write moments as text, as a spreadsheet exports them."""
    columns = [
        column.cast(pa.string()) if pa.types.is_timestamp(column.type) else column
        for column in table.columns
    ]
    return pa.table(columns, names=table.column_names)


def _agency_file(world: World, path: Path) -> Path:
    """Write spend as French agencies send it: Windows-1252, semicolons, decimal commas."""
    rng = np.random.default_rng([world.seed, 13])
    start = world.timeline.start
    with path.open("w", encoding="cp1252", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["Jour", "Canal", "Campagne", "Dépense", "Impressions", "Clics"])
        for channel, spend in zip(world.truth.channels, world.spend, strict=True):
            parts = len(channel.campaigns)
            clicks = rng.poisson(spend / parts / channel.click)
            shown = (clicks * rng.uniform(30, 45, len(spend))).astype(int)
            cents = np.round(spend * 100 / parts).astype(int)
            for campaign in channel.campaigns:
                out.writerows(
                    [
                        f"{start + timedelta(days=day):%d/%m/%Y}",
                        channel.name,
                        campaign,
                        f"{int(cents[day]) // 100},{int(cents[day]) % 100:02d}",
                        int(shown[day]),
                        int(clicks[day]),
                    ]
                    for day in np.nonzero(cents)[0].tolist()
                )
    return path


def _lead_file(world: World, path: Path) -> Path:
    leads, moments = world.leads, world.timeline.moments

    def when(day: float) -> str | None:
        return None if np.isnan(day) else str(moments(np.array([day]))[0])

    with path.open("w", encoding="utf-8") as file:
        for row in range(len(leads)):
            origin = ORIGINS[int(leads.origin[row])]
            closed = when(float(leads.closed[row]))
            won = bool(leads.won[row])
            lead = {
                "id": f"H{row:05d}",
                "recu_le": when(float(leads.created[row])),
                "origine": origin,
                "campagne": "salon-hotellerie-precedent" if origin == "salon" else None,
                "qualifie_le": when(float(leads.qualified[row])),
                "premier_contact_le": when(float(leads.contact[row])),
                "conclu_le": closed,
                "issue": ("won" if won else "lost") if closed else None,
                "montant": f"{leads.amount[row]:.2f}" if won else None,
                "commercial": SALES[int(leads.owner[row])],
            }
            file.write(json.dumps(lead, ensure_ascii=False) + "\n")
    return path


def _texts(world: World, folder: Path) -> Iterator[Path]:
    values = plan_values(world)

    def fill(match: re.Match[str]) -> str:
        return values.text(match[1])

    for source in sorted(SHOP.rglob("*")):
        if source.is_dir():
            continue
        path = folder / source.relative_to(SHOP)
        path.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".yaml":
            path.write_text(_BLANK.sub(fill, source.read_text("utf-8")), "utf-8")
        else:
            shutil.copyfile(source, path)
        yield path
