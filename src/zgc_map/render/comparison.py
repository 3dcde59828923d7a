"""Parks side by side as HTML, with a small map of where they lie."""

from __future__ import annotations

import base64
from string import ascii_uppercase

import geopandas as gpd

from zgc_map.model import Catalog, ParkId
from zgc_map.query import Address, Comparison, Shared
from zgc_map.render.card import START, fill
from zgc_map.render.colours import sector_color
from zgc_map.render.outlines import Outlines, park_ground
from zgc_map.text import Translator


def comparison_card(
    catalog: Catalog,
    found: Comparison,
    shapes: gpd.GeoDataFrame,
    t: Translator,
    *,
    dark: bool,
    at: Address = START,
) -> str:
    """Return a comparison as HTML. Figures are ranked only where nothing speaks against it.

    Parameters
    ----------
    shapes
        One row a park, its id as index, EPSG:4326.
    """
    letters = dict(zip(found.parks, ascii_uppercase, strict=False))
    drawing = mini_map(catalog, letters, shapes, t, dark=dark)
    return fill(
        "compare.html",
        catalog,
        t,
        at,
        found=found,
        parks=[catalog.park[park] for park in found.parks],
        letters=letters,
        groups=[
            (shared, [row for row in found.sectors if row.shared is shared])
            for shared in Shared
            if any(row.shared is shared for row in found.sectors)
        ],
        colors={
            row.sector_id: sector_color(catalog, row.sector_id, dark=dark) for row in found.sectors
        },
        silent={park for park in found.parks if not _known(catalog, park)},
        picture=base64.b64encode(drawing.encode()).decode("ascii"),
    )


def mini_map(
    catalog: Catalog,
    letters: dict[ParkId, str],
    shapes: gpd.GeoDataFrame,
    t: Translator,
    *,
    dark: bool,
) -> str:
    """Return a drawing (SVG) of all parks' places, those with a letter lit."""
    outlines = Outlines(park_ground(catalog, shapes))
    areas = [
        {
            "path": outlines.path(shape),
            "letter": letters.get(park, ""),
            "at": outlines.spot(park),
        }
        for park, shape in outlines.ground.items()
    ]
    areas.sort(key=lambda area: str(area["letter"]))
    return fill("mini_map.svg", catalog, t, START, areas=areas, box=outlines.box, dark=dark)


def _known(catalog: Catalog, park: ParkId) -> bool:
    return any(row.park_id == park for row in catalog.assignments)
