"""A data folder, read and examined: what is there, and every issue with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from zgc_map.catalog.dataset import Dataset
from zgc_map.catalog.files import FILES, RawFile, read_raw, tables_in
from zgc_map.catalog.issues import Issue
from zgc_map.catalog.limits import LIMITS, Limits
from zgc_map.catalog.package import JSON, PACKAGE_FILE, PACKAGES, RawPackage, read_json
from zgc_map.catalog.rules import CONTRACT, MEANING, SCHEMA
from zgc_map.catalog.tables import Table, accept, read_records

_TABLE_IN_PLACE = re.compile(r"resources\[(\w+)\]")


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of reading a folder. Without issues, `dataset` is there and can be built from."""

    dataset: Dataset | None
    issues: tuple[Issue, ...]
    version: str


def examine(folder: Path, limits: Limits = LIMITS) -> Examined:
    """Return the tables of a data folder and every issue with them, in the order of the files.

    Every file is read once. Never raises for anything in the folder.
    """
    first = read_raw(folder, PACKAGE_FILE, limits)
    issues = list(FILES.issues(first) or JSON.issues(first))
    if issues:
        return Examined(None, tuple(issues), _digest([first]))
    package = RawPackage(read_json(first.text or ""), tables_in(folder))
    issues += PACKAGES.issues(package)
    if not package.names:
        return Examined(None, tuple(issues), _digest([first]))
    files = [first]
    tables: dict[str, Table] = {}
    for resource in package.resources:
        file = read_raw(folder, resource.path, limits)
        files.append(file)
        found = FILES.issues(file)
        if not found:
            raw = read_records(resource, file.text or "", limits)
            table, found = accept(raw)
            if table is not None:
                tables[resource.name] = table
        issues += found
    for layer in package.layers:
        file = read_raw(folder, str(layer["path"]), limits)
        files.append(file)
        issues += FILES.issues(file)
    dataset, found = _examine_tables(Dataset(package, tables))
    issues += found
    order = {file.name: number for number, file in enumerate(files)}
    issues.sort(key=lambda issue: (order[issue.file], issue.row or 0, issue.rule))
    return Examined(dataset, tuple(dict.fromkeys(issues)), _digest(files))


def _examine_tables(dataset: Dataset) -> tuple[Dataset, tuple[Issue, ...]]:
    contract = CONTRACT.issues(dataset)
    places = [_TABLE_IN_PLACE.match(issue.column or "") for issue in contract]
    schema = SCHEMA.issues(dataset)
    dataset = replace(
        dataset,
        outside=frozenset(place[1] for place in places if place),
        unsound=frozenset(
            (issue.file, issue.row, column)
            for issue in schema
            if issue.row is not None
            for column in (issue.column or "").split(", ")
        ),
    )
    return dataset, contract + schema + MEANING.issues(dataset)


def _digest(files: Iterable[RawFile]) -> str:
    """Return a SHA-256 over names, lengths and bytes of the files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0{len(file.data)}\0".encode())
        digest.update(file.data)
    return digest.hexdigest()
