"""A hostile twin of Toytown: valid data whose every shown text tries to run, or to break a page.

The texts are printable, so no rule may refuse them: it is the pages that must show them as text.
Scripts call `xss(number)`; a test that defines that function sees whether any of them ran.
"""

from __future__ import annotations

import csv
import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOYTOWN = Path(__file__).resolve().parent / "toytown"

PAYLOADS = (
    "<script>xss(1)</script>",
    "</script><script>xss(2)</script>",
    "<img src=x onerror=xss(3)>",
    '"><svg onload=xss(4)>',
    "' onmouseover='xss(5)",
    "{{7*7}}",
    "{% for a in b %}",
    "{{''.__class__.__mro__}}",
    "100{%",
    "{{",
    "{#",
    "`${xss(6)}`",
    "[x](javascript:xss(7))",
    "![x](http://x.invalid/x.png)",
    "**b** _i_ # h ~~s~~ $x^2$ :red[r]",
    "&lt;b&gt; &amp; %3Cb%3E",
    "\\u003cscript\\u003exss(8)",
    "<!-- ]]> --><b>",
    '=HYPERLINK("http://x.invalid")',
    "</title></style></textarea><hr>",
    "<a href=javascript:xss(9)>x</a>",
    "@import +1-1 %0a",
)

_SHOWN = ("aliases", "note", "period", "published")
_LANGUAGES = ("_en", "_ru", "_zh")
_NUMBERS = ("factor_zh",)


def write_hostile_zone(folder: Path) -> Path:
    """Write the hostile twin of Toytown into a new folder, and return the folder.

    Every text ends in a number of its own, such as `{{7*7}} n27`, so that names stay apart.
    """
    texts = (f"{text} n{number}" for number, text in enumerate(itertools.cycle(PAYLOADS), start=1))
    shutil.copytree(TOYTOWN, folder)
    for path in sorted(folder.glob("*.csv")):
        _replace_cells(path, texts)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["title"] = next(texts)
    package["atlas"]["licence"] = next(texts)
    package["atlas"] = _replaced(package["atlas"], texts)
    _write_json(folder / "datapackage.json", package)
    _rename_areas(folder)
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
