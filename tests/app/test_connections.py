"""Connections and overlaps page by page: what is chosen stays in the address."""

from __future__ import annotations

from tests.app.conftest import Open
from tests.unit.render.outline import read
from zgc_map.model import Lang
from zgc_map.text import Translator

LINK = "chaoyang_ai_participant.haidian_ai_core"


def test_a_chosen_connection_stands_beside_the_map(visit: Open) -> None:
    seen = visit("map", lang="en", link=LINK, arcs="on")
    assert read(seen.html).one("article", "connection").one("h2").text == "Haidian → Chaoyang"
    assert [row["chosen"] for row in seen.map["arcs"]].count(True) == 1
    seen.follow(Translator(Lang.EN)("flows.close"))
    assert seen.params == {"lang": "en", "arcs": "on"}
    assert read(seen.html).all("article", "connection") == []


def test_a_chosen_park_goes_before_a_chosen_connection(visit: Open) -> None:
    seen = visit("map", lang="en", link=LINK, park="haidian")
    assert read(seen.html).all("article", "connection") == []
    assert read(seen.html).one("article", "card").attributes["data-park"] == "haidian"


def test_a_connection_that_the_filters_hide_is_said_to_be_hidden(visit: Open) -> None:
    seen = visit("map", lang="en", link=LINK, sector="uav")
    assert [note.value for note in seen.at.info] == ["The filters hide the chosen connection."]


def test_the_page_of_connections_follows_the_filters(visit: Open) -> None:
    seen = visit("flows", lang="en")
    assert len(seen.at.get("plotly_chart")) == 1
    assert len(seen.at.selectbox(key="link").options) == 6
    seen.tick("sector", "uav")
    assert seen.at.get("plotly_chart") == []
    assert "The filters leave no connection." in [note.value for note in seen.at.info]


def test_a_connection_can_be_chosen_from_the_list_and_shown_on_the_map(visit: Open) -> None:
    seen = visit("flows", lang="en", sector="ai")
    ends = frozenset(LINK.split("."))
    seen.done(seen.at.selectbox(key="link").set_value(ends).run())
    assert seen.params == {"lang": "en", "sector": "ai", "link": LINK}
    assert "arcs=on" in seen.links["Show on the map"]
    assert f"link={LINK}" in seen.links["Show on the map"]


def test_arcs_are_drawn_where_the_address_asks_for_them(visit: Open) -> None:
    assert visit("map", lang="en").map["arcs"] == []
    seen = visit("map", lang="en", arcs="on")
    assert seen.params == {"lang": "en", "arcs": "on"}
    assert len(seen.map["arcs"]) == 6
    assert "arc-inferred" in seen.map["marks"]


def test_the_view_in_words_can_be_copied(visit: Open) -> None:
    seen = visit("map", lang="en", sector="ai")
    said = seen.spoken
    assert said.startswith("As of May 2024, 3 parks are shown: Chaoyang, Haidian, and Yizhuang.")
    assert seen.map["words"]["map"].endswith(said)


def test_tiles_are_part_of_the_view(visit: Open) -> None:
    seen = visit("map", lang="en", view="tiles")
    assert seen.map["picture"] == "tiles"
    cells = [tuple(park["tile"]) for park in seen.map["parks"].values()]
    assert len(set(cells)) == len(cells)
