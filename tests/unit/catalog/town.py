"""Damaging a copy of Toytown, one cell, line or member at a time."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.hostile_zone import TOYTOWN

Damage = Callable[[Path], object]
"""Changes a copy of Toytown in place."""


def copy_town(folder: Path) -> Path:
    """Copy Toytown into a new folder below this one, and return it."""
    return Path(shutil.copytree(TOYTOWN, folder / "town"))


def read_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def write_rows(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def line_of(table: str, *key: str) -> int:
    """Return the line of a row of Toytown, told by its first cells."""
    rows = read_rows(TOYTOWN / f"{table}.csv")
    return next(n for n, row in enumerate(rows, start=1) if tuple(row[: len(key)]) == key)


def cell(table: str, key: str, column: str, text: str) -> Damage:
    """Return the damage that puts another text into one cell of the row `key`."""

    def damage(town: Path) -> None:
        rows = read_rows(town / f"{table}.csv")
        row = next(row for row in rows if row[0] == key)
        row[rows[0].index(column)] = text
        write_rows(town / f"{table}.csv", rows)

    return damage


def row(table: str, *cells: str) -> Damage:
    """Return the damage that adds a row at the end of a table; cells left out are empty."""

    def damage(town: Path) -> None:
        rows = read_rows(town / f"{table}.csv")
        rows.append([*cells, *[""] * (len(rows[0]) - len(cells))])
        write_rows(town / f"{table}.csv", rows)

    return damage


def without_row(table: str, *key: str) -> Damage:
    """Return the damage that takes out the row that begins with these cells."""

    def damage(town: Path) -> None:
        rows = read_rows(town / f"{table}.csv")
        write_rows(town / f"{table}.csv", [r for r in rows if tuple(r[: len(key)]) != key])

    return damage


def replace(name: str, old: str | bytes, new: str | bytes) -> Damage:
    """Return the damage that replaces some bytes, found once, in a file."""
    before = old.encode() if isinstance(old, str) else old
    after = new.encode() if isinstance(new, str) else new

    def damage(town: Path) -> None:
        data = (town / name).read_bytes()
        assert data.count(before) == 1, f"{before!r} is found {data.count(before)} times in {name}"
        (town / name).write_bytes(data.replace(before, after))

    return damage


def package(change: Callable[[dict[str, Any]], object]) -> Damage:
    """Return the damage that changes the parsed data package."""

    def damage(town: Path) -> None:
        path = town / "datapackage.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        change(document)
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")

    return damage


def atlas(**members: Any) -> Damage:
    """Return the damage that puts other values into the member `atlas`; None takes them out."""

    def change(document: dict[str, Any]) -> None:
        document["atlas"] |= members
        for key, value in members.items():
            if value is None:
                del document["atlas"][key]

    return package(change)


def schema(table: str, change: Callable[[dict[str, Any]], object]) -> Damage:
    """Return the damage that changes the Table Schema of one table."""
    return package(lambda document: change(resource(document, table)["schema"]))


def resource(document: dict[str, Any], table: str) -> dict[str, Any]:
    """Return the entry of a table in a data package."""
    return next(entry for entry in document["resources"] if entry["name"] == table)


def field(table_schema: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the entry of a field in a Table Schema."""
    return next(entry for entry in table_schema["fields"] if entry["name"] == name)


def all_of(*damages: Damage) -> Damage:
    """Return the damage that does several in turn."""

    def damage(town: Path) -> None:
        for one in damages:
            one(town)

    return damage
