"""The deck: shapes, tables and charts that stay editable, notes, and where it all comes from."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from tests.unit.export.conftest import Taker, taker
from tests.unit.export.telling import with_story
from zgc_map.export import Take, find_format
from zgc_map.export.extent import extent
from zgc_map.export.provenance import provenance
from zgc_map.export.typeface import cleaned
from zgc_map.geo import Zone


def opened(take: Take) -> Any:
    return Presentation(io.BytesIO(find_format("pptx").write(take)))


def every(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every(shape.shapes)


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def charts(deck: Any) -> list[Any]:
    return [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]


@pytest.fixture(scope="module")
def plain(shipped: Taker) -> tuple[Take, Any]:
    take = shipped(lang="ru")
    return take, opened(take)


def test_the_map_is_made_of_shapes_named_by_their_places(plain: tuple[Take, Any]) -> None:
    take, deck = plain
    shapes = [s for s in every(deck.slides[1].shapes) if s.shape_type == MSO_SHAPE_TYPE.FREEFORM]
    names = [shape.name for shape in shapes]
    for park in take.catalog.parks:
        assert take.t.name(park.name) in names
    hatched = [shape for shape in shapes if shape.fill.type == MSO_FILL.PATTERNED]
    assert len(hatched) == 2  # the band that rests on inference alone, and the legend's sign
    links = {s.click_action.hyperlink.address for s in shapes} - {None}
    assert f"{take.link.partition('?')[0]}?lang=ru&park=haidian" in links


def matrices(take: Take, deck: Any) -> list[Any]:
    heading = take.t("sectors.matrix")
    return [s.table for slide in deck.slides for s in slide.shapes if s.name == heading]


def test_the_matrix_says_roles_in_words_and_claims_in_its_notes(plain: tuple[Take, Any]) -> None:
    take, deck = plain
    found = matrices(take, deck)
    sectors = [row.cells[0].text for table in found for row in list(table.rows)[1:]]
    assert list(dict.fromkeys(sectors)) == [take.t.name(row.name) for row in extent(take).sectors]
    cells = [[cell.text for cell in row.cells] for table in found for row in table.rows]
    said = {text for row in cells for text in row[1:]}
    assert "" in said and "—" not in said
    roles = {take.t.name(take.catalog.role[row.role_id].name) for row in extent(take).assignments}
    filled = [list(row.cells)[1:] for table in found for row in list(table.rows)[1:]]
    words = {word for row in filled for cell in row for word in cell.text.split(" · ") if word}
    assert {word.rstrip("*") for word in words} == roles
    (research,) = [take.t.name(row.name) for row in take.catalog.roles if row.id == "research"]
    assert any(f"{research}*" in text for text in said)  # inferred, and marked so
    key = " ".join(s.text_frame.text for s in every(deck.slides[2].shapes) if s.has_text_frame)
    assert f"* {take.t('basis.inferred')}" in key and take.t("deck.claims_in_notes") in key
    for slide in deck.slides:
        if not any(shape.name == take.t("sectors.matrix") for shape in slide.shapes):
            continue
        (table,) = [shape.table for shape in slide.shapes if shape.has_table]
        names = {cell.text for cell in list(table.rows[0].cells)[1:]}
        rows = {row.cells[0].text for row in list(table.rows)[1:]}
        notes = slide.notes_slide.notes_text_frame.text
        for link in extent(take).assignments:
            park, sector = take.catalog.park[link.park_id], take.catalog.sector[link.sector_id]
            if take.t.name(park.short) in names and take.t.name(sector.name) in rows:
                assert all(claim in notes for claim in link.claim_ids)


def test_slides_of_one_title_are_numbered(plain: tuple[Take, Any]) -> None:
    take, deck = plain
    heading = take.t("sectors.matrix")
    shown = [title for title in titles(deck) if title.startswith(heading)]
    assert len(shown) > 1
    assert shown == [f"{heading} ({n}/{len(shown)})" for n in range(1, len(shown) + 1)]
    assert len(set(titles(deck)[1:])) == len(deck.slides) - 1, "the first two name the atlas"


def test_no_column_and_no_slide_of_the_matrix_is_empty(plain: tuple[Take, Any]) -> None:
    found = matrices(*plain)
    for table in found:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert all(any(column[1:]) for column in zip(*rows, strict=True))
    lengths = [len(table.rows) for table in found]
    assert max(lengths) <= 2 * min(lengths)


@pytest.mark.parametrize("query", ["", "view=tiles", "park=yizhuang"])
def test_text_on_slides_has_twelve_points_at_least(shipped: Taker, query: str) -> None:
    take = shipped(query)
    runs = [
        (run.font.size.pt, run.text)
        for slide in opened(take).slides
        for shape in every(slide.shapes)
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size
    ]
    assert len(runs) > 20
    sectors = [take.t.name(row.name) for row in take.catalog.sectors]
    for size, text in runs:
        in_tile = query == "view=tiles" and any(text.rstrip(".") in name for name in sectors)
        assert size >= (7.9 if in_tile else 12), text


def test_the_file_says_whose_it_is(plain: tuple[Take, Any]) -> None:
    take, deck = plain
    said, atlas = deck.core_properties, take.t.name(take.catalog.about.title)
    assert (said.title, said.author, said.last_modified_by) == (atlas, atlas, atlas)
    assert said.created.date() == said.modified.date() == take.day
    assert said.language == "ru-RU"


def test_the_chart_is_named_and_told_in_words(plain: tuple[Take, Any]) -> None:
    take, deck = plain
    [frame] = [s for slide in deck.slides for s in slide.shapes if s.has_chart]
    words = frame._element.xpath(".//p:cNvPr")[0].get("descr")
    assert frame.name == take.t("deck.chart")
    assert all(take.t.name(take.catalog.park[park].short) in words for park in take.selection.parks)


def test_the_chart_counts_the_links_of_the_view(plain: tuple[Take, Any]) -> None:
    take, deck = plain
    [chart] = charts(deck)
    total = sum(value or 0 for plot in chart.plots for row in plot.series for value in row.values)
    assert total == len(take.selection.assignments)
    assert list(chart.plots[0].categories) == [
        take.t.name(take.catalog.park[park].short) for park in take.selection.parks
    ]


def test_a_sector_that_is_excluded_is_no_subject(toy: Taker) -> None:
    take = toy("sector=trade_bread&match=none")
    deck = opened(take)
    assert titles(deck)[0] == take.t.name(take.catalog.about.title)
    assert charts(deck)


def test_each_park_has_a_profile_and_its_claims_are_in_the_notes(plain: tuple[Take, Any]) -> None:
    take, deck = plain
    for park in take.selection.parks:
        [slide] = [
            slide
            for slide in deck.slides
            if slide.shapes.title.text_frame.text == take.t.name(take.catalog.park[park].name)
        ]
        notes = slide.notes_slide.notes_text_frame.text
        for row in take.selection.of_park(park):
            assert all(f"[{claim}]" in notes for claim in row.claim_ids)


def test_the_last_slide_leads_back(plain: tuple[Take, Any]) -> None:
    take, deck = plain
    about = [
        slide
        for slide in deck.slides
        if slide.shapes.title.text_frame.text.startswith(take.t("table.title_about"))
    ]
    assert about[-1] == deck.slides[len(deck.slides) - 1]
    assert [s for s in about[-1].shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    runs = [
        run
        for slide in about
        for s in slide.shapes
        if s.has_text_frame
        for paragraph in s.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert take.link in {run.hyperlink.address for run in runs}
    said = " ".join(run.text for run in runs)
    assert take.catalog.about.licence in said
    assert take.t.count("count.claims", len(extent(take).claims)) in said


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
@pytest.mark.parametrize("query", ["story=one_zone", "story=where_to_go", "", "park=haidian"])
def test_what_a_deck_rests_on_is_on_one_last_slide(shipped: Taker, query: str, lang: str) -> None:
    take = shipped(query, lang=lang)
    deck = opened(take)
    about = take.t("table.title_about")
    assert [title for title in titles(deck) if title.startswith(about)] == [about]
    assert titles(deck)[-1] == about
    slide = deck.slides[len(deck.slides) - 1]
    shown = [shape for shape in slide.shapes if shape.has_text_frame]
    said = " ".join(shape.text_frame.text for shape in shown)
    rest = {line.slug: line.text for line in provenance(take)}
    for slug in ("asked", "bases", "as_of", "source", "licence", "attribution", "version"):
        assert rest[slug] in said
    sizes = [
        run.font.size.pt
        for shape in shown
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size
    ]
    assert min(sizes) >= 12


def test_what_does_not_fit_the_last_slide_goes_on_before_it(shipped_zone: Zone) -> None:
    sectors = ".".join(row.id for row in shipped_zone.catalog.sectors)
    views = [("map", f"sector={sectors}"), ("map", "")] * 8
    take = taker(with_story(shipped_zone, views))("story=told", lang="ru")
    deck = opened(take)
    about = [title for title in titles(deck) if title == take.t("table.title_about")]
    assert len(about) > 1
    pictures = [
        [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
        for slide in list(deck.slides)[-len(about) :]
    ]
    assert [len(found) for found in pictures] == [0] * (len(about) - 1) + [1]


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_a_story_is_a_slide_a_step_with_its_notes(shipped_zone: Zone, lang: str) -> None:
    take = taker(with_story(shipped_zone))("story=told", lang=lang, dark=True)
    deck = opened(take)
    story = take.catalog.stories[0]
    steps, ends = titles(deck)[1 : len(story.steps) + 1], titles(deck)[len(story.steps) + 1 :]
    assert steps == [take.t.name(step.title) for step in story.steps]
    named = [take.t("table.title_claims"), take.t("table.title_about")]
    assert ends == named
    for slide, step in zip(list(deck.slides)[1:], story.steps, strict=False):
        notes = slide.notes_slide.notes_text_frame.text
        assert take.t.name(step.notes) in notes
        assert all(f"[{claim}]" in notes for claim in step.claim_ids)
        said = " ".join(s.text_frame.text for s in every(slide.shapes) if s.has_text_frame)
        assert all(claim in said for claim in step.claim_ids)
        [code] = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
        link = code.click_action.hyperlink.address
        assert link.startswith("https://atlas.example/map?")
        assert set(step.view.split("&")) - {""} <= set(link.partition("?")[2].split("&"))


@pytest.mark.parametrize("query", ["", "story=one_zone", "park=haidian"])
def test_chinese_brackets_are_as_wide_as_its_signs(shipped: Taker, query: str) -> None:
    deck = opened(shipped(query, lang="zh"))
    texts = [
        paragraph.text
        for slide in deck.slides
        for shape in (*every(slide.shapes), *slide.notes_slide.shapes)
        for frame in _frames(shape)
        for paragraph in frame.paragraphs
    ]
    assert any("（" in text for text in texts)
    assert [text for text in texts if re.search(r"[一-龥。] ?\(|\([一-龥]", text)] == []


def _frames(shape: Any) -> Iterator[Any]:
    if shape.has_text_frame:
        yield shape.text_frame
    if getattr(shape, "has_table", False) and shape.has_table:
        yield from (cell.text_frame for row in shape.table.rows for cell in row.cells)


@pytest.mark.parametrize("query", ["", "story=told"])
def test_the_claims_are_listed_with_their_places(shipped_zone: Zone, query: str) -> None:
    take = taker(with_story(shipped_zone))(query, page="map", lang="en")
    deck = opened(take)
    heading = take.t("table.title_claims")
    tables = [s.table for slide in deck.slides for s in slide.shapes if s.name == heading]
    said = " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    story = take.catalog.stories[0]
    told = {one for step in story.steps for one in step.claim_ids}
    expected = [row for row in extent(take).claims if not query or row.id in told]
    for row in expected:
        assert f"{row.id} ({row.locator})" in said if row.locator else row.id in said
        assert take.t.name(take.catalog.source[row.source_id].title) in said


def test_each_slide_has_notes(plain: tuple[Take, Any]) -> None:
    _, deck = plain
    bare = [title for title, slide in zip(titles(deck), deck.slides, strict=True)
            if not slide.has_notes_slide]  # fmt: skip
    assert not bare


def test_the_theme_has_fonts_for_both_kinds_of_script_and_the_maps_colours(toy: Taker) -> None:
    data = find_format("pptx").write(toy(dark=True))
    with zipfile.ZipFile(io.BytesIO(data)) as deck:
        theme = deck.read("ppt/theme/theme1.xml").decode()
        master = deck.read("ppt/slideMasters/slideMaster1.xml").decode()
    assert theme.count('<a:ea typeface="Noto Sans SC"/>') == 2
    assert theme.count('<a:latin typeface="Noto Sans" panose=') == 2
    assert '<a:font script="Hans" typeface="Noto Sans SC"/>' in theme
    assert 'bg1="dk1"' in master
    assert toy().catalog.sector_groups[0].color_dark[1:].upper() in theme


def test_hostile_words_are_text_in_sound_xml(hostile: Taker) -> None:
    take = hostile()
    data = find_format("pptx").write(take)
    with zipfile.ZipFile(io.BytesIO(data)) as deck:
        for name in deck.namelist():
            if name.endswith((".xml", ".rels")):
                root = ET.fromstring(deck.read(name))
                tags = {node.tag.rpartition("}")[2].lower() for node in root.iter()}
                assert not tags & {"script", "img", "svg", "b", "h"}
            if name.endswith(".rels"):
                outside = [
                    n.get("Target") for n in root.iter() if n.get("TargetMode") == "External"
                ]
                assert all(str(to).startswith("https://atlas.example/map?") for to in outside)
    shown = titles(Presentation(io.BytesIO(data)))
    assert cleaned(take.t.name(take.catalog.about.title)) in shown


SHOWN = {
    "story": ("story=told", "zh", True),
    "park": ("park=haidian", "ru", False),
    "all_ru": ("", "ru", False),
    "all_zh": ("", "zh", False),
    "compared": ("compare=haidian.changping.yizhuang", "ru", False),
    "zone_en": ("story=one_zone", "en", False),
    "zone_ru": ("story=one_zone", "ru", False),
    "where_ru": ("story=where_to_go", "ru", False),
}


@pytest.fixture(scope="module")
def rendered(
    tmp_path_factory: pytest.TempPathFactory, shipped_zone: Zone
) -> dict[str, tuple[Any, Path]]:
    """Decks as LibreOffice shows them; one start of it for all."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    take = taker(with_story(shipped_zone))
    for name, (query, lang, dark) in SHOWN.items():
        page = "compare" if name == "compared" else "map"
        view = take(query, page=page, lang=lang, dark=dark)
        (folder / f"{name}.pptx").write_bytes(find_format("pptx").write(view))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{name}.pptx") for name in SHOWN]
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {
        name: (Presentation(str(folder / f"{name}.pptx")), folder / f"{name}.pdf") for name in SHOWN
    }


