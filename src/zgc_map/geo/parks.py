"""Parks with the ground they are shown on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from zgc_map.catalog.issues import DataError, Issue
from zgc_map.geo.areas import CRS
from zgc_map.model import Catalog, ClaimId, Park, ParkId, PlaceId, RoleId, SectorId

EQUAL_AREA_CRS: Final = "EPSG:6933"
"""The projection sizes are measured in: WGS 84 / NSIDC EASE-Grid 2.0 Global, metres."""


def join_parks(catalog: Catalog, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the parks of a catalog with the areas of their places.

    A park is shown on the whole area of its place, which is not the park's own boundary.

    Parameters
    ----------
    catalog : Catalog
        The dataset.
    areas : GeoDataFrame
        The areas of all kinds of place (`stack_areas`): columns `place_id` and `geometry`,
        EPSG:4326.

    Returns
    -------
    GeoDataFrame
        Index `park_id`; one row a park, in catalog order. Columns:

        - `place_id` (text), `kind` (text, the value of a `PlaceKind`);
        - `sectors`, `roles` (tuples of ids in catalog order, each once, of all assignments of the
          park, whatever their basis and status; empty if it has none);
        - `claim_ids` (tuple in catalog order: claims about the park or behind an assignment of it);
        - `symbol` (Point, degrees, EPSG:4326: the one given, or else a point inside the area);
        - `geometry` (Polygon or MultiPolygon, degrees, EPSG:4326: the area of the place).

    Raises
    ------
    DataError
        With every problem: a park whose place has no area, a place that has two parks.
    """
    geometries = dict(zip(areas["place_id"], areas.geometry, strict=True))
    issues = [*_without_area(catalog, geometries.keys()), *_sharing_a_place(catalog)]
    if issues:
        raise DataError(issues)

    shown_on = [geometries[park.place_id] for park in catalog.parks]
    symbols = [_symbol(*pair) for pair in zip(catalog.parks, shown_on, strict=True)]
    columns = {
        "place_id": [str(park.place_id) for park in catalog.parks],
        "kind": [catalog.place[park.place_id].kind.value for park in catalog.parks],
        **_edges_of_parks(catalog),
    }
    index = pd.Index([str(park.id) for park in catalog.parks], name="park_id")
    parks = gpd.GeoDataFrame(columns, index=index)
    parks["symbol"] = gpd.GeoSeries(symbols, index=index, crs=CRS)
    return parks.set_geometry(gpd.GeoSeries(shown_on, index=index, crs=CRS))


def area_km2(frame: gpd.GeoDataFrame) -> pd.Series[float]:
    """Return the size of each area on the ground.

    Measured in EPSG:6933, a cylindrical projection that keeps sizes true everywhere on the WGS 84
    ellipsoid between 86° south and north.

    Parameters
    ----------
    frame : GeoDataFrame
        Polygons or MultiPolygons in any stated CRS.

    Returns
    -------
    Series of float
        Square kilometres, name `area_km2`, the index of the frame.

    Raises
    ------
    ValueError
        When the frame states no CRS.
    """
    if frame.crs is None:
        raise ValueError("a size on the ground needs a CRS, and this frame has none")
    return (frame.geometry.to_crs(EQUAL_AREA_CRS).area / 1e6).rename("area_km2")


def _edges_of_parks(catalog: Catalog) -> dict[str, list[tuple[str, ...]]]:
    """Return the columns that hold ids, each a tuple a park."""
    sectors: defaultdict[ParkId, set[SectorId]] = defaultdict(set)
    roles: defaultdict[ParkId, set[RoleId]] = defaultdict(set)
    claims: defaultdict[ParkId, set[ClaimId]] = defaultdict(set)
    for row in catalog.assignments:
        sectors[row.park_id].add(row.sector_id)
        roles[row.park_id].add(row.role_id)
        claims[row.park_id].update(row.claim_ids)
    for claim in catalog.claims:
        if claim.park_id is not None:
            claims[claim.park_id].add(claim.id)
    ids = [park.id for park in catalog.parks]
    return {
        "sectors": [_in_order(catalog.sector, sectors[park_id]) for park_id in ids],
        "roles": [_in_order(catalog.role, roles[park_id]) for park_id in ids],
        "claim_ids": [_in_order(catalog.claim, claims[park_id]) for park_id in ids],
    }


def _in_order(order: Iterable[str], chosen: Collection[str]) -> tuple[str, ...]:
    return tuple(row_id for row_id in order if row_id in chosen)


def _symbol(park: Park, area: BaseGeometry) -> shapely.Point:
    if park.symbol is None:
        return shapely.Point(area.representative_point())
    return shapely.Point(park.symbol.lon, park.symbol.lat)


def _without_area(catalog: Catalog, known: Iterable[str]) -> Iterable[Issue]:
    known = set(known)
    for park in catalog.parks:
        if park.place_id not in known:
            found = f"{park.id} in {park.place_id}, which has no area"
            yield Issue("parks.csv", None, "place_id", "park_area", found, "a place with an area")


def _sharing_a_place(catalog: Catalog) -> Iterable[Issue]:
    parks_of: defaultdict[PlaceId, list[ParkId]] = defaultdict(list)
    for park in catalog.parks:
        parks_of[park.place_id].append(park.id)
    for place_id, park_ids in parks_of.items():
        if len(park_ids) > 1:
            found = f"{place_id} for {', '.join(park_ids)}"
            yield Issue("parks.csv", None, "place_id", "park_place", found, "one park a place")
