"""Facts as HTML: each with its claims, each escaped, and silence said as silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import patient, questions
from tests.unit.render.cards import EVERYTHING, park_card
from tests.unit.render.hostile import EXECUTED, MARK
from tests.unit.render.outline import Element, read
from zgc_map.model import Basis, Catalog, ClaimId, Lang, LocalizedText, ParkId, Status
from zgc_map.query import Facet, Filters, Match, Selection, select
from zgc_map.render import card, tables
from zgc_map.render.chrome import masthead, style
from zgc_map.text import Translator

OAK, ELM, ASH, FIR, YEW = (ParkId(f"park_{name}") for name in ("oak", "elm", "ash", "fir", "yew"))
EN = Translator(Lang.EN)


def by(facet: Facet, *values: str, match: Match = Match.ANY) -> Filters:
    return Filters().with_(facet, values).matched(match)


def claim_ids(element: Element) -> list[str]:
    return [link.text for link in element.all("a", "claim-id")]


def shown_claims(element: Element) -> list[tuple[ClaimId, Element]]:
    """Return the claims in an element, each as it is shown: a fold, or a line with its link."""
    return [
        (ClaimId(claim), item)
        for claim, item in zip(claim_ids(element), element.all("", "claim"), strict=True)
    ]


def facts(profile: Element) -> list[tuple[str, list[str]]]:
    """Return what a card states, each with the claims that follow it before the next fact."""
    found: list[tuple[str, list[str]]] = []
    for element in profile.all():
        if element.tag == "p" and "role" in element.classes:
            found.append((element.text, []))
        elif element.tag == "h3":
            found.append((f"# {element.text}", []))
        elif element.tag == "a" and "claim-id" in element.classes:
            found[-1][1].append(element.text)
    return found


def test_a_profile_worked_by_hand(toytown: Catalog) -> None:
    assert facts(park_card(toytown, ELM)) == [
        ("# Bread", []),
        ("Makes stated supported", ["T04"]),
        ("# Clocks", []),
        ("Site planned stated planned", ["T07"]),
        ("# Brand", []),
        ("Crumb Valley", ["T04"]),
        ("# First batch of specialty parks", []),
    ]
    assert facts(park_card(toytown, YEW))[:4] == [
        ("# Cheese", []),
        ("Teaches stated supported", ["T10"]),
        ("# Boats", []),
        ("Makes inferred under way", ["T06i", "T06"]),
    ]


@pytest.mark.parametrize("lang", list(Lang))
def test_every_fact_of_a_park_is_followed_by_its_claims(catalog: Catalog, lang: Lang) -> None:
    for park in catalog.parks:
        profile = park_card(catalog, park.id, lang=lang)
        stated = [(text, ids) for text, ids in facts(profile) if not text.startswith("# ")]
        assert all(ids for _, ids in stated), park.id
        links = [
            row
            for sector in catalog.sectors
            for row in catalog.assignments
            if (row.park_id, row.sector_id) == (park.id, sector.id)
        ]
        expected = [list(row.claim_ids) for row in links]
        expected += [[row.claim_id] for row in catalog.brands if row.park_id == park.id]
        expected += [[park.specialty_host_claim_id]] if park.specialty_host else []
        assert [ids for _, ids in stated] == expected, park.id
        t = Translator(lang)
        for (text, _), row in zip(stated, links, strict=False):
            role, basis = t.name(catalog.role[row.role_id].name), t(f"basis.{row.basis}")
            assert text == f"{role} {basis} {t(f'status.{row.status}')}"


def test_a_claim_shows_its_words_place_and_what_is_its_own(toytown: Catalog) -> None:
    inferred, read_from = park_card(toytown, YEW).all("div", "role-row")[1].all("", "claim")
    assert inferred.one("summary").text == "The shipyard is read as lying in Yew Park."
    assert inferred.classes == {"claim", "inferred"}
    assert [part.text for part in inferred.one("p", "claim-meta").all("span")] == [
        "S4",
        "confidence of the reading: low",
        "inferred from T06",
    ]
    assert read_from.tag == "p"
    assert read_from.text.endswith("the place is not named. stated S4 T06")


def test_a_claim_with_nothing_in_common_tells_all_of_its_own(toytown: Catalog) -> None:
    disputed, external = (park_card(toytown, park) for park in (ASH, FIR))
    assert not disputed.all("p", "said-once") and not external.all("p", "said-once")
    assert disputed.one("p", "claim-meta").text == (
        "Source: Five parks of Toytown, S3 as of May 2021 confidence of the reading: medium"
    )
    assert external.one("p", "claim-meta").text == (
        "Source: Toytown almanac as of 2020 confidence of the reading: medium"
    )


def test_a_claim_of_another_basis_than_its_fact_says_so(catalog: Catalog) -> None:
    """An inference stands on stated claims; the reader must see which is which."""
    for park in catalog.parks:
        for row in park_card(catalog, park.id).all("div", "role-row"):
            basis = row.one("p", "role").all("span", "basis")[0].text
            for claim, item in shown_claims(row):
                badges = [badge.text for badge in item.all("span", "basis")]
                own = EN(f"basis.{catalog.claim[claim].basis}")
                assert (badges or [basis]) == [own], claim


def test_a_claim_without_a_date_says_so(toytown: Catalog) -> None:
    undated = tuple(replace(row, as_of=None) for row in toytown.claims)
    profile = park_card(replace(toytown, claims=undated), OAK)
    assert "date not given" in profile.text
    assert "as of" not in "".join(item.text for item in profile.all("p", "claim-meta"))


def test_figures_of_other_sources_come_with_sign_unit_period_and_claims(toytown: Catalog) -> None:
    external = park_card(toytown, FIR).one("section", "external")
    assert [row.text for row in external.all("li")] == ["Area: 3.5 km² (2020)"]
    assert claim_ids(external) == ["B01"]
    assert "not comparable" in external.text


def test_every_figure_of_a_park_stands_beside_its_claim(catalog: Catalog) -> None:
    for park in catalog.parks:
        profile = park_card(catalog, park.id)
        figures = [row for row in catalog.figures if row.park_id == park.id]
        assert len(profile.all("li")) == len(figures), park.id
        assert {row.claim_id for row in figures} <= set(claim_ids(profile)), park.id


@pytest.mark.parametrize(
    ("operator", "said"),
    [("=", "7"), (">", "> 7"), (">=", "≥ 7"), ("<", "< 7"), ("<=", "≤ 7"), ("~", "≈ 7")],
)
def test_the_sign_of_a_figure_is_never_lost(toytown: Catalog, operator: str, said: str) -> None:
    figures = tuple(replace(row, operator=operator, value=7.0) for row in toytown.figures)
    profile = park_card(replace(toytown, figures=figures), FIR)
    assert profile.one("strong").text == f"{said} km²"


def test_a_silent_park_says_that_the_source_is_silent(catalog: Catalog) -> None:
    silent = select(catalog, EVERYTHING).silent
    assert silent
    for park in silent:
        for lang in Lang:
            profile = park_card(catalog, park, lang=lang)
            assert profile.one("p", "silent-note").text == Translator(lang)("park.silent")
            assert not profile.all("section", "sector-block")
    for park in set(catalog.park) - set(silent):
        assert not park_card(catalog, park).all("p", "silent-note")


def test_links_outside_the_filters_are_marked_and_counted(toytown: Catalog) -> None:
    profile = park_card(toytown, OAK, by(Facet.SECTOR, "trade_bread"))
    rows = profile.all("div", "role-row")
    assert [(row.one("p", "role").text, "outside" in row.classes) for row in rows] == [
        ("Makes stated established", False),
        ("Teaches stated under way", True),
    ]
    assert "1 link lies outside the filters" in profile.text
    assert "outside" not in park_card(toytown, OAK).text


@patient
@given(data=st.data())
def test_as_many_links_are_marked_as_are_said_to_be(catalog: Catalog, data: st.DataObject) -> None:
    """Also in the profile of a park that the filters leave out altogether."""
    filters = data.draw(questions(catalog))
    park = data.draw(st.sampled_from(list(catalog.park)))
    shown = {row.id for row in select(catalog, filters).of_park(park)}
    known = [
        row
        for sector in catalog.sectors
        for row in catalog.assignments
        if (row.park_id, row.sector_id) == (park, sector.id) and row.basis not in filters.without
    ]
    profile = park_card(catalog, park, filters)
    rows = profile.all("div", "role-row")
    assert [claim_ids(row) for row in rows] == [list(row.claim_ids) for row in known]
    marked = ["outside" in row.classes for row in rows]
    assert marked == [row.id not in shown for row in known]
    said = [n for n in range(1, len(known) + 1) if EN.count("park.outside", n) in profile.text]
    assert said == ([sum(marked)] if any(marked) else [])


def test_a_filtered_out_park_says_so(toytown: Catalog) -> None:
    for lang in Lang:
        t = Translator(lang)
        profile = park_card(toytown, OAK, by(Facet.SECTOR, "trade_boat"), lang)
        assert t.count("park.outside", 2) in profile.text
        assert t("park.silent") not in profile.text


@pytest.mark.parametrize("lang", list(Lang))
def test_an_unknown_specialty_host_is_not_stated_never_no(catalog: Catalog, lang: Lang) -> None:
    t = Translator(lang)
    no = {"no", "No", "нет", "Нет", "否", "无", "False", "None"}
    table = read(tables.park_table(catalog, select(catalog, EVERYTHING), None, t, dark=False))
    cells = {
        row.one("th").one("a").text: row.all("td")[-2].text for row in table.one("tbody").all("tr")
    }
    for park in catalog.parks:
        section = park_card(catalog, park.id, lang=lang).all("section")
        (said,) = [part for part in section if part.one("h3").text == t("park.specialty")][:1]
        words = {element.text for element in said.all("p")}
        assert not words & no
        if park.specialty_host:
            assert t("park.specialty_yes") in words
            assert claim_ids(said) == [park.specialty_host_claim_id]
            assert cells[t.name(park.short)] == t("parks.specialty_yes")
        else:
            assert words == {t("park.specialty_unknown")}
            assert cells[t.name(park.short)] == t("parks.unknown")
    assert not set(cells.values()) & no


def test_names_come_in_the_other_languages_too(toytown: Catalog) -> None:
    profile = park_card(toytown, OAK, lang=Lang.RU)
    assert profile.one("h2").text == "Парк «Дуб» (Игрушечный город)"
    others = profile.one("p", "scripts").all("span")
    assert [(part.attributes["lang"], part.text) for part in others] == [
        ("en", "Toytown Oak Park"),
        ("zh", "玩具城橡树园"),
    ]


def test_a_profile_says_what_ground_is_shown(toytown: Catalog) -> None:
    said = park_card(toytown, OAK).one("header").text
    assert said.endswith("Ward shown, not the park's boundary. · as of May 2021")


def sector_card(catalog: Catalog, sector: str, selection: Selection) -> Element:
    row = next(row for row in catalog.sectors if row.id == sector)
    return read(card.sector_card(catalog, row.id, selection, EN, dark=False)).one("article")


def test_a_sector_worked_by_hand(toytown: Catalog) -> None:
    profile = sector_card(toytown, "trade_bread", select(toytown, EVERYTHING))
    assert profile.one("h2").text == "Bread"
    assert profile.one("header").all("p")[0].text == "Food"
    assert facts(profile) == [
        ("Oak: Makes stated established", ["T02"]),
        ("Elm: Makes stated supported", ["T04"]),
        ("# About the sector beyond single parks", ["T09"]),
    ]
    boats = sector_card(toytown, "trade_boat", select(toytown, EVERYTHING))
    assert facts(boats) == [
        ("Yew: Makes inferred under way", ["T06i", "T06"]),
        ("# About the sector beyond single parks", ["T06"]),
    ]


def test_every_link_shown_is_in_its_sectors_card_with_its_claims(catalog: Catalog) -> None:
    selection = select(catalog, EVERYTHING)
    for sector in catalog.sectors:
        links = [row for row in selection.assignments if row.sector_id == sector.id]
        rows = sector_card(catalog, sector.id, selection).all("div", "role-row")
        assert [claim_ids(row) for row in rows] == [list(row.claim_ids) for row in links]
        names = [EN.name(catalog.park[row.park_id].short) for row in links]
        assert [row.one("strong").text for row in rows] == names


def matrix(catalog: Catalog, filters: Filters = EVERYTHING, chosen: str | None = None) -> Element:
    park = next((row.id for row in catalog.parks if row.id == chosen), None)
    return read(tables.matrix_table(catalog, select(catalog, filters), park, EN, dark=False))


def test_the_matrix_worked_by_hand(toytown: Catalog) -> None:
    table = matrix(toytown, chosen="park_elm")
    groups, sectors = table.one("thead").all("tr")
    assert [(th.text, th.attributes["colspan"]) for th in groups.all("th")] == [
        ("Food", "2"),
        ("Crafts", "2"),
    ]
    assert [th.text for th in sectors.all("th")] == ["Park", "Bread", "Cheese", "Clocks", "Boats"]
    rows = table.one("tbody").all("tr")
    assert {row.one("th").text: [td.text for td in row.all("td")] for row in rows} == {
        "Oak": ["Makes", "·not stated", "Teaches", "·not stated"],
        "Elm": ["Makes", "·not stated", "Site planned", "·not stated"],
        "Ash": ["·not stated", "Makes", "·not stated", "·not stated"],
        "Yew": ["·not stated", "Teaches", "·not stated", "Makes inferred"],
    }
    assert [row.one("th").text for row in rows if "chosen" in row.classes] == ["Elm"]
    assert all(td.one("span", "sr").text == "not stated" for td in table.all("td", "empty"))


def test_the_matrix_is_a_table_for_readers_who_cannot_see_it(catalog: Catalog) -> None:
    table = matrix(catalog)
    (region,) = [div.attributes for div in table.all("div") if "role" in div.attributes]
    assert region["role"] == "region"
    assert region["tabindex"] == "0"
    assert region["aria-label"]
    heads = table.one("thead").all("tr")[-1].all("th")
    assert {th.attributes["scope"] for th in heads} == {"col"}
    assert {th.attributes["scope"] for th in table.all("th", "group")} <= {"colgroup", "rowgroup"}
    rows = [row for body in table.all("tbody") for row in body.all("tr") if row.all("td")]
    for row in rows:
        assert row.one("th").attributes["scope"] == "row"
        assert len(row.all("td")) == len(heads) - 1
    assert len(rows) >= len(heads) - 1, "across stands what there is less of"


def test_a_matrix_of_few_parks_has_them_side_by_side(atlas: Catalog) -> None:
    table = matrix(atlas, chosen="haidian")
    parks = [th.text for th in table.one("thead").all("th", "park")]
    assert parks[:2] == ["Chaoyang", "Haidian"] and len(parks) == 8
    groups = [body.one("th", "group").text for body in table.all("tbody")]
    assert groups == [group.name.en for group in atlas.sector_groups]
    rows = {
        row.one("th", "sector").text: row
        for body in table.all("tbody")
        for row in body.all("tr")
        if row.all("td")
    }
    assert [td.text for td in rows["Graphene"].all("td", "cell")] == ["Industrialisation"]
    chosen = rows["Artificial intelligence"].all("td", "chosen")
    assert [td.text for td in chosen] == ["Builds a clusterCore"]
    assert [th.text for th in table.all("th", "chosen")] == ["Haidian"]


def test_the_table_of_parks_says_who_is_out_and_who_is_silent(toytown: Catalog) -> None:
    shown = select(toytown, by(Facet.SECTOR, "trade_bread"))
    table = read(tables.park_table(toytown, shown, ELM, EN, dark=False))
    rows = table.one("tbody").all("tr")
    assert [row.one("th").one("a").text for row in rows] == ["Oak", "Elm", "Ash", "Yew", "Fir"]
    assert [sorted(row.classes) for row in rows] == [
        ["on"],
        ["chosen", "on"],
        ["off"],
        ["off"],
        ["silent"],
    ]
    assert [[td.text for td in row.all("td")] for row in rows] == [
        ["Bread", "Makes", "yes", "3"],
        ["Bread", "Makes", "not stated", "2"],
        ["Filtered out", "not stated", "1"],
        ["Filtered out", "not stated", "2"],
        ["Not mentioned in the source", "not stated", "1"],
    ]


def test_claims_stand_by_source_with_what_they_are_about(toytown: Catalog) -> None:
    found = read(card.claim_list(toytown, toytown.claims, ClaimId("T07"), EN))
    sections = found.all("section")
    assert [part.one("h2").text for part in sections] == [
        "Five parks of Toytown",
        "Toytown almanac",
    ]
    assert [part.all("p", "muted")[0].text for part in sections] == [
        "The Toytown Gazette · May 1, 2021",
        "2020",
    ]
    items = found.all("li", "claim-item")
    assert [item.attributes["id"] for item in items] == [f"claim-{c.id}" for c in toytown.claims]
    assert [i.attributes["id"] for i in items if "chosen" in i.classes] == ["claim-T07"]
    tags = {
        i.attributes["id"][6:]: [tag.text for tag in i.all() if "tag" in tag.classes] for i in items
    }
    assert tags["T07"] == ["Elm", "Clocks", "Site planned"]
    assert tags["T01"] == ["whole zone"]
    assert tags["T11"] == ["about the source"]
    bakeries = next(i for i in items if i.attributes["id"] == "claim-T09")
    assert bakeries.one("ul", "figures").text == "Bakeries: > 12 bakeries"
    disputed = next(i for i in items if i.attributes["id"] == "claim-T05")
    assert disputed.one("span", "claim-note").text == "The two editions differ."


def test_no_claims_are_no_sources(toytown: Catalog) -> None:
    assert read(card.claim_list(toytown, (), None, EN)).all() == []


def pages(catalog: Catalog, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield every piece of HTML a dataset is shown in."""
    t, everything = Translator(lang), select(catalog, EVERYTHING)
    some = select(catalog, Filters(statuses=frozenset({Status.SUPPORTED})))
    for dark in (False, True):
        for selection in (everything, some):
            yield "table", tables.park_table(catalog, selection, catalog.parks[0].id, t, dark=dark)
            yield "matrix", tables.matrix_table(catalog, selection, None, t, dark=dark)
            for park in catalog.park:
                yield park, card.park_card(catalog, park, selection, t, dark=dark)
            for sector in catalog.sector:
                yield sector, card.sector_card(catalog, sector, selection, t, dark=dark)
    yield "claims", card.claim_list(catalog, catalog.claims, catalog.claims[0].id, t)
    yield "masthead", masthead(catalog.about, t)


