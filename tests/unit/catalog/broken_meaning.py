"""For each rule of schema and meaning: Toytown with just that rule broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.unit.catalog.broken_files import PACKAGE, Broken, shops
from tests.unit.catalog.town import (
    all_of,
    atlas,
    cell,
    line_of,
    package,
    read_rows,
    row,
    without_row,
    write_rows,
)


def _in_cell(rule: str, table: str, key: str, column: str, text: str) -> Broken:
    """Return the case in which one cell, with another text, breaks the rule."""
    place = (f"{table}.csv", line_of(table, key), column)
    damage = cell(table, key, column, text)
    return Broken(rule, f"{table}.{column}={text[:12]!r}", damage, (place,))


def _only_two_languages(town: Path) -> None:
    """Declare no Chinese, and leave Chinese texts in one column only."""
    atlas(languages=["en", "ru"])(town)
    for path in town.glob("*.csv"):
        rows = read_rows(path)
        for number, name in enumerate(rows[0]):
            if name.endswith("_zh") and path.stem != "sectors":
                for cells in rows[1:]:
                    cells[number] = ""
        write_rows(path, rows)


def _second_layer(town: Path) -> None:
    (town / "geo/wards2.geojson").write_bytes((town / "geo/wards.geojson").read_bytes())
    package(
        lambda d: d["atlas"]["layers"].append(
            d["atlas"]["layers"][0] | {"path": "geo/wards2.geojson"}
        )
    )(town)


_LAST = {name: len(read_rows(Path(__file__).parents[2] / "toytown" / f"{name}.csv")) for name in (
    "sectors", "assignment_claims", "assignments", "claims",
)}  # fmt: skip
_CLAIM = ("toy_gazette", "S1", "park", "layout")

SCHEMA = (
    _in_cell("type", "places", "ward_oak", "published_area_km2", "eighty"),
    _in_cell("type", "places", "ward_oak", "published_area_km2", "79,6"),
    _in_cell("type", "places", "ward_oak", "published_area_km2", "nan"),
    _in_cell("type", "figures", "bakeries", "value", "1e999"),
    _in_cell("type", "figures", "bakeries", "value", "１２"),
    _in_cell("type", "figures", "bakeries", "factor_zh", "ten"),
    _in_cell("type", "parks", "park_oak", "named_in_source", "TRUE"),
    Broken(
        "type",
        "integer",
        shops(fields=[{"name": "shop", "type": "string"}, {"name": "sector", "type": "integer"}]),
        (("shops.csv", 2, "sector"),),
    ),
    _in_cell("required", "sectors", "trade_boat", "group_id", ""),
    _in_cell("unique", "places", "ward_elm", "adcode", "9001"),
    _in_cell("enum", "claims", "T01", "confidence", "certain"),
    _in_cell("pattern", "claims", "T01", "as_of", "May 2021"),
    _in_cell("pattern", "claims", "T01", "as_of", "2021-05\n"),
    _in_cell("minimum", "places", "ward_oak", "published_area_km2", "-1"),
    _in_cell("maximum", "places", "ward_oak", "published_area_km2", "1e6"),
    Broken(
        "primary_key",
        "one column",
        row("sectors", "trade_boat", "group_food", "Ships", "Суда", "船"),
        (("sectors.csv", _LAST["sectors"] + 1, "sector_id"),),
    ),
    Broken(
        "primary_key",
        "two columns",
        row("assignment_claims", "oak_bread_maker", "T02"),
        (("assignment_claims.csv", _LAST["assignment_claims"] + 1, "assignment_id, claim_id"),),
    ),
    _in_cell("foreign_key", "brands", "crumb_valley", "sector_id", "trade_coal"),
    _in_cell("foreign_key", "claims", "T06i", "derived_from", "T99"),
)

TEXTS = (
    _in_cell("id_form", "figures", "visitors", "figure_id", "100_visitors"),
    _in_cell("id_form", "brands", "crumb_valley", "brand_id", "crumb-valley"),
    _in_cell("text_characters", "sources", "toy_almanac", "note", "a\u202eb"),
    _in_cell("text_characters", "sources", "toy_almanac", "note", "two\nlines"),
    _in_cell("text_characters", "sectors", "trade_boat", "name_en", "\x1b[31mBoats"),
    _in_cell("text_characters", "sectors", "trade_boat", "name_en", "Bo\u200bats"),
    Broken(
        "text_characters",
        "atlas",
        atlas(title={"en": "To\u2066y", "ru": "И", "zh": "玩"}),
        ((PACKAGE, None, "atlas.title.en"),),
    ),
    _in_cell("text_spaces", "sectors", "trade_boat", "name_ru", " Лодки"),
    _in_cell("text_spaces", "sectors", "trade_boat", "name_zh", "\u3000"),
    Broken("text_spaces", "atlas", atlas(licence="CC0 "), ((PACKAGE, None, "atlas.licence"),)),
    _in_cell("text_languages", "sectors", "trade_boat", "name_ru", ""),
    _in_cell("text_languages", "claims", "T01", "text_zh", ""),
    _in_cell("text_languages", "claims", "T05", "note_ru", ""),
    _in_cell("text_languages", "sources", "toy_gazette", "publisher_zh", ""),
    Broken(
        "text_languages",
        "atlas",
        atlas(subtitle={"en": "Zone", "ru": "", "zh": "区"}),
        ((PACKAGE, None, "atlas.subtitle.ru"),),
    ),
    Broken("language_undeclared", "chinese", _only_two_languages, (("sectors.csv", 2, "name_zh"),)),
    _in_cell("claim_words", "claims", "T01", "text_en", "word " * 20 + "word"),
    _in_cell("claim_words", "claims", "T01", "text_zh", "字" * 41),
    _in_cell("list_items", "sectors", "trade_bread", "aliases", "baking||bakery"),
    _in_cell("list_items", "sectors", "trade_bread", "aliases", "baking|baking"),
    _in_cell("colour", "sector_groups", "group_food", "color", "red"),
    _in_cell("colour", "sector_groups", "group_food", "color_dark", "#12345"),
)

CLAIMS = (
    _in_cell("claim_locator", "claims", "T01", "locator", "S9"),
    _in_cell("claim_locator", "claims", "T01", "locator", ""),
    _in_cell("claim_locator", "claims", "B02", "locator", "S1"),
    _in_cell("claim_basis", "claims", "B02", "basis", "stated"),
    _in_cell("claim_basis", "claims", "T09", "basis", "external"),
    _in_cell("claim_derived", "claims", "T06i", "derived_from", ""),
    _in_cell("claim_derived", "claims", "T06i", "derived_from", "T06i"),
    _in_cell("claim_derived", "claims", "T06i", "derived_from", "B02"),
    _in_cell("claim_derived", "claims", "T03", "derived_from", "T02"),
    _in_cell("calendar_date", "claims", "B01", "as_of", "2021-02-30"),
    _in_cell("calendar_date", "sources", "toy_almanac", "published", "2020-13"),
    _in_cell("calendar_date", "figures", "fir_area", "period", "0000"),
    _in_cell("scope_park", "claims", "T01", "park_id", "park_oak"),
    _in_cell("scope_park", "figures", "bakeries", "park_id", "park_oak"),
    Broken(
        "scope_park",
        "park without park",
        row("claims", "T12", *_CLAIM, "", "", "", "One.", "Раз.", "一。", "stated", "", "", "low"),
        (("claims.csv", _LAST["claims"] + 1, "park_id"),),
    ),
    _in_cell("figure_claim", "figures", "bakeries", "scope", "city"),
    _in_cell("figure_claim", "figures", "fir_area", "park_id", "park_oak"),
    _in_cell("figure_claim", "figures", "bakeries", "sector_id", "trade_cheese"),
    _in_cell("brand_claim", "brands", "crumb_valley", "park_id", "park_oak"),
    _in_cell("brand_claim", "brands", "crumb_valley", "sector_id", "trade_cheese"),
    _in_cell("specialty_park_claim", "specialty_parks", "bakers_yard", "park_id", "park_elm"),
    _in_cell("specialty_host_claim", "parks", "park_oak", "specialty_host_claim_id", "T04"),
)

ASSIGNMENTS = (
    Broken(
        "assignment_unique",
        "same triple",
        all_of(
            row("assignments", "again", "park_oak", "trade_bread", "role_maker", "stated",
                "established"),
            row("assignment_claims", "again", "T02"),
        ),
        (("assignments.csv", _LAST["assignments"] + 1, "park_id, sector_id, role_id"),),
    ),
    Broken(
        "assignment_claimless",
        "no link",
        without_row("assignment_claims", "oak_bread_maker"),
        (("assignments.csv", line_of("assignments", "oak_bread_maker"), "assignment_id"),),
    ),
    _in_cell("assignment_basis", "assignments", "oak_bread_maker", "basis", "disputed"),
    _in_cell("assignment_claims", "assignments", "oak_bread_maker", "role_id", "role_school"),
    _in_cell("assignment_claims", "assignments", "oak_bread_maker", "park_id", "park_fir"),
    Broken(
        "assignment_claims",
        "inferred, with a stranger",
        row("assignment_claims", "yew_boat_maker", "T10"),
        (("assignments.csv", line_of("assignments", "yew_boat_maker"), "sector_id"),),
    ),
    Broken(
        "assignment_direct",
        "only a claim of the zone",
        all_of(
            without_row("assignment_claims", "oak_bread_maker"),
            without_row("claims", "T02"),
            row("assignment_claims", "oak_bread_maker", "T09"),
        ),
        (("assignments.csv", line_of("assignments", "oak_bread_maker"), "assignment_id"),),
    ),
    _in_cell("assignment_status", "assignments", "oak_bread_maker", "status", "planned"),
    Broken(
        "claim_unassigned",
        "no assignment",
        all_of(
            without_row("assignments", "elm_clock_site"),
            without_row("assignment_claims", "elm_clock_site"),
            without_row("link_claims", "oak_clock_school"),
        ),
        (("claims.csv", line_of("claims", "T07"), "claim_id"),),
    ),
)  # fmt: skip

PARKS = (
    _in_cell("place_once", "parks", "park_fir", "place_id", "ward_oak"),
    _in_cell("specialty_host", "parks", "park_fir", "specialty_host", "false"),
    _in_cell("specialty_host", "parks", "park_fir", "specialty_host", "true"),
    _in_cell("specialty_host", "parks", "park_oak", "specialty_host", ""),
    _in_cell("named_in_source", "parks", "park_fir", "named_in_source", "true"),
    _in_cell("named_in_source", "parks", "park_oak", "named_in_source", "false"),
    _in_cell("park_symbol", "parks", "park_oak", "symbol_lat", ""),
    _in_cell("park_symbol", "parks", "park_oak", "symbol_confidence", ""),
    _in_cell("park_symbol", "parks", "park_oak", "symbol_lon", "190"),
    _in_cell("park_symbol", "parks", "park_oak", "symbol_lat", "-90.5"),
    Broken(
        "main_source",
        "unknown",
        atlas(main_source_id="toy_herald"),
        ((PACKAGE, None, "atlas.main_source_id"),),
    ),
    Broken("layer_kind", "two of a kind", _second_layer, ((PACKAGE, None, "atlas.layers"),)),
    Broken(
        "layer_kind",
        "none of a kind",
        package(lambda document: document["atlas"]["layers"].pop()),
        (("places.csv", line_of("places", "quay_yew"), "kind"),),
    ),
)

_LINKS = len(read_rows(Path(__file__).parents[2] / "toytown" / "link_claims.csv"))


def _any_tile(document: dict[str, Any]) -> None:
    """Let the schema allow any whole number as a column or row."""
    for entry in document["resources"]:
        for field in entry["schema"]["fields"]:
            if field["name"].startswith("tile_"):
                field.pop("constraints", None)


def _joined(rule: str, what: str, *cells: str, column: str) -> Broken:
    """Return the case in which one more claim of a connection breaks the rule."""
    place = ("link_claims.csv", _LINKS + 1, column)
    return Broken(rule, what, row("link_claims", *cells), (place,))


LINKS = (
    Broken(
        "place_tile",
        "no row",
        cell("places", "ward_oak", "tile_row", ""),
        (("places.csv", line_of("places", "ward_oak"), "tile_row"),),
    ),
    Broken(
        "place_tile",
        "nought",
        all_of(package(_any_tile), cell("places", "ward_oak", "tile_row", "0")),
        (("places.csv", line_of("places", "ward_oak"), "tile_row"),),
    ),
    Broken(
        "place_tile",
        "two on one",
        cell("places", "ward_elm", "tile_col", "1"),
        (("places.csv", line_of("places", "ward_elm"), "tile_col, tile_row"),),
    ),
    Broken(
        "role_link_ends",
        "itself",
        row("role_links", "role_host", "role_host", "On", "Дальше", "续"),
        (("role_links.csv", line_of("role_links", "role_school", "role_site") + 1, "to_role_id"),),
    ),
    _joined(
        "link_claim_ends",
        "two sectors",
        *("oak_clock_school", "ash_cheese_maker", "T03"),
        column="to_assignment_id",
    ),
    _joined(
        "link_claim_ends",
        "roles that nothing joins",
        *("oak_bread_maker", "elm_bread_maker", "T02"),
        column="to_assignment_id",
    ),
    _joined(
        "link_claim",
        "another source",
        *("yew_cheese_school", "ash_cheese_maker", "B02"),
        column="claim_id",
    ),
    _joined(
        "link_claim",
        "a third park",
        *("yew_cheese_school", "ash_cheese_maker", "T08"),
        column="claim_id",
    ),
)

BROKEN_MEANING = (*SCHEMA, *TEXTS, *CLAIMS, *ASSIGNMENTS, *PARKS, *LINKS)
