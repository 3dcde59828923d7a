"""Each rule is broken alone, and told alone, at its file, row and column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from frictionless import validate

from tests.hostile_zone import TOYTOWN
from tests.unit.catalog.broken_files import BROKEN_FILES, Broken
from tests.unit.catalog.broken_meaning import BROKEN_MEANING
from tests.unit.catalog.broken_stories import BROKEN_STORIES
from tests.unit.catalog.broken_tables import BROKEN_TABLES
from tests.unit.catalog.town import (
    Damage,
    all_of,
    cell,
    copy_town,
    line_of,
    replace,
    without_row,
)
from zgc_map.catalog.folder import examine
from zgc_map.catalog.issues import FOUND_MAX, escaped
from zgc_map.catalog.rules import STAGES
from zgc_map.catalog.stages import Finding, Stage
from zgc_map.query import check_zone

BROKEN = (*BROKEN_FILES, *BROKEN_TABLES, *BROKEN_MEANING, *BROKEN_STORIES)


def test_toytown_is_sound() -> None:
    assert examine(TOYTOWN).issues == ()


def test_toytown_is_sound_for_frictionless() -> None:
    report = validate(str(TOYTOWN / "datapackage.json"))
    assert report.valid, report.to_summary()


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_rule_is_told_broken_where_it_is(broken: Broken, tmp_path: Path) -> None:
    town = copy_town(tmp_path)
    broken.damage(town)
    issues = examine(town, broken.limits).issues
    told = [(issue.rule, (issue.file, issue.row, issue.column)) for issue in issues]
    assert told == [(broken.rule, place) for place in broken.places], issues
    for issue in issues:
        assert issue.found and issue.allowed
        assert len(issue.found) <= FOUND_MAX
        assert escaped(issue.found) == issue.found


@pytest.mark.parametrize("broken", BROKEN_MEANING[::8], ids=str)
def test_views_are_checked_where_the_tables_are_sound_in_form(
    broken: Broken, tmp_path: Path
) -> None:
    town = copy_town(tmp_path)
    replace("stories/bread_and_boats.yaml", "map?park=park_yew", "map?color=red")(town)
    broken.damage(town)
    _, issues = check_zone(town)
    told = {issue.rule for issue in issues}
    assert broken.rule in told
    assert ("view_words" in told) is bool(examine(town).buildable)


def test_every_rule_has_a_town_that_breaks_it() -> None:
    registered = [slug for stage in STAGES for slug in stage.rules]
    assert len(set(registered)) == len(registered)
    assert set(registered) == {broken.rule for broken in BROKEN}


def test_several_problems_are_told_at_once(tmp_path: Path) -> None:
    town = copy_town(tmp_path)
    all_of(
        cell("sectors", "trade_boat", "name_ru", ""),
        cell("claims", "T01", "confidence", "certain"),
        cell("claims", "T01", "text_en", "word " * 30 + "word"),
        cell("brands", "crumb_valley", "sector_id", "trade_coal"),
        replace("roles.csv", "Teaches", "Teaches, too"),
        replace("datapackage.json", '"words_max": 20', '"words_max": 20, "colour": "red"'),
        lambda folder: (folder / "geo/quays.geojson").unlink(),
    )(town)
    told = [(issue.file, issue.row, issue.rule) for issue in examine(town).issues]
    assert told == [
        ("datapackage.json", None, "atlas_form"),
        ("sectors.csv", line_of("sectors", "trade_boat"), "text_languages"),
        ("roles.csv", line_of("roles", "role_school"), "row_length"),
        ("claims.csv", line_of("claims", "T01"), "claim_words"),
        ("claims.csv", line_of("claims", "T01"), "enum"),
        ("brands.csv", line_of("brands", "crumb_valley"), "foreign_key"),
        ("geo/quays.geojson", None, "file_missing"),
    ]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda town: (town / "claims.csv").unlink(), id="no claims"),
        pytest.param(lambda town: (town / "sources.csv").unlink(), id="no sources"),
        pytest.param(replace("parks.csv", "Toytown Oak Park", 'Toytown "Oak" Park,'), id="park"),
        pytest.param(replace("parks.csv", "park_oak,", "park_oak"), id="ragged park"),
        pytest.param(cell("parks", "park_oak", "place_id", "ward_nowhere"), id="park's place"),
        pytest.param(cell("assignment_claims", "oak_bread_maker", "claim_id", "T99"), id="link"),
    ],
)
def test_one_mistake_does_not_bring_others_with_it(damage: Damage, tmp_path: Path) -> None:
    town = copy_town(tmp_path)
    damage(town)
    assert len(examine(town).issues) == 1, examine(town).issues


def test_a_row_taken_out_is_missed_where_it_is_named(tmp_path: Path) -> None:
    town = copy_town(tmp_path)
    without_row("sectors", "trade_clock")(town)
    told = {(issue.file, issue.row, issue.column) for issue in examine(town).issues}
    assert told == {
        ("claims.csv", line_of("claims", "T03"), "sector_id"),
        ("claims.csv", line_of("claims", "T07"), "sector_id"),
        ("assignments.csv", line_of("assignments", "oak_clock_school"), "sector_id"),
        ("assignments.csv", line_of("assignments", "elm_clock_site"), "sector_id"),
    }


def test_a_rule_needs_a_name_of_its_own_and_an_explanation() -> None:
    stage: Stage[int] = Stage("Numbers", "Numbers.")

    @stage.rule("small")
    def _small(number: int) -> Iterator[Finding]:
        """Numbers are small."""
        if number > 9:
            yield Finding("numbers", None, None, str(number), "up to 9")

    def _unexplained(_: int) -> Iterator[Finding]:
        yield from ()

    assert [issue.rule for issue in stage.issues(10)] == ["small"]
    assert stage.issues(9) == ()
    with pytest.raises(ValueError, match="taken"):
        stage.rule("small")(_small)
    with pytest.raises(ValueError, match="docstring"):
        stage.rule("odd")(_unexplained)
