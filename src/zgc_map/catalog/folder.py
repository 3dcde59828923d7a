"""A data folder, read and examined: what is there, and every issue with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from zgc_map.catalog.contract import SHAPES
from zgc_map.catalog.dataset import Dataset
from zgc_map.catalog.files import FILES, RawFile, names_in, read_raw, tables_in
from zgc_map.catalog.issues import Issue
from zgc_map.catalog.limits import LIMITS, Limits
from zgc_map.catalog.package import JSON, PACKAGE_FILE, PACKAGES, RawPackage, read_json
from zgc_map.catalog.rules import CONTRACT, MEANING, SCHEMA
from zgc_map.catalog.stories import SHIPPED, STORIES, RawStory, build_story, facts_of_dataset
from zgc_map.catalog.story_text import SHELF, STORY_FILES, STORY_FOLDER, read_yaml, story_id
from zgc_map.catalog.tables import Table, accept, read_records
from zgc_map.model import Story

_TABLE_IN_PLACE = re.compile(r"resources\[(\w+)\]")


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of reading a folder. Without issues, `dataset` is there and can be built from.

    `raw_stories` are the stories as they were parsed, `stories` those without an issue.
    """

    dataset: Dataset | None
    issues: tuple[Issue, ...]
    version: str
    stories: tuple[Story, ...] = ()
    raw_stories: tuple[RawStory, ...] = ()

    @property
    def buildable(self) -> Dataset | None:
        """The tables, where every row of them is there and sound in form."""
        found = self.dataset
        whole = found and found.package.atlas_is_sound and found.whole(*SHAPES)
        return found if whole else None


def examine(folder: Path, limits: Limits = LIMITS) -> Examined:
    """Return the tables of a data folder and every issue with them, in the order of the files.

    Every file is read once. Never raises for anything in the folder. Boundary layers are only
    looked at as files here: what is in them is checked in `zgc_map.geo`.
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
    shelf, told, raws = _examine_stories(folder, dataset, limits)
    issues += told
    names = [*(file.name for file in files), STORY_FOLDER, *(file.name for file in shelf)]
    order = {name: number for number, name in enumerate(names)}
    issues.sort(key=lambda issue: (order[issue.file], issue.row or 0, issue.rule))
    unsound = {issue.file for issue in told}
    stories = tuple(
        build_story(story_id(raw.file), raw.document) for raw in raws if raw.file not in unsound
    )
    version = _digest((*files, *shelf))
    return Examined(dataset, tuple(dict.fromkeys(issues)), version, stories, raws)


def _examine_stories(
    folder: Path, dataset: Dataset, limits: Limits
) -> tuple[list[RawFile], list[Issue], tuple[RawStory, ...]]:
    """Return the story files of a folder, every issue with them, and the stories they hold."""
    names = names_in(folder / STORY_FOLDER)
    issues = list(SHELF.issues(names))
    if issues:
        return [], issues, ()
    facts = facts_of_dataset(dataset)
    files = [read_raw(folder, f"{STORY_FOLDER}/{name}", limits) for name in names]
    raws = []
    for file in files:
        found = FILES.issues(file) or STORY_FILES.issues(file)
        if not found:
            raw = RawStory(file.name, read_yaml(file.text or ""), facts)
            found = STORIES.issues(raw) + SHIPPED.issues(raw)
            raws.append(raw)
        issues += found
    return files, issues, tuple(raws)


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
