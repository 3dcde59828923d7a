"""A deck of slides: of a story one a step, else map, matrix, counts and profiles; then sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlencode

import shapely

from zgc_map.export.brief import Brief, brief, only_sector, park_brief
from zgc_map.export.brief_parts import Table
from zgc_map.export.deck import DEPTH, EDGE, HIGH, ROOM, SMALL, TOP, WIDE, Deck
from zgc_map.export.deck_ends import cited, closing, code, opening
from zgc_map.export.deck_flow import Flow
from zgc_map.export.deck_map import draw_shapes
from zgc_map.export.deck_matrix import matrix_slides, spoken
from zgc_map.export.deck_measure import text_depth, text_size
from zgc_map.export.drawing import Part, Shape, Text
from zgc_map.export.extent import extent
from zgc_map.export.figure import draw_locator, draw_map
from zgc_map.export.labels import Box
from zgc_map.export.plate import legend_column, scale_bar
from zgc_map.export.progress import Piece, Tell, told
from zgc_map.export.provenance import asked
from zgc_map.export.storyline import Scene, scenes
from zgc_map.export.take import Take
from zgc_map.model import ParkId
from zgc_map.query import Picture, write_address
from zgc_map.render import map_state
from zgc_map.render.colours import group_color

LABEL = 18.5
"""The size of the map's labels: the smaller ones have twelve points, sectors in tiles eight."""

SPARE = 1.13
"""How much wider than ours a stand-in's letters are that are not bold (decision 0030)."""


def write(take: Take, tell: Tell) -> bytes:
    """Return the deck of a view, for a light or a dark room as the view is."""
    t, about = take.t, take.catalog.about
    story, said = take.story, brief(take)
    title = t.name(story.title) if story else said.title
    groups = take.catalog.sector_groups
    accents = [group_color(row, dark=take.dark) for row in groups]
    atlas = t.name(about.title)
    deck = Deck(title, atlas, take.day, t, accents, dark=take.dark)
    more = t.name(story.audience) if story else asked(take)
    pieces: list[Piece] = [partial(opening, deck, take, title, more, accents)]
    if story:
        pieces += [partial(_scene, deck, scene) for scene in scenes(take)]
    else:
        pieces += [partial(_map, deck, take, title), *_tables(deck, take, said)]
    pieces.append(partial(closing, deck, take, cited(take, story, said)))
    for add in told(pieces, tell):
        add()
    return deck.saved()


def _map(deck: Deck, take: Take, title: str) -> None:
    """Add the slide of the map, its legend beside it."""
    slide = deck.slide(title, [_heard(take)])
    park = None if take.compared else take.address.park
    close = park if take.address.picture is Picture.MAP else None
    room = (EDGE + 320, TOP, WIDE - EDGE, HIGH - 32)
    top = _picture(deck, slide, take, room, focus=close)
    if close:
        _locator(deck, slide, take, close, (EDGE, TOP, EDGE + 290, top - 16))


def _locator(deck: Deck, slide: Any, take: Take, park: ParkId, room: Box) -> None:
    """Show in small where in the zone a park is that the map is cropped to."""
    things = draw_locator(take, room, park, dark=take.dark)
    words = take.t.name(take.catalog.park[park].name)
    draw_shapes(slide, things, words, words, deck.lang, lambda _: "")


def _heard(take: Take) -> str:
    return map_state.spoken(take.catalog, take.address, take.selection, take.t)


