"""A view as data frames, for the formats of GIS programs: words of programs as columns."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from zgc_map.export.columns import COUNTS, MEASURES, Table
from zgc_map.export.extent import Extent
from zgc_map.export.tables import parks_table
from zgc_map.export.take import Take
from zgc_map.geo import CRS


def table_frame(table: Table) -> pd.DataFrame:
    """Return a table with typed columns, the same types however many rows it has."""
    frame = pd.DataFrame(table.rows, columns=table.slugs)
    types = {
        slug: "int64" if slug in COUNTS else "float64" if slug in MEASURES else "str"
        for slug in table.slugs
    }
    return frame.astype(types)


def parks_frame(take: Take, seen: Extent) -> gpd.GeoDataFrame:
    """Return the shown parks with the areas of their places, EPSG:4326, in catalog order."""
    frame = table_frame(parks_table(take, seen))
    shapes = [take.parks.geometry[park.id] for park in seen.parks]
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(shapes, crs=CRS))


def symbols_frame(take: Take, seen: Extent) -> gpd.GeoDataFrame:
    """Return the symbols of the shown parks as points, EPSG:4326; representative, not surveyed."""
    frame = table_frame(parks_table(take, seen))[["park_id", "park", "short"]]
    points = [take.parks["symbol"][park.id] for park in seen.parks]
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(points, crs=CRS))


def ground_frame(take: Take) -> gpd.GeoDataFrame:
    """Return every district of the dataset with its name, EPSG:4326."""
    names = [take.t.name(take.catalog.place[one].name) for one in take.ground["place_id"]]
    frame = pd.DataFrame({"place_id": list(take.ground["place_id"]), "place": names}).astype("str")
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(list(take.ground.geometry), crs=CRS))
