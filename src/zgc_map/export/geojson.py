"""GeoJSON (RFC 7946): the shown parks on the ground they are shown on, with licence and origin."""

from __future__ import annotations

import json
from typing import Any

from shapely import set_precision
from shapely.geometry import mapping

from zgc_map.export.extent import extent
from zgc_map.export.progress import Tell
from zgc_map.export.provenance import provenance
from zgc_map.export.tables import parks_table
from zgc_map.export.take import Take

GRID = 1e-6
"""Coordinates are rounded to this many degrees (about 10 cm), as RFC 7946 advises."""


def write(take: Take, _: Tell) -> bytes:
    """Return a FeatureCollection: one feature a shown park, in catalog order.

    Members beside it: `name`, `licence`, `attribution` and `provenance`, which RFC 7946 lets
    readers pass over.
    """
    seen = extent(take)
    about, t = take.catalog.about, take.t
    shapes = take.parks.geometry
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "id": row["park_id"],
            "geometry": mapping(set_precision(shapes[str(row["park_id"])], GRID, mode="pointwise")),
            "properties": row,
        }
        for row in parks_table(take, seen).records()
    ]
    collection = {
        "type": "FeatureCollection",
        "name": about.id,
        "licence": about.licence,
        "attribution": t.name(about.attribution),
        "provenance": {line.slug: line.text for line in provenance(take, seen)},
        "features": features,
    }
    text = json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False, default=str)
    return (text + "\n").encode()
