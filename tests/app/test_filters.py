"""What a reader does rewrites the address, and the page is what the address says."""

from __future__ import annotations

import pytest

from tests.app.conftest import Open
from tests.app.visit import PAGES
from tests.unit.render.outline import read
from zgc_map.model import Basis, Catalog, Lang
from zgc_map.query import Facet, Filters, Match, facet_counts, facet_options, select
from zgc_map.text import Translator


def test_a_tick_rewrites_the_address(visit: Open) -> None:
    seen = visit(lang="en")
    seen.tick("sector", "ai")
    assert seen.params == {"lang": "en", "sector": "ai"}
    assert seen.lit == {"haidian", "chaoyang", "yizhuang"}
    seen.tick("sector", "commercial_space")
    assert seen.params == {"lang": "en", "sector": "ai.commercial_space"}
    seen.tick("sector", "ai")
    assert seen.params == {"lang": "en", "sector": "commercial_space"}
    assert seen.lit == {"haidian", "yizhuang"}
    assert seen.is_ticked("sector", "commercial_space")
    assert not seen.is_ticked("sector", "ai")


def test_a_first_tick_also_fixes_the_language(visit: Open) -> None:
    seen = visit()
    assert seen.params == {}
    seen.tick("group", "digital")
    assert set(seen.params) == {"group", "lang"}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("facet", "option"),
    [("group", "health"), ("sector", "uav"), ("role", "lead"), ("status", "planned")],
)
def test_each_kind_of_filter_works_on_each_page(
    visit: Open, atlas: Catalog, page: str, facet: str, option: str
) -> None:
    seen = visit(page, lang="en").tick(facet, option)
    assert seen.params == {"lang": "en", facet: option}
    shown = select(atlas, Filters().with_(Facet(facet), {option}))
    assert seen.summary.startswith(f"{len(shown.parks)} park")
    assert f" {len(shown.assignments)} link" in seen.summary
    seen.tick(facet, option)
    assert seen.params == {"lang": "en"}


def test_unticking_evidence_hides_it(visit: Open, atlas: Catalog) -> None:
    seen = visit(lang="en")
    assert all(seen.is_ticked("without", basis) for basis in Basis)
    seen.tick("without", "inferred")
    assert seen.params == {"lang": "en", "without": "inferred"}
    shown = select(atlas, Filters(without=frozenset({Basis.INFERRED}))).assignments
    lit = [row for park in seen.map["parks"].values() for row in park["lit"]]
    assert len(lit) == len({(r.park_id, r.sector_id) for r in shown})
    seen.tick("without", "inferred")
    assert seen.params == {"lang": "en"}


@pytest.mark.parametrize("match", list(Match))
def test_any_all_and_none(visit: Open, atlas: Catalog, match: Match) -> None:
    seen = visit(lang="en", sector="ai.commercial_space")
    seen.match(match)
    rest = {} if match is Match.ANY else {"match": match.value}
    assert seen.params == {"lang": "en", "sector": "ai.commercial_space"} | rest
    sectors = frozenset(row.id for row in atlas.sectors if row.id in ("ai", "commercial_space"))
    assert seen.lit == set(select(atlas, Filters(sectors=sectors, match=match)).parks)


def test_reset_clears_every_filter_and_nothing_else(visit: Open) -> None:
    kept = {"lang": "ru", "park": "haidian", "basemap": "streets"}
    asked = {"sector": "ai", "match": "all", "role": "lead", "status": "established"}
    seen = visit(**kept, **asked, group="digital", without="inferred")
    assert seen.is_ticked("sector", "ai")
    seen.reset()
    assert seen.params == kept
    assert not seen.is_ticked("sector", "ai")
    assert seen.is_ticked("without", "inferred")


@pytest.mark.parametrize("page", PAGES)
def test_a_change_of_language_keeps_filters_and_park(visit: Open, page: str) -> None:
    kept = {"sector": "ai.uav", "park": "haidian", "without": "external", "role": "lead"}
    seen = visit(page, lang="en", **kept)
    before = seen.summary
    for lang in (Lang.RU, Lang.ZH, Lang.EN):
        seen.follow(Translator(lang)("app.language_name"))
        assert seen.params == {"lang": lang.value} | kept
        assert seen.is_ticked("sector", "ai")
        assert not seen.is_ticked("without", "external")
        if page == "map":
            assert (seen.map["lang"], seen.map["selected"]) == (lang.value, "haidian")
        if page == "parks":
            assert seen.at.selectbox(key="park").value == "haidian"
    assert seen.summary == before


