"""The address codec: what is written is read back, and nothing a stranger sends can hurt."""

from __future__ import annotations

import re
import tracemalloc
from dataclasses import replace
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.payloads import UNPRINTABLE
from tests.unit.query.asking import addresses, patient
from zgc_map.model import Basis, Catalog, Lang, Status
from zgc_map.query import (
    Address,
    Basemap,
    Facet,
    Filters,
    Match,
    Zoom,
    clean_search,
    read_address,
    write_address,
)
from zgc_map.query.address import MAX_COMPARED

WORDS = (
    "lang", "group", "sector", "match", "role", "status", "without", "park", "claim", "basemap",
    "zoom", "view", "side", "arcs", "sort", "form", "link", "compare", "story", "step",
    "pace",
)  # fmt: skip
NAMES = (*WORDS, "q")
"""Every parameter of ours; all but the search take ids or fixed words."""


@patient
@given(data=st.data())
def test_what_is_written_is_read_back(catalog: Catalog, data: st.DataObject) -> None:
    address = data.draw(addresses(catalog))
    written = write_address(address)
    params = {name: [value] for name, value in written.items()}
    assert read_address(params, catalog) == (address, ())
    through_a_link = parse_qs(
        urlencode(written), keep_blank_values=True, strict_parsing=bool(written)
    )
    assert read_address(through_a_link, catalog) == (address, ())


@patient
@given(data=st.data())
def test_written_addresses_are_sorted_and_speak_no_language(
    catalog: Catalog, data: st.DataObject
) -> None:
    address = data.draw(addresses(catalog))
    written = write_address(address)
    assert list(written) == sorted(written)
    assert set(written) <= set(NAMES)
    for name in set(written) & set(WORDS):
        values = written[name].split(".")
        assert values == sorted(set(values))
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*|[1-9]\d?", value) for value in values)
    for lang in Lang:
        assert write_address(address.but(lang=lang)) == written | {"lang": lang.value}


def test_defaults_are_left_out(catalog: Catalog) -> None:
    assert write_address(Address()) == {}
    assert read_address({}, catalog) == (Address(), ())
    for name, value in (("match", "any"), ("basemap", "none"), ("zoom", "all")):
        assert read_address({name: [value]}, catalog) == (Address(), ())


def test_a_full_address(toytown: Catalog) -> None:
    address = Address(
        lang=Lang.ZH,
        filters=Filters(
            groups=frozenset({"group_food"}),  # type: ignore[arg-type]  # ids as text
            sectors=frozenset({"trade_clock", "trade_bread"}),  # type: ignore[arg-type]  # ids as text
            match=Match.ALL,
            roles=frozenset({"duty_lead"}),  # type: ignore[arg-type]  # ids as text
            statuses=frozenset({Status.UNDER_WAY, Status.ESTABLISHED}),
            without=frozenset({Basis.INFERRED}),
        ),
        park=toytown.parks[0].id,
        claim=toytown.claims[0].id,
        search="toy bread",
        basemap=Basemap.STREETS,
        zoom=Zoom.PARK,
    )
    assert write_address(address) == {
        "basemap": "streets",
        "claim": "T01",
        "group": "group_food",
        "lang": "zh",
        "match": "all",
        "park": "park_oak",
        "q": "toy bread",
        "role": "duty_lead",
        "sector": "trade_bread.trade_clock",
        "status": "established.under_way",
        "without": "inferred",
        "zoom": "park",
    }


@pytest.mark.parametrize(
    "values",
    [
        ["trade_bread.trade_clock"],
        ["trade_bread,trade_clock"],
        ["trade_clock", "trade_bread"],
        ["trade_clock,trade_bread.trade_clock", "trade_bread"],
    ],
    ids=["dots", "commas", "repeated", "mixed"],
)
def test_several_values_may_come_in_several_ways(toytown: Catalog, values: list[str]) -> None:
    address, dropped = read_address({"sector": values}, toytown)
    assert dropped == ()
    assert write_address(address) == {"sector": "trade_bread.trade_clock"}


def test_what_is_good_in_a_broken_parameter_is_kept(toytown: Catalog) -> None:
    address, dropped = read_address({"sector": ["trade_bread.nothing"], "zoom": ["9"]}, toytown)
    assert write_address(address) == {"sector": "trade_bread"}
    assert dropped == ("sector", "zoom")


@pytest.mark.parametrize("name", ["park", "claim", "match", "lang", "basemap", "zoom"])
def test_of_two_answers_to_one_question_none_is_taken(toytown: Catalog, name: str) -> None:
    two = {
        "park": "park_oak.park_elm",
        "claim": "T01.T02",
        "match": "all.none",
        "lang": "en.ru",
        "basemap": "streets.topographic",
        "zoom": "park.all",
    }
    assert read_address({name: [two[name]]}, toytown) == (Address(), (name,))
    assert read_address({name: two[name].split(".")}, toytown) == (Address(), (name,))


