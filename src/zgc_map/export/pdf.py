"""A PDF passport: a park, a sector, a comparison, a story or a view on a page or two."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import shapely

from zgc_map.export.brief import Brief, brief
from zgc_map.export.drawing import Part, Shape, Text
from zgc_map.export.figure import draw_map
from zgc_map.export.looks import Looks
from zgc_map.export.paper import EDGE, MM, ROOM, Paper
from zgc_map.export.plate import legend_row, scale_bar, sentence
from zgc_map.export.provenance import asked, provenance
from zgc_map.export.storyline import Scene, scenes, told
from zgc_map.export.take import Take
from zgc_map.model import Story

ABOUT = (
    *("asked", "bases", "silence", "as_of", "licence", "boundaries", "ground", "accuracy"),
    *("made", "version", "view", "link"),
)
"""What the last section says of the document, of all that a file can say of itself."""


def write(take: Take) -> bytes:
    """Return the passport of a view as PDF: on paper, so always for a light ground."""
    take = replace(take, dark=False)
    story = told(take)
    about = take.catalog.about
    said = brief(take)
    title = take.t.name(story.title) if story else said.title
    paper = Paper(title, take.t.name(about.title), take.t.lang.value)
    paper.set_creation_date(dt.datetime.combine(take.day, dt.time(), dt.UTC))
    _head(paper, take, title, said, story)
    if story:
        for scene in scenes(take, story):
            _scene(paper, scene)
    else:
        _map(paper, take, ROOM, 92)
        _body(paper, take, said)
    _about(paper, take)
    return bytes(paper.output())


def _head(paper: Paper, take: Take, title: str, said: Brief, story: Story | None) -> None:
    t, about = take.t, take.catalog.about
    if title != t.name(about.title):
        paper.say(t.name(about.title), 9, "soft")
    paper.start_section(paper.foot, level=0)
    paper.say(title, 20, bold=True)
    if story:
        paper.say(t.name(story.audience), 9, "soft")
        return
    if said.names:
        paper.say(" · ".join(said.names), 10, "soft")
    if question := asked(take):
        paper.say(sentence(question), 9, bold=True, gap=1)


def _map(paper: Paper, take: Take, wide: float, high: float, *, legend: bool = True) -> None:
    """Draw the map of a view, with its legend, on an area of a size (mm)."""
    looks = Looks(dark=False)
    room = (0.0, 0.0, wide / MM, high / MM)
    figure = draw_map(take, room, dark=False, label_size=11.5)
    frame = Shape(Part.SIGN, shapely.box(*room), stroke=looks.color("rule"))
    things = [*figure.things, frame, *scale_bar(figure.plane, room, take.t, looks)]
    paper.need(high + 14)
    top = paper.y + 2
    paper.draw(things, paper.left, top)
    paper.y = top + high
    if legend:
        signs = legend_row(0, 0, wide / MM, figure.state, looks, size=10)
        paper.draw(signs, paper.left, paper.y + 1.5)
        lowest = max(thing.y for thing in signs if isinstance(thing, Text))
        paper.y += 2.5 + lowest * MM
        paper.say(figure.state["words"]["note"], 7.5, "soft", gap=0.5)


def _body(paper: Paper, take: Take, said: Brief) -> None:
    t = take.t
    for note in said.notes:
        paper.say(note, 9, gap=1)
    for table in said.tables:
        paper.section(table.heading)
        paper.tabled(table)
    if said.facts:
        paper.section(t("table.title_claims"))
    for fact in said.facts:
        paper.need(11)
        paper.say(f"[{fact.id}] {fact.text} ({fact.said})", 8, gap=0.8)
        paper.say(fact.where, 7, "soft")
    if said.sources:
        paper.section(t("table.title_sources"))
    for title, more in said.sources:
        paper.say(f"{title} · {more}" if more else title, 8, gap=0.4)


def _scene(paper: Paper, scene: Scene) -> None:
    """Write a step: its map on the left, its words beside it."""
    wide, high = 84.0, 62.0
    paper.need(high + 12)
    paper.section(scene.title)
    top, page = paper.y, paper.page
    _map(paper, scene.take, wide, high, legend=False)
    bottom = paper.y
    if paper.page == page:
        paper.y = top + 1
    paper.left, paper.room = EDGE + wide + 6, ROOM - wide - 6
    for line in scene.lines:
        paper.say(line, 10, gap=1)
    if scene.notes:
        paper.say(scene.notes, 8, "soft", gap=2)
    for claim in scene.claims:
        paper.say(claim, 7.5, "soft", gap=1)
    paper.left, paper.room = EDGE, ROOM
    if paper.page == page:
        paper.y = max(paper.y, bottom) + 2


def _about(paper: Paper, take: Take) -> None:
    """Write what the document rests on, and the way back to the live view."""
    side = 26.0
    paper.need(side + 14)
    paper.section(take.t("table.title_about"))
    top, page = paper.y, paper.page
    if take.link:
        paper.code(take.link, EDGE + ROOM - side, top + 1, side)
        paper.room = ROOM - side - 6
    for line in provenance(take):
        if line.slug in ABOUT:
            paper.say(take.t("label", name=line.label, value=line.text), 7.5, gap=0.6)
            if line.slug == "link":
                paper.link(paper.left, paper.y - 4, paper.room, 4, line.text)
    paper.room = ROOM
    if paper.page == page:
        paper.y = max(paper.y, top + side)
