"""Cards as a browser would have them, for tests of what they say."""

from __future__ import annotations

from tests.unit.render.outline import Element, read
from zgc_map.model import Catalog, Lang, ParkId
from zgc_map.query import Filters, select
from zgc_map.render import card
from zgc_map.text import Translator

EVERYTHING = Filters()


def park_card(
    catalog: Catalog, park: ParkId, filters: Filters = EVERYTHING, lang: Lang = Lang.EN
) -> Element:
    html = card.park_card(catalog, park, select(catalog, filters), Translator(lang), dark=False)
    return read(html).one("article")
