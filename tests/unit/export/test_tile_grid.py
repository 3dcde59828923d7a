"""Tiles on pictures, slides and pages: no sector is left out without a word."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.unit.export.conftest import Taker
from zgc_map.export.drawing import Part, Shape, Text
from zgc_map.export.figure import draw_map
from zgc_map.export.labels import Box
from zgc_map.export.tile_grid import LEAST, SMALL, _fitted
from zgc_map.export.typeface import printable
from zgc_map.render.map_state import park_sectors

SLIDE, PAGE, TINY = (0.0, 0.0, 733.0, 552.0), (0.0, 0.0, 420.0, 520.0), (0.0, 0.0, 290.0, 240.0)


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
@pytest.mark.parametrize(("room", "size"), [(SLIDE, 18.5), (PAGE, 11.5), (TINY, 11.5)])
def test_a_tile_names_all_its_sectors_or_says_how_many_more(
    shipped: Taker, lang: str, room: Box, size: float
) -> None:
    take = shipped("view=tiles", lang=lang)
    things = draw_map(take, room, dark=False, label_size=size).things
    texts = [thing for thing in things if isinstance(thing, Text) and not thing.label]
    (named,) = {thing.size for thing in things if isinstance(thing, Text) and thing.label}
    assert all(text.size >= SMALL * named - 0.01 for text in texts)
    for area in [row for row in things if isinstance(row, Shape) and row.part is Part.AREA]:
        left, top, right, bottom = area.geometry.bounds
        inside = [text for text in texts if left < text.x < right and top < text.y < bottom]
        lines = [text.text for text in inside]
        (park,) = [row for row in take.catalog.parks if row.id == area.park]
        sectors = park_sectors(take.catalog, park.id)
        if min(right - left, bottom - top) < LEAST:
            assert not lines
            continue
        more = [int(line[1:]) for line in lines if re.fullmatch(r"\+\d+", line)]
        names = [printable(take.t.name(take.catalog.sector[one].name)) for one in sectors]
        named = [name for name in names if any(line[:4] == name[: len(line[:4])] for line in lines)]
        assert len(named) + sum(more) == len(sectors)


def test_the_park_of_most_sectors_names_all_on_a_slide(shipped: Taker) -> None:
    for lang in ("en", "ru", "zh"):
        take = shipped("view=tiles", lang=lang)
        things = draw_map(take, SLIDE, dark=False, label_size=18.5, spare=1.13).things
        assert not [row for row in things if isinstance(row, Text) and row.text.startswith("+")]


def test_more_sectors_than_there_is_room_for_are_counted() -> None:
    small, rows = _fitted(["One sector", "Two", "Three", "Four"], 90.0, 16.0, 10.0)
    assert (small, rows) == (pytest.approx(5.7), [["One sector"], ["+3"]])
    _, rows = _fitted(["A sector of many words", "Two"], 40.0, 15.0, 10.0)
    assert [len(row) for row in rows] == [1, 1]
    assert rows[0][0].startswith("A sector") and rows[0][0].endswith("...")


def test_bands_are_apart_so_that_they_are_counted(shipped: Taker) -> None:
    for room in (SLIDE, TINY):
        things = draw_map(shipped("view=tiles"), room, dark=False).things
        bands = [row for row in things if isinstance(row, Shape) and row.part is Part.BAND]
        for one, other in itertools.combinations(bands, 2):
            assert one.geometry.distance(other.geometry) > 0.9
