"""A PDF document: a passport of at most two pages, a story step by step, or the whole view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import shapely

from zgc_map.export.brief import Brief, Fact, brief
from zgc_map.export.drawing import Part, Shape, Text
from zgc_map.export.figure import Figure, draw_map
from zgc_map.export.looks import Looks
from zgc_map.export.paper import EDGE, MM, ROOM, Paper
from zgc_map.export.plate import legend_row, scale_bar, sentence
from zgc_map.export.progress import Tell
from zgc_map.export.provenance import asked, provenance
from zgc_map.export.storyline import Scene, scenes
from zgc_map.export.take import Take
from zgc_map.model import Story

ABOUT: Final = (
    *("asked", "bases", "places", "silence", "as_of", "licence", "attribution", "boundaries"),
    *("ground", "accuracy", "made", "version", "view", "link"),
)
"""What the last section says of the document, of all that a file can say of itself."""

LANGUAGES: Final = {"zh": "zh-Hans"}
"""How a document names its language where the language alone leaves its script open."""

PAGES: Final = 2
"""How many pages a passport has at most."""

SCALES: Final = (0.92, 0.85, 0.78)
"""How large a passport that goes over its pages is set, tried in this order until it fits."""

MAP: Final = (90.0, 68.0)
"""The size of a passport's map (mm); its legend stands beside it."""

SMALL: Final = (72.0, 60.0)
"""The size of the map of a step (mm); what is said stands beside it."""

GAP: Final = 6.0
LOOKS: Final = Looks(dark=False)


def write(take: Take, tell: Tell) -> bytes:
    """Return a view or a story as PDF: on paper, so always for a light ground."""
    take = replace(take, dark=False)
    said, title = brief(take), take.t.name(take.catalog.about.title)
    passport = not take.story and said.title != title
    paper = _written(take, said)
    for scale in SCALES if passport else ():
        if paper.page <= PAGES:
            break
        paper.discard()
        paper = _written(take, said, scale)
    tell(1, 2)
    document = bytes(paper.output())
    tell(2, 2)
    return document


def _written(take: Take, said: Brief, scale: float = 1.0) -> Paper:
    lang = LANGUAGES.get(take.t.lang, take.t.lang)
    paper = Paper(said.title, take.t.name(take.catalog.about.title), lang, scale)
    paper.set_creation_date(dt.datetime.combine(take.day, dt.time(), dt.UTC))
    _head(paper, take, said)
    if take.story:
        _told(paper, take, take.story)
    else:
        _passport(paper, take, said)
    _claims(paper, take, said)
    _about(paper, take)
    return paper


def _head(paper: Paper, take: Take, said: Brief) -> None:
    t, about = take.t, take.catalog.about
    if said.title != t.name(about.title):
        paper.say(t.name(about.title), 9, "soft")
    paper.start_section(paper.foot, level=0)
    paper.say(said.title, 18, bold=True)
    if take.story:
        paper.say(t.name(take.story.audience), 9, "soft")
        return
    if said.names:
        paper.say(" · ".join(said.names), 10, "soft")
    if question := asked(take):
        paper.say(sentence(question), 9, bold=True, gap=1)


def _passport(paper: Paper, take: Take, said: Brief) -> None:
    """Write the map with its legend and the notes beside it, then the tables."""
    top = paper.y
    drawn = _drawn(take, MAP)
    _map(paper, take, drawn, MAP)
    bottom = paper.y
    paper.y = top + 1
    paper.left, paper.room = EDGE + MAP[0] + GAP, ROOM - MAP[0] - GAP
    _legend(paper, drawn.state)
    for note in said.notes:
        paper.say(note, 8.5, gap=1.5)
    paper.left, paper.room = EDGE, ROOM
    paper.y = max(paper.y, bottom)
    for table in said.tables:
        paper.tabled(table)


