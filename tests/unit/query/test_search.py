"""The search finds everything by every name it has, however it is typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import patient
from zgc_map.model import Catalog, LocalizedText
from zgc_map.query import Hit, Kind, marked, search
from zgc_map.query.search import folded

WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}

TYPED: dict[str, Callable[[str], str]] = {
    "as written": str,
    "upper case": str.upper,
    "lower case": str.lower,
    "full width": lambda name: name.translate(WIDE),
    "no dots on ё": lambda name: name.replace("ё", "е").replace("Ё", "Е"),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "with blanks around": lambda name: f"  {name}\t",
}


def names(catalog: Catalog) -> Iterator[tuple[Kind, str, str]]:
    """Yield what each record is called: kind, id, name, in every language and by alias."""
    for park in catalog.parks:
        place = catalog.place[park.place_id]
        for name in (*park.short.all(), *park.name.all(), *place.name.all(), *place.aliases):
            yield Kind.PARK, park.id, name
    for kind, rows in (
        (Kind.SECTOR, catalog.sectors),
        (Kind.ROLE, catalog.roles),
        (Kind.BRAND, catalog.brands),
    ):
        for row in rows:
            for name in (*row.name.all(), *row.aliases):
                yield kind, row.id, name
    for claim in catalog.claims:
        for name in (claim.id, *claim.text.all()):
            yield Kind.CLAIM, claim.id, name


def found(catalog: Catalog, text: str) -> set[tuple[Kind, str]]:
    return {(hit.kind, hit.id) for hit in search(catalog, text)}


@pytest.mark.parametrize("typed", list(TYPED.values()), ids=list(TYPED))
def test_everything_is_found_by_each_of_its_names(
    catalog: Catalog, typed: Callable[[str], str]
) -> None:
    changed = [
        (*row, typed(row[2])) for row in names(catalog) if typed is str or typed(row[2]) != row[2]
    ]
    assert changed
    missed = [
        f"{kind} {row} by {text!r}"
        for kind, row, _, text in changed
        if (kind, row) not in found(catalog, text)
    ]
    assert not missed, "\n".join(["", *missed])


@pytest.mark.parametrize(
    ("text", "kind", "row"),
    [
        ("haidian", Kind.PARK, "haidian"),
        ("hai dian", Kind.PARK, "haidian"),
        ("hǎidiàn", Kind.PARK, "haidian"),
        ("海淀", Kind.PARK, "haidian"),
        ("海淀区", Kind.PARK, "haidian"),
        ("хайдянь", Kind.PARK, "haidian"),
        ("Men tou gou", Kind.PARK, "mentougou"),
        ("門頭溝", Kind.PARK, "mentougou"),
        ("БЗТЭР", Kind.PARK, "yizhuang"),
        ("beijing e-town", Kind.PARK, "yizhuang"),
        ("ＡＩ", Kind.SECTOR, "ai"),
        ("rengong zhineng", Kind.SECTOR, "ai"),
        ("rengongzhineng", Kind.SECTOR, "ai"),
        ("беспилотники", Kind.SECTOR, "uav"),
        ("графен", Kind.SECTOR, "graphene"),
        ("石墨烯", Kind.SECTOR, "graphene"),
        ("чанпин", Kind.PARK, "changping"),
        ("k07", Kind.CLAIM, "K07"),
        ("Ｋ０７", Kind.CLAIM, "K07"),
    ],
)
def test_names_readers_try_first(atlas: Catalog, text: str, kind: Kind, row: str) -> None:
    first = search(atlas, text)[0]
    assert (first.kind, first.id) == (kind, row)


def test_a_role_with_dots_is_found_without_them(atlas: Catalog) -> None:
    dotted = [row for row in atlas.roles if "ё" in row.name.ru]
    assert dotted, "the shipped roles have names with ё"
    for row in dotted:
        bare = row.name.ru.replace("ё", "е")
        assert (Kind.ROLE, row.id) in found(atlas, bare)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Haidian AI", "haidian.ai"),
        ("ai haidian", "haidian.ai"),
        ("Хайдянь искусственный интеллект", "haidian.ai"),
        ("海淀 人工智能", "haidian.ai"),
        ("海淀人工智能", "haidian.ai"),
        ("fangshan graphene", "fangshan.graphene"),
        ("haidian graphene", "haidian.graphene"),  # nothing is stated there, and the cell says so
    ],
)
def test_a_park_and_a_sector_together_find_their_cell(
    atlas: Catalog, text: str, first: str
) -> None:
    hit = search(atlas, text)[0]
    assert (hit.kind, hit.id) == (Kind.CELL, first)
    park, sector = first.split(".")
    names = zip(atlas.park[park].short.all(), atlas.sector[sector].name.all(), strict=True)
    assert hit.name.all() == tuple(" · ".join(pair) for pair in names)


@pytest.mark.parametrize("text", ["Zhongguancun AI", "haidian", "Beijing Haidian", "park health"])
def test_many_parks_or_no_sector_find_no_cell(atlas: Catalog, text: str) -> None:
    assert Kind.CELL not in {hit.kind for hit in search(atlas, text, limit=None)}


@pytest.mark.parametrize("text", ["AI", "ai", "ИИ", "ии"])
def test_a_short_word_is_looked_for_where_words_start(atlas: Catalog, text: str) -> None:
    hits = search(atlas, text, limit=None)
    assert hits[0].id == "ai"
    assert {hit.kind for hit in hits} <= {Kind.SECTOR, Kind.CLAIM}, "no park's name has it inside"
    start = re.compile(rf"(?<![a-zа-я]){text}", re.IGNORECASE)
    assert [hit.found for hit in hits if not start.search(hit.found)] == []


def test_a_word_does_not_reach_from_one_name_into_the_next(toytown: Catalog) -> None:
    park = toytown.parks[0]
    assert park.short.all()[0].lower() + park.short.all()[1].lower() == "oakдуб"
    assert search(toytown, "oakдуб") == ()


def test_words_may_stand_in_any_order(toytown: Catalog) -> None:
    assert ("claim", "T06") in found(toytown, "boats shipyard")
    assert ("claim", "T06") not in found(toytown, "boats bakery")
    assert found(toytown, "town oak") >= {(Kind.PARK, "park_oak")}


def test_a_sector_is_found_by_its_group(toytown: Catalog) -> None:
    assert found(toytown, "ремесла") >= {(Kind.SECTOR, "trade_clock"), (Kind.SECTOR, "trade_boat")}


def test_what_begins_with_the_text_comes_first(toytown: Catalog) -> None:
    hits = search(toytown, "bread")
    assert [(hit.kind, hit.id) for hit in hits[:2]] == [
        (Kind.SECTOR, "trade_bread"),
        (Kind.BRAND, "crumb_valley"),
    ]
    assert {hit.kind for hit in hits[2:]} == {Kind.CLAIM}
    assert [hit.id for hit in search(toytown, "T06")][:2] == ["T06", "T06i"]


def test_a_hit_carries_its_name_in_every_language(toytown: Catalog) -> None:
    hit = search(toytown, "дуб")[0]
    assert hit == Hit(Kind.PARK, toytown.parks[0].id, toytown.parks[0].short, "Дуб")


@pytest.mark.parametrize("text", ["", " ", "\t\n", "…", "-", "—?!", "。", "\u200b", "💡"])
def test_blanks_and_signs_find_nothing(catalog: Catalog, text: str) -> None:
    assert search(catalog, text) == ()


def test_what_is_nowhere_is_not_found(catalog: Catalog) -> None:
    assert search(catalog, "qqqzzz") == ()


@pytest.mark.parametrize("limit", [0, 1, 3, 12])
def test_there_are_at_most_as_many_hits_as_asked_for(atlas: Catalog, limit: int) -> None:
    every = search(atlas, "a", limit=10_000)
    assert len(every) > 12, "the letter is in many names"
    assert search(atlas, "a", limit=limit) == every[:limit]
    assert len(search(atlas, "a")) == 12


@patient
@given(data=st.data())
def test_any_text_gives_hits_that_exist_each_once(catalog: Catalog, data: st.DataObject) -> None:
    pieces = [name[:5] for _, _, name in names(catalog)]
    text = data.draw(st.text(max_size=20) | st.lists(st.sampled_from(pieces)).map(" ".join))
    hits = search(catalog, text)
    ids = {
        Kind.PARK: catalog.park,
        Kind.SECTOR: catalog.sector,
        Kind.ROLE: catalog.role,
        Kind.BRAND: {row.id for row in catalog.brands},
        Kind.CLAIM: catalog.claim,
    }
    pairs = {f"{park}.{sector}" for park in catalog.park for sector in catalog.sector}
    assert all(hit.id in ids.get(hit.kind, pairs) for hit in hits)
    assert len({(hit.kind, hit.id) for hit in hits}) == len(hits) <= 12
    assert search(catalog, f" {text} ") == hits


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Ёлка", "елка"),
        ("йод", "иод"),
        ("ＡＩ－２", "ai2"),
        ("Café", "cafe"),
        ("北京 （经开区）", "北京经开区"),
        ("e-Town", "etown"),
        ("km²", "km2"),
    ],
)
def test_texts_that_compare_equal(text: str, same: str) -> None:
    assert folded(text) == folded(same) == same


def test_a_better_match_comes_first(toytown: Catalog) -> None:
    """A whole name, its start, the start of a word, a piece inside; then running text."""
    sector = toytown.sectors[0]
    named = [
        replace(sector, id=f"s{n}", name=LocalizedText(name, name, name), aliases=aliases)
        for n, (name, aliases) in enumerate(
            [
                ("unglass", ()),
                ("stained glass", ()),
                ("glassware", ()),
                ("other", ("glass",)),
                ("glass", ()),
                ("another", ("looking glass",)),
            ]
        )
    ]
    town = replace(toytown, sectors=tuple(named), claims=(), brands=())
    hits = search(town, "glass")
    assert [hit.found for hit in hits] == [
        "glass", "glass", "glassware", "stained glass", "looking glass", "unglass",
    ]  # fmt: skip
    assert [hit.id for hit in hits][:2] == ["s4", "s3"], "a name before an alias"


@pytest.mark.parametrize(
    ("text", "asked", "lit"),
    [
        ("Зелёный ёж", "зеленый еж", ["Зелёный ёж"]),
        ("Medicine and health", "HEALTH", ["health"]),
        ("Medicine and health", "health medicine", ["Medicine", "health"]),
        ("人工智能产业", "智能", ["智能"]),
        ("hǎidiàn", "haidian", ["hǎidiàn"]),
        ("<b>bold</b>", "b", ["b"]),
        ("Haidian · AI", "AI", ["AI"]),
        ("Haidian", "ai", []),
        ("nothing", "zzz", []),
        ("anything", "", []),
    ],
)
def test_what_was_found_is_marked(text: str, asked: str, lit: list[str]) -> None:
    assert [piece for piece, on in marked(text, asked) if on] == lit


@patient
@given(text=st.text(max_size=60), asked=st.text(max_size=12))
def test_marking_changes_no_text(text: str, asked: str) -> None:
    assert "".join(piece for piece, _ in marked(text, asked)) == text