TAGS = {
    "a",
    "article",
    "header",
    "section",
    "div",
    "p",
    "span",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "details",
    "summary",
    "cite",
    "strong",
    "em",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
}
ATTRIBUTES = {
    "aria-sort",
    "title",
    "data-label",
    "aria-hidden",
    "aria-label",
    "class",
    "colspan",
    "data-park",
    "data-sector",
    "href",
    "id",
    "lang",
    "role",
    "scope",
    "style",
    "tabindex",
    "open",
}


@pytest.mark.parametrize("lang", list(Lang))
def test_hostile_words_are_words(hostile: Catalog, lang: Lang) -> None:
    for name, html in pages(hostile, lang):
        assert EXECUTED not in html
        for element in read(html).all():
            assert element.tag in TAGS, (name, element.tag)
            assert set(element.attributes) <= ATTRIBUTES, (name, element.attributes)
            assert MARK not in "".join(element.attributes.values()), (name, element.attributes)


@pytest.mark.parametrize("lang", list(Lang))
def test_hostile_words_are_shown_to_the_letter(hostile: Catalog, lang: Lang) -> None:
    def said(text: LocalizedText) -> str:
        return " ".join(text.in_(lang).replace("\x00", "\ufffd").split())

    html = dict(pages(hostile, lang))
    for park in hostile.parks:
        assert read(html[park.id]).one("h2").text.replace("\x00", "\ufffd") == said(park.name)
    texts = read(html["claims"]).text.replace("\x00", "\ufffd")
    for claim in hostile.claims:
        assert said(claim.text) in texts
    for source in {claim.source_id for claim in hostile.claims}:
        assert said(hostile.source[source].title) in texts
    head = read(html["masthead"]).text.replace("\x00", "\ufffd")
    assert head == f"{said(hostile.about.title)} {said(hostile.about.subtitle)}"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("page", "mapped"),
    [("map", True), ("parks", False), ("stage", True), ("stage", False), ("handout", False)],
)
def test_the_style_sheet_is_one_element_and_asks_nobody(
    dark: bool, page: str, mapped: bool
) -> None:
    sheet = style(dark=dark, mapped=mapped, page=page, told=mapped)
    assert sheet.count("<") == 2, "the style element alone"
    assert sheet.startswith("<style>")
    assert sheet.endswith("</style>")
    assert "http" not in sheet
    assert re.findall(r"url\(([^)]*)\)", sheet) == ['"app/static/vendor/fonts/fonts.css"']
    assert ("color-scheme: dark" in sheet) is dark


def test_a_page_has_its_own_sheet_and_no_other() -> None:
    """What looks for a step on stage would be asked anew with each change of the map."""
    sheets = {
        page: style(dark=False, mapped=page in ("map", "stage"), page=page, told=True)
        for page in ("map", "parks", "stage", "speaker", "handout")
    }
    for own, selector in (
        ("stage", ".stage-text {"),
        ("speaker", ".speaker-note {"),
        ("handout", ".handout-page {"),
    ):
        assert [page for page, sheet in sheets.items() if selector in sheet] == [own]
    assert sheets["parks"].count(":has(") - sheets["map"].count(":has(") == 1
    for page in ("stage", "handout"):  # no story yet: they list the stories
        lists = style(dark=False, mapped=False, page=page)
        assert "stage_list" in lists
        assert not [word for word in (".stage-text {", ".handout-page {") if word in lists]


def test_hidden_evidence_is_not_shown_in_a_profile(toytown: Catalog) -> None:
    """The filter says "untick to hide"; it offers other sources among the evidence."""
    without = by(Facet.WITHOUT, Basis.EXTERNAL)
    assert "B01" in claim_ids(park_card(toytown, FIR))
    assert "B01" not in claim_ids(park_card(toytown, FIR, without))
