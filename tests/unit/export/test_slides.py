"""The deck: shapes, tables and charts that stay editable, notes, and where it all comes from."""

from __future__ import annotations

import io
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


def test_the_matrix_is_a_table_and_silence_is_an_empty_cell(plain: tuple[Take, Any]) -> None:
    take, deck = plain
    tables = [s.table for slide in deck.slides for s in slide.shapes if s.has_table]
    matrix = [table for table in tables if len(table.columns) == 9]
    sectors = [row.cells[0].text for table in matrix for row in list(table.rows)[1:]]
    assert sectors == [take.t.name(row.name) for row in extent(take).sectors]
    cells = [cell.text for table in matrix for row in table.rows for cell in row.cells]
    assert "" in cells and "—" not in cells


def test_the_chart_counts_the_links_of_the_view(plain: tuple[Take, Any]) -> None:
    take, deck = plain
    [chart] = charts(deck)
    total = sum(value or 0 for plot in chart.plots for row in plot.series for value in row.values)
    assert total == len(take.selection.assignments)
    assert list(chart.plots[0].categories) == [
        take.t.name(take.catalog.park[park].short) for park in take.selection.parks
    ]


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
    last = deck.slides[len(deck.slides) - 1]
    assert [s for s in last.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    runs = [
        run
        for s in last.shapes
        if s.has_text_frame
        for paragraph in s.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert take.link in {run.hyperlink.address for run in runs}
    said = " ".join(run.text for run in runs)
    assert take.catalog.about.licence in said
    assert take.t.count("count.claims", len(extent(take).claims)) in said


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_a_story_is_a_slide_a_step_with_its_notes(shipped_zone: Zone, lang: str) -> None:
    take = taker(with_story(shipped_zone))("story=told", lang=lang, dark=True)
    deck = opened(take)
    story = take.catalog.stories[0]
    assert len(deck.slides) == len(story.steps) + 2
    assert titles(deck)[1:-1] == [take.t.name(step.title) for step in story.steps]
    for slide, step in zip(list(deck.slides)[1:-1], story.steps, strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        assert take.t.name(step.notes) in notes
        assert all(f"[{claim}]" in notes for claim in step.claim_ids)


def test_the_theme_has_fonts_for_both_kinds_of_script_and_the_maps_colours(toy: Taker) -> None:
    data = find_format("pptx").write(toy(dark=True))
    with zipfile.ZipFile(io.BytesIO(data)) as deck:
        theme = deck.read("ppt/theme/theme1.xml").decode()
        master = deck.read("ppt/slideMasters/slideMaster1.xml").decode()
    assert theme.count('<a:ea typeface="Microsoft YaHei"/>') == 2
    assert theme.count('<a:latin typeface="Arial"/>') == 2
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


@pytest.fixture(scope="module")
def rendered(
    tmp_path_factory: pytest.TempPathFactory, shipped_zone: Zone
) -> dict[str, tuple[Any, PdfReader]]:
    """Decks as LibreOffice shows them; one start of it for all."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    take = taker(with_story(shipped_zone))
    takes = {
        "story": take("story=told", lang="zh", dark=True),
        "park": take("park=haidian", lang="ru"),
    }
    for name, one in takes.items():
        (folder / f"{name}.pptx").write_bytes(find_format("pptx").write(one))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{name}.pptx") for name in takes]
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {
        name: (Presentation(str(folder / f"{name}.pptx")), PdfReader(Path(folder / f"{name}.pdf")))
        for name in takes
    }


@pytest.mark.parametrize("name", ["story", "park"])
def test_libreoffice_opens_it_and_shows_every_slide(
    rendered: dict[str, tuple[Any, PdfReader]], name: str
) -> None:
    deck, shown = rendered[name]
    assert len(shown.pages) == len(deck.slides)
    for title, page in zip(titles(deck), shown.pages, strict=True):
        text = "".join(page.extract_text().split())
        assert "".join(title.split()) in text
        assert "\ufffd" not in text
