"""What `zgc-map check` prints, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile_zone import TOYTOWN
from tests.unit.catalog.town import atlas, cell, copy_town, line_of, read_rows, replace, write_rows
from zgc_map.cli import DATA_VARIABLE, main


def test_a_sound_folder_is_one_line_of_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(TOYTOWN)]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert out.startswith("toytown: no problems. parks 5, places 5, sectors 4, roles 4, claims 14,")


def test_a_sound_folder_is_an_empty_list_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(TOYTOWN), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_every_problem_is_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = copy_town(tmp_path)
    cell("sectors", "trade_boat", "name_zh", "船 ")(town)
    cell("claims", "T01", "confidence", "certain")(town)
    assert main(["check", str(town)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "file         row  column      rule         found      allowed",
        'sectors.csv  5    name_zh     text_spaces  "船 "      text without spaces at its ends',
        'claims.csv   2    confidence  enum         "certain"  one of high, medium, low',
        "",
        "2 problems",
    ]


def test_every_problem_is_an_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = copy_town(tmp_path)
    cell("claims", "T01", "confidence", "certain")(town)
    assert main(["check", "--json", str(town)]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "file": "claims.csv",
            "row": line_of("claims", "T01"),
            "column": "confidence",
            "rule": "enum",
            "found": '"certain"',
            "allowed": "one of high, medium, low",
        }
    ]


def test_layers_are_checked_with_the_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = copy_town(tmp_path)
    replace("geo/quays.geojson", "quay_yew", "quay_ivy")(town)
    assert main(["check", str(town)]) == 1
    assert "quay_ivy" in capsys.readouterr().out


def test_layers_are_read_though_tables_have_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = copy_town(tmp_path)
    cell("claims", "T01", "confidence", "certain")(town)
    (town / "geo/wards.geojson").write_text("{", encoding="utf-8")
    (town / "geo/quays.geojson").unlink()
    assert main(["check", str(town), "--json"]) == 1
    files = [issue["file"] for issue in json.loads(capsys.readouterr().out)]
    assert files == ["claims.csv", "geo/quays.geojson", "geo/wards.geojson"]


def test_everything_wrong_with_a_story_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town, story = copy_town(tmp_path), "stories/bread_and_boats.yaml"
    replace(story, "park=park_yew&zoom=park", "park=park_fig&zoom=park")(town)
    replace(story, "map?sector=trade_bread", "map?group=no_group")(town)
    replace(story, "[T09, T04]", "[T09, T04, T99]")(town)
    replace(story, "figure: bakeries\n", "figure: bakers\n    color: red\n")(town)
    replace(story, "ru: Верфь в парке «Тис»?, ", "")(town)
    cell("claims", "T01", "text_en", "word " * 30 + "word")(town)
    assert main(["check", "--json", str(town)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {(issue["file"], issue["row"], issue["column"], issue["rule"]) for issue in told} == {
        ("claims.csv", line_of("claims", "T01"), "text_en", "claim_words"),
        (story, 1, None, "story_form"),
        (story, 1, "view", "view_words"),
        (story, 1, "claims[2]", "story_claim"),
        (story, 1, "figure", "story_figure"),
        (story, 2, "view", "view_words"),
        (story, 2, "title.ru", "story_language"),
    }


def test_a_step_never_sealed_is_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town, story = copy_town(tmp_path), "stories/bread_and_boats.yaml"
    text = (town / story).read_text("utf-8")
    old = next(line for line in text.splitlines() if "seen:" in line)
    replace(story, old, '    seen: ""')(town)
    assert main(["check", str(town)]) == 0
    assert f"warning: {story}, step 1, seen: never sealed" in capsys.readouterr().err
    assert main(["stories", str(town)]) == 1
    assert f"{story}, step 1: never sealed" in capsys.readouterr().out
    replace(story, '    seen: ""\n', "")(town)
    assert main(["stories", "--seal", str(town)]) == 1
    assert "2 lines with seen: for 3 steps" in capsys.readouterr().out


def test_the_environment_names_the_folder(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(TOYTOWN))
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("toytown:")


def test_without_the_environment_the_folder_is_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(DATA_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    assert "file_missing" in capsys.readouterr().out
    copy_town(tmp_path).rename(tmp_path / "data")
    assert main(["check"]) == 0


def test_nothing_in_the_data_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = copy_town(tmp_path)
    rows = read_rows(town / "sectors.csv")
    rows[0][2] = "\x1b]0;owned\x07\u202e\x9b31m"
    write_rows(town / "sectors.csv", rows)
    atlas(licence="\x1b[2J")(town)
    for options in ([], ["--json"]):
        assert main(["check", str(town), *options]) == 1
        out = capsys.readouterr().out
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)


def test_a_command_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([])
    assert caught.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


def test_it_runs_as_a_module_where_the_terminal_knows_no_chinese(tmp_path: Path) -> None:
    town = copy_town(tmp_path)
    cell("sectors", "trade_boat", "name_zh", "船 ")(town)
    result = subprocess.run(
        [sys.executable, "-m", "zgc_map", "check", str(town)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (result.returncode, result.stderr) == (1, b"")
    assert b"\\u8239" in result.stdout
