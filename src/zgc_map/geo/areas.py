"""Layers of areas: read one, or read and check all a catalog names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from shapely import Polygon

from zgc_map.catalog.issues import DataError, Issue
from zgc_map.geo.area_rules import TOGETHER, AreasOfCatalog
from zgc_map.geo.datum import gcj02_to_wgs84
from zgc_map.geo.geojson import AREA_LIMITS, AreaLimits, read_document
from zgc_map.geo.shape_rules import AREAS
from zgc_map.geo.shapes import Area, Shapes
from zgc_map.model import Catalog, Datum, Layer, PlaceKind

CRS = "EPSG:4326"
"""What every area is in: WGS 84, degrees, longitude first."""


def read_areas(path: Path, layer: Layer, limits: AreaLimits = AREA_LIMITS) -> gpd.GeoDataFrame:
    """Return the areas of a layer.

    The file is read with `json` and built with shapely, never with GDAL, so that nothing in it can
    open another file or an address.

    Parameters
    ----------
    path : Path
        A GeoJSON FeatureCollection whose features have a property `place_id`.
    layer : Layer
        What the dataset says of the file. A layer in GCJ-02 is brought to WGS 84.
    limits : AreaLimits
        The largest layer that is read.

    Returns
    -------
    GeoDataFrame
        Index 0, 1, …; one row an area, in the order of the file. Columns: `place_id` (text, each
        once), `geometry` (valid Polygon or MultiPolygon, 2-D, outer rings counter-clockwise).
        CRS EPSG:4326, degrees.

    Raises
    ------
    DataError
        With every problem (file as in `layer.path`, column as a path in the JSON), when the layer
        cannot be used.
    """
    shapes, issues = read_shapes(path, layer.path, "place_id", limits)
    if issues:
        raise DataError(issues)
    areas = list(shapes.values())
    if layer.datum is Datum.GCJ02:
        areas = [shapely.transform(area, gcj02_to_wgs84) for area in areas]
    return gpd.GeoDataFrame({"place_id": list(shapes)}, geometry=areas, crs=CRS)


def read_shapes(
    path: Path, name: str, id_field: str, limits: AreaLimits = AREA_LIMITS
) -> tuple[dict[str, Area], tuple[Issue, ...]]:
    """Return the areas of a GeoJSON layer by id, and what is wrong with its features.

    Parameters
    ----------
    path : Path
        A FeatureCollection of polygons, longitude first, in degrees of any datum.
    name : str
        What issues call the file.
    id_field : str
        The property that says which place a feature is.
    limits : AreaLimits
        The largest layer that is read.

    Returns
    -------
    dict of str to Polygon or MultiPolygon
        In the order of the file, every feature that has an id; an empty Polygon where a feature
        has no area that could be read. Without issues, every area is valid.
    tuple of Issue
        Everything wrong with the features; empty when they can be used.

    Raises
    ------
    DataError
        With every problem, when there are no features to speak of.
    """
    shapes = Shapes(read_document(path, name, limits), id_field)
    issues = AREAS.issues(shapes)
    if not shapes.features:
        raise DataError(issues)
    return {row.id: row.area or Polygon() for row in shapes.features if row.id}, issues


def check_areas(catalog: Catalog, areas: Mapping[PlaceKind, gpd.GeoDataFrame]) -> tuple[Issue, ...]:
    """Return everything wrong with the areas of a catalog; empty when they fit it.

    Parameters
    ----------
    catalog : Catalog
        The dataset the areas belong to.
    areas : mapping of PlaceKind to GeoDataFrame
        The areas of each kind, as `read_areas` returns them (columns `place_id`, `geometry`).

    Returns
    -------
    tuple of Issue
        For each rule of `zgc_map.geo.area_rules`, in its order.
    """
    return TOGETHER.issues(AreasOfCatalog(catalog, areas))


def load_areas(catalog: Catalog, folder: Path) -> dict[PlaceKind, gpd.GeoDataFrame]:
    """Return every layer a catalog names, read and checked.

    Parameters
    ----------
    catalog : Catalog
        The dataset; `catalog.about.layers` names the files, one a kind of place.
    folder : Path
        The data folder.

    Returns
    -------
    dict of PlaceKind to GeoDataFrame
        In the order of the layers; columns and CRS as `read_areas`.

    Raises
    ------
    DataError
        With every problem of every layer, and if all can be read, of all of them together.
    """
    areas: dict[PlaceKind, gpd.GeoDataFrame] = {}
    issues: list[Issue] = []
    for layer in catalog.about.layers:
        try:
            areas[layer.kind] = read_areas(folder / layer.path, layer)
        except DataError as error:
            issues.extend(error.issues)
    if not issues:
        issues.extend(check_areas(catalog, areas))
    if issues:
        raise DataError(issues)
    return areas


def stack_areas(frames: Iterable[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Return the areas of several frames as one, in order; columns and CRS as `read_areas`."""
    none = gpd.GeoDataFrame({"place_id": []}, geometry=[], crs=CRS)
    return gpd.GeoDataFrame(pd.concat(list(frames) or [none], ignore_index=True), crs=CRS)
