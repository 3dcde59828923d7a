"""A deck of slides: of a story one a step, else map, matrix, counts and profiles; then sources."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from typing import Any

import segno
import shapely

from zgc_map.export.brief import Brief, Fact, brief, matrix_table, only_sector, park_brief
from zgc_map.export.deck import DEPTH, EDGE, HIGH, ROOM, TOP, WIDE, Deck
from zgc_map.export.deck_map import draw_shapes
from zgc_map.export.drawing import Part, Shape
from zgc_map.export.extent import extent
from zgc_map.export.figure import draw_map
from zgc_map.export.plate import legend_column, scale_bar, sentence
from zgc_map.export.provenance import asked, provenance
from zgc_map.export.storyline import Scene, scenes, told
from zgc_map.export.take import Take
from zgc_map.model import Basis, Claim, ParkId, Story
from zgc_map.query import write_address
from zgc_map.render.map_state import spoken


def write(take: Take) -> bytes:
    """Return the deck of a view, for a light or a dark room as the view is."""
    t, about = take.t, take.catalog.about
    story, said = told(take), brief(take)
    title = t.name(story.title) if story else said.title
    groups = take.catalog.sector_groups
    accents = [row.color_dark if take.dark else row.color for row in groups]
    deck = Deck(title, t.name(about.title), t.lang.value, accents, dark=take.dark)
    _opening(deck, take, title, t.name(story.audience) if story else asked(take))
    if story:
        for scene in scenes(take, story):
            _scene(deck, scene)
    else:
        _map(deck, take, title)
        _tables(deck, take, said)
    _closing(deck, take, _cited(take, story, said))
    return deck.saved()


def _opening(deck: Deck, take: Take, title: str, more: str) -> None:
    t, about = take.t, take.catalog.about
    slide = deck.slide(title)
    deck.place(slide.shapes.title, EDGE, 196, ROOM, 72)
    deck.text(slide, [t.name(about.title), t.name(about.subtitle)], EDGE, 300, ROOM, 24)
    said = [sentence(more)] if more else []
    said.append(sentence(t("as_of", date=t.name(about.as_of_text))))
    said.append(t.date(take.day.isoformat()))
    deck.text(slide, said, EDGE, 420, ROOM, 20, color="soft")


def _map(deck: Deck, take: Take, title: str) -> None:
    """Add the slide of the map, its legend beside it."""
    slide = deck.slide(title, [spoken(take.catalog, take.address, take.selection, take.t)])
    _picture(deck, slide, take, (EDGE + 320, TOP, WIDE - EDGE, HIGH - 32), legend=(EDGE, TOP))


def _picture(
    deck: Deck, slide: Any, take: Take, room: tuple[float, float, float, float],
    legend: tuple[float, float] | None = None,
) -> None:  # fmt: skip
    """Draw the map of a view into a room of a slide."""
    figure = draw_map(take, room, dark=take.dark)
    frame = Shape(Part.SIGN, shapely.box(*room), stroke=deck.looks.color("rule"))
    things = [*figure.things, frame, *scale_bar(figure.plane, room, take.t, deck.looks)]
    words = spoken(take.catalog, take.address, take.selection, take.t)
    name = take.t("page.map")

    def link(park: str) -> str:
        if not take.link:
            return ""
        base = take.link.partition("?")[0]
        found = write_address(take.address.but(park=ParkId(park)))
        return f"{base}?" + "&".join(f"{key}={value}" for key, value in found.items())

    draw_shapes(slide, things, name, words, deck.lang, link)
    if legend:
        signs = legend_column(*legend, 290, figure.state, deck.looks)
        title = figure.state["words"]["legend"]
        draw_shapes(slide, signs, title, title, deck.lang, lambda _: "")
        note = figure.state["words"]["note"]
        deck.text(slide, [note], legend[0], HIGH - 100, 290, 13, color="soft")


def _tables(deck: Deck, take: Take, said: Brief) -> None:
    t, address, seen = take.t, take.address, extent(take)
    silence = t("label", name=t("about.silence"), value=t("about.silence_text"))
    parks = [row.id for row in seen.parks]
    if address.compare:
        parks = [row.id for row in take.catalog.parks if row.id in address.compare]
    elif address.park:
        parks = [address.park]
    elif only_sector(address):
        for table in said.tables:
            deck.tables(table.heading, table, _spoken(said.facts))
    else:
        matrix = matrix_table(take, parks, seen.assignments, "")
        deck.tables(matrix.heading, replace(matrix, note=silence))
        _chart(deck, take)
    if len(parks) > 1 and address.compare:
        rows = [row for row in take.selection.assignments if row.park_id in parks]
        matrix = matrix_table(take, parks, rows, "")
        deck.tables(matrix.heading, replace(matrix, note=silence))
    for park in parks:
        _profile(deck, take, park)


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
            group.color_dark if take.dark else group.color,
            [count[park.id, group.id] for park in seen.parks],
        )
        for group in catalog.sector_groups
        if any(count[park.id, group.id] for park in seen.parks)
    }
    slide = deck.slide(t("deck.chart"), [t("deck.chart_note")])
    names = [t.name(park.short) for park in seen.parks]
    deck.chart(slide, names, series, EDGE, TOP, ROOM, DEPTH - 40)
    deck.text(slide, [t("deck.chart_note")], EDGE, HIGH - 62, ROOM, 14, color="soft")


def _profile(deck: Deck, take: Take, park: ParkId) -> None:
    """Add the slide of a park; its claims are what the speaker can say."""
    said = park_brief(take, park)
    slide = deck.slide(said.title, _spoken(said.facts))
    y = TOP - 8
    if said.names:
        y += deck.text(slide, [" · ".join(said.names)], EDGE, y, ROOM, 18, color="soft") + 6
    size = deck.size_for(said.tables, DEPTH - 70 - 30 * len(said.notes))
    for table in said.tables:
        y += deck.table(slide, table, EDGE, y, ROOM, size) + 16
        if table.note:
            y += deck.text(slide, [table.note], EDGE, y - 8, ROOM, 14, color="soft")
    deck.text(slide, said.notes, EDGE, y, ROOM, size)


def _scene(deck: Deck, scene: Scene) -> None:
    """Add the slide of a step: what is said on the left, its map on the right."""
    notes = [scene.notes, *scene.claims] if scene.notes else list(scene.claims)
    slide = deck.slide(scene.title, notes)
    if scene.lines:
        deck.text(slide, scene.lines, EDGE, TOP, 420, 22)
    room = (EDGE + 450, TOP, WIDE - EDGE, HIGH - 32)
    _picture(deck, slide, scene.take, room, legend=(EDGE, HIGH - 310))


def _spoken(facts: tuple[Fact, ...]) -> list[str]:
    return [f"[{fact.id}] {fact.text} ({fact.said}) · {fact.where}" for fact in facts]


def _cited(take: Take, story: Story | None, said: Brief) -> tuple[Claim, ...]:
    """Return the claims the deck of a view rests on."""
    if not story and not take.address.park and not take.address.compare:
        return extent(take).claims
    found = {fact.id for fact in said.facts}
    if story:
        found = {str(one) for step in story.steps for one in step.claim_ids}
    return tuple(row for row in take.catalog.claims if row.id in found)


def _closing(deck: Deck, take: Take, claims: tuple[Claim, ...]) -> None:
    """Add the slide that says what all of it rests on and leads back to the live view."""
    t = take.t
    used = {row.source_id for row in claims}
    bases = Counter(row.basis for row in claims)
    slide = deck.slide(t("table.title_about"))
    counted = [t.count("count.claims", len(claims))]
    counted += [
        t("label", name=t(f"basis.{basis}"), value=t.number(bases[basis]))
        for basis in Basis
        if bases[basis]
    ]
    sources = [t.name(row.title) for row in take.catalog.sources if row.id in used]
    lines = [
        " · ".join(counted),
        *(
            [t("label", name=t("table.title_sources"), value=" · ".join(sources))]
            if sources
            else []
        ),
        *(
            t("label", name=line.label, value=line.text)
            for line in provenance(take)
            if line.slug not in ("atlas", "page", "chosen", "shown", "hidden", "silent", "link")
        ),
    ]
    side = 190.0
    room = ROOM - (side + 40 if take.link else 0)
    deck.text(slide, lines, EDGE, TOP - 10, room, deck.text_size_for(lines, room, DEPTH))
    if take.link:
        out = io.BytesIO()
        segno.make(take.link, micro=False).save(out, kind="png", scale=8, border=2)
        left = WIDE - EDGE - side
        deck.picture(slide, out.getvalue(), t("about.link"), left, TOP, side)
        deck.text(slide, [take.link], left, TOP + side + 12, side, 13, link=take.link)
