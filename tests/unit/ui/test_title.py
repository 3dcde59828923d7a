"""What the browser calls a page: its subject, the page, the atlas."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.ui.test_finder import view
from zgc_map.model import Catalog, Lang
from zgc_map.query import Address, Facet, Filters

ASKED = Address(filters=Filters().with_(Facet.SECTOR, {"ai"}))


@pytest.mark.parametrize(
    ("page", "address", "called"),
    [
        ("map", Address(), "Map · Zhongguancun Atlas"),
        ("map", Address(compare=frozenset({"haidian", "daxing"})), "Map · Zhongguancun Atlas"),
        ("parks", ASKED.but(park="haidian"), "Haidian · Parks · Zhongguancun Atlas"),
        ("sectors", ASKED, "Artificial intelligence · Sectors · Zhongguancun Atlas"),
        (
            "cell",
            ASKED.but(park="haidian"),
            "Haidian · Artificial intelligence · Park in a sector · Zhongguancun Atlas",
        ),
        ("sources", ASKED.but(park="haidian"), "Sources · Zhongguancun Atlas"),
        ("stage", Address(), "Zhongguancun Atlas"),
    ],
)
def test_the_title_names_the_subject_and_the_page(
    atlas: Catalog, page: str, address: Address, called: str
) -> None:
    assert replace(view(atlas, address, Lang.EN), page=page).title == called
