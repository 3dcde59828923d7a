"""Rules of meaning for parks, their places, and what the dataset says of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zgc_map.catalog.dataset import MEANING, Dataset
from zgc_map.catalog.issues import shown
from zgc_map.catalog.package import PACKAGE_FILE
from zgc_map.catalog.rules_schema import number_of
from zgc_map.catalog.stages import Finding
from zgc_map.model import Basis


@MEANING.rule("place_once")
def _place_once(dataset: Dataset) -> Iterator[Finding]:
    """No two parks are shown on the same place."""
    seen: dict[str, str] = {}
    for row in dataset.sound("parks"):
        first = seen.setdefault(row["place_id"], row["park_id"])
        if first != row["park_id"]:
            place = (dataset.file("parks"), row.line, "place_id")
            yield Finding(*place, shown(row["place_id"]), f"a place other than that of {first}")


@MEANING.rule("place_tile")
def _place_tile(dataset: Dataset) -> Iterator[Finding]:
    """A place has both a column and a row in the schematic view or neither, and a tile of its own.

    Columns and rows are counted from 1.
    """
    seen: dict[tuple[int, int], str] = {}
    for row in dataset.sound("places"):
        file, cells = dataset.file("places"), (row["tile_col"], row["tile_row"])
        if not any(cells):
            continue
        if not all(cells):
            column = "tile_row" if row["tile_col"] else "tile_col"
            yield Finding(file, row.line, column, "an empty cell", "a column and a row, or neither")
            continue
        tile = (int(cells[0]), int(cells[1]))
        for column, value in zip(("tile_col", "tile_row"), tile, strict=True):
            if value < 1:
                yield Finding(file, row.line, column, shown(row[column]), "1 or more")
        first = seen.setdefault(tile, row["place_id"])
        if first != row["place_id"]:
            found = f"{cells[0]}, {cells[1]}"
            yield Finding(file, row.line, "tile_col, tile_row", found, f"not the tile of {first}")


@MEANING.rule("specialty_host")
def _specialty_host(dataset: Dataset) -> Iterator[Finding]:
    """A park hosts a specialty park where a claim says so; elsewhere it is unknown, never false."""
    for row in dataset.sound("parks"):
        host, claim = dataset.flag("parks", row, "specialty_host"), row["specialty_host_claim_id"]
        place = (dataset.file("parks"), row.line, "specialty_host")
        if host is False:
            yield Finding(*place, shown(row["specialty_host"]), "true, or an empty cell: unknown")
        elif host and not claim:
            yield Finding(*place, shown(row["specialty_host"]), "a specialty_host_claim_id with it")
        elif claim and not host:
            yield Finding(*place, "an empty cell", f"true: the claim {claim} says so")


@MEANING.rule("named_in_source")
def _named_in_source(dataset: Dataset) -> Iterator[Finding]:
    """A park is named in the source if, and only if, a claim that is not external names it."""
    if not dataset.whole("claims"):
        return
    claims = [row for row in dataset.sound("claims") if row["basis"] != Basis.EXTERNAL]
    named = {row["park_id"] for row in claims}
    for row in dataset.sound("parks"):
        is_named = row["park_id"] in named
        if dataset.flag("parks", row, "named_in_source") is not is_named:
            place = (dataset.file("parks"), row.line, "named_in_source")
            allowed = "true: a claim names it" if is_named else "false: no claim names it"
            yield Finding(*place, shown(row["named_in_source"]), allowed)


@MEANING.rule("park_symbol")
def _park_symbol(dataset: Dataset) -> Iterator[Finding]:
    """A park's symbol has a longitude, a latitude and a confidence, or none of them; in degrees."""
    for row in dataset.sound("parks"):
        file, columns = dataset.file("parks"), ("symbol_lon", "symbol_lat", "symbol_confidence")
        empty = [column for column in columns if not row[column]]
        if empty and len(empty) < len(columns):
            there = ", ".join(column for column in columns if column not in empty)
            allowed = f"a value: the symbol has {there}"
            yield Finding(file, row.line, empty[0], "an empty cell", allowed)
        for column, most in (("symbol_lon", 180), ("symbol_lat", 90)):
            value = number_of(row[column])
            if value is not None and abs(value) > most:
                yield Finding(file, row.line, column, shown(row[column]), f"from -{most} to {most}")


@MEANING.rule("main_source")
def _main_source(dataset: Dataset) -> Iterator[Finding]:
    """The main source of the dataset is one of its sources."""
    value = dataset.package.atlas.get("main_source_id")
    if dataset.package.atlas_is_sound and dataset.whole("sources") and not dataset.main_source_id:
        place = "atlas.main_source_id"
        allowed = f"a source_id of {dataset.file('sources')}"
        yield Finding(PACKAGE_FILE, None, place, shown(value), allowed)


@MEANING.rule("layer_kind")
def _layer_kind(dataset: Dataset) -> Iterator[Finding]:
    """There is one layer, and only one, for each kind of place; and one file a layer."""
    if not dataset.package.atlas_is_sound:
        return
    kinds = Counter(str(layer["kind"]) for layer in dataset.package.layers)
    paths = Counter(str(layer["path"]) for layer in dataset.package.layers)
    for value, count in (kinds + paths).items():
        if count > 1:
            found = f"{count} layers of {shown(value)}"
            yield Finding(PACKAGE_FILE, None, "atlas.layers", found, "one layer")
    for row in dataset.sound("places"):
        if row["kind"] not in kinds:
            place = (dataset.file("places"), row.line, "kind")
            allowed = "a kind that has a layer: " + ", ".join(kinds)
            yield Finding(*place, shown(row["kind"]), allowed)
