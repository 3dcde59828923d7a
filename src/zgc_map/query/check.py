"""Everything that is wrong with a data folder: tables, stories, their views, layers, at once."""

from __future__ import annotations

from pathlib import Path

from zgc_map.catalog import DataError, Issue
from zgc_map.catalog.build import build_catalog, build_layers
from zgc_map.catalog.folder import Examined, examine
from zgc_map.catalog.story_text import STORY_FOLDER
from zgc_map.geo import load_areas, read_areas
from zgc_map.model import Catalog
from zgc_map.query.stories import view_issues


def check_zone(folder: Path) -> tuple[Catalog | None, tuple[Issue, ...]]:
    """Return the catalog of a sound folder, or every issue, those of one file together."""
    examined = examine(folder)
    issues = list(examined.issues)
    dataset = examined.buildable
    catalog = build_catalog(dataset, examined.version, examined.stories) if dataset else None
    for raw in examined.raw_stories if catalog else ():
        issues += view_issues(catalog, raw) if catalog else ()
    issues += _layer_issues(examined, catalog, folder)
    order = {name: number for number, name in enumerate(dict.fromkeys(i.file for i in issues))}
    issues.sort(key=lambda issue: (order[issue.file], issue.row or 0))
    return None if issues else catalog, tuple(issues)


def _layer_issues(examined: Examined, catalog: Catalog | None, folder: Path) -> list[Issue]:
    """Return what is wrong with the layers; with faulty tables, only what each is by itself."""
    issues: list[Issue] = []
    told = {issue.file for issue in examined.issues}
    if catalog and all(file.split("/")[0] == STORY_FOLDER for file in told):
        try:
            load_areas(catalog, folder)
        except DataError as error:
            issues += error.issues
    elif examined.dataset is not None and examined.dataset.package.atlas_is_sound:
        for layer in build_layers(examined.dataset.package.atlas):
            try:
                if layer.path not in told:
                    read_areas(folder / layer.path, layer)
            except DataError as error:
                issues += error.issues
    return issues
