"""Which claims stand behind a park, a link and a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import pairs, patient, questions, told
from zgc_map.model import Basis, Catalog, Status
from zgc_map.query import (
    Facet,
    Filters,
    Match,
    claims_of,
    claims_of_park,
    facet_options,
    select,
    select_claims,
)


def test_every_claim_about_a_park_is_its_own_external_ones_too(toytown: Catalog) -> None:
    found = {park: [row.id for row in claims_of_park(toytown, park)] for park in toytown.park}
    assert found == {
        "park_oak": ["T02", "T03", "T08"],
        "park_elm": ["T04", "T07"],
        "park_ash": ["T05"],
        "park_fir": ["B01"],
        "park_yew": ["T06i", "T10"],
    }


def test_a_link_leads_to_its_claims_in_their_order(catalog: Catalog) -> None:
    for row in catalog.assignments:
        assert tuple(claim.id for claim in claims_of(catalog, row)) == row.claim_ids
        assert row.claim_ids


def test_without_a_question_every_claim_is_there(catalog: Catalog) -> None:
    assert select_claims(catalog, Filters()) == catalog.claims


def ids(catalog: Catalog, filters: Filters, **asked: str) -> list[str]:
    return [row.id for row in select_claims(catalog, filters, **asked)]  # type: ignore[arg-type]  # ids of Toytown, as text


@pytest.mark.parametrize(
    ("facet", "values", "found"),
    [
        (Facet.SECTOR, {"trade_boat"}, ["T06", "T06i"]),
        (Facet.SECTOR, {"trade_boat", "trade_cheese"}, ["T05", "T06", "T06i", "T10"]),
        (Facet.GROUP, {"group_craft"}, ["T03", "T06", "T06i", "T07"]),
        (Facet.ROLE, {"duty_other"}, ["T03", "T07", "T10"]),
        (Facet.STATUS, {Status.PLANNED}, ["T07"]),
        (Facet.WITHOUT, {Basis.STATED, Basis.EXTERNAL}, ["T05", "T06i"]),
    ],
    ids=["sector", "sectors", "group", "role", "status", "hidden"],
)
def test_worked_examples(
    toytown: Catalog, facet: Facet, values: set[str], found: list[str]
) -> None:
    assert ids(toytown, Filters().with_(facet, values)) == found


def test_park_and_text_narrow_too(toytown: Catalog) -> None:
    assert ids(toytown, Filters(), park_id="park_elm") == ["T04", "T07"]
    assert ids(toytown, Filters(), text="Часов") == ["T03", "T07"]
    assert ids(toytown, Filters(), text="часов", park_id="park_elm") == ["T07"]
    assert ids(toytown, Filters(), text="t06") == ["T06", "T06i"]
    assert ids(toytown, Filters(), text="s5") == ["T08", "T09"]
    assert ids(toytown, Filters(), text="钟楼") == ["T03", "T07"]
    assert ids(toytown, Filters(), text="nowhere") == []
    boats = Filters().with_(Facet.SECTOR, {"trade_boat"})
    assert ids(toytown, boats, text="bread") == []


def test_each_claim_is_found_by_its_id_and_each_of_its_texts(catalog: Catalog) -> None:
    missed = [
        f"{row.id} by {text!r}"
        for row in catalog.claims
        for text in (row.id, row.id.lower(), *row.text.all(), row.locator or row.id)
        if row not in select_claims(catalog, Filters(), text=text)
    ]
    assert not missed, "\n".join(["", *missed])


def test_under_none_the_sectors_asked_for_are_gone(catalog: Catalog) -> None:
    for sector in catalog.sector:
        none = Filters(sectors=frozenset({sector}), match=Match.NONE)
        shown = select_claims(catalog, none)
        assert all(row.sector_id != sector for row in shown)
        assert len(shown) + len(select_claims(catalog, none.matched(Match.ANY))) == len(
            catalog.claims
        )


@patient
@given(data=st.data())
def test_claims_are_those_asked_for_in_catalog_order(catalog: Catalog, data: st.DataObject) -> None:
    filters = data.draw(questions(catalog))
    park = data.draw(st.none() | st.sampled_from(list(catalog.park)))
    found = select_claims(catalog, filters, park)
    assert found == tuple(row for row in catalog.claims if row in set(found))
    for row in found:
        assert park in (None, row.park_id)
        assert row.basis not in filters.without
        assert not filters.statuses or row.status in filters.statuses
        if filters.roles:
            assert row.role_id and catalog.role[row.role_id].group_id in filters.roles


@pytest.mark.parametrize("facet", [Facet.GROUP, Facet.SECTOR, Facet.ROLE, Facet.STATUS])
@pytest.mark.parametrize("match", list(Match))
def test_what_the_map_shows_the_sources_page_can_prove(
    catalog: Catalog, match: Match, facet: Facet
) -> None:
    unproved = []
    for option in facet_options(catalog, facet):
        filters = Filters(match=match).with_(facet, {option})
        claims = {row.id for row in select_claims(catalog, filters)}
        unproved += [
            f"{row.id} under {option}"
            for row in select(catalog, filters).assignments
            if not claims & set(row.claim_ids)
        ]
    assert not unproved, "\n".join(["", *unproved])


@pytest.mark.parametrize("match", list(Match))
def test_the_sources_page_answers_sectors_with_groups_as_the_map_does(
    catalog: Catalog, match: Match
) -> None:
    wrong = []
    for filters in pairs(catalog):
        claims = {row.id for row in select_claims(catalog, filters.matched(match))}
        shown = select(catalog, filters.matched(match)).assignments
        wrong += [f"{row.id}: {told(filters)}" for row in shown if not claims & set(row.claim_ids)]
        if match is Match.NONE:
            named = [row for row in catalog.claims if row.sector_id in filters.sectors]
            wrong += [f"{row.id}: {told(filters)}" for row in named if row.id in claims]
    assert not wrong, "\n".join(["", *wrong])
