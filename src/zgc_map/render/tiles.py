"""Where each park stands in the schematic view: a grid of tiles of one size."""

from __future__ import annotations

import math

from zgc_map.model import Catalog, ParkId, Tile


def tiles(catalog: Catalog) -> dict[ParkId, Tile]:
    """Return the tile of every park: its place's own, or the next free one below, row by row."""
    given = {park.id: catalog.place[park.place_id].tile for park in catalog.parks}
    found = {park: tile for park, tile in given.items() if tile is not None}
    wide = max(math.ceil(math.sqrt(len(catalog.parks))), *(tile.col for tile in found.values()), 1)
    row = max((tile.row for tile in found.values()), default=0)
    rest = [park for park in given if park not in found]
    for index, park in enumerate(rest):
        found[park] = Tile(index % wide + 1, row + index // wide + 1)
    return found
