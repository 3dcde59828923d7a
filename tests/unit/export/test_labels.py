"""Names on a picture never lie over each other, over a symbol or over its edge."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, box

from zgc_map.export.labels import CORE, SYMBOL, Name, apart, crosses, placed

ROOM = (0.0, 0.0, 400.0, 300.0)
KEPT = (300.0, 260.0, 400.0, 300.0)

NAMES = st.lists(
    st.tuples(
        st.floats(10, 390), st.floats(10, 290), st.floats(10, 120), st.floats(8, 30),
        st.integers(-1, 5),
    ),
    max_size=14,
).map(lambda rows: [Name(f"n{at}", *row) for at, row in enumerate(rows)])  # fmt: skip


@given(NAMES)
def test_nothing_lies_over_anything(names: list[Name]) -> None:
    spots = placed(names, ROOM, [KEPT])
    for one, other in itertools.combinations(spots, 2):
        assert apart(one.box, other.box)
    for spot in spots:
        left, top, right, bottom = spot.box
        assert left >= 0 and top >= 0 and right <= 400 and bottom <= 300
        assert apart(spot.box, KEPT)
        for name in names:
            near = (name.x - SYMBOL, name.y - SYMBOL, name.x + SYMBOL, name.y + SYMBOL)
            assert name.id == spot.name.id or apart(spot.box, near)


@given(NAMES)
def test_a_name_stands_once_and_the_important_come_first(names: list[Name]) -> None:
    spots = placed(names, ROOM)
    assert len({spot.name.id for spot in spots}) == len(spots)
    assert [spot.name.rank for spot in spots] == sorted(spot.name.rank for spot in spots)


@given(NAMES)
def test_no_line_runs_through_a_symbol_a_label_or_another_line(names: list[Name]) -> None:
    spots = placed(names, ROOM, [KEPT])
    for spot in (spot for spot in spots if spot.far):
        for name in names:
            core = (name.x - CORE, name.y - CORE, name.x + CORE, name.y + CORE)
            assert name.id == spot.name.id or not crosses(spot.line, core)
        for other in (other for other in spots if other is not spot):
            assert not crosses(spot.line, other.box)
            if other.far:
                one, two = LineString(spot.line), LineString(other.line)
                assert not one.crosses(two)


@given(
    st.tuples(*[st.floats(0, 100)] * 4),
    st.tuples(*[st.floats(0, 100)] * 2),
    st.floats(1, 50),
)
def test_crossing_a_box_is_what_geometry_says(
    line: tuple[float, float, float, float], corner: tuple[float, float], side: float
) -> None:
    x0, y0, x1, y1 = line
    left, top = corner
    geometry = LineString([(x0, y0), (x1, y1)])
    inner, outer = (box(*corner, left + side, top + side).buffer(by) for by in (-1e-6, 1e-6))
    found = crosses(((x0, y0), (x1, y1)), (left, top, left + side, top + side))
    assert found or not geometry.intersects(inner)
    assert not found or geometry.intersects(outer)


def test_a_crowded_name_goes_further_out_and_a_line_leads_to_it() -> None:
    names = [Name(f"n{at}", 90 + at * 28, 150, 60, 18, 0) for at in range(8)]
    spots = placed(names, ROOM)
    assert len(spots) == 8
    assert any(spot.far for spot in spots)


def test_a_name_keeps_off_what_belongs_to_another_while_it_can() -> None:
    [spot] = placed([Name("one", 200, 150, 60, 18, 0)], ROOM, foreign=lambda _, box: box[1] < 150)
    assert spot.box[1] >= 150 and not spot.far
    [spot] = placed([Name("one", 200, 150, 60, 18, 0)], ROOM, foreign=lambda _name, _box: True)
    assert spot.far
