"""What `zgc-map export` writes, says, and how it ends."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.hostile_zone import TOYTOWN
from zgc_map.cli import export, main
from zgc_map.export import FORMATS, find_format


def run(*words: str, data: Path = TOYTOWN) -> int:
    return main(["export", *words, "--data", str(data)])


def test_a_view_is_written_under_its_own_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    view = "https://atlas.example/base/parks?park=park_oak&lang=ru&utm=1"
    assert run("geojson", "csv", "--view", view, "--out", str(tmp_path)) == 0
    said = capsys.readouterr().out.splitlines()
    assert sorted(map(str, tmp_path.iterdir())) == sorted(said)
    assert [Path(line).name.rpartition("_")[0] for line in said] == [
        "toytown-parks-park-oak_ru",
        "toytown-parks-park-oak_ru",
    ]
    collection = json.loads(Path(said[0]).read_text(encoding="utf-8"))
    assert collection["provenance"]["view"] == "lang=ru&park=park_oak"


def test_a_folder_for_several_files_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "files"
    assert run("geojson", "csv", "--out", str(folder)) == 0
    said = capsys.readouterr()
    assert said.err == f"{folder}: new folder\n"
    assert sorted(map(str, folder.iterdir())) == sorted(said.out.splitlines())
    assert run("geojson", "csv", "--out", str(folder)) == 0
    assert capsys.readouterr().err == ""


def test_a_mistake_makes_no_folder(tmp_path: Path) -> None:
    assert run("geojson", "csv", "--set", "nothing=1", "--out", str(tmp_path / "files")) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "my.geojson"
    path.write_text("before", encoding="utf-8")
    assert run("geojson", "--lang", "zh", "--out", str(path)) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["provenance"]["view"] == "lang=zh"
    assert list(tmp_path.iterdir()) == [path]


def test_the_list_names_every_format_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [row.slug for row in FORMATS]
    assert "[mark=excel|plain]" in next(line for line in lines if line.startswith("csv"))


def test_an_option_reaches_the_formats_that_have_it(tmp_path: Path) -> None:
    assert run("csv", "geojson", "--set", "mark=plain", "--out", str(tmp_path)) == 0
    (path,) = tmp_path.glob("*.csv")
    assert path.read_bytes().startswith(b'"link_id"')


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name a format"),
        (("doc", "csv", "odt"), "no format 'doc', 'odt': pptx, pdf"),
        (("csv", "--view", "nowhere"), "no page 'nowhere': map, parks"),
        (("csv", "--view", "map?park=x&sector=y"), "cannot be read: park, sector"),
        (("csv", "--set", "colour=red"), "no option 'colour'"),
        (("csv", "--set", "mark=red"), "csv cannot have mark='red': excel, plain"),
        (("csv", "geojson", "--out", "no/such/folder"), "no/such is no folder"),
        (("csv", "geojson", "--out", __file__), "several files need one"),
        (("csv", "--out", "no/such/folder/a.csv"), "is no folder"),
        (("csv", "--view", "map?lang=zh&lang=ru"), "cannot be read: lang"),
        (("pdf", "--view", "stage"), "this page shows a story: story=bread_and_boats"),
        (("pdf", "--view", "stage?story=draft"), "in its writer's browser"),
        (("pdf", "--view", "stories?story=draft"), "in its writer's browser"),
        (
            ("csv", "png", "--view", "handout?story=bread_and_boats"),
            "png: of a view, not of a story",
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else None,
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    words: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*words) == 1
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_broken_data_folder_is_told_with_its_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("csv", "--out", str(tmp_path), data=tmp_path) == 1
    said = capsys.readouterr().err
    assert str(tmp_path) in said
    assert "--data" in said and "zgc-map check" in said


@pytest.mark.parametrize("page", ["stage", "handout", "stories"])
def test_a_link_to_a_story_is_that_story(
    page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    view = f"https://atlas.example/{page}?story=bread_and_boats&step=2&lang=zh"
    assert run("geojson", "--view", view, "--out", str(tmp_path)) == 0
    [path] = map(Path, capsys.readouterr().out.splitlines())
    assert path.name.startswith("toytown-stage-bread-and-boats_zh_")
    said = json.loads(path.read_text(encoding="utf-8"))["provenance"]
    assert said["view"] == "lang=zh&story=bread_and_boats"


def test_a_page_without_stories_takes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("geojson", "--view", "map?story=bread_and_boats", "--out", str(tmp_path)) == 0
    assert Path(capsys.readouterr().out).name.startswith("toytown-map_en_")


def test_all_formats_of_a_story_are_those_that_tell_one(tmp_path: Path) -> None:
    assert run("all", "--view", "stage?story=bread_and_boats", "--out", str(tmp_path)) == 0
    written = {path.suffix[1:] for path in tmp_path.iterdir()}
    assert written == {row.suffix for row in FORMATS if row.tells_stories}
    assert {"pptx", "pdf", "xlsx"} <= written and not {"png", "html"} & written


def test_how_far_a_file_is_is_shown_where_someone_watches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("csv", "xlsx", "--out", str(tmp_path)) == 0
    before = capsys.readouterr()
    assert before.err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert run("csv", "xlsx", "--out", str(tmp_path)) == 0
    captured = capsys.readouterr()
    assert captured.out == before.out
    table, book = captured.err.strip().split("\n")
    assert "1/2 CSV" in table and "2/2 Excel" in book
    assert [int(done) for done in re.findall(r"(\d+)/1\b", table)] == [0, 1]
    assert [int(done) for done in re.findall(r"(\d+)/8\b", book)] == list(range(1, 9))


def test_one_file_that_cannot_be_written_does_not_keep_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lame = replace(find_format("csv"), needs=("no-such-thing",))
    monkeypatch.setattr(export, "FORMATS", (lame, find_format("geojson")))
    assert run("all", "--out", str(tmp_path)) == 1
    captured = capsys.readouterr()
    assert "needs the extra `export`: no-such-thing" in captured.err
    assert [path.suffix for path in tmp_path.iterdir()] == [".geojson"]


def test_a_folder_in_the_way_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "view.csv"
    (tmp_path / name).mkdir()
    (tmp_path / name / "inside").touch()
    assert run("csv", "--out", str(tmp_path / name)) == 0  # a folder is where files go
    assert len(list((tmp_path / name).iterdir())) == 2
    capsys.readouterr()
