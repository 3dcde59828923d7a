"""The state of the filters as it travels: short, and what it says in full is what is meant."""

from __future__ import annotations

import html
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import addresses, patient
from zgc_map.model import Catalog, Lang
from zgc_map.query import Facet, Filters, facet_counts
from zgc_map.render.facets import facet_carrier, facet_state
from zgc_map.text import Translator


@patient
@given(data=st.data())
def test_every_number_is_told_in_words(catalog: Catalog, data: st.DataObject) -> None:
    filters = data.draw(addresses(catalog)).filters
    t = Translator(data.draw(st.sampled_from(Lang)))
    told = {
        number: form.replace("#", number)
        for form, numbers in facet_state(catalog, filters, t)["hints"].items()
        for number in numbers
    }
    counts = {n for facet in Facet for n in facet_counts(catalog, filters, facet).values()}
    assert told == {t.number(n): t.count("legend.hint", n) for n in counts}


def test_the_element_gives_the_state_back(hostile: Catalog) -> None:
    state = facet_state(hostile, Filters(), Translator(Lang.RU)) | {"summary": "'\"<b>&amp;"}
    element = facet_carrier(state, 7)
    found = re.fullmatch(r"<div hidden data-atlas-facets=(['\"])(.*)\1></div>", element)
    assert found and found[1] not in found[2] and "<" not in found[2]
    assert json.loads(html.unescape(found[2])) == [state, 7]