@pytest.mark.parametrize(
    "name",
    ["", "Sector", "sector ", "sectors", "ｓector", "embed", "embed_options", "n", "__proto__"],
)
def test_parameters_that_are_not_ours_are_ignored(toytown: Catalog, name: str) -> None:
    params = {name: ["trade_bread", "\x00", "x" * 10_000]}
    assert read_address(params, toytown) == (Address(), ())


def test_a_page_there_is_not_is_said_to_be_left_out(toytown: Catalog) -> None:
    params = {"page": ["parcs"], "park": ["park_oak"]}
    address, dropped = read_address(params, toytown)
    assert (address.park, dropped) == ("park_oak", ("page",))
    assert "page" not in write_address(address)


HOSTILE = {
    "empty": [""],
    "only separators": ["..,,.."],
    "two empties": ["", ""],
    "blank": [" "],
    "number": ["1.5x"],
    "negative": ["-1"],
    "not a number": ["NaN"],
    "infinite": ["1e309"],
    "null": ["null", "None", "undefined"],
    "control characters": ["\x00\x01\x1b[2J\x7f"],
    "line breaks": ["a\r\nSet-Cookie: x=1"],
    "right to left": ["\u202eabc"],
    "half a character": ["\ud800"],
    "template": ["{{7*191}}", "{% for a in b %}"],
    "markup": ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'],
    "path": ["../../etc/passwd", "/vsicurl/http://x.invalid"],
    "query": ["' OR 1=1 --"],
    "very long": ["x" * 10_000],
    "long and many": ["x" * 10_000] * 3_000,
    "thousands of words": ["x." * 5_000],
    "thousands of times": ["x"] * 5_000,
}


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("values", list(HOSTILE.values()), ids=list(HOSTILE))
def test_hostile_values_are_left_out_and_named(
    toytown: Catalog, name: str, values: list[str]
) -> None:
    assert read_address({name: values}, toytown) == (Address(), (name,))


@pytest.mark.parametrize("text", UNPRINTABLE, ids=ascii)
def test_what_cannot_be_printed_is_no_value_and_no_part_of_a_search(
    toytown: Catalog, text: str
) -> None:
    for name in WORDS:
        assert read_address({name: [text]}, toytown) == (Address(), (name,))
    address, dropped = read_address({"q": [text]}, toytown)
    assert address == Address(search=clean_search(text)) and address.search.isprintable()
    assert dropped == (() if address.search == " ".join(text.split()) else ("q",))


def lookalikes(word: str) -> dict[str, str]:
    """Return texts that look like an id and are not that id."""
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word)
    return {
        "upper case": word.upper() if word != word.upper() else word.lower(),
        "title case": word.title() if word != word.title() else word.swapcase(),
        "full width": wide,
        "a Cyrillic letter": word.translate(str.maketrans("aeopcxT", "аеорсхТ")),
        "invisible space": f"{word}\u200b",
        "trailing space": f"{word} ",
        "leading space": f" {word}",
        "line feed": f"{word}\n",
        "null": f"{word}\x00",
        "soft hyphen": f"{word[0]}\u00ad{word[1:]}",
        "accent": f"{word}\u0301",
        "percent code": f"%{ord(word[0]):x}{word[1:]}",
        "quoted": f'"{word}"',
        "list": f"[{word}]",
    }


@pytest.mark.parametrize("kind", list(lookalikes("ax")))
@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("lang", "zh"),
        ("group", "group_food"),
        ("sector", "trade_bread"),
        ("match", "all"),
        ("role", "duty_lead"),
        ("status", "established"),
        ("without", "external"),
        ("park", "park_oak"),
        ("claim", "T01"),
        ("basemap", "streets"),
        ("zoom", "park"),
    ],
)
def test_look_alikes_of_an_id_are_not_that_id(
    toytown: Catalog, name: str, word: str, kind: str
) -> None:
    other = lookalikes(word)[kind]
    if other == word:  # no letter of it has a double in Cyrillic
        assert kind == "a Cyrillic letter"
        other = word.replace("h", "һ")
    assert read_address({name: [word]}, toytown)[1] == ()
    assert read_address({name: [other]}, toytown) == (Address(), (name,))


def test_a_connection_is_two_assignments(toytown: Catalog) -> None:
    one, other, third = (str(row.id) for row in toytown.assignments[:3])
    assert read_address({"link": [f"{one}.{other}"]}, toytown)[0].link == {one, other}
    for wrong in (one, f"{one}.{one}", f"{one}.{other}.{third}", f"{one}.nothing"):
        assert read_address({"link": [wrong]}, toytown) == (Address(), ("link",))