def _picture(
    deck: Deck, slide: Any, take: Take, room: Box, *, focus: ParkId | None = None
) -> float:
    """Draw the map of a view into a room of a slide, its note below it, its legend at its left.

    Return where the legend begins: it stands at the foot of the slide.
    """
    left, upper, right, lower = room
    state = map_state.map_state(take.catalog, take.address, take.selection, take.t, dark=take.dark)
    note, wide = [state["words"]["note"]], right - left
    lower -= text_depth(note, wide, SMALL)
    deck.text(slide, note, left, lower + 6, wide, SMALL, color="soft")
    room = (left, upper, right, lower)
    figure = draw_map(take, room, dark=take.dark, label_size=LABEL, spare=SPARE, focus=focus)
    frame = Shape(Part.SIGN, shapely.box(*room), stroke=deck.looks.color("rule"))
    bar = scale_bar(figure.plane, room, take.t, deck.looks, size=SMALL)
    things = [*figure.things, frame, *bar]

    def link(park: str) -> str:
        if not take.link:
            return ""
        found = write_address(take.address.but(park=ParkId(park)))
        return f"{take.link.partition('?')[0]}?{urlencode(found)}"

    draw_shapes(slide, things, take.t("page.map"), _heard(take), deck.lang, link)

    def legend(top: float) -> list[Any]:
        return legend_column(EDGE, top, 290, figure.state, deck.looks, size=SMALL, head=SMALL)

    lowest = max(thing.y for thing in legend(0) if isinstance(thing, Text))
    top = HIGH - 34 - lowest
    title = figure.state["words"]["legend"]
    draw_shapes(slide, legend(top), title, title, deck.lang, lambda _: "")
    return top


def _tables(deck: Deck, take: Take, said: Brief) -> Iterator[Piece]:
    """Yield what adds the slides of tables, the chart and the profiles."""
    address, seen = take.address, extent(take)
    every = tuple(row.id for row in seen.parks)
    parks = take.compared or tuple(filter(None, [address.park]))
    if len(parks) > 1:
        rows = [row for row in take.selection.assignments if row.park_id in parks]
        yield partial(matrix_slides, deck, take, parks, rows, said.facts)
    elif not parks and only_sector(address):
        for table in said.tables:
            yield partial(_table, deck, table, said)
    elif not parks:
        yield partial(matrix_slides, deck, take, every, seen.assignments, said.facts)
        yield partial(_chart, deck, take)
    for park in parks or every:
        yield partial(_profile, deck, take, park)


def _table(deck: Deck, table: Table, said: Brief) -> None:
    Flow(deck, table.heading, spoken(said.facts)).add([table])


def _chart(deck: Deck, take: Take) -> None:
    """Add a chart of how many links of the view each park has in each group of sectors."""
    t, catalog, seen = take.t, take.catalog, extent(take)
    if not seen.parks:
        return
    count = Counter(
        (row.park_id, catalog.sector[row.sector_id].group_id) for row in seen.assignments
    )
    series = {
        t.name(group.name): (
            group_color(group, dark=take.dark),
            [count[park.id, group.id] for park in seen.parks],
        )
        for group in catalog.sector_groups
        if any(count[park.id, group.id] for park in seen.parks)
    }
    slide = deck.slide(t("deck.chart"), [t("deck.chart_note")])
    names = [t.name(park.short) for park in seen.parks]
    deck.chart(slide, t("deck.chart"), names, series, EDGE, TOP, ROOM, DEPTH - 40)
    deck.text(slide, [t("deck.chart_note")], EDGE, HIGH - 62, ROOM, SMALL, color="soft")


def _profile(deck: Deck, take: Take, park: ParkId) -> None:
    """Add the slide of a park; its claims are what the speaker can say."""
    said = park_brief(take, park)
    flow = Flow(deck, said.title, spoken(said.facts))
    if said.names:
        flow.text(" · ".join(said.names), 18, "soft")
    flow.add(said.tables, said.notes)


def _scene(deck: Deck, scene: Scene) -> None:
    """Add the slide of a step: what is said on the left, its map on the right."""
    notes = [scene.notes, *scene.claims] if scene.notes else list(scene.claims)
    slide = deck.slide(scene.title, notes)
    take, t = scene.take, scene.take.t
    lower = _picture(deck, slide, take, (EDGE + 450, TOP, WIDE - EDGE, HIGH - 32))
    ids = [t("label", name=t("table.claim_ids"), value=", ".join(scene.ids))] if scene.ids else []
    free = lower - TOP - text_depth(ids, 420, SMALL) - 16
    deep = 0.0
    if scene.lines:
        deep = deck.text(slide, scene.lines, EDGE, TOP, 420, text_size(scene.lines, 420, free))
    if ids:
        deck.text(slide, ids, EDGE, TOP + deep + 6, 420, SMALL, color="soft")
    if take.link:
        code(deck, slide, take, EDGE + 310, HIGH - 32 - 140, 110)
