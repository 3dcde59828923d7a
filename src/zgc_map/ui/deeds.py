"""What the map reports, read with the same care as an address: anything unknown is nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from zgc_map.model import Catalog
from zgc_map.query import Address, Arcs, Facet, Picture, Zoom
from zgc_map.ui.address_bar import whole
from zgc_map.ui.keys import Key
from zgc_map.ui.navigate import current, go
from zgc_map.ui.scripts import reported
from zgc_map.ui.store import last_store
from zgc_map.ui.talk import explore, story_of, view_of

DEEDS = 100
"""How many deeds one report may bring."""


def map_key(catalog: Catalog) -> str:
    """Return the key of the map's widget: other data is another map."""
    return Key.MAP.of(catalog.version[:12])


def after_deed(address: Address, deed: object, catalog: Catalog) -> Address:
    """Return the address after a deed on the map; the same address if the deed makes no sense."""
    if not isinstance(deed, Mapping):
        return address
    asked = {name: value for name, value in deed.items() if isinstance(value, str)}
    park = next((row.id for row in catalog.parks if row.id == asked.get("park")), None)
    group = next((row.id for row in catalog.sector_groups if row.id == asked.get("group")), None)
    zoom = next((word for word in Zoom if word == asked.get("to")), None)
    picture = next((word for word in Picture if word == asked.get("to")), None)
    drawn = next((word for word in Arcs if word == asked.get("to")), None)
    ends = {asked.get("from"), asked.get("to")}
    link = frozenset(row.id for row in catalog.assignments if row.id in ends)
    changes: dict[str, object] = {}
    match asked.get("deed"):
        case "select" if park:
            changes = {"park": park, "link": frozenset()}
        case "clear":
            changes = {"park": None, "link": frozenset(), "zoom": Zoom.ALL}
        case "group" if group:
            changes = {"filters": address.filters.toggled(Facet.GROUP, group)}
        case "zoom" if zoom is Zoom.ALL or (zoom and address.park):
            changes = {"zoom": zoom}
        case "picture" if picture:
            changes = {"picture": picture}
        case "arcs" if drawn:
            changes = {"arcs": drawn}
        case "link" if len(link) == 2:
            changes = {"link": link, "park": None, "zoom": Zoom.ALL}
    return address.but(**changes)


@whole
def heard() -> None:
    """Carry out what the map just reported, or did before the app was there. For its callback."""
    catalog = last_store().catalog
    said = reported(map_key(catalog), "deed")
    deeds = said[:DEEDS] if isinstance(said, list) else [said]
    go(lambda address: reduce(lambda at, deed: after_deed(at, deed, catalog), deeds, address))


@whole
def heard_on_stage() -> None:
    """Leave the stage with what the map just reported: its step's view after that deed.

    Empty ground is no deed there: a stray click ends no talk.
    """
    catalog = last_store().catalog
    deed = reported(map_key(catalog), "deed")
    address, _ = current(catalog)
    story = story_of(catalog, address)
    if story is None or (isinstance(deed, Mapping) and deed.get("deed") == "clear"):
        return
    view = view_of(catalog, story.steps[min(address.step, len(story.steps)) - 1], address)
    explore(view, after_deed(view, deed, catalog))
