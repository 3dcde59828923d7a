"""The first slide and the last ones: what a deck is about, what it rests on, and where it leads."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

import segno

from zgc_map.export.brief import Brief
from zgc_map.export.brief_parts import Row, Table, spoken
from zgc_map.export.deck import EDGE, HIGH, ROOM, SMALL, TOP, WIDE, Deck
from zgc_map.export.deck_flow import Flow
from zgc_map.export.deck_measure import LEAST, SIZES, link_lines, text_depth, text_size
from zgc_map.export.extent import extent
from zgc_map.export.plate import sentence
from zgc_map.export.provenance import provenance
from zgc_map.export.take import Take
from zgc_map.model import Basis, Claim, Story

UNSAID = frozenset(("atlas", "page", "story", "chosen", "shown", "hidden", "silent", "link"))
"""What the last slide leaves out: the slides before it say it."""

CODE, CODE_TOP = 104.0, 24.0
"""The side of the last slide's code and where it begins, beside the title."""

COLUMN = (ROOM - 40) / 2
"""How wide each column of the last slide is."""


def opening(deck: Deck, take: Take, title: str, more: str, accents: Sequence[str]) -> None:
    """Add the first slide: the subject, the atlas, as of when, and the way to the live view."""
    t, about = take.t, take.catalog.about
    atlas, subtitle = t.name(about.title), t.name(about.subtitle)
    slide = deck.slide(title, [f"{atlas}. {subtitle}", *([sentence(more)] if more else [])])
    side = 250.0 if take.link else 0.0
    room = ROOM - (side + 60 if take.link else 0)
    deck.bar(slide, accents, EDGE, 150, room)
    deck.place(slide.shapes.title, EDGE, 176, room, 110)
    slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = deck.big(title, room)
    y = 308.0
    lines = [subtitle] if title == atlas else [atlas, subtitle]
    y += deck.text(slide, lines, EDGE, y, room, 24) + 20
    said = [sentence(more)] if more else []
    said.append(sentence(t("as_of", date=t.name(about.as_of_text))))
    said.append(t.date(take.day.isoformat()))
    deck.text(slide, said, EDGE, y, room, text_size(said, room, HIGH - 40 - y), color="soft")
    if take.link:
        code(deck, slide, take, WIDE - EDGE - side, 150, side)


def code(deck: Deck, slide: Any, take: Take, left: float, top: float, side: float) -> None:
    """Put the code of a view's link, which is a link itself, with its name below."""
    out = io.BytesIO()
    segno.make(take.link, micro=False).save(out, kind="png", scale=8, border=2)
    name = take.t("about.link")
    deck.picture(slide, out.getvalue(), name, left, top, side, link=take.link)
    deck.text(slide, [name], left, top + side + 4, side, SMALL, link=take.link)


def closing(deck: Deck, take: Take, claims: tuple[Claim, ...]) -> None:
    """Add the slides that say what all of it rests on; the very last leads to the live view."""
    t = take.t
    if claims:
        said = [spoken(take, row) for row in claims]
        Flow(deck, t("table.title_claims"), said).add([_cited(take, claims)])
    bases = Counter(row.basis for row in claims)
    counted = [t.count("count.claims", len(claims))]
    counted += [
        t("label", name=t(f"basis.{basis}"), value=t.number(bases[basis]))
        for basis in Basis
        if bases[basis]
    ]
    unsaid = UNSAID | {"view"} if take.link else UNSAID
    lines = [" · ".join(counted)]
    lines += [
        t("label", name=line.label, value=line.text)
        for line in provenance(take)
        if line.slug not in unsaid
    ]
    _rests(deck, take, lines)


def _rests(deck: Deck, take: Take, lines: Sequence[str]) -> None:
    """Write lines in two columns on one slide if twelve points do, below the code and the link."""
    link = link_lines(take.link, LEAST, ROOM) if take.link else []
    foot = text_depth(link, ROOM, LEAST)
    below = HIGH - 28 - foot - (8 if link else 0)
    tops = (TOP, CODE_TOP + CODE + 40 if link else TOP)
    depths = [below - top for top in tops]
    parts = [part for line in lines for part in _parted(line, min(depths))]
    while parts:
        slide = deck.slide(take.t("table.title_about"), [take.link] if take.link else [])
        deck.place(slide.shapes.title, EDGE, 28, ROOM - (CODE + 24 if link else 0), 72)
        ways = ((size, _columns(parts, size, depths)) for size in SIZES)
        size, columns = next(
            (way for way in ways if sum(map(len, way[1])) == len(parts)),
            (LEAST, _columns(parts, LEAST, depths)),
        )
        for column, left, top in zip(columns, (EDGE, EDGE + COLUMN + 40), tops, strict=True):
            if column:
                deck.text(slide, column, left, top, COLUMN, size)
        parts = parts[sum(map(len, columns)) :]
    if link:
        code(deck, slide, take, WIDE - EDGE - CODE, CODE_TOP, CODE)
        deck.text(slide, link, EDGE, HIGH - 28 - foot, ROOM, LEAST, link=take.link)


def _columns(parts: Sequence[str], size: float, depths: Sequence[float]) -> list[Sequence[str]]:
    """Return as many texts as columns of these depths hold, column by column."""
    columns = []
    for deep in depths:
        held = sum(
            text_depth(parts[: count + 1], COLUMN, size) <= deep for count in range(len(parts))
        )
        columns.append(parts[:held])
        parts = parts[held:]
    return columns


def _parted(line: str, deep: float) -> list[str]:
    """Return a text whole, or step by step where a column could not hold it."""
    return line.split(" | ") if text_depth([line], COLUMN, LEAST) > deep else [line]


def cited(take: Take, story: Story | None, said: Brief) -> tuple[Claim, ...]:
    """Return the claims the deck of a view rests on."""
    if not story and not take.address.park and not take.compared:
        return extent(take).claims
    found = {fact.id for fact in said.facts}
    return tuple(row for row in take.catalog.claims if row.id in found)


def _cited(take: Take, claims: tuple[Claim, ...]) -> Table:
    """Return a table of sources with the claims each says and the place of each in it."""
    t = take.t
    rows = []
    for source in take.catalog.sources:
        own = [row for row in claims if row.source_id == source.id]
        ids = [f"{row.id} ({row.locator})" if row.locator else str(row.id) for row in own]
        if own:
            rows.append(Row((t.name(source.title), ", ".join(ids))))
    head = (t("table.source"), t("label", name=t("table.claim"), value=t("table.locator")))
    return Table(t("table.title_claims"), head, tuple(rows), (4, 5))