@pytest.mark.parametrize("name", list(SHOWN))
def test_libreoffice_opens_it_and_shows_every_slide(
    rendered: dict[str, tuple[Any, Path]], name: str
) -> None:
    deck, file = rendered[name]
    shown = PdfReader(file)
    assert len(shown.pages) == len(deck.slides)
    for title, page in zip(titles(deck), shown.pages, strict=True):
        text = "".join(page.extract_text().split())
        assert "".join(title.split()) in text
        assert "\ufffd" not in text


Words = list[tuple[str, tuple[float, float, float, float]]]


def words_of(file: Path) -> list[Words]:
    """Return the words of each page and their boxes: left, top, right, bottom in points."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("poppler is not installed")
    shown = subprocess.run([tool, "-bbox", str(file), "-"], check=True, capture_output=True)
    sides = ("xMin", "yMin", "xMax", "yMax")
    return [
        [
            (word.text or "", tuple(float(word.attrib[side]) for side in sides))  # type: ignore[misc]  # four of them
            for word in page
        ]
        for page in ET.fromstring(shown.stdout).iter("{http://www.w3.org/1999/xhtml}page")
    ]


@pytest.mark.parametrize("name", list(SHOWN))
def test_as_shown_no_word_lies_over_another_or_leaves_the_slide(
    rendered: dict[str, tuple[Any, Path]], name: str
) -> None:
    _, file = rendered[name]
    for number, words in enumerate(words_of(file), start=1):
        assert words
        for at, (text, one) in enumerate(words):
            assert one[2] <= 960 and one[3] <= 540, (number, text)
            for other_text, other in words[at + 1 :]:
                wide = min(one[2], other[2]) - max(one[0], other[0])
                deep = min(one[3], other[3]) - max(one[1], other[1])
                least = min(one[3] - one[1], other[3] - other[1])
                assert wide < 1 or deep < least * 0.45, (number, text, other_text)


@pytest.mark.parametrize("name", ["all_ru", "compared"])
def test_as_shown_no_word_of_a_table_is_cut(
    rendered: dict[str, tuple[Any, Path]], name: str
) -> None:
    deck, file = rendered[name]
    for slide, words in zip(deck.slides, words_of(file), strict=True):
        whole = {text for text, _ in words}
        for table in [shape.table for shape in slide.shapes if shape.has_table]:
            for row in table.rows:
                for cell in row.cells:
                    pieces = {
                        word for word in cell.text.split() if not re.search("[〔一-龥]", word)
                    }
                    assert pieces <= whole
