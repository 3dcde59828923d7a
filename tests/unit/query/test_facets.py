"""The numbers beside the options are what ticking them gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import patient, questions
from zgc_map.model import Basis, Catalog, Status
from zgc_map.query import Facet, Filters, Match, facet_counts, facet_options, select, ways_out

TICKED = [Facet.GROUP, Facet.SECTOR, Facet.ROLE, Facet.STATUS]


def test_options_come_in_the_order_of_the_files(catalog: Catalog) -> None:
    assert facet_options(catalog, Facet.GROUP) == tuple(catalog.sector_group)
    assert facet_options(catalog, Facet.SECTOR) == tuple(catalog.sector)
    assert facet_options(catalog, Facet.STATUS) == tuple(Status)
    assert facet_options(catalog, Facet.WITHOUT) == tuple(Basis)


def test_only_roles_some_park_has_are_offered(catalog: Catalog) -> None:
    offered = facet_options(catalog, Facet.ROLE)
    assert offered == tuple(row.id for row in catalog.role_groups if row.id in offered)
    assert set(offered) == {catalog.role[row.role_id].group_id for row in catalog.assignments}
    assert all(count for count in facet_counts(catalog, Filters(), Facet.ROLE).values())


def test_counts_worked_by_hand(toytown: Catalog) -> None:
    def counts(facet: Facet, filters: Filters = Filters()) -> list[int]:
        return list(facet_counts(toytown, filters, facet).values())

    assert counts(Facet.GROUP) == [4, 3]
    assert counts(Facet.SECTOR) == [2, 2, 2, 1]
    assert counts(Facet.ROLE) == [4, 3]
    assert counts(Facet.STATUS) == [2, 2, 2, 1]
    assert counts(Facet.WITHOUT) == [3, 1, 1, 0]
    bread = Filters().with_(Facet.SECTOR, {"trade_bread"})
    assert counts(Facet.SECTOR, bread.matched(Match.ALL)) == [2, 0, 2, 0]
    assert counts(Facet.SECTOR, bread.matched(Match.NONE)) == [2, 0, 2, 1]
    assert counts(Facet.STATUS, bread) == [1, 0, 1, 0]


@pytest.mark.parametrize("facet", TICKED)
@patient
@given(data=st.data())
def test_a_count_is_what_the_first_tick_in_a_facet_leaves(
    catalog: Catalog, facet: Facet, data: st.DataObject
) -> None:
    filters = data.draw(questions(catalog)).with_(facet, ())
    counts = facet_counts(catalog, filters, facet)
    assert tuple(counts) == facet_options(catalog, facet)
    for option, count in counts.items():
        assert count == len(select(catalog, filters.toggled(facet, option)).parks)


@pytest.mark.parametrize("facet", [Facet.GROUP, Facet.SECTOR])
@pytest.mark.parametrize("match", [Match.ALL, Match.NONE])
@patient
@given(data=st.data())
def test_under_all_and_none_a_count_is_what_any_further_tick_leaves(
    catalog: Catalog, match: Match, facet: Facet, data: st.DataObject
) -> None:
    filters = data.draw(questions(catalog, match=st.just(match)))
    for option, count in facet_counts(catalog, filters, facet).items():
        ticked = filters.with_(facet, filters.of(facet) | {option})
        assert count == len(select(catalog, ticked).parks)


@pytest.mark.parametrize("facet", TICKED)
@patient
@given(data=st.data())
def test_under_any_a_count_is_of_the_option_on_its_own(
    catalog: Catalog, facet: Facet, data: st.DataObject
) -> None:
    filters = data.draw(questions(catalog, match=st.just(Match.ANY)))
    for option, count in facet_counts(catalog, filters, facet).items():
        assert count == len(select(catalog, filters.with_(facet, {option})).parks)


@patient
@given(data=st.data())
def test_the_count_of_a_basis_is_of_parks_with_a_link_of_that_basis(
    catalog: Catalog, data: st.DataObject
) -> None:
    filters = data.draw(questions(catalog, match=st.just(Match.ANY)))
    shown = select(catalog, filters.with_(Facet.WITHOUT, ())).assignments
    for basis, count in facet_counts(catalog, filters, Facet.WITHOUT).items():
        assert count == len({row.park_id for row in shown if row.basis is basis})


@patient
@given(data=st.data())
def test_ways_out_are_exactly_the_single_changes_that_help(
    catalog: Catalog, data: st.DataObject
) -> None:
    filters = data.draw(questions(catalog))
    found = ways_out(catalog, filters)
    for facet in Facet:
        left = len(select(catalog, filters.with_(facet, ())).parks)
        expected = left if filters.of(facet) and left else None
        assert found.get(facet) == expected


def test_ways_out_of_a_dead_end(toytown: Catalog) -> None:
    bread = Filters().with_(Facet.SECTOR, {"trade_bread"})
    stuck = bread.with_(Facet.STATUS, {Status.PLANNED})
    assert select(toytown, stuck).parks == ()
    assert ways_out(toytown, stuck) == {Facet.SECTOR: 1, Facet.STATUS: 2}
    assert ways_out(toytown, stuck.with_(Facet.WITHOUT, set(Basis))) == {}
    assert ways_out(toytown, Filters()) == {}
