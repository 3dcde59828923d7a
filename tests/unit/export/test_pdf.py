"""The passport: native shapes, text that can be copied in three scripts, an outline, a way back."""

from __future__ import annotations

import io
import unicodedata

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.unit.export.conftest import Taker, taker
from tests.unit.export.telling import with_story
from zgc_map.export import Take, find_format
from zgc_map.export.brief import brief
from zgc_map.export.typeface import printable
from zgc_map.geo import Zone


def read(take: Take) -> PdfReader:
    return PdfReader(io.BytesIO(find_format("pdf").write(take)))


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def whole(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


SUBJECTS = ("park=yizhuang", "sector=medicine_health", "compare=haidian.changping.daxing")


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
@pytest.mark.parametrize("query", SUBJECTS)
def test_all_it_says_can_be_copied_from_one_or_two_pages(
    shipped: Taker, query: str, lang: str
) -> None:
    take = shipped(query, lang=lang)
    said, reader = brief(take), read(take)
    assert len(reader.pages) <= 2
    text = whole(reader)
    assert squeezed(printable(said.title)) in text
    for table in said.tables:
        for row in table.rows:
            assert all(squeezed(printable(cell)) in text for cell in row.cells)
    for fact in said.facts:
        assert f"[{fact.id}]" in text
    for title, _ in said.sources:
        assert squeezed(printable(title))[:20] in text


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_it_tells_its_title_its_language_and_its_outline(shipped: Taker, lang: str) -> None:
    take = shipped("park=haidian", lang=lang)
    reader = read(take)
    title = take.t.name(take.catalog.park["haidian"].name)
    assert reader.metadata is not None and reader.metadata.title == title
    assert reader.root_object["/Lang"] == lang
    first, *rest = reader.outline
    assert first["/Title"] == title
    assert [row["/Title"] for row in rest[0]] == [
        take.t(f"table.title_{name}")
        for name in ("evidence", "figures", "claims", "sources", "about")
    ]


def test_the_map_is_drawn_and_fonts_are_embedded_in_part(shipped: Taker) -> None:
    data = find_format("pdf").write(shipped("park=haidian", lang="zh"))
    reader = PdfReader(io.BytesIO(data))
    assert len(data) < 300_000
    assert not [image for page in reader.pages for image in page.images]
    operators = reader.pages[0].get_contents().get_data().decode("latin-1")
    assert operators.count(" l") > 800
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    for font in fonts:
        [below] = font.get_object()["/DescendantFonts"]
        described = below.get_object()["/FontDescriptor"].get_object()
        assert isinstance(described["/FontFile2"].get_object(), DictionaryObject)
        assert "+" in described["/FontName"]


def test_the_way_back_is_a_link_and_a_code(shipped: Taker) -> None:
    take = shipped("sector=ai")
    reader = read(take)
    links = [
        note.get_object()["/A"]["/URI"]
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    assert set(links) == {take.link}
    assert len(links) == 2


def test_a_story_has_its_steps_in_order(shipped_zone: Zone) -> None:
    reader = read(taker(with_story(shipped_zone))("story=told", lang="ru"))
    _, parts = reader.outline
    assert [row["/Title"] for row in parts[:3]] == ["Шаг 1", "Шаг 2", "Шаг 3"]
    assert "Говоритьмедленно" in whole(reader)
    assert len(reader.pages) <= 2


def test_hostile_words_are_shown_to_the_letter(hostile: Taker) -> None:
    take = hostile("park=" + hostile().catalog.parks[0].id)
    said, reader = brief(take), read(take)
    text = whole(reader)
    assert squeezed(printable(said.title)) in text
    assert "/JavaScript" not in str(reader.root_object)
    assert all(
        note.get_object()["/A"]["/URI"] == take.link
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    )


def test_what_the_reader_hides_stays_hidden(shipped: Taker) -> None:
    said = brief(shipped("park=yizhuang&without=inferred"))
    assert said.facts
    assert not [fact for fact in said.facts if fact.basis == "inferred"]
    assert all("inferred" not in row.cells for table in said.tables for row in table.rows)


def test_roles_outside_of_the_question_are_said_to_be_hidden(shipped: Taker) -> None:
    take = shipped("park=haidian&sector=medicine_health")
    [links, *_] = brief(take).tables
    faint = [row for row in links.rows if row.faint]
    assert 0 < len(faint) < len(links.rows)
    assert all(row.cells[2].endswith(take.t("legend.off")) for row in faint)
