"""What can be wrong with the features of a layer: one small rule a thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from zgc_map.catalog.issues import shown
from zgc_map.catalog.stages import Finding, Stage
from zgc_map.geo.datum import Positions
from zgc_map.geo.shapes import AREA_TYPES, Shape, Shapes, in_range, member

_CRS84: Final = ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "OGC:CRS84")

AREAS: Stage[Shapes] = Stage("Layer features", "The features of a layer of areas.")


@AREAS.rule("layer_type")
def _layer_type(shapes: Shapes) -> Iterator[Finding]:
    """Every layer is a GeoJSON FeatureCollection, not a bare feature or geometry."""
    kind = member(shapes.document.value, "type")
    if kind != "FeatureCollection":
        yield Finding(shapes.name, None, "type", shown(kind), "FeatureCollection")


@AREAS.rule("layer_features")
def _layer_features(shapes: Shapes) -> Iterator[Finding]:
    """There is a list of features, of at least one and no more than the setting `features`."""
    features = member(shapes.document.value, "features")
    limit = shapes.document.limits.features
    if not isinstance(features, list):
        yield Finding(shapes.name, None, "features", shown(features), "a list of features")
    elif not 0 < len(features) <= limit:
        allowed = f"1 to {limit:,} features (features)"
        yield Finding(shapes.name, None, "features", f"{len(features):,} features", allowed)


@AREAS.rule("layer_crs")
def _layer_crs(shapes: Shapes) -> Iterator[Finding]:
    """Positions are WGS 84 degrees, longitude first: no `crs` member says anything else."""
    holders = [("", shapes.document.value)]
    for shape in shapes.features:
        holders.append((f"{shape.where}.", shape.raw))
        holders.append((f"{shape.where}.geometry.", shape.geometry))
    for where, holder in holders:
        if isinstance(holder, dict) and "crs" in holder:
            crs = holder["crs"]
            name = member(member(crs, "properties"), "name")
            if member(crs, "type") != "name" or name not in _CRS84:
                yield Finding(shapes.name, None, f"{where}crs", shown(crs), "no crs, or CRS84")


@AREAS.rule("layer_vertices")
def _layer_vertices(shapes: Shapes) -> Iterator[Finding]:
    """No layer has more vertices than the setting `vertices`."""
    count = sum(len(shape.positions) for shape in shapes.features)
    limit = shapes.document.limits.vertices
    if count > limit:
        allowed = f"at most {limit:,} (vertices)"
        yield Finding(shapes.name, None, "features", f"{count:,} vertices", allowed)


@AREAS.rule("feature_type")
def _feature_type(shapes: Shapes) -> Iterator[Finding]:
    """Every member of `features` is a Feature."""
    for shape in shapes.features:
        kind = member(shape.raw, "type")
        if kind != "Feature":
            yield shapes.finding(shape, "type", shown(kind), "Feature")


@AREAS.rule("area_id_missing")
def _id_missing(shapes: Shapes) -> Iterator[Finding]:
    """Every feature says which place it is, in the property the reader was told of."""
    for shape in shapes.features:
        if shape.id is None:
            properties = member(shape.raw, "properties")
            names = list(properties)[:8] if isinstance(properties, dict) else properties
            found = f"properties {shown(names)}"
            yield shapes.finding(
                shape, f"properties.{shapes.id_field}", found, "text or a whole number"
            )


@AREAS.rule("area_id_repeated")
def _id_repeated(shapes: Shapes) -> Iterator[Finding]:
    """No two features are the same place: an area in several parts is one MultiPolygon."""
    first: dict[str, str] = {}
    for shape in shapes.features:
        if shape.id is None:
            continue
        if shape.id in first:
            found = f"{shown(shape.id)}, already in {first[shape.id]}"
            yield shapes.finding(shape, f"properties.{shapes.id_field}", found, "each place once")
        first.setdefault(shape.id, shape.where)


@AREAS.rule("geometry_empty")
def _geometry_empty(shapes: Shapes) -> Iterator[Finding]:
    """Every feature has a geometry with positions."""
    for shape in shapes.features:
        if shape.geometry is None:
            found = shown(member(shape.raw, "geometry"))
            yield shapes.finding(shape, "geometry", found, "a Polygon or MultiPolygon")


@AREAS.rule("geometry_type")
def _geometry_type(shapes: Shapes) -> Iterator[Finding]:
    """Every geometry is a Polygon or a MultiPolygon."""
    for shape in shapes.features:
        kind = member(shape.geometry, "type")
        if shape.geometry is not None and kind not in AREA_TYPES:
            yield shapes.finding(shape, "geometry", shown(kind), "Polygon or MultiPolygon")


@AREAS.rule("geometry_positions")
def _geometry_positions(shapes: Shapes) -> Iterator[Finding]:
    """Positions are two numbers (a third, the height, is left out), in rings, in parts."""
    for shape in shapes.features:
        if shape.rings is None and member(shape.geometry, "type") in AREA_TYPES:
            found = shown(member(shape.geometry, "coordinates"))
            yield shapes.finding(shape, "geometry", found, "rings of [longitude, latitude]")


@AREAS.rule("position_finite")
def _position_finite(shapes: Shapes) -> Iterator[Finding]:
    """No position is NaN or infinite."""
    for shape in shapes.features:
        wrong = ~_finite(shape.positions)
        yield from _wrong_positions(shapes, shape, wrong, "finite numbers")


@AREAS.rule("position_swapped")
def _position_swapped(shapes: Shapes) -> Iterator[Finding]:
    """Longitude comes first: an area that only fits the globe the other way round is refused."""
    for shape in shapes.features:
        yield from _wrong_positions(
            shapes, shape, _swapped(shape.positions), "longitude before latitude"
        )


@AREAS.rule("position_range")
def _position_range(shapes: Shapes) -> Iterator[Finding]:
    """Positions are degrees on the globe: longitude -180 to 180, latitude -90 to 90."""
    for shape in shapes.features:
        if not _swapped(shape.positions).any():
            wrong = _finite(shape.positions) & ~in_range(shape.positions)
            allowed = "degrees: longitude -180 to 180, latitude -90 to 90"
            yield from _wrong_positions(shapes, shape, wrong, allowed)


@AREAS.rule("ring_short")
def _ring_short(shapes: Shapes) -> Iterator[Finding]:
    """Every ring has four positions or more, and every part a ring."""
    for shape in shapes.features:
        shortest = 4 if shape.rings is None else shape.rings.lengths.min(initial=4)
        if shortest < 4:
            yield shapes.finding(shape, "geometry", f"a ring of {shortest}", "4 positions or more")


@AREAS.rule("ring_unclosed")
def _ring_unclosed(shapes: Shapes) -> Iterator[Finding]:
    """Every ring ends where it starts."""
    for shape in shapes.features:
        if shape.rings is None:
            continue
        first, last = shape.rings.ends
        unlike = ((first != last) & ~np.isnan(first)).any(axis=1)
        if unlike.any():
            found = f"{first[unlike][0].tolist()} to {last[unlike][0].tolist()}{_more(unlike)}"
            yield shapes.finding(shape, "geometry", found, "the same first and last position")


@AREAS.rule("geometry_valid")
def _geometry_valid(shapes: Shapes) -> Iterator[Finding]:
    """Rings do not cross themselves or each other, and holes lie inside."""
    for shape in shapes.features:
        if shape.area is not None and not shape.area.is_valid:
            yield shapes.finding(
                shape, "geometry", shapely.is_valid_reason(shape.area), "a valid area"
            )


@AREAS.rule("geometry_antimeridian")
def _geometry_antimeridian(shapes: Shapes) -> Iterator[Finding]:
    """No part is wider than 180°: an area over that meridian is cut there, as RFC 7946 says."""
    for shape in shapes.features:
        area = shape.area
        bounds = shapely.bounds(shapely.get_parts(area)) if area else np.empty((0, 4))
        width = (bounds[:, 2] - bounds[:, 0]).max(initial=0)
        if width > 180:
            yield shapes.finding(shape, "geometry", f"{width:g}° wide", "at most 180°")


def _finite(positions: Positions) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(positions).all(axis=1))


def _swapped(positions: Positions) -> NDArray[np.bool_]:
    """Return which positions are off the globe, if all are on it with their numbers exchanged."""
    off = ~in_range(positions)
    return off if in_range(positions[:, ::-1]).all() else np.zeros_like(off)


def _wrong_positions(
    shapes: Shapes, shape: Shape, wrong: NDArray[np.bool_], allowed: str
) -> Iterator[Finding]:
    """Return one finding for all wrong positions of a feature, showing the first."""
    if wrong.any():
        found = f"{shape.positions[wrong][0].tolist()}{_more(wrong)}"
        yield shapes.finding(shape, "geometry", found, allowed)


def _more(wrong: NDArray[np.bool_]) -> str:
    """Return how many there are besides the one that is shown."""
    return f" and {wrong.sum() - 1:,} more" if wrong.sum() > 1 else ""
