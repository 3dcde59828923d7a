"""The matrix holds every link shown, once, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import patient, questions
from zgc_map.model import Catalog, Lang, Status
from zgc_map.query import Facet, Filters, Order, matrix, select


def test_a_matrix_worked_by_hand(toytown: Catalog) -> None:
    found = matrix(toytown, select(toytown, Filters()))
    assert found.parks == ("park_oak", "park_elm", "park_ash", "park_yew")
    assert found.sectors == ("trade_bread", "trade_cheese", "trade_clock", "trade_boat")
    cells = {key: [row.id for row in rows] for key, rows in found.cells.items()}
    assert cells == {
        ("park_oak", "trade_bread"): ["oak_bread_maker"],
        ("park_oak", "trade_clock"): ["oak_clock_school"],
        ("park_elm", "trade_bread"): ["elm_bread_maker"],
        ("park_elm", "trade_clock"): ["elm_clock_site"],
        ("park_ash", "trade_cheese"): ["ash_cheese_maker"],
        ("park_yew", "trade_cheese"): ["yew_cheese_school"],
        ("park_yew", "trade_boat"): ["yew_boat_maker"],
    }


def test_several_roles_share_a_cell(atlas: Catalog) -> None:
    found = matrix(atlas, select(atlas, Filters()))
    assert any(len(rows) > 1 for rows in found.cells.values())


def test_nothing_shown_is_an_empty_matrix(toytown: Catalog) -> None:
    stuck = Filters().with_(Facet.SECTOR, {"trade_bread"}).with_(Facet.STATUS, {Status.PLANNED})
    found = matrix(toytown, select(toytown, stuck))
    assert (found.parks, found.sectors, found.cells) == ((), (), {})


@patient
@given(data=st.data())
def test_cells_are_the_links_shown(catalog: Catalog, data: st.DataObject) -> None:
    selection = select(catalog, data.draw(questions(catalog)))
    found = matrix(catalog, selection)
    rows = [row for cell in found.cells.values() for row in cell]
    assert sorted(row.id for row in rows) == sorted(row.id for row in selection.assignments)
    for (park, sector), cell in found.cells.items():
        assert cell
        assert {(row.park_id, row.sector_id) for row in cell} == {(park, sector)}
        assert cell == tuple(row for row in catalog.assignments if row in cell)
    assert found.parks == selection.parks
    assert {park for park, _ in found.cells} == set(found.parks)
    assert {sector for _, sector in found.cells} == set(found.sectors)
    assert len(set(found.sectors)) == len(found.sectors)


@patient
@given(data=st.data())
def test_sectors_stand_by_group_then_in_catalog_order(
    catalog: Catalog, data: st.DataObject
) -> None:
    found = matrix(catalog, select(catalog, data.draw(questions(catalog))))
    groups, sectors = list(catalog.sector_group), list(catalog.sector)
    places = [
        (groups.index(catalog.sector[row].group_id), sectors.index(row)) for row in found.sectors
    ]
    assert places == sorted(places)


def test_the_fullest_stand_first_if_asked(toytown: Catalog) -> None:
    found = matrix(toytown, select(toytown, Filters()), Order.COUNT)
    assert found.parks == ("park_oak", "park_elm", "park_yew", "park_ash")
    assert found.sectors == ("trade_bread", "trade_cheese", "trade_clock", "trade_boat")


def test_parks_stand_by_their_names_if_asked(toytown: Catalog) -> None:
    everything = select(toytown, Filters())
    for lang in Lang:
        parks = matrix(toytown, everything, Order.NAME, lang).parks
        said = Lang.EN if lang is Lang.ZH else lang
        names = [toytown.park[park].short.in_(said).casefold() for park in parks]
        assert names == sorted(names)


@patient
@given(data=st.data())
def test_an_order_loses_nothing(catalog: Catalog, data: st.DataObject) -> None:
    selection = select(catalog, data.draw(questions(catalog)))
    plain = matrix(catalog, selection)
    for order in Order:
        found = matrix(catalog, selection, order, Lang.RU)
        assert sorted(found.parks) == sorted(plain.parks)
        assert sorted(found.sectors) == sorted(plain.sectors)
        assert found.cells == plain.cells