def _told(paper: Paper, take: Take, story: Story) -> None:
    """Write the steps of a story below the legend of all their maps."""
    told = scenes(take, story)
    maps = [_drawn(scene.take, SMALL) for scene in told]
    parks = {
        f"{number} {park}": state
        for number, drawn in enumerate(maps)
        for park, state in drawn.state["parks"].items()
    }
    paper.y += 1
    _legend(paper, {**maps[0].state, "parks": parks})
    for step, scene, drawn in zip(story.steps, told, maps, strict=True):
        _scene(paper, scene, drawn, step.claim_ids)


def _scene(paper: Paper, scene: Scene, drawn: Figure, claims: Sequence[str]) -> None:
    """Write a step: its map on the left, its words beside it, all on one page if they fit."""
    t = scene.take.t
    words = [(line, 9.5, "ink", 1.0) for line in scene.lines]
    words += [(scene.notes, 8.0, "soft", 2.0)] if scene.notes else []
    if claims:
        said = t("label", name=t("table.title_claims"), value=", ".join(claims))
        words.append((said, 7.5, "soft", 1.5))
    paper.left, paper.room = EDGE + SMALL[0] + GAP, ROOM - SMALL[0] - GAP
    deep = sum(paper.tall(text, size, gap) for text, size, _, gap in words)
    paper.left, paper.room = EDGE, ROOM
    paper.section(scene.title, keep=max(SMALL[1] + 2, deep))
    top, page = paper.y, paper.page
    _map(paper, scene.take, drawn, SMALL)
    bottom = paper.y
    paper.y = top
    paper.left, paper.room = EDGE + SMALL[0] + GAP, ROOM - SMALL[0] - GAP
    for text, size, color, gap in words:
        paper.say(text, size, color, gap=gap)
    paper.left, paper.room = EDGE, ROOM
    if paper.page == page:
        paper.y = max(paper.y, bottom)


def _drawn(take: Take, size: tuple[float, float]) -> Figure:
    room = (0.0, 0.0, size[0] / MM, size[1] / MM)
    return draw_map(take, room, dark=False, label_size=11.5)


def _map(paper: Paper, take: Take, drawn: Figure, size: tuple[float, float]) -> None:
    """Draw the map of a view on an area of a size (mm), which is free on this page."""
    room = (0.0, 0.0, size[0] / MM, size[1] / MM)
    frame = Shape(Part.SIGN, shapely.box(*room), stroke=LOOKS.color("rule"))
    things = [*drawn.things, frame, *scale_bar(drawn.plane, room, take.t, LOOKS)]
    top = paper.y + 2
    paper.draw(things, paper.left, top)
    paper.y = top + size[1]


def _legend(paper: Paper, state: Mapping[str, Any]) -> None:
    """Write the signs of a map in lines as wide as there is room, then its note."""
    signs = legend_row(0, 0, paper.room / MM, state, LOOKS, size=10)
    paper.draw(signs, paper.left, paper.y + 1.5)
    lowest = max((thing.y for thing in signs if isinstance(thing, Text)), default=0.0)
    paper.y += 2.5 + lowest * MM
    paper.say(state["words"]["note"], 7.5, "soft", gap=0.5)


def _claims(paper: Paper, take: Take, said: Brief) -> None:
    """Write what is cited, source by source, each claim with its place."""
    for number, source in enumerate(said.sources):
        deep = _deep(paper, source.facts[0])
        if not number:
            paper.section(take.t("table.title_grounds"), keep=8 + deep)
        paper.need(6 + deep)
        named = f"{source.title} · {source.known}" if source.known else source.title
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
    """Write what the document rests on, and the way back to the live view."""
    side = 24.0
    paper.section(take.t("table.title_about"), keep=side + 2)
    top, page = paper.y, paper.page
    if take.link:
        paper.code(take.link, EDGE + ROOM - side, top + 1, side)
        paper.room = ROOM - side - GAP
    for line in provenance(take):
        if line.slug in ABOUT:
            said = take.t("label", name=line.label, value=line.text)
            paper.say(said, 7, gap=0.5, link=line.text if line.slug == "link" else "")
    paper.room = ROOM
    if paper.page == page:
        paper.y = max(paper.y, top + side)
