"""What the map reports comes from a browser: anything may be in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import addresses, patient
from zgc_map.model import Catalog
from zgc_map.query import Address, Arcs, Facet, Filters, Picture, Zoom, read_address, write_address
from zgc_map.ui.deeds import after_deed


@pytest.fixture
def address(toytown: Catalog) -> Address:
    """A view with something of everything in it."""
    filters = Filters().with_(Facet.GROUP, {toytown.sector_groups[0].id})
    return Address(park=toytown.parks[0].id, filters=filters, search="oak", zoom=Zoom.PARK)


def test_a_click_on_a_park_chooses_it(toytown: Catalog, address: Address) -> None:
    elm = toytown.parks[1].id
    after = after_deed(address, {"deed": "select", "park": "park_elm"}, toytown)
    assert after == address.but(park=elm)
    assert after_deed(after, {"deed": "select", "park": "park_elm"}, toytown) == after


def test_empty_ground_chooses_nothing(toytown: Catalog, address: Address) -> None:
    after = after_deed(address, {"deed": "clear"}, toytown)
    assert after == address.but(park=None, zoom=Zoom.ALL)
    assert after.filters == address.filters


def test_a_legend_entry_is_ticked_and_unticked(toytown: Catalog, address: Address) -> None:
    craft = {"deed": "group", "group": "group_craft"}
    once = after_deed(address, craft, toytown)
    assert once.filters.groups == {"group_food", "group_craft"}
    assert after_deed(once, craft, toytown) == address


def test_the_zoom_is_remembered(toytown: Catalog, address: Address) -> None:
    out = after_deed(address, {"deed": "zoom", "to": "all"}, toytown)
    assert out == address.but(zoom=Zoom.ALL)
    assert after_deed(out, {"deed": "zoom", "to": "park"}, toytown) == address


def test_there_is_no_zoom_to_a_park_if_none_is_chosen(toytown: Catalog) -> None:
    assert after_deed(Address(), {"deed": "zoom", "to": "park"}, toytown) == Address()


def test_tiles_and_arcs_are_switched(toytown: Catalog, address: Address) -> None:
    tiles = after_deed(address, {"deed": "picture", "to": "tiles"}, toytown)
    assert tiles == address.but(picture=Picture.TILES)
    assert after_deed(tiles, {"deed": "picture", "to": "map"}, toytown) == address
    drawn = after_deed(address, {"deed": "arcs", "to": "on"}, toytown)
    assert drawn == address.but(arcs=Arcs.ON)
    assert after_deed(drawn, {"deed": "arcs", "to": "off"}, toytown) == address


def test_a_connection_is_chosen_in_place_of_a_park(toytown: Catalog, address: Address) -> None:
    deed = {"deed": "link", "from": "oak_clock_school", "to": "elm_clock_site"}
    after = after_deed(address, deed, toytown)
    assert after.link == {"oak_clock_school", "elm_clock_site"}
    assert (after.park, after.filters) == (None, address.filters)
    assert after_deed(after, {"deed": "clear"}, toytown).link == frozenset()
    assert after_deed(after, {"deed": "select", "park": "park_elm"}, toytown).link == frozenset()
    for wrong in ({"from": "oak_clock_school"}, {"to": "elm_clock_site", "from": "x"}):
        assert after_deed(address, {"deed": "link", **wrong}, toytown) == address


NONSENSE: dict[str, Any] = {
    "nothing": None,
    "text": "select",
    "number": 7,
    "not a number": float("nan"),
    "list": ["select", "park_elm"],
    "list of pairs": [["deed", "select"], ["park", "park_elm"]],
    "empty": {},
    "no deed": {"park": "park_elm"},
    "unknown deed": {"deed": "delete", "park": "park_elm"},
    "deed in capitals": {"deed": "SELECT", "park": "park_elm"},
    "deed as a list": {"deed": ["select"], "park": "park_elm"},
    "deed as a number": {"deed": 1, "park": "park_elm"},
    "no park": {"deed": "select"},
    "unknown park": {"deed": "select", "park": "park_nowhere"},
    "park of another case": {"deed": "select", "park": "PARK_ELM"},
    "park with a blank": {"deed": "select", "park": "park_elm "},
    "park as a list": {"deed": "select", "park": ["park_elm"]},
    "park as an object": {"deed": "select", "park": {"park": "park_elm"}},
    "template": {"deed": "select", "park": "{{7*7}}"},
    "markup": {"deed": "select", "park": "<script>"},
    "unknown group": {"deed": "group", "group": "trade_bread"},
    "group as a park": {"deed": "group", "park": "park_elm"},
    "unknown zoom": {"deed": "zoom", "to": "moon"},
    "zoom as a number": {"deed": "zoom", "to": 1e309},
    "very long": {"deed": "select", "park": "x" * 100_000},
    "field of an address": {"deed": "search", "search": "x", "lang": "ru"},
    "method of a class": {"deed": "__class__", "__class__": "x"},
}


@pytest.mark.parametrize("deed", list(NONSENSE.values()), ids=list(NONSENSE))
def test_nonsense_changes_nothing(toytown: Catalog, address: Address, deed: object) -> None:
    assert after_deed(address, deed, toytown) == address


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@patient
@given(data=st.data())
def test_whatever_the_map_says_the_address_stays_one(catalog: Catalog, data: st.DataObject) -> None:
    known = [*catalog.park, *catalog.sector_group, *Zoom, "select", "clear", "group", "zoom"]
    word = st.sampled_from([str(value) for value in known])
    deeds = st.dictionaries(st.sampled_from(["deed", "park", "group", "to"]), word | JSON)
    deed = data.draw(JSON | deeds)
    before = data.draw(addresses(catalog))
    after = after_deed(before, deed, catalog)
    params = {name: [value] for name, value in write_address(after).items()}
    assert read_address(params, catalog) == (after, ())
    untouched = {"lang", "claim", "search", "basemap"}
    assert all(getattr(after, name) == getattr(before, name) for name in untouched)
    if not isinstance(deed, dict) or not isinstance(deed.get("deed"), str):
        assert after == before
