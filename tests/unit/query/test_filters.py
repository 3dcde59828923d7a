"""Any, all and none, on examples worked by hand and as laws that hold for every question."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.query.asking import patient, questions, sectors_of, some_of
from zgc_map.model import Basis, Catalog, Status
from zgc_map.query import Facet, Filters, Match, facet_options, select

ANY, ALL, NONE = Match.ANY, Match.ALL, Match.NONE
KNOWN = ("park_oak", "park_elm", "park_ash", "park_yew")


def of(*values: str) -> frozenset[str]:
    return frozenset(values)


def asked(match: Match = ANY, **facets: frozenset[object]) -> Filters:
    return Filters(match=match, **facets)  # type: ignore[arg-type]  # ids of Toytown, as text


@pytest.mark.parametrize(
    ("filters", "parks", "assignments"),
    [
        pytest.param(
            asked(),
            KNOWN,
            (
                "oak_bread_maker",
                "oak_clock_school",
                "elm_bread_maker",
                "ash_cheese_maker",
                "yew_boat_maker",
                "elm_clock_site",
                "yew_cheese_school",
            ),
            id="nothing asked",
        ),
        pytest.param(
            asked(sectors=of("trade_boat", "trade_bread")),
            ("park_oak", "park_elm", "park_yew"),
            ("oak_bread_maker", "elm_bread_maker", "yew_boat_maker"),
            id="any of two sectors",
        ),
        pytest.param(
            asked(ALL, sectors=of("trade_bread", "trade_clock")),
            ("park_oak", "park_elm"),
            ("oak_bread_maker", "oak_clock_school", "elm_bread_maker", "elm_clock_site"),
            id="all of two sectors",
        ),
        pytest.param(
            asked(ALL, sectors=of("trade_boat", "trade_bread")), (), (), id="all, and no park has"
        ),
        pytest.param(
            asked(NONE, sectors=of("trade_bread")),
            ("park_ash", "park_yew"),
            ("ash_cheese_maker", "yew_boat_maker", "yew_cheese_school"),
            id="none of one sector",
        ),
        pytest.param(
            asked(NONE, sectors=of("trade_bread", "trade_cheese")), (), (), id="none of two"
        ),
        pytest.param(
            asked(groups=of("group_craft")),
            ("park_oak", "park_elm", "park_yew"),
            ("oak_clock_school", "yew_boat_maker", "elm_clock_site"),
            id="any of one group",
        ),
        pytest.param(
            asked(ALL, groups=of("group_food", "group_craft")),
            ("park_oak", "park_elm", "park_yew"),
            (
                "oak_bread_maker",
                "oak_clock_school",
                "elm_bread_maker",
                "yew_boat_maker",
                "elm_clock_site",
                "yew_cheese_school",
            ),
            id="all of two groups",
        ),
        pytest.param(
            asked(NONE, groups=of("group_craft")),
            ("park_ash",),
            ("ash_cheese_maker",),
            id="none of one group",
        ),
        pytest.param(
            asked(ALL, groups=of("group_craft"), sectors=of("trade_cheese")),
            ("park_yew",),
            ("yew_boat_maker", "yew_cheese_school"),
            id="all, a sector and a group",
        ),
        pytest.param(
            asked(NONE, groups=of("group_craft"), sectors=of("trade_bread")),
            ("park_ash",),
            ("ash_cheese_maker",),
            id="none, a sector and a group",
        ),
        pytest.param(
            asked(roles=of("duty_other")),
            ("park_oak", "park_elm", "park_yew"),
            ("oak_clock_school", "elm_clock_site", "yew_cheese_school"),
            id="a role group",
        ),
        pytest.param(
            asked(roles=of("duty_other"), sectors=of("trade_bread")),
            (),
            (),
            id="role and sector meet in one link, not in one park",
        ),
        pytest.param(
            asked(statuses=of(Status.PLANNED)), ("park_elm",), ("elm_clock_site",), id="a status"
        ),
        pytest.param(
            asked(without=of(Basis.INFERRED), groups=of("group_craft")),
            ("park_oak", "park_elm"),
            ("oak_clock_school", "elm_clock_site"),
            id="inferred links hidden",
        ),
        pytest.param(
            asked(NONE, without=of(Basis.INFERRED), sectors=of("trade_boat")),
            KNOWN,
            (
                "oak_bread_maker",
                "oak_clock_school",
                "elm_bread_maker",
                "ash_cheese_maker",
                "elm_clock_site",
                "yew_cheese_school",
            ),
            id="a hidden link does not count against a park",
        ),
        pytest.param(asked(without=frozenset(Basis)), (), (), id="every basis hidden"),
    ],
)
def test_worked_examples(
    toytown: Catalog, filters: Filters, parks: tuple[str, ...], assignments: tuple[str, ...]
) -> None:
    found = select(toytown, filters)
    assert found.parks == parks
    assert tuple(row.id for row in found.assignments) == assignments
    assert found.silent == ("park_fir",)


def test_under_any_sectors_narrow_groups_down(toytown: Catalog) -> None:
    found = select(toytown, asked(groups=of("group_food"), sectors=of("trade_cheese")))
    assert tuple(row.id for row in found.assignments) == ("ash_cheese_maker", "yew_cheese_school")
    nothing = select(toytown, asked(groups=of("group_craft"), sectors=of("trade_cheese")))
    assert nothing.parks == ()


@pytest.mark.parametrize("match", list(Match))
def test_a_park_the_source_is_silent_on_is_never_an_answer(atlas: Catalog, match: Match) -> None:
    known = {row.park_id for row in atlas.assignments}
    silent = tuple(park.id for park in atlas.parks if park.id not in known)
    assert silent, "the shipped data has parks without a link"
    for sector in atlas.sector:
        found = select(atlas, Filters(sectors=frozenset({sector}), match=match))
        assert found.silent == silent
        assert not set(silent) & set(found.parks)


@patient
@given(data=st.data())
def test_answers_are_whole_and_in_catalog_order(catalog: Catalog, data: st.DataObject) -> None:
    filters = data.draw(questions(catalog))
    found = select(catalog, filters)
    assert set(found.parks) == {row.park_id for row in found.assignments}
    assert list(found.parks) == [park for park in catalog.park if park in set(found.parks)]
    shown = set(found.assignments)
    assert list(found.assignments) == [row for row in catalog.assignments if row in shown]
    per_park = [row for park in found.parks for row in found.of_park(park)]
    assert sorted(row.id for row in per_park) == sorted(row.id for row in found.assignments)
    assert found.silent == select(catalog, Filters()).silent
    assert not set(found.silent) & set(found.parks)
    assert select(catalog, filters) == found


@patient
@given(data=st.data())
def test_links_shown_are_links_asked_for(catalog: Catalog, data: st.DataObject) -> None:
    filters = data.draw(questions(catalog))
    for row in select(catalog, filters).assignments:
        group = catalog.sector[row.sector_id].group_id
        named = row.sector_id in filters.sectors, group in filters.groups
        assert row.basis not in filters.without
        assert not filters.statuses or row.status in filters.statuses
        assert not filters.roles or catalog.role[row.role_id].group_id in filters.roles
        if filters.sectors or filters.groups:
            assert any(named) is not (filters.match is NONE)
        if filters.sectors and filters.groups and filters.match is ANY:
            assert all(named)


@patient
@given(data=st.data())
def test_under_any_more_sectors_never_show_fewer(catalog: Catalog, data: st.DataObject) -> None:
    some = questions(catalog, match=st.just(ANY), sectors=sectors_of(catalog, min_size=1))
    filters = data.draw(some)
    more = filters.with_(Facet.SECTOR, filters.sectors | data.draw(sectors_of(catalog)))
    before, after = select(catalog, filters), select(catalog, more)
    assert set(before.parks) <= set(after.parks)
    assert set(before.assignments) <= set(after.assignments)


@pytest.mark.parametrize("facet", [Facet.SECTOR, Facet.GROUP])
@pytest.mark.parametrize("match", [ALL, NONE])
@patient
@given(data=st.data())
def test_under_all_and_none_more_options_never_show_more(
    catalog: Catalog, match: Match, facet: Facet, data: st.DataObject
) -> None:
    filters = data.draw(questions(catalog, match=st.just(match)))
    extra = data.draw(some_of(facet_options(catalog, facet)))
    more = filters.with_(facet, filters.of(facet) | extra)
    assert set(select(catalog, more).parks) <= set(select(catalog, filters).parks)


def parts(catalog: Catalog, filters: Filters) -> tuple[set[str], set[str], set[str]]:
    """Return the parks under any and under none, and those shown if no sector is asked for."""
    whole = replace(filters, sectors=frozenset(), groups=frozenset())
    shown = [select(catalog, f) for f in (filters.matched(ANY), filters.matched(NONE), whole)]
    return set(shown[0].parks), set(shown[1].parks), set(shown[2].parks)


@pytest.mark.parametrize("field", ["sectors", "groups"])
@patient
@given(data=st.data())
def test_any_and_none_part_the_known_parks(
    catalog: Catalog, field: str, data: st.DataObject
) -> None:
    nothing = {"sectors": st.just(frozenset()), "groups": st.just(frozenset())}
    ids = catalog.sector if field == "sectors" else catalog.sector_group
    filters = data.draw(questions(catalog, **nothing | {field: some_of(ids, 1)}))
    some, none, whole = parts(catalog, filters)
    assert some | none == whole
    assert not some & none


@patient
@given(data=st.data())
def test_no_park_answers_both_any_and_none(catalog: Catalog, data: st.DataObject) -> None:
    filters = data.draw(questions(catalog))
    assume(filters.sectors or filters.groups)
    some, none, _ = parts(catalog, filters)
    assert not some & none


@pytest.mark.parametrize("facet", [Facet.SECTOR, Facet.GROUP])
@patient
@given(data=st.data())
def test_what_answers_all_answers_any(catalog: Catalog, facet: Facet, data: st.DataObject) -> None:
    filters = data.draw(questions(catalog)).with_(facet, ())
    every, some = (select(catalog, filters.matched(match)) for match in (ALL, ANY))
    assert set(every.parks) <= set(some.parks)


@patient
@given(data=st.data())
def test_choosing_twice_is_choosing_once_and_toggling_twice_is_nothing(
    catalog: Catalog, data: st.DataObject
) -> None:
    filters = data.draw(questions(catalog))
    facet = data.draw(st.sampled_from(Facet))
    values = data.draw(some_of(facet_options(catalog, facet)))
    once = filters.with_(facet, values)
    assert once.with_(facet, values) == once
    assert once.of(facet) == values
    assert all(once.of(other) == filters.of(other) for other in Facet if other is not facet)
    assume(values)
    for value in values:
        toggled = filters.toggled(facet, value)
        assert (value in toggled.of(facet)) is (value not in filters.of(facet))
        assert toggled.toggled(facet, value) == filters


@patient
@given(data=st.data())
def test_a_question_is_active_if_a_facet_narrows_it(catalog: Catalog, data: st.DataObject) -> None:
    filters = data.draw(questions(catalog))
    assert filters.active is any(filters.of(facet) for facet in Facet)
    if not filters.active:
        assert select(catalog, filters).assignments == catalog.assignments
