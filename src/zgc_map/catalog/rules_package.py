"""Rules of form for `datapackage.json` itself."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, cast

from zgc_map.catalog.files import RawFile
from zgc_map.catalog.issues import shown
from zgc_map.catalog.package import (
    JSON,
    PACKAGE_FILE,
    PACKAGES,
    RawPackage,
    items_in,
    place_of,
    read_json,
)
from zgc_map.catalog.stages import Finding


@JSON.rule("package_json")
def _package_json(file: RawFile) -> Iterator[Finding]:
    """`datapackage.json` is JSON, without repeated keys, NaN or Infinity."""
    try:
        read_json(file.text or "")
    except json.JSONDecodeError as error:
        yield Finding(file.name, error.lineno, None, error.msg, "JSON")
    except ValueError as error:
        yield Finding(file.name, None, None, str(error), "JSON")


def _form_findings(package: RawPackage, *, atlas: bool) -> Iterator[Finding]:
    for error in package.errors:
        steps, instance = list(error.absolute_path), cast("Any", error.instance)
        if (steps[:1] == ["atlas"]) is not atlas:
            continue
        schema: Mapping[str, Any] = error.schema if isinstance(error.schema, dict) else {}
        found, allowed = shown(instance), str(schema.get("description"))
        if error.validator == "required":
            missing = ", ".join(key for key in schema["required"] if key not in instance)
            found, allowed = f"no {missing}", f"{allowed}: {missing} needed"
        elif error.validator == "additionalProperties":
            extra = ", ".join(shown(key) for key in instance if key not in schema["properties"])
            found, allowed = f"also {extra}", f"only {', '.join(schema['properties'])}"
        yield Finding(PACKAGE_FILE, None, place_of(steps), found, allowed)


@PACKAGES.rule("package_form")
def _package_form(package: RawPackage) -> Iterator[Finding]:
    """The data package has name, title, resources and the member `atlas`.

    Each resource names a CSV file that lies in the folder (no `..`, no absolute path, no address),
    in UTF-8 and the default dialect, with a Table Schema: fields of the types string, integer,
    number, boolean with the constraints required, unique, enum, pattern, minimum, maximum.
    Anything the engine would ignore in silence is refused.
    """
    yield from _form_findings(package, atlas=False)


@PACKAGES.rule("atlas_form")
def _atlas_form(package: RawPackage) -> Iterator[Finding]:
    """The member `atlas` has exactly its keys, each of the right kind.

    Texts come in every language, `languages` lists known languages, `as_of` is a date, a layer
    has a path inside the folder, a kind and a datum.
    """
    yield from _form_findings(package, atlas=True)


@PACKAGES.rule("package_unique")
def _package_unique(package: RawPackage) -> Iterator[Finding]:
    """No two resources share a name or a file, and no two fields of a resource share a name."""
    raw = [item for item in items_in(package.document, "resources") if isinstance(item, dict)]
    for member in ("name", "path"):
        for value in _repeated([item.get(member) for item in raw]):
            place = f"resources[].{member}"
            yield Finding(PACKAGE_FILE, None, place, f"{shown(value)} twice", "each only once")
    for resource in package.resources:
        for name in _repeated(list(resource.columns)):
            place = f"resources[{resource.name}].schema.fields"
            yield Finding(PACKAGE_FILE, None, place, f"{shown(name)} twice", "each only once")


@PACKAGES.rule("package_keys")
def _package_keys(package: RawPackage) -> Iterator[Finding]:
    """Primary and foreign keys name fields that exist, in resources that exist."""
    known = {resource.name: resource for resource in package.resources}
    for resource in package.resources:
        place = f"resources[{resource.name}].schema"
        for name in resource.primary_key:
            if name not in resource.columns:
                allowed = f"one of {', '.join(resource.columns)}"
                yield Finding(PACKAGE_FILE, None, f"{place}.primaryKey", shown(name), allowed)
        for key in resource.foreign_keys:
            where, there = f"{place}.foreignKeys", known.get(key.resource)
            if key.resource not in package.names:
                yield Finding(PACKAGE_FILE, None, where, shown(key.resource), "a resource's name")
            elif there is not None and not key.fits(resource, there):
                found = f"{', '.join(key.columns)} to {', '.join(key.target)}"
                allowed = f"fields of {resource.name} to as many fields of {there.name}"
                yield Finding(PACKAGE_FILE, None, where, found, allowed)


@PACKAGES.rule("file_unlisted")
def _file_unlisted(package: RawPackage) -> Iterator[Finding]:
    """Every CSV file in the folder is a resource: a table that is not read would be lost."""
    items = [item for item in items_in(package.document, "resources") if isinstance(item, dict)]
    paths = [item.get("path") for item in items]
    for name in package.tables_beside:
        if package.names and name not in paths:
            yield Finding(PACKAGE_FILE, None, "resources", shown(name), "only files it lists")


def _repeated(values: list[Any]) -> list[str]:
    counts = Counter(value for value in values if isinstance(value, str))
    return [value for value, count in counts.items() if count > 1]
