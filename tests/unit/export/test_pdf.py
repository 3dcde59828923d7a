"""The passport: native shapes, text that can be copied in three scripts, an outline, a way back."""

from __future__ import annotations

import io
import unicodedata
from itertools import pairwise

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.unit.export.conftest import Taker, taker
from tests.unit.export.telling import with_story
from zgc_map.export import Take, find_format
from zgc_map.export.brief import brief
from zgc_map.export.paper import Sketch
from zgc_map.export.pdf import fitted, pieces
from zgc_map.export.pdf_story import BODY
from zgc_map.export.plate import sentence
from zgc_map.export.provenance import provenance
from zgc_map.export.typeface import printable
from zgc_map.geo import Zone
from zgc_map.render.facets import facet_state


def read(take: Take) -> PdfReader:
    return PdfReader(io.BytesIO(find_format("pdf").write(take)))


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def whole(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


SUBJECTS = (
    ("parks", "park=yizhuang"),
    ("sectors", "sector=medicine_health"),
    ("compare", "compare=haidian.changping.daxing"),
    ("cell", "park=haidian&sector=ai"),
    ("cell", "park=dongcheng&sector=ai"),
)
WIDEST = "compare=haidian.daxing.fangshan.yizhuang"
"""The four parks of which the data says the most."""


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
@pytest.mark.parametrize(("page", "query"), SUBJECTS)
def test_all_it_says_can_be_copied(shipped: Taker, page: str, query: str, lang: str) -> None:
    take = shipped(query, page=page, lang=lang)
    said, text = brief(take), whole(read(take))
    assert squeezed(printable(said.title)) in text
    for note in said.notes:
        assert squeezed(printable(note)) in text
    for table in said.tables:
        for row in table.rows:
            assert all(squeezed(printable(cell)) in text for cell in row.cells)
    for source in said.sources:
        assert squeezed(printable(source.title))[:20] in text
    for fact in said.facts:
        assert squeezed(printable(f"{fact.said} · {fact.known}")) in text
        assert f"[{fact.id}]" in text
    told = {line.slug: line.text for line in provenance(take)}
    assert squeezed(printable(told["attribution"])) in text
    assert squeezed(printable(told["places"])) in text


def pages(take: Take) -> int:
    """Return how many pages the document of a view has, without drawing it."""
    said = brief(take)
    sketch = Sketch("", "", fitted(take, said))
    for add in pieces(sketch, take, said):
        add()
    return sketch.page


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_a_passport_has_two_pages_at_most(shipped: Taker, lang: str) -> None:
    catalog = shipped().catalog
    views = [("parks", f"park={row.id}") for row in catalog.parks]
    views += [("sectors", f"sector={row.id}") for row in catalog.sectors]
    views += [("cell", "park=daxing&sector=medicine_health"), ("compare", WIDEST)]
    takes = [shipped(query, page=page, lang=lang) for page, query in views]
    counts = {take.query: pages(take) for take in takes}
    assert {query: count for query, count in counts.items() if count > 2} == {}


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_each_shipped_story_has_two_pages_and_words_that_can_be_read(
    shipped: Taker, lang: str
) -> None:
    for story in shipped().catalog.stories:
        take = shipped(f"story={story.id}", page="stage", lang=lang)
        assert len(read(take).pages) == pages(take) == 2
        assert fitted(take, brief(take)) * BODY >= 7.5


def test_a_story_of_many_steps_has_as_many_pages_as_it_needs(shipped_zone: Zone) -> None:
    views = [("map", ""), ("map", "view=tiles")] * 15
    take = taker(with_story(shipped_zone, views))("story=told", page="stage", lang="ru")
    reader = read(take)
    assert len(reader.pages) == pages(take) > 2
    text = whole(reader)
    assert all(f"{number}.Шаг{number}" in text for number in range(1, 31))


@pytest.mark.parametrize(
    ("page", "query"), [*SUBJECTS, ("compare", WIDEST), ("stage", "story=one_zone")]
)
def test_whatever_a_document_cites_is_told_in_it(shipped: Taker, page: str, query: str) -> None:
    said = brief(shipped(query, page=page))
    told = {fact.id for fact in said.facts}
    claims = {str(row.id) for row in shipped().catalog.claims}
    for table in said.tables:
        cells = {one for row in table.rows for cell in row.cells for one in cell.split(", ")}
        assert cells & claims <= told, table.heading
    assert [fact for source in said.sources for fact in source.facts] == sorted(
        said.facts, key=[fact for source in said.sources for fact in source.facts].index
    )
    assert told


def test_the_figures_of_a_comparison_and_a_sector_bring_their_claims(shipped: Taker) -> None:
    compared = brief(shipped("compare=haidian.changping.yizhuang", page="compare"))
    assert {"B09", "B10", "B14"} <= {fact.id for fact in compared.facts}
    medicine = brief(shipped("sector=medicine_health", page="sectors"))
    assert "B15" in {fact.id for fact in medicine.facts}


@pytest.mark.parametrize("query", ["", "park=daxing", "sector=ai"])
def test_parks_collected_for_a_comparison_are_no_subject_elsewhere(
    shipped: Taker, query: str
) -> None:
    """They are in the address of each page; a map with them is the same map."""
    assert brief(shipped(f"{query}&compare=haidian.changping")) == brief(shipped(query))


def test_a_sector_that_is_excluded_is_no_subject(shipped: Taker) -> None:
    take = shipped("sector=ai&match=none")
    assert brief(take).title == take.t.name(take.catalog.about.title)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(("page", "query"), [("map", ""), ("parks", "park=haidian")])
def test_no_word_of_a_table_is_broken(shipped: Taker, page: str, query: str, lang: str) -> None:
    take = shipped(query, page=page, lang=lang)
    said = brief(take)
    sketch = Told("", "", 1.0)
    for add in pieces(sketch, take, said):
        add()
    whole_words = {word for _, text in sketch.told for word in text.split()}
    for table in said.tables:
        for cells in (table.head, *(row.cells for row in table.rows)):
            assert {word for cell in cells for word in printable(cell).split()} <= whole_words


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_a_heading_is_never_alone_at_the_foot_of_a_page(shipped: Taker, lang: str) -> None:
    take = shipped("park=haidian", page="parks", lang=lang)
    said, slugs = brief(take), [line.slug for line in provenance(take)]
    assert "asked" in slugs
    about = squeezed(take.t("table.title_about"))
    start = squeezed(next(line.label for line in provenance(take) if line.slug == "asked"))
    for lines in range(60):  # whatever stands above, the heading goes where its text goes
        sketch = Told("", "", 1.0)
        sketch.y += lines
        for add in pieces(sketch, take, said):
            add()
        (heading,) = [page for page, text in sketch.told if squeezed(text) == about]
        first = [page for page, text in sketch.told if squeezed(text).startswith(start)]
        assert first == [heading], lines


class Told(Sketch):
    """A sketch that notes on which page each text begins."""

    def __init__(self, title: str, subject: str, scale: float) -> None:
        self.told: list[tuple[int, str]] = []
        super().__init__(title, subject, scale)

    def _put(self, x: float, y: float, text: str, *_: object, **__: object) -> None:
        self.told.append((self.page, text))


@pytest.mark.parametrize("query", ["", "role=lead", "match=none&group=new_energy"])
def test_parks_are_counted_as_beside_the_filters(shipped: Taker, query: str) -> None:
    take = shipped(query, page="map")
    beside = facet_state(take.catalog, take.address.filters, take.t)["summary"]
    assert list(brief(take).notes) == [beside[0], beside[2]]


def test_an_empty_cell_is_said_to_be_no_no(shipped: Taker) -> None:
    take = shipped("park=dongcheng&sector=ai", page="cell")
    said = brief(take)
    assert take.t("cell.not_no") in said.notes[0]
    assert take.t("table.title_evidence") not in [table.heading for table in said.tables]


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_it_tells_its_title_its_language_and_its_outline(shipped: Taker, lang: str) -> None:
    take = shipped("park=haidian", lang=lang)
    reader = read(take)
    title = take.t.name(take.catalog.park["haidian"].name)
    assert reader.metadata is not None and reader.metadata.title == title
    assert reader.root_object["/Lang"] == {"zh": "zh-Hans"}.get(lang, lang)
    first, *rest = reader.outline
    assert first["/Title"] == title
    assert [row["/Title"] for row in rest[0]] == [
        take.t(f"table.title_{name}") for name in ("evidence", "figures", "grounds", "about")
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


def test_a_long_link_can_be_clicked_on_each_of_its_lines(shipped: Taker) -> None:
    sectors = ".".join(row.id for row in shipped().catalog.sectors)
    reader = read(shipped(f"sector={sectors}"))
    boxes = [
        note.get_object()["/Rect"]
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    lines = [box for box in boxes if box[2] - box[0] > 2 * (box[3] - box[1])]
    assert len(lines) > 1
    edges = sorted(float(box[1]) for box in lines)
    high = float(lines[0][3] - lines[0][1])
    assert all(after - edge == pytest.approx(high, abs=0.1) for edge, after in pairwise(edges))


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_a_story_has_its_steps_in_order_and_what_it_rests_on(shipped_zone: Zone, lang: str) -> None:
    take = taker(with_story(shipped_zone))("story=told", page="stage", lang=lang)
    story, said = take.catalog.stories[0], brief(take)
    reader = read(take)
    text = whole(reader)
    _, parts = reader.outline
    names = [take.t(f"table.title_{name}") for name in ("grounds", "about")]
    titles = [take.t.name(step.title) for step in story.steps]
    assert [row["/Title"] for row in parts] == [*titles, *names]
    for number, step in enumerate(story.steps, start=1):
        assert squeezed(f"{number}. {take.t.name(step.title)}") in text
        assert all(squeezed(take.t.name(line)) in text for line in step.lines)
        assert all(claim in text for claim in step.claim_ids)
    assert squeezed(take.t("legend.silent")) in text
    for fact in said.facts:
        lead = f"[{fact.id}] {fact.place}".strip()
        assert squeezed(printable(take.t("label", name=lead, value=fact.text))) in text
        assert squeezed(printable(sentence(fact.kind))) in text
    assert take.catalog.figures[0].claim_id in {fact.id for fact in said.facts}


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
