"""The schematic view: one tile a park, whatever the data says of its place."""

from __future__ import annotations

from dataclasses import replace

from zgc_map.model import Catalog, Tile
from zgc_map.render.tiles import tiles


def test_every_park_has_a_tile_of_its_own(catalog: Catalog) -> None:
    found = tiles(catalog)
    assert set(found) == set(catalog.park)
    assert len(set(found.values())) == len(found)


def test_a_place_that_has_a_tile_keeps_it_and_the_rest_follow_below(toytown: Catalog) -> None:
    assert list(tiles(toytown).items())[-1] == ("park_yew", Tile(1, 3))
    assert tiles(toytown)[toytown.parks[1].id] == Tile(2, 1)


def test_without_any_tiles_parks_stand_in_rows(toytown: Catalog) -> None:
    bare = replace(toytown, places=tuple(replace(row, tile=None) for row in toytown.places))
    assert list(tiles(bare).values()) == [
        Tile(1, 1), Tile(2, 1), Tile(3, 1), Tile(1, 2), Tile(2, 2),
    ]  # fmt: skip


def test_no_parks_have_no_tiles(toytown: Catalog) -> None:
    assert tiles(replace(toytown, parks=())) == {}
