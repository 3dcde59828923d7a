"""Parks side by side as HTML, with a small map of where they lie."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable
from string import ascii_uppercase
from typing import Any

import geopandas as gpd
from shapely.geometry import LineString, Point, box

from zgc_map.model import Catalog, ParkId
from zgc_map.query import Address, Comparison, Shared
from zgc_map.render.card import START, fill
from zgc_map.render.colours import sector_color
from zgc_map.render.outlines import Outlines, park_ground
from zgc_map.text import Translator

BADGE = 10
"""The radius of a letter's badge, in units of the drawing."""

ROOMY = 2.5
"""A place less wide or deep than so many radii has its badge beside it."""

AWAY = (3.0, 4.5, 6.0)
"""How far beside it, in radii: the first that is free."""

ANGLES = 16


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
    badges = _badges(outlines, letters)
    areas = [
        {
            "path": outlines.path(shape),
            "letter": letters.get(park, ""),
        }
        | badges.get(park, {})
        for park, shape in outlines.ground.items()
    ]
    areas.sort(key=lambda area: str(area["letter"]))
    return fill(
        "mini_map.svg", catalog, t, START, areas=areas, box=outlines.box, radius=BADGE, dark=dark
    )


def _badges(outlines: Outlines, parks: Iterable[ParkId]) -> dict[ParkId, dict[str, Any]]:
    """Return where letters stand: on their places, or beside small ones, with a line to them."""
    spots = {park: outlines.spot(park) for park in parks if park in outlines.ground}
    small = {park for park in spots if _narrow(outlines, park)}
    found: dict[ParkId, dict[str, Any]] = {
        park: {"at": spots[park], "spot": None} for park in spots if park not in small
    }
    left, top, wide, deep = outlines.box
    room = box(left + BADGE, top + BADGE, left + wide - BADGE, top + deep - BADGE)
    lines: list[LineString] = []
    for park in [park for park in spots if park in small]:
        x, y = spots[park]
        around = [
            (x + far * BADGE * math.cos(angle), y + far * BADGE * math.sin(angle))
            for far in AWAY
            for angle in (math.tau * number / ANGLES for number in range(ANGLES))
        ]
        taken = [Point(row["at"]) for row in found.values()]
        others = [Point(spot) for one, spot in spots.items() if one != park]
        free = (
            at
            for at in around
            if room.contains(Point(at))
            and all(Point(at).distance(one) > 2 * BADGE + 2 for one in taken)
            and all(Point(at).distance(one) > BADGE + 4 for one in (*others, *lines))
            and all(LineString([at, (x, y)]).distance(one) > BADGE + 2 for one in taken)
            and not any(LineString([at, (x, y)]).intersects(one) for one in lines)
        )
        at = next(free, around[0])
        lines.append(LineString([at, (x, y)]))
        found[park] = {"at": (round(at[0], 1), round(at[1], 1)), "spot": (x, y)}
    return found


def _narrow(outlines: Outlines, park: ParkId) -> bool:
    """Return whether a badge would hide most of a place."""
    _, _, wide, deep = outlines.around(outlines.ground[park].bounds, 0)
    return min(wide, deep) < ROOMY * BADGE


def _known(catalog: Catalog, park: ParkId) -> bool:
    return any(row.park_id == park for row in catalog.assignments)
