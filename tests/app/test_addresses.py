"""Addresses a stranger sends: the page opens, clean, and names once what it left out."""

from __future__ import annotations

import random
import string
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from tests.app.conftest import Open
from tests.app.visit import PAGES, Visit
from tests.unit.query.test_address import NAMES
from tests.unit.render.outline import read
from zgc_map.model import Catalog, Lang
from zgc_map.render.chrome import BARE

OURS = ("lang", *(name for name in NAMES if name != "lang"))
DROPPED = "Part of this link could not be read and was left out: {}."

HOSTILE: dict[str, str | list[str]] = {
    "long": "x" * 10_000,
    "many": ["x"] * 46,  # all words together stay below the 1,000 that Streamlit reads
    "words": "x." * 5_000,
    "controls": "\x00\x01\x1b[2J\r\nSet-Cookie: a=b",
    "right to left": "\u202eabc",
    "template": "{{7*191}}\u0007",
    "markup": '"><script>alert(1)</script>\x00',
    "markdown": "[x](javascript:alert(1))\x00",
    "path": "../../etc/passwd\x00",
    "infinite": ["1e309", "NaN"],
    "look-alike": "ＡＩ\u200b",
    "two": ["zzz", "yyy"],
}


@pytest.mark.parametrize("values", list(HOSTILE.values()), ids=list(HOSTILE))
@pytest.mark.parametrize("page", [*PAGES, *BARE])
def test_what_cannot_be_read_is_named_once(visit: Open, page: str, values: str | list[str]) -> None:
    seen = visit(page, lang="en", **{name: values for name in OURS if name != "lang"})
    names = ", ".join(sorted(name for name in OURS if name != "lang"))
    assert [note for note in seen.notes if "left out" in note] == [DROPPED.format(names)]
    assert "{{" not in seen.html
    assert "1337" not in seen.html + " ".join(note for note in seen.notes)
    assert seen.at.error.len == 0


@pytest.mark.parametrize("name", OURS)
def test_each_parameter_is_named_by_its_name(visit: Open, name: str) -> None:
    seen = visit(**{"lang": "en", name: "\x00" if name != "lang" else ["en", "xx"]})
    assert seen.notes == [DROPPED.format(name)]


@pytest.mark.parametrize("lang", list(Lang))
def test_the_note_is_in_the_language_of_the_page(visit: Open, lang: Lang) -> None:
    (note,) = visit("parks", lang=lang.value, zoom="abc").notes
    assert "zoom" in note
    assert {Lang.EN: "left out", Lang.RU: "пропущена", Lang.ZH: "忽略"}[lang] in note


def test_parameters_of_others_are_no_news(visit: Open) -> None:
    seen = visit(lang="en", utm_source="x" * 5_000, embed="true", n="1e309", **{"": "x"})
    assert seen.notes == []


def test_more_than_the_server_reads_opens_the_page_as_new(visit: Open) -> None:
    """Streamlit itself leaves an address of more than a thousand parameters unread."""
    seen = visit("parks", **{name: ["x"] * 2_000 for name in OURS})
    assert seen.notes == []
    assert seen.summary.startswith("8 ")


def test_the_first_deed_clears_what_could_not_be_read(visit: Open) -> None:
    seen = visit(lang="en", sector="ai.zzz", park="nowhere")
    assert seen.notes == [DROPPED.format("park, sector")]
    seen.tick("sector", "uav")
    assert seen.params == {"lang": "en", "sector": "ai.uav"}
    assert seen.notes == []


@pytest.mark.parametrize("seed", range(6))
def test_noise_opens_every_page(visit: Open, seed: int) -> None:
    noise = random.Random(seed)
    signs = string.printable + "海ё\u202e\u2028\x00{}%`"
    for page in (*PAGES, *BARE):
        params = {
            name: ["".join(noise.choices(signs, k=noise.randrange(40))) for _ in range(3)]
            for name in noise.sample(OURS, 5)
        }
        assert len(visit(page, **params).notes) <= 2