def test_an_address_without_a_language_keeps_the_one_chosen_before(visit: Open) -> None:
    seen = visit(lang="en").follow("中文")
    seen.at.query_params.clear()
    assert seen.run().map["lang"] == "zh"


def test_a_link_followed_or_a_step_back_is_shown_by_the_widgets(visit: Open) -> None:
    seen = visit(lang="en").tick("sector", "ai").tick("sector", "uav")
    seen.at.query_params["sector"] = "uav"
    seen.at.query_params["basemap"] = "topographic"
    seen.at.query_params["match"] = "none"
    seen.run()
    assert (seen.is_ticked("sector", "ai"), seen.is_ticked("sector", "uav")) == (False, True)
    assert seen.chosen("basemap") == "OpenTopoMap"
    assert seen.panel["match"] == "none"
    assert seen.params == {
        "lang": "en", "sector": "uav", "basemap": "topographic", "match": "none"
    }  # fmt: skip


def test_a_basemap_is_put_into_the_address(visit: Open) -> None:
    seen = visit(lang="en")
    assert seen.map["basemap"] is None
    seen.follow("OpenStreetMap")
    assert seen.params == {"basemap": "streets", "lang": "en"}
    assert seen.map["basemap"]["url"].startswith("https://")
    seen.follow("None (works offline)")
    assert seen.params == {"lang": "en"}


def test_labels_count_what_a_tick_would_leave(visit: Open, atlas: Catalog) -> None:
    seen = visit(lang="en", status="under_way")
    filters = Filters().with_(Facet.STATUS, {"under_way"})
    for facet in (Facet.GROUP, Facet.SECTOR, Facet.ROLE, Facet.STATUS):
        for option, count in facet_counts(atlas, filters, facet).items():
            assert seen.panel["counts"][facet.value][option] == str(count)


def test_there_is_a_box_for_each_option_and_no_other(visit: Open, atlas: Catalog) -> None:
    rows = [row.attributes for row in read(visit(lang="en").html).all("label", "tick")]
    assert sorted((row["data-facet"], row["data-option"]) for row in rows) == sorted(
        (facet.value, str(option)) for facet in Facet for option in facet_options(atlas, facet)
    )


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_answer_is_explained(visit: Open, page: str) -> None:
    seen = visit(page, lang="en", sector="ai", status="planned")
    (warning,) = [note.value.replace("\\", "") for note in seen.at.warning]
    assert "No park answers these filters." in warning
    assert "That is not a “no”" in warning
    assert {button.key for button in seen.at.button if button.key.startswith("loosen")} == {
        "loosen-sector",
        "loosen-status",
    }


@pytest.mark.parametrize("facet", ["sector", "status"])
def test_each_way_out_brings_back_as_many_parks_as_it_says(visit: Open, facet: str) -> None:
    seen = visit("parks", lang="en", sector="ai", status="planned", park="yanqing")
    label = seen.at.button(key=f"loosen-{facet}").label
    seen.press(f"loosen-{facet}")
    assert seen.at.warning.len == 0
    count = seen.summary.split(" of ")[0]
    assert label.endswith(f": {count}")
    assert not count.startswith("0 ")
    assert facet not in seen.params
    assert seen.params["park"] == "yanqing"


def test_where_no_single_change_helps_that_is_said(visit: Open) -> None:
    hidden = "stated.inferred.disputed.external"
    seen = visit(lang="en", sector="ai", status="planned", without=hidden)
    assert not [button for button in seen.at.button if button.key.startswith("loosen")]
    assert seen.notes == ["No single change brings parks back. Reset the filters to see all."]
    seen.reset()
    assert seen.notes == []
    assert seen.at.warning.len == 0


@pytest.mark.parametrize(
    "said",
    [
        None,
        "sector",
        [],
        {},
        {"ticked": "ai", "match": "every"},
        {"ticked": {"sector": "ai", "role": {}, "nonsense": ["ai"]}},
        {"ticked": {"sector": [1, None, ["ai"], "quantum", "ai" * 5000]}, "match": ["all"]},
    ],
    ids=repr,
)
def test_what_makes_no_sense_in_a_report_changes_nothing(visit: Open, said: object) -> None:
    assert visit(lang="en", role="lead").ask(said).params == {"lang": "en", "role": "lead"}


@pytest.mark.parametrize("match", list(Match))
def test_what_a_label_promises_is_what_the_click_gives(visit: Open, match: Match) -> None:
    for sector in ("ai", "medicine_health", "graphene"):
        seen = visit("sectors", lang="en", match=match.value)
        promised = seen.panel["counts"]["sector"][sector]
        seen.tick("sector", sector)
        assert seen.summary.split(" ")[0] == promised
