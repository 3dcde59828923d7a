"""A comparison shows what is shared, and ranks only figures that measure the same thing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import patient, questions
from zgc_map.model import Basis, Catalog, Figure, FigureId, ParkId
from zgc_map.query import Doubt, Filters, Shared, compare, select

OAK, ELM, YEW = ParkId("park_oak"), ParkId("park_elm"), ParkId("park_yew")


def measured(catalog: Catalog, *changes: dict[str, object]) -> Catalog:
    """Return a dataset whose figures are one figure a park, changed as told."""
    model = next(row for row in catalog.figures if row.park_id)
    rows: list[Figure] = []
    for park, change in zip((OAK, ELM, YEW), changes, strict=False):
        given: dict[str, object] = {"id": FigureId(f"f_{park}"), "park_id": park, "operator": "="}
        rows.append(replace(model, **(given | change)))  # type: ignore[arg-type]  # field names are checked at run time
    return replace(catalog, figures=tuple(rows))


def test_sectors_stand_by_how_many_share_them(toytown: Catalog) -> None:
    found = compare(toytown, {ELM, OAK}, select(toytown, Filters()))
    assert found.parks == (OAK, ELM)
    assert [(row.sector_id, row.shared) for row in found.sectors] == [
        ("trade_bread", Shared.ALL),
        ("trade_clock", Shared.ALL),
    ]
    three = compare(toytown, {ELM, OAK, YEW}, select(toytown, Filters()))
    assert {row.sector_id: row.shared for row in three.sectors} == {
        "trade_bread": Shared.SOME,
        "trade_clock": Shared.SOME,
        "trade_cheese": Shared.ONE,
        "trade_boat": Shared.ONE,
    }


def test_the_same_measure_of_the_same_year_is_ranked_largest_first(toytown: Catalog) -> None:
    data = measured(
        toytown, {"value": 1.0, "period": "2020"}, {"value": 3.0, "period": "2020"},
        {"value": 2.0, "period": "2020"},
    )  # fmt: skip
    found = compare(data, {OAK, ELM, YEW}, select(data, Filters()))
    (row,) = found.figures
    assert row.doubts == ()
    assert [figure.park_id for figure in row.figures] == [ELM, YEW, OAK]
    assert not found.refused


@pytest.mark.parametrize(
    ("one", "other", "doubts"),
    [
        ({"period": "2020"}, {"period": "2021"}, [(Doubt.YEARS,)]),
        ({"period": None}, {"period": "2021"}, [(Doubt.UNDATED,)]),
        ({"period": None}, {"period": None}, [(Doubt.UNDATED,)]),
        ({"period": "2020"}, {"period": "2020", "operator": ">"}, [(Doubt.INEXACT,)]),
        ({"period": "2020"}, {"period": "2021", "operator": "~"}, [(Doubt.YEARS, Doubt.INEXACT)]),
        ({"period": "2020", "scope": "district"}, {"period": "2020"}, [(Doubt.ALONE,)] * 2),
    ],
)
def test_what_differs_is_never_ranked(
    toytown: Catalog, one: dict[str, object], other: dict[str, object], doubts: list[object]
) -> None:
    data = measured(toytown, {"value": 1.0} | one, {"value": 9.0} | other)
    found = compare(data, {OAK, ELM}, select(data, Filters()))
    assert [row.doubts for row in found.figures] == doubts
    order = [figure.park_id for row in found.figures for figure in row.figures]
    assert order == [OAK, ELM], "in the order of the parks, not of their values"
    side_by_side = doubts[0] != (Doubt.ALONE,)
    assert found.refused is found.several is side_by_side, "one figure alone refuses nothing"


def test_the_areas_of_one_year_are_ranked_and_all_else_is_not(atlas: Catalog) -> None:
    every = compare(atlas, set(atlas.park), select(atlas, Filters()))
    ranked = [row for row in every.figures if not row.doubts]
    assert len(ranked) == 1
    assert {figure.period for figure in ranked[0].figures} == {"2012"}


@patient
@given(data=st.data())
def test_a_comparison_is_what_the_filters_leave_of_its_parks(
    catalog: Catalog, data: st.DataObject
) -> None:
    parks = data.draw(st.frozensets(st.sampled_from(list(catalog.park)), max_size=4))
    selection = select(catalog, data.draw(questions(catalog)))
    found = compare(catalog, parks, selection)
    rows = {row.id for line in found.sectors for cell in line.cells.values() for row in cell}
    assert rows == {row.id for row in selection.assignments if row.park_id in parks}
    figures = [figure for row in found.figures for figure in row.figures]
    assert {figure.park_id for figure in figures} <= set(parks)
    assert len(figures) == len({figure.id for figure in figures})
    if Basis.EXTERNAL in selection.without:
        assert all(catalog.claim[row.claim_id].basis is not Basis.EXTERNAL for row in figures)
