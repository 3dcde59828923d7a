"""The first slide and the last ones: what a deck is about, what it rests on, and where it leads."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

import segno

from zgc_map.export.brief import Brief, Row, Table
from zgc_map.export.brief_parts import spoken
from zgc_map.export.deck import EDGE, HIGH, ROOM, SMALL, TOP, WIDE, Deck
from zgc_map.export.deck_flow import Flow
from zgc_map.export.deck_measure import link_lines, text_depth, text_size
from zgc_map.export.extent import extent
from zgc_map.export.plate import sentence
from zgc_map.export.provenance import provenance
from zgc_map.export.take import Take
from zgc_map.model import Basis, Claim, Story

UNSAID = frozenset(("atlas", "page", "chosen", "shown", "hidden", "silent", "link"))
"""What the last slide leaves out: the slides before it say it."""


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
    lines = [" · ".join(counted)]
    lines += [
        t("label", name=line.label, value=line.text)
        for line in provenance(take)
        if line.slug not in UNSAID
    ]
    side = 150.0
    room = ROOM - (side + 40 if take.link else 0)
    link = link_lines(take.link, SMALL, ROOM) if take.link else []
    foot = text_depth(link, ROOM, SMALL)
    flow = Flow(deck, t("table.title_about"), [take.link] if take.link else [], room)
    flow.foot = foot + 8 if link else 0
    size = text_size(lines, room, HIGH - 36 - foot - TOP)
    for line in lines:
        flow.text(line, size)
    if take.link:
        last = flow.slides[-1]
        code(deck, last, take, WIDE - EDGE - side, TOP, side)
        deck.text(last, link, EDGE, HIGH - 28 - foot, ROOM, SMALL, link=take.link)


def cited(take: Take, story: Story | None, said: Brief) -> tuple[Claim, ...]:
    """Return the claims the deck of a view rests on."""
    if not story and not take.address.park and not take.address.compare:
        return extent(take).claims
    found = {fact.id for fact in said.facts}
    return tuple(row for row in take.catalog.claims if row.id in found)


def _cited(take: Take, claims: tuple[Claim, ...]) -> Table:
    """Return a table of sources with the claims each says and the place of each in it."""
    t = take.t
    rows = []
    for source in take.catalog.sources:
        own = [row for row in claims if row.source_id == source.id]
        ids = [
            t("aside", text=row.id, more=row.locator) if row.locator else str(row.id) for row in own
        ]
        if own:
            rows.append(Row((t.name(source.title), ", ".join(ids))))
    head = (t("table.source"), t("label", name=t("table.claim"), value=t("table.locator")))
    return Table(t("table.title_claims"), head, tuple(rows), (4, 5))
