"""A view on its way to the map: the whole view, and not a character that could be markup."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.visit import laid_over
from tests.unit.query.asking import addresses, patient
from tests.unit.render.hostile import MARK
from zgc_map.model import Catalog, Lang
from zgc_map.query import Address, Arcs, Basemap, select
from zgc_map.render.carrier import carrier, changed, ground
from zgc_map.render.map_state import map_state
from zgc_map.text import Translator

ELEMENT = re.compile(
    r'<div hidden data-atlas-(?:view|ground)="([A-Za-z0-9+/]+={0,2})" data-atlas-of="here"></div>'
)


def state(catalog: Catalog, address: Address, lang: Lang = Lang.ZH) -> dict[str, Any]:
    return map_state(
        catalog, address, select(catalog, address.filters), Translator(lang), dark=False
    )


def unpacked(element: str) -> Any:
    """Return the view an element carries; it may hold nothing else."""
    found = ELEMENT.fullmatch(element)
    assert found, element
    return json.loads(zlib.decompress(base64.b64decode(found[1], validate=True)))


@patient
@given(data=st.data())
def test_the_payload_is_the_view(catalog: Catalog, data: st.DataObject) -> None:
    lang = data.draw(st.sampled_from(Lang))
    view = state(catalog, data.draw(addresses(catalog)), lang)
    below = state(catalog, data.draw(addresses(catalog)).but(arcs=Arcs.OFF), lang)
    travelled = unpacked(carrier(view, below, "here"))
    assert laid_over(unpacked(ground(below, "here")), travelled) == view
    assert travelled == changed(view, below)
    assert not changed(view, view)


def test_a_chosen_park_does_not_send_every_park_again(atlas: Catalog) -> None:
    below, chosen = state(atlas, Address()), state(atlas, Address(park=atlas.parks[0].id))
    assert changed(chosen, below).keys() <= {"selected", "words"}


def test_what_the_view_lacks_would_show_through() -> None:
    with pytest.raises(ValueError, match="not in the view: b"):
        changed({"a": {}}, {"a": {"b": 1}})


def test_between_the_quotes_there_is_base64_and_nothing_else(hostile: Catalog) -> None:
    for lang in Lang:
        for basemap in Basemap:
            view = state(hostile, Address(basemap=basemap), lang)
            assert MARK in json.dumps(view, ensure_ascii=False)
            assert unpacked(ground(view, "here")) == view
            assert unpacked(carrier(view, {}, "here")) == view


def test_equal_views_travel_as_equal_elements(catalog: Catalog) -> None:
    """Else the page would be sent again what it already has."""
    view = state(catalog, Address())
    assert ground(dict(reversed(view.items())), "here") == ground(view, "here")


def test_views_differ_where_only_the_view_differs(catalog: Catalog) -> None:
    parks = (None, *catalog.park)
    below = state(catalog, Address())
    views = {carrier(state(catalog, Address(park=park)), below, "here") for park in parks}
    assert len(views) == len(parks)