def test_more_values_than_there_may_be_are_named(toytown: Catalog) -> None:
    good = ["trade_bread"] * 64
    assert read_address({"sector": good}, toytown)[1] == ()
    address, dropped = read_address({"sector": [*good, "trade_bread"]}, toytown)
    assert write_address(address) == {"sector": "trade_bread"}
    assert dropped == ("sector",)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("海淀", "海淀"),
        ("  toy \t bread ", "toy bread"),
        ("{{7*191}}", "{{7*191}}"),
        ("a\x00b\r\nc", "a b c"),
        ("\u202eabc", "abc"),
        ("\ud800", ""),
        ("\u200b", ""),
        ("x" * 10_000, "x" * 80),
        ("ab " * 5_000, " ".join(["ab"] * 27)[:80].strip()),
        ("", ""),
    ],
    ids=[
        "Chinese", "blanks", "template", "control characters", "right to left", "half a character",
        "invisible", "long", "many words", "nothing",
    ],
)  # fmt: skip
def test_a_search_is_cleaned_and_cut(typed: str, kept: str, toytown: Catalog) -> None:
    assert clean_search(typed) == kept
    address, dropped = read_address({"q": [typed]}, toytown)
    assert address == Address(search=kept)
    unchanged = " ".join(typed.split()) == kept
    assert dropped == (() if unchanged else ("q",))


def test_of_several_searches_the_first_is_taken_and_that_is_said(toytown: Catalog) -> None:
    assert read_address({"q": ["one", "two"]}, toytown) == (Address(search="one"), ("q",))


@patient
@given(text=st.text())
def test_a_clean_search_stays_as_it_is(text: str) -> None:
    once = clean_search(text)
    assert clean_search(once) == once
    assert len(once) <= 80
    assert once.isprintable()


@patient
@given(data=st.data())
def test_whatever_comes_an_address_is_read_that_can_be_written(
    catalog: Catalog, data: st.DataObject
) -> None:
    ids = [*catalog.park, *catalog.sector, *catalog.sector_group, *catalog.claim, *Match, *Status]
    word = st.text(max_size=12) | st.sampled_from([str(value) for value in ids])
    value = word | st.lists(word, max_size=5).flatmap(
        lambda words: st.sampled_from([".".join(words), ",".join(words)])
    )
    params = data.draw(
        st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), st.lists(value, max_size=4))
    )
    address, dropped = read_address(params, catalog)
    assert dropped == tuple(sorted(set(dropped) & set(params) & set(NAMES)))
    again = {name: [text] for name, text in write_address(address).items()}
    assert read_address(again, catalog) == (address, ())


@patient
@given(data=st.data())
def test_reading_does_not_depend_on_order(catalog: Catalog, data: st.DataObject) -> None:
    written = write_address(data.draw(addresses(catalog)))
    params = {name: [value] for name, value in written.items()}
    shuffled = dict(data.draw(st.permutations(list(params.items()))))
    for facet in Facet:
        if facet in shuffled:
            shuffled[facet] = data.draw(st.permutations(shuffled[facet][0].split(".")))
    assert read_address(shuffled, catalog) == read_address(params, catalog)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "values",
    [
        ["a." * 2_000_000],
        ["a " * 2_000_000],
        [",".join("a" * 500_000)] * 200,
        ["x" * 4_000_000] * 5,
    ],
    ids=["words", "blanks", "lists", "letters"],
)
def test_the_work_of_reading_is_bounded(toytown: Catalog, name: str, values: list[str]) -> None:
    """Memory stands for work here: megabytes of values must not be copied, only cut."""
    read_address({name: ["warm"]}, toytown)
    tracemalloc.start()
    try:
        read_address({name: values}, toytown)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_500_000


@pytest.mark.parametrize("lang", list(Lang))
def test_a_language_the_dataset_does_not_offer_is_left_out(toytown: Catalog, lang: Lang) -> None:
    rest = tuple(other for other in Lang if other is not lang)
    narrow = replace(toytown, about=replace(toytown.about, languages=rest))
    assert read_address({"lang": [lang.value]}, narrow) == (Address(), ("lang",))


def test_of_a_comparison_of_too_many_parks_the_first_stay(catalog: Catalog) -> None:
    ids = sorted(catalog.park)
    few, many = ids[:MAX_COMPARED], ids[: MAX_COMPARED + 1]
    assert len(many) == MAX_COMPARED + 1
    assert read_address({"compare": [".".join(few)]}, catalog)[0].compare == frozenset(few)
    kept = Address(compare=frozenset(many[-MAX_COMPARED:]))
    assert read_address({"compare": [".".join(many[::-1])]}, catalog) == (kept, ("compare",))


@pytest.mark.parametrize("word", ["0", "-1", "100", "1.5", "01", "one", "\u0661", "1e9", " 1"])
def test_a_step_is_a_plain_small_number(catalog: Catalog, word: str) -> None:
    assert read_address({"step": [word]}, catalog) == (Address(), ("step",))


@pytest.mark.parametrize("word", ["match=none", "match=all", "zoom=park"])
def test_a_word_that_is_the_default_of_another_is_written(catalog: Catalog, word: str) -> None:
    address, dropped = read_address(parse_qs(word), catalog)
    assert dropped == ()
    assert urlencode(write_address(address)) == word
