"""What can be wrong between the areas and the catalog they belong to: one small rule a thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zgc_map.catalog.issues import shown
from zgc_map.catalog.stages import Finding, Stage
from zgc_map.model import Catalog, PlaceId, PlaceKind

_EPSG: Final = 4326
_SLIT: Final = 0.000_5
"""How narrow a gap between two areas, in degrees (about 50 m), counts as a fault."""


@dataclass(frozen=True)
class AreasOfCatalog:
    """A catalog and its areas, by kind of place."""

    catalog: Catalog
    frames: Mapping[PlaceKind, gpd.GeoDataFrame]

    @cached_property
    def rows(self) -> tuple[tuple[PlaceKind, str, BaseGeometry], ...]:
        """Kind, place id and geometry of every area, in order."""
        return tuple(
            (kind, place_id, geometry)
            for kind, frame in self.frames.items()
            for place_id, geometry in zip(frame["place_id"], frame.geometry, strict=True)
        )

    def file(self, kind: PlaceKind) -> str:
        """Return what issues call the layer of a kind."""
        names = (layer.path for layer in self.catalog.about.layers if layer.kind is kind)
        return next(names, f"areas of kind {kind.value}")


def borders_apart(areas: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return which of some valid areas overlap others, or miss them by less than about 50 m."""
    return ~shapely.is_empty(shapely.coverage_invalid_edges(areas, gap_width=_SLIT))


TOGETHER: Stage[AreasOfCatalog] = Stage("Areas and places", "The areas against the catalog.")


@TOGETHER.rule("layer_described")
def _described(subject: AreasOfCatalog) -> Iterator[Finding]:
    """Every kind of place has a layer in the data package, which says its file and datum."""
    described = {layer.kind for layer in subject.catalog.about.layers}
    used = {place.kind for place in subject.catalog.places} | set(subject.frames)
    for kind in PlaceKind:
        if kind in used - described:
            found = f"no layer of kind {kind.value}"
            yield Finding("datapackage.json", None, "layers", found, "path, kind and datum of each")


@TOGETHER.rule("layer_degrees")
def _degrees(subject: AreasOfCatalog) -> Iterator[Finding]:
    """Areas are in EPSG:4326."""
    for kind, frame in subject.frames.items():
        if frame.crs is None or frame.crs.to_epsg() != _EPSG:
            found = str(frame.crs)
            yield Finding(subject.file(kind), None, None, found, f"EPSG:{_EPSG}")


@TOGETHER.rule("area_valid")
def _valid(subject: AreasOfCatalog) -> Iterator[Finding]:
    """Every area is a valid, not empty Polygon or MultiPolygon."""
    for kind, place_id, geometry in subject.rows:
        is_area = isinstance(geometry, shapely.Polygon | shapely.MultiPolygon)
        if not is_area or geometry.is_empty or not geometry.is_valid:
            reason = shapely.is_valid_reason(geometry) if is_area else type(geometry).__name__
            found = f"{place_id}: {'empty' if is_area and geometry.is_empty else reason}"
            yield Finding(subject.file(kind), None, "geometry", found, "a valid area")


@TOGETHER.rule("area_place")
def _place(subject: AreasOfCatalog) -> Iterator[Finding]:
    """Every area is of a place of the catalog, of the kind its layer is for."""
    for kind, place_id, _ in subject.rows:
        place = subject.catalog.place.get(PlaceId(place_id))
        if place is None:
            found, allowed = shown(place_id), "the id of a place"
            yield Finding(subject.file(kind), None, "place_id", found, allowed)
        elif place.kind is not kind:
            found, allowed = f"{place_id}, a {place.kind.value}", f"places of kind {kind.value}"
            yield Finding(subject.file(kind), None, "place_id", found, allowed)


@TOGETHER.rule("area_missing")
def _missing(subject: AreasOfCatalog) -> Iterator[Finding]:
    """Every place of the catalog has an area."""
    known = {place_id for _, place_id, _ in subject.rows}
    for place in subject.catalog.places:
        if place.id not in known:
            found = f"no area of {place.id}"
            yield Finding(subject.file(place.kind), None, "place_id", found, "one for each place")


@TOGETHER.rule("area_repeated")
def _repeated(subject: AreasOfCatalog) -> Iterator[Finding]:
    """No place has two areas, in one layer or in two."""
    known: set[str] = set()
    for kind, place_id, _ in subject.rows:
        if place_id in known:
            yield Finding(subject.file(kind), None, "place_id", place_id, "each place once")
        known.add(place_id)


@TOGETHER.rule("area_coverage")
def _coverage(subject: AreasOfCatalog) -> Iterator[Finding]:
    """Districts do not overlap, share their borders vertex by vertex, and leave no slits."""
    frame = subject.frames.get(PlaceKind.DISTRICT)
    if frame is None or not frame.geometry.is_valid.all():
        return
    wrong = frame["place_id"][borders_apart(frame.geometry.to_numpy())]
    for place_id in wrong:
        allowed = "borders that meet without overlaps or slits"
        yield Finding(subject.file(PlaceKind.DISTRICT), None, "geometry", place_id, allowed)


@TOGETHER.rule("symbol_inside")
def _symbol(subject: AreasOfCatalog) -> Iterator[Finding]:
    """Every symbol of a park lies inside the area of its place."""
    areas = {place_id: geometry for _, place_id, geometry in subject.rows}
    for park in subject.catalog.parks:
        area = areas.get(park.place_id)
        if park.symbol is None or area is None:
            continue
        if not area.covers(shapely.Point(park.symbol.lon, park.symbol.lat)):
            found = f"{park.id}: {park.symbol.lon:g}, {park.symbol.lat:g}"
            yield Finding("parks.csv", None, "symbol_lon", found, f"inside {park.place_id}")
