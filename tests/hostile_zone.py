"""A hostile twin of Toytown: valid data whose every shown text tries to run, or to break a page."""

from __future__ import annotations

import csv
import itertools
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.payloads import PAYLOADS

TOYTOWN = Path(__file__).resolve().parent / "toytown"

_SHOWN = ("aliases", "note", "period", "published")
_LANGUAGES = ("_en", "_ru", "_zh")
_NUMBERS = ("factor_zh",)
_TITLE = 30
"""Letters that fit into the title of a step in every language."""


EVERY = " ".join(PAYLOADS)
"""The whole corpus as one text."""


def write_hostile_zone(folder: Path, *, every: bool = False) -> Path:
    """Write the hostile twin of Toytown into a new folder, and return the folder.

    Every text ends in a number of its own, such as `{{7*7}} n27`, so that names stay apart.
    With `every`, each text is the whole corpus, so that wherever a text goes every payload goes;
    the titles and lines of stories are too short for it and take turns.
    """
    payloads = itertools.repeat(EVERY) if every else itertools.cycle(PAYLOADS)
    texts = (f"{text} n{number}" for number, text in enumerate(payloads, start=1))
    shutil.copytree(TOYTOWN, folder)
    for path in sorted(folder.glob("*.csv")):
        _replace_cells(path, texts)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["title"] = next(texts)
    package["atlas"]["licence"] = next(texts)
    package["atlas"] = _replaced(package["atlas"], texts) | {"words_max": 1_000}
    _write_json(folder / "datapackage.json", package)
    _rename_areas(folder)
    for path in sorted(folder.glob("stories/*.yaml")):
        _replace_story(path, itertools.cycle(text for text in PAYLOADS if len(text) <= _TITLE))
    return folder


def _replace_cells(path: Path, texts: Iterator[str]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    for row, column in itertools.product(rows, columns):
        if column in _SHOWN or (column.endswith(_LANGUAGES) and column not in _NUMBERS):
            row[column] = next(texts)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _replaced(value: Any, texts: Iterator[str]) -> Any:
    """Return a JSON value in which each text in three languages is another text."""
    if isinstance(value, list):
        return [_replaced(item, texts) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"en", "ru", "zh"}:
        return {lang: next(texts) for lang in value}
    return {key: _replaced(item, texts) for key, item in value.items()}


def _replace_story(path: Path, texts: Iterator[str]) -> None:
    """Make every text of a story attack, without the digits that only a claim may give it.

    The numbers of payloads that call `xss` are lost; a test still sees that they were called.
    """
    yaml = YAML(typ="safe", pure=True)
    story = yaml.load(path.read_text(encoding="utf-8"))
    wordy = (re.sub(r"\d", "", text) for text in texts)
    with path.open("w", encoding="utf-8") as stream:
        yaml.dump(_replaced(story, wordy), stream)


def _rename_areas(folder: Path) -> None:
    """Give the areas of the layers the new names of their places."""
    with (folder / "places.csv").open(encoding="utf-8", newline="") as stream:
        places = {row["place_id"]: row for row in csv.DictReader(stream)}
    for path in sorted((folder / "geo").glob("*.geojson")):
        layer = json.loads(path.read_text(encoding="utf-8"))
        for feature in layer["features"]:
            properties = feature["properties"]
            place = places[properties["place_id"]]
            properties |= {name: place[name] for name in properties if name.startswith("name_")}
        _write_json(path, layer)


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
