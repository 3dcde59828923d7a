"""The view in words: every sector with every role group in every language, and a snapshot to read.

To write the snapshot anew, delete it and run this test once; then read what it says.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import patient, questions
from zgc_map.model import Basis, Catalog, Lang
from zgc_map.query import (
    Address,
    Arcs,
    Facet,
    Filters,
    Match,
    Picture,
    connections,
    select,
    summarize,
)
from zgc_map.render import summary
from zgc_map.render.summary import in_force, said
from zgc_map.text import Translator

SNAPSHOT = Path(__file__).parent / "snapshots" / "summary.txt"
UNTIDY = re.compile(r"  |\(\)|（）|: ?[.;]|：[。；]|\{|\}|[.,;。，；]{2}|None| [.,;:]")


def speak(catalog: Catalog, filters: Filters, lang: Lang) -> str:
    selection = select(catalog, filters)
    return said(catalog, Address(filters=filters), selection, Translator(lang))


def asking(sector: str, role: str) -> Filters:
    return Filters().with_(Facet.SECTOR, {sector}).with_(Facet.ROLE, {role})


@pytest.mark.parametrize("lang", list(Lang))
def test_every_sector_with_every_role_is_said_tidily(catalog: Catalog, lang: Lang) -> None:
    t = Translator(lang)
    for sector, role in itertools.product(catalog.sectors, catalog.role_groups):
        filters = asking(sector.id, role.id)
        selection = select(catalog, filters)
        text = speak(catalog, filters, lang)
        untidy = UNTIDY.search(text.replace("г.", "г"))
        assert not untidy, f"{untidy and untidy[0]!r} in {text!r}"
        assert t.name(sector.name) in text and t.name(role.name) in text
        for park in selection.parks:
            assert t.name(catalog.park[park].short) in text
        if selection.parks:
            assert t.count("summary.links", len(selection.assignments)) in text
        else:
            assert t("summary.nothing") in text


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (Lang.EN, "4 parks are shown: Oak, Elm, and 2 more."),
        (Lang.RU, "показаны 4 парка: Дуб, Вяз и ещё 2."),
        (Lang.ZH, "共显示 4 个园区：橡树、榆树和另外 2 个。"),
    ],
)
def test_of_very_many_the_last_are_counted(
    toytown: Catalog, lang: Lang, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "NAMED", 2)
    assert said in speak(toytown, Filters(), lang)


def test_a_single_one_more_is_named(toytown: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "NAMED", 3)
    assert "4 parks are shown: Oak, Elm, Ash, and Yew." in speak(toytown, Filters(), Lang.EN)


@patient
@given(data=st.data())
def test_whatever_is_asked_the_numbers_are_right(catalog: Catalog, data: st.DataObject) -> None:
    filters = data.draw(questions(catalog))
    selection = select(catalog, filters)
    found = summarize(catalog, selection)
    rows = selection.assignments
    assert found.parks == selection.parks
    assert found.links == len(rows) == sum(found.bases.values())
    assert found.bases[Basis.INFERRED] == sum(row.basis is Basis.INFERRED for row in rows)
    assert set(found.sectors) == {row.sector_id for row in rows}
    assert len(found.parks) + found.outside + found.silent == len(catalog.parks)
    pairs = {(row.park_id, row.sector_id) for row in rows}
    for park in found.leaders:
        assert sum(pair[0] == park for pair in pairs) == found.leading
    for sector in found.widest:
        assert sum(pair[1] == sector for pair in pairs) == found.width
    assert len(found.leaders) < max(len(found.parks), 1)
    for lang in Lang:
        text = speak(catalog, filters, lang)
        assert not UNTIDY.search(text.replace("г.", "г")), text


@pytest.mark.parametrize("lang", list(Lang))
def test_what_is_chosen_is_said_tidily(catalog: Catalog, lang: Lang) -> None:
    t, selection = Translator(lang), select(catalog, asking(catalog.sectors[0].id, "none"))
    everything = select(catalog, Filters())
    views = [("map", Address(park=park)) for park in catalog.park]
    views += [("flows", Address(link=row.ends)) for row in connections(catalog, everything)]
    pairs = itertools.combinations(catalog.park, 2)
    views += [("compare", Address(compare=frozenset(pair))) for pair in pairs]
    plain = {said(catalog, Address(), few, t) for few in (everything, selection)}
    for page, address in views:
        for few in (everything, selection):
            text = said(catalog, address, few, t, page)
            assert not UNTIDY.search(text.replace("г.", "г")), text
            hidden = bool(address.link) and few is selection
            assert (text in plain) == hidden, "one sentence more, unless the filters hide it"


@pytest.mark.parametrize(
    ("lang", "last"),
    [
        (Lang.EN, " The map draws 6 connections between parks as arrows."),
        (Lang.RU, " Стрелками на карте показано 6 связей между парками."),
        (Lang.ZH, "地图以箭头绘出 6 条园区间联系。"),
    ],
)
def test_connections_are_said_where_they_are_drawn(atlas: Catalog, lang: Lang, last: str) -> None:
    t, everything = Translator(lang), select(atlas, Filters())
    drawn = Address(arcs=Arcs.ON)
    plain = said(atlas, Address(), everything, t)
    assert said(atlas, drawn, everything, t) == plain + last
    assert said(atlas, drawn, everything, t, "sectors") == plain
    assert said(atlas, drawn.but(picture=Picture.TILES), everything, t) == plain
    few = select(atlas, asking("graphene", "support"))
    assert said(atlas, drawn, few, t) == said(atlas, Address(), few, t), "there is none"


def test_filters_in_force_are_named_with_how_they_combine(toytown: Catalog) -> None:
    t = Translator(Lang.EN)
    two = Filters().with_(Facet.SECTOR, {"trade_bread", "trade_clock"})
    assert in_force(toytown, Filters(), t) == ""
    assert in_force(toytown, two, t) == "sectors: Bread and Clocks (any of them)"
    one = Filters().with_(Facet.SECTOR, {"trade_bread"}).matched(Match.NONE)
    hidden = one.with_(Facet.WITHOUT, {"inferred"})
    assert in_force(toytown, hidden, t) == (
        "sectors: Bread (none of them); hidden evidence: inferred"
    )


def test_the_sentences_read_as_they_did(atlas: Catalog) -> None:
    lines = []
    views = [Filters(), Filters().with_(Facet.SECTOR, {"ai", "uav"}).matched(Match.ALL)]
    views += [Filters().with_(Facet.WITHOUT, {"inferred"})]
    views += [asking(s.id, r.id) for s in atlas.sectors for r in atlas.role_groups]
    for filters, lang in itertools.product(views, Lang):
        if select(atlas, filters).parks or filters in views[:3]:
            lines.append(f"[{lang}] {speak(atlas, filters, lang)}")
    text = "\n".join(lines) + "\n"
    if not SNAPSHOT.exists():
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert text == SNAPSHOT.read_text(encoding="utf-8")
