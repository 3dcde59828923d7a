"""A story on paper: its steps two by two, each with its map, then its claims in two columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Final

from zgc_map.export.brief import Brief
from zgc_map.export.brief_parts import Fact
from zgc_map.export.paper import EDGE, MM, ROOM, Paper, Sketch
from zgc_map.export.pdf_parts import (
    COLUMN,
    COLUMNS,
    Block,
    opening,
    place_columns,
    place_legend,
    place_map,
)
from zgc_map.export.plate import sentence
from zgc_map.export.progress import Piece
from zgc_map.export.storyline import Scene, scenes
from zgc_map.export.take import Take
from zgc_map.export.typeface import printable
from zgc_map.model import Basis
from zgc_map.render.map_state import map_state

MAP: Final = (34.0, 30.0)
"""The size of the map of a step (mm); what is said stands beside it, and below it what is long."""

FINE: Final = MM * 0.72
"""The size of a pixel on such a map (mm), before the document's scale."""

BODY: Final = 8.5
GAP: Final = 0.4


def story_pieces(paper: Paper, take: Take, said: Brief) -> Iterator[Piece]:
    """Yield what writes a story: its legend, two steps at a time, its claims."""
    told = list(enumerate(scenes(take), start=1))
    yield partial(_legend, paper, [scene for _, scene in told])
    yield from (partial(_row, paper, told[at : at + 2]) for at in range(0, len(told), 2))
    yield partial(_claims, paper, take, said)


def _legend(paper: Paper, told: Sequence[Scene]) -> None:
    """Write the signs of all maps of a story, each once."""
    states = [
        map_state(one.catalog, one.address, one.selection, one.t, dark=False)
        for one in (scene.take for scene in told)
    ]
    parks = {
        f"{number} {park}": data
        for number, state in enumerate(states)
        for park, data in state["parks"].items()
    }
    paper.y += 1
    place_legend(paper, {**states[0], "parks": parks})
    paper.y += 2


def _row(paper: Paper, told: Sequence[tuple[int, Scene]]) -> None:
    """Write steps beside each other, all of them on one page."""
    sketch = Sketch("", "", paper.scale)
    paper.need(max(_step(sketch, number, scene, EDGE, EDGE) for number, scene in told) - EDGE)
    top = paper.y
    ends = [
        _step(paper, number, scene, left, top)
        for (number, scene), left in zip(told, COLUMNS, strict=False)
    ]
    paper.left, paper.room = EDGE, ROOM
    paper.y = max(ends)


def _step(paper: Paper, number: int, scene: Scene, left: float, top: float) -> float:
    """Write a step: title, map, what is said beside and below it; return where it ends."""
    t, size = scene.take.t, tuple(side * paper.scale for side in MAP)
    paper.left, paper.room, paper.y = left, COLUMN, top + 1.6
    paper.start_section(printable(scene.title), level=1)
    paper.say(f"{t.number(number)}. {scene.title}", BODY + 1, bold=True, link=scene.take.link)
    upper = paper.y + 1
    place_map(paper, scene.take, (size[0], size[1]), upper, FINE * paper.scale)
    lower = upper + size[1]
    words = [(line, "ink") for line in scene.lines]
    words += [(", ".join(scene.ids), "soft")] if scene.ids else []
    paper.left, paper.room = left + size[0] + 2.5, COLUMN - size[0] - 2.5
    for text, color in words:
        if paper.y > lower - 1:
            paper.left, paper.room = left, COLUMN
        paper.say(text, BODY, color, gap=0.7)
    return max(paper.y, lower)


def _claims(paper: Paper, take: Take, said: Brief) -> None:
    """Write what is cited, source by source, first what is stated in it, then the rest."""
    blocks = []
    for source in said.sources:
        named = " · ".join(filter(None, (source.title, source.known)))
        blocks.append(Block(named, BODY, bold=True, gap=2 * GAP, heads=True))
        for kind, facts in groupby(sorted(source.facts, key=_kind), key=lambda fact: fact.kind):
            blocks.append(Block(sentence(kind), BODY, "soft", gap=GAP, heads=True))
            for fact in facts:
                lead = " ".join(filter(None, (f"[{fact.id}]", fact.place)))
                told = take.t("label", name=lead, value=fact.text)
                blocks.append(Block(told, BODY, gap=GAP))
    paper.section(take.t("table.title_grounds"), keep=opening(paper, blocks))
    place_columns(paper, blocks)


def _kind(fact: Fact) -> tuple[int, str]:
    return list(Basis).index(fact.basis), fact.kind