def test_a_search_is_shown_as_it_was_typed(visit: Open) -> None:
    for text in ("{{7*191}}", "**x** [y](z)", "<b>x</b>", ":red[x]", "海淀", "a&b=c#d?e", "50%"):
        seen = visit(lang="en", q=text)
        assert seen.notes == []
        assert seen.at.text_input(key="search").value == text
        assert "1337" not in seen.html


def link_to_this_view(seen: Visit) -> dict[str, str]:
    seen.open_menu()
    (code,) = [one for one in seen.at.sidebar.get("code") if "://" in one.value or "?" in one.value]
    query = urlsplit(code.value).query
    return {name: values[0] for name, values in parse_qs(query, strict_parsing=True).items()}


@pytest.mark.parametrize("text", ["graphene", "a&b=c", "50% #1 + ?", "石墨烯", "K20 & K21", "x y"])
def test_the_link_to_this_view_leads_to_this_view(visit: Open, text: str) -> None:
    asked = {
        "lang": "zh", "sector": "ai.uav", "match": "all", "park": "yanqing", "basemap": "streets",
        "zoom": "park", "q": text,
    }  # fmt: skip
    seen = visit("map", **asked)
    assert link_to_this_view(seen) == asked
    again = visit("map", **link_to_this_view(seen))
    assert again.map == seen.map


def test_the_link_names_the_language_even_if_the_address_did_not(visit: Open) -> None:
    assert set(link_to_this_view(visit("parks"))) == {"lang"}


def test_links_between_pages_carry_the_view(visit: Open) -> None:
    asked = {"lang": "en", "sector": "ai.uav", "match": "all", "park": "yanqing"}
    seen = visit("map", **asked)
    for label in ("Map", "Parks", "Sectors", "Sources", "Park page", "All claims"):
        to = urlsplit(seen.links[label])
        assert {name: values[0] for name, values in parse_qs(to.query).items()} == asked
    assert urlsplit(seen.links["Park page"]).path == "parks"
    assert urlsplit(seen.links["All claims"]).path == "sources"


def test_a_search_offers_what_it_finds(visit: Open, atlas: Catalog) -> None:
    seen = visit("sources", lang="en")
    seen.done(seen.at.text_input(key="search").set_value("  Graphene\x00 ").run())
    assert seen.params == {"lang": "en", "q": "Graphene"}
    first = read(seen.html).one("ol", "hits").all("a")[0]
    assert first.text == "Sector: Graphene"
    assert first.attributes["href"] == "map?lang=en&sector=graphene"
    assert first.one("mark").text == "Graphene"
    assert seen.notes == []
    seen.done(seen.at.text_input(key="search").set_value("qqqzzz").run())
    said = [line.value.replace("\\", "") for line in seen.at.sidebar.caption]
    assert "Nothing found for this search." in said
    seen.done(seen.at.text_input(key="search").set_value("").run())
    assert seen.params == {"lang": "en"}


@pytest.mark.parametrize("page", PAGES)
def test_every_result_can_be_reached(visit: Open, page: str) -> None:
    seen = visit(page, lang="en", q="hydrogen")
    results = read(seen.html).one("ol", "hits").all("a")
    assert len(results) > 1
    assert results[0].text.startswith("Sector: Hydrogen")
    for result in results[:2]:
        to = urlsplit(result.attributes["href"])
        after = visit(to.path, **dict(parse_qsl(to.query)))
        assert after.notes == []
        assert set(after.params) - {"lang"}
        assert "q" not in after.params


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("x" * 200, "x" * 80), ("graphene\x00", "graphene"), ("  K20 ", "K20"), ("K20", "K20")],
    ids=["long", "control", "blanks", "clean"],
)
def test_a_search_in_claims_is_cleaned_as_every_search(visit: Open, typed: str, kept: str) -> None:
    """What a reader types is no broken link: the note about links must not come up."""
    seen = visit("sources", lang="en")
    seen.done(seen.at.text_input(key="claim_search").set_value(typed).run())
    assert seen.params == {"lang": "en", "q": kept}
    assert seen.notes == []
