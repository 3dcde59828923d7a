"""Names on a picture never lie over each other, over a symbol or over its edge."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from zgc_map.export.labels import SYMBOL, Name, apart, placed

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


def test_a_crowded_name_goes_further_out_and_a_line_leads_to_it() -> None:
    names = [Name(f"n{at}", 200 + at, 150, 90, 18, 0) for at in range(12)]
    spots = placed(names, ROOM)
    assert len(spots) == 12
    assert any(spot.far for spot in spots)
