"""Chinese text has Chinese brackets, whoever puts them there."""

from __future__ import annotations

import json
import re

from zgc_map.model import Catalog, Lang
from zgc_map.query import Address, connections, read_address, select
from zgc_map.render.charts import sankey
from zgc_map.render.map_state import map_state
from zgc_map.render.matrix_chart import matrix_chart
from zgc_map.render.summary import said
from zgc_map.text import Translator

WESTERN = re.compile(r"[\u4e00-\u9fff][^\"]{0,3} ?\((?!\d)|\([\u4e00-\u9fff]")


def test_views_charts_and_sentences_in_chinese(atlas: Catalog) -> None:
    t = Translator(Lang.ZH)
    for query in ({}, {"group": ["digital.health"], "match": ["all"]}):
        address, dropped = read_address(query, atlas)
        assert not dropped
        shown = select(atlas, address.filters)
        told = [
            map_state(atlas, address, shown, t, dark=False)["parks"],
            sankey(atlas, connections(atlas, shown), t, dark=False),
            said(atlas, address, shown, t),
        ]
        text = json.dumps(told, ensure_ascii=False, default=str)
        assert "（" in text
        assert not WESTERN.findall(text)


def test_the_matrix_in_chinese(atlas: Catalog) -> None:
    shown = select(atlas, Address().filters)
    chart = matrix_chart(atlas, shown, Translator(Lang.ZH), dark=False, at=Address())
    text = json.dumps(chart, ensure_ascii=False, default=str)
    assert "（" in text
    assert not WESTERN.findall(text)
