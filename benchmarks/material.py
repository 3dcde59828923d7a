"""The places of a data folder as a plain GeoJSON file, which is what the peers read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from shapely import get_num_coordinates, segmentize
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from zgc_map.catalog import load_catalog
from zgc_map.geo import join_parks, load_areas, stack_areas
from zgc_map.model import Lang

DETAIL = 2_000
"""Vertices of a detailed outline."""


@dataclass(frozen=True)
class Material:
    """What is shown, and what can be asked of it."""

    folder: Path
    parks: tuple[str, ...]
    groups: tuple[str, ...]


def write_material(data: Path, folder: Path) -> Material:
    """Return the places of a data folder, written light (as shipped) and detailed (densified)."""
    catalog = load_catalog(data)
    parks = join_parks(catalog, stack_areas(load_areas(catalog, data).values()))
    folder.mkdir(parents=True)
    rows = []
    for park in catalog.parks:
        sectors = [row.sector_id for row in catalog.assignments if row.park_id == park.id]
        said = [row.text.in_(Lang.EN) for row in catalog.claims if row.park_id == park.id]
        groups = sorted({catalog.sector[sector].group_id for sector in sectors})
        first = catalog.sector_group[groups[0]].color if groups else "#999999"
        properties = {
            "id": park.id,
            "name": park.name.in_(Lang.EN),
            "groups": ",".join(groups),
            "color": first,
            "claims": "\n".join(said),
        }
        rows.append((properties, parks.geometry[park.id]))
    for name, dense in (("light", False), ("detailed", True)):
        features = [
            {
                "type": "Feature",
                "properties": properties,
                "geometry": mapping(densified(shape) if dense else shape),
            }
            for properties, shape in rows
        ]
        layer = {"type": "FeatureCollection", "features": features}
        (folder / f"{name}.geojson").write_text(json.dumps(layer, ensure_ascii=False), "utf-8")
    used = {group for properties, _ in rows for group in properties["groups"].split(",") if group}
    groups_used = tuple(row.id for row in catalog.sector_groups if row.id in used)
    return Material(folder, tuple(catalog.park), groups_used)


def densified(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape with about `DETAIL` vertices: what a detailed source would have."""
    missing = max(DETAIL - int(get_num_coordinates(shape)), 1)
    step = shape.length / missing
    return segmentize(shape, step)
