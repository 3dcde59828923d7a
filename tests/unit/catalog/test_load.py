"""A sound folder becomes a catalog; any other becomes a `DataError`, never a traceback."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile_zone import TOYTOWN, write_hostile_zone
from tests.payloads import PAYLOADS
from tests.unit.catalog.town import cell, copy_town, line_of
from zgc_map.catalog import DataError, Issue, load_catalog
from zgc_map.catalog.folder import examine
from zgc_map.catalog.issues import FOUND_MAX, escaped, shown
from zgc_map.geo import load_areas
from zgc_map.model import (
    Basis,
    ClaimId,
    Confidence,
    Datum,
    Lang,
    ParkId,
    PlaceKind,
    Point,
    RoleId,
    Scope,
    SectorId,
    SourceId,
    Status,
)

STORY = "stories/bread_and_boats.yaml"
FILES = [*sorted(path.name for path in TOYTOWN.iterdir() if path.is_file()), STORY]


def test_parks_come_with_their_types() -> None:
    catalog = load_catalog(TOYTOWN)
    assert [park.id for park in catalog.parks] == [
        "park_oak", "park_elm", "park_ash", "park_fir", "park_yew",
    ]  # fmt: skip
    oak, fir = catalog.park[ParkId("park_oak")], catalog.park[ParkId("park_fir")]
    assert oak.symbol == Point(10.04, 50.15)
    assert oak.symbol_confidence is Confidence.HIGH
    assert oak.specialty_host is True and oak.specialty_host_claim_id == "T08"
    assert oak.name.in_(Lang.ZH) == "玩具城橡树园"
    assert fir.symbol is None and fir.symbol_confidence is None
    assert fir.specialty_host is None and fir.specialty_host_claim_id is None
    assert oak.named_in_source and not fir.named_in_source


def test_claims_and_assignments_are_linked() -> None:
    catalog = load_catalog(TOYTOWN)
    claim = catalog.claim[ClaimId("T06i")]
    assert claim.basis is Basis.INFERRED and claim.derived_from == "T06"
    assert claim.scope is Scope.PARK and claim.status is Status.UNDER_WAY
    assert catalog.claim[ClaimId("T06")].park_id is None
    assert catalog.claim[ClaimId("B01")].locator is None
    boat = next(row for row in catalog.assignments if row.id == "yew_boat_maker")
    assert boat.claim_ids == ("T06i", "T06")
    assert boat.basis is Basis.INFERRED


def test_the_other_tables_come_with_their_types() -> None:
    catalog = load_catalog(TOYTOWN)
    assert catalog.places[0].published_area_km2 == 79.6
    assert catalog.places[0].aliases == ("Oakside", "橡樹區")
    assert catalog.places[-1].kind is PlaceKind.DEVELOPMENT_AREA
    assert catalog.places[-1].adcode is None
    assert catalog.sector[SectorId("trade_cheese")].aliases == ()
    assert catalog.role[RoleId("role_maker")].group_id == "duty_lead"
    assert [group.editorial for group in catalog.sector_groups] == [False, True]
    assert catalog.source[SourceId("toy_gazette")].locators == ("S1", "S2", "S3", "S4", "S5", "S6")
    assert [(row.operator, row.value) for row in catalog.figures] == [
        (">", 12.0), ("=", 3.5), ("~", 100.0),
    ]  # fmt: skip
    assert catalog.brands[0].sector_id == "trade_bread"
    assert catalog.specialty_parks[0].park_id == "park_oak"


def test_notes_and_publishers_are_in_every_language_or_none() -> None:
    catalog = load_catalog(TOYTOWN)
    note = catalog.claim[ClaimId("T05")].note
    assert note is not None and note.in_(Lang.RU) == "Два издания расходятся."
    assert catalog.claim[ClaimId("T01")].note is None
    publisher = catalog.source[SourceId("toy_gazette")].publisher
    assert publisher is not None and publisher.in_(Lang.ZH) == "玩具城公报"
    assert catalog.source[SourceId("toy_almanac")].publisher is None


def test_a_figure_is_brought_to_its_chinese_unit(tmp_path: Path) -> None:
    town = copy_town(tmp_path)
    cell("figures", "visitors", "factor_zh", "0.01")(town)
    bakeries, _, visitors = load_catalog(town).figures
    assert [visitors.value_in(lang) for lang in Lang] == [100.0, 100.0, 1.0]
    assert [bakeries.value_in(lang) for lang in Lang] == [12.0, 12.0, 12.0]


def test_the_dataset_says_what_it_is() -> None:
    about = load_catalog(TOYTOWN).about
    assert about.as_of == dt.date(2021, 5, 1)
    assert about.languages == (Lang.EN, Lang.RU, Lang.ZH)
    assert [layer.path for layer in about.layers] == ["geo/wards.geojson", "geo/quays.geojson"]
    assert {layer.datum for layer in about.layers} == {Datum.WGS84}


def test_a_byte_order_mark_changes_nothing_but_the_version(tmp_path: Path) -> None:
    town = copy_town(tmp_path)
    for name in ("sectors.csv", "datapackage.json"):
        (town / name).write_bytes(b"\xef\xbb\xbf" + (town / name).read_bytes())
    before, after = load_catalog(TOYTOWN), load_catalog(town)
    assert after.sectors == before.sectors
    assert after.version != before.version


@pytest.mark.parametrize("name", ["claims.csv", "datapackage.json", "geo/wards.geojson", STORY])
def test_the_version_changes_with_any_byte(name: str, tmp_path: Path) -> None:
    town = copy_town(tmp_path)
    assert load_catalog(town).version == load_catalog(TOYTOWN).version
    (town / name).write_bytes((town / name).read_bytes() + (b"" if "csv" in name else b" "))
    if name.endswith(".csv"):
        cell("claims", "T02", "text_en", "Oak Park bakes bread.")(town)
    assert load_catalog(town).version != load_catalog(TOYTOWN).version


def test_the_error_holds_and_tells_every_issue(tmp_path: Path) -> None:
    town = copy_town(tmp_path)
    cell("sectors", "trade_boat", "name_ru", "")(town)
    cell("claims", "T01", "locator", "S9")(town)
    with pytest.raises(DataError) as caught:
        load_catalog(town)
    assert caught.value.issues == examine(town).issues
    lines = str(caught.value).splitlines()
    assert lines[0] == "2 problems in the data"
    line = line_of("claims", "T01")
    assert f'claims.csv, line {line}, locator: claim_locator: found "S9"; allowed: S1' in lines[2]


def test_a_folder_that_is_not_there_is_an_issue(tmp_path: Path) -> None:
    issue = Issue(
        "datapackage.json", None, None, "file_missing", "no such file",
        "a readable file inside the folder",
    )  # fmt: skip
    assert examine(tmp_path / "nowhere").issues == (issue,)


def test_found_values_are_short_and_cannot_steer_a_terminal() -> None:
    assert shown("\x1b[2J\u202e\n") == '"\\x1b[2J\\u202e\\n"'
    assert shown({"a": [1, None]}) == '{"a": [1, null]}'
    assert shown("x" * 500).endswith("…")
    assert len(shown("\x00" * 500)) <= FOUND_MAX
    assert shown(object()) == "a object"
    assert escaped("Дуб 橡树 é") == "Дуб 橡树 é"


def test_the_hostile_town_is_sound(tmp_path: Path) -> None:
    folder = write_hostile_zone(tmp_path / "hostile")
    catalog = load_catalog(folder)
    assert load_areas(catalog, folder).keys() == {PlaceKind.DISTRICT, PlaceKind.DEVELOPMENT_AREA}
    texts = {
        cell.rpartition(" n")[0]
        for path in folder.glob("*.csv")
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines())
        for cell in row
    }
    assert texts >= set(PAYLOADS)
    assert [park.id for park in catalog.parks] == [park.id for park in load_catalog(TOYTOWN).parks]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_town(tmp_path_factory.mktemp("mutated"))


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_damaged_bytes_never_give_a_traceback(town: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    sound = (town / name).read_bytes()
    damaged = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(damaged)))
        end = start + data.draw(st.integers(0, 12))
        damaged[start:end] = data.draw(
            st.one_of(
                st.binary(max_size=6),
                st.text(alphabet='",\n\r|{}[]:\\0 a.\u202e\x00', max_size=6).map(str.encode),
            )
        )
    (town / name).write_bytes(damaged)
    issues: tuple[Issue, ...] = ()
    try:
        assert load_catalog(town).version
    except DataError as error:
        issues = error.issues
        assert issues, "an error without an issue"
    finally:
        (town / name).write_bytes(sound)
    for issue in issues:
        assert escaped(issue.found) == issue.found
        assert escaped(str(issue)) == str(issue)
