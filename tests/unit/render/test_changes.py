"""What a view changes of the ground all views share: the whole view, and no more than it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.visit import laid_over
from tests.unit.query.asking import addresses, patient
from zgc_map.model import Catalog, Lang
from zgc_map.query import Address, Arcs, select
from zgc_map.render.changes import changed
from zgc_map.render.map_state import map_state
from zgc_map.text import Translator


def state(catalog: Catalog, address: Address, lang: Lang = Lang.ZH) -> dict[str, Any]:
    return map_state(
        catalog, address, select(catalog, address.filters), Translator(lang), dark=False
    )


@patient
@given(data=st.data())
def test_laid_over_its_ground_it_is_the_view(catalog: Catalog, data: st.DataObject) -> None:
    lang = data.draw(st.sampled_from(Lang))
    view = state(catalog, data.draw(addresses(catalog)), lang)
    below = state(catalog, data.draw(addresses(catalog)).but(arcs=Arcs.OFF), lang)
    assert laid_over(below, changed(view, below)) == view
    assert not changed(view, view)


def test_a_chosen_park_does_not_send_every_park_again(atlas: Catalog) -> None:
    below, chosen = state(atlas, Address()), state(atlas, Address(park=atlas.parks[0].id))
    assert changed(chosen, below).keys() <= {"selected", "words"}


def test_what_the_view_lacks_would_show_through() -> None:
    with pytest.raises(ValueError, match="not in the view: b"):
        changed({"a": {}}, {"a": {"b": 1}})
