"""What a deed may change without a run of the whole page, and what links take from the address."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from zgc_map.model import AssignmentId, Lang, ParkId, Status
from zgc_map.query import Address, Arcs, Basemap, Facet, Filters, Match, Picture, Zoom
from zgc_map.query.address import Beside, Form, Order, write_address
from zgc_map.render.chrome import CARRIED
from zgc_map.ui.spread import ALIVE

CHANGED: dict[str, Any] = {
    "lang": Lang.ZH,
    "filters": Filters()
    .matched(Match.ALL)
    .with_(Facet.GROUP, {"g"})
    .with_(Facet.SECTOR, {"s"})
    .with_(Facet.ROLE, {"r"})
    .with_(Facet.STATUS, {Status.PLANNED})
    .with_(Facet.WITHOUT, {"inferred"}),
    "park": ParkId("p"),
    "claim": "K01",
    "search": "x",
    "basemap": Basemap.STREETS,
    "zoom": Zoom.PARK,
    "picture": Picture.TILES,
    "beside": Beside.TABLE,
    "arcs": Arcs.ON,
    "order": Order.NAME,
    "form": Form.CHART,
    "link": frozenset({AssignmentId("a"), AssignmentId("b")}),
    "compare": frozenset({ParkId("p")}),
    "story": "one",
    "step": 2,
    "pace": 20,
}
"""A value of each field of an address that is not its default."""


def test_links_carry_exactly_the_words_a_deed_may_change() -> None:
    assert set(CHANGED) == {field.name for field in fields(Address)}
    written = {
        name: set(write_address(Address().but(**{name: value}))) for name, value in CHANGED.items()
    }
    alive = set[str]().union(*(words for name, words in written.items() if name in ALIVE))
    still = set[str]().union(*(words for name, words in written.items() if name not in ALIVE))
    assert alive == set(CARRIED)
    assert not still & set(CARRIED)
