"""A cell holds every claim about its park in its sector, and nothing of another."""

from __future__ import annotations

import itertools

import pytest

from zgc_map.model import Basis, Catalog, ParkId, SectorGroupId, SectorId, Status
from zgc_map.query import Facet, Filters, Match, asked_sector, cell


def test_a_cell_worked_by_hand(toytown: Catalog) -> None:
    found = cell(toytown, ParkId("park_elm"), SectorId("trade_bread"))
    assert [row.id for row in found.rows] == ["elm_bread_maker"]
    assert [row.id for row in found.brands] == ["crumb_valley"]
    assert found.sectors_of_park == ("trade_bread", "trade_clock")
    assert found.parks_of_sector == ("park_oak", "park_elm")
    assert "T09" in {row.id for row in found.around}
    assert found.hidden == 0


def test_an_empty_cell_says_what_is_around_it(toytown: Catalog) -> None:
    found = cell(toytown, ParkId("park_oak"), SectorId("trade_boat"))
    assert (found.rows, found.hidden) == ((), 0)
    assert found.sectors_of_park == ("trade_bread", "trade_clock")
    assert found.parks_of_sector == ("park_yew",)


def test_a_cell_that_is_only_inferred_is_hidden_not_empty(toytown: Catalog) -> None:
    hidden = frozenset({Basis.INFERRED})
    found = cell(toytown, ParkId("park_yew"), SectorId("trade_boat"), hidden)
    assert (found.rows, found.hidden) == ((), 1)


def test_every_claim_of_a_pair_is_in_its_cell_once_and_external_ones_apart(
    catalog: Catalog,
) -> None:
    for park, sector in itertools.product(catalog.park, catalog.sector):
        found = cell(catalog, park, sector)
        used = [claim for row in found.rows for claim in row.claim_ids]
        others = [row.id for row in (*found.claims, *found.around, *found.external)]
        assert not set(used) & set(others)
        assert len(set(others)) == len(others)
        pair = {row.id for row in catalog.claims if (row.park_id, row.sector_id) == (park, sector)}
        assert pair <= {*used, *others}
        assert all(row.basis is Basis.EXTERNAL for row in found.external)
        assert not any(row.basis is Basis.EXTERNAL for row in (*found.claims, *found.around))
        for row in (*found.claims, *found.around, *found.external):
            assert row.park_id in (None, park)
            assert row.sector_id in (None, sector)
            assert row.park_id or row.sector_id
        assert {row.claim_id for row in found.figures} <= {row.id for row in found.external}


@pytest.mark.parametrize("basis", list(Basis))
def test_a_hidden_basis_is_left_out_of_every_cell(catalog: Catalog, basis: Basis) -> None:
    for park, sector in itertools.product(catalog.park, catalog.sector):
        found = cell(catalog, park, sector, frozenset({basis}))
        claims = (*found.rows, *found.claims, *found.around, *found.external)
        assert not any(row.basis is basis for row in claims)


def test_one_sector_is_asked_for_or_none(toytown: Catalog) -> None:
    one = Filters().with_(Facet.SECTOR, {"trade_bread"})
    assert asked_sector(one) == "trade_bread"
    assert asked_sector(one.matched(Match.NONE)) is None
    assert asked_sector(Filters()) is None
    assert asked_sector(one.with_(Facet.SECTOR, {"trade_bread", "trade_boat"})) is None


def test_a_question_about_a_sector_alone_keeps_what_else_is_asked() -> None:
    wide = Filters(
        groups=frozenset({SectorGroupId("make")}),
        sectors=frozenset({SectorId("trade_bread"), SectorId("trade_boat")}),
        match=Match.NONE,
        statuses=frozenset({Status.PLANNED}),
    )
    one = wide.about(SectorId("trade_clock"))
    assert one == Filters(sectors=frozenset({SectorId("trade_clock")}), statuses=wide.statuses)
    assert wide.about(None) == Filters(statuses=wide.statuses)
