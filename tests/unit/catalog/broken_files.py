"""For each rule of files, data package, rows and contract: Toytown with just that rule broken."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.hostile_zone import TOYTOWN
from tests.unit.catalog.town import (
    Damage,
    all_of,
    atlas,
    line_of,
    package,
    replace,
    resource,
)
from zgc_map.catalog import LIMITS, Limits

Place = tuple[str, int | None, str | None]
"""File, row, column."""


@dataclass(frozen=True)
class Broken:
    """One rule, the damage that breaks it, and where just this rule must be told broken."""

    rule: str
    what: str
    damage: Damage
    places: tuple[Place, ...]
    limits: Limits = field(default=LIMITS)

    def __str__(self) -> str:
        return f"{self.rule}-{self.what}".replace(" ", "_")


PACKAGE = "datapackage.json"
WARDS = "geo/wards.geojson"


def _unlink(name: str) -> Damage:
    return lambda town: (town / name).unlink()


def write(name: str, data: str | bytes) -> Damage:
    content = data.encode() if isinstance(data, str) else data
    return lambda town: (town / name).write_bytes(content)


def _folder_instead(town: Path) -> None:
    (town / "brands.csv").unlink()
    (town / "brands.csv").mkdir()


def _link_out(town: Path) -> None:
    outside = town.parent / "outside.csv"
    (town / "brands.csv").rename(outside)
    (town / "brands.csv").symlink_to(outside)


def shops(**table_schema: Any) -> Damage:
    """Return the damage that adds a sound table `shops`, with changes to its Table Schema."""
    fields = [{"name": "shop", "type": "string"}, {"name": "sector", "type": "string"}]
    entry = {"name": "shops", "path": "shops.csv", "schema": {"fields": fields} | table_schema}
    return all_of(
        write("shops.csv", "shop,sector\nbakery,trade_bread\n"),
        package(lambda document: document["resources"].append(entry)),
    )


def _first(**members: Any) -> Damage:
    """Return the damage that changes members of the first resource, and takes its file away."""
    return all_of(
        package(lambda document: document["resources"][0].update(members)), _unlink("sources.csv")
    )


def _second_brands(town: Path) -> None:
    (town / "brands2.csv").write_bytes((town / "brands.csv").read_bytes())

    def change(document: dict[str, Any]) -> None:
        document["resources"].append(resource(document, "brands") | {"path": "brands2.csv"})

    package(change)(town)


def _layer(number: int, **members: Any) -> Damage:
    return package(lambda document: document["atlas"]["layers"][number].update(members))


def _json_line(what: str) -> int:
    """Return the line of the data package where a text is found first."""
    lines = (TOYTOWN / PACKAGE).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if what in line)


_DEEP = "[" * 100_000 + "]" * 100_000

FILES = (
    Broken("file_missing", "table", _unlink("brands.csv"), (("brands.csv", None, None),)),
    Broken("file_missing", "layer", _unlink(WARDS), ((WARDS, None, None),)),
    Broken("file_missing", "package", _unlink(PACKAGE), ((PACKAGE, None, None),)),
    Broken("file_missing", "folder", _folder_instead, (("brands.csv", None, None),)),
    Broken("file_missing", "link out", _link_out, (("brands.csv", None, None),)),
    Broken(
        "file_size",
        "one byte more",
        write("brands.csv", b"x" * (LIMITS.file_bytes + 1)),
        (("brands.csv", None, None),),
    ),
    Broken(
        "file_encoding",
        "cp1251",
        replace("sectors.csv", "Сыр", "Сыр".encode("cp1251")),
        (("sectors.csv", line_of("sectors", "trade_cheese"), None),),
    ),
    Broken(
        "file_encoding",
        "utf 16",
        lambda town: (town / "brands.csv").write_text("brand_id", encoding="utf-16"),
        (("brands.csv", 1, None),),
    ),
    Broken(
        "file_nul",
        "in a name",
        replace("sectors.csv", "Cheese", "Che\0ese"),
        (("sectors.csv", line_of("sectors", "trade_cheese"), None),),
    ),
    Broken(
        "package_json",
        "comma",
        replace(PACKAGE, '"name": "toytown-atlas",', '"name": "toytown-atlas"'),
        ((PACKAGE, _json_line('"toytown-atlas"') + 1, None),),
    ),
    Broken("package_json", "empty", write(PACKAGE, ""), ((PACKAGE, 1, None),)),
    Broken("package_json", "deep", write(PACKAGE, _DEEP), ((PACKAGE, None, None),)),
    Broken("package_json", "twice", write(PACKAGE, '{"a": 1, "a": 2}'), ((PACKAGE, None, None),)),
    Broken("package_json", "nan", write(PACKAGE, '{"a": NaN}'), ((PACKAGE, None, None),)),
)

FORMS = (
    Broken("package_form", "no object", write(PACKAGE, "[]"), ((PACKAGE, None, None),)),
    Broken("package_form", "no atlas", package(lambda d: d.pop("atlas")), ((PACKAGE, None, None),)),
    Broken(
        "package_form",
        "no list",
        package(lambda d: d.update(resources={})),
        ((PACKAGE, None, "resources"),),
    ),
    Broken("package_form", "no title", package(lambda d: d.pop("title")), ((PACKAGE, None, None),)),
    *(
        Broken("package_form", path, _first(path=path), ((PACKAGE, None, "resources[0].path"),))
        for path in ("../sources.csv", "/sources.csv", "https://example.org/s.csv", "a\\s.csv")
    ),
    Broken(
        "package_form",
        "encoding",
        _first(encoding="cp1251"),
        ((PACKAGE, None, "resources[0].encoding"),),
    ),
    Broken(
        "package_form",
        "type",
        shops(fields=[{"name": "shop", "type": "geopoint"}]),
        ((PACKAGE, None, "resources[15].schema.fields[0].type"),),
    ),
    Broken(
        "package_form",
        "unknown constraint",
        shops(fields=[{"name": "shop", "type": "string", "constraints": {"maxLength": 3}}]),
        ((PACKAGE, None, "resources[15].schema.fields[0].constraints"),),
    ),
    Broken(
        "package_form",
        "bad pattern",
        shops(fields=[{"name": "shop", "type": "string", "constraints": {"pattern": "("}}]),
        ((PACKAGE, None, "resources[15].schema.fields[0].constraints.pattern"),),
    ),
    Broken("atlas_form", "no licence", atlas(licence=None), ((PACKAGE, None, "atlas"),)),
    Broken("atlas_form", "unknown key", atlas(colour="red"), ((PACKAGE, None, "atlas"),)),
    Broken(
        "atlas_form",
        "no chinese",
        atlas(title={"en": "T", "ru": "T"}),
        ((PACKAGE, None, "atlas.title"),),
    ),
    Broken(
        "atlas_form",
        "language",
        atlas(languages=["en", "de"]),
        ((PACKAGE, None, "atlas.languages[1]"),),
    ),
    Broken("atlas_form", "no day", atlas(as_of="2021-02-31"), ((PACKAGE, None, "atlas.as_of"),)),
    Broken("atlas_form", "no date", atlas(as_of="20210501"), ((PACKAGE, None, "atlas.as_of"),)),
    Broken("atlas_form", "words", atlas(words_max=0), ((PACKAGE, None, "atlas.words_max"),)),
    Broken(
        "atlas_form", "datum", _layer(0, datum="bd09"), ((PACKAGE, None, "atlas.layers[0].datum"),)
    ),
    Broken(
        "atlas_form", "kind", _layer(1, kind="moon"), ((PACKAGE, None, "atlas.layers[1].kind"),)
    ),
    *(
        Broken("atlas_form", path, _layer(0, path=path), ((PACKAGE, None, "atlas.layers[0].path"),))
        for path in ("../w.geojson", "/w.geojson", "geo/../w.geojson", "geo//w.geojson", "w.json")
    ),
    Broken("package_unique", "name", _second_brands, ((PACKAGE, None, "resources[].name"),)),
    Broken(
        "package_unique",
        "field",
        shops(fields=[{"name": name, "type": "string"} for name in ("shop", "sector", "shop")]),
        ((PACKAGE, None, "resources[shops].schema.fields"),),
    ),
    Broken(
        "package_keys",
        "primary key",
        shops(primaryKey="till"),
        ((PACKAGE, None, "resources[shops].schema.primaryKey"),),
    ),
    *(
        Broken(
            "package_keys",
            what,
            shops(foreignKeys=[{"fields": own, "reference": {"resource": to, "fields": key}}]),
            ((PACKAGE, None, "resources[shops].schema.foreignKeys"),),
        )
        for what, own, to, key in (
            ("own field", "till", "sectors", "sector_id"),
            ("resource", "sector", "streets", "sector_id"),
            ("their field", "sector", "sectors", "till"),
            ("how many", ["shop", "sector"], "sectors", "sector_id"),
        )
    ),
    Broken("file_unlisted", "shops", write("shops.csv", "a\n"), ((PACKAGE, None, "resources"),)),
)

BROKEN_FILES = (*FILES, *FORMS)
