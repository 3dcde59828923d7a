"""Connections and partners: computed from assignments, stated only where a claim says so."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import patient, questions
from zgc_map.model import AssignmentId, Basis, Catalog, ClaimId, LinkClaim
from zgc_map.query import Facet, Filters, claims_behind, connections, partners, select

EVERYTHING = Filters()


def edges(catalog: Catalog, filters: Filters = EVERYTHING) -> dict[tuple[str, str], Basis]:
    """Return the connections of a view: (start, end) → basis."""
    rows = connections(catalog, select(catalog, filters))
    return {(row.start.id, row.end.id): row.basis for row in rows}


def test_a_connection_is_stated_only_where_a_claim_states_it(toytown: Catalog) -> None:
    assert edges(toytown) == {
        ("yew_cheese_school", "ash_cheese_maker"): Basis.INFERRED,
        ("oak_clock_school", "elm_clock_site"): Basis.STATED,
    }
    assert set(edges(replace(toytown, link_claims=())).values()) == {Basis.INFERRED}


def test_a_disputed_claim_makes_a_disputed_connection(toytown: Catalog) -> None:
    link = LinkClaim(
        AssignmentId("yew_cheese_school"), AssignmentId("ash_cheese_maker"), ClaimId("T05")
    )
    found = edges(replace(toytown, link_claims=(link,)))
    assert found["yew_cheese_school", "ash_cheese_maker"] is Basis.DISPUTED
    assert found["oak_clock_school", "elm_clock_site"] is Basis.INFERRED


def test_without_role_links_nothing_is_connected(toytown: Catalog) -> None:
    assert edges(replace(toytown, role_links=())) == {}


def test_the_shipped_connections_are_all_inferred(atlas: Catalog) -> None:
    """The source names roles; no sentence of it says that one park supplies another."""
    found = connections(atlas, select(atlas, EVERYTHING))
    assert {(row.start.park_id, row.end.park_id, row.start.sector_id) for row in found} == {
        ("haidian", "daxing", "medicine_health"),
        ("haidian", "yizhuang", "medicine_health"),
        ("changping", "daxing", "medicine_health"),
        ("changping", "yizhuang", "medicine_health"),
        ("haidian", "yizhuang", "ai"),
        ("haidian", "chaoyang", "ai"),
    }
    assert {row.basis for row in found} == {Basis.INFERRED}
    ends = {row.basis for row in found for row in (row.start, row.end)}
    assert ends == {Basis.STATED, Basis.INFERRED}


@pytest.mark.parametrize(
    ("facet", "values", "left"),
    [
        (Facet.SECTOR, {"ai"}, 2),
        (Facet.SECTOR, {"medicine_health"}, 4),
        (Facet.SECTOR, {"hydrogen"}, 0),
        (Facet.ROLE, {"research"}, 0),
        (Facet.ROLE, {"research", "manufacturing"}, 4),
        (Facet.WITHOUT, {"inferred"}, 0),
    ],
)
def test_filters_leave_connections_whose_both_ends_they_leave(
    atlas: Catalog, facet: Facet, values: set[str], left: int
) -> None:
    assert len(edges(atlas, Filters().with_(facet, values))) == left


@patient
@given(data=st.data())
def test_a_connection_joins_two_parks_in_one_sector_along_a_role_link(
    catalog: Catalog, data: st.DataObject
) -> None:
    filters = data.draw(questions(catalog))
    selection = select(catalog, filters)
    links = {(row.from_id, row.to_id) for row in catalog.role_links}
    found = connections(catalog, selection)
    for row in found:
        assert row.start.park_id != row.end.park_id
        assert row.start.sector_id == row.end.sector_id
        assert (row.start.role_id, row.end.role_id) in links
        assert {row.start, row.end} <= set(selection.assignments)
        assert row.basis not in filters.without
        assert claims_behind((row.start, row.end))
    assert len({row.ends for row in found}) == len(found)
    expected = sum(
        (one.role_id, other.role_id) in links and one.sector_id == other.sector_id
        for one, other in itertools.permutations(selection.assignments, 2)
        if one.park_id != other.park_id
    )
    if not filters.without:
        assert len(found) == expected


def test_partners_each_have_a_role_the_other_lacks(atlas: Catalog) -> None:
    found = partners(atlas, select(atlas, EVERYTHING))
    assert {(row.one, row.other, row.sector_id) for row in found} == {
        ("chaoyang", "haidian", "ai"),
        ("haidian", "yizhuang", "ai"),
        ("haidian", "daxing", "medicine_health"),
        ("haidian", "yizhuang", "medicine_health"),
        ("changping", "daxing", "medicine_health"),
        ("changping", "yizhuang", "medicine_health"),
    }


@patient
@given(data=st.data())
def test_partners_never_share_the_roles_they_are_paired_for(
    catalog: Catalog, data: st.DataObject
) -> None:
    selection = select(catalog, data.draw(questions(catalog)))
    for row in partners(catalog, selection):
        assert row.one != row.other
        groups = [
            {catalog.role[item.role_id].group_id for item in rows}
            for rows in (row.one_roles, row.other_roles)
        ]
        assert groups[0] and groups[1] and not groups[0] & groups[1]
        assert {item.sector_id for item in (*row.one_roles, *row.other_roles)} == {row.sector_id}
        assert {item.park_id for item in row.one_roles} == {row.one}
        assert {*row.one_roles, *row.other_roles} <= set(selection.assignments)
