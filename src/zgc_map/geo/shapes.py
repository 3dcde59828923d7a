"""The features of a GeoJSON layer as found: ids, positions and areas, or None in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeGuard

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from zgc_map.catalog.stages import Finding
from zgc_map.geo.geojson import Document

Area = Polygon | MultiPolygon
Ring = NDArray[np.float64]

AREA_TYPES: Final = ("Polygon", "MultiPolygon")
"""The geometry types an area may have."""


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
    def parts(self) -> tuple[tuple[Ring, ...], ...] | None:
        """The rings of every part, each of shape (n, 2); None where positions are not so nested."""
        if self.geometry is None or self.geometry.get("type") not in AREA_TYPES:
            return None
        nested = self.geometry.get("coordinates")
        parts = [nested] if self.geometry["type"] == "Polygon" else nested
        try:
            return tuple(tuple(_ring(ring) for ring in _items(part)) for part in _items(parts))
        except TypeError:
            return None

    @cached_property
    def rings(self) -> tuple[Ring, ...]:
        """Every ring of every part."""
        return tuple(ring for part in self.parts or () for ring in part)

    @cached_property
    def positions(self) -> Ring:
        """Every position, shape (n, 2)."""
        return np.vstack(self.rings) if self.rings else np.empty((0, 2))

    @cached_property
    def area(self) -> Area | None:
        """The area, outer rings counter-clockwise; None while its positions or rings are wrong."""
        parts = self.parts
        if not parts or not all(parts) or not in_range(self.positions).all():
            return None
        if not all(map(_is_ring, self.rings)):
            return None
        polygons = [Polygon(rings[0], rings[1:]) for rings in parts]
        area = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
        return shapely.orient_polygons(area)


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
        """Every feature, in the order of the file."""
        features = member(self.document.value, "features")
        rows = features if isinstance(features, list) else []
        return tuple(Shape(index, raw, self.id_field) for index, raw in enumerate(rows))

    def finding(self, shape: Shape, where: str, found: str, allowed: str) -> Finding:
        """Return a finding about a member of a feature, calling the feature by its id as well."""
        label = f"{shape.id}: {found}" if shape.id and where == "geometry" else found
        return Finding(self.name, None, f"{shape.where}.{where}", label, allowed)


def member(holder: object, key: str) -> object:
    """Return a member of a JSON object; None where it is missing or there is no object."""
    return holder.get(key) if isinstance(holder, dict) else None


def in_range(positions: Ring) -> NDArray[np.bool_]:
    """Return which positions are degrees on the globe, longitude first; NaN is not."""
    return np.asarray((np.abs(positions) <= (180, 90)).all(axis=1))


def _items(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _ring(value: object) -> Ring:
    positions = [_position(position) for position in _items(value)]
    return np.array(positions, dtype=np.float64).reshape(-1, 2)


def _position(value: object) -> tuple[float, float]:
    items = _items(value)
    numbers = [float(item) for item in items if _is_number(item)]
    if not 2 <= len(numbers) == len(items) <= 3:
        raise TypeError
    return numbers[0], numbers[1]


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_ring(ring: Ring) -> bool:
    return len(ring) >= 4 and np.array_equal(ring[0], ring[-1])
