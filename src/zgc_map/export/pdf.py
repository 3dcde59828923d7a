"""A PDF document: a passport of at most two pages, a story step by step, or the whole view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from zgc_map.export.brief import Brief, brief
from zgc_map.export.brief_parts import Fact
from zgc_map.export.paper import EDGE, ROOM, Paper, Sketch
from zgc_map.export.pdf_parts import Block, opening, place_columns, place_legend, place_map
from zgc_map.export.pdf_story import story_pieces
from zgc_map.export.plate import sentence
from zgc_map.export.progress import Piece, Tell, told
from zgc_map.export.provenance import asked, provenance
from zgc_map.export.take import Take
from zgc_map.render.map_state import map_state

ABOUT: Final = (
    *("asked", "bases", "places", "silence", "as_of", "licence", "attribution", "boundaries"),
    *("ground", "accuracy", "made", "version", "view", "link"),
)
"""What the last section says of the document, of all that a file can say of itself."""

LANGUAGES: Final = {"zh": "zh-Hans"}
"""How a document names its language where the language alone leaves its script open."""

PAGES: Final = 2
"""How many pages a passport has at most, and a story if it can."""

SCALES: Final = (1.0, 0.92, 0.85, 0.78)
"""How large a passport is set: the first at which it has no more pages than that, or the last."""

SCALES_OF_STORIES: Final = (1.12, 1.0, 0.94, 0.885)
"""How large a story is set: words and maps are small as it is."""

MAP: Final = (90.0, 68.0)
"""The size of a passport's map (mm); its legend stands beside it."""

CODE: Final = 18.0
"""The side of the code that leads to the live view (mm)."""

GAP: Final = 6.0


def write(take: Take, tell: Tell) -> bytes:
    """Return a view or a story as PDF: on paper, so always for a light ground."""
    take = replace(take, dark=False)
    said = brief(take)
    atlas = take.t.name(take.catalog.about.title)
    paper = Paper(said.title, atlas, fitted(take, said))
    paper.set_lang(LANGUAGES.get(take.t.lang, take.t.lang))
    paper.set_creation_date(dt.datetime.combine(take.day, dt.time(), dt.UTC))
    for add in told(pieces(paper, take, said), tell):
        add()
    return bytes(paper.output())


def _scales(take: Take, said: Brief) -> Sequence[float]:
    """Return how large a document may be set; one of a whole view needs the pages it needs."""
    if take.story:
        return SCALES_OF_STORIES
    return SCALES if said.title != take.t.name(take.catalog.about.title) else SCALES[:1]


def fitted(take: Take, said: Brief) -> float:
    """Return the first scale at which a document has as few pages as it should, or the last."""
    scales = _scales(take, said)
    for scale in scales[:-1]:
        sketch = Sketch("", "", scale)
        for add in pieces(sketch, take, said):
            add()
        if sketch.page <= PAGES:
            return scale
    return scales[-1]


def pieces(paper: Paper, take: Take, said: Brief) -> list[Piece]:
    """Return what writes a document, from the top down."""
    inner = story_pieces(paper, take, said) if take.story else _passport(paper, take, said)
    return [partial(_head, paper, take, said), *inner, partial(_about, paper, take)]


def _head(paper: Paper, take: Take, said: Brief) -> None:
    t, about, top = take.t, take.catalog.about, paper.y
    if take.link:
        paper.code(take.link, EDGE + ROOM - CODE, top + 1, CODE)
        paper.room = ROOM - CODE - GAP
    if said.title != t.name(about.title):
        paper.say(t.name(about.title), 9, "soft")
    paper.start_section(paper.foot, level=0)
    paper.say(said.title, 18, bold=True)
    if take.story:
        paper.say(t.name(take.story.audience), 9, "soft")
    if said.names:
        paper.say(" · ".join(said.names), 10, "soft")
    if (question := asked(take)) and not take.story:
        paper.say(sentence(question), 9, bold=True, gap=1)
    paper.room = ROOM
    paper.y = max(paper.y, top + CODE) if take.link else paper.y


def _passport(paper: Paper, take: Take, said: Brief) -> Iterator[Piece]:
    """Yield what writes the map with its legend and the notes beside it, the tables, the claims."""
    yield partial(_map, paper, take, said.notes)
    yield from (partial(paper.tabled, table) for table in said.tables)
    yield partial(_claims, paper, take, said)


def _map(paper: Paper, take: Take, notes: Sequence[str]) -> None:
    top = paper.y + 2
    place_map(paper, take, MAP, top)
    paper.y = top - 1
    paper.left, paper.room = EDGE + MAP[0] + GAP, ROOM - MAP[0] - GAP
    place_legend(paper, map_state(take.catalog, take.address, take.selection, take.t, dark=False))
    for note in notes:
        paper.say(note, 8.5, gap=1.5)
    paper.left, paper.room = EDGE, ROOM
    paper.y = max(paper.y, top + MAP[1])


def _claims(paper: Paper, take: Take, said: Brief) -> None:
    """Write what is cited, source by source, each claim with its place."""
    for number, source in enumerate(said.sources):
        named = f"{source.title} · {source.known}" if source.known else source.title
        deep = paper.tall(named, 8, 1.6, bold=True) + _deep(paper, source.facts[0])
        if not number:
            paper.section(take.t("table.title_grounds"), keep=deep)
        paper.need(deep)
        paper.say(named, 8, bold=True, gap=1.6)
        for fact in source.facts:
            paper.need(_deep(paper, fact))
            paper.say(f"[{fact.id}] {fact.text}", 8, gap=0.8)
            paper.say(f"{fact.said} · {fact.known}", 6.8, "soft")


def _deep(paper: Paper, fact: Fact) -> float:
    """Return how much room a claim takes downwards."""
    claim, known = f"[{fact.id}] {fact.text}", f"{fact.said} · {fact.known}"
    return paper.tall(claim, 8, 0.8) + paper.tall(known, 6.8)


def _about(paper: Paper, take: Take) -> None:
    """Write what the document rests on, and the address of the live view."""
    lines = [line for line in provenance(take) if line.slug in ABOUT]
    blocks = [
        Block(
            take.t("label", name=line.label, value=line.text),
            7,
            link=line.text if line.slug == "link" else "",
        )
        for line in lines
    ]
    paper.section(take.t("table.title_about"), keep=opening(paper, blocks))
    place_columns(paper, blocks)
