"""A view on its way to the map: the whole view, and not a character that could be markup."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import addresses, patient
from tests.unit.render.hostile import MARK
from zgc_map.model import Catalog, Lang
from zgc_map.query import Address, Basemap, select
from zgc_map.render.carrier import carrier
from zgc_map.render.map_state import map_state
from zgc_map.text import Translator

ELEMENT = re.compile(r'<div hidden data-atlas-view="([A-Za-z0-9+/]+={0,2})"></div>')


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
    view = state(catalog, data.draw(addresses(catalog)), data.draw(st.sampled_from(Lang)))
    assert unpacked(carrier(view)) == view


def test_between_the_quotes_there_is_base64_and_nothing_else(hostile: Catalog) -> None:
    for lang in Lang:
        for basemap in Basemap:
            view = state(hostile, Address(basemap=basemap), lang)
            assert MARK in json.dumps(view, ensure_ascii=False)
            assert unpacked(carrier(view)) == view


def test_equal_views_travel_as_equal_elements(catalog: Catalog) -> None:
    """Else the page would be sent again what it already has."""
    view = state(catalog, Address())
    assert carrier(dict(reversed(view.items()))) == carrier(view)


def test_views_differ_where_only_the_view_differs(catalog: Catalog) -> None:
    parks = (None, *catalog.park)
    assert len({carrier(state(catalog, Address(park=park))) for park in parks}) == len(parks)
