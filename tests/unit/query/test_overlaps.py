"""Which parks share which sectors: every shown sector once, and nothing made up."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import patient, questions
from zgc_map.model import Catalog
from zgc_map.query import Facet, Filters, overlaps, select, shared, unmentioned


def test_sectors_stand_by_exactly_which_parks_have_them(atlas: Catalog) -> None:
    rows = overlaps(atlas, select(atlas, Filters()))
    several = [(set(row.parks), row.sectors) for row in rows if len(row.parks) > 1]
    assert several == [
        ({"haidian", "changping", "daxing", "yizhuang"}, ("medicine_health",)),
        ({"haidian", "chaoyang", "yizhuang"}, ("ai",)),
        ({"haidian", "yizhuang"}, ("commercial_space",)),
    ]
    alone = {row.parks: len(row.sectors) for row in rows if len(row.parks) == 1}
    assert sum(alone.values()) == 12
    assert alone["fangshan",] == 4


def test_pairs_of_parks_with_several_sectors_in_common(atlas: Catalog) -> None:
    (row,) = shared(atlas, select(atlas, Filters()))
    assert (set(row.parks), set(row.sectors)) == (
        {"haidian", "yizhuang"},
        {"ai", "medicine_health", "commercial_space"},
    )
    assert shared(atlas, select(atlas, Filters().with_(Facet.SECTOR, {"ai"}))) == ()


def test_places_the_source_never_names(atlas: Catalog, toytown: Catalog) -> None:
    assert len(unmentioned(atlas)) == 9
    assert [place.id for place in unmentioned(toytown)] == ["ward_fir"]


@patient
@given(data=st.data())
def test_every_shown_sector_stands_once_with_all_its_parks(
    catalog: Catalog, data: st.DataObject
) -> None:
    selection = select(catalog, data.draw(questions(catalog)))
    rows = overlaps(catalog, selection)
    told = [(park, sector) for row in rows for park in row.parks for sector in row.sectors]
    assert sorted(told) == sorted({(row.park_id, row.sector_id) for row in selection.assignments})
    sectors = [sector for row in rows for sector in row.sectors]
    assert len(sectors) == len(set(sectors))
    assert len({row.parks for row in rows}) == len(rows)
    sizes = [len(row.parks) for row in rows]
    assert sizes == sorted(sizes, reverse=True)
    common = {
        pair: sum(set(pair) <= set(row.parks) for row in rows for _ in row.sectors)
        for pair in itertools.combinations(selection.parks, 2)
    }
    close = {row.parks: len(row.sectors) for row in shared(catalog, selection)}
    assert close == {pair: count for pair, count in common.items() if count > 1}
