"""Where things lie: layers of areas, parks joined to them, sizes on the ground, bands."""

from zgc_map.geo.area_rules import borders_apart
from zgc_map.geo.areas import (
    CRS,
    check_areas,
    load_areas,
    read_areas,
    read_shapes,
    stack_areas,
)
from zgc_map.geo.bands import bands
from zgc_map.geo.datum import gcj02_to_wgs84, wgs84_to_gcj02
from zgc_map.geo.geojson import AreaLimits
from zgc_map.geo.parks import area_km2, join_parks
from zgc_map.geo.zone import Zone, load_zone

__all__ = [
    "CRS",
    "AreaLimits",
    "Zone",
    "area_km2",
    "bands",
    "borders_apart",
    "check_areas",
    "gcj02_to_wgs84",
    "join_parks",
    "load_areas",
    "load_zone",
    "read_areas",
    "read_shapes",
    "stack_areas",
    "wgs84_to_gcj02",
]
