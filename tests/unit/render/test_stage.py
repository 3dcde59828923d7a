"""A step as HTML: one idea, its figure with everything that belongs to it, its claims."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from geopandas import GeoDataFrame

from tests.unit.render.outline import read
from zgc_map.model import Basis, Catalog, Lang, Scope, Story
from zgc_map.query import Address, Facet, Filters, Picture, select, step_address
from zgc_map.render.card import SIGNS
from zgc_map.render.qr import QUIET, qr_uri
from zgc_map.render.stage import (
    Place,
    handout,
    owner,
    qr_panel,
    rests,
    speaker_notes,
    stage_text,
    tied,
)
from zgc_map.render.step_map import step_map
from zgc_map.text import Translator

LINK = "https://atlas.example/map?lang=en&park=x"


def flat(text: str) -> str:
    """Return a text as an outline reads it: line ends and firm spaces are spaces."""
    return " ".join(text.split())


def places(story: Story) -> tuple[Place, ...]:
    return tuple(Place(story, number, LINK) for number in range(1, len(story.steps) + 1))


@pytest.mark.parametrize("lang", list(Lang))
def test_a_step_says_its_idea_and_everything_of_its_figure(catalog: Catalog, lang: Lang) -> None:
    t = Translator(lang)
    for place in (place for story in catalog.stories for place in places(story)):
        said = read(stage_text(catalog, place, t)).text
        assert flat(t.name(place.step.title)) in said
        assert all(flat(t.name(line)) in said for line in place.step.lines)
        assert all(claim in said for claim in place.step.claim_ids)
        assert t("stage.changed") not in said
        if place.step.figure_id:
            figure = catalog.figure[place.step.figure_id]
            claim = catalog.claim[figure.claim_id]
            period = t.date(figure.period) if figure.period else t("stage.no_period")
            for part in (SIGNS[figure.operator], t.name(figure.unit), t.name(figure.metric)):
                assert part in said
            assert " ".join(t.number(figure.value_in(lang)).split()) in said
            assert owner(catalog, figure, t) in said
            assert " ".join(period.split()) in said and t(f"basis.{claim.basis}") in said


def test_a_step_says_in_one_line_what_it_rests_on_before_its_claims_are_opened(
    catalog: Catalog,
) -> None:
    t = Translator(Lang.EN)
    for place in (place for story in catalog.stories for place in places(story)):
        (said,) = re.findall(r"<summary>(.*)</summary>", stage_text(catalog, place, t))
        claims = [catalog.claim[claim] for claim in place.step.claim_ids]
        bases = (Basis.INFERRED, Basis.DISPUTED, Basis.EXTERNAL)
        counts = {basis: sum(claim.basis is basis for claim in claims) for basis in bases}
        parts = [
            t.count("stage.rests", len(claims)),
            *(f"{t(f'basis.{basis}')}: {count}" for basis, count in counts.items() if count),
        ]
        if {claim.source_id for claim in claims} <= {catalog.about.main_source_id}:
            parts.append(t.name(catalog.about.as_of_text))
        assert unescape(said) == " · ".join(parts)


def test_no_date_of_the_main_source_stands_under_a_figure_from_elsewhere(atlas: Catalog) -> None:
    t = Translator(Lang.EN)
    (story,) = (story for story in atlas.stories if story.id == "where_to_go")
    dated = [t.name(atlas.about.as_of_text) in rests(atlas, step, t) for step in story.steps]
    assert dated == [False, True, False, False, False]


@pytest.mark.parametrize(
    ("lang", "text", "lines"),
    [
        (Lang.RU, "Молчание — не отсутствие", ["Молчание~—", "не~отсутствие"]),
        (Lang.RU, "И парк без цвета в зоне", ["И~парк", "без~цвета", "в~зоне"]),
        (Lang.RU, "район Дасин, 200 компаний", ["район", "Дасин,", "200~компаний"]),
        (Lang.EN, "planned at 600 km², far away", ["planned", "at", "600~km²,", "far", "away"]),
        (Lang.EN, "Where to go with … drones", ["Where", "to", "go", "with~…", "drones"]),
        (Lang.ZH, "海淀园：9.5 平方公里", ["海淀园：9.5~平方公里"]),
        (Lang.EN, "", [""]),
    ],
)
def test_lines_break_where_a_typesetter_would(lang: Lang, text: str, lines: list[str]) -> None:
    told = tied(text, lang)
    assert told.replace("\u00a0", "~").split(" ") == lines
    assert told.replace("\u00a0", " ") == text


def test_a_districts_figure_is_not_given_to_its_park(atlas: Catalog) -> None:
    t = Translator(Lang.EN)
    for figure in atlas.figures:
        said = owner(atlas, figure, t)
        if figure.scope is Scope.DISTRICT and figure.park_id:
            park = atlas.park[figure.park_id]
            assert t.name(park.name) not in said
            assert t.name(atlas.place[park.place_id].name) in said
        elif figure.scope is Scope.ZONE:
            assert said == ""


def test_changed_data_is_said_everywhere(catalog: Catalog, parks: GeoDataFrame) -> None:
    t = Translator(Lang.EN)
    place = replace(places(catalog.stories[0])[0], changed=True)
    for html in (
        stage_text(catalog, place, t),
        speaker_notes(catalog, place, t),
        handout(catalog, (place,), t, parks, local=False),
    ):
        assert t("stage.changed") in html


@pytest.mark.parametrize("lang", list(Lang))
def test_the_speaker_sees_notes_and_the_next_step(catalog: Catalog, lang: Lang) -> None:
    t = Translator(lang)
    for story in catalog.stories:
        for place, after in zip(places(story), [*story.steps[1:], None], strict=True):
            said = read(speaker_notes(catalog, place, t)).text
            assert flat(t.name(place.step.notes)) in said
            assert (flat(t.name(after.title)) if after else t("speaker.last")) in said


def test_on_paper_each_step_is_a_page_with_every_claim_in_words(
    catalog: Catalog, parks: GeoDataFrame
) -> None:
    t = Translator(Lang.EN)
    for story in catalog.stories:
        pages = read(handout(catalog, places(story), t, parks, local=False)).all(
            "section", "handout-page"
        )
        for page, step in zip(pages, story.steps, strict=True):
            for claim in step.claim_ids:
                assert " ".join(t.name(catalog.claim[claim].text).split()) in page.text


def test_on_paper_each_map_lights_what_its_view_lights(
    catalog: Catalog, parks: GeoDataFrame, hostile: Catalog
) -> None:
    t = Translator(Lang.EN)
    for story in catalog.stories:
        for step in story.steps:
            page, address = step_address(catalog, step)
            found = step_map(catalog, page, address, parks, t)
            if page == "sources":
                assert found is None
                continue
            assert found
            svg = base64.b64decode(found.picture).decode()
            rows = select(catalog, address.filters).assignments
            lit = {
                row.park_id for row in rows if page != "compare" or row.park_id in address.compare
            }
            if not address.park:
                named = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
                tiled = address.picture is Picture.TILES
                shown = {park.id for park in catalog.parks} if tiled else lit
                assert sorted(named) == sorted(t.name(catalog.park[park].short) for park in shown)
            assert all(group.color in svg for group in found.groups)
            alone = lit and all(row.basis is Basis.INFERRED for row in rows)
            assert found.inferred or not alone
            assert ("url(#inferred)" in svg) is found.inferred
    found = step_map(hostile, "map", Address(), parks, t)
    assert found and "<script" not in base64.b64decode(found.picture).decode()


def test_on_paper_silent_parks_are_dashed_and_in_the_legend(
    catalog: Catalog, parks: GeoDataFrame
) -> None:
    t = Translator(Lang.EN)
    silent = select(catalog, Filters()).silent
    for picture in Picture:
        found = step_map(catalog, "map", Address(picture=picture), parks, t)
        assert found and found.silent == bool(silent) and not found.off
        drawn = ET.fromstring(base64.b64decode(found.picture))
        outlines = {"on": 0, "off": 0, "silent": 0}
        for path in drawn.iter("{http://www.w3.org/2000/svg}path"):
            if state := path.get("class"):
                outlines[state] += 1
                assert (path.get("stroke-dasharray") is not None) is (state == "silent")
        assert outlines["silent"] == len(silent)
    few = replace(Address(), filters=Filters().with_(Facet.SECTOR, {catalog.sectors[0].id}))
    found = step_map(catalog, "map", few, parks, t)
    assert found and found.off
    story = catalog.stories[0]
    paper = read(handout(catalog, places(story), t, parks, local=False))
    for page, step in zip(paper.all("section", "handout-page"), story.steps, strict=True):
        if step.page != "sources" and silent:
            assert t("legend.silent") in page.one("figure", "handout-map").one("figcaption").text


def test_on_paper_the_bands_of_a_tile_are_bars(catalog: Catalog, parks: GeoDataFrame) -> None:
    at = Address(picture=Picture.TILES)
    found = step_map(catalog, "map", at, parks, Translator(Lang.EN))
    assert found
    drawn = ET.fromstring(base64.b64decode(found.picture))
    for path in drawn.iter("{http://www.w3.org/2000/svg}path"):
        points = [tuple(map(float, one.split())) for one in re.split("[MLZ]", path.attrib["d"])
                  if one.strip()]  # fmt: skip
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


def test_a_qr_code_is_dark_on_light_with_a_quiet_zone() -> None:
    svg = unquote(qr_uri(LINK).partition(",")[2])
    assert re.findall(r"(?:fill|stroke)='(#\w+)'", svg) == ["#fff", "#000"]
    (size,) = re.findall(r"viewBox='0 0 (\d+) \d+'", svg)
    assert (int(size) - 2 * QUIET - 17) % 4 == 0  # the sizes of the standard
    assert f"d='M{QUIET} {QUIET}.5h7" in svg  # the first finder pattern begins behind the border


def test_a_hostile_link_stays_text(catalog: Catalog, parks: GeoDataFrame) -> None:
    t = Translator(Lang.EN)
    place = Place(catalog.stories[0], 1, 'https://x/"><script>alert(1)</script>')
    for local in (True, False):
        html = qr_panel(catalog, place, t, local=local)
        assert "<script" not in html
        assert (t("stage.qr_local") in html) is local
        assert t(f"page.{place.step.page}") in html and t.name(place.step.title) in unescape(html)
        paper = handout(catalog, (place,), t, parks, local=local)
        assert "<script" not in paper
        assert (t("stage.qr_local") in paper) is local
