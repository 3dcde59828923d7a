"""The features of a GeoJSON layer as found: ids, positions and areas, or None in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from zgc_map.catalog.stages import Finding
from zgc_map.geo.datum import Positions
from zgc_map.geo.geojson import Document

Area = Polygon | MultiPolygon

AREA_TYPES: Final = ("Polygon", "MultiPolygon")
"""The geometry types an area may have."""


@dataclass(frozen=True)
class Rings:
    """The positions of all rings of a geometry, one after another, and where each ring starts."""

    positions: Positions
    """Shape (n, 2), longitude first."""
    rings: NDArray[np.int64]
    """Where in `positions` each ring starts, and at last how many positions there are."""
    parts: NDArray[np.int64]
    """Where in `rings` each part starts, and at last how many rings there are."""

    @property
    def lengths(self) -> NDArray[np.int64]:
        """How many positions each ring has; 0 for a part without a ring."""
        return np.append(np.diff(self.rings), np.zeros((np.diff(self.parts) == 0).sum(), np.int64))

    @cached_property
    def ends(self) -> tuple[Positions, Positions]:
        """The first and the last position of every ring that has positions, row by row."""
        filled = np.flatnonzero(np.diff(self.rings))
        return self.positions[self.rings[filled]], self.positions[self.rings[filled + 1] - 1]


@dataclass(frozen=True)
class Shape:
    """One feature, as found: `index` counts from 0, as in `features[0]`."""

    index: int
    raw: object
    id_field: str

    @property
    def where(self) -> str:
        """Where the feature lies in the document."""
        return f"features[{self.index}]"

    @cached_property
    def id(self) -> str | None:
        """The value of the id field as text; None unless it is text or a whole number."""
        value = member(member(self.raw, "properties"), self.id_field)
        if isinstance(value, str):
            return value.strip() or None
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else None

    @cached_property
    def geometry(self) -> Mapping[str, object] | None:
        """The geometry object; None where there is none or it has no positions."""
        geometry = member(self.raw, "geometry")
        if not isinstance(geometry, dict) or geometry.get("coordinates", ...) == []:
            return None
        return geometry

    @cached_property
    def rings(self) -> Rings | None:
        """The rings; None where positions are not numbers nested as the type asks."""
        kind = member(self.geometry, "type")
        nested = member(self.geometry, "coordinates")
        if kind not in AREA_TYPES:
            return None
        try:
            return _rings([nested] if kind == "Polygon" else nested)
        except TypeError:
            return None

    @property
    def positions(self) -> Positions:
        """Every position, shape (n, 2); none where there are no `rings`."""
        return np.empty((0, 2)) if self.rings is None else self.rings.positions

    @cached_property
    def area(self) -> Area | None:
        """The area, outer rings counter-clockwise; None while its positions or rings are wrong."""
        rings = self.rings
        if rings is None or rings.lengths.min(initial=4) < 4:
            return None
        if not np.array_equal(*rings.ends) or not in_range(rings.positions).all():
            return None
        offsets = (rings.rings, rings.parts, np.array([0, len(rings.parts) - 1]))
        kind = shapely.GeometryType.MULTIPOLYGON
        found = shapely.from_ragged_array(kind, rings.positions, offsets)
        whole: MultiPolygon = shapely.orient_polygons(found)[0]
        return whole if len(whole.geoms) > 1 else whole.geoms[0]


@dataclass(frozen=True)
class Shapes:
    """The features of a layer."""

    document: Document
    id_field: str

    @property
    def name(self) -> str:
        """What issues call the layer."""
        return self.document.name

    @cached_property
    def features(self) -> tuple[Shape, ...]:
        """Every feature, in the order of the file; none when they are more than the limit."""
        features = member(self.document.value, "features")
        rows = features if isinstance(features, list) else []
        rows = rows if len(rows) <= self.document.limits.features else []
        return tuple(Shape(index, raw, self.id_field) for index, raw in enumerate(rows))

    def finding(self, shape: Shape, where: str, found: str, allowed: str) -> Finding:
        """Return a finding about a member of a feature, calling the feature by its id as well."""
        label = f"{shape.id}: {found}" if shape.id and where == "geometry" else found
        return Finding(self.name, None, f"{shape.where}.{where}", label, allowed)


def member(holder: object, key: str) -> object:
    """Return a member of a JSON object; None where it is missing or there is no object."""
    return holder.get(key) if isinstance(holder, dict) else None


def in_range(positions: Positions) -> NDArray[np.bool_]:
    """Return which positions are degrees on the globe, longitude first; NaN is not."""
    return np.asarray((np.abs(positions) <= (180, 90)).all(axis=1))


def _rings(parts: object) -> Rings:
    """Return positions out of parts of rings; raise `TypeError` where they are not so nested."""
    per_part = _lists(parts)
    per_ring = _lists([ring for part in per_part for ring in part])
    positions = _lists([position for ring in per_ring for position in ring])
    numbers = [number for position in positions for number in position[:2]]
    if not {len(position) for position in positions} <= {2, 3}:
        raise TypeError
    if not {type(number) for position in positions for number in position} <= {int, float}:
        raise TypeError
    return Rings(
        np.array(numbers, dtype=np.float64).reshape(-1, 2), _starts(per_ring), _starts(per_part)
    )


def _lists(value: object) -> list[list[object]]:
    if not isinstance(value, list) or not all(isinstance(item, list) for item in value):
        raise TypeError
    return value


def _starts(lists: list[list[object]]) -> NDArray[np.int64]:
    return np.cumsum([0, *map(len, lists)], dtype=np.int64)
