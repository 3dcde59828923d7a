"""What a deed may change without a run of the whole page: the words links take from the address."""

from __future__ import annotations

from zgc_map.model import AssignmentId, ParkId, Status
from zgc_map.query import Address, Arcs, Facet, Filters, Match, Picture, Zoom, write_address
from zgc_map.render.chrome import CARRIED

CHANGED = Address(
    filters=Filters()
    .matched(Match.ALL)
    .with_(Facet.GROUP, {"g"})
    .with_(Facet.SECTOR, {"s"})
    .with_(Facet.ROLE, {"r"})
    .with_(Facet.STATUS, {Status.PLANNED})
    .with_(Facet.WITHOUT, {"inferred"}),
    park=ParkId("p"),
    zoom=Zoom.PARK,
    picture=Picture.TILES,
    arcs=Arcs.ON,
    link=frozenset({AssignmentId("a"), AssignmentId("b")}),
)
"""All that deeds on the map and filters change."""


def test_links_carry_exactly_the_words_a_deed_may_change() -> None:
    assert set(write_address(CHANGED)) == set(CARRIED)
