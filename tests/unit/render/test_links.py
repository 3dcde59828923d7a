"""Connections and overlaps as HTML, arcs, charts: every edge with its claims, every text tame."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.unit.render.hostile import EXECUTED, MARK
from tests.unit.render.outline import Element, read
from zgc_map.model import AssignmentId, Basis, Catalog, Lang
from zgc_map.query import Address, Arcs, Facet, Filters, connections, partners, select
from zgc_map.render import links
from zgc_map.render.arcs import arcs
from zgc_map.render.charts import PALE, sankey
from zgc_map.text import Translator

EN = Translator(Lang.EN)
EVERYTHING = Filters()
PAGES = {"parks", "sectors", "cell", "flows", "sources"}
DRAWN = Address(arcs=Arcs.ON)


def table(catalog: Catalog, filters: Filters = EVERYTHING) -> Element:
    rows = connections(catalog, select(catalog, filters))
    return read(links.connection_table(catalog, rows, None, EN, dark=False))


def overlap_page(catalog: Catalog, filters: Filters = EVERYTHING) -> Element:
    return read(links.overlap_tables(catalog, select(catalog, filters), EN, dark=False))


def test_every_connection_has_a_row_with_the_claims_of_both_roles(catalog: Catalog) -> None:
    rows = connections(catalog, select(catalog, Filters()))
    shown = table(catalog).one("tbody").all("tr")
    for row, line in zip(rows, shown, strict=True):
        claims = {link.text for link in line.all("a", "claim-id")}
        assert claims == {*row.start.claim_ids, *row.end.claim_ids, *row.claim_ids}
        assert EN.name(catalog.park[row.start.park_id].short) in line.one("th").text
        assert row.basis.value in line.classes
        assert EN(f"basis.{row.basis}") in line.all("td")[2].text


def test_a_derived_connection_says_so_and_a_stated_one_shows_its_claim(toytown: Catalog) -> None:
    derived, told = (
        read(links.connection_card(toytown, row, EN, dark=False))
        for row in connections(toytown, select(toytown, Filters()))
    )
    assert EN("flows.derived") in derived.text and EN("flows.told") not in derived.text
    assert EN("flows.told") in told.text and EN("flows.derived") not in told.text
    assert told.all("a", "claim-id")[0].text == "T03"


def test_partners_show_the_roles_they_are_paired_for(atlas: Catalog) -> None:
    rows = partners(atlas, select(atlas, Filters()))
    shown = read(links.partner_table(atlas, rows, EN, dark=False)).one("tbody").all("tr")
    assert len(shown) == len(rows)
    for row, line in zip(rows, shown, strict=True):
        for item in (*row.one_roles, *row.other_roles):
            assert EN.name(atlas.role[item.role_id].name) in line.text


def test_a_dot_is_hollow_where_it_is_inferred_and_missing_where_nothing_is_said(
    toytown: Catalog,
) -> None:
    page = overlap_page(toytown)
    (boats,) = [row for row in page.all("tr") if "Boats" in row.text]
    words = [cell.one("", "sr").text for cell in boats.all("td", "set")]
    assert words == ["not stated"] * 3 + ["inferred"]
    assert page.one("", "silent-places").text == "Fir Ward"


def test_a_stated_sector_never_shares_the_mark_of_an_inferred_one(atlas: Catalog) -> None:
    page = overlap_page(atlas)
    (row,) = [row for row in page.all("tr") if "Humanoid robotics" in row.text]
    (cell,) = row.all("td", "on")
    assert [mark.classes for mark in cell.all("span", "mark")] == [
        {"mark", "stated"},
        {"mark", "inferred"},
    ]
    said = [word.text for word in cell.all("span", "sr")]
    assert said == ["stated: Autonomous driving", "inferred: Humanoid robotics"]


def test_a_sector_of_several_parks_says_of_which_of_them_it_is_inferred(toytown: Catalog) -> None:
    page = overlap_page(toytown)
    (cheese,) = [row for row in page.all("tr") if "Cheese" in row.text]
    marks = [mark.classes - {"mark"} for mark in cheese.all("span", "mark")]
    assert marks == [{"none"}, {"none"}, {"disputed"}, {"stated"}]
    assert cheese.one("span", "badge").text == "disputed: Ash"


def test_overlaps_follow_the_filters_and_silence_does_not(atlas: Catalog) -> None:
    few = overlap_page(atlas, Filters().with_(Facet.SECTOR, {"ai"}))
    assert len(few.all("tr")) == 3  # the head, the part, the set
    assert len(few.one("", "silent-places").all("li")) == 9
    nothing = overlap_page(atlas, Filters().with_(Facet.ROLE, {"membership"}))
    assert nothing.all("table") == []
    assert len(nothing.one("", "silent-places").all("li")) == 9


def test_arcs_are_drawn_when_asked_for_and_tell_the_chosen_one(atlas: Catalog) -> None:
    selection = select(atlas, Filters())
    assert arcs(atlas, Address(), selection, EN, dark=False) == []
    chosen = frozenset(map(AssignmentId, ("haidian_ai_core", "chaoyang_ai_participant")))
    drawn = arcs(atlas, DRAWN.but(link=chosen), selection, EN, dark=False)
    assert len(drawn) == 6
    assert [row["ends"] for row in drawn if row["chosen"]] == [
        ["haidian_ai_core", "chaoyang_ai_participant"]
    ]
    assert {row["basis"] for row in drawn} == {"inferred"}
    assert all(row["aria"].endswith("Inferred connection") for row in drawn)


def test_the_chart_has_one_band_a_connection(catalog: Catalog) -> None:
    rows = connections(catalog, select(catalog, Filters()))
    (trace,) = sankey(catalog, rows, EN, dark=True)["data"]
    assert trace["link"]["value"] == [1] * len(rows)
    labels = trace["node"]["label"]
    for row, source, target in zip(
        rows, trace["link"]["source"], trace["link"]["target"], strict=True
    ):
        assert EN.name(catalog.park[row.start.park_id].short) in labels[source]
        assert EN.name(catalog.park[row.end.park_id].short) in labels[target]
    unsaid = [row.basis is not Basis.STATED for row in rows]
    assert [color.endswith(f" {PALE})") for color in trace["link"]["color"]] == unsaid
    key = read(links.band_key(catalog, rows, EN))
    said = {EN(f"view.arc_{row.basis}") for row in rows}
    assert {item.text for item in key.all("li")} == said


def everything(catalog: Catalog, lang: Lang) -> Iterator[str]:
    t, selection = Translator(lang), select(catalog, Filters())
    rows = connections(catalog, selection)
    yield links.connection_table(catalog, rows, None, t, dark=False)
    yield links.partner_table(catalog, partners(catalog, selection), t, dark=False)
    yield links.overlap_tables(catalog, selection, t, dark=False)
    yield links.glance(catalog, selection, t, dark=False)
    yield from (links.connection_card(catalog, row, t, dark=False) for row in rows)


def named(element: Element) -> set[tuple[str, str]]:
    """Return what the links of a piece name, by page and by what each is called."""
    return {(a.attributes["href"].partition("?")[0], a.text) for a in element.all("a")}


def test_every_park_sector_and_role_leads_on(catalog: Catalog) -> None:
    selection = select(catalog, Filters())
    for row in connections(catalog, selection):
        card = named(read(links.connection_card(catalog, row, EN, dark=False)))
        line = named(read(links.connection_table(catalog, (row,), None, EN, dark=False)))
        both = card & line
        for end in (row.start, row.end):
            assert ("parks", EN.name(catalog.park[end.park_id].short)) in both
            assert ("cell", EN.name(catalog.role[end.role_id].name)) in both
        assert ("sectors", EN.name(catalog.sector[row.start.sector_id].name)) in both
        assert ("flows", EN.name(row.name)) in line, "the row leads to its connection"
    pairs = partners(catalog, selection)
    shown = named(read(links.partner_table(catalog, pairs, EN, dark=False)))
    start = named(read(links.glance(catalog, selection, EN, dark=False)))
    overlap = named(overlap_page(catalog))
    for row in selection.assignments:
        park, sector = catalog.park[row.park_id].short, catalog.sector[row.sector_id].name
        assert {("cell", EN.name(park)), ("sectors", EN.name(sector))} <= start
        assert ("parks", EN.name(park)) in overlap
        assert {page for page, name in overlap if name == EN.name(sector)} & {"sectors", "cell"}
    for pair in pairs:
        assert ("sectors", EN.name(catalog.sector[pair.sector_id].name)) in shown
        for end in (*pair.one_roles, *pair.other_roles):
            assert ("parks", EN.name(catalog.park[end.park_id].short)) in shown
            assert ("cell", EN.name(catalog.role[end.role_id].name)) in shown


@pytest.mark.parametrize("lang", list(Lang))
def test_hostile_words_are_words(hostile: Catalog, lang: Lang) -> None:
    for html in everything(hostile, lang):
        assert EXECUTED not in html
        for element in read(html).all():
            assert element.tag not in {"script", "img", "svg", "b", "style", "iframe"}
            assert element.attributes.get("href", "flows?").partition("?")[0] in PAGES
            assert MARK not in "".join(element.attributes.values()), element.attributes


def test_hostile_words_are_words_in_the_chart(hostile: Catalog) -> None:
    rows = connections(hostile, select(hostile, Filters()))
    written = json.dumps(sankey(hostile, rows, EN, dark=False))
    assert "<" not in written.replace("<extra></extra>", "").replace("<br>", "")
