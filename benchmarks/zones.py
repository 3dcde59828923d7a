"""Invented zones of any size, as data folders of the atlas's own form."""

from __future__ import annotations

import csv
import json
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

DEGREE = 0.1
"""A place is a cell of this many degrees, with a bent border."""

EMPTY = ("brands", "figures", "specialty_parks")


def write_zone(shipped: Path, folder: Path, places: int, corners: int = 40) -> Path:
    """Return a new data folder with so many places, its words and sectors those of `shipped`.

    Parameters
    ----------
    shipped
        A data folder to take the tables' columns, sectors, roles and texts from.
    folder
        Where to write; must not exist.
    places
        How many districts, with one park each.
    corners
        Vertices of an outline.
    """
    chance = random.Random(places)  # noqa: S311 - an invented map, the same in every run
    (folder / "geo").mkdir(parents=True)
    for name in (
        "link_claims",
        "sector_groups",
        "sectors",
        "role_groups",
        "roles",
        "role_links",
        "sources",
    ):
        _write(shipped, folder, name, _read(shipped, name))
    for name in EMPTY:
        _write(shipped, folder, name, [])
    source = _read(shipped, "sources")[0]
    place = [f"place_{number}" for number in range(places)]
    _write(shipped, folder, "places", [_place(name, index) for index, name in enumerate(place)])
    links = list(_links(shipped, place, chance))
    named = {where for _, where, *_ in links}
    _write(shipped, folder, "parks", [_park(name, name in named) for name in place])
    _write(shipped, folder, "claims", [_claim(source, *link) for link in links])
    _write(shipped, folder, "assignments", [_assignment(*link) for link in links])
    _write(
        shipped,
        folder,
        "assignment_claims",
        [{"assignment_id": f"a_{claim}", "claim_id": claim} for claim, *_ in links],
    )
    _write_package(shipped, folder)
    side = math.ceil(math.sqrt(places))
    shapes = [_outline(index % side, index // side, corners) for index in range(places)]
    features = [
        {
            "type": "Feature",
            "properties": {"place_id": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, ring in zip(place, shapes, strict=True)
    ]
    layer = {"type": "FeatureCollection", "features": features}
    (folder / "geo" / "districts.geojson").write_text(json.dumps(layer), "utf-8")
    return folder


def _links(
    shipped: Path, places: Sequence[str], chance: random.Random
) -> Iterator[tuple[str, str, str, str]]:
    sectors = [row["sector_id"] for row in _read(shipped, "sectors")]
    roles = [row["role_id"] for row in _read(shipped, "roles")]
    number = 0
    for place in places:
        for sector in chance.sample(sectors, chance.choice((0, 1, 1, 2, 3))):
            number += 1
            yield f"K{number}", place, sector, chance.choice(roles)


def _place(name: str, index: int) -> Row:
    return {
        "place_id": name,
        "kind": "district",
        "adcode": str(200_000 + index),
        **_names("name", f"District {index}", f"Район {index}", f"第{index}区"),
    }


def _park(name: str, named: bool) -> Row:
    number = name.removeprefix("place_")
    return {
        "park_id": name,
        "place_id": name,
        **_names("name", f"Park {number} of the zone", f"Парк {number} зоны", f"园区{number}号"),
        **_names("short", f"Park {number}", f"Парк {number}", f"园{number}"),
        "named_in_source": str(named).lower(),
    }


def _claim(source: Row, claim: str, place: str, sector: str, role: str) -> Row:
    return {
        "claim_id": claim,
        "source_id": source["source_id"],
        "locator": source["locators"].split("|")[0],
        "scope": "park",
        "kind": "layout",
        "park_id": place,
        "sector_id": sector,
        "role_id": role,
        **_names("text", f"Invented claim {claim}.", f"Тезис {claim}.", f"虚构条目{claim}。"),
        "basis": "stated",
        "status": "established",
        "as_of": source["published"],
        "confidence": "high",
    }


def _assignment(claim: str, place: str, sector: str, role: str) -> Row:
    return {
        "assignment_id": f"a_{claim}",
        "park_id": place,
        "sector_id": sector,
        "role_id": role,
        "basis": "stated",
        "status": "established",
    }


def _names(name: str, en: str, ru: str, zh: str) -> Row:
    return {f"{name}_en": en, f"{name}_ru": ru, f"{name}_zh": zh}


def _outline(column: int, row: int, corners: int) -> list[list[float]]:
    """Return a ring inside its own cell: no outline touches another."""
    west, south = 100 + column * DEGREE, 30 + row * DEGREE
    ring = []
    for corner in range(corners):
        angle = 2 * math.pi * corner / corners
        reach = DEGREE * (0.40 + 0.06 * math.sin(5 * angle + column + 2 * row))
        x, y = west + reach * math.cos(angle), south + reach * math.sin(angle)
        ring.append([round(x, 5), round(y, 5)])
    return [*ring, ring[0]]


def _write_package(shipped: Path, folder: Path) -> None:
    package = json.loads((shipped / "datapackage.json").read_text("utf-8"))
    about = package["atlas"]
    about["id"] = "invented"
    about["layers"] = [layer for layer in about["layers"] if layer["kind"] == "district"]
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False), "utf-8")


def _read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(shipped: Path, folder: Path, name: str, rows: Sequence[Row]) -> None:
    with (shipped / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
