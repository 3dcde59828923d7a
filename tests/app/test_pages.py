"""Every page, in every language, on every dataset, as the first request of a session."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.app.conftest import Open
from tests.app.visit import LISTED, PAGES
from tests.hostile_zone import TOYTOWN, write_hostile_zone
from tests.unit.render.outline import read
from zgc_map.catalog import load_catalog
from zgc_map.model import Catalog, Lang
from zgc_map.query import Filters, select
from zgc_map.text import Translator

START = ("", *PAGES)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("page", START)
def test_a_page_opens_cold_in_the_language_of_its_link(
    visit: Open, atlas: Catalog, page: str, lang: Lang
) -> None:
    t = Translator(lang)
    seen = visit(page, lang=lang.value)
    assert seen.notes == []
    assert t.name(atlas.about.title) in seen.html
    labels = [t(f"page.{name}") for name in LISTED]
    assert [label for label in seen.links if label in labels] == labels
    assert (
        t.count("count.links", len(atlas.assignments), total=len(atlas.assignments)) in seen.summary
    )
    if page in ("", "map"):
        assert seen.map["lang"] == lang.value
        assert seen.lit == {row.park_id for row in atlas.assignments}
        assert f"<h2>{t('map.start_title')}</h2>" in seen.html
    else:
        assert [title.value for title in seen.at.title] == [t(f"{page}.title")]


@pytest.mark.parametrize("page", PAGES)
def test_a_deep_link_is_right_on_the_first_paint(visit: Open, atlas: Catalog, page: str) -> None:
    seen = visit(page, lang="zh", park="haidian", sector="ai", match="all")
    assert seen.notes == []
    assert seen.summary.startswith("3 个园区（来源提及的共 8 个） · 4 项关联（共 28 项）")
    assert seen.is_ticked("sector", "ai")
    assert not seen.is_ticked("sector", "uav")
    assert seen.params == {"lang": "zh", "park": "haidian", "sector": "ai", "match": "all"}
    if page == "map":
        assert seen.map["selected"] == "haidian"
        assert seen.lit == {"haidian", "chaoyang", "yizhuang"}
    if page in ("map", "parks"):
        assert read(seen.html).one("article", "card").one("h2").text == "中关村海淀园"
    if page == "sources":
        about = {row.park_id for row in atlas.claims if f'id="claim-{row.id}"' in seen.html}
        assert about == {"haidian"}


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("page", START)
def test_another_dataset_goes_through_every_page(
    visit: Open, toytown: Catalog, monkeypatch: pytest.MonkeyPatch, page: str, lang: Lang
) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(TOYTOWN))
    t = Translator(lang)
    seen = visit(page, lang=lang.value, park="park_yew", group="group_craft")
    assert seen.notes == []
    assert t.name(toytown.about.title) in seen.html
    assert t.count("count.parks", 3, total=4) in seen.summary
    assert not re.search(r"(?i)haidian|хайдянь|海淀|zhongguancun|中关村", seen.html)
    if page in ("", "map"):
        assert seen.lit == {"park_oak", "park_elm", "park_yew"}
        assert seen.map["selected"] == "park_yew"


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile_zone(tmp_path_factory.mktemp("zone") / "hostile")


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("page", START)
def test_a_hostile_dataset_goes_through_every_page(
    visit: Open, hostile_folder: Path, monkeypatch: pytest.MonkeyPatch, page: str, lang: Lang
) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(hostile_folder))
    catalog = load_catalog(hostile_folder)
    for park in catalog.park:
        seen = visit(page, lang=lang.value, park=park, claim=catalog.claims[0].id)
        shown = {element.tag for element in read(seen.html).all()}
        assert not shown & {"script", "img", "svg", "iframe", "b", "hr", "style", "textarea"}
        for target in (e.attributes.get("href", "") for e in read(seen.html).all("a")):
            assert re.fullmatch(rf"({'|'.join(PAGES)}|)\?[\w.&=]+", target)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_start_page_and_the_map_are_one(visit: Open, lang: Lang) -> None:
    start, page = visit(lang=lang.value, sector="ai"), visit("map", lang=lang.value, sector="ai")
    assert start.map == page.map
    assert start.html == page.html
    assert list(start.links) == list(page.links)
    assert [to.split("?")[1] for to in start.links.values()] == [
        to.split("?")[1] for to in page.links.values()
    ]


def test_every_park_can_be_opened_by_its_link(visit: Open, atlas: Catalog) -> None:
    seen = visit("parks", lang="ru")
    for park in atlas.parks:
        seen.at.query_params["park"] = park.id
        seen.run()
        assert read(seen.html).one("article", "card").one("h2").text == park.name.ru
        assert seen.at.selectbox(key="park").value == park.id


def test_every_park_can_be_chosen_from_the_list(visit: Open, atlas: Catalog) -> None:
    seen = visit("parks", lang="en")
    for park in atlas.parks:
        seen.done(seen.at.selectbox(key="park").set_value(park.id).run())
        assert seen.params == {"lang": "en", "park": park.id}
        assert read(seen.html).one("article", "card").one("h2").text == park.name.en


def test_the_start_offers_the_parks_named_in_the_source(visit: Open, atlas: Catalog) -> None:
    seen = visit(lang="en")
    named = [park for park in atlas.parks if park.named_in_source]
    offered = read(seen.html).one("nav", "chips").all("a")
    assert [link.text for link in offered] == [park.short.en for park in named]
    seen.follow(named[0].short.en)
    assert seen.params == {"lang": "en", "park": named[0].id}
    assert read(seen.html).one("article", "card").one("h2").text == named[0].name.en
    seen.follow("Close")
    assert seen.params == {"lang": "en"}
    assert seen.map["selected"] is None


def test_the_sources_page_shows_every_claim(visit: Open, catalog_claims: set[str]) -> None:
    seen = visit("sources", lang="en")
    assert set(re.findall(r'id="claim-(\w+)"', seen.html)) == catalog_claims


@pytest.fixture
def catalog_claims(atlas: Catalog) -> set[str]:
    return {str(claim) for claim in atlas.claim}


@pytest.mark.parametrize("page", PAGES)
def test_a_silent_park_is_said_to_be_silent(visit: Open, atlas: Catalog, page: str) -> None:
    park = select(atlas, Filters()).silent[0]
    seen = visit(page, lang="en", park=park)
    if page in ("map", "parks"):
        assert "The source does not mention this park." in seen.html
    if page == "map":
        assert seen.map["parks"][park]["state"] == "silent"


def test_a_chosen_claim_is_shown_first_and_counted(visit: Open, atlas: Catalog) -> None:
    seen = visit("sources", lang="en", claim="K20i")
    shown = re.findall(r'id="claim-(\w+)"', seen.html)
    assert shown[0] == "K20i"
    assert sorted(shown) == sorted(str(claim) for claim in atlas.claim)
    counted = [line.value for line in seen.at.main.caption]
    assert f"{len(atlas.claims)} claims" in counted


def test_a_claim_that_is_all_there_is_is_not_called_nothing(visit: Open) -> None:
    seen = visit("sources", lang="en", claim="K07", q="K07")
    assert re.findall(r'id="claim-(\w+)"', seen.html) == ["K07"]
    assert [info.value for info in seen.at.info] == []


def test_what_a_deed_fills_stands_at_the_same_place_on_every_page(visit: Open) -> None:
    """Streamlit drops what a run of the page has said of it if a deed comes close behind."""
    places = {
        page: [
            (index, block.key)
            for index, block in seen.at.main.children.items()
            if getattr(block, "key", None) in ("notes", "spread")
        ]
        for page in LISTED
        for seen in [visit(page, lang="en")]
    }
    assert len(places["map"]) == 2
    assert {page: place for page, place in places.items() if place != places["map"]} == {}
