"""The numbers beside the options are what ticking them gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import patient, questions
from zgc_map.model import Basis, Catalog, Status
from zgc_map.query import Facet, Filters, Match, facet_counts, facet_options, select, ways_out

NOTHING_ASKED = Filters()


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
    def counts(facet: Facet, filters: Filters = NOTHING_ASKED) -> list[int]:
        return list(facet_counts(toytown, filters, facet).values())

    assert counts(Facet.GROUP) == [4, 3]
    assert counts(Facet.SECTOR) == [2, 2, 2, 1]
    assert counts(Facet.ROLE) == [4, 3]
    assert counts(Facet.STATUS) == [2, 2, 2, 1]
    assert counts(Facet.WITHOUT) == [4, 4, 4, 4]
    hidden = Filters().with_(Facet.WITHOUT, {Basis.STATED, Basis.INFERRED})
    assert counts(Facet.WITHOUT, hidden) == [4, 2, 1, 1]
    bread = Filters().with_(Facet.SECTOR, {"trade_bread"})
    assert counts(Facet.SECTOR, bread) == [2, 4, 2, 3]
    assert counts(Facet.SECTOR, bread.matched(Match.ALL)) == [2, 0, 2, 0]
    assert counts(Facet.SECTOR, bread.matched(Match.NONE)) == [2, 0, 2, 1]
    assert counts(Facet.STATUS, bread) == [1, 0, 1, 0]


@pytest.mark.parametrize("facet", list(Facet))
@patient
@given(data=st.data())
def test_a_count_is_what_ticking_the_option_gives(
    catalog: Catalog, facet: Facet, data: st.DataObject
) -> None:
    """Of what is ticked already it is what is shown now; evidence is ticked if it is not hidden."""
    filters = data.draw(questions(catalog))
    counts = facet_counts(catalog, filters, facet)
    assert tuple(counts) == facet_options(catalog, facet)
    for option, count in counts.items():
        ticked = (option in filters.of(facet)) is not (facet is Facet.WITHOUT)
        after = filters if ticked else filters.toggled(facet, option)
        assert count == len(select(catalog, after).parks)


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
